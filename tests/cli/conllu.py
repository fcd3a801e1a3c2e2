#!/usr/bin/env python3
"""Checks CoNLL-U on standard input: comments, ten columns, ids, ranges, sorted features."""
import re
import sys

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())


def fail(number, message):
    sys.exit("line %d: %s" % (number, message))


sentences = words = 0
last = until = 0
for number, line in enumerate(sys.stdin, 1):
    line = line.rstrip("\n")
    if not line:
        if last == 0 or until > last:
            fail(number, "an empty sentence or an open range")
        sentences += 1
        last = until = 0
        continue
    if line.startswith("#"):
        if last:
            fail(number, "a comment inside a sentence")
        continue
    columns = line.split("\t")
    if len(columns) != 10 or not all(columns):
        fail(number, "not ten filled columns: %r" % line)
    if any(c != c.strip() for c in columns):
        fail(number, "space around a column: %r" % line)
    if "-" in columns[0]:
        first, until = map(int, columns[0].split("-"))
        if first != last + 1 or until <= first or set(columns[2:9]) != {"_"}:
            fail(number, "bad range: %r" % line)
        continue
    if columns[0] != str(last + 1):
        fail(number, "id %s after %d" % (columns[0], last))
    last += 1
    words += 1
    if columns[3] not in UPOS:
        fail(number, "no tag: %r" % line)
    names = [f.split("=")[0] for f in columns[5].split("|")]
    if columns[5] != "_" and (names != sorted(names) or not re.fullmatch(r"[\w=|]+", columns[5])):
        fail(number, "bad features: %r" % line)
if last:
    sys.exit("the last sentence does not end with an empty line")
print("%d sentences, %d words: well formed" % (sentences, words))
