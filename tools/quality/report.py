#!/usr/bin/env python3
"""The figures of one run of `./dev quality`, as a table; optionally into docs/quality.md.

usage: report.py FIGURES.txt [--write PAGE.md] [--floors FLOORS.tsv]

FIGURES.txt holds lines `figure NAME VALUE asked BOUND`, `... asked_below BOUND` or without a bound
(other lines are passed over). A VALUE is good if it is at least BOUND, or below it. --write puts the
table between the marks `<!-- figures -->` and `<!-- /figures -->` of the page, with the date and the
commit. --floors fails if a figure is under its floor there (rows of the set "figures"); speeds have
none: they belong to the machine and what else it is doing. A BOUND that is no number ("all") asks for
what a reader must judge.
"""
import argparse
import datetime
import pathlib
import re
import subprocess
import sys

LINE = re.compile(r"^figure (\S+) (\S+)(?: (asked|asked_below) (\S+))?$")
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def commit():
    def git(*args):
        return subprocess.run(["git", *args], capture_output=True, encoding="utf-8", check=False).stdout.strip()
    return (git("rev-parse", "--short", "HEAD") or "no commit") + (" and changes" if git("status", "--porcelain", "-uno") else "")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("figures", type=pathlib.Path)
    ap.add_argument("--write", type=pathlib.Path)
    ap.add_argument("--floors", type=pathlib.Path)
    args = ap.parse_args()
    rows, values = [], {}
    for line in args.figures.read_text(encoding="utf-8").splitlines():
        m = LINE.match(line)
        if not m:
            continue
        name, value, asked, bound = m.groups()
        most = asked == "asked_below"
        values[name] = float(value)
        try:
            good = bound is None or (float(value) < float(bound) if most else float(value) >= float(bound))
        except ValueError:
            good = True
        rows.append((name, value, ("under " if most else "") + (bound or "-"), good))
    width = max([len(r[0]) for r in rows], default=4)
    for name, value, bound, good in rows:
        print(f"{name:{width}}  {value:>12}  asked {bound:>16}  {'ok' if good else 'MISSED'}")
    if args.write:
        page = args.write.read_text(encoding="utf-8")
        if BEGIN not in page or END not in page:
            sys.exit(f"report.py: {args.write} has no marks {BEGIN} ... {END}")
        table = [f"Measured {datetime.date.today()} at commit {commit()}.", "",
                 "| figure | measured | asked | |", "| --- | ---: | ---: | --- |"]
        table += [f"| {n} | {v} | {b} | {'' if g else 'missed'} |" for n, v, b, g in rows]
        page = page[:page.index(BEGIN)] + BEGIN + "\n" + "\n".join(table) + "\n" + page[page.index(END):]
        args.write.write_text(page, encoding="utf-8")
    below = []
    if args.floors:
        for line in args.floors.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if fields[0] == "figures" and values.get(fields[2], float(fields[3])) < float(fields[3]):
                below.append(f"{fields[2]} {values[fields[2]]} < {fields[3]}")
    if below:
        sys.exit("report.py: below the floors: " + ", ".join(below))


if __name__ == "__main__":
    main()
