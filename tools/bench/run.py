#!/usr/bin/env python3
"""Time isnad stage by stage and end to end and print tables. Python 3 standard library only.

usage: run.py --isnad PROGRAM [--stages PROGRAM] [--shared DIR] [--articles N] [--repeat K]

Start-up: wall time of `isnad --version` and of `isnad extract` on one word.
Stages (--stages, the program bench_stages): processor time of each stage over the first N/5
articles of the news set, or over invented ones where there is none. "of utf8" is how many times
slower than UTF-8 validation of the same bytes a stage is.
Whole runs, with one thread and with two: the samples, the seed articles (skipped by name where DIR has none), the first N articles of
the news set and 31,000 of them (invented ones where DIR has none); `isnad read` of the first N into a new case. Each input is run K times as a
process of its own, the 31,000 once; the fastest run counts, start-up and output to a file included. Words are runs of non-space characters.
Peak is the process's largest resident set, never below this harness's own of about 15 MB. "ratio"
is words per second against the samples' row of the same run. Ratios carry over between machines
and between a busy and an idle one, rates do not.
"""
import argparse
import gzip
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests/watch"))
import live  # noqa: E402


def timed(command, out):
    """Seconds and peak MB of a process whose standard output goes to the file `out`."""
    with open(out, "wb") as sink:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sink)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"run.py: {' '.join(map(str, command))}: exit status {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def start_up(isnad, folder):
    out = folder / "out"
    word = folder / "word.txt"
    word.write_text("\u062e\u0628\u0631\n", encoding="utf-8")
    for name, command in (("isnad --version", [isnad, "--version"]), ("isnad extract, one word", [isnad, "extract", word])):
        runs = [timed(command, out) for _ in range(21)]
        times = [seconds * 1000 for seconds, _ in runs]
        print(f"start-up, {name}: median {statistics.median(times):.1f} ms, fastest {min(times):.1f} ms, "
              f"peak {max(peak for _, peak in runs):.1f} MB")


def stages(program, path):
    """Rows of the Google Benchmark program, each against UTF-8 validation."""
    done = subprocess.run([program, "--benchmark_format=json", "--benchmark_min_time=0.3", path], stdout=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"run.py: {program}: exit status {done.returncode}")
    report = json.loads(done.stdout)
    context = report["context"]
    print(f"stages over {context['documents']} documents, {context['words']} words, {context['bytes']} bytes")
    print(f"{'stage':12s} {'ms':>9s} {'words/s':>13s} {'MB/s':>9s} {'of utf8':>9s}")
    base = None
    for row in report["benchmarks"]:
        base = base or row["cpu_time"]
        print(f"{row['name']:12s} {row['cpu_time']:9.2f} {row['words/s']:13,.0f} {row['bytes_per_second'] / 1e6:9.1f} "
              f"{row['cpu_time'] / base:9.0f}")


def write_jsonl(path, documents):
    words = count = 0
    with open(path, "w", encoding="utf-8") as f:
        for d in documents:
            f.write(json.dumps(d, ensure_ascii=False) + "\n")
            words += len(d["text"].split())
            count += 1
    return count, words


def samples():
    made = subprocess.run([sys.executable, ROOT / "tools/samples/index.py", ROOT / "samples"],
                          check=True, stdout=subprocess.PIPE).stdout.decode("utf-8")
    return [json.loads(line) for line in made.splitlines()]


def seeds(shared):
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield {"uri": path.name, "text": path.read_text(encoding="utf-8")}


def news(shared, most):
    with gzip.open(shared / "data/news/saudinewsnet.jsonl.gz", "rt", encoding="utf-8") as f:
        documents = (json.loads(line) for line in f)
        # Some of the set are empty; they would end as errors.
        yield from itertools.islice((d for d in documents if d["text"].strip()), most)


def invented(most):
    """As the tests of `isnad watch` make them."""
    for number in range(most):
        yield {"uri": f"invented/{number}", "text": live.article(number)}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--isnad", type=pathlib.Path, required=True)
    ap.add_argument("--stages", type=pathlib.Path)
    ap.add_argument("--shared", type=pathlib.Path, default=ROOT / "../shared")
    ap.add_argument("--articles", type=int, default=1000)
    ap.add_argument("--repeat", type=int, default=3)
    args = ap.parse_args()
    isnad = args.isnad.resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        out = folder / "out.ndjson"
        start_up(isnad, folder)
        inputs = [("samples", samples(), args.repeat)]
        if (args.shared / "seeds").is_dir():
            inputs.append(("seeds", seeds(args.shared), args.repeat))
        else:
            print(f"seeds: SKIPPED, {args.shared} has none")
        if (args.shared / "data/news/saudinewsnet.jsonl.gz").is_file():
            def articles(most):
                return news(args.shared, most)
        else:
            print(f"news: SKIPPED, {args.shared} has none; invented articles stand for it")
            articles = invented
        inputs += [("news", articles(args.articles), args.repeat), ("all", articles(31_000), 1)]
        if args.stages:
            few = articles(args.articles // 5)
            write_jsonl(folder / "stages.jsonl", few)
            stages(args.stages.resolve(), folder / "stages.jsonl")
        print(f"{'input':12s} {'threads':>7s} {'articles':>8s} {'words':>9s} {'seconds':>8s} {'articles/s':>10s} "
              f"{'words/s':>9s} {'peak MB':>8s} {'ratio':>6s}")
        rates = {}

        def row(name, threads, count, words, runs):
            seconds, peak = min(r[0] for r in runs), max(r[1] for r in runs)
            rates[name, threads] = words / seconds
            print(f"{name:12s} {threads:7d} {count:8d} {words:9d} {seconds:8.3f} {count / seconds:10.1f} {words / seconds:9.0f} "
                  f"{peak:8.1f} {words / seconds / rates['samples', 1]:6.2f}", flush=True)

        for name, documents, repeat in inputs:
            path = folder / f"{name}.jsonl"
            count, words = write_jsonl(path, documents)
            for threads in (1, 2):
                row(name, threads, count, words,
                    [timed([isnad, "extract", "-j", str(threads), path], out) for _ in range(repeat)])
            if name == "news":
                cases = [folder / f"{k}.case" for k in range(repeat)]
                row("news, read", 2, count, words, [timed([isnad, "read", "-j", "2", path, "-d", case], out) for case in cases])
        print(f"two threads against one: {rates['news', 2] / rates['news', 1]:.2f}; read against extract: "
              f"{rates['news, read', 2] / rates['news', 2]:.2f}; all news against the first articles, one thread: "
              f"{rates['all', 1] / rates['news', 1]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
