#!/usr/bin/env python3
"""Write data/kb/bodies.tsv: the bodies of data/kb/body_patterns.tsv for each state that has one.

  build_bodies.py            write
  build_bodies.py --check    exit 1 if the table is not what would be written

A body whose Arabic name another table has already is left out. The members of the UN are those of
the group UN in Debian unicode-cldr-core, codes those of iso-codes; without these packages --check
is skipped.
"""
import argparse
import pathlib
import re
import sys

from table import ISO_3166_1, KB, TABLES, Table, columns, fold, split, states_by_alpha2

CLDR = pathlib.Path("/usr/share/unicode/cldr/common/supplemental/supplementalData.xml")
OBSERVERS = {"PSE", "VAT"}

HEADER = """\
# Ministries, parliaments, central banks and armed forces of states, made by tools/kb/build_bodies.py
# from body_patterns.tsv and states.tsv; edit those. In a text the words of a body beside its state
# name it (column organs there); in events, relations and claims the state stays who acts.
# Columns: id (the state's code and what it is), kind, en, ar, aliases, demonyms, of, wikidata, note.
# Source: written for isnad. Licence: CC0.
"""


def members():
    alpha3 = states_by_alpha2()
    group = re.search(r'<group type="UN" contains="([^"]*)"', CLDR.read_text(encoding="utf-8"))
    return {alpha3[two] for two in group[1].split()} | OBSERVERS


def patterns():
    lines = [s for s in (KB / "body_patterns.tsv").read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def nisba(state, feminine):
    """The definite nationality word, or empty: the first regular one, inflected in every word."""
    for demonym in split(state["demonyms"]):
        if all(word.endswith("ي") for word in demonym.split()):
            return " ".join("ال" + word + ("ة" if feminine else "") for word in demonym.split())
    return ""


def arabic(pattern, state):
    form = re.search(r" \{([fm])\}", pattern["ar"])
    word = nisba(state, form[1] == "f")
    return pattern["ar"].replace(form[0], " " + word if word else " في " + state["ar"])


def rows():
    states = {row["id"]: row for row in Table("states").rows}
    everyone = members()
    taken = {fold(n) for name in TABLES if name not in ("bodies", "places", "divisions")
             for row in Table(name).rows for n in [row["ar"]] + split(row["aliases"])}
    for pattern in patterns():
        listed = split(pattern["states"])
        codes = {c for c in listed if c[0] != "-" and c != "all"} | (everyone if "all" in listed else set())
        without = {c[1:] for c in listed if c[0] == "-"}
        unknown = (codes | without) - set(states)
        if unknown:
            raise SystemExit(f"body_patterns.tsv: {pattern['suffix']}: no state {', '.join(sorted(unknown))}")
        for code in sorted(codes - without):
            name = arabic(pattern, states[code])
            if fold(name) not in taken:
                yield {"id": f"{code}_{pattern['suffix']}", "kind": pattern["kind"], "ar": name, "of": code,
                       "en": pattern["en"].replace("{en}", states[code]["en"])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    missing = [path for path in (CLDR, ISO_3166_1) if not path.is_file()]
    if args.check and missing:
        print(f"bodies: SKIPPED, no {missing[0]}")
        return 0
    names = columns("bodies")
    made = sorted(rows(), key=lambda r: r["id"])
    text = HEADER + "\t".join(names) + "\n" + "".join(
        "\t".join(row.get(c, "") for c in names) + "\n" for row in made)
    path = KB / "bodies.tsv"
    if args.check:
        same = path.read_text(encoding="utf-8") == text
        print(f"bodies: {len(made)} rows, {'as made' if same else 'run tools/kb/build_bodies.py'}")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    print(f"bodies: {len(made)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
