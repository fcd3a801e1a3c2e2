#!/usr/bin/env python3
"""Runs the transcript under "One sentence" in README.md and shows where it differs from what comes out.

usage: PROGRAM=isnad readme.py README.md          exit status 1 if anything differs

The first indented line without "$" is the text of first.txt; each indented "$ isnad ..." is run, the indented lines below it
are what it must print.
"""
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys


def transcript(readme):
    section = re.search(r"^## One sentence\n(.*?)^## ", readme, re.S | re.M).group(1)
    lines = [line[4:] for line in section.splitlines() if line.startswith("    ")]
    text = next(line for line in lines if not line.startswith("$"))
    runs = []
    for line in lines[lines.index(text) + 1:]:
        if line.startswith("$ "):
            runs.append((line[2:], []))
        else:
            runs[-1][1].append(line)
    return text, runs


def main():
    text, runs = transcript(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    if not runs:
        sys.exit("readme.py: no transcript found")
    pathlib.Path("first.txt").write_text(text + "\n", encoding="utf-8")
    wrong = False
    for command, want in runs:
        words = shlex.split(command)
        done = subprocess.run([os.environ["PROGRAM"], *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
        # Terminals do not show the marks that isolate directions, and README leaves them out.
        have = [re.sub("[\u2068\u2069]", "", line).rstrip() for line in done.stdout.splitlines()]
        for line in difflib.unified_diff([w.rstrip() for w in want], have, "README.md", command, lineterm=""):
            print(line)
            wrong = True
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
