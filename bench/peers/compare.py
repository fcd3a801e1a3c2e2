"""Answers of peers beside isnad's and beside gold. Plain functions over answers as adapters/common.py has them; each gives a
dict of figures.
"""
import collections
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ("NOUN", "VERB", "ADJ", "ADV", "PROPN")


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


padt = module(ROOT / "tools/quality/padt.py")


def read_answers(path):
    with open(path, encoding="utf-8") as lines:
        return {d["id"]: d["answer"] for d in map(json.loads, lines)}


def share(part, whole):
    return part / whole if whole else None


# --- words ---------------------------------------------------------------------------------------

def lemma_key(lemma):
    """Letters that two lexicons may spell alike: no diacritics, one alef, final ya, no final ta marbuta (some peers cut it)."""
    return re.sub("[\u0629\u0647]$", "", padt.fold(lemma))


def cuts(pieces):
    """Where a written word is cut: pieces before the longest counted from its left, those after it from its right, because
    what joins there may change letters."""
    if len(pieces) < 2:
        return frozenset()
    main = max(range(len(pieces)), key=lambda i: (len(padt.bare(pieces[i])), -i))
    out, left, right = set(), 0, 0
    for piece in pieces[:main]:
        left += len(padt.bare(piece))
        out.add(left)
    for piece in reversed(pieces[main + 1:]):
        right -= len(padt.bare(piece))
        out.add(right)
    return frozenset(out)


def main_word(parts):
    """The one syntactic word of a written word that has a meaning of its own; None where there is none or more than one."""
    content = [w for w in parts if w.upos in CONTENT]
    return content[0] if len(content) == 1 else None


def located(text, forms):
    at = 0
    for form in forms:
        begin = text.find(form, at)
        if begin < 0:
            yield None
            continue
        at = begin + len(form)
        yield begin, at


def isnad_words(isnad, articles):
    """{id: [[begin, end, lemma or None, pieces]]} by `isnad morph`, a lemma for words with one word of content."""
    out = {}
    for article in articles:
        done = subprocess.run([isnad, "morph", "-"], input=article["text"], capture_output=True, encoding="utf-8", check=True)
        words = padt.program_words(done.stdout.split("\n"))
        out[article["id"]] = [[span[0], span[1], main_word(parts).lemma if main_word(parts) else None, [w.form for w in parts]]
                              for span, (_, parts) in zip(located(article["text"], [form for form, _ in words]), words) if span]
    return out


def treebank(path, size=20):
    """(articles of `size` sentences, {id: [(begin, end, lemma or None, pieces or None)]}): written words with Arabic letters. No
    lemma where the treebank has none or the word is not one of content."""
    with open(path, encoding="utf-8") as f:
        sentences = [padt.written([w for _, w in s]) for s in padt.sentences(f)]
    articles, gold = [], {}
    for first in range(0, len(sentences), size):
        text, rows = "", []
        for sentence in sentences[first:first + size]:
            for form, parts in sentence:
                begin = len(text)
                text += form + " "
                if not padt.ARABIC.search(form) or any(w.xpos.startswith("U") for w in parts) or parts[0].upos == "PUNCT":
                    continue
                main = main_word(parts)
                rows.append((begin, begin + len(form), main.lemma if main else None, [w.form for w in parts]))
            text += "\n\n"
        name = f"treebank/{first}"
        articles.append({"id": name, "published": "2000-01-01", "text": text})
        gold[name] = rows
    return articles, gold


def words_against(reference, answers):
    """Of the words of the reference: how many have an answer, and how many of these the same lemma and the same cuts."""
    n = collections.Counter()
    for name, rows in reference.items():
        if name not in answers:
            continue
        by_span = {(a[0], a[1]): a for a in answers[name]}
        for begin, end, lemma, pieces in rows:
            answer = by_span.get((begin, end))
            if lemma is not None:
                n["lemma.all"] += 1
                if answer and answer[2]:
                    n["lemma.given"] += 1
                    n["lemma.same"] += lemma_key(lemma) == lemma_key(answer[2])
            n["cuts.all"] += 1
            if answer and answer[3]:
                n["cuts.given"] += 1
                n["cuts.same"] += cuts(pieces) == cuts(answer[3])
    return {"words": n["cuts.all"],
            "lemma": share(n["lemma.same"], n["lemma.all"]) if n["lemma.given"] else None,
            "lemma_words": n["lemma.all"],
            "cuts": share(n["cuts.same"], n["cuts.all"]) if n["cuts.given"] else None}


