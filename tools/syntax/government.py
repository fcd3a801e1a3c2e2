#!/usr/bin/env python3
"""Makes data/syntax/government.tsv of the counts that government_counts prints.

usage: zcat NEWS.jsonl.gz | build/release/government_counts IMAGE | tools/syntax/government.py > TABLE

Keeps what is counted often enough to tell something: lemmas with 20 places, prepositions that stand
in 8 of them and are among those common everywhere; `=` with 8 places. The row `*` of a class is
the sum over its lemmas.
"""
import collections
import pathlib
import sys

LETTERS = dict(zip("'A&}bptvjHxd*rzs$SDTZEgfqklmnhwyPJVG", "ءاؤئبةتثجحخدذرزسشصضطظعغفقكلمنهويپچڤگ"))
DATA = pathlib.Path(__file__).parents[2] / "data"
HEADER = """\
# What words take with them: prepositions, a bare object, and how often a noun is a subject. Tells
# where a phrase belongs (src/syntax/government.h).
# Columns: class (verb, noun, adj), lemma (hamza seats and final ya folded; * for all of the class),
#   with (a preposition in the form of prepositions.tsv; = for a bare phrase: of verbs the share of
#   their places with an object, of nouns the share in which they are the subject), n, of (in n of the
#   `of` places counted it was there).
# Source: counted by tools/syntax/government_counts.cc and government.py over isnad's own reading of
#   31,002 articles of SaudiNewsNet (inparallel/SaudiNewsNet, 2015; figures, no text).
# Licence: CC0 (isnad).
class\tlemma\twith\tn\tof"""


def arabic(folded):
    return "".join(LETTERS.get(c, c) for c in folded)


def main():
    spelt = {}
    for line in (DATA / "syntax/prepositions.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            spelt.setdefault(arabic_key(line.split("\t")[1]), line.split("\t")[1])
    for line in (DATA / "lexicon/function_words.tsv").read_text(encoding="utf-8").splitlines():
        f = line.split("\t")
        if len(f) > 2 and f[2] == "preposition" and f[4] != "pron!":
            spelt.setdefault(arabic_key(f[0]), f[0])
    rows, places = [], collections.defaultdict(dict)
    total = collections.Counter()
    for line in sys.stdin:
        kind, lemma, what, n, of = line.rstrip("\n").split("\t")
        n, of = int(n), int(of)
        rows.append((kind, lemma, what, n, of))
        total[kind, what] += n
        places[kind, what == "="][lemma] = of
    every = {k: sum(v.values()) for k, v in places.items()}
    common = {(k, w) for (k, w), n in total.items() if w == "=" or n * 2000 >= every[k, False]}
    print(HEADER)
    for kind, what in sorted(common):
        print("%s\t*\t%s\t%d\t%d" % (kind, spelt.get(what, arabic(what)), total[kind, what],
                                     every[kind, what == "="]))
    for kind, lemma, what, n, of in sorted(rows):
        if (kind, what) not in common or not lemma or set(lemma) - set(LETTERS):
            continue
        if of < 8 if what == "=" else (of < 20 or n < 8):
            continue
        print("%s\t%s\t%s\t%d\t%d" % (kind, arabic(lemma), spelt.get(what, arabic(what)), n, of))


def arabic_key(text):
    for a in "أإآ":
        text = text.replace(a, "ا")
    inverse = {v: k for k, v in LETTERS.items()}
    return "".join(inverse.get(c, c) for c in text.replace("ى", "ي"))


if __name__ == "__main__":
    main()
