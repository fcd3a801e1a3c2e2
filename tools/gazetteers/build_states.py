#!/usr/bin/env python3
"""Refresh data/gazetteers/states.tsv from ISO 3166-1 (iso-codes) and CLDR, and check it.

states.tsv is the edited source: rows and columns written by hand are never overwritten. The
script adds what is missing (a new ISO row, the English name, CLDR's Arabic variants as aliases),
sorts by id and checks the result.

  build_states.py            merge and rewrite
  build_states.py --check    check only; exit 1 on an error
  build_states.py --seed F   also read hand rows from F (id|ar|aliases|demonym|capital_ar|
                             capital_en|metonyms), which replace the row of the same id

Needs the Debian packages iso-codes and unicode-cldr-core.
"""
import argparse
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "data/gazetteers/states.tsv"
ISO = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")
CLDR = pathlib.Path("/usr/share/unicode/cldr/common/main")
COLUMNS = ["id", "en", "ar", "aliases", "demonym", "capital_ar", "capital_en", "metonyms"]
USER_ASSIGNED = {"XKX": "XK"}  # Kosovo: not in ISO 3166-1, code in common use

HEADER = """\
# States and territories: names, nationality adjectives, capitals and seats of power in Arabic.
# Columns: id (ISO 3166-1 alpha-3; XKX is user-assigned), en, ar (usual name in Arabic news),
#   aliases, demonym (nisba, masculine singular without the article, then irregular plurals;
#   regular feminine, dual and plural forms are generated; a two-word nisba inflects in both words),
#   capital_ar, capital_en, metonyms (seats of power that stand for the state).
# Lists are separated by ';'. Hamza and final-ya variants are folded by the engine and not listed.
# A name identifies who is meant; it takes no position on status. No capital is given for ISR, PSE
#   and ESH; for PSE and ISR see the metonyms.
# Ambiguous words (a second clue is needed): {ambiguous}
# Sources: ISO 3166-1 codes from Debian iso-codes (LGPL-2.1+); names from Unicode CLDR
#   (Unicode licence v3); aliases, nisbas, capitals and metonyms written for isnad (CC0).
# Refresh and check: tools/gazetteers/build_states.py
"""

AMBIGUOUS = (
    "مالي (financial), قمري (lunar), عمان (OMN and the capital of JOR), بنين (sons), بوتان (butane), "
    "كوبا (cup), قطر (diameter, region), سيول (floods), مسقط (مسقط رأس), ديلي (Daily), صوفيا, فيكتوريا, "
    "هاميلتون, ستانلي, دوغلاس, كينغستون, سانتياغو (people), طرابلس (also in LBN), جورجيا (also in USA), "
    "صحراوي (desert), روماني (Roman), عاجي (of ivory), تيموري, نوك, باستير, سان خوسيه, كايين, "
    "القاهرة (compelling), نيوي, لوسي, سان خوان, جورج تاون, بابوي"
)

# Kept as they are although two states list them; the engine needs a second clue.
KNOWN_CONFLICTS = {"عمان"}

EN = {
    "CIV": "Ivory Coast", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo",
    "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "TUR": "Turkey",
    "SXM": "Sint Maarten", "XKX": "Kosovo", "UMI": "United States Minor Outlying Islands",
    "CZE": "Czech Republic", "FLK": "Falkland Islands",
}


def fold(text):
    """The engine's comparison form: no diacritics, one alif, final alif maqsura as ya."""
    text = re.sub("[\u064b-\u0652\u0670\u0640]", "", text)
    text = re.sub("[\u0622\u0623\u0625\u0671]", "\u0627", text)
    return re.sub("\u0649\\b", "\u064a", re.sub(r"\s+", " ", text)).strip()


def territories(lang):
    names = {}
    for node in ET.parse(CLDR / f"{lang}.xml").getroot().iter("territory"):
        if node.get("type") and node.text:
            names.setdefault(node.get("type"), []).append(node.text)
    return names


def read(path=TABLE):
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if rows[0] != COLUMNS:
        sys.exit(f"{path}: column line is {rows[0]}")
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]]


def split(field):
    return [item.strip() for item in field.split(";") if item.strip()]


def unique(items, taken=()):
    seen = {fold(item) for item in taken}
    out = []
    for item in items:
        if fold(item) not in seen:
            seen.add(fold(item))
            out.append(item)
    return out


def merge(rows):
    arabic, english = territories("ar"), territories("en")
    iso = {c["alpha_3"]: c["alpha_2"] for c in json.loads(ISO.read_text())["3166-1"]}
    iso.update(USER_ASSIGNED)
    table = {row["id"]: row for row in rows}
    for code, alpha2 in iso.items():
        row = table.setdefault(code, dict.fromkeys(COLUMNS, "") | {"id": code})
        if not row["en"]:
            name = EN.get(code, english[alpha2][0])
            row["en"] = name.replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")
        names = [n for n in arabic.get(alpha2, []) if "(" not in n and " - " not in n]
        names = [re.sub("[\u064b-\u0652]", "", n) for n in names]
        row["ar"] = row["ar"] or names[0]
        row["aliases"] = ";".join(unique(split(row["aliases"]) + names, [row["ar"]]))
        for column in ("demonym", "capital_ar", "metonyms"):
            row[column] = ";".join(unique(split(row[column])))
    return [table[code] for code in sorted(table)]


def check(rows):
    """Returns error lines: unknown ids, empty names, a name claimed by two states."""
    iso = {c["alpha_3"] for c in json.loads(ISO.read_text())["3166-1"]} | set(USER_ASSIGNED)
    errors = [f"{row['id']}: not an ISO 3166-1 code" for row in rows if row["id"] not in iso]
    errors += [f"{code}: missing" for code in sorted(iso - {row["id"] for row in rows})]
    owner = {}
    for row in rows:
        for column in ("en", "ar"):
            if not row[column]:
                errors.append(f"{row['id']}: no {column}")
        for column in ("ar", "aliases", "capital_ar", "metonyms", "demonym"):
            for name in split(row[column]):
                if not re.fullmatch("[\u0621-\u0652 0-9-]+", name):
                    errors.append(f"{row['id']}: odd characters in {name}")
                # A nisba may equal its own state's name or another's (a separate name space).
                key = (fold(name), column == "demonym")
                first = owner.setdefault(key, row["id"])
                if first != row["id"] and fold(name) not in KNOWN_CONFLICTS:
                    errors.append(f"{name}: claimed by {first} and {row['id']}")
    return errors


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seed", type=pathlib.Path)
    args = parser.parse_args()
    rows = read() if TABLE.exists() else []
    if args.seed:
        keys = [c for c in COLUMNS if c != "en"]
        table = {row["id"]: row for row in rows}
        for line in args.seed.read_text(encoding="utf-8").splitlines():
            row = dict(zip(keys, [f.strip() for f in line.split("|")], strict=True))
            table[row["id"]] = {"en": table.get(row["id"], {}).get("en", "")} | row
        rows = list(table.values())
    if not args.check:
        rows = merge(rows)
        body = "\n".join("\t".join(row[c] for c in COLUMNS) for row in rows)
        TABLE.write_text(HEADER.format(ambiguous=AMBIGUOUS) + "\t".join(COLUMNS) + "\n" + body + "\n",
                         encoding="utf-8")
    errors = check(rows)
    for line in errors:
        print(line, file=sys.stderr)
    print(f"{len(rows)} states, {len(errors)} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
