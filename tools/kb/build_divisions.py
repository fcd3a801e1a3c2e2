#!/usr/bin/env python3
"""Add to data/kb/divisions.tsv the first-level divisions of ISO 3166-2 that it lacks.

  build_divisions.py [PLACES]

Codes, kinds and local names come from Debian iso-codes, Arabic and English names from Debian
unicode-cldr-core, from divisions_hand.tsv, and, where all of these have none, from PLACES (as in
build_places.py) by the English name. A row that is there is not changed. A region of regions.tsv
that is a division moves here with its id and its names. Divisions that are territories of
states.tsv (the French overseas departments) are left out.
"""
import argparse
import collections
import json
import pathlib
import re
import unicodedata

from build_places import Source, bare, is_word, names_of, plain, transliterated, words_and_people
from table import Table, fold, split, states_by_alpha2

ISO_3166_2 = pathlib.Path("/usr/share/iso-codes/json/iso_3166-2.json")
CLDR = pathlib.Path("/usr/share/unicode/cldr/common/subdivisions")
HAND = pathlib.Path(__file__).parent / "divisions_hand.tsv"

# Nouns for kinds of divisions that stand before or after a name.
HEADS = ("مقاطعة محافظة بلدية ولاية إقليم اقليم إدارة منطقة أبرشية كانتون ضاحية مديرية شعبية شركة أوبلاست "
         "أوبليس جهة شعبة أوكروغ قسم إمارة امارة دائرة قضاء ناحية رايون حي أتول مدينة ميتروبوليتان").split()
TAILS = "أوبلاست أوبلاستي كراي أتول الإقليمية رايون".split()
# Regions whose name a division has too: the strip, not the governorate; the base, not the province.
OTHER_REGIONS = {"Gaza", "Guantanamo"}
ENGLISH_TAILS = re.compile(
    r" (Province|Region|County|District|Governorate|Department|State|Parish|Oblast|oblysy|Municipality|"
    r"Emirate|Prefecture|Division|Metropolitan City|Regional Council)$")


def code_key(code):
    return code.replace("-", "").lower()


def cldr(language):
    text = (CLDR / f"{language}.xml").read_text(encoding="utf-8")
    return dict(re.findall(r'<subdivision type="([a-z0-9]+)"[^>]*>([^<]*)<', text))


def clean_arabic(name):
    """The name without its kind of division, or empty if it is none."""
    name = re.sub("[،(²].*", "", re.sub("[\u064b-\u0652\u200c-\u200f]", "", name))
    name = name.translate(str.maketrans("یکٱ", "يكا"))
    name = re.sub(r"\s+", " ", name.replace(" - ", " ").replace("-", " ")).strip()
    if re.fullmatch("[\u0621-\u064a ]+", name) is None:
        return ""
    words = name.split()
    while len(words) > 1 and words[0] in HEADS:
        words = words[1:]
    while len(words) > 1 and words[-1] in TAILS:
        words = words[:-1]
    return " ".join(words)


def same_name(text):
    text = unicodedata.normalize("NFKD", plain(text).lower())
    text = re.sub(r"\b(province|region|county|district|municipality|department|state|governorate|city|of|the)\b",
                  "", text)
    return re.sub("[^a-z]", "", text)


def english_name(name):
    name = plain(re.sub(r"[²†]|\s*\(.*?\)|\s*\[.*?\]", "", name.replace("’", "'"))).strip()
    return ENGLISH_TAILS.sub("", name) or name


