#!/usr/bin/env python3
"""Fill the column wikidata of data/kb from packaged sources; what none confirms is left empty.

  wikidata.py --country-coder DIR --nsi DIR            rewrite the column in all tables
  wikidata.py --country-coder DIR --nsi DIR --check    only compare; exit 1 on a difference

The folders are unpacked npm packages (npm pack NAME; tar xzf): @rapideditor/country-coder 5.6.1
(ISC; its borders.json gives items of states, territories, divisions and continents by ISO code and
English name) and name-suggestion-index 8.0 (BSD 3-Clause; its wikidata.json gives labels and
descriptions of items). A name of the second is taken if exactly one item has that very label, the
description says the kind of thing and, a place's, names its state. Towns of states with many towns of
one name are left empty.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

from table import TABLES, Table, states_by_alpha2

# What the description of an item must have, by table.
DESCRIBED = {
    "organisations": r"organi[sz]ation|party|agency|union|bank|institution|court|parliament|movement|alliance|"
                     r"federation|association|ministry|department|police|army|air force|force|United Nations|NGO|charity",
    "media": r"newspaper|television|channel|broadcaster|news agency|magazine|tabloid|media|radio|daily|station",
    "companies": r"company|corporation|enterprise|conglomerate|group|manufacturer|bank|airline|multinational|"
                 r"division|brand|business",
    "places": r"\b(city|town|capital|municipality|commune|village)\b",
    "divisions": r"\b(state|province|region|county|governorate|department|emirate|district|prefecture|canton|"
                 r"oblast|republic|territory|division|voivodeship|autonomous community|country)\b",
}
MANY_NAMESAKES = {"USA", "GBR", "CAN", "AUS", "MEX", "BRA", "ESP", "ARG", "COL", "PHL"}
NAMED_STATE = ("places", "divisions")  # the description must name the row's state


class Sources:
    def __init__(self, country_coder, nsi):
        features = json.loads((country_coder / "src/data/borders.json").read_text(encoding="utf-8"))["features"]
        self.by_alpha3, self.by_code, self.by_name = {}, {}, collections.defaultdict(set)
        alpha3 = states_by_alpha2()
        for feature in features:
            p = feature["properties"]
            item = p.get("wikidata")
            if not item:
                continue
            if p.get("iso1A2") in alpha3:
                self.by_alpha3[alpha3[p["iso1A2"]]] = item
            for code in p.get("aliases", []):
                if re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", code):
                    self.by_code[code] = item
            self.by_name[p.get("nameEn", "")].add(item)
        items = json.loads((nsi / "dist/wikidata/wikidata.json").read_text(encoding="utf-8"))["wikidata"]
        self.by_label = collections.defaultdict(list)
        for item, entry in items.items():
            if entry.get("label"):
                self.by_label[entry["label"]].append((item, entry.get("description") or ""))

    def find(self, table, row, state_en):
        if table == "states":
            return self.by_alpha3.get(row["id"], "")
        if table == "divisions" and row["code"] in self.by_code:
            return self.by_code[row["code"]]
        if table == "regions":
            items = self.by_name.get(row["en"], set())
            return next(iter(items)) if len(items) == 1 else ""
        found = self.by_label.get(row["en"], [])
        if table not in DESCRIBED or len(found) != 1:
            return ""
        if table == "places" and row["of"] in MANY_NAMESAKES:
            return ""
        item, description = found[0]
        if not re.search(DESCRIBED[table], description, re.IGNORECASE):
            return ""
        if table in NAMED_STATE and (not row["of"] or state_en[row["of"]] not in description):
            return ""
        return item


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--country-coder", type=pathlib.Path, required=True)
    parser.add_argument("--nsi", type=pathlib.Path, required=True)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    sources = Sources(args.country_coder, args.nsi)
    state_en = {row["id"]: row["en"] for row in Table("states").rows}
    differ = 0
    for name in TABLES:
        table = Table(name)
        found = [sources.find(name, row, state_en) for row in table.rows]
        # An item that two rows would get is neither's.
        times = collections.Counter(found)
        found = [item if times[item] == 1 else "" for item in found]
        for row, item in zip(table.rows, found):
            if row["wikidata"] != item:
                differ += 1
                if args.check:
                    print(f"{name}: {row['id']} has {row['wikidata'] or 'no item'}, sources say {item or 'nothing'}")
                row["wikidata"] = item
        if not args.check:
            table.write()
        print(f"{name}: {sum(map(bool, found))} of {len(found)}")
    return 1 if args.check and differ else 0


if __name__ == "__main__":
    sys.exit(main())
