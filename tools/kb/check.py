#!/usr/bin/env python3
"""Check the knowledge base in data/kb. Python 3 standard library only.

usage: check.py [--warnings] [--data DIR]   faults, one a line; exit 1 if there are any
       check.py --count [--data DIR]   "figure kb.TABLE VALUE asked NUMBER" for each that was asked for
       check.py --self-test            prove that every rule can fail

Rules
  id         unique; bodies, groups and weapons have an upper-case slug that is no state's code
  name       kind, en and ar are there; ar has Arabic letters; no stray spaces, no name twice in a row
  kind       one that the table knows
  clash      one written form names one thing, but for towns and divisions among each other; forms
             that more things have stand in clashes.tsv with all of them
  of         of, from and the holder of a role are known ids
  date       EDTF dates that exist; none ends before it begins
  place      both coordinates or none, in range; a known cue
  wikidata   Q and digits; one item names one thing of a table
  reference  every code of reference/organisations.tsv in $ISNAD_SHARED or ../shared, if that is
             there, is an id, unless it is an alias
  holder     (a warning) two holders of one office of one state overlap by more than three months
"""
import argparse
import collections
import datetime
import os
import pathlib
import re
import sys
import tempfile

from table import KB, ROOT, TABLES, Table, columns, fold, split

BODY_TABLES = ("organisations", "bodies", "media", "companies", "armed_groups", "weapons")
KINDS = {
    "states": {"state"}, "regions": {"region"}, "people": {"person"}, "places": {"city", "seat", "capital"},
    "organisations": {"organisation", "alliance", "military", "party", "agency", "ngo", "agreement", "court",
                      "legislature", "tribe", "union", "ministry"},
    "bodies": {"ministry", "legislature", "agency", "military"},
    "media": {"media", "agency_media"}, "companies": {"company"}, "armed_groups": {"armed_group"},
}
WORD_KIND = re.compile(r"[a-z][a-z ,_'-]*")  # of divisions and weapons
CUES = {"", "noun", "in"}
SLUG = re.compile(r"[A-Z0-9]+(_[A-Z0-9]+)*")
ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
LETTER = re.compile("[A-Za-z\u0621-\u064a\u0671-\u06d3]")
ROLE = re.compile(r"([a-z][^@\[\]]*|[A-Z][^@\[\]]*)@([A-Za-z0-9_]+)(?:\[([0-9~?./-]+)\])?")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?]?")
# Offices that one person holds at a time.
SINGLE = {"president", "prime minister", "foreign minister", "defence minister", "king", "emir", "sultan",
          "interior minister", "finance minister", "chancellor", "pope", "supreme leader", "chief of staff"}
OVERLAP = datetime.timedelta(days=92)
ASKED = {"states": 0, "capitals": 0, "divisions": 0, "places": 15000, "bodies": 1500, "armed_groups": 400,
         "weapons": 300, "people": 2500}


def bounds(date):
    """First and last day of an EDTF date, None if there is no such day."""
    match = DATE.fullmatch(date)
    if not match:
        return None
    year, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
        if day:
            return first, first
        after = datetime.date(year + (not month or month == 12), month % 12 + 1 if month else 1, 1)
        return first, after - datetime.timedelta(days=1)
    except ValueError:
        return None


def interval(text):
    """(begins not before, ends not after) of "A/B", "A/", "/B" or "A"; open ends are None; ValueError."""
    begin, slash, end = text.partition("/")
    dates = [bounds(d) if d else (None, None) for d in (begin, end if slash else begin)]
    if None in dates or text == "/":
        raise ValueError("no EDTF date")
    if begin and end and dates[0][0] > dates[1][1]:
        raise ValueError("ends before it begins")
    return dates[0][0], dates[1][1]


