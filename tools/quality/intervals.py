#!/usr/bin/env python3
"""Accuracy with 95% intervals on gold that nobody looked at: for docs/method.md.

usage: intervals.py [--write]

Takes what `./dev quality` left in build/ (records of the sets held, held_events and held_other), pairs them with the gold by the judge of
../shared and draws the articles anew 2,000 times (bootstrap with a fixed seed; Efron and Tibshirani 1993, percentile
interval), because the events of one article are found or missed together. --write puts the tables into docs/method.md.
"""
import collections
import importlib.util
import json
import os
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ISNAD_SHARED", ROOT.parent / "shared"))
# Set -> which kinds its gold has.
SETS = {"held": ["events", "relations", "claims", "times"], "held_other": ["events", "relations", "claims", "times"], "held_events": ["events"]}
DRAWS = 2000
SEED = 20261123
BEGIN, END = "<!-- intervals -->", "<!-- end of intervals -->"


def judge():
    path = SHARED / "gold/score.py"
    if not path.exists():
        sys.exit(f"intervals.py: {path} is not there")
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(score, name):
    """Of each article: (kind, type or None) -> found, gold, spurious."""
    records = {}
    with open(ROOT / f"build/quality-{name}.ndjson", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            records[pathlib.PurePath(record["doc"]["uri"]).stem] = record
    for path in sorted((ROOT / f"build/gold/{name}/gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (ROOT / f"build/gold/{name}/texts/{gold['doc']}.txt").read_text(encoding="utf-8")
        got = records.get(gold["doc"], {})
        names = {e["id"]: (e.get("name") or {}).get("en") for e in got.get("entities", [])}
        counts = collections.Counter()
        for kind in SETS[name]:
            want, have = gold[kind], got.get(kind, [])
            pairs, spurious = score.pair(want, have, lambda g, s, k=kind: score.MATCH[k](g, s, text, names))
            for i, g in enumerate(want):
                if g.get("core", True):
                    for key in keys(kind, g):
                        counts[key, "gold"] += 1
                        counts[key, "found"] += i in pairs
            for j in spurious:
                for key in keys(kind, have[j]):
                    counts[key, "spurious"] += 1
        yield counts


def keys(kind, item):
    return [(kind, None), (kind, item["type"])] if kind == "events" else [(kind, None)]


def rates(total, key):
    found, gold, spurious = (total[key, part] for part in ("found", "gold", "spurious"))
    precision = found / (found + spurious) if found + spurious else None
    recall = found / gold if gold else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else 0.0 if gold else None
    return precision, recall, f1


def summed(list_of_counts):
    total = collections.Counter()
    for counts in list_of_counts:
        total.update(counts)
    return total


def intervals(docs, wanted):
    """Key -> three (value, low, high)."""
    draw = random.Random(SEED)
    total = summed(docs)
    drawn = {key: ([], [], []) for key in wanted}
    for _ in range(DRAWS):
        sample = summed(draw.choices(docs, k=len(docs)))
        for key in wanted:
            for values, rate in zip(drawn[key], rates(sample, key)):
                if rate is not None:
                    values.append(rate)
    out = {}
    for key in wanted:
        out[key] = []
        for values, rate in zip(drawn[key], rates(total, key)):
            values.sort()
            low = values[int(0.025 * len(values))] if values else None
            high = values[min(len(values) - 1, int(0.975 * len(values)))] if values else None
            out[key].append((rate, low, high))
    return total, out


def cell(rate):
    value, low, high = rate
    return "-" if value is None else f"{value:.2f} ({low:.2f} to {high:.2f})"


def tables():
    score = judge()
    lines = []
    pooled = []
    lines += ["| articles held out | kind | gold | precision | recall | F1 |", "| --- | --- | ---: | --- | --- | --- |"]
    for name, kinds in SETS.items():
        docs = list(articles(score, name))
        pooled += docs
        total, found = intervals(docs, [(kind, None) for kind in kinds])
        for kind in kinds:
            key = (kind, None)
            lines.append(f"| {name} ({len(docs)}) | {kind} | {total[key, 'gold']} | " + " | ".join(cell(rate) for rate in found[key]) + " |")
    types = sorted({key[1] for counts in pooled for key, _ in counts if key[0] == "events" and key[1]})
    total, found = intervals(pooled, [("events", t) for t in types])
    lines += ["", f"Events by type, over all {len(pooled)} articles:", "", "| type | gold | precision | recall |", "| --- | ---: | --- | --- |"]
    for t in types:
        key = ("events", t)
        lines.append(f"| {t} | {total[key, 'gold']} | {cell(found[key][0])} | {cell(found[key][1])} |")
    return "\n".join(lines) + "\n"


def main():
    text = tables()
    print(text, end="")
    if sys.argv[1:] == ["--write"]:
        page = ROOT / "docs/method.md"
        old = page.read_text(encoding="utf-8")
        before, rest = old.split(BEGIN)
        page.write_text(f"{before}{BEGIN}\n{text}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
