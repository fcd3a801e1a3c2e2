#!/usr/bin/env python3
"""Refresh data/kb/states.tsv from ISO 3166-1 (iso-codes) and CLDR, and check it.

states.tsv is the edited source: rows and columns written by hand are never overwritten. The
script adds what is missing (a new ISO row, the English name, CLDR's Arabic variants as aliases),
sorts by id and checks the result.

  build_states.py            merge and rewrite
  build_states.py --check    check only; exit 1 on an error

Needs the Debian packages iso-codes and unicode-cldr-core.
"""
import argparse
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

from table import ISO_3166_1, USER_ASSIGNED, Table, columns, fold, split, unique

CLDR = pathlib.Path("/usr/share/unicode/cldr/common/main")

# Kept as they are although two states list them; the engine needs a second clue.
KNOWN_CONFLICTS = {"عمان"}

EN = {
    "CIV": "Ivory Coast", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo",
    "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "TUR": "Turkey",
    "SXM": "Sint Maarten", "XKX": "Kosovo", "UMI": "United States Minor Outlying Islands",
    "CZE": "Czech Republic", "FLK": "Falkland Islands",
}


def territories(lang):
    names = {}
    for node in ET.parse(CLDR / f"{lang}.xml").getroot().iter("territory"):
        if node.get("type") and node.text:
            names.setdefault(node.get("type"), []).append(node.text)
    return names


def merge(rows):
    arabic, english = territories("ar"), territories("en")
    iso = {c["alpha_3"]: c["alpha_2"] for c in json.loads(ISO_3166_1.read_text())["3166-1"]}
    iso.update(USER_ASSIGNED)
    table = {row["id"]: row for row in rows}
    for code, alpha2 in iso.items():
        row = table.setdefault(code, dict.fromkeys(columns("states"), "") | {"id": code, "kind": "state"})
        if not row["en"]:
            name = EN.get(code, english[alpha2][0])
            row["en"] = name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")
        names = [n for n in arabic.get(alpha2, []) if "(" not in n and " - " not in n]
        names = [re.sub("[\u064b-\u0652]", "", n) for n in names]
        row["ar"] = row["ar"] or names[0]
        row["aliases"] = ";".join(unique(split(row["aliases"]) + names, [row["ar"]]))
        for column in ("demonyms", "capital_ar", "metonyms"):
            row[column] = ";".join(unique(split(row[column])))
    return [table[code] for code in sorted(table)]


def check(rows):
    """Returns error lines: unknown ids, empty names, a name claimed by two states."""
    iso = {c["alpha_3"] for c in json.loads(ISO_3166_1.read_text())["3166-1"]} | set(USER_ASSIGNED)
    errors = [f"{row['id']}: not an ISO 3166-1 code" for row in rows if row["id"] not in iso]
    errors += [f"{code}: missing" for code in sorted(iso - {row["id"] for row in rows})]
    owner = {}
    for row in rows:
        for column in ("en", "ar"):
            if not row[column]:
                errors.append(f"{row['id']}: no {column}")
        for column in ("ar", "aliases", "capital_ar", "metonyms", "demonyms"):
            for name in split(row[column]):
                if not re.fullmatch("[\u0621-\u0652 0-9-]+", name):
                    errors.append(f"{row['id']}: odd characters in {name}")
                # A nisba may equal its own state's name or another's (a separate name space).
                key = (fold(name), column == "demonyms")
                first = owner.setdefault(key, row["id"])
                if first != row["id"] and fold(name) not in KNOWN_CONFLICTS:
                    errors.append(f"{name}: claimed by {first} and {row['id']}")
    return errors


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    table = Table("states")
    if not args.check:
        table.rows = merge(table.rows)
        table.write()
    errors = check(table.rows)
    for line in errors:
        print(line, file=sys.stderr)
    print(f"{len(table.rows)} states, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
