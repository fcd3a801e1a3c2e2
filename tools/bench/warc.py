#!/usr/bin/env python3
"""Scan one WARC file with isnad and with FastWARC (PyPI fastwarc), turn about, each on one core.

usage: warc.py WARC_SCAN FILE [ROUNDS]     needs `pip install fastwarc` in the Python that runs it;
                                           tests/ingest/archives.py --warc makes a file like CC-NEWS

Two figures: iterating all records, and that with the block of each record read. Processor time (the
machine may be busy), the best round of each. Standard library and fastwarc only.
"""
import importlib.metadata
import os
import subprocess
import sys
import time


def fastwarc(path, payload):
    from fastwarc.warc import ArchiveIterator
    begin = time.process_time()
    records = size = 0
    for record in ArchiveIterator(path, parse_http=False):
        records += 1
        if payload:
            size += len(record.reader.read())
    return time.process_time() - begin, records, size


def isnad(program, path, payload):
    before = os.times()
    out = subprocess.run([program] + (["--sum"] if payload else []) + [path], check=True, capture_output=True, text=True).stdout.split()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, int(out[0]), int(out[1])


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    size = os.path.getsize(path)
    print("FastWARC", importlib.metadata.version("fastwarc"))
    for payload in (False, True):
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(isnad(program, path, payload))
            theirs.append(fastwarc(path, payload))
        a, b = min(ours), min(theirs)
        if a[1] != b[1] or payload and a[2] != b[2]:
            sys.exit(f"the readers disagree: {a[1]} records of {a[2]} bytes, FastWARC {b[1]} of {b[2]}")
        what = "records and blocks" if payload else "records alone"
        print(f"{what}: {a[1]} records, {size / 1e6:.0f} MB stored; isnad {a[0]:.2f} s ({size / 1e6 / a[0]:.0f} MB/s), "
              f"FastWARC {b[0]:.2f} s ({size / 1e6 / b[0]:.0f} MB/s), {b[0] / a[0]:.2f} times as long")


if __name__ == "__main__":
    main()
