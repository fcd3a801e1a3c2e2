#!/usr/bin/env python3
"""How long searches of a case take: a table of times in process and of the whole command.

usage: search.py BUILD_FOLDER CASE [--runs N] [--limit MS]

The queries are the kinds that a case is asked: rare and common words, phrases, prefixes, fields alone and
together, each with and without facets. A case of 31,000 articles is made with

    zcat ../shared/data/news/saudinewsnet.jsonl.gz > news.jsonl
    isnad read news.jsonl -d news.case -q

With --limit the exit status is 1 if a median in process is above it.
"""
import argparse
import os
import subprocess
import sys
import time

ALL = "outlet,type,mode,actor,recipient,source,place,month,factuality,lang,rel"
QUERIES = [
    ("a rare word", "تخصيب", ""),
    ("a word", "قوات", ""),
    ("a word, all facets", "قوات", ALL),
    ("a common word", "قال", ""),
    ("the commonest word", "في", ""),
    ("the commonest word, all facets", "في", ALL),
    ("three common words", "في من على", ""),
    ("a written form", '"القوات"', ""),
    ("a phrase", '"مجلس الوزراء"', ""),
    ("a phrase of common words", '"من في"', ""),
    ("a prefix", "قو*", ""),
    ("a prefix of two common letters", "ال*", ""),
    ("words left out", "السعودية -(كرة OR مباراة)", ""),
    ("one of six words", "حرب OR سلام OR نفط OR اقتصاد OR وزير OR رئيس", ""),
    ("an actor", "actor:SAU", ""),
    ("an actor, all facets", "actor:SAU", ALL),
    ("a type", "type:ASSAULT", ""),
    ("all articles, all facets", "published:0000/9999", ALL),
    ("all events, all facets", "-type:AID", ALL),
    ("actor, type, days and a word", "actor:IRN type:AGREE from:2015-07 نووي", ""),
    ("the same of articles, facets", "recipient:IRN (type:AGREE OR type:CONSULT) نووي", "actor,month"),
    ("who says so", "source:USA", ""),
    ("a relation", "rel:member_of", ""),
    ("an entity and an outlet", "entity:TUR outlet:aawsat copies:no", "month"),
    ("contradictions", "conflict:yes", "type,actor"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build")
    parser.add_argument("case")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--limit", type=float, help="milliseconds in process")
    options = parser.parse_args()
    speed = os.path.join(options.build, "search_speed")
    isnad = os.path.join(options.build, "isnad")
    image = os.path.join(options.build, "isnad.img")
    lines = "".join(q + ("\t" + f if f else "") + "\n" for _, q, f in QUERIES)
    done = subprocess.run([speed, image, options.case, str(options.runs)], input=lines,
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr.strip() or "search_speed failed")
    slow = 0
    print(f"{'query':34} {'hits':>7} {'median ms':>10} {'longest':>8} {'processor':>10} {'command':>8}")
    for (name, query, facets), line in zip(QUERIES, done.stdout.splitlines(), strict=True):
        median, longest, busy, hits = line.split("\t")
        command = [isnad, "search", "-d", options.case] + (["--facet", facets] if facets else [])
        times = []
        for _ in range(options.runs):
            start = time.perf_counter()
            subprocess.run(command + ["--", query], capture_output=True, check=True)
            times.append((time.perf_counter() - start) * 1000)
        slow += options.limit is not None and float(median) > options.limit
        print(f"{name:34} {hits:>7} {median:>10} {longest:>8} {busy:>10} {sorted(times)[len(times) // 2]:8.1f}")
    if slow:
        sys.exit(f"{slow} above {options.limit} ms")


if __name__ == "__main__":
    main()
