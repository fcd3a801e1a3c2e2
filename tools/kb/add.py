#!/usr/bin/env python3
"""Add rows that were written by hand to a table of data/kb.

  add.py TABLE PART.tsv...

A part is a TSV with a line of column names, in any order; `id` may be missing where it is the
English name. A row is left out, and named, if its id is taken, if its Arabic name is another row's
of the table, if it breaks a rule of check.py by itself, or if its Arabic name is somebody else's. An
alias that names something else is left out of its row. Rows are sorted by id.
"""
import argparse
import collections
import pathlib
import sys

from check import Base
from table import KB, Table, fold, split, unique


def read(path):
    lines = [s for s in path.read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
    head = lines[0].split("\t")
    for line in lines[1:]:
        fields = line.split("\t")
        yield dict(zip(head, fields + [""] * (len(head) - len(fields))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("parts", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    base = Base(KB)
    table = base.tables[args.table]
    ids = {row["id"] for _, _, row in base.rows()}
    owner = collections.defaultdict(set)
    for name, _, row in base.rows():
        surfaces = [row["ar"]] + split(row["aliases"])
        if name == "states":
            surfaces += split(row["capital_ar"]) + split(row["metonyms"])
        for surface in surfaces:
            owner[fold(surface)].add(row["id"])
    english = {row["en"].lower() for row in table.rows}
    added = dropped = 0
    for part in args.parts:
        for new in read(part):
            row = {c: new.get(c, "").strip() for c in table.columns}
            row["id"] = row["id"] or row["en"]
            row["kind"] = row["kind"] or ("person" if args.table == "people" else "")
            why = ""
            if row["id"] in ids or row["en"].lower() in english:
                why = "is there"
            elif owner[fold(row["ar"])]:
                why = f"{row['ar']} is {', '.join(sorted(owner[fold(row['ar'])]))}"
            if why:
                print(f"{part.name}: {row['id']}: {why}", file=sys.stderr)
                continue
            kept = [a for a in unique(split(row["aliases"]), [row["ar"]]) if not owner[fold(a)]]
            dropped += len(split(row["aliases"])) - len(kept)
            row["aliases"] = ";".join(kept)
            for surface in [row["ar"]] + kept:
                owner[fold(surface)].add(row["id"])
            ids.add(row["id"])
            english.add(row["en"].lower())
            table.rows.append(row)
            added += 1
    table.rows.sort(key=lambda r: r["id"])
    table.write()
    print(f"{args.table}: {added} rows added, {dropped} aliases left out, {len(table.rows)} rows")


if __name__ == "__main__":
    main()
