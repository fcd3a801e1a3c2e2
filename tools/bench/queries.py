#!/usr/bin/env python3
"""How long the queries of a case take, each as a whole command: the median processor time (user and
system) of several runs, with the first page of rows as a reader would ask for it. Processor time,
because a busy machine stretches the time on the wall; a query runs in one thread and, after the first
run, reads no disk.

usage: queries.py ISNAD CASE [--limit-ms N] [--runs N]

Exit status 1 if a query takes longer than --limit-ms.
"""
import argparse
import resource
import statistics
import subprocess
import sys

PAGE = ["--limit", "50"]
QUERIES = [
    ["documents", ["events", "--limit", "1"]],
    ["events, first page", ["events"] + PAGE],
    ["events of an actor", ["events", "--actor", "RUS"] + PAGE],
    ["events of a common actor by name", ["events", "--actor", "Saudi Arabia"] + PAGE],
    ["events of a type", ["events", "--type", "CONSULT"] + PAGE],
    ["events of a day", ["events", "--from", "2015-08-01", "--to", "2015-08-01"] + PAGE],
    ["events of an actor, type and time", ["events", "--actor", "YEM", "--type", "ASSAULT", "--from", "2015-08"] + PAGE],
    ["events by a source", ["events", "--source", "USA"] + PAGE],
    ["events of an outlet", ["events", "--outlet", "aawsat"] + PAGE],
    ["events of a rare actor", ["events", "--actor", "MLI"] + PAGE],
    ["claims, first page", ["claims"] + PAGE],
    ["claims by a source", ["claims", "--source", "RUS"] + PAGE],
    ["claims about an actor", ["claims", "--actor", "IRN"] + PAGE],
    ["claims about a type", ["claims", "--type", "ASSAULT"] + PAGE],
    ["claims of an outlet", ["claims", "--outlet", "aawsat"] + PAGE],
    ["relations, first page", ["relations"] + PAGE],
    ["relations of an actor", ["relations", "--actor", "YEM"] + PAGE],
    ["relations of a kind", ["relations", "--type", "member_of"] + PAGE],
    ["relations by a source", ["relations", "--source", "USA"] + PAGE],
    ["entities, first page", ["entities"] + PAGE],
    ["entities of a kind", ["entities", "--type", "armed_group"] + PAGE],
    ["entities of an outlet", ["entities", "--outlet", "aawsat"] + PAGE],
    ["one entity", ["entities", "--actor", "IRN"] + PAGE],
    ["timeline, first page", ["timeline"] + PAGE],
    ["timeline of an actor", ["timeline", "--actor", "RUS"] + PAGE],
    ["stories, first page", ["stories"] + PAGE],
    ["copies, first page", ["copies"] + PAGE],
    ["copies of an outlet", ["copies", "--outlet", "aawsat"] + PAGE],
    ["happenings, first page", ["happenings"] + PAGE],
    ["happenings of an actor", ["happenings", "--actor", "RUS"] + PAGE],
    ["happenings of a type", ["happenings", "--type", "ASSAULT"] + PAGE],
    ["happenings by a source", ["happenings", "--source", "USA"] + PAGE],
    ["facts, first page", ["facts"] + PAGE],
    ["facts of an actor", ["facts", "--actor", "YEM"] + PAGE],
    ["conflicts", ["conflicts"] + PAGE],
    ["conflicts about an actor", ["conflicts", "--actor", "YEM"] + PAGE],
    ["state of a country", ["state", "--at", "2015-08-01", "--actor", "YEM"]],
    ["state, as known earlier", ["state", "--at", "2015-08-01", "--known-by", "2015-07-25", "--actor", "IRN"]],
    ["why", ["why", "YEM", "at_odds_with", "SAU"]],
]


def measure(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds * 1000, run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("isnad")
    parser.add_argument("case")
    parser.add_argument("--limit-ms", type=float)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    slow = []
    for name, words in QUERIES:
        command = [options.isnad, words[0], "-d", options.case] + words[1:]
        runs = [measure(command) for _ in range(options.runs)]
        failed = next((r for _, r in runs if r.returncode != 0), None)
        if failed:
            sys.exit(f"{' '.join(command)}: {failed.stderr.decode()}")
        ms = statistics.median(t for t, _ in runs)
        lines = runs[0][1].stdout.count(b"\n")
        print(f"{ms:8.1f} ms  {lines:6d} lines  {name}", flush=True)
        if options.limit_ms and ms > options.limit_ms:
            slow.append(name)
    if slow:
        sys.exit(f"slower than {options.limit_ms} ms: " + ", ".join(slow))


if __name__ == "__main__":
    main()