class Base:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.tables = {name: Table(name, self.folder) for name in TABLES}
        self.clashes = {}
        for line in (self.folder / "clashes.tsv").read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#" and not line.startswith("surface\t"):
                surface, ids, _ = line.split("\t")
                self.clashes[fold(surface)] = set(split(ids))
        self.faults, self.warnings = [], []

    def fault(self, name, line, rule, message):
        self.faults.append(f"{name}.tsv:{line}: {message} [{rule}]")

    def rows(self, *names):
        for name in names or TABLES:
            for row, line in zip(self.tables[name].rows, self.tables[name].lines):
                yield name, line, row

    def names_and_ids(self):
        states = {row["id"] for row in self.tables["states"].rows}
        seen = {}
        for name, line, row in self.rows():
            first = seen.setdefault(row["id"], f"{name}.tsv:{line}")
            if first != f"{name}.tsv:{line}":
                self.fault(name, line, "id", f"{row['id']} is the id of {first} too")
            if name in BODY_TABLES and (not SLUG.fullmatch(row["id"]) or row["id"] in states):
                self.fault(name, line, "id", f"{row['id']} is no upper-case slug, or a state's code")
            for column in ("id", "kind", "en", "ar"):
                if not row[column]:
                    self.fault(name, line, "name", f"no {column}")
            if not ARABIC.search(row["ar"]):
                self.fault(name, line, "name", f"no Arabic letters in {row['ar']!r}")
            for column, value in row.items():
                if value != value.strip() or "  " in value or re.search("[\x00-\x1f\u200b-\u200f\ufeff]", value):
                    self.fault(name, line, "name", f"stray spaces or marks in {column}: {value!r}")
            twice = collections.Counter(fold(n) for n in [row["ar"]] + split(row["aliases"]))
            for surface, times in twice.items():
                if times > 1:
                    self.fault(name, line, "name", f"{surface} stands {times} times")
                if not LETTER.search(surface) and "+" not in surface:  # "5+1"
                    self.fault(name, line, "name", f"no letters in {surface!r}")
            kinds = KINDS.get(name)
            if row["kind"] not in kinds if kinds else not WORD_KIND.fullmatch(row["kind"]):
                self.fault(name, line, "kind", f"no kind of {name}: {row['kind']!r}")

    def clash(self):
        owner = {}
        for name, line, row in self.rows():
            surfaces = [row["ar"]] + split(row["aliases"])
            if name == "states":
                surfaces += split(row["capital_ar"]) + split(row["metonyms"])
            for surface in {fold(s) for s in surfaces}:
                owner.setdefault(surface, []).append((name, line, row["id"]))
        ground = {"places", "divisions"}
        for surface, holders in owner.items():
            if len(holders) < 2 or {h[2] for h in holders} <= self.clashes.get(surface, set()):
                continue
            # A capital's or a region's name may be a division's or its town's.
            others = [h for h in holders if h[0] not in ground | {"states", "regions"}]
            regions = [h for h in holders if h[0] in ("states", "regions")]
            if not others and len(regions) < 2:
                continue
            name, line, _ = holders[-1]
            self.fault(name, line, "clash", f"{surface} names " + ", ".join(f"{i} ({n})" for n, _, i in holders))

    def references(self):
        ids = {row["id"] for name, _, row in self.rows() if name not in ("places", "divisions", "people", "regions")}
        states = {row["id"] for row in self.tables["states"].rows}
        for name, line, row in self.rows():
            if row["of"] and row["of"] not in (ids if name in ("people",) + BODY_TABLES else states):
                self.fault(name, line, "of", f"of {row['of']} is no known id")
            if name != "people":
                continue
            if row["from"] and row["from"] not in states:
                self.fault(name, line, "of", f"from {row['from']} is no state")
            for role in split(row["roles"]):
                match = ROLE.fullmatch(role)
                if not match:
                    self.fault(name, line, "date", f"no role: {role}")
                elif match[2] not in ids:
                    self.fault(name, line, "of", f"{match[2]} of {role} is no known id")

    def dates(self):
        holders = {}
        for name, line, row in self.rows("people"):
            for role in split(row["roles"]):
                match = ROLE.fullmatch(role)
                if not match or match[3] is None:
                    continue
                try:
                    begin, end = interval(match[3])
                except ValueError as why:
                    self.fault(name, line, "date", f"{role}: {why}")
                    continue
                if match[1] in SINGLE:
                    holders.setdefault((match[1], match[2]), []).append(
                        (begin or datetime.date.min, end or datetime.date.max, row["id"], line))
        for (office, state), held in sorted(holders.items()):
            held.sort()
            for i, (begin, end, who, _) in enumerate(held):
                for begin2, end2, who2, line2 in held[i + 1:]:
                    if who != who2 and min(end, end2) - max(begin, begin2) > OVERLAP:
                        self.warnings.append(f"people.tsv:{line2}: {who} and {who2} are {office} of {state} "
                                             f"at one time [holder]")

    def places(self):
        for name, line, row in self.rows("places", "divisions"):
            if row["cue"] not in CUES:
                self.fault(name, line, "place", f"no cue: {row['cue']}")
            if name == "divisions":
                if not re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{1,3}", row["code"]):
                    self.fault(name, line, "place", f"no code of ISO 3166-2: {row['code']}")
                continue
            if not row["population"].isdigit():
                self.fault(name, line, "place", f"no population: {row['population']!r}")
            try:
                good = not row["lat"] and not row["lon"] or (
                    abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180)
            except ValueError:
                good = False
            if not good:
                self.fault(name, line, "place", f"no coordinates: {row['lat']!r} {row['lon']!r}")

    def wikidata(self):
        seen = {}
        for name, line, row in self.rows():
            item = row["wikidata"]
            if item and not re.fullmatch(r"Q[1-9]\d*", item):
                self.fault(name, line, "wikidata", f"no item: {item}")
            elif item and seen.setdefault((name, item), line) != line:
                self.fault(name, line, "wikidata", f"{item} is line {seen[name, item]} too")

    def reference(self, path):
        ids = {row["id"] for _, _, row in self.rows(*BODY_TABLES, "states")}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("\t")[0]
            if number > 1 and code and code not in ids and not line.endswith("\talias"):
                self.faults.append(f"{path.name}:{number}: {code} is in no table [reference]")

    def check(self, reference=None):
        for rule in (self.names_and_ids, self.clash, self.references, self.dates, self.places, self.wikidata):
            rule()
        if reference:
            self.reference(reference)
        return self.faults

    def counts(self):
        rows = {name: len(table.rows) for name, table in self.tables.items()}
        located = sum(row["lat"] != "" for row in self.tables["places"].rows)
        capitals = sum(row["capital_en"] != "" for row in self.tables["states"].rows)
        bodies = sum(rows[name] for name in ("organisations", "bodies", "media", "companies"))
        return {"states": rows["states"], "capitals": capitals, "divisions": rows["divisions"],
                "places": located, "bodies": bodies, "armed_groups": rows["armed_groups"],
                "weapons": rows["weapons"], "people": rows["people"]}


