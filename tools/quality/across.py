#!/usr/bin/env python3
"""What it costs to read a large case, to add to it and to ask it.

usage: across.py ISNAD NEWS.jsonl.gz [ADDED]

Reads all articles but ADDED (100 without it, spread evenly) into a case, then those, each with all that crosses articles
(copies, stories, happenings, contradictions, the state of the world). Asks for the state of the most active party and of
all, for the reasons of the fact with most articles, and for the contradictions. Prints `figure` lines for
tools/quality/report.py: seconds by the clock for reading, milliseconds for answers (the best of seven, start-up included), and
how many happenings of several articles, contradictions and fluents there are.
"""
import collections
import csv
import gzip
import io
import pathlib
import subprocess
import sys
import tempfile
import time

ROUNDS = 7


def run(*command):
    """(standard output, seconds); articles without text make `read` end with 1."""
    start = time.perf_counter()
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: {done.stderr[-500:]}")
    return done.stdout, seconds


def main():
    isnad, news = sys.argv[1:3]
    added = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    lines = gzip.open(news, "rb").read().splitlines(keepends=True)
    late = set(range(0, len(lines), max(1, len(lines) // added)))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        case = folder / "news.case"
        for part, keep in (("most", lambda i: i not in late), ("rest", lambda i: i in late)):
            (folder / f"{part}.jsonl").write_bytes(b"".join(l for i, l in enumerate(lines) if keep(i)))
        seconds = {part: run(isnad, "read", folder / f"{part}.jsonl", "-d", case, "-q")[1]
                   for part in ("most", "rest")}
        print(f"figure across.read_seconds {seconds['most']:.0f} asked_below 600")
        print(f"figure across.add_seconds {seconds['rest']:.1f} asked_below 5")

        rows = list(csv.DictReader(io.StringIO(run(isnad, "state", "-d", case, "--csv")[0])))
        parties = collections.Counter(r[side] for r in rows for side in ("subject", "object"))
        party = parties.most_common(1)[0][0]
        told = max(rows, key=lambda r: int(r["articles"]))
        fact = [told[k] for k in ("subject", "relation", "object")]
        for what, command in (("state", ["state", "--actor", party]), ("state_of_all", ["state"]),
                              ("why", ["why", *fact]), ("conflicts", ["conflicts"])):
            best = min(run(isnad, *command, "-d", case)[1] for _ in range(ROUNDS))
            asked = "" if what == "state_of_all" else " asked_below 100"
            print(f"figure across.{what}_ms {1000 * best:.0f}{asked}")
        for what, command in (("happenings", ["happenings"]), ("conflicts", ["conflicts"])):
            out, _ = run(isnad, *command, "-d", case, "--json")
            print(f"figure across.{what} {len(out.splitlines())}")
        print(f"figure across.fluents {len(rows)}")


if __name__ == "__main__":
    main()
