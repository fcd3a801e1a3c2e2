#!/usr/bin/env python3
"""Scores isnad's names against a corpus of one token and BIO tag a line.

    score_ner.py CORPUS ISNAD [--misses FILE]

Rebuilds documents from the tokens, runs `isnad extract`, and prints precision, recall and F1 for
each type: exact (same characters, the article and clitics apart) and partial (any overlap).
People count as PERS, states and places as LOC, organisations and armed groups as ORG. Words of
nationality are no names here. Tag names may be PERS or PER.
"""
import argparse
import collections
import json
import subprocess
import sys

SENTENCES = 12  # of a document
KINDS = {"person": "PERS", "state": "LOC", "place": "LOC", "organization": "ORG",
         "armed_group": "ORG"}


def sentences(path):
    current = []
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split()
        if len(fields) < 2:
            if current:
                yield current
            current = []
            continue
        current.append((fields[0], fields[-1]))
    if current:
        yield current


def documents(path):
    """(text, [(begin, end, type)]) for each run of sentences."""
    text, spans, count = "", [], 0
    for sentence in sentences(path):
        open_span = None
        for token, tag in sentence:
            if text and not text.endswith("\n"):
                text += " "
            begin = len(text)
            text += token
            kind = tag[2:].replace("PERS", "PER").replace("PER", "PERS") if len(tag) > 2 else ""
            if tag.startswith("B-") or (tag.startswith("I-") and not open_span):
                open_span = [begin, len(text), kind]
                spans.append(open_span)
            elif tag.startswith("I-"):
                open_span[1] = len(text)
            else:
                open_span = None
        text += "\n"
        count += 1
        if count == SENTENCES:
            yield text, [tuple(s) for s in spans]
            text, spans, count = "", [], 0
    if text:
        yield text, [tuple(s) for s in spans]



def same(text, a, b):
    """Equal but for proclitics that the corpus keeps on the first word."""
    if a[1] != b[1]:
        return False
    if a[0] == b[0]:
        return True
    low, high = min(a[0], b[0]), max(a[0], b[0])
    return high - low <= 4 and " " not in text[low:high]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("corpus")
    p.add_argument("isnad")
    p.add_argument("--misses")
    a = p.parse_args()
    docs = list(documents(a.corpus))
    lines = "".join(json.dumps({"uri": f"d{i}", "text": t}, ensure_ascii=False) + "\n"
                    for i, (t, _) in enumerate(docs))
    run = subprocess.run([a.isnad, "extract", "-"], input=lines.encode(),
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    records = {}
    for line in run.stdout.decode().splitlines():
        record = json.loads(line)
        records[record["doc"]["uri"]] = record
    counts = collections.Counter()
    misses = collections.Counter()
    for i, (text, gold) in enumerate(docs):
        record = records.get(f"d{i}")
        if record is None:
            sys.exit(f"no record for d{i}; {list(records)[:3]}")
        found = []
        for e in record["entities"]:
            kind = KINDS.get(e["kind"])
            if not kind:
                continue
            for m in e["mentions"]:
                if m.get("form") != "name":
                    continue
                found.append((m["span"][0], m["span"][1], kind))
        for kind in ("PERS", "LOC", "ORG"):
            g = [s for s in gold if s[2] == kind]
            f = [s for s in found if s[2] == kind]
            counts[kind, "gold"] += len(g)
            counts[kind, "found"] += len(f)
            for s in g:
                exact = any(same(text, s, o) for o in f)
                partial = exact or any(o[0] < s[1] and s[0] < o[1] for o in f)
                counts[kind, "exact_r"] += exact
                counts[kind, "partial_r"] += partial
                if not partial:
                    misses["missed", kind, text[s[0]:s[1]]] += 1
                elif not exact:
                    o = next(o for o in f if o[0] < s[1] and s[0] < o[1])
                    misses["bounds", kind,
                           f"{text[s[0]:s[1]]} <- {text[o[0]:o[1]]}"] += 1
            for s in f:
                exact = any(same(text, s, o) for o in g)
                partial = exact or any(o[0] < s[1] and s[0] < o[1] for o in g)
                counts[kind, "exact_p"] += exact
                counts[kind, "partial_p"] += partial
                if not partial:
                    context = text[max(0, s[0] - 20):s[1] + 20].replace("\n", " ")
                    misses["false", kind, f"{text[s[0]:s[1]]}\t{context}"] += 1
    for mode in ("exact", "partial"):
        for kind in ("PERS", "LOC", "ORG"):
            pr = counts[kind, mode + "_p"] / max(1, counts[kind, "found"])
            rc = counts[kind, mode + "_r"] / max(1, counts[kind, "gold"])
            f1 = 2 * pr * rc / max(1e-9, pr + rc)
            print(f"{mode:8} {kind:5} P {pr:.3f}  R {rc:.3f}  F1 {f1:.3f}"
                  f"  (gold {counts[kind, 'gold']}, found {counts[kind, 'found']})")
    if a.misses:
        with open(a.misses, "w", encoding="utf-8") as out:
            for (what, kind, which), n in misses.most_common():
                out.write(f"{what}\t{kind}\t{n}\t{which}\n")


if __name__ == "__main__":
    main()
