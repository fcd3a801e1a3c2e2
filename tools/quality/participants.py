#!/usr/bin/env python3
"""Are the participants of gold events among the entities that the program found?

usage: participants.py [--misses] SHARED SET=GOLD_DIR:RECORDS.ndjson ...

For each participant (actor or recipient, one count an event) of a core event of the gold set: does
an entity of that document carry its id? People and bodies without a code are compared by name, as
SHARED/gold/score.py does. Unnamed groups (GEN:...) must have the same kind and state; they are
counted apart, because gold and program may name one crowd by two words (GEN:fighters, GEN:rebels).
Prints one figure a set and kind of participant, and all of them together.
"""
import argparse
import collections
import importlib.util
import json
import pathlib


def scorer(shared):
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    ap = argparse.ArgumentParser(description=__doc__,
                                 formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--misses", action="store_true")
    ap.add_argument("shared", type=pathlib.Path)
    ap.add_argument("sets", nargs="+", metavar="SET=GOLD_DIR:RECORDS")
    args = ap.parse_args()
    same = scorer(args.shared).same

    total = collections.Counter()
    for one in args.sets:
        name, rest = one.split("=", 1)
        gold_dir, records = rest.rsplit(":", 1)
        found = {}
        for line in open(records, encoding="utf-8"):
            record = json.loads(line)
            found[pathlib.PurePath(record["doc"]["uri"]).stem] = record.get("entities", [])
        count = collections.Counter()
        for path in sorted(pathlib.Path(gold_dir).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            ids = {e["id"]: e["name"].get("en") for e in found.get(path.stem, [])}
            for event in gold["events"]:
                if not event.get("core", True):
                    continue
                for code in event["actor"] + event["recipient"]:
                    if code.startswith("GEN:"):
                        kind, hit = "unnamed", code in ids
                    else:
                        kind, hit = "named", any(same(code, i, ids) for i in ids)
                    count[kind] += 1
                    count[kind, "hit"] += hit
                    if args.misses and not hit:
                        print(f"miss {name} {path.stem} {code}: {event['gist']}")
        for kind in ("named", "unnamed"):
            if count[kind]:
                share = count[kind, "hit"] / count[kind]
                print(f"participants {name} {kind} {share:.3f} ({count[kind, 'hit']} of {count[kind]})")
        total += count
    all_hit = total["named", "hit"] + total["unnamed", "hit"]
    all_n = total["named"] + total["unnamed"]
    if not all_n:
        raise SystemExit("participants.py: no core event with a participant in these sets")
    print(f"figure participants.named {total['named', 'hit'] / max(total['named'], 1):.4f} asked 0.92")
    print(f"figure participants.all {all_hit / all_n:.4f} asked 0.92")


if __name__ == "__main__":
    main()
