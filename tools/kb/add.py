#!/usr/bin/env python3
"""Add rows that were written by hand to the tables of data/kb.

  add.py TABLE PART.tsv...     to one table (people, weapons ...)
  add.py by-kind PART.tsv...   each row to the table of its kind: media, companies, armed_groups, else
                               organisations

A part is a TSV with a line of column names, in any order; `id` may be missing where it is the
English name, and `kind` where the table has one. A row is left out, and named, if its id or its
English name is taken in the table or its Arabic name is something else's. An alias that names
something else is left out of its row, and counted. Rows are sorted by id. Run check.py afterwards.
"""
import argparse
import collections
import pathlib
import sys

from check import KINDS, Base
from table import KB, split, fold, unique


def read(path):
    lines = [s for s in path.read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
    head = lines[0].split("\t")
    for line in lines[1:]:
        fields = line.split("\t")
        yield dict(zip(head, fields + [""] * (len(head) - len(fields))))


def table_of(kind):
    return next((name for name in ("media", "companies", "armed_groups") if kind in KINDS[name]), "organisations")


class Adder:
    def __init__(self):
        self.base = Base(KB)
        self.ids = {row["id"] for _, _, row in self.base.rows()}
        self.english = {name: {row["en"].lower() for row in table.rows} for name, table in self.base.tables.items()}
        self.owner = collections.defaultdict(set)
        for name, _, row in self.base.rows():
            surfaces = [row["ar"]] + split(row["aliases"])
            if name == "states":
                surfaces += split(row["capital_ar"]) + split(row["metonyms"])
            for surface in surfaces:
                self.owner[fold(surface)].add(row["id"])
        self.added, self.dropped = collections.Counter(), 0

    def add(self, name, new):
        """Why the row was left out, or empty."""
        table = self.base.tables[name]
        row = {c: new.get(c, "").strip() for c in table.columns}
        row["id"] = row["id"] or row["en"]
        if not row["kind"] and len(KINDS.get(name, ())) == 1:
            row["kind"] = next(iter(KINDS[name]))
        if row["id"] in self.ids or row["en"].lower() in self.english[name]:
            return "is there"
        if self.owner[fold(row["ar"])]:
            return f"{row['ar']} is {', '.join(sorted(self.owner[fold(row['ar'])]))}"
        kept = [a for a in unique(split(row["aliases"]), [row["ar"]]) if not self.owner[fold(a)]]
        self.dropped += len(split(row["aliases"])) - len(kept)
        row["aliases"] = ";".join(kept)
        for surface in [row["ar"]] + kept:
            self.owner[fold(surface)].add(row["id"])
        self.ids.add(row["id"])
        self.english[name].add(row["en"].lower())
        table.rows.append(row)
        self.added[name] += 1
        return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("parts", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    adder = Adder()
    if args.table not in adder.base.tables and args.table != "by-kind":
        parser.error(f"no table {args.table}")
    for part in args.parts:
        for new in read(part):
            name = table_of(new.get("kind", "")) if args.table == "by-kind" else args.table
            why = adder.add(name, new)
            if why:
                print(f"{part.name}: {new.get('id') or new.get('en')}: {why}", file=sys.stderr)
    for name, count in adder.added.items():
        table = adder.base.tables[name]
        table.rows.sort(key=lambda r: r["id"])
        table.write()
        print(f"{name}: {count} rows added, {len(table.rows)} rows")
    print(f"{adder.dropped} aliases left out")


if __name__ == "__main__":
    main()
