#!/usr/bin/env python3
"""How fast the job of deploy/spark is on one worker and on two, and what its shuffles carry (docs/spark.md).

usage: spark.py ISNAD IMAGE PYSPARK NEWS.jsonl.gz [ARTICLES]    PYSPARK: folder of a virtual environment (./dev spark)

Prints seconds by the clock for `isnad extract -j 1` and for the job; then, of the job on two workers, each stage of
Spark: what it belongs to, tasks, seconds, bytes of shuffles that it reads and writes (compressed), and of the programs
of each step runs, processor time, lines and bytes.
"""
import gzip
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "spark"))
import cluster  # noqa: E402

SHARDS = 16


def used():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def stages_of(log):
    """Stages in their order: (part of the job, stage, tasks, seconds, bytes read of shuffles, bytes written)."""
    part, out, sums = {}, [], {}
    for e in map(json.loads, log.read_text(encoding="utf-8").splitlines()):
        if e["Event"] == "SparkListenerJobStart":
            for stage in e["Stage IDs"]:
                part.setdefault(stage, e["Properties"].get("spark.job.description", ""))
        elif e["Event"] == "SparkListenerTaskEnd" and e.get("Task Metrics"):
            m, s = e["Task Metrics"], sums.setdefault(e["Stage ID"], [0, 0])
            s[0] += m["Shuffle Read Metrics"]["Local Bytes Read"] + m["Shuffle Read Metrics"]["Remote Bytes Read"]
            s[1] += m["Shuffle Write Metrics"]["Shuffle Bytes Written"]
        elif e["Event"] == "SparkListenerStageCompleted":
            i = e["Stage Info"]
            out.append((part.get(i["Stage ID"], ""), i["Stage ID"], i["Number of Tasks"],
                        (i["Completion Time"] - i["Submission Time"]) / 1000, *sums.get(i["Stage ID"], (0, 0))))
    return out


def main():
    isnad, image, environment, news = (pathlib.Path(a).resolve() for a in sys.argv[1:5])
    most = int(sys.argv[5]) if len(sys.argv) > 5 else 10000
    lines = gzip.open(news, "rb").read().splitlines(keepends=True)
    lines = lines[::max(1, len(lines) // most)][:most]
    home = next(environment.glob("lib/python*/site-packages/pyspark"))
    python = environment / "bin" / "python"
    os.environ["ISNAD_IMAGE"] = str(image)
    with tempfile.TemporaryDirectory(prefix="isnad-spark-") as name:
        folder = pathlib.Path(name)
        paths = []
        for n in range(SHARDS):
            paths.append(folder / f"shard{n:02}.jsonl")
            paths[-1].write_bytes(b"".join(lines[n::SHARDS]))
        listed = folder / "paths.txt"
        listed.write_text("".join(f"{p}\n" for p in paths))
        print(f"{len(lines)} articles, load {os.getloadavg()[0]:.1f}")
        begin, cpu = time.monotonic(), used()
        subprocess.run([isnad, "extract", "-j", "1", *paths], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       check=False)
        print(f"isnad extract -j 1: {time.monotonic() - begin:.1f} s, {used() - cpu:.1f} s of processor time", flush=True)
        for workers in (1, 2):
            with cluster.Cluster(home, folder / f"cluster{workers}", workers, python) as nodes:
                begin = time.monotonic()
                job = nodes.submit(["--py-files", ROOT / "deploy/spark/flow.py", ROOT / "deploy/spark/job.py"], "--isnad",
                                   isnad, "--out", folder / f"out{workers}", "--parts", "8", listed)
                status = job.wait()
                seconds = time.monotonic() - begin
                said = (nodes.folder / "job.log").read_text(errors="replace")
                if status != 0:
                    sys.exit(said[-3000:])
                logs = list((nodes.folder / "events").iterdir())
            print(f"{workers} workers: {seconds:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)
            parts = {}
            for part, *_, length, _read, _written in stages_of(logs[0]):
                parts[part] = parts.get(part, 0) + length
            print("  seconds of stages:", ", ".join(f"{p or 'sorting'} {s:.1f}" for p, s in parts.items()))
        print("part stage tasks seconds MB_read MB_written")
        for part, stage, tasks, length, read, written in stages_of(logs[0]):
            print(part, stage, tasks, f"{length:.1f}", f"{read / 1e6:.2f}", f"{written / 1e6:.2f}")
        for line in said[said.index("step runs"):].splitlines():
            if re.fullmatch(r"[a-z-]+( [0-9.]+){6}|step .*", line):
                print(line)


if __name__ == "__main__":
    main()
