#!/usr/bin/env python3
"""Re-estimates priors.tsv, weights.tsv and neighbours.tsv from unannotated news.

  forms:  estimate.py DATA_LEXICON forms COUNTS.tsv < (morph_tokens IMAGE forms)
          shares each form's count among its analyses by their scores (expectation maximisation)
  text:   estimate.py DATA_LEXICON text < (morph_tokens IMAGE count)
          counts what the chooser chose in context
  reset:  estimate.py DATA_LEXICON reset COUNTS.tsv
          starts again for feminine nouns that look like the feminine of a participle (asima): what
          was chosen once feeds the next choice, so a wrong start would never be left. Each pair gets
          counts by its forms: the noun most of the feminine ones, the participle the others.
          Likewise for independent pronouns and the rare words with their letters. A noun that is
          neither an adjective nor a name counts at least as often as it stands with the article,
          which its verb never has
Run forms and text a few times, with isnad-compile between. Only figures about single words come out.
"""
import collections
import math
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import camel

directory, mode = sys.argv[1:3]
GENDER = ["-", "masc", "fem"]
NUMBER = ["-", "sing", "dual", "plur"]


def arabic(code):
    return "".join(camel.LETTERS.get(c, c) for c in code)


def group(f):
    if f[1] in ("VERB", "AUX") and f[8] != "0":
        return {"1": "perfective", "2": "imperfective", "3": "imperative"}[f[8]]
    if f[1] in ("NOUN", "ADJ", "PROPN") and f[15] == "none":
        return f[1].lower()
    return "function"


def features(f):
    g = group(f)
    pro = [x for x in (["", "w", "f"][int(f[3])], ["", "b", "l", "k"][int(f[4])],
                       "s" if f[5] == "1" else "", "Al" if f[6] == "1" else "") if x]
    mood = "-"
    if g in ("noun", "adj") and f[12] == "1" and not f[7] and (
            f[0].endswith("A") and not f[2].endswith("A") or
            f[2].endswith("y") and f[11] == "1" and not f[0].endswith("y")):
        mood = "tanwin"
    return (("proclitic", g, "+".join(arabic(x) for x in pro) or "-"),
            ("inflection", g, "%s/%s/%s/%s" % (f[10] if f[10] != "0" else "-", GENDER[int(f[11])],
                                               NUMBER[int(f[12])], mood)),
            ("pronoun", g, arabic(f[7]) or "-"))


