"""Reading and writing the tables of data/kb/, shared by the tools of this folder."""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
KB = ROOT / "data/kb"
ISO_3166_1 = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")  # Debian iso-codes
USER_ASSIGNED = {"XKX": "XK"}  # Kosovo: not in ISO 3166-1, code in common use

COMMON = ["id", "kind", "en", "ar", "aliases", "demonyms", "of", "wikidata"]
# Table -> its columns after the common ones.
TABLES = {
    "states": ["capital_ar", "capital_en", "metonyms"],
    "divisions": ["code", "cue"],
    "places": ["lat", "lon", "population", "cue"],
    "regions": [],
    "organisations": ["note"],
    "bodies": ["note"],
    "media": ["note"],
    "companies": ["note"],
    "armed_groups": ["note"],
    "weapons": ["note"],
    "people": ["roles", "from", "note"],
}


def columns(table):
    return COMMON + TABLES[table]


def fold(text):
    """The engine's comparison form: no diacritics, one alif, final alif maqsura as ya."""
    text = re.sub("[\u064b-\u0652\u0670\u0640]", "", text)
    text = re.sub("[\u0622\u0623\u0625\u0671]", "\u0627", text)
    return re.sub("\u0649\\b", "\u064a", re.sub(r"\s+", " ", text)).strip()


def split(field):
    return [item.strip() for item in field.split(";") if item.strip()]


def unique(items, taken=()):
    """The items without those that fold to the same as an earlier one or one of `taken`."""
    seen = {fold(item) for item in taken}
    out = []
    for item in items:
        if fold(item) not in seen:
            seen.add(fold(item))
            out.append(item)
    return out


class Table:
    """A table with its header comment; rows are dicts, `lines` their line numbers in the file."""

    def __init__(self, name, folder=KB):
        self.name = name
        self.path = pathlib.Path(folder) / f"{name}.tsv"
        self.header, self.rows, self.lines = "", [], []
        self.columns = columns(name)
        found = None
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#"):
                if found is None:
                    self.header += line + "\n"
            elif found is None:
                found = line.split("\t")
                if found != self.columns:
                    raise SystemExit(f"{self.path}:{number}: columns are {found}, not {self.columns}")
            elif line:
                fields = line.split("\t")
                if len(fields) != len(self.columns):
                    raise SystemExit(f"{self.path}:{number}: {len(fields)} fields, "
                                     f"not {len(self.columns)}")
                self.rows.append(dict(zip(self.columns, fields)))
                self.lines.append(number)

    def write(self):
        body = "".join("\t".join(str(row.get(c, "")) for c in self.columns) + "\n" for row in self.rows)
        self.path.write_text(self.header + "\t".join(self.columns) + "\n" + body, encoding="utf-8")


def states_by_alpha2():
    """ISO 3166-1 alpha-2 -> alpha-3."""
    table = {c["alpha_2"]: c["alpha_3"] for c in json.loads(ISO_3166_1.read_text())["3166-1"]}
    return table | {two: three for three, two in USER_ASSIGNED.items()}
