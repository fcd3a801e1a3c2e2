#!/usr/bin/env python3
"""Check the sample articles against their expectations.

usage: check.py [--organisations FILE.tsv] [--coverage] [DIR]

Every trigger, evidence, cue, source and span must stand in its article; every type, relation,
code, date and value must be legal; every article needs an .expected file and a line in
metadata.jsonlines, and the other way round. Each fault is one line "file:line: what"; exit status 1 if
there is any. --organisations names a table whose first column is a code: organisations outside it
are listed, which is no fault. --coverage prints how often each type and relation is expected.

Python 3 standard library only.
"""
import argparse
import collections
import json
import pathlib
import re
import sys

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
         "PROTEST SANCTION MOBILIZE COERCE ASSAULT").split()
RELATIONS = ("member_of party_to forces_in hosts_base subordinate_to successor_of holds_office "
             "leads allied_with controls at_odds_with").split()
FACTUALITY = ("actual", "planned", "denied", "possible")
ISO3 = set("""
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE""".split())

EDTF_POINT = r"\d{4}(-\d{2}(-\d{2})?)?~?"
EDTF = re.compile(rf"^{EDTF_POINT}(/({EDTF_POINT})?)?$")
TIMEX = re.compile(r"^((\d{4}|XXXX)(-(\d{2}|W\d{2}|H[12]|Q[1-4]|WXX|XX)(-(\d{2}|\d))?)?(T\d{2}(:\d{2})?)?"
                   r"|\d{4}(-\d{2}(-\d{2})?)?/\d{4}(-\d{2}(-\d{2})?)?"
                   r"|PT?(\d+(\.\d+)?|X)[YMWDH]|PAST_REF|PRESENT_REF|FUTURE_REF)$")
GENERIC = re.compile(r"^GEN:[a-z_]+(:([A-Z]{3}))?$")
SLUG = re.compile(r"^[A-Z][A-Z0-9_]+$")
ENGLISH = re.compile(r"^[A-Z][A-Za-z'-]*( [A-Za-z][A-Za-z'-]*)*$")
OFFICE = re.compile(r"^[a-z][a-z -]*@([A-Z]{3})$")
UNIT = re.compile(r"^([a-z]+[a-z0-9 ]*|[A-Z]{3}|MW)$")
MARK = re.compile(r"^xfail(-attr)? ")
ATTRIBUTED = ("event", "relation", "claim")
NUMBER = re.compile(r"^\d+(\.\d+)?(/\d+(\.\d+)?)?$")
FIELDS = {"event": 7, "relation": 6, "claim": 6, "time": 2, "quantity": 4}
WORDS = (120, 350)