# Self-test: a small base without faults, and what each change of a cell must give.
GOOD = {
    "states": [{"id": "AAA", "kind": "state", "en": "Aland", "ar": "ألفا", "capital_ar": "باء", "capital_en": "Ba"},
               {"id": "BBB", "kind": "state", "en": "Beland", "ar": "بيتا"}],
    "divisions": [{"id": "North", "kind": "province", "en": "North", "ar": "شمال", "of": "AAA", "code": "AA-01"}],
    "places": [{"id": "Town", "kind": "city", "en": "Town", "ar": "بلدة", "of": "AAA", "lat": "1.5", "lon": "2",
                "population": "5"},
               {"id": "Town (Beland)", "kind": "city", "en": "Town", "ar": "بلدة", "of": "BBB", "population": "0"}],
    "regions": [{"id": "Sea", "kind": "region", "en": "Sea", "ar": "بحر"}],
    "organisations": [{"id": "ORG", "kind": "party", "en": "Org", "ar": "حزب", "aliases": "الحزب", "of": "AAA"}],
    "bodies": [{"id": "AAA_ARMY", "kind": "military", "en": "Army", "ar": "جيش ألفا", "of": "AAA"}],
    "media": [{"id": "PAPER", "kind": "media", "en": "Paper", "ar": "صحيفة"}],
    "companies": [{"id": "FIRM", "kind": "company", "en": "Firm", "ar": "شركة"}],
    "armed_groups": [{"id": "GROUP", "kind": "armed_group", "en": "Group", "ar": "جماعة"}],
    "weapons": [{"id": "T_1", "kind": "tank", "en": "T-1", "ar": "تي 1"}],
    "people": [{"id": "Ann", "kind": "person", "en": "Ann", "ar": "آن", "of": "ORG", "from": "AAA",
                "roles": "president@AAA[2001-02/2004];leads@GROUP"},
               {"id": "Bob", "kind": "person", "en": "Bob", "ar": "بوب", "roles": "president@AAA[2004-11/]"}],
}
# (table, row, column, value, start of the rule's message; None: no fault; a text ending in [holder]: a warning)
CHANGES = [
    ("people", 0, "note", "a remark", None),
    ("media", 0, "id", "ORG", "[id]"), ("media", 0, "id", "Paper", "[id]"), ("media", 0, "id", "AAA", "[id]"),
    ("media", 0, "en", "", "[name]"), ("media", 0, "ar", "Paper", "[name]"), ("media", 0, "ar", "صحيفة ", "[name]"),
    ("media", 0, "aliases", "جريدة;جريدة", "[name]"), ("media", 0, "aliases", "12", "[name]"),
    ("media", 0, "kind", "party", "[kind]"), ("weapons", 0, "kind", "1", "[kind]"),
    ("media", 0, "aliases", "الحزب", "[clash]"), ("regions", 0, "aliases", "بيتا", "[clash]"),
    ("armed_groups", 0, "aliases", "بلدة", "[clash]"), ("armed_groups", 0, "aliases", "بحر", None),
    ("organisations", 0, "of", "CCC", "[of]"), ("people", 0, "of", "NONE", "[of]"), ("places", 0, "of", "ORG", "[of]"),
    ("people", 0, "from", "ORG", "[of]"), ("people", 0, "roles", "president@CCC", "[of]"),
    ("people", 0, "roles", "president", "[date]"), ("people", 0, "roles", "president@AAA[2004/2001]", "[date]"),
    ("people", 0, "roles", "president@AAA[2004-13/]", "[date]"),
    ("people", 0, "roles", "president@AAA[2001-02-30/2004]", "[date]"),
    ("people", 0, "roles", "president@AAA[2001/2005-01]", None),
    ("people", 0, "roles", "president@AAA[2001/2005-06]", "[holder]"),
    ("places", 0, "lat", "", "[place]"), ("places", 0, "lat", "91", "[place]"), ("places", 0, "lon", "x", "[place]"),
    ("places", 0, "population", "", "[place]"), ("places", 0, "cue", "perhaps", "[place]"),
    ("divisions", 0, "code", "AA", "[place]"),
    ("states", 0, "wikidata", "123", "[wikidata]"), ("states", 0, "wikidata", "Q12", None),
    ("weapons", 0, "id", "T_2", "[reference]"),
]


