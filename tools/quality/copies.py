#!/usr/bin/env python3
"""How many of the pairs that are known to share text the finder of copies finds, and what it costs.

usage: copies.py COPY_PAIRS IMAGE NEWS.jsonl.gz PAIRS.tsv

COPY_PAIRS is build/release/copy_pairs; PAIRS.tsv has columns jaccard, a, b. Prints `figure` lines for
tools/quality/report.py: the share of pairs found with a Jaccard index of 0.5 or more, and of all; seconds of processor time
for all articles; how many times as long all take as every second one of them (the better of three runs each).
"""
import gzip
import pathlib
import resource
import subprocess
import sys
import tempfile


def run(program, image, path):
    """(pairs that are copies, seconds of processor time)"""
    def used():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    start = used()
    out = subprocess.run([program, image, str(path)], capture_output=True, text=True, check=True).stdout
    seconds = used() - start
    rows = (line.split("\t") for line in out.splitlines())
    return {frozenset(r[:2]) for r in rows if r[-1] == "1"}, seconds


def main():
    program, image, news, pairs = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        whole, half = pathlib.Path(folder) / "all.jsonl", pathlib.Path(folder) / "half.jsonl"
        lines = gzip.open(news, "rb").read().splitlines(keepends=True)
        whole.write_bytes(b"".join(lines))
        half.write_bytes(b"".join(lines[::2]))
        # Turn about and the fastest of each, so that other work on the machine meets both.
        runs = [(run(program, image, whole), run(program, image, half)) for _ in range(5)]
        found, seconds = min((r[0] for r in runs), key=lambda r: r[1])
        of_half = min(r[1][1] for r in runs)
    known = [line.split("\t") for line in pathlib.Path(pairs).read_text().splitlines()[1:]]
    for name, least, asked in (("alike", 0.5, " asked 0.97"), ("any", 0.0, "")):
        of = [frozenset(r[1:3]) for r in known if float(r[0]) >= least]
        print(f"figure copies.found.{name} {sum(p in found for p in of) / len(of):.4f}{asked}")
    print(f"figure copies.seconds {seconds:.1f} asked_below 60")
    print(f"figure copies.growth {seconds / of_half:.2f} asked_below 2.2")


if __name__ == "__main__":
    main()
