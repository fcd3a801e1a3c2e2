#!/usr/bin/env python3
"""Add to data/kb/places.tsv the towns of a place list, and fill coordinates and populations.

  build_places.py PLACES [--news NEWS.jsonl.gz]

places.tsv is the edited source: no row of it is removed, renamed or loses a name. PLACES is the
table of dr5hn/countries-states-cities-database with columns arabic, english, country (alpha-2),
kind, latitude, longitude, population. Many of its Arabic names are machine-translated ("Industry",
"May Pen"): a name is taken only if its consonants agree with those of the English name, and the
name of somebody or something else is not taken at all.

The column `cue` marks the names that are words or names of people as well: the engine takes them
for the town only after a noun such as "city". They are found by the lexicon (data/lexicon), the
name lists (data/names, data/kb/people.tsv) and, with --news, by how seldom the news puts the word
after a noun or preposition of place; only the marks come out of the news, no text.
"""
import argparse
import collections
import difflib
import gzip
import json
import math
import pathlib
import re
import sys
import unicodedata

from table import ROOT, Table, fold, split, states_by_alpha2

# Kinds of PLACES that are administrative areas without a town of the name.
AREAS = {"district", "county", "section", "regency", "prefecture", "banner", "parish", "area",
         "province", "historical", "destroyed", "abandoned", "religious", "administrative zone"}
KINDS = {"capital": "capital", "adm1": "seat"}  # every other kind is a city
CORE = set(
    "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE EH "  # Arab states
    "ML NE BF TD SN NG SS ER ET TR IR IL UA AF PK CF CD CM".split())  # wars and neighbours
MIN_CORE, MIN_OTHER, MIN_CHINA = 500, 12_000, 300_000  # inhabitants
MIN_LETTERS_CORE, MIN_LETTERS_OTHER = 4, 5  # short foreign names are too often common words
AGREEMENT = 0.72  # of consonant skeletons, below which a name counts as translated
SAME_PLACE_KM = 25
NEWS_SEEN, NEWS_PLACE = 4, 0.15  # a word seen so often and rarelier after a place word is no name

# Names of two or more words that are translations.
STOP_PHRASE = re.compile(
    "^(منطقة|مقاطعة|محافظة|ولاية|بلدية|وزارة|بوابة|لا شيء|قد |شمال |جنوب |شرق |غرب |وسط |سان خوسيه د|بن مهدي)"
    "|الحضرية| الكبرى$|^أبو الحسن$|^منذ متى$|^بصوت|^عضلات| شي$|^طريق |^إعادة |^جين بينغ$")

PLACE_NOUNS = set(map(fold, "مدينة بلدة قرية بلدية محافظة ولاية إقليم مقاطعة مديرية ناحية ضاحية".split()))
PLACE_WORDS = PLACE_NOUNS | set(map(fold, "في من إلى قرب شمال جنوب شرق غرب".split()))

ARABIC_CLASS = {c: k for k, cs in {
    "B": "ب", "F": "ف", "T": "تطدضثذظ", "K": "جغكقخ", "S": "سشصز", "L": "ل", "M": "م", "N": "ن",
    "R": "ر"}.items() for c in cs}
LATIN_CLASS = {c: k for k, cs in {
    "B": "bp", "F": "fv", "T": "td", "K": "kgqj", "S": "sz", "L": "l", "M": "m", "N": "n",
    "R": "r"}.items() for c in cs}


