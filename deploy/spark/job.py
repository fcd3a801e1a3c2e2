#!/usr/bin/env python3
"""isnad over an archive: records by month, copies, stories and happenings, and a case in PostgreSQL.

usage: spark-submit --py-files flow.py job.py --isnad PROGRAM --out FOLDER [OPTION...] PATHS
       job.py --local ...    the same in this process, without Spark

PATHS names the shards of the archive (WARC, JSON lines, whatever isnad reads), one a line; every worker must see
them, the program and the folder under the same names. docs/spark.md says what is written and how it is run.
"""
import argparse
import pathlib
import re
import subprocess
import sys

import flow as flows

RECORD = b'{"isnad":1,"doc":{"id":"'
ERROR = b'{"isnad":1,"doc":{"uri":'
READING = b',"reading":{'  # no string of JSON holds it: a quotation mark inside one has a backslash before it
PUBLISHED = re.compile(rb',"published":"([^"]*)"')
ID = 16  # hex digits of a document's id that stand for it in keys; `isnad reduce articles` proves that they do


def month_of(line):
    if line.startswith(ERROR):
        return b"error"
    if not line.startswith(RECORD):
        raise ValueError(f"isnad extract wrote what is no record: {line[:100]!r}")
    found = PUBLISHED.search(line)
    return found.group(1)[:len("2015-07")] if found else b"undated"


def with_month(lines):
    return (month_of(line) + b"\t" + line for line in lines)


def with_id(lines):
    """Of a text that was read in several places the first published comes first, and stands for it."""
    for line in lines:
        if line.startswith(RECORD):
            found = PUBLISHED.search(line)
            published = found.group(1) if found else b"~"  # after every date
            yield line[len(RECORD):len(RECORD) + ID] + b"\t" + published + b"\t" + line


def records(lines):
    """What plain `isnad extract` prints."""
    for line in lines:
        if line.startswith(RECORD):
            yield month_of(line) + b"\t" + line[:line.index(READING)] + b"}"


def errors(lines):
    return (line for line in lines if line.startswith(ERROR))


def extract(flow, options, paths):
    command = [options.isnad, "extract", "--paths", "--fingerprints", "--tolerant", "-j", "1", *options.extract, "-"]
    flow.begin("extract")
    read = flow.pipe(flow.of(p.encode() for p in paths), command)
    flow.save_by(flow.each(read, with_month), "month", options.out / "readings")


class Steps:
    """The steps of `isnad reduce` on one flow."""

    def __init__(self, flow, options):
        self.flow = flow
        self.options = options

    def command(self, step, *more):
        return [self.options.isnad, "reduce", step, "--buckets", str(self.options.buckets),
                "--most-mb", str(self.options.most_mb), *more]

    def map(self, step, data):
        return self.flow.pipe(data, self.command(step))

    def reduce(self, step, *data):
        return self.map(step, self.flow.shuffled(self.flow.union(*data) if len(data) > 1 else data[0]))

    def of(self, data, tag):
        return self.flow.each(data, lambda lines: flows.tagged(lines, tag))


def without_keys(lines):
    return (line.split(b"\t", 2)[2] for line in lines)


def values(lines):
    return (line.partition(b"\t")[2] for line in lines)


def across(flow, options, readings, window=""):
    """What crosses documents: copies, stories, happenings, facts. docs/spark.md has a picture of it."""
    steps = Steps(flow, options)
    flow.begin("copies")
    read = flow.keep(steps.reduce("articles", flow.each(readings, with_id)))
    articles = steps.of(read, b"A")

    printed = flow.keep(steps.reduce("prints", steps.of(steps.map("spread-prints", articles), b"B")))
    wanted = steps.of(steps.reduce("pairs", steps.of(printed, b"P")), b"T")
    texts = steps.of(steps.reduce("texts", articles, wanted), b"C")
    copies = flow.keep(steps.of(steps.reduce("copies", texts, steps.of(printed, b"F")), b"O"))
    flow.save(flow.each(copies, values), options.out / "copies" / window)
    flow.forget(printed)

    flow.begin("terms")
    counts = flow.collect(steps.of(steps.reduce("terms", steps.of(steps.map("spread-terms", articles), b"T")), b"V"))
    flow.begin("stories")
    # In the folder that every worker sees for as long as the job runs: what a lost executor held is made again from it.
    terms = options.out / "terms" / (window or "all") / "terms.tsv"
    terms.parent.mkdir(parents=True)
    terms.write_bytes(b"".join(line + b"\n" for line in sorted(counts)))
    spread = flow.keep(flow.pipe(articles, steps.command("spread-days", "--terms", str(terms))))
    alike = flow.pipe(flow.shuffled(steps.of(spread, b"D")), steps.command("neighbours", "--terms", str(terms)))
    likest = steps.of(steps.reduce("likest", steps.of(alike, b"L")), b"S")
    storied = flow.keep(steps.reduce("stories", steps.of(spread, b"S"), likest))
    flow.save(flow.each(steps.of(storied, b"O"), values), options.out / "stories" / window)
    flow.forget(spread)

    flow.begin("happenings")
    told = flow.keep(steps.reduce("tellings", steps.of(read, b"R"), copies, steps.of(storied, b"I")))
    happenings = steps.of(steps.reduce("happenings", steps.of(told, b"H")), b"O")
    flow.save(flow.each(happenings, values), options.out / "happenings" / window)
    facts = steps.of(steps.reduce("facts", steps.of(told, b"K")), b"O")
    flow.save(flow.each(facts, values), options.out / "facts" / window)
    for data in (read, copies, storied, told):
        flow.forget(data)


