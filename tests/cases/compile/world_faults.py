#!/usr/bin/env python3
"""Run the check of the rules of data/world on fragments and compare the faults that it shows.

usage: world_faults.py ISNAD_COMPILE DATA_DIR CASES

A case is "== NAME", a file, "--", and the faults as LINE:COLUMN MESSAGE, all of them in order.
Python 3 standard library only.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

compiler, data, cases = sys.argv[1:]
failed = 0
parts = re.split(r"^== (.*)\n", pathlib.Path(cases).read_text(encoding="utf-8"), flags=re.M)[1:]
for name, text in zip(parts[::2], parts[1::2]):
    rules, expected = text.split("--\n")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "case.toml")
        file.write_text(rules, encoding="utf-8")
        done = subprocess.run([compiler, "--check-world", data, folder], capture_output=True, text=True, check=False)
        found = [line[len(str(file)) + 1:].replace(": error:", "") for line in done.stdout.splitlines()
                 if line.startswith(str(file))]
    wanted = [line for line in expected.splitlines() if line]
    if found != wanted or done.returncode != (1 if wanted else 0):
        failed += 1
        print(f"{name}: exit status {done.returncode}\n  wanted {wanted}\n  found  {found}\n{done.stderr}")
print(f"{len(parts) // 2} cases, {failed} failed")
sys.exit(1 if failed or not parts else 0)
