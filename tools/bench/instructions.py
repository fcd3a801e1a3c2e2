#!/usr/bin/env python3
"""Counts the instructions of each stage and compares them with those in the repository.

usage: instructions.py ISNAD_PROGRAM [--check | --write]

Runs `isnad extract -j 1` over samples/ under callgrind (Debian's valgrind) and prints, for each stage, the instructions
executed in it and in what it calls, by word of the samples; "start-up" is what opening the engine takes, by run.
--check: exit status 1 where a stage takes 15% more than tools/bench/instructions.tsv says. --write: writes that file anew.

A count does not depend on what else the machine does, and hardly on the machine (callgrind has no AVX-512, so the C library
takes the same ways everywhere); times within one run differ by more than 15% from one run to the next on a shared one.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "tools/bench/instructions.tsv"
MOST = 1.15
START_UP = "start-up"
# Stage -> the functions that are it, as callgrind names them without their parameters.
STAGES = {
    START_UP: ["isnad::Engine::open", "isnad::EventReader::open", "isnad::Image::verify"],  # the last two in threads of their own
    "language": ["isnad::detect_language[abi:cxx11]"],
    "text": ["isnad::read_text", "isnad::PartReader::mark"],
    "morph": ["isnad::analyse_words"],
    "numbers": ["isnad::NumberReader::numbers", "isnad::NumberReader::quantities"],
    "times": ["isnad::TimeReader::times", "isnad::TimeReader::published"],
    "tagger": ["isnad::NameTagger::tag"],
    "entities": ["isnad::EntityReader::entities"],
    "syntax": ["isnad::SyntaxReader::syntax"],
    "claims": ["isnad::ClaimReader::claims"],
    "events": ["isnad::EventReader::events"],
    "relations": ["isnad::RelationReader::relations"],
    "references": ["isnad::references"],
    "extract": ["isnad::Engine::Impl::read"],
    "write_json": ["isnad::write_json"],
}


def words_of_samples():
    return sum(len(path.read_text(encoding="utf-8").split()) for path in sorted((ROOT / "samples").glob("*.txt")))


def inclusive(program, folder):
    """Function -> instructions in it and in what it calls. Of one name with several parameter lists, the largest."""
    out = folder / "callgrind.out"
    ran = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, "extract", "-j", "1", ROOT / "samples"],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if ran.returncode != 0:
        sys.exit(f"instructions.py: callgrind: exit status {ran.returncode}: {ran.stderr[-500:]}")
    shown = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = {}
    for count, name in re.findall(r"^\s*([\d,]+) \([^)]*\)\s+[^\s:]*:(.*?) \[[^\]]*\]$", shown, re.M):
        # A lambda inside has its function's name too, with more behind the parameters.
        if "::{lambda" in name or "'" in name:
            continue
        name = name.partition("(")[0] if "(anonymous namespace)" not in name else name
        found[name] = max(found.get(name, 0), int(count.replace(",", "")))
    return found


def read_table():
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {stage: int(count) for stage, count in rows}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program", type=pathlib.Path)
    options.add_argument("--check", action="store_true")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("instructions.py: valgrind is not there; ./dev bench --gate installs it")
    with tempfile.TemporaryDirectory() as folder:
        found = inclusive(given.program.resolve(), pathlib.Path(folder))
    words = words_of_samples()
    counts = {}
    for stage, names in STAGES.items():
        missing = [name for name in names if name not in found]
        if missing:
            sys.exit(f"instructions.py: {stage}: no function {missing[0]} was called; STAGES names what a stage is")
        counts[stage] = round(sum(found[name] for name in names) / (1 if stage == START_UP else words))
    known = read_table() if TABLE.exists() else {}
    slower = []
    print(f"instructions by word of samples/ ({words} words; start-up by run)")
    print(f"{'stage':12} {'counted':>12} {'in the table':>14}")
    for stage, count in counts.items():
        before = known.get(stage)
        grown = before is not None and count > MOST * before
        change = f"{(count / before - 1) * 100:+8.1f}%" if before else "      new"
        print(f"{stage:12} {count:12,} {before if before is not None else 0:14,} {change}{'   SLOWER' if grown else ''}")
        if grown:
            slower.append(stage)
    if given.write:
        with open(TABLE, "w", encoding="utf-8") as f:
            f.write("# Instructions that each stage takes by word of samples/ (start-up: by run), in it and in what it calls. Written by\n"
                    "# `./dev bench --write`; `./dev bench --gate` fails where a stage takes 15% more.\n")
            f.writelines(f"{stage}\t{count}\n" for stage, count in counts.items())
        print(f"written: {TABLE.relative_to(ROOT)}")
    elif given.check and slower:
        sys.exit(f"instructions.py: over {MOST:.2f} times what tools/bench/instructions.tsv says: {', '.join(slower)}. Where that is worth it: "
                 "./dev bench --write, and say why in the commit")
    elif given.check:
        print("no stage is more than 15% slower than the table says")


if __name__ == "__main__":
    main()
