#!/usr/bin/env python3
"""Installs isnad into a folder and builds a program of somebody else against it, which must give the record that the
installed program gives.

usage: consumer.py BUILD_FOLDER SOURCE_FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def run(*command, **options):
    ran = subprocess.run(command, capture_output=True, text=True, **options)
    if ran.returncode != 0:
        sys.exit(f"consumer.py: {' '.join(map(str, command))}: exit status {ran.returncode}\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
    return ran.stdout


def main():
    build, source = map(pathlib.Path, sys.argv[1:])
    article = sorted((source / "samples").glob("*.txt"))[0]
    with tempfile.TemporaryDirectory() as folder:
        prefix = pathlib.Path(folder, "prefix")
        run("cmake", "--install", build, "--prefix", prefix)
        headers = sorted(p.name for p in (prefix / "include").rglob("*.h"))
        if headers != ["engine.h"]:
            sys.exit(f"consumer.py: installed headers: {headers}, not the public one alone")
        outside = pathlib.Path(folder, "consumer")
        run("cmake", "-S", source / "tests/install/consumer", "-B", outside, f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Debug")
        run("cmake", "--build", outside)
        # The image is found by what the CMake package says, the installed program finds it by itself.
        theirs = run(outside / "consumer", article, env={})
        ours = run(prefix / "bin/isnad", "extract", article, env={})
        record = json.loads(ours)
        if not record["events"] or json.loads(theirs) != record:
            different = [key for key in record if json.loads(theirs).get(key) != record[key]]
            sys.exit(f"consumer.py: the embedded engine and the installed program differ in {different}, or find no event")
        page = (prefix / "share/man/man1/isnad-read.1").read_text(encoding="utf-8")
        if ".SH OPTIONS" not in page:
            sys.exit("consumer.py: share/man/man1/isnad-read.1 has no options")
    print("the program outside gives the installed program's record")


if __name__ == "__main__":
    main()
