#!/usr/bin/env python3
"""Scores `isnad times --note` on the Arabic cases of the Microsoft Recognizers specifications.

usage: timex.py [--isnad PROGRAM] [--known FILE] [--list] [--genre note|news] CASES_DIR

CASES_DIR holds DateParser.json, DatePeriodParser.json, DateTimeParser.json, DurationParser.json,
TimeParser.json and DateTimeModel.json (microsoft/Recognizers-Text, MIT). Prints cases and equal
cases a file, then `figure NAME VALUE asked BOUND`. --list prints each case that is not equal
without its text. Exit status 1 if a case fails that KNOWN does not declare, or a declared one does
not fail.

A case is a text with a reference date and one or more expected results. It is equal if each
expected result has an expression of ours that overlaps its place in the text, no second expression
of ours overlaps that place (the expression was not cut in two), and the meaning is the same:

date           the day that ours lasts from and to, or to which it counts (`counted`), is theirs.
               Where their timex leaves the year or day open (XXXX-10-02), both their past and their
               future resolution are right: news tells of the past, and which side of today is meant
               is the text's to say. A date that does not exist (they write 0001-01-01) must not be
               resolved by ours.
daterange      equal first day, and equal end. Their ends are exclusive for periods (a week ends on
               the next Monday) but the named point itself for stated ends (from 4 to 22: 22; from
               2014 to 2018: the first day of 2018). Ours are inclusive last days. So their end must
               be the day after ours, or the first day of the end that ours names (2014/2018). A
               season has no days with them: the value must be the same (2016-SU; SU is our XXXX-SU).
datetime       the moments are equal to the second; an hour alone is its first minute. The present
               and the future as such (PRESENT_REF, FUTURE_REF) must have the same value.
datetimerange  both ends are equal; their 23:59:59 is our 24:00.
time           the clock times are equal; the day that ours takes from the reference date is left
               aside. Where they give two readings (seven: 07:00 and 19:00) either is right.
timerange      the same for both ends.
duration       the same amounts of the same units (P1Y1M21D; PT1.5H).
set            the same value.
since          (Mod) our link is `since` and the first day is equal.

Cases whose resolution the specification itself leaves out ("not resolved" for the whole result:
month names of two calendars in DateTimeModel) cannot be compared; they are counted and left out.
The figure ending in `.supported` leaves out the cases that the specification marks NotSupported for
its own program (all of DateTimeParser and DateTimeModel); ours are counted in the first figure.
Many cases are word-by-word translations of English ones: what they say in Arabic is at times not
what they expect. Those are declared, with the reason, in timex_known_failures.tsv.
"""
import argparse
import concurrent.futures
import datetime
import json
import pathlib
import re
import subprocess
import sys

import known_failures

FILES = ["DateParser", "DatePeriodParser", "DateTimeParser", "DurationParser", "TimeParser",
         "DateTimeModel"]
ASKED = 0.85


def place(case, result):
    """First and last place of a result in the text; None, None if the offsets are not those of its
    words (in some cases with two results)."""
    start, end = result["Start"], result.get("End", result["Start"] + result.get("Length", 0) - 1)
    words = result["Text"].split()
    if not words:
        return None, None
    there = case["Input"][start:end + 1].split()
    if set(words) & set(there):
        return start, end
    at = case["Input"].find(result["Text"].strip())
    return (at, at + len(result["Text"].strip()) - 1) if at >= 0 else (None, None)


def expected(case):
    """The expected results: (start, end, kind, timex, mod, resolutions), or None if left out."""
    out = []
    for r in case.get("Results", []):
        start, end = place(case, r)
        if "Resolution" in r:
            values = r["Resolution"]["values"] if isinstance(r["Resolution"], dict) else []
            if not values:
                return None
            kind = values[0]["type"]
            readings = []
            for v in values:
                if "start" in v or "end" in v:
                    readings.append((v.get("start"), v.get("end")))
                elif v.get("value") and v["value"] != "not resolved":
                    readings.append((v["value"], v["value"]))
            out.append((start, end, kind, [v["timex"] for v in values], values[0].get("Mod"),
                        readings))
        else:
            v = r["Value"]
            readings = []
            for side in ("PastResolution", "FutureResolution"):
                found = list(v.get(side, {}).values())
                if found:
                    readings.append((found[0], found[-1]))
            out.append((start, end, r["Type"], [v["Timex"]], v.get("Mod"), readings))
    return out or None


def moment(s):
    """(date or None, seconds of the day or None) of theirs (2016-11-07 08:00:00) or ours."""
    if not s:
        return None
    m = re.fullmatch(r"(\d{4}-\d\d-\d\d)?[T ]?(?:(\d\d)(?::(\d\d))?(?::(\d\d))?)?", s)
    if not m:
        return None
    seconds = None
    if m[2]:
        seconds = int(m[2]) * 3600 + int(m[3] or 0) * 60 + int(m[4] or 0)
    if seconds == 86399:
        seconds = 86400
    return m[1], seconds