def load(flow, options, readings):
    """Brings the readings into a case. A text is one document however often it comes, so a task may run twice."""
    command = [options.isnad, "read", "--records", "-d", options.case, "--no-refresh", "--quiet", "--tolerant"]
    flow.begin("load")
    sorted_readings = flow.shuffled(flow.each(readings, with_id))
    flow.collect(flow.pipe(flow.each(sorted_readings, without_keys), [*command, "-"]))
    subprocess.run([options.isnad, "read", "--records", "-d", options.case, "--quiet", "/dev/null"], check=True)


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", type=pathlib.Path, help="file that names the shards, one a line")
    parser.add_argument("--isnad", required=True, help="the program, under the same name on every worker")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="folder that every worker sees; made anew")
    parser.add_argument("--parts", type=int, default=8, help="partitions of a shuffle (default: 8)")
    parser.add_argument("--buckets", type=int, default=16,
                        help="groups into which prints and terms are dealt (default: 16)")
    parser.add_argument("--most-mb", type=int, default=1024, help="megabytes that a program keeps of one group")
    parser.add_argument("--window", choices=("all", "month", "none"), default="all",
                        help="what is compared: all articles with each other (default), those of each month, nothing")
    parser.add_argument("--case", help="postgresql://USER@HOST/DATABASE that the readings are brought into")
    parser.add_argument("--local", action="store_true", help="in this process, without Spark")
    parser.add_argument("--extract", action="append", default=[], metavar="OPTION",
                        help="option of isnad extract, e.g. --extract=--outlet=Gazette")
    return parser.parse_args(arguments)


def kept_readings(out, paths):
    """Does the folder hold the readings of these shards, and nothing made of them? Else it must be empty; then it is
    made, with the list of the shards."""
    listed, readings = out / "paths.txt", out / "readings"
    others = sorted(p.name for p in out.iterdir() if p not in (listed, readings)) if out.exists() else []
    if others:
        sys.exit(f"{out}: holds {', '.join(others)}; remove them, or give a new folder")
    text = "".join(f"{p}\n" for p in paths)
    if readings.exists():
        if (readings / "_SUCCESS").exists() and listed.exists() and listed.read_text(encoding="utf-8") == text:
            return True
        sys.exit(f"{readings}: not whole, or of other shards; remove it, or give a new folder")
    out.mkdir(parents=True, exist_ok=True)
    listed.write_text(text, encoding="utf-8")
    return False


def main():
    options = parse(sys.argv[1:])
    paths = [p for p in options.paths.read_text(encoding="utf-8").splitlines() if p]
    if not paths:
        sys.exit(f"{options.paths}: names no shard")
    known = kept_readings(options.out, paths)
    if options.local:
        flow = flows.Local()
    else:
        from pyspark.sql import SparkSession
        # Version 1 moves the files of a task when the whole job is done: a task that ran twice leaves one output.
        session = (SparkSession.builder.appName("isnad")
                   .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
                   .config("spark.speculation", "false").getOrCreate())
        flow = flows.Spark(session, options.parts)
    if known:
        print(f"{options.out}/readings is there: nothing is extracted anew")
    else:
        extract(flow, options, paths)
    readings = flow.load(f"{options.out}/readings/month=*")
    flow.begin("records")
    flow.save_by(flow.each(readings, records), "month", options.out / "records")
    flow.save(flow.each(readings, errors), options.out / "errors")
    if options.window == "all":
        across(flow, options, readings)
    elif options.window == "month":
        for folder in sorted((options.out / "readings").glob("month=*")):
            if folder.name != "month=error":
                across(flow, options, flow.load(str(folder)), folder.name)
    if options.case:
        load(flow, options, readings)
    print("step " + " ".join(flows.WORK))
    for step, done in flow.work().items():
        print(step, *(round(d, 2) for d in done))


if __name__ == "__main__":
    main()
