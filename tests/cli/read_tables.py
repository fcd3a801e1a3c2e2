#!/usr/bin/env python3
"""Read tables of `isnad export` back with Python's csv module and check each column's type.

usage: read_tables.py acled|gdelt|polecat|csv PATH

Prints the number of rows of each file, and each fault. The columns are written down here anew, from the
codebooks, so that the program is not checked against itself.
"""
import csv
import datetime
import pathlib
import re
import sys

ACLED = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp""".split()
INTERS = ["State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "Civilians",
          "External/Other forces"]
POLECAT = ["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"] + [
    c for side in ("Actor", "Recipient") for c in (
        f"{side} Name", f"{side} Country", f"{side} COW", f"Primary {side} Sector", f"{side} Sectors", f"{side} Title",
        f"{side} Name Raw", f"Wikipedia {side} ID")] + [
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version"]
STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
faults = []


def want(condition, *what):
    if not condition:
        faults.append(" ".join(map(str, what)))


def day(text):
    try:
        datetime.date.fromisoformat(text)
        return True
    except ValueError:
        return False


def degrees(row, latitude, longitude):
    if (row[latitude] or row[longitude]) in ("", "None"):
        return
    want(-90 <= float(row[latitude]) <= 90 and -180 <= float(row[longitude]) <= 180, "degrees", row)


def acled(path):
    with open(path / "acled.csv", newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file, strict=True)
        want(rows.fieldnames == ACLED, "columns", rows.fieldnames)
        ids = set()
        for n, row in enumerate(rows, 1):
            want(None not in row and None not in row.values(), "cells", row)
            want(re.fullmatch(r"[A-Z]{3}[1-9]\d*", row["event_id_cnty"]) and row["event_id_cnty"] not in ids, "id", row)
            ids.add(row["event_id_cnty"])
            want(day(row["event_date"]) and row["event_date"][:4] == row["year"], "date", row)
            want(row["time_precision"] in "123" and row["geo_precision"] in "123", "precision", row)
            for inter in ("inter1", "inter2"):
                want(row[inter] in INTERS + [""], inter, row)
            parts = [i for i in (row["inter1"], row["inter2"]) if i]
            said = row["interaction"].replace(" only", "").split("-")
            want(sorted(said) == sorted(parts) or not parts and said == [""], "interaction", row)
            want(row["fatalities"] == "" or int(row["fatalities"]) >= 0, "fatalities", row)
            want(1 <= int(row["iso"]) <= 999 and int(row["timestamp"]) % 86400 == 0, "numbers", row)
            degrees(row, "latitude", "longitude")
        print("acled.csv", len(ids))
    if (path / "deletions.csv").exists():
        with open(path / "deletions.csv", newline="", encoding="utf-8") as file:
            gone = [row["event_id_cnty"] for row in csv.DictReader(file, strict=True)]
        want(not set(gone) & ids, "deleted and there", gone)
        print("deletions.csv", len(gone))


def tabbed(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)


def gdelt(path):
    ids = {}
    for row in tabbed(path / "export.CSV"):
        want(len(row) == 61, "61 columns, not", len(row))
        want(0 < int(row[0]) < 2**63 and row[0] not in ids, "id", row[0])
        ids[row[0]] = int(row[31])
        want(day(f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:]}") and row[2] == row[1][:6] and row[3] == row[1][:4], "day", row)
        want(0 <= float(row[4]) - int(row[3]) < 1, "fraction", row[4])
        want(re.fullmatch(r"\d{3,4}", row[26]) and row[27] == row[26][:3] and row[28] == row[26][:2], "CAMEO", row)
        root = int(row[28])
        want(int(row[29]) == (1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4), "quad", row)
        want(-10 <= float(row[30]) <= 10, "Goldstein", row)
        want(int(row[31]) >= int(row[33]) >= int(row[32]) >= 1, "mentions, articles, sources", row[31:34])
        want(row[35] == row[43] == "0" and row[51] in "012345", "geography", row)
        degrees(row, 56, 57)
        want(re.fullmatch(r"\d{14}", row[59]) and row[60], "added, source", row)
    told = dict.fromkeys(ids, 0)
    for row in tabbed(path / "mentions.CSV"):
        want(len(row) == 16 and row[0] in ids and row[3] in "12", "mention", row)
        want(all(int(row[k]) >= -1 for k in (6, 7, 8, 9, 11, 12)) and int(row[11]) <= 100, "numbers", row)
        told[row[0]] += 1
    want(told == ids, "NumMentions is not the number of mentions")
    print("export.CSV", len(ids), "mentions.CSV", sum(told.values()))


def polecat(path):
    rows = tabbed(path)
    want(next(rows) == POLECAT and len(POLECAT) == 40, "columns")
    ids = set()
    for cells in rows:
        want(len(cells) == 40 and "" not in cells, "cells", cells)
        row = dict(zip(POLECAT, cells))
        want(row["Event ID"] not in ids and row["Event ID"].endswith("_" + row["Event Type"]), "id", row)
        ids.add(row["Event ID"])
        want(day(row["Event Date"]) and row["Quad Code"].split()[0] in ("VERBAL", "MATERIAL"), "date, quad", row)
        want(row["Intensity"] == "None" or -10 <= float(row["Intensity"]) <= 10, "intensity", row)
        for cow in (row["Actor COW"] + "; " + row["Recipient COW"]).split("; "):
            want(cow == "None" or 2 <= int(cow) <= 990, "COW", cow)
        degrees(row, "Latitude", "Longitude")
    print("polecat", len(ids))


def tables(path):
    found, keys = {}, {}
    for file in sorted(path.glob("*.csv")):
        with open(file, newline="", encoding="utf-8-sig") as handle:
            rows = csv.DictReader(handle, strict=True)
            list_ = list(rows)
        found[file.stem] = list_
        for row in list_:
            want(None not in row and None not in row.values(), file.name, "cells", row)
            for cell in row.values():
                want(not STEERING.search(cell) and "\n" not in cell, file.name, "steering", repr(cell))
                want(not re.match(r"[=@+]|-(?!\d+(\.\d+)?$)", cell), file.name, "formula", repr(cell))
        keys[file.stem] = {row[rows.fieldnames[0]] for row in list_}
        print(file.name, len(list_))
    for table, column, of in (("appearances", "document", "documents"), ("events", "document", "documents"),
                              ("claims", "document", "documents"), ("relations", "document", "documents"),
                              ("events", "happening", "happenings"), ("relations", "fact", "facts"),
                              ("happening_reports", "happening", "happenings"), ("fact_reports", "fact", "facts"),
                              ("conflict_sides", "conflict", "conflicts")):
        for row in found[table]:
            want(row[column] in keys[of], table, column, row[column], "is not in", of)


{"acled": acled, "gdelt": gdelt, "polecat": polecat, "csv": tables}[sys.argv[1]](pathlib.Path(sys.argv[2]))
for fault in faults[:20]:
    print("FAULT", fault)
sys.exit(1 if faults else 0)