# --- dates ---------------------------------------------------------------------------------------

def isnad_times(isnad, articles):
    """{id: [[begin, end, value]]} of the records of `isnad extract`."""
    lines = "".join(json.dumps({"uri": a["id"], "published": a["published"], "text": a["text"]}, ensure_ascii=False) + "\n"
                    for a in articles)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        f.write(lines)
        f.flush()
        done = subprocess.run([isnad, "extract", "-j", "1", f.name], capture_output=True, encoding="utf-8", check=True)
    records = map(json.loads, done.stdout.splitlines())
    return {r["doc"]["uri"]: [[*t["span"], t["value"]] for t in r["times"]] for r in records}


def dates_against(ours, theirs):
    """Expressions of both tools that overlap, each taken once: how many, and how many of them with one value. Days alone are
    compared where `theirs` are all days."""
    n = collections.Counter()
    for name, found in theirs.items():
        mine = list(ours.get(name, []))
        n["theirs"] += len(found)
        n["ours"] += len(mine)
        for begin, end, value in found:
            hits = [t for t in mine if t[0] < end and begin < t[1]]
            if not hits:
                continue
            best = next((t for t in hits if t[2] == value), hits[0])
            mine.remove(best)
            n["both"] += 1
            n["equal"] += best[2] == value
    return {"theirs": n["theirs"], "ours": n["ours"], "both": n["both"], "equal": share(n["equal"], n["both"])}


def dates_gold(score, texts, gold, answers):
    """Precision, recall and F1 by the judge of the gold sets. `answers` by the file name of the text."""
    records = "".join(json.dumps({"doc": {"uri": name, "published": None}, "entities": [], "events": [], "relations": [], "claims": [],
                                  "times": [{"span": [b, e], "value": v} for b, e, v in rows]}) + "\n"
                      for name, rows in answers.items())
    done = subprocess.run([sys.executable, score, "--json", texts, gold], input=records, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise RuntimeError(f"{score}: {done.stderr.strip().splitlines()[-1:]}")
    return json.loads(done.stdout)["times"]


# --- pages ---------------------------------------------------------------------------------------

def bag(text):
    words = collections.Counter(re.split("[ \n\t\r]+", text.strip()))
    del words[""], words["|"]
    return words


def page_f1(got, want, title):
    """F1 of words. A title that a reader puts before the body, and that the body has not, does not count against it."""
    a, b = bag(got), bag(want)
    for word, count in bag(title or "").items():
        a[word] -= min(count, max(a[word] - b[word], 0))
    a = +a
    both = sum((a & b).values())
    whole = sum(a.values()) + sum(b.values())
    return 2 * both / whole if whole else 1.0


def pages_gold(pages, answers):
    """Mean F1 by folder (main: its pages were at hand while isnad's reader was written; held: they were not)."""
    scores = collections.defaultdict(list)
    for path, fields, body in pages:
        got = answers.get(f"{path.parent.name}_{path.name}", "")
        got = "" if got.startswith("\0") else got
        scores["main" if path.parent.name == "main" else "held"].append(page_f1(got, body, fields.get("title")))
    return {name: sum(s) / len(s) for name, s in scores.items()} | {name + "_pages": len(s) for name, s in scores.items()}


def isnad_pages(page_scores, pages):
    out = {}
    for path, _, _ in pages:
        done = subprocess.run([page_scores, "--show", path], capture_output=True, encoding="utf-8", check=True)
        out[f"{path.parent.name}_{path.name}"] = done.stdout.partition("\n\n")[2] if not done.stdout.startswith("\n") else done.stdout
    return out


# --- near-copies ---------------------------------------------------------------------------------

def shingles(text):
    words = re.findall(r"\w+", text)
    return {hash(" ".join(words[i:i + 5])) for i in range(len(words) - 4)}


def copies_gold(known, articles, pairs):
    """Of the known pairs (Jaccard 0.5 or more) among these articles: how many were given; of those given: how many have that."""
    texts = {a["id"]: a["text"] for a in articles}
    given = {frozenset(p) for p in pairs}
    wanted = [frozenset(p) for p in known if all(x in texts for x in p)]
    cache = {}

    def jaccard(pair):
        a, b = (cache.setdefault(x, shingles(texts[x])) for x in pair)
        return len(a & b) / max(len(a | b), 1)

    alike = sum(len(p) == 2 and jaccard(p) >= 0.5 for p in given)
    return {"known": len(wanted), "found": share(sum(p in given for p in wanted), len(wanted)), "given": len(given),
            "alike": share(alike, len(given))}
