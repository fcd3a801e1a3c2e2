#!/usr/bin/env python3
"""Check the gold files of tests/gold: what they quote stands in its text, every code and value is legal.

usage: check.py              check tests/gold; exit status 1 if anything is wrong, each fault a line
       check.py --self-test  prove that each fault is found

What the files mean: tests/gold/README.md. Python 3 standard library only. Nothing of ../shared is
needed: the texts of tests/gold/news, events and judged are not here, so their places are checked for
order, not against the words.
"""
import copy
import datetime
import functools
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests/gold"

TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
            "SANCTION MOBILIZE COERCE ASSAULT".split())
RELATIONS = set("member_of party_to forces_in hosts_base subordinate_to successor_of holds_office leads "
                "allied_with controls at_odds_with".split())
FACTUALITY = {"actual", "planned", "denied", "possible"}
WHY = {"right", "type", "sense", "noun", "background", "private", "party", "other"}
KEYS = {
    "events": set("type actor recipient place date factuality source trigger alt core gist".split()),
    "relations": set("subject rel object from to count factuality source evidence core".split()),
    "claims": set("source source_text cue direct span via core".split()),
    "times": {"text", "value", "core"},
}
QUOTED = {"relations": ("evidence",), "claims": ("source_text", "cue", "span"), "times": ("text",)}
# Short codes of bodies that data/kb does not have; any other of up to three letters is a slip of the pen.
COINED = {"BDS", "CSP", "DBP", "EBU", "EDF", "ERC", "ESM", "FPM", "GPC", "HOR", "KMT", "KNC", "KOD", "MUD", "NTV", "NPR", "NZZ",
          "RCD", "RTS", "TT", "UIC"}
CODE = re.compile(r"[A-Z][A-Z0-9_]+")
GENERIC = re.compile(r"GEN:[a-z_]+(?::([A-Z][A-Z0-9_]+))?")
NAME = re.compile(r"ar:\S.*|[^\W\d_a-z][\w .'-]*\w|al-\w[\w .'-]*\w")
OFFICE = re.compile(r"[^\W\d_][^@]*@(.+)")
# TIMEX3: a calendar date with or without time or part, a time of day, a duration, a reference.
VALUE = re.compile(r"(?:\d{4}|XXXX)(?:-[\dX]{2}(?:-[\dX]{2})?|-W[\dX]{2}(?:-\d|-WE)?|-(?:Q[1-4]|H[12]|SP|SU|FA|WI))?"
                   r"(?:T[\dX:A-Z]+)?(?:/.+)?|\d{3}X?|T(?:MO|MI|AF|EV|NI)|T\d\d(?::\d\d)?(?:/T\d\d(?::\d\d)?)?"
                   r"|P(?:T?[\dX.]+[YMWDHS])+(?:/P(?:T?[\dX.]+[YMWDHS])+)?|(?:PAST|PRESENT|FUTURE)_REF")


