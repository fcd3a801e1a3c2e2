#!/usr/bin/env python3
"""Compare data/export/states.tsv with data/kb/states.tsv and Debian iso-codes, and see that tables are complete.

usage: check.py        prints each fault; exit status 1 if there is one

Without iso-codes (/usr/share/iso-codes) the codes of ISO 3166-1 are not compared.
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ISO = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")


def table(path):
    lines = [line.split("\t") for line in (ROOT / "data" / path).read_text(encoding="utf-8").splitlines()
             if not line.startswith("#")]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def main():
    faults = []
    states = table("export/states.tsv")
    known = {row["id"] for row in table("kb/states.tsv")}
    given = {row["id"] for row in states}
    faults += [f"states.tsv: {code} is missing" for code in sorted(known - given)]
    faults += [f"states.tsv: {code} is no state" for code in sorted(given - known)]
    for column in ("alpha2", "numeric", "cow", "cameo"):
        values = [row[column] for row in states if row[column]]
        faults += [f"states.tsv: {column} {v} stands twice" for v in sorted({v for v in values if values.count(v) > 1})]
    if ISO.exists():
        iso = {row["alpha_3"]: row for row in json.loads(ISO.read_text(encoding="utf-8"))["3166-1"]}
        for row in states:
            entry = iso.get(row["id"])
            if entry and (row["alpha2"], row["numeric"]) != (entry["alpha_2"].lower(), entry["numeric"]):
                faults.append(f"states.tsv: {row['id']} is {entry['alpha_2'].lower()} {entry['numeric']} in ISO 3166-1")
    codes = {row["code"] for row in table("export/cameo.tsv")}
    faults += [f"cameo.tsv: {row['cameo']} of data/frames/cameo.tsv is missing" for row in table("frames/cameo.tsv")
               if row["cameo"] not in codes]
    plover = table("export/plover.tsv")
    faults += [f"plover.tsv: cameo.tsv has no {row['planned_cameo']}" for row in plover
               if row["planned_cameo"] and row["planned_cameo"] not in codes]
    modes = {(row["type"], row["mode"]) for row in plover}
    faults += [f"plover.tsv: {row['type']} {row['mode']} is missing" for row in table("frames/modes.tsv")
               if (row["type"], row["mode"]) not in modes]
    # Unnamed sources (data/claims) and the military of a coup (src/events/match.cc) are kinds too.
    kinds = {row["kind"] for row in table("gazetteers/groups.tsv")} | {"military"} | {
        row["kind"] for row in table("claims/sources.tsv")}
    faults += [f"actors.tsv: {row['key']} is no kind of data/gazetteers/groups.tsv" for row in table("export/actors.tsv")
               if row["key"].startswith("GEN:") and row["key"][4:] not in kinds]
    places = {row["id"] for name in ("places", "divisions", "regions") for row in table(f"kb/{name}.tsv")}
    faults += [f"fips.tsv: {row['place']} is no place of data/kb" for row in table("export/fips.tsv")
               if row["place"] not in places]
    split = {row["place"] for row in table("export/fips.tsv")}
    faults += [f"fips.tsv: {row['id']} is missing" for row in table("kb/places.tsv")
               if row["of"] == "PSE" and row["id"] not in split]
    print("\n".join(faults + [f"{len(states)} states, {len(codes)} CAMEO codes: {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
