#!/usr/bin/env python3
"""Scores what src/syntax finds around predicates on a treebank of UD Arabic-PADT 1.x (test only: no
text of it is kept).

usage: syntax.py --tool build/release/syntax_arguments --image IMAGE [--errors KIND N] TREEBANK.conllu
  prints `figure NAME VALUE` lines; --errors prints N random errors of a KIND (subject, object,
  complement, genitive, second, masdar_complement, antecedent, shared, beside, that, passive) on this
  screen alone.

Sentences are joined to written words as in padt.py, sentences of one source document to one text with
an empty line between them. A found phrase is the treebank's word if it holds that word and its own head
is that word or one that depends on it ("six of persons": the treebank's head is the number, a title's
name hangs on the title). A predicate is compared if the treebank calls its word a verb (no copula, no
auxiliary) or a noun, as the program does; words that the treebank leaves without analysis (tag U) are
no heads to compare with.

verb.recall              verbs of the treebank that the program takes for finite verbs
verb.subject             verbs with the right subject phrase, or rightly none (a pronoun inside the verb).
                         The gap of a relative clause is filled by its antecedent (either is right where
                         the verb's own pronoun may take the antecedent up). The second of two
                         coordinated verbs may have none or the subject that it shares.
verb.object              the same for the object without preposition. A passive verb's subject counts
                         as its object here, as in VerbArguments; an antecedent given as object counts
                         as none where the treebank has none.
verb.passive             F1 of the passive mark
verb.complements.*       precision, recall, F1 of (preposition, head) among all complements of all verbs
                         compared; pronouns on prepositions are left out
verb.shared              coordinated verbs without a subject of their own that share the named subject
                         of the first: how many are given it
verb.beside              coordinated verbs: clause that goes on with the right verb's
verb.that                verbs with a clause of an/anna: found, and with the right verb (F1)
relative.antecedent      verbs of relative clauses whose antecedent is right
masdar.genitive.*        precision, recall, F1 of the genitive's head of verbal nouns
masdar.second.*          of the second bare phrase (the object of a verbal noun)
masdar.complements.*     of (preposition, head) among their complements
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys

import padt

PREPOSITIONS = pathlib.Path(__file__).parents[2] / "data/syntax/prepositions.tsv"
BUCKWALTER = dict(zip("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى", "'AA&A}AbptvjHxd*rzs$SDTZEgfqklmnhwyy"))
COPULAS = set("كان أصبح ظل بات ليس مازال زال برح صار أمسى تم جرى".split())

Gold = collections.namedtuple("Gold", "word head rel index")


def key(text):
    return "".join(BUCKWALTER.get(c, c) for c in padt.fold(text))


def load_prepositions():
    """Folded surface -> canonical form."""
    out = {}
    for line in PREPOSITIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            f = line.split("\t")
            out[key(f[0])] = key(f[1])
    return out


class Sentence:
    """One gold sentence; `at` gives each word the span of its written word in the text."""

    def __init__(self, rows, begin):
        self.words = [padt.Word(*r[1:6]) for r in rows]
        self.head = [int(r[6]) - 1 for r in rows]
        self.rel = [r[7] for r in rows]
        self.children = collections.defaultdict(list)
        for i, h in enumerate(self.head):
            self.children[h].append(i)
        # Words without analysis that bear clitics stand once for each syntactic word: written once.
        once = [w for i, w in enumerate(self.words) if not self.repeated(i)]
        self.at, texts = [], []
        for text, parts in padt.written(once):
            for _ in parts:
                self.at.append((begin, begin + len(text)))
                while self.repeated(len(self.at)):
                    self.at.append(self.at[-1])
            texts.append(text)
            begin += len(text) + 1
        self.text = " ".join(texts)

    def repeated(self, i):
        return 0 < i < len(self.words) and self.words[i].xpos.startswith("U") and (
            self.words[i].form == self.words[i - 1].form)

    def case(self, i):
        x = self.words[i].xpos
        return x[8:9] if x[:1] in "NAQS" else ""

    def below(self, i, up):
        steps = 0
        while i >= 0 and steps < 60:
            if i == up:
                return True
            i, steps = self.head[i], steps + 1
        return False

    def preposition(self, i):
        return [c for c in self.children[i] if self.rel[c] == "case"]


def read(path):
    """[[Sentence]]: one list a source document."""
    documents, rows, last, begin = [], [], None, 0
    name = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# orig_file_sentence"):
            name = line.split()[-1].split("#")[0]
        elif line.startswith("#"):
            continue
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            if name != last:
                documents.append([])
                begin, last = 0, name
            s = Sentence(rows, begin)
            begin += len(s.text) + 2
            documents[-1].append(s)
            rows = []
    return documents


class Scorer:
    def __init__(self, wanted):
        self.n = collections.Counter()
        self.prepositions = load_prepositions()
        self.wanted, self.errors = wanted, []

    def wrong(self, kind, s, i, gold, got):
        if kind == self.wanted:
            self.errors.append((s, i, gold, got))

    # --- the treebank's side ---
    def relations(self, s, v):
        """(subject, object, [(preps, head)], passive) of a gold predicate; indices or None."""
        subject = obj = None
        passive = False
        complements = []
        for c in s.children[v]:
            rel, w = s.rel[c], s.words[c]
            if w.upos == "PUNCT" or rel in ("conj", "cc", "mark", "aux", "neg", "case"):
                continue
            preps = s.preposition(c)
            bare_nominal = not preps and w.upos in ("NOUN", "X", "ADJ", "NUM", "PRON", "PROPN", "DET")
            if preps:
                if w.upos in ("NOUN", "X", "ADJ", "NUM", "PROPN"):
                    complements.append(self.lifted(s, preps, c))
            elif rel in ("nsubj", "nsubjpass") and bare_nominal:
                subject = c if subject is None else subject
                passive |= rel == "nsubjpass"
            elif rel in ("dobj", "nmod", "iobj") and bare_nominal and s.case(c) == "1" and subject is None:
                subject = c
            elif rel in ("dobj", "iobj") and bare_nominal and not w.xpos.startswith("S"):
                obj = c if obj is None else obj
        passive |= "Voice=Pass" in s.words[v].feats
        return subject, obj, complements, passive

    def lifted(self, s, preps, c):
        """(surface, head): a compound preposition takes the noun in it (bi-sha'n X)."""
        surface = " ".join(key(s.words[p].form) for p in preps)
        own = key(s.words[c].form)
        for glue in ("", " "):
            if surface + glue + own in self.prepositions:
                for g in s.children[c]:
                    if s.words[g].upos in ("NOUN", "X", "NUM", "ADJ") and not s.preposition(g) and g > c:
                        return surface + glue + own, g
        return surface, c

    def same_prep(self, surface, canonical):
        got = canonical
        return surface == got or self.prepositions.get(surface) == got or (
            surface.split(" ")[-1] == got) or self.prepositions.get(surface.split(" ")[-1]) == got

    # --- comparing ---
    @staticmethod
    def holds(s, phrase, g):
        """Is the found phrase the gold word g?"""
        if phrase is None or g is None:
            return False
        b, e = phrase["span"]
        if not (s.at[g][0] < e and b < s.at[g][1]):
            return False
        hb, he = phrase["head"]
        return any(a < he and hb < z and s.below(i, g) for i, (a, z) in enumerate(s.at))

    @staticmethod
    def within(s, phrase, g):
        """Does the found phrase hold the gold word g?"""
        return phrase is not None and overlaps(phrase["span"], s.at[g])

    def unanalysed(self, s, phrase):
        hb, he = phrase["head"]
        return any(a < he and hb < z and s.words[i].xpos.startswith("U") for i, (a, z) in enumerate(s.at))

    def pairs(self, kind, s, i, gold, got):
        """Counts (preposition, head) pairs."""
        left = list(gold)
        missing = []
        for phrase in got:
            match = next((g for g in left if self.holds(s, phrase, g[1])
                          and self.same_prep(g[0], phrase["prep"])), None)
            if match:
                left.remove(match)
                self.n[kind, "right"] += 1
            elif self.unanalysed(s, phrase) or any(self.holds(s, phrase, g[1]) for g in left
                                                   if s.words[g[1]].xpos.startswith("U")):
                continue
            else:
                missing.append(phrase)
                self.n[kind, "false"] += 1
        left = [g for g in left if not s.words[g[1]].xpos.startswith("U")]
        self.n[kind, "missed"] += len(left)
        if left or missing:
            self.wrong(kind, s, i, left, missing)

    def one(self, kind, s, i, gold, phrase):
        """Counts a place that holds one word or none."""
        if gold is not None and s.words[gold].xpos.startswith("U"):
            return
        if phrase is None and gold is None:
            return
        good = gold is not None and phrase is not None and self.holds(s, phrase, gold)
        self.n[kind, "right"] += good
        self.n[kind, "missed"] += gold is not None and not good
        self.n[kind, "false"] += phrase is not None and not good
        if not good:
            self.wrong(kind, s, i, gold, phrase)

    def verb(self, s, v, p):
        n = self.n
        subject, obj, complements, passive = self.relations(s, v)
        pronouns = [c for c in s.children[v] if s.words[c].xpos.startswith("SP")]
        top = v  # "kana yaf'alu": the subject hangs on the copula
        while subject is None and s.rel[top] == "xcomp" and s.head[top] >= 0 and (
                s.words[s.head[top]].upos == "VERB"):
            top = s.head[top]
            subject = self.relations(s, top)[0]
        h = s.head[top]
        conjunct = s.rel[v] == "conj" and h >= 0 and s.words[h].upos == "VERB"
        relative = s.rel[top] == "acl" and h >= 0 and s.words[h].upos in ("NOUN", "X", "ADJ", "NUM")
        n["passive", "right"] += passive and p["passive"]
        n["passive", "missed"] += passive and not p["passive"]
        n["passive", "false"] += p["passive"] and not passive
        if passive != p["passive"]:
            self.wrong("passive", s, v, passive, p["passive"])
        # A passive verb's subject is the object of VerbArguments.
        if passive and p["passive"]:
            obj, subject = (subject, None) if subject is not None else (obj, None)
        shared = None
        if conjunct:
            shared = self.relations(s, h)[0]
        # Subject.
        mine = p["subject"]
        if subject is not None and s.words[subject].xpos.startswith("SP"):
            good = mine is None  # a pronoun on the complementiser
        elif subject is not None:
            good = self.holds(s, mine, subject)
        elif relative and not passive:
            good = self.within(s, mine, h) or (mine is None and (bool(pronouns) or p["pronoun"]))
        elif shared is not None:
            good = mine is None or self.holds(s, mine, shared)
        else:
            good = mine is None
        n["subject", "all"] += 1
        n["subject", "right"] += good
        if not good:
            self.wrong("subject", s, v, subject if subject is not None else ("rel", h) if relative else None, mine)
        # Object.
        mine = p["object"]
        if obj is not None:
            good = self.holds(s, mine, obj)
        else:
            good = mine is None or (relative and self.within(s, mine, h))
        n["object", "all"] += 1
        n["object", "right"] += good
        if not good:
            self.wrong("object", s, v, obj, mine)
        self.pairs("complement", s, v, complements, p["complements"])
        pronoun = any(s.words[c].xpos.startswith("SR") for c in s.children[h])
        if relative and pronoun and not s.words[h].xpos.startswith("U"):
            n["antecedent", "all"] += 1
            good = any(self.within(s, p["antecedent"], g) for g in [h] + [
                c for c in s.children[h] if s.rel[c] == "conj"])
            n["antecedent", "right"] += good
            if not good:
                self.wrong("antecedent", s, v, h, p["antecedent"])
        if conjunct:
            n["beside", "all"] += 1
            good = p["beside"] is not None and overlaps(s.at[h], p["beside"])
            n["beside", "right"] += good
            if not good:
                self.wrong("beside", s, v, h, p["beside"])
            if shared is not None and subject is None and not passive and (
                    not s.words[shared].xpos.startswith(("SP", "U"))):
                n["shared", "all"] += 1
                mine = p.get("shared") or p["subject"]
                good = self.holds(s, mine, shared)
                n["shared", "right"] += good
                if not good:
                    self.wrong("shared", s, v, shared, mine)
        clauses = [c for c in s.children[v] if any(
            key(s.words[m].form) in ("An", "Ana", "AnA") and s.rel[m] == "mark" for m in s.children[c])]
        if clauses or p["that"]:
            opener = [s.at[m] for c in clauses for m in s.children[c]
                      if s.rel[m] == "mark" and key(s.words[m].form) == "An"]
            good = bool(p["that"]) and any(overlaps(a, p["that"]) for a in opener)
            n["that", "right"] += good
            n["that", "missed"] += bool(clauses) and not good
            n["that", "false"] += bool(p["that"]) and not good
            if not good:
                self.wrong("that", s, v, clauses[0] if clauses else None, p["that"])

    def masdar(self, s, m, p):
        _, obj, complements, _ = self.relations(s, m)
        genitive = next((c for c in s.children[m] if c > m and s.rel[c] in ("nmod", "dobj", "nsubj", "appos") and (
            not s.preposition(c)) and (s.case(c) == "2" or s.words[c].upos in ("X", "NUM")) and (
                not s.words[c].xpos.startswith("SP"))), None)
        mine = p["genitive"] and {"span": p["genitive"], "head": p["genitive"]}
        if mine is None and self.holds(s, p["second"], genitive):
            mine, p["second"] = p["second"], None  # a counted genitive is a phrase of its own
        self.one("genitive", s, m, genitive, mine)
        obj = obj if obj != genitive else None
        self.one("second", s, m, obj, p["second"])
        self.pairs("masdar_complement", s, m, complements, p["complements"])

    def sentence(self, s, predicates):
        found = {tuple(p["at"]): p for p in predicates}
        for i, w in enumerate(s.words):
            p = found.get(s.at[i]) or next((q for a, q in found.items() if overlaps(a, s.at[i])), None)
            if w.upos == "VERB" and s.rel[i] not in ("cop", "aux", "auxpass") and (
                    padt.bare(w.lemma) not in COPULAS):
                self.n["verbs", "all"] += 1
                self.n["verbs", "right"] += bool(p) and p["kind"] == "verb"
                if p and p["kind"] == "verb":
                    self.verb(s, i, p)
            elif w.upos == "NOUN" and p and p["kind"] == "masdar":
                self.n["masdars", "all"] += 1
                self.masdar(s, i, p)

    # --- printing ---
    def share(self, name, kind):
        print("figure syntax.%s %.3f" % (name, self.n[kind, "right"] / max(self.n[kind, "all"], 1)))

    def prf(self, name, kind, whole=True):
        r, f, m = (self.n[kind, x] for x in ("right", "false", "missed"))
        precision, recall = r / max(r + f, 1), r / max(r + m, 1)
        if whole:
            print("figure syntax.%s.precision %.3f" % (name, precision))
            print("figure syntax.%s.recall %.3f" % (name, recall))
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print("figure syntax.%s %.3f" % (name + (".f1" if whole else ""), f1))

    def show(self, count):
        random.Random(4).shuffle(self.errors)
        for s, i, gold, got in self.errors[:count]:
            def word(x):
                if isinstance(x, int) and not isinstance(x, bool):
                    return padt.bare(s.words[x].form)
                if isinstance(x, list) and x and isinstance(x[0], int):
                    return s.text[x[0] - s.at[0][0]:x[1] - s.at[0][0]]
                if isinstance(x, (tuple, list)):
                    return "(" + " ".join(word(y) for y in x) + ")"
                if isinstance(x, dict):
                    b, e = (y - s.at[0][0] for y in x["span"])
                    return "[%s %s]" % (x.get("prep", ""), s.text[max(b, 0):e])
                return str(x)
            span = [y - s.at[0][0] for y in s.at[i]]
            text = s.text[:span[0]] + ">>" + s.text[span[0]:span[1]] + "<<" + s.text[span[1]:]
            print("%s\n    gold %s got %s" % (text[max(0, span[0] - 250):span[1] + 250], word(gold), word(got)))


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("treebank")
    ap.add_argument("--tool", required=True)
    ap.add_argument("--image", required=True)
    ap.add_argument("--errors", nargs=2, metavar=("KIND", "N"))
    args = ap.parse_args()
    documents = read(args.treebank)
    lines = [json.dumps({"uri": str(k), "text": "\n\n".join(s.text for s in d)}, ensure_ascii=False)
             for k, d in enumerate(documents)]
    run = subprocess.run([args.tool, args.image], input="\n".join(lines) + "\n", capture_output=True,
                         encoding="utf-8", check=True)
    scorer = Scorer(args.errors and args.errors[0])
    for line in run.stdout.splitlines():
        row = json.loads(line)
        for s in documents[int(row["id"])]:
            begin, end = s.at[0][0], s.at[-1][1]
            scorer.sentence(s, [p for p in row["predicates"] if begin <= p["at"][0] < end])
    n = scorer.n
    print("compared %d of %d verbs, %d verbal nouns; %d coordinated verbs share a subject, %d relative "
          "clauses" % (n["verbs", "right"], n["verbs", "all"], n["masdars", "all"], n["shared", "all"],
                       n["antecedent", "all"]))
    scorer.share("verb.recall", "verbs")
    scorer.share("verb.subject", "subject")
    scorer.share("verb.object", "object")
    scorer.prf("verb.passive", "passive", False)
    scorer.prf("verb.complements", "complement")
    scorer.share("verb.shared", "shared")
    scorer.share("verb.beside", "beside")
    scorer.prf("verb.that", "that", False)
    scorer.share("relative.antecedent", "antecedent")
    scorer.prf("masdar.genitive", "genitive")
    scorer.prf("masdar.second", "second")
    scorer.prf("masdar.complements", "masdar_complement")
    if args.errors:
        scorer.show(int(args.errors[1]))


if __name__ == "__main__":
    sys.exit(main())