@functools.cache
def known_codes():
    out = set()
    for path in (ROOT / "data/kb").glob("*.tsv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                out.add(line.split("\t", 1)[0])
    return out


def is_code(value):
    return bool(CODE.fullmatch(value)) and (len(value) > 3 or value in COINED or value in known_codes())


def is_party(value):
    generic = GENERIC.fullmatch(value)
    if generic:
        return generic[1] is None or is_code(generic[1])
    return is_code(value) if CODE.fullmatch(value) else bool(NAME.fullmatch(value))


def is_object(value):
    office = OFFICE.fullmatch(value)
    return is_party(office[1]) if office else bool(value.strip())


def is_date(value):
    """EDTF as the guidelines use it: a year, month or day that the calendar has, or a range, open or not."""
    ends = value.split("/")
    if len(ends) > 2 or not any(ends):
        return False
    for end in filter(None, ends):
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", end)
        try:
            datetime.date(*(int(part or 1) for part in match.groups()))
        except (AttributeError, ValueError):
            return False
    return not all(ends) or ends[0] <= ends[-1]


def item_faults(kind, item, quoted):
    """What is wrong with one item; `quoted` says what is wrong with a quotation, or None."""
    if set(item) != KEYS[kind]:
        yield f"fields {sorted(set(item) ^ KEYS[kind])} are too many or too few"
        return
    if not isinstance(item["core"], bool):
        yield "core is not true or false"
    for field in ("actor", "recipient", "source", "alt", "trigger"):
        if field in item and kind != "claims" and not isinstance(item[field], list):
            yield f"{field} is not a list"
            return
    parties = [*item.get("actor", []), *item.get("recipient", [])]
    if kind in ("events", "relations"):
        parties += item["source"]
        if item["factuality"] not in FACTUALITY:
            yield f"no such factuality: {item['factuality']!r}"
    if kind == "events":
        for t in [item["type"], *item["alt"]]:
            if t not in TYPES:
                yield f"no such type: {t!r}"
        if item["place"] is not None:
            parties.append(item["place"])
        if not item["trigger"]:
            yield "no trigger"
        if not item["gist"]:
            yield "no gist"
    if kind == "relations":
        parties.append(item["subject"])
        if item["rel"] not in RELATIONS:
            yield f"no such relation: {item['rel']!r}"
        if not is_object(item["object"]):
            yield f"no such object: {item['object']!r}"
        if item["count"] is not None and not isinstance(item["count"], int):
            yield f"count is not a number: {item['count']!r}"
    if kind == "claims":
        parties += [p for p in (item["source"], item["via"]) if p is not None]
        if not isinstance(item["direct"], bool):
            yield "direct is not true or false"
    if kind == "times" and not VALUE.fullmatch(item["value"]):
        yield f"no value of a time: {item['value']!r}"
    for party in parties:
        if not is_party(party):
            yield f"no such party or place: {party!r}"
    for field in ("date", "from", "to"):
        if item.get(field) is not None and not is_date(item[field]):
            yield f"{field} is no EDTF date: {item[field]!r}"
    for part in [*item.get("trigger", []), *(item[f] for f in QUOTED.get(kind, ()))]:
        if part is not None and quoted(part):
            yield quoted(part)


def not_in(text):
    return lambda part: None if isinstance(part, str) and part and part in text else f"not in the text: {part!r}"


def not_a_place(part):
    good = isinstance(part, list) and len(part) == 2 and all(isinstance(p, int) for p in part) and 0 <= part[0] < part[1]
    return None if good else f"no place in a text: {part!r}"


def gold_faults(gold, quoted):
    for kind in KEYS:
        for i, item in enumerate(gold[kind]):
            for fault in item_faults(kind, item, quoted):
                yield f"{gold['doc']} {kind}[{i}]: {fault}"
    if gold["published"] is not None and not is_date(gold["published"]):
        yield f"{gold['doc']}: published is no EDTF date: {gold['published']!r}"


def judged_faults(line):
    if not_a_place(line["span"]):
        yield not_a_place(line["span"])
    if line["why"] not in WHY:
        yield f"no such reason: {line['why']!r}"
    for t in [line["asked"], *line["alt"], *([line["type"]] if line["event"] else [])]:
        if t not in TYPES:
            yield f"no such type: {t!r}"
    if line["factuality"] not in FACTUALITY | ({""} if not line["event"] else set()):
        yield f"no such factuality: {line['factuality']!r}"
    for party in line["actor"] + line["recipient"]:
        if not is_party(party):
            yield f"no such party: {party!r}"


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def folder_faults():
    """(number of files and lines checked, faults) of tests/gold."""
    faults, docs = [], set()
    metas = {m["uri"].removesuffix(".txt") for m in map(json.loads, open(GOLD / "own/meta.jsonlines", encoding="utf-8"))}
    texts = {p.stem for p in (GOLD / "own/texts").glob("*.txt")}
    golds = {p.stem for p in (GOLD / "own/gold").glob("*.json")}
    for doc in sorted(metas ^ texts | texts ^ golds):
        faults.append(f"own: {doc} lacks its text, its gold or its line of meta.jsonlines")
    for doc in sorted(golds & texts):
        gold = load(GOLD / f"own/gold/{doc}.json")
        text = (GOLD / f"own/texts/{doc}.txt").read_text(encoding="utf-8")
        faults += gold_faults(gold, not_in(text))
        docs.add(doc)
        if gold["doc"] != doc:
            faults.append(f"own: {doc}.json calls itself {gold['doc']}")
    for path in sorted((GOLD / "news").glob("*.json")):
        faults += gold_faults(load(path), not_a_place)
        docs.add(path.stem)
    for path in sorted((GOLD / "events").glob("*.jsonlines")):
        for line in open(path, encoding="utf-8"):
            gold = {**json.loads(line), "relations": [], "claims": [], "times": []}
            faults += gold_faults(gold, not_a_place)
            if gold["doc"] in docs:
                faults.append(f"{path.name}: {gold['doc']} is there twice")
            docs.add(gold["doc"])
    for doc in (GOLD / "held.txt").read_text().split():
        if doc not in docs:
            faults.append(f"held.txt: there is no {doc}")
    lines = 0
    for path in sorted((GOLD / "judged").glob("*.jsonlines")):
        for n, line in enumerate(open(path, encoding="utf-8"), 1):
            lines += 1
            faults += (f"{path.name}:{n}: {fault}" for fault in judged_faults(json.loads(line)))
    return len(docs), lines, faults


def self_test():
    text = "Norland visited Sudland on Sunday, said Norland."
    good = {
        "doc": "x", "published": "2024-02-13",
        "events": [{"type": "CONSULT", "actor": ["DZA"], "recipient": ["GEN:civilians:NER"], "place": None,
                    "date": "2024-02-11", "factuality": "actual", "source": ["Ahmed Attaf"],
                    "trigger": ["visited"], "alt": ["AGREE"], "core": True, "gist": "A visit."}],
        "relations": [{"subject": "NER", "rel": "holds_office", "object": "president@NER", "from": "2024/",
                       "to": None, "count": None, "factuality": "actual", "source": [], "evidence": "Sudland",
                       "core": False}],
        "claims": [{"source": "DZA", "source_text": "Norland", "cue": "said", "direct": False,
                    "span": "Norland visited", "via": None, "core": True}],
        "times": [{"text": "Sunday", "value": "2024-02-11", "core": True}],
    }
    bad = [("events", "type", "VISIT"), ("events", "alt", ["VISIT"]), ("events", "actor", ["DZ"]),
           ("events", "actor", "DZA"), ("events", "recipient", ["GEN:civilians:NIR"]), ("events", "source", ["QQQ"]),
           ("events", "date", "2024-02-30"), ("events", "date", "2024-03/2024-02"), ("events", "factuality", "real"),
           ("events", "trigger", []), ("events", "trigger", ["visit to"]), ("events", "trigger", [""]),
           ("events", "core", 1), ("events", "place", "niamey"), ("events", "extra", 1),
           ("relations", "rel", "likes"), ("relations", "object", "president@NIR"), ("relations", "evidence", "North"),
           ("relations", "from", "13.02.2024"), ("relations", "count", "3"), ("claims", "cue", "says"),
           ("claims", "source_text", "norland"), ("claims", "span", "Sudland visited"), ("claims", "via", "qq"),
           ("claims", "direct", "no"), ("times", "text", "Monday"), ("times", "value", "Sunday")]
    missed = [str(f) for f in gold_faults(good, not_in(text))]
    for kind, field, value in bad:
        sick = copy.deepcopy(good)
        sick[kind][0][field] = value
        if not list(gold_faults(sick, not_in(text))):
            missed.append(f"not found: {kind} {field} {value!r}")
    for place in ([3, 3], [5, 2], [-1, 2], [1], "word"):
        if not not_a_place(place):
            missed.append(f"not found: place {place!r}")
    judged = {"span": [1, 2], "asked": "AID", "event": True, "type": "AID", "alt": [], "actor": ["TWN"],
              "recipient": [], "factuality": "actual", "why": "right"}
    missed += judged_faults(judged)
    for field, value in [("span", [2, 1]), ("asked", "HELP"), ("type", ""), ("actor", ["TWW"]), ("why", "so"),
                         ("factuality", "")]:
        if not list(judged_faults({**judged, field: value})):
            missed.append(f"not found: judged {field} {value!r}")
    return missed


def main():
    if sys.argv[1:] == ["--self-test"]:
        faults = self_test()
        print("\n".join(faults) or "check.py: every fault is found")
    elif len(sys.argv) > 1:
        sys.exit(__doc__)
    else:
        docs, lines, faults = folder_faults()
        print("\n".join([*faults, f"tests/gold: {docs} documents, {lines} judged readings, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
