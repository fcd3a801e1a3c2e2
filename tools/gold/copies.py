#!/usr/bin/env python3
"""Find documents that are held out although something that is trained on says the same.

usage: copies.py SETS          SETS as sets.py lays it out; exit status 1 if there are any, each a line

Newspapers print the same agency text under several headlines, so a list of names does not part a corpus.
Two documents are copies if one has SHARE of the other's runs of five words. Trained on are train,
train_events and seen (../shared: seeds and dev) whole, and the articles of judged.docs.jsonl.
Python 3 standard library only.
"""
import collections
import json
import pathlib
import sys

SHARE = 0.4
RUN = 5
COMMON = 40  # runs that stand in more documents are furniture of a paper
TRAINED = ("train", "train_events", "seen")
HELD = ("held", "held_other", "held_events")


def runs(text):
    words = text.split()
    return {hash(tuple(words[i:i + RUN])) for i in range(len(words) - RUN + 1)}


def copies(documents):
    """{(a, b): share of the shorter one} of documents {name: text} that are copies."""
    grams = {name: runs(text) for name, text in documents.items()}
    where = collections.defaultdict(list)
    for name, own in grams.items():
        for gram in own:
            where[gram].append(name)
    common = collections.Counter()
    for names in where.values():
        if len(names) <= COMMON:
            common.update((a, b) for i, a in enumerate(names) for b in names[i + 1:])
    shares = {pair: n / min(len(grams[pair[0]]), len(grams[pair[1]])) for pair, n in common.items()}
    return {pair: share for pair, share in shares.items() if share >= SHARE}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    documents = {}
    for name in HELD + TRAINED:
        for path in sorted((root / name / "texts").glob("*.txt")):
            documents[name, path.stem] = path.read_text(encoding="utf-8")
    judged = root / "judged.docs.jsonl"
    if judged.exists():
        for line in open(judged, encoding="utf-8"):
            article = json.loads(line)
            documents["judged", article["uri"]] = article["text"]
    found = 0
    for (a, b), share in sorted(copies(documents).items()):
        if (a[0] in HELD) != (b[0] in HELD):
            held, trained = (a, b) if a[0] in HELD else (b, a)
            print(f"{held[1]} of {held[0]} is held out, but {trained[1]} of {trained[0]} is {share:.0%} the same")
            found += 1
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
