#!/usr/bin/env python3
"""Runs the transcripts under "One sentence" and "Many articles" in README.md and shows where they differ from what comes out.

usage: PROGRAM=isnad readme.py README.md          exit status 1 if anything differs

The first indented line without "$" under "One sentence" is the text of first.txt; each indented "$ isnad ..." is run, the indented
lines below it are what it must print, up to "...". build/demo.isnad is made of samples/ as ./dev demo makes it. Ids of contradictions
follow the data and are printed there as "cf-...".
"""
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys


def indented(readme, title):
    section = re.search(rf"^## {title}\n(.*?)^## ", readme, re.S | re.M).group(1)
    return [line[4:] for line in section.splitlines() if line.startswith("    ")]


def runs_of(lines):
    runs = []
    for line in lines:
        if line.startswith("$ "):
            runs.append((line[2:], []))
        elif runs:
            runs[-1][1].append(line)
    return runs


def shown(line):
    # Terminals do not show the marks that isolate directions, and README leaves them out.
    line = re.sub("[\u2068\u2069]", "", line).rstrip()
    return re.sub(r"\bcf-[0-9a-f]{16}", "cf-...             ", line)


def differs(command, want):
    words = shlex.split(command)
    done = subprocess.run([os.environ["PROGRAM"], *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
    have = [shown(line) for line in done.stdout.splitlines()]
    want = [line.rstrip() for line in want]
    if want and want[-1].strip() == "...":
        want.pop()
        have = have[:len(want)]
    lines = list(difflib.unified_diff(want, have, "README.md", command, lineterm=""))
    print("\n".join(lines), end="\n" if lines else "")
    return bool(lines)


def main():
    readme = pathlib.Path(sys.argv[1])
    text = readme.read_text(encoding="utf-8")
    one = indented(text, "One sentence")
    pathlib.Path("first.txt").write_text(next(line for line in one if not line.startswith("$")) + "\n", encoding="utf-8")
    root = readme.resolve().parent
    os.makedirs("build", exist_ok=True)
    samples = subprocess.run([sys.executable, str(root / "tools/samples/index.py"), str(root / "samples")], check=True, stdout=subprocess.PIPE)
    subprocess.run([os.environ["PROGRAM"], "read", "-", "-d", "build/demo.isnad", "-q"], check=True, input=samples.stdout, stderr=subprocess.DEVNULL)
    runs = runs_of(one)
    many = runs_of(indented(text, "Many articles"))
    if not runs or not many:
        sys.exit("readme.py: no transcript found")
    wrong = [differs(command, want) for command, want in runs + many]
    sys.exit(1 if any(wrong) else 0)


if __name__ == "__main__":
    main()
