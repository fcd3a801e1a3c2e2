#!/usr/bin/env python3
"""How fast `isnad serve` answers, over any case: each view's API alone, and many clients at once (wrk).

usage: load.py ISNAD_PROGRAM CASE [--seconds 30] [--clients 50] [--limit-ms 100] [--only NAME]

Prints a line a view: the median and the slowest of 9 requests, after two that warm it; then what wrk counts with so
many connections, for the busiest views one after the other. Exit status 1 if a view's median is over the limit, an
answer was no 200, or 99 of 100 took over 250 ms. Needs wrk (Debian). `./dev load CASE` runs it. Measure on a quiet machine: the load
average is printed first.
"""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from served import Served  # noqa: E402

API = "/api/v1"
VIEWS = {
    "root": "/",
    "digest": "/digest",
    "documents": "/documents",
    "document": "/documents/DOCUMENT",
    "events": "/events",
    "events of an actor": "/events?actor=ACTOR",
    "events, filtered": "/events?actor=ACTOR&type=CONSULT&from=2015",
    "claims": "/claims",
    "relations": "/relations?type=member_of",
    "entities": "/entities",
    "entity": "/entities/ACTOR",
    "timeline": "/timeline?actor=ACTOR",
    "happenings": "/happenings",
    "happenings, latest": "/happenings?sort=date",
    "happenings of an actor": "/happenings?actor=ACTOR&sort=date",
    "happening": "/happenings/HAPPENING",
    "facts": "/facts",
    "conflicts": "/conflicts",
    "stories": "/stories",
    "copies": "/copies",
    "state": "/state?limit=500",
    "state of an actor": "/state?actor=ACTOR",
    "changes": "/changes?since=2015-07&until=2015-08",
    "world": "/world",
    "search, a word": "/search?q=%D9%82%D9%88%D8%A7%D8%AA",
    "search, facets": "/search?q=actor:ACTOR&facet=outlet,type",
    "search, dates": "/search?q=type:ASSAULT&sort=date",
    "attention": "/attention",
    "matrix": "/matrix?actor=ACTOR",
    "voices": "/actors/ACTOR/voices",
    "beside": "/documents/DOCUMENT/beside",
    "suggest": "/suggest?q=%D9%85%D8%A7",
}
BUSY = ("happenings", "events, filtered", "search, facets", "state of an actor", "document")


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("case")
    options.add_argument("--seconds", type=int, default=30)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--limit-ms", type=float, default=100)
    options.add_argument("--only")
    given = options.parse_args()
    slow, begin = [], time.monotonic()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with Served(given.program.resolve(), given.case) as server:
        digest = server.json(API + "/digest")
        print(f"{digest['documents']} documents, {digest['events']} events; first answer after {time.monotonic() - begin:.1f} s")
        parts = {"ACTOR": digest["actors"][0]["name"], "DOCUMENT": server.json(API + "/documents?limit=1")["items"][0]["doc"]["id"],
                 "HAPPENING": server.json(API + "/happenings?limit=1")["items"][0]["id"]}
        targets = {}
        for name, path in VIEWS.items():
            for part, value in parts.items():
                path = path.replace(part, value)
            if given.only in (None, name):
                targets[name] = API + path
        for name, target in list(targets.items()):
            took, answer = [], None
            for i in range(11):
                start = time.perf_counter()
                answer = server.ask(target, headers={"Accept-Encoding": "gzip"})
                if i == 0:
                    first = (time.perf_counter() - start) * 1000
                took.append((time.perf_counter() - start) * 1000)
            if answer.status == 404 and "no such path" in answer.text:
                print(f"{name:24} is not served")
                del targets[name]
                continue
            median = statistics.median(took[2:])
            over = "" if median <= given.limit_ms and answer.status == 200 else "   OVER"
            print(f"{name:24} {median:8.1f} ms  slowest {max(took[2:]):8.1f}  first {first:8.1f}  {len(answer.body):8} bytes{over}", flush=True)
            if over:
                slow.append(name)
        for name in BUSY:
            if name not in targets:
                continue
            ran = subprocess.run(["wrk", "-t2", f"-c{given.clients}", f"-d{given.seconds}s", "--latency", "--timeout", "10s",
                                  "-H", "Accept-Encoding: gzip", server.url + targets[name]], capture_output=True, text=True, check=True).stdout
            p99 = milliseconds(re.search(r"99%\s+(\S+)", ran)[1])
            rate = float(re.search(r"Requests/sec:\s+([\d.]+)", ran)[1])
            errors = re.findall(r"Socket errors.*|Non-2xx.*", ran)
            over = "   OVER" if p99 > 250 or errors else ""
            print(f"{name:24} {given.clients} clients for {given.seconds} s: {rate:8.0f} a second, 99 of 100 within {p99:.0f} ms {errors or ''}{over}",
                  flush=True)
            if over:
                slow.append(name)
    print("over the limit: " + (", ".join(slow) or "none"))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