class Checker:
    def __init__(self, organisations):
        self.organisations = organisations
        self.faults = 0
        self.counts = collections.Counter()
        self.outlets = collections.Counter()
        self.unlisted = set()
        self.where = ""
        self.text = ""

    def fault(self, what):
        self.faults += 1
        print(f"{self.where}: {what}")

    def substring(self, value):
        if not value or value not in self.text:
            self.fault(f"not in the text: {value!r}")

    def one_of(self, value, legal):
        if value not in legal:
            self.fault(f"{value!r} is not one of {', '.join(legal)}")

    def code(self, value):
        """A state, an organisation, a generic group, an English name, or ar:NAME."""
        generic = GENERIC.match(value)
        if generic:
            if generic.group(2) and generic.group(2) not in ISO3:
                self.fault(f"no such state: {value!r}")
        elif value.startswith("ar:"):
            self.substring(value[3:])
        elif value in ISO3:
            pass
        elif SLUG.match(value):
            if self.organisations and value not in self.organisations:
                self.unlisted.add(value)
        elif not ENGLISH.match(value):
            self.fault(f"not a code: {value!r}")

    def codes(self, value):
        if value != "-":
            for code in value.split(","):
                self.code(code.strip())

    def edtf(self, value):
        if value != "-" and not EDTF.match(value):
            self.fault(f"not an EDTF date: {value!r}")

    def event(self, kind, actor, recipient, date, factuality, trigger, source):
        self.one_of(kind, TYPES)
        self.codes(actor)
        self.codes(recipient)
        self.codes(source)
        self.edtf(date)
        self.one_of(factuality, FACTUALITY)
        self.substring(trigger)
        if actor == "-" and recipient == "-":
            self.fault("an event needs an actor or a recipient")
        self.counts[kind] += 1

    def relation(self, subject, rel, obj, start, end, evidence):
        self.one_of(rel, RELATIONS)
        self.code(subject)
        if rel == "holds_office":
            office = OFFICE.match(obj)
            if not office or office.group(1) not in ISO3:
                self.fault(f"not an office: {obj!r}")
        else:
            self.code(obj)
        self.edtf(start)
        self.edtf(end)
        self.substring(evidence)
        self.counts[rel] += 1

    def claim(self, source, source_text, cue, span, direct, via):
        self.code(source)
        self.substring(source_text)
        self.substring(cue)
        self.substring(span)
        self.one_of(direct, ("direct", "indirect"))
        self.codes(via)

    def time(self, text, value):
        self.substring(text)
        if not TIMEX.match(value):
            self.fault(f"not a TIMEX3 value: {value!r}")

    def quantity(self, text, value, bound, unit):
        self.substring(text)
        if not NUMBER.match(value):
            self.fault(f"not a number: {value!r}")
        self.one_of(bound, ("=", ">", "<", "~"))
        if not UNIT.match(unit):
            self.fault(f"not a unit: {unit!r}")

    def expected(self, path, text, index_date):
        self.text = text
        totals = collections.Counter()
        seen = set()
        published = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            self.where = f"{path.name}:{number}"
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            mark = MARK.match(line)
            line = MARK.sub("", line)
            if line in seen:
                self.fault("said twice")
            seen.add(line)
            if line.startswith("published "):
                published = line.split(None, 1)[1]
                if published != "-" and not EDTF.match(published):
                    self.fault(f"not a date: {published!r}")
                continue
            fields = [field.strip() for field in line.split("|")]
            keyword = fields[0]
            if mark and mark.group(1) and keyword not in ATTRIBUTED:
                self.fault(f"{keyword} has no attributes: mark it xfail")
            if keyword not in FIELDS:
                self.fault(f"unknown item {keyword!r}")
            elif len(fields) - 1 != FIELDS[keyword]:
                self.fault(f"{keyword} has {len(fields) - 1} fields, not {FIELDS[keyword]}")
            else:
                getattr(self, keyword)(*fields[1:])
                totals[keyword] += 1
        self.where = path.name
        if published is None:
            self.fault("no published line")
        elif index_date and index_date != published:
            self.fault(f"published {published}, but {index_date} in the index")
        if not 4 <= totals["event"] <= 12:
            self.fault(f"{totals['event']} events, not 4 to 12")
        if not 2 <= totals["claim"] <= 8:
            self.fault(f"{totals['claim']} claims, not 2 to 8")
        self.counts.update({f"{keyword}s": n for keyword, n in totals.items()})

    def directory(self, folder):
        index = {}
        self.where = "metadata.jsonlines"
        for line in (folder / "metadata.jsonlines").read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if sorted(entry) != ["outlet", "published", "uri"]:
                self.fault(f"wrong keys: {sorted(entry)}")
            index[entry["uri"]] = entry
            self.outlets[entry["outlet"]] += 1
        texts = {path.name: path for path in sorted(folder.glob("[0-9]*.txt"))}
        for uri in sorted(index.keys() ^ texts.keys()):
            self.fault(f"only in the index or only in the folder: {uri}")
        for name, path in texts.items():
            self.where = name
            text = path.read_text(encoding="utf-8")
            words = len(text.split())
            self.counts["words"] += words
            if not WORDS[0] <= words <= WORDS[1]:
                self.fault(f"{words} words, not {WORDS[0]} to {WORDS[1]}")
            if not text.split("\n", 1)[0].strip():
                self.fault("no headline on the first line")
            beside = path.with_suffix(".expected")
            if beside.exists():
                self.expected(beside, text, index.get(name, {}).get("published"))
            else:
                self.fault("no .expected beside it")
        self.counts["articles"] = len(texts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=pathlib.Path(__file__).parent,
                        type=pathlib.Path)
    parser.add_argument("--organisations", type=pathlib.Path)
    parser.add_argument("--coverage", action="store_true")
    options = parser.parse_args()
    organisations = None
    if options.organisations:
        lines = options.organisations.read_text(encoding="utf-8").splitlines()
        organisations = {line.split("\t")[0] for line in lines if not line.startswith("#")}
    checker = Checker(organisations)
    checker.directory(options.folder)
    if options.coverage:
        for name in TYPES + RELATIONS:
            print(f"{checker.counts[name]:4} {name}")
        for name, count in sorted(checker.outlets.items()):
            print(f"{count:4} {name}")
    checker.where = "set"
    for name in TYPES + RELATIONS:
        if not checker.counts[name]:
            checker.fault(f"nothing expects {name}")
    if checker.unlisted:
        print(f"not in the table of organisations: {', '.join(sorted(checker.unlisted))}")
    totals = ("articles", "words", "events", "relations", "claims", "times", "quantitys")
    print(", ".join(f"{checker.counts[name]} {name.replace('ys', 'ies')}" for name in totals))
    return 1 if checker.faults else 0


if __name__ == "__main__":
    sys.exit(main())
