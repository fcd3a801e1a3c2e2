#!/usr/bin/env python3
"""How often records are right that say how sure they are.

usage: reliability.py --score SCORE.py [--write PAGE.md] NAME=RECORDS:TEXTS:GOLD...

For the events and relations of each set: records by stated confidence, with the share that gold holds
(scorer's matching; those that match a non-core item count for neither). Prints `figure
reliability.NAME.KIND GAP`: the mean distance between what was said and what held, weighted by the
number of records (expected calibration error, ten bins). --write puts the table between the marks
`<!-- reliability -->` and `<!-- /reliability -->` of the page.
"""
import argparse
import importlib.util
import json
import pathlib
import re

BEGIN, END = "<!-- reliability -->", "<!-- /reliability -->"


def load(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(score, records, texts, gold):
    """(kind, confidence, right) of every record that gold can judge."""
    for line in open(records, encoding="utf-8"):
        record = json.loads(line)
        stem = pathlib.PurePath(record["doc"]["uri"]).stem
        path = pathlib.Path(gold) / f"{stem}.json"
        if not path.exists() or "error" in record:
            continue
        want = json.loads(path.read_text(encoding="utf-8"))
        text = (pathlib.Path(texts) / f"{stem}.txt").read_text(encoding="utf-8")
        names = {e["id"]: (e.get("name") or {}).get("en") for e in record.get("entities", [])}
        for kind, matches in (("events", score.event_matches), ("relations", score.relation_matches)):
            for item in record.get(kind, []):
                hits = [g for g in want[kind] if matches(g, item, text, names)]
                if hits and not any(g.get("core", True) for g in hits):
                    continue
                yield kind, item["confidence"], bool(hits)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--score", required=True)
    ap.add_argument("--write", type=pathlib.Path)
    ap.add_argument("sets", nargs="+")
    args = ap.parse_args()
    score = load(args.score)
    table = ["| set | records | said | held | number |", "| --- | --- | ---: | ---: | ---: |"]
    for spec in args.sets:
        name, rest = spec.split("=", 1)
        bins = {}
        for kind, confidence, right in judged(score, *rest.split(":")):
            n, said, held = bins.get((kind, min(9, int(confidence * 10))), (0, 0.0, 0))
            bins[kind, min(9, int(confidence * 10))] = (n + 1, said + confidence, held + right)
        for kind in ("events", "relations"):
            rows = sorted((b, v) for (k, b), v in bins.items() if k == kind)
            total = sum(n for _, (n, _, _) in rows)
            if not total:
                continue
            for _, (n, said, held) in rows:
                table.append(f"| {name} | {kind} | {said / n:.2f} | {held / n:.2f} | {n} |")
            gap = sum(abs(said - held) for _, (_, said, held) in rows) / total
            print(f"figure reliability.{name}.{kind} {gap:.3f}")
    print("\n".join(table))
    if args.write:
        page = args.write.read_text(encoding="utf-8")
        body = f"{BEGIN}\n" + "\n".join(table) + f"\n{END}"
        page, n = re.subn(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: body, page, flags=re.S)
        if n != 1:
            raise SystemExit(f"reliability.py: {args.write}: wants one {BEGIN} ... {END}")
        args.write.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
