#!/usr/bin/env python3
"""Hold figures of score.py --json (standard input) against their floors.

usage: gate.py FLOORS.tsv SET < FIGURES.json

Prints one line a floor; exit status 1 if a figure is below its floor or is not there.
"""
import json
import sys


def main():
    floors_path, wanted = sys.argv[1:3]
    figures = json.load(sys.stdin)
    status = 0
    with open(floors_path, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if line.strip() and line[0] != "#"][1:]
    for name, kind, figure, floor in rows:
        if name != wanted:
            continue
        value = figures.get(kind, {}).get(figure)
        good = value is not None and value >= float(floor)
        print(f"floor {name} {kind} {figure} {floor}: {value} {'ok' if good else 'BELOW THE FLOOR'}")
        status |= not good
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