def reset(counts_path):
    """Rewrites priors.tsv; see the head."""
    counts = {}
    for line in open(counts_path, encoding="ascii"):
        w, n = line.rstrip("\n").split("\t")
        counts[w] = int(n)

    def seen(stem):
        return sum(counts.get(p + stem, 0)
                   for p in ("", "Al", "w", "wAl", "b", "bAl", "l", "ll", "f", "fAl"))

    def definite(stem):
        return sum(counts.get(p + stem, 0) for p in ("Al", "wAl", "bAl", "wbAl", "ll", "wll", "fAl"))

    nouns, participles, plain_nouns, others = set(), {}, {}, set()
    with open(os.path.join(directory, "proper.tsv"), encoding="utf-8") as f:
        others |= {camel.folded(camel.buckwalter(line.split("\t")[0])) for line in f
                   if not line.startswith("#")}
    with open(os.path.join(directory, "nominals.tsv"), encoding="utf-8") as f:
        for line in f:
            if line.startswith(("#", "stem\t")):
                continue
            stem, paradigm, lemma, pos, derivation, _, number, weight = line.rstrip("\n").split("\t")
            stem = camel.folded(camel.buckwalter(stem))
            if pos == "adj":
                others.add(stem)
            elif number == "sing" and paradigm.startswith("n:reg:MS"):
                plain_nouns[stem] = camel.folded(camel.buckwalter(lemma))
            if pos == "noun" and paradigm.startswith("n:reg:FS") and weight == "0":
                nouns.add(stem)
            elif pos == "adj" and derivation.endswith("_participle"):
                participles[stem] = camel.folded(camel.buckwalter(lemma))
    path = os.path.join(directory, "priors.tsv")
    lines, old = [], {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith(("#", "lemma\t")):
                lines.append(line)
            else:
                lemma, pos, n = line.rstrip("\n").split("\t")
                old[lemma, pos] = float(n)
    for stem in sorted(nouns & set(participles)):
        feminine, rest = seen(stem + "p"), seen(stem) + seen(stem + "yn") + seen(stem + "wn")
        old[arabic(stem + "p"), "noun"] = 0.7 * feminine
        key = arabic(participles[stem]), "adj"
        old[key] = min(old.get(key, 0), 0.3 * feminine + rest)
    for stem, lemma in plain_nouns.items():
        if stem == lemma and stem not in others:
            key = arabic(lemma), "noun"
            old[key] = max(old.get(key, 0), definite(stem))
    with open(os.path.join(directory, "function_words.tsv"), encoding="utf-8") as f:
        pronouns = {line.split("\t")[0]: line.split("\t")[3] for line in f
                    if line.split("\t")[2:3] == ["pronoun"]}
    for word, lemma in pronouns.items():
        code = camel.folded(camel.buckwalter(word))
        n = seen(code)
        key = arabic(camel.folded(camel.buckwalter(lemma or word))), "pron"
        old[key] = max(old.get(key, 0), 0.95 * n)
        for (other, pos) in list(old):
            if other == arabic(code) and pos != "pron":
                old[other, pos] = min(old[other, pos], 0.01 * n)
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(lines)
        for (lemma, pos), n in sorted(old.items()):
            if n >= 2:
                out.write("%s\t%s\t%.0f\n" % (lemma, pos, n))


if mode == "reset":
    reset(sys.argv[3])
    sys.exit()

priors = collections.Counter()
weights = collections.Counter()
pairs = collections.Counter()


def count(f, n):
    if f[13] != "1":
        return
    pos = "verb" if f[1] == "AUX" else f[1].lower()
    if f[9] == "1":
        n *= 0.7
    priors[f[2], pos] += n
    for feature in features(f):
        weights[feature] += n


if mode == "forms":
    totals = {}
    for line in open(sys.argv[3], encoding="ascii"):
        w, n = line.rstrip("\n").split("\t")
        totals[w] = int(n)
    form, rows = None, []

    def share():
        if not rows or form not in totals:
            return
        best = max(float(f[16]) for f in rows)
        parts = [math.exp(float(f[16]) - best) for f in rows]
        # A closed-class word is what it looks like: others get a small share, or the open classes
        # would learn their affixes from the commonest particles.
        closed = [group(f) == "function" and f[13] == "1" for f in rows]
        if any(closed):
            share_closed = sum(p for p, c in zip(parts, closed) if c)
            parts = [p / share_closed if c else 0.02 * p / sum(parts)
                     for p, c in zip(parts, closed)]
        for f, p in zip(rows, parts):
            count(f, totals[form] * p / sum(parts))

    for line in sys.stdin:
        f = line.rstrip("\n").split("\t")
        if f[0] != form:
            share()
            form, rows = f[0], []
        rows.append(f)
    share()
else:
    for line in sys.stdin:
        f = line.rstrip("\n").split("\t")
        if f[1] == "PAIR":
            pairs[f[2], f[3]] += int(f[0])
        else:
            count(f[1:], float(f[0]))


def write(name, header, columns, lines):
    with open(os.path.join(directory, name), "w", encoding="utf-8") as out:
        out.write(header + "\t".join(columns) + "\n")
        for line in sorted(lines):
            out.write("\t".join(line) + "\n")


NOTE = ("# Figures from unannotated news (SaudiNewsNet, July and August 2015), written by\n"
        "# tools/lexicon/estimate.py.\n"
        "# Licence: CC0 (isnad).\n")
kept = {k: n for k, n in priors.items() if n >= 2}
write("priors.tsv", "# How common a lemma is. Columns: lemma, pos, count.\n" + NOTE,
      ["lemma", "pos", "count"],
      [(arabic(l), p, "%.0f" % n) for (l, p), n in kept.items()])

# Old weights stay as pseudo-counts, so that nothing becomes impossible.
old = {}
with open(os.path.join(directory, "weights.tsv"), encoding="utf-8") as f:
    for line in f:
        if not line.startswith(("#", "kind\t")):
            k, g, x, v = line.rstrip("\n").split("\t")
            old[k, g, x] = float(v)
# The inflections of a verb share its prior over all aspects, so they are normalised together.


def base(kind, g):
    return "verb" if kind == "inflection" and g in ("perfective", "imperfective", "imperative") else g


sums = collections.Counter()
for (k, g, x), n in weights.items():
    sums[k, base(k, g)] += n
keys = set(old) | set(weights)
lines = []
for k in keys:
    total = sums[k[0], base(*k[:2])]
    if total < 50:
        if k in old:
            lines.append(k + ("%.2f" % old[k],))
        continue
    pseudo = 0.002 * total * math.exp(max(old.get(k, -9.0), -9.0))
    v = math.log(max((weights[k] + pseudo) / (total * 1.002), 1e-5))
    lines.append(k + ("%.2f" % v,))
write("weights.tsv",
      "# Weights of affixes (natural logarithms of their share in the group). Columns: kind; group;\n"
      "# feature (proclitics joined by +; person/gender/number/mood; the pronoun; - is none); weight.\n"
      + NOTE, ["kind", "group", "feature", "weight"], lines)

if pairs:
    left, right = collections.Counter(), collections.Counter()
    for (l, r), n in pairs.items():
        left[l] += n
        right[r] += n
    total = sum(pairs.values())
    lines = []
    for l in left:
        for r in right:
            expected = left[l] * right[r] / total
            v = math.log((pairs[l, r] + 5) / (expected + 5))
            v = max(-2.5, min(2.5, v * 0.8))
            if abs(v) >= 0.05:
                lines.append((l, r, "%.2f" % v))
    write("pairs.tsv",
          "# How much likelier than by chance two word classes stand side by side (logarithm).\n"
          "# Columns: left, right, weight. Hand-written rules are in neighbours.tsv.\n" + NOTE,
          ["left", "right", "weight"], lines)
