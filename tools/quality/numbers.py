#!/usr/bin/env python3
"""Score `isnad numbers` on the Arabic number specs of microsoft/Recognizers-Text (MIT).

usage: numbers.py ISNAD SPECS [--failures FILE] [--list] [--write]

SPECS is the folder of NumberModel.json and its sisters. Prints a line a file and the figures
`figure NAME VALUE asked BOUND`. Each case that fails must stand in --failures (file, case counted
from 0, reason; default: number_known_failures.tsv beside this script), and each case there must
fail; else exit status 1. --list prints what failed, --write prints the table anew (a case without
a reason gets "?"). Without the folder it says so and measures nothing.

A case is right if the values of its results, in any order, are those of isnad and there are no
others. Values are compared as numbers, to one in 10^9 (the specs print 15 digits). "IgnoreResolution"
and "NotSupported" of the specs are not heeded: every case counts.

The specs ask one model at a time, isnad prints all at once, so its lines are converted:
- A model gets the kinds that it is about: NumberModel cardinals, fractions, the numbers of
  percentages and both ends of ranges; OrdinalModel ordinals; PercentModel what has the unit percent;
  NumberRangeModel whatever has bounds. OrdinalModelSuppressExtendedTypes leaves out ordinals that
  count from the last or the present one; that is what it is for.
- NumberModel counts no duals of nouns ("two books" in one word), and leaves out digits with a letter
  glued to their end (180ml); isnad reads both, since the news has both.
- NumberRangeModel knows no "about", so a bound that says no more is left out. It writes the range
  between two numbers half open, [20,30), isnad closed; what is bounded on each side by its own words
  (more than 20 and at most 30) keeps its ends in both.
- Ordinals from the last one are written end+0, end-1, from the present one current+1.

The figure with spans wants the same start and length too (of the bound's words in ranges). The specs
count UTF-16 units, which are code points here; a result whose span the spec does not give (Start is
absent or -1, or End is before it) is compared by its text.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import known_failures

FILES = ["NumberModel", "NumberRangeModel", "OrdinalModel", "OrdinalModelSuppressExtendedTypes",
         "PercentModel"]
ASKED = 92.0


def close(a, b):
    return a == b or abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def glued(item, text):
    """Digits of the number with a letter right after them that is no exponent."""
    begin, end = item["span"]
    for i in range(begin, end):
        if not text[i].isdigit():
            continue
        after = text[i + 1:i + 2]
        if after.isalpha() and not (after in "eE" and i + 1 < end):
            return True
    return False


def as_ordinal(item):
    if "from" not in item:
        return "%d" % item["value"]
    return "%s%+d" % ({"last": "end", "current": "current"}[item["from"]], item["value"])


def interval(item):
    b = item["bounds"]
    if b is None or b["lower"] is None and b["upper"] is None:
        return None
    half_open = item["kind"] == "range" and not item.get("joined")
    upper_in = b["upper_inclusive"] and not half_open
    return (b["lower"], b["upper"], b["lower_inclusive"], upper_in)


def converted(model, items, text):
    """The (value, begin, end) that `model` would give."""
    out = []
    for item in items:
        begin, end = item["span"]
        if model == "NumberModel":
            if item["kind"] == "ordinal" or item.get("dual") or glued(item, text):
                continue
            out.append((item["value"], begin, end))
            if "upper" in item:
                out.append((item["upper"], begin, end))
        elif model == "PercentModel":
            if item["unit"] == "percent":
                out.append((item["value"], begin, end))
        elif model == "NumberRangeModel":
            value = interval(item)
            if value and item["kind"] != "ordinal":
                out.append((value, *item["bounds"]["span"]))
        elif item["kind"] == "ordinal":
            if "from" in item and model == "OrdinalModelSuppressExtendedTypes":
                continue
            out.append((as_ordinal(item), begin, end))
    return out


def expected_interval(s):
    if not s:
        return None
    low, high = s[1:-1].split(",")
    return (float(low) if low else None, float(high) if high else None, s[0] == "[", s[-1] == "]")


def expected(model, result):
    value = result["Resolution"]["value"]
    if model == "NumberRangeModel":
        return expected_interval(value)
    if model == "PercentModel":
        return float(value.rstrip("%"))
    return float(value) if model == "NumberModel" else value


def same(a, b):
    if isinstance(a, tuple) and isinstance(b, tuple):
        return all(same(x, y) for x, y in zip(a, b))
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a == b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return close(a, b)
    return a == b


def spans_equal(result, begin, end, text):
    start, last = result.get("Start"), result.get("End")
    if start is None or last is None or start < 0 or last < start:
        return result.get("Text") == text[begin:end]
    return (start, last + 1) == (begin, end)


def judge(model, case, items):
    """(values right, spans right too)"""
    text = case["Input"]
    got = converted(model, items, text)
    if len(got) != len(case["Results"]):
        return False, False
    spans, left = True, list(got)
    for result in case["Results"]:
        fits = [g for g in left if same(expected(model, result), g[0])]
        if not fits:
            return False, False
        exact = [g for g in fits if spans_equal(result, g[1], g[2], text)]
        spans = spans and bool(exact)
        left.remove((exact or fits)[0])
    return True, spans


def read(isnad, text):
    run = subprocess.run([isnad, "numbers"], input=text.encode(), capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"numbers.py: {isnad} numbers: {run.stderr.decode(errors='replace').strip()}")
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def main():
    here = pathlib.Path(__file__).resolve().parent
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("isnad")
    p.add_argument("specs")
    p.add_argument("--failures", type=pathlib.Path, default=here / "number_known_failures.tsv")
    p.add_argument("--list", action="store_true")
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    if not os.path.isdir(a.specs):
        print(f"numbers: SKIPPED, no folder {a.specs}")
        return 0
    known = known_failures.read(a.failures) if a.failures.exists() else {}
    failed, total, right, exact = [], 0, 0, 0
    for model in FILES:
        with open(os.path.join(a.specs, model + ".json"), encoding="utf-8-sig") as f:
            cases = json.load(f)
        with ThreadPoolExecutor(2) as pool:
            readings = list(pool.map(lambda c: read(a.isnad, c["Input"]), cases))
        values = spans = 0
        for number, (case, items) in enumerate(zip(cases, readings)):
            good, same_spans = judge(model, case, items)
            values += good
            spans += same_spans
            if not good:
                failed.append((model, number))
                if a.list:
                    print(f"{model} {number}: {case['Input']!r} expects "
                          f"{[r['Resolution'].get('value') for r in case['Results']]}, got "
                          f"{[g[0] for g in converted(model, items, case['Input'])]}")
        if not a.write:
            print(f"{model}: {values} of {len(cases)} right, {spans} with their spans")
        total, right, exact = total + len(cases), right + values, exact + spans
    if a.write:
        for model, number in failed:
            print(f"{model}\t{number}\t{known.get((model, number), '?')}")
        return 0
    print(f"figure numbers.resolved {100 * right / total:.1f} asked {ASKED:.0f}")
    print(f"figure numbers.resolved_with_spans {100 * exact / total:.1f}")
    surprises = known_failures.surprises(known, failed)
    for s in surprises:
        print(f"numbers.py: {s}", file=sys.stderr)
    return int(bool(surprises) or 100 * right / total < ASKED)


if __name__ == "__main__":
    sys.exit(main())
