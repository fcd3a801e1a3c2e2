#!/usr/bin/env python3
"""How fast `isnad serve` answers, over any case: each view's API alone, and many clients at once (wrk).

usage: load.py ISNAD_PROGRAM CASE [--seconds 30] [--clients 50] [--limit-ms 100] [--only NAME]

Prints a line a view: the median and the slowest of 9 requests that differ in an Accept header, so that none is answered from memory,
after two that warm the case; then one more, as it was asked before. Then what wrk counts with so many connections: all views of the
commonest actors, documents and happenings mixed (most asked for the first time), then the busiest views one after the other.
Exit status 1 if a view's median is over the limit, an answer was no 200, or 99 of 100 took over 250 ms. Needs wrk (Debian).
`./dev load CASE` runs it. Measure on a quiet machine: the load average is printed first.
"""
import argparse
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

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
    "happenings": "/happenings?brief=true",
    "happenings, latest": "/happenings?brief=true&sort=date",
    "happenings of an actor": "/happenings?brief=true&actor=ACTOR&sort=date",
    "happening": "/happenings/HAPPENING",
    "facts": "/facts?brief=true",
    "a fact": "/facts/FACT",
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
# Of which every wrk thread asks in an order of its own.
MIX = """
local targets = {}
for line in io.lines("TARGETS") do targets[#targets + 1] = line end
local threads = 0
function setup(thread) thread:set("id", threads) threads = threads + 1 end
function init(args) math.randomseed(id + 1) end
function request() return wrk.format("GET", targets[math.random(#targets)]) end
"""
PER_ACTOR = ("events of an actor", "events, filtered", "timeline", "happenings of an actor", "state of an actor", "search, facets",
             "matrix", "voices", "entity")
BUSY = ("happenings", "events, filtered", "search, facets", "state of an actor", "document")


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def mixed(server):
    """Addresses of many actors, documents and happenings."""
    def named(path, key):
        return [key(item) for item in server.json(API + path)["items"]]

    # Asked so that the answer is not one that the clients get: of some nothing lasting is told.
    def is_there(target):
        return server.ask(target, headers={"Accept": "application/json, x/probe"}).status == 200

    actors = [urllib.parse.quote(actor) for actor in named("/entities?limit=60", lambda e: e["id"])]
    out = [API + VIEWS[view].replace("ACTOR", actor) for view in PER_ACTOR for actor in actors]
    for path in ("/documents?limit=200", "/documents?limit=200&offset=9000"):
        out += [f"{API}/documents/{name}" for name in named(path, lambda d: d["doc"]["id"])]
    for view in ("happenings", "facts"):
        out += [f"{API}/{view}/{name}" for name in named(f"/{view}?limit=100&offset=20&brief=true", lambda h: h["id"])]
    return [target for target in out if is_there(target)]


def under_load(what, url, given, options=()):
    """A line of what wrk counts; True if it is over what is asked."""
    ran = subprocess.run(["wrk", "-t2", f"-c{given.clients}", f"-d{given.seconds}s", "--latency", "--timeout", "10s",
                          "-H", "Accept-Encoding: gzip", *options, url], capture_output=True, text=True, check=True).stdout
    p99 = milliseconds(re.search(r"99%\s+(\S+)", ran)[1])
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", ran)[1])
    errors = re.findall(r"Socket errors.*|Non-2xx.*", ran)
    over = p99 > 250 or bool(errors)
    print(f"{what:24} {given.clients} clients for {given.seconds} s: {rate:8.0f} a second, 99 of 100 within {p99:.0f} ms {errors or ''}"
          f"{'   OVER' if over else ''}", flush=True)
    return over


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
                 "HAPPENING": server.json(API + "/happenings?limit=1")["items"][0]["id"],
                 "FACT": server.json(API + "/facts?limit=1&brief=true")["items"][0]["id"]}
        targets = {}
        for name, path in VIEWS.items():
            for part, value in parts.items():
                path = path.replace(part, value)
            if given.only in (None, name):
                targets[name] = API + path
        for name, target in list(targets.items()):
            took, answer = [], None
            for i in range(12):
                start = time.perf_counter()
                # The last two are the same request.
                answer = server.ask(target, headers={"Accept-Encoding": "gzip", "Accept": f"application/json, x/{min(i, 10)}"})
                took.append((time.perf_counter() - start) * 1000)
            first, known, took = took[0], took[11], took[2:11]
            if answer.status == 404 and "no such path" in answer.text:
                print(f"{name:24} is not served")
                del targets[name]
                continue
            median = statistics.median(took)
            over = "" if median <= given.limit_ms and answer.status == 200 else "   OVER"
            print(f"{name:24} {median:8.1f} ms  slowest {max(took):8.1f}  first {first:8.1f}  known {known:6.1f}  {len(answer.body):8} bytes{over}", flush=True)
            if over:
                slow.append(name)
        if given.only in (None, "mixed"):
            every = mixed(server)
            with tempfile.TemporaryDirectory() as folder:
                list_of = pathlib.Path(folder, "targets")
                list_of.write_text("\n".join(every))
                script = pathlib.Path(folder, "mix.lua")
                script.write_text(MIX.replace("TARGETS", str(list_of)))
                for turn in ("first", "again"):
                    if under_load(f"{len(every)} mixed, {turn}", server.url, given, ("-s", str(script))):
                        slow.append(f"mixed, {turn}")
        for name in BUSY:
            if name in targets and under_load(name, server.url + targets[name], given):
                slow.append(name)
    print("over the limit: " + (", ".join(slow) or "none"))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
