#!/usr/bin/env python3
"""Runs every command of docs/guide.md on the samples: it must end well and print something.

usage: PROGRAM=isnad guide.py SOURCE_FOLDER          exit status 1 if one does not
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys


def main():
    source = pathlib.Path(sys.argv[1])
    os.makedirs("build", exist_ok=True)
    samples = subprocess.run([sys.executable, source / "tools/samples/index.py", source / "samples"], check=True, stdout=subprocess.PIPE)
    subprocess.run([os.environ["PROGRAM"], "read", "-", "-q", "-d", "build/demo.isnad"], input=samples.stdout, check=True, stderr=subprocess.DEVNULL)
    text = (source / "docs/guide.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    \$ (isnad .+)$", text, re.M)
    failed = 0
    for command in commands:
        words = shlex.split(command)
        ran = subprocess.run([os.environ["PROGRAM"], *words[1:]], capture_output=True, text=True, encoding="utf-8")
        # What is new since a moment ago is nothing; exports into files print what they wrote on standard error.
        quiet = "--new" in words
        written = "--out" in words and pathlib.Path(words[words.index("--out") + 1]).exists()
        if ran.returncode != 0 or not (ran.stdout.strip() or written or quiet):
            failed += 1
            print(f"{command}: exit status {ran.returncode}, {len(ran.stdout)} characters\n{ran.stderr[-500:]}")
    print(f"{len(commands)} commands, {failed} failed")
    return 1 if failed or len(commands) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
