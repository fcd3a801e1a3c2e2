#!/usr/bin/env python3
"""Counts of the folded word forms of a JSONL news file: FORM <tab> COUNT, most frequent first.

usage: news_counts.py NEWS.jsonl.gz > counts.tsv     (figures only; no text leaves the file)
"""
import collections
import gzip
import json
import re
import sys

LETTERS = {}
for a, b in zip("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڤگٱکی",
                "'AA&A}AbptvjHxd*rzs$SDTZEgfqklmnhwyyPJVGAky"):
    LETTERS[ord(a)] = b
for c in list(range(0x64B, 0x660)) + [0x640, 0x670] + list(range(0x200B, 0x2010)):
    LETTERS[c] = None
WORD = re.compile("[\u0621-\u064a\u067e\u0686\u06a4\u06af\u0671\u06a9\u06cc\u064b-\u065f\u0640\u0670\u200c-\u200f]+")

counts = collections.Counter()
with gzip.open(sys.argv[1], "rt", encoding="utf-8") as f:
    for line in f:
        doc = json.loads(line)
        for w in WORD.findall(doc["title"] + "\n" + doc["text"]):
            w = w.translate(LETTERS)
            if w:
                counts[w] += 1
for w, n in counts.most_common():
    print(w, n, sep="\t")
