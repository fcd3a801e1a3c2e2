#!/usr/bin/env python3
"""Hold the program to its limits of time and memory. Python 3 standard library only.

usage: check.py PROGRAM SOURCE_DIR [--slack FACTOR]

Times are the fastest of several runs and are allowed FACTOR times the limit (3 by default: the
test must hold on a busy machine; docs/performance.md has what is measured). Memory and equal bytes
are held as they are. Texts: the seed articles of $ISNAD_SHARED, or the samples where there are none.
"""
import argparse
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

MB = 1 << 20
failures = []


def check(ok, what):
    print(f"{'ok' if ok else 'FAILED'}: {what}")
    if not ok:
        failures.append(what)


def run(command, out):
    """Wall seconds, processor seconds, peak MB, exit status; standard output goes to `out`."""
    with open(out, "wb") as sink, open(str(out) + ".err", "wb") as err:
        begin = time.perf_counter()
        process = subprocess.Popen([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=sink, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def write(path, documents):
    with open(path, "w", encoding="utf-8") as f:
        for d in documents:
            f.write(json.dumps(d, ensure_ascii=False) + "\n")
    return path


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program", type=pathlib.Path)
    ap.add_argument("source", type=pathlib.Path)
    ap.add_argument("--slack", type=float, default=3)
    args = ap.parse_args()
    isnad = args.program.resolve()
    texts = [p.read_text(encoding="utf-8") for p in sorted((args.source / "samples").glob("*.txt"))]
    seeds = pathlib.Path(os.environ.get("ISNAD_SHARED", "")) / "seeds"
    five = sorted(seeds.glob("*.txt"))[:5] or sorted((args.source / "samples").glob("*.txt"))[:5]

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        out = folder / "out"

        runs = [run([isnad, "--version"], out) for _ in range(11)]
        fastest = min(r[0] for r in runs)
        check(all(r[3] == 0 for r in runs) and fastest < 0.020 * args.slack,
              f"--version in {fastest * 1000:.1f} ms (limit 20 ms x {args.slack:g})")

        runs = [run([isnad, "extract", *five], out) for _ in range(5)]
        fastest, peak = min(r[0] for r in runs), max(r[2] for r in runs)
        check(all(r[3] == 0 for r in runs) and fastest < 0.5 * args.slack,
              f"five articles in {fastest:.3f} s with start-up (limit 0.5 s x {args.slack:g})")
        check(peak < 150, f"five articles in {peak:.1f} MB (limit 150 MB)")

        many = write(folder / "many.jsonl",
                     ({"uri": f"{k}/{i}", "text": t} for k in range(16) for i, t in enumerate(texts)))
        outputs = []
        for threads in (1, 2, 8):
            _, _, peak, status = run([isnad, "extract", "-j", threads, many], out)
            outputs.append(out.read_bytes())
            check(status == 0 and peak < 150, f"{16 * len(texts)} articles, -j {threads}, in {peak:.1f} MB (limit 150 MB)")
        check(outputs[0] == outputs[1] == outputs[2] and outputs[0].count(b"\n") == 16 * len(texts),
              "the same bytes for -j 1, -j 2 and -j 8")

        line = folder / "line.jsonl"
        with open(line, "w", encoding="utf-8") as f:
            f.write('{"uri": "long", "text": "')
            for _ in range(50):  # in pieces: a child's peak counts what this process held
                f.write("a " * (MB // 2))
            f.write('"}\n')
            f.write(json.dumps({"uri": "next", "text": texts[0]}) + "\n")
        _, _, peak, status = run([isnad, "extract", line], out)
        records = [json.loads(r) for r in out.read_text(encoding="utf-8").splitlines()]
        message = pathlib.Path(str(out) + ".err").read_text(encoding="utf-8")
        check(status == 1 and "line.jsonl:1" in message, "a line of 50 MB is refused by file and line")
        check(len(records) == 2 and "error" in records[0] and records[1]["doc"]["uri"] == "next",
              "the line after it is read")
        check(peak < 150, f"a line of 50 MB in {peak:.1f} MB (limit 150 MB)")

        # Four times the text may take 4 times as long; far more shows a loop inside a loop. Long enough
        # that the start does not count: 88,000 and 350,000 words in one document.
        used = []
        for times in (24, 96):
            body = "\n".join(texts * times)
            long = write(folder / "long.jsonl", [{"uri": "long", "text": body}])
            used.append(min(run([isnad, "extract", "-j", 1, long], out)[1] for _ in range(2)))
        check(used[1] < used[0] * 6.5, f"4 times the text takes {used[1] / used[0]:.1f} times as long (limit 6.5)")

        # The same for one sentence without any mark that ends a sentence or a clause. 10,000 words and
        # more: what has no limit of its own inside a sentence would show here.
        words = re.sub(r"[^\w\s]", " ", " ".join(texts)).split()
        used, events = [], []
        for count in (10_000, 40_000):
            sentence = " ".join(itertools.islice(itertools.cycle(words), count))
            long = write(folder / "sentence.jsonl", [{"uri": "sentence", "text": sentence}])
            runs = [run([isnad, "extract", "-j", 1, long], out) for _ in range(2)]
            check(all(r[3] == 0 and r[2] < 150 for r in runs), f"a sentence of {count} words in {runs[0][2]:.1f} MB (limit 150 MB)")
            used.append(min(r[1] for r in runs))
            events.append(len(json.loads(out.read_text(encoding="utf-8"))["events"]))
        check(used[0] < 1 * args.slack, f"a sentence of 10,000 words in {used[0]:.2f} s (limit 1 s x {args.slack:g})")
        check(used[1] < used[0] * 6.5, f"4 times the sentence takes {used[1] / used[0]:.1f} times as long (limit 6.5)")
        check(min(events) > 0, f"{events[0]} and {events[1]} events are read in the sentences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