def self_test():
    failed = 0
    for name, index, column, value, expected in CHANGES:
        with tempfile.TemporaryDirectory() as folder:
            for table, rows in GOOD.items():
                rows = [dict(row) for row in rows]
                if table == name:
                    rows[index][column] = value
                lines = ["\t".join(row.get(c, "") for c in columns(table)) for row in rows]
                path = pathlib.Path(folder) / f"{table}.tsv"
                path.write_text("\n".join(["\t".join(columns(table))] + lines) + "\n", encoding="utf-8")
            (pathlib.Path(folder) / "clashes.tsv").write_text(
                "surface\tids\tnote\nبحر\tSea;GROUP\t\n", encoding="utf-8")
            codes = pathlib.Path(folder) / "codes.tsv"
            codes.write_text("code\tname\tkind\nT_1\tT-1\tweapon\nT_3\tuse T_1\talias\n", encoding="utf-8")
            base = Base(folder)
            found = base.check(codes) + base.warnings
        good = not found if expected is None else bool(found) and all(f.endswith(expected) for f in found)
        if not good:
            failed += 1
            print(f"self-test: {name}.{column} = {value!r}: wanted {expected}, found {found}")
    print(f"self-test: {len(CHANGES) - failed} changes as expected, {failed} not")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=KB)
    parser.add_argument("--warnings", action="store_true")
    parser.add_argument("--count", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    if args.self_test:
        return self_test()
    base = Base(args.data)
    if args.count:
        for name, value in base.counts().items():
            print(f"figure kb.{name} {value} asked {ASKED[name] or 'all'}")
        return 0
    shared = pathlib.Path(os.environ.get("ISNAD_SHARED") or ROOT.parent / "shared")
    reference = shared / "reference/organisations.tsv"
    if not reference.is_file():
        print(f"reference: SKIPPED, no {reference}")
        reference = None
    faults = base.check(reference)
    for line in faults + (base.warnings if args.warnings else []):
        print(line)
    rows = sum(len(table.rows) for table in base.tables.values())
    print(f"kb: {rows} rows, {len(faults)} faults, {len(base.warnings)} warnings")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
