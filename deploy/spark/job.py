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
import sys

import flow as flows

RECORD = b'{"isnad":1,"doc":{"id":"'
ERROR = b'{"isnad":1,"doc":{"uri":'
READING = b',"reading":{'  # no string of JSON holds it: a quotation mark inside one has a backslash before it
PUBLISHED = re.compile(rb',"published":"(\d{4}-\d{2})')
ID = 16  # hex digits of a document's id that stand for it in keys; `isnad reduce articles` proves that they do


def month_of(line):
    if line.startswith(ERROR):
        return b"error"
    if not line.startswith(RECORD):
        raise ValueError(f"isnad extract wrote what is no record: {line[:100]!r}")
    found = PUBLISHED.search(line)
    return found.group(1) if found else b"undated"


def with_month(lines):
    return (month_of(line) + b"\t" + line for line in lines)


def with_id(lines):
    for line in lines:
        if line.startswith(RECORD):
            yield line[len(RECORD):len(RECORD) + ID] + b"\t" + line


def records(lines):
    """What plain `isnad extract` prints."""
    for line in lines:
        if line.startswith(RECORD):
            yield month_of(line) + b"\t" + line[:line.index(READING)] + b"}"


def errors(lines):
    return (line for line in lines if line.startswith(ERROR))


def extract(flow, options, paths):
    command = [options.isnad, "extract", "--paths", "--fingerprints", "--tolerant", "-j", "1", *options.extract, "-"]
    read = flow.pipe(flow.of(p.encode() for p in paths), command)
    flow.save_by(flow.each(read, with_month), "month", options.out / "readings")


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", type=pathlib.Path, help="file that names the shards, one a line")
    parser.add_argument("--isnad", required=True, help="the program, under the same name on every worker")
    parser.add_argument("--out", required=True, type=pathlib.Path, help="folder that every worker sees; made anew")
    parser.add_argument("--parts", type=int, default=8, help="partitions of a shuffle (default: 8)")
    parser.add_argument("--local", action="store_true", help="in this process, without Spark")
    parser.add_argument("--extract", action="append", default=[], metavar="OPTION",
                        help="option of isnad extract, e.g. --extract=--outlet=Gazette")
    return parser.parse_args(arguments)


def main():
    options = parse(sys.argv[1:])
    paths = [p for p in options.paths.read_text(encoding="utf-8").splitlines() if p]
    if not paths:
        sys.exit(f"{options.paths}: names no shard")
    if options.out.exists() and any(options.out.iterdir()):
        sys.exit(f"{options.out}: is not empty; give a new folder")
    if options.local:
        flow = flows.Local()
    else:
        from pyspark.sql import SparkSession
        # Version 1 moves the files of a task when the whole job is done: a task that ran twice leaves one output.
        session = (SparkSession.builder.appName("isnad")
                   .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
                   .config("spark.speculation", "false").getOrCreate())
        flow = flows.Spark(session, options.parts)
    extract(flow, options, paths)
    readings = flow.load(f"{options.out}/readings/month=*")
    flow.save_by(flow.each(readings, records), "month", options.out / "records")
    flow.save(flow.each(readings, errors), options.out / "errors")


if __name__ == "__main__":
    main()