class Names:
    """Arabic and English names by code."""

    def __init__(self, codes, places):
        self.arabic, self.english = cldr("ar"), cldr("en")
        # Names under codes that are no longer in use, by state and English name.
        self.old = {(c[:2], same_name(self.english[c])): name for c, name in self.arabic.items()
                    if c not in codes and c in self.english}
        self.hand = {}
        for line in HAND.read_text(encoding="utf-8").splitlines():
            if line[:1] != "#" and not line.startswith("code\t"):
                code, arabic, english = line.split("\t")
                self.hand[code] = (arabic, english)
        self.towns = {}
        for row in (places.rows if places else []):
            if transliterated(row["names"][0], row["en"]):
                self.towns.setdefault((row["country"].lower(), same_name(row["en"])), row["names"][0])

    def of(self, iso):
        """(Arabic, English) of a row of ISO 3166-2; Arabic is empty if no source has it."""
        code, key = iso["code"], code_key(iso["code"])
        english = english_name(self.english.get(key, iso["name"]))
        if code in self.hand:
            arabic, by_hand = self.hand[code]
            return arabic, by_hand or english
        arabic = clean_arabic(self.arabic.get(key, ""))
        for name in (iso["name"], self.english.get(key, "")):
            found = (key[:2], same_name(name))
            arabic = arabic or clean_arabic(self.old.get(found, "")) or clean_arabic(self.towns.get(found, ""))
        return arabic, english


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="?", type=pathlib.Path)
    args = parser.parse_args()
    iso = json.loads(ISO_3166_2.read_text(encoding="utf-8"))["3166-2"]
    names = Names({code_key(row["code"]) for row in iso}, Source(args.places, areas=True) if args.places else None)
    alpha3 = states_by_alpha2()
    states = Table("states")
    state_en = {row["id"]: row["en"] for row in states.rows}
    territories = {same_name(row["en"]) for row in states.rows} | {"reunion"}
    divisions, regions = Table("divisions"), Table("regions")
    known = {row["code"] for row in divisions.rows}
    ids = {row["id"] for name in ("divisions", "places", "regions") for row in Table(name).rows} | set(state_en.values()) | {
        row["capital_en"] for row in states.rows}
    region_of = {(row["of"], fold(clean_arabic(n))): row for row in regions.rows for n in names_of(row)}
    # Towns and capitals by name: a division of one name is called after it.
    town_of = {(row["id"], fold(n)): row["capital_en"] for row in states.rows for n in split(row["capital_ar"])}
    town_of |= {(row["of"], fold(n)): row["en"] for row in Table("places").rows for n in names_of(row)}
    words, people = words_and_people()
    moved, without = [], []
    for row in sorted(iso, key=lambda r: r["code"]):
        if "parent" in row or row["code"] in known:
            continue
        state = alpha3[row["code"][:2]]
        arabic, english = names.of(row)
        if same_name(english) in territories - {same_name(state_en[state])} and not arabic:
            continue
        if same_name(english) in territories and row["code"][:2] in ("FR", "US", "NL", "FI", "CN", "NO"):
            continue
        if not arabic:
            without.append(row["code"])
            continue
        kind = re.sub(r"\s*\(.*", "", row["type"]).lower().replace("popularate", "district")
        english = town_of.get((state, fold(arabic)), english)
        new = dict.fromkeys(divisions.columns, "") | {
            "kind": kind, "en": english, "ar": arabic, "of": state, "code": row["code"]}
        region = region_of.get((state, fold(arabic))) or next(
            (r for r in regions.rows if r["of"] == state and r["id"] == english), None)
        if region is not None and region not in moved and region["id"] not in OTHER_REGIONS:
            moved.append(region)
            new |= {c: region[c] for c in ("id", "en", "ar", "aliases")}
        else:
            for new["id"] in (english, f"{english} {kind.title()}", f"{english} ({state_en[state]})",
                              f"{english} {kind.title()} ({state_en[state]})", f"{english} ({row['code']})"):
                if new["id"] not in ids:
                    break
            # A translated name of common words, or one word that is a word: only beside its noun.
            as_words = all(is_word(w, words) or w in people for w in bare(arabic).split())
            if as_words and (" " not in arabic or not transliterated(arabic, english)):
                new["cue"] = "noun"
            elif as_words or " " not in arabic:
                new["cue"] = "in"
        ids.add(new["id"])
        divisions.rows.append(new)
    divisions.rows.sort(key=lambda r: r["code"])
    divisions.write()
    regions.rows = [r for r in regions.rows if r not in moved]
    regions.write()
    print(f"{len(divisions.rows)} divisions; {len(moved)} were regions; no Arabic name: {' '.join(without)}")
    print(collections.Counter(r["cue"] for r in divisions.rows))


if __name__ == "__main__":
    main()