def day_after(day):
    try:
        return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def named_end(value):
    """First day of the end that a range names: 2014/2018 -> 2018-01-01."""
    if "/" not in value:
        return None
    end = value.split("/")[1]
    if re.fullmatch(r"\d{4}", end):
        return end + "-01-01"
    if re.fullmatch(r"\d{4}-\d\d", end):
        return end + "-01"
    return end if re.fullmatch(r"\d{4}-\d\d-\d\d", end) else None


def amounts(value):
    m = re.fullmatch(r"P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?", value)
    if not m or not (m[1] or m[2]):
        return None
    parts = [(unit, float(n)) for n, unit in re.findall(r"([\d.]+)([YMWD])", m[1] or "")]
    parts += [("T" + unit, float(n)) for n, unit in re.findall(r"([\d.]+)([HMS])", m[2] or "")]
    return sorted(parts)


def same(kind, timexes, mod, readings, ours):
    value, low, high = ours["value"], ours["from"], ours["to"]
    if kind == "duration":
        return amounts(value) is not None and amounts(value) == amounts(timexes[0])
    if kind == "set":
        return ours["type"] == "SET" and value == timexes[0]
    if timexes[0].endswith("_REF"):
        return value == timexes[0]
    if not readings:  # seasons
        return re.sub(r"^XXXX-", "", value) in timexes
    for start, end in readings:
        if mod == "since":
            if ours["link"] == "since" and start == low:
                return True
        elif kind == "date":
            if start == "0001-01-01":
                return False
            if low == high == start or (ours["counted"] or "")[:10] == start:
                return True
        elif kind == "daterange":
            if low == start and end in (day_after(high), named_end(value)):
                return True
        elif kind == "datetime":
            want = moment(start)
            if moment(ours["counted"]) == want or (moment(low) == want and low == high):
                return True
        elif kind == "datetimerange":
            if low and high and moment(low) == moment(start) and moment(high) == moment(end):
                return True
        elif kind in ("time", "timerange"):
            if low and high and "T" in low and "T" in high and (kind != "time" or low == high):
                clocks = [moment("T" + s.split("T")[1]) for s in (low, high)]
                if clocks == [moment(start), moment(end)]:
                    return True
        else:
            raise SystemExit(f"timex.py: unknown type {kind}")
    return False


def equal(case, found):
    wanted = expected(case)
    used = []
    for start, end, kind, timexes, mod, readings in wanted:
        if start is None:  # the first that is not used
            here = [f for f in found if f not in used][:1]
        else:
            here = [f for f in found if f["span"][0] <= end and f["span"][1] > start]
        if kind == "date" and all(r[0] == "0001-01-01" for r in readings):
            if any(f["from"] for f in here):
                return False
            continue
        if len(here) != 1 or here[0] in used or not same(kind, timexes, mod, readings, here[0]):
            return False
        used += here
    return True


def run(program, genre, case):
    command = [program, "times", "--json"] + (["--note"] if genre == "note" else [])
    anchor = case.get("Context", {}).get("ReferenceDateTime")
    if anchor:
        command += ["--anchor", re.match(r"[\d-]+T[\d:]+", anchor)[0]]
    done = subprocess.run(command + ["-"], input=case["Input"], capture_output=True, text=True,
                          check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("--isnad", default=str(here.parent.parent / "build/release/isnad"))
    parser.add_argument("--known", type=pathlib.Path, default=here / "timex_known_failures.tsv")
    parser.add_argument("--genre", choices=["note", "news"], default="note")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    known = known_failures.read(args.known) if args.known.exists() else {}
    total = right = kept = kept_right = left_out = 0
    failed = []
    for name in FILES:
        cases = json.loads((args.cases / f"{name}.json").read_text(encoding="utf-8-sig"))
        scored = [(i, c) for i, c in enumerate(cases) if expected(c)]
        left_out += len(cases) - len(scored)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda ic: run(args.isnad, args.genre, ic[1]), scored))
        good = 0
        for (i, case), f in zip(scored, found):
            ok = equal(case, f)
            good += ok
            if args.list and not ok:
                print(f"{name}\t{i}\t{known.get((name, i), '')}")
            if not ok:
                failed.append((name, i))
        print(f"{name}: {good} of {len(scored)} equal ({good / len(scored):.3f})")
        total += len(scored)
        right += good
        for (_, case), f in zip(scored, found):
            if "NotSupported" not in case:
                kept += 1
                kept_right += equal(case, f)
    print(f"left out, not resolved by the specification: {left_out}")
    suffix = "" if args.genre == "note" else ".news"
    asked = f" asked {ASKED}" if args.genre == "note" else ""
    print(f"figure timex.recognizers{suffix} {right / total:.3f}{asked}")
    print(f"figure timex.recognizers{suffix}.supported {kept_right / kept:.3f}{asked}")
    surprises = known_failures.surprises(known, failed) if args.genre == "note" else []
    for s in surprises:
        print(f"timex.py: {s}", file=sys.stderr)
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main())