def plain(text):
    """English name in ASCII letters, without the transliteration marks of the list."""
    text = text.translate(str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae"}))
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub("[‘’ʻʼ`]", "", text)
    text = text.replace("\"", "").replace(";", ",")
    return re.sub(r"\b(Al|Ad|An|Ar|As|Ash|At|Az|El) (?=[A-Z])", lambda m: m[1] + "-", text).strip()


def squeeze(classes):
    return re.sub(r"(.)\1+", r"\1", "".join(classes))


def arabic_skeleton(name):
    words = [re.sub("^ال", "", word) for word in fold(name).split()]
    return squeeze(ARABIC_CLASS.get(c, "") for c in "".join(words))


def latin_skeleton(name):
    name = re.sub(r"\b(al|ad|an|ar|as|ash|at|az|el)[- ]", "", name.lower())
    for pattern, by in (("sch|sh|ch|ş|ç", "s"), ("ph", "f"), ("th|dh", "t"), ("kh|gh", "k"),
                        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("ng", "nk")):
        name = re.sub(pattern, by, name)
    return squeeze(LATIN_CLASS.get(c, "") for c in name)


def transliterated(arabic, english):
    left, right = arabic_skeleton(arabic), latin_skeleton(plain(english))
    return bool(left) and difflib.SequenceMatcher(None, left, right).ratio() >= AGREEMENT


def bare(name):
    return re.sub("^ال", "", fold(name))


def names_of(row):
    return [row["ar"]] + split(row["aliases"])


def kilometres(a, b):
    lat1, lon1, lat2, lon2 = (math.radians(float(v)) for v in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


class Source:
    """The place list, by state and name."""

    def __init__(self, path):
        alpha3 = states_by_alpha2()
        self.rows, self.arabic, self.english, self.capital = [], {}, {}, {}
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            arabic, english, country, kind, lat, lon, people = line.split("\t")
            row = {
                "ar": re.sub("[\u064b-\u0652]", "", arabic).strip(), "en": plain(english),
                "country": country, "of": alpha3[country], "source": kind,
                "kind": KINDS.get(kind, "city"), "lat": f"{float(lat):.4f}", "lon": f"{float(lon):.4f}",
                "people": int(float(people or 0))}
            self.rows.append(row)
            for index, key in ((self.arabic, fold(row["ar"])), (self.english, row["en"].lower())):
                old = index.get((row["of"], key))
                if old is None or row["people"] > old["people"]:
                    index[row["of"], key] = row
            if kind == "capital":
                self.capital[row["of"]] = row
        self.rows.sort(key=lambda r: (-r["people"], r["of"], r["en"], r["ar"]))

    def find(self, row):
        """What the list has for a row of places.tsv."""
        for name in names_of(row):
            if (row["of"], fold(name)) in self.arabic:
                return self.arabic[row["of"], fold(name)]
        return self.english.get((row["of"], row["en"].lower()))


def words_and_people():
    """Folded single words that a reader would not take for a town: of the lexicon, and people."""
    words, people = set(), set()

    def column(path, *names, keep=lambda row: True):
        lines = [s for s in (ROOT / path).read_text(encoding="utf-8").splitlines() if s and s[0] != "#"]
        head = lines[0].split("\t")
        for line in lines[1:]:
            row = dict(zip(head, line.split("\t")))
            if keep(row):
                for name in names:
                    yield from (fold(v) for v in split(row.get(name, "")))

    for path, name in (("nominals", "stem"), ("additions", "word"), ("function_words", "word")):
        words.update(w for w in column(f"data/lexicon/{path}.tsv", name)
                     if path != "additions" or True)
    words.update(column("data/lexicon/verbs.tsv", "stem"))
    people.update(column("data/names/given.tsv", "token"))
    people.update(column("data/lexicon/proper.tsv", "stem", keep=lambda r: r["kind"] == "person"))
    people.update(w for name in column("data/kb/people.tsv", "ar", "aliases") for w in name.split()[-1:])
    people.update(column("data/names/tokens.tsv", "arabic", keep=lambda r: int(r["count"]) >= 15))
    return {bare(w) for w in words}, {bare(w) for w in people}


def is_word(name, words):
    """Is the name, or the word that it is a form of, in `words`?"""
    stem = bare(name)
    stems = [stem] + [stem[:-len(end)] for end in ("ة", "ات", "ين", "ون", "ان", "ية", "ي", "ا", "وا", "ه", "ها")
                      if stem.endswith(end) and len(stem) - len(end) >= 3]
    stems += [stem[1:] for _ in (0,) if stem[0] in "يتنبلوفك" and len(stem) >= 4]
    return any(s in words for s in stems)


def news_counts(path, names):
    """Folded single name -> how often the news has it, and how often after a place word."""
    wanted = {fold(n) for n in names if " " not in n}
    total, after = collections.Counter(), collections.Counter()
    word = re.compile("[\u0621-\u0652\u0670]+")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            left = ""
            for token in word.findall(document["title"] + " . " + document["text"]):
                token = fold(token)
                inner = re.sub("^[وف](?=.{3})", "", token)
                short = re.sub("^ب(?=.{3})", "", inner)
                for form in {token, inner, short} & wanted:
                    total[form] += 1
                    in_place = left in PLACE_NOUNS if form[:2] != "ال" and form == token else left in PLACE_WORDS
                    after[form] += in_place or (form == short != inner)
                left = inner
    return {n: (total[n], after[n]) for n in wanted}


class Builder:
    def __init__(self, source):
        self.table, self.source = Table("places"), source
        self.states = {row["id"]: row for row in Table("states").rows}
        self.taken = {fold(n) for row in self.states.values()
                      for c in ("ar", "aliases", "capital_ar", "metonyms", "demonyms") for n in split(row[c])}
        for name in ("regions", "organisations", "media", "companies", "armed_groups", "people", "weapons"):
            for row in Table(name).rows:
                self.taken.update(fold(n) for n in names_of(row))
        stop = (pathlib.Path(__file__).parent / "places_stop.txt").read_text(encoding="utf-8")
        self.stop = {fold(w) for s in stop.splitlines() if s[:1] != "#" for w in s.split()}
        self.ids = {row["id"]: row for row in self.table.rows}
        for name in ("regions", "divisions"):
            self.ids.update({row["id"]: row for row in Table(name).rows})
        self.named = {(row["of"], fold(n)): row for row in self.table.rows for n in names_of(row)}
        self.anywhere = collections.Counter(name for _, name in self.named)

    def refresh(self):
        """Coordinates and populations of the rows that are there."""
        for row in self.table.rows:
            found = self.source.find(row)
            if found:
                if not row["lat"]:
                    row["lat"], row["lon"] = found["lat"], found["lon"]
                row["population"] = str(max(int(row["population"] or 0), found["people"]))

    def capitals(self):
        for state in self.states.values():
            english, found = state["capital_en"], self.source.capital.get(state["id"])
            if not english or not found:
                continue
            row = self.ids.get(english)
            if row is None or row["of"] != state["id"]:
                arabic = split(state["capital_ar"])
                self.add(english, "capital", arabic[0], ";".join(arabic[1:]), found)

    def add(self, english, kind, arabic, aliases, found):
        place = english
        if place in self.ids:
            place = f"{english} ({self.states[found['of']]['en']})"
        if place in self.ids:
            return
        row = dict.fromkeys(self.table.columns, "") | {
            "id": place, "kind": kind, "en": english, "ar": arabic, "aliases": aliases,
            "of": found["of"], "lat": found["lat"], "lon": found["lon"], "population": str(found["people"])}
        self.table.rows.append(row)
        self.ids[place] = row
        for name in names_of(row):
            self.named[row["of"], fold(name)] = row
            self.anywhere[fold(name)] += 1

    def towns(self):
        for found in self.source.rows:
            core, arabic = found["country"] in CORE, found["ar"]
            least = MIN_CORE if core else MIN_CHINA if found["country"] == "CN" else MIN_OTHER
            if found["people"] < least and not (found["source"] == "adm1" and core):
                continue
            if found["source"] in AREAS or (found["of"], fold(arabic)) in self.named:
                continue
            if re.fullmatch("[\u0621-\u064a -]+", arabic) is None or STOP_PHRASE.search(arabic):
                continue
            if fold(arabic) in self.taken or fold(arabic) in self.stop or found["kind"] == "capital":
                continue
            if len(re.sub("^ال", "", arabic)) < (MIN_LETTERS_CORE if core else MIN_LETTERS_OTHER):
                continue
            if not transliterated(arabic, found["en"]):
                continue
            # Another spelling of a town that is there already.
            same = self.ids.get(found["en"])
            if same is not None and same["of"] == found["of"]:
                if same.get("lat") and kilometres((same["lat"], same["lon"]), (found["lat"], found["lon"])) < SAME_PLACE_KM:
                    if not self.anywhere[fold(arabic)] and same in self.table.rows:
                        same["aliases"] = ";".join(split(same["aliases"]) + [arabic])
                        self.named[found["of"], fold(arabic)] = same
                        self.anywhere[fold(arabic)] += 1
                continue
            # One written form in two states only where both towns matter.
            if self.anywhere[fold(arabic)] and found["people"] < (20_000 if core else 100_000):
                continue
            self.add(found["en"], found["kind"], arabic, "", found)

    def mark(self, counts, fresh):
        """The column `cue` of rows that are new; existing rows were read against news."""
        words, people = words_and_people()
        for row in self.table.rows:
            if id(row) not in fresh or row["kind"] == "capital":
                continue
            weak = False
            for name in names_of(row):
                if " " in name:
                    continue
                seen, placed = counts.get(fold(name), (0, 0))
                weak |= is_word(name, words) or bare(name) in people
                weak |= seen >= NEWS_SEEN and placed < NEWS_PLACE * seen
            row["cue"] = "place" if weak else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", type=pathlib.Path)
    parser.add_argument("--news", type=pathlib.Path)
    args = parser.parse_args()
    builder = Builder(Source(args.places))
    old = {id(row) for row in builder.table.rows}
    builder.refresh()
    builder.capitals()
    builder.towns()
    rows = builder.table.rows
    fresh = {id(row) for row in rows} - old
    counts = news_counts(args.news, {n for r in rows for n in names_of(r)}) if args.news else {}
    builder.mark(counts, fresh)
    rows.sort(key=lambda r: (r["of"], r["id"]))
    builder.table.write()
    print(f"{len(rows)} places, {len(fresh)} new, {sum(r['cue'] != '' for r in rows)} with cue, "
          f"{sum(r['lat'] == '' for r in rows)} without coordinates", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
