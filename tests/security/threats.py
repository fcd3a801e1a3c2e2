#!/usr/bin/env python3
"""Each line of the table of threats in SECURITY.md names its tests, and each of those is there.

usage: threats.py SOURCE_DIR BUILD_DIR
       threats.py --self-test

A test is named as one of
  name                 of ctest, as `kill` or `fetch.Address.NeverAllowed`
  name:case            a case within one of ctest's Python programs, as `serve.api:tokens`
  e2e/FILE: name       a test of the page in a browser (ui/e2e)
  ui/PATH: name        a unit test of the page (ui/src)
Each fault is "SECURITY.md:line: message". Exit status 1 if there is one. Python 3 standard library only.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

NAME = re.compile(r"`([^`]+)`")
# Places without which the table would be none.
LEAST = 30


def rows(text):
    """(line number, cells) of the table of threats: the one whose last column is "tests"."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = [c.strip() for c in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[-1].lower() == "tests":
            inside = True
        elif inside and not set(line) <= set("|-: "):
            yield number, cells


def known_tests(build):
    """Names of ctest's tests, with the command of each."""
    ran = subprocess.run(["ctest", "--show-only=json-v1"], cwd=build, capture_output=True, text=True)
    if ran.returncode != 0:
        raise SystemExit(f"threats.py: ctest failed in {build}: {ran.stderr.strip()}")
    return {t["name"]: t.get("command", []) for t in json.loads(ran.stdout)["tests"]}


def fault_of(name, tests, source):
    """What is wrong with a name; None if its test is there."""
    browser = re.fullmatch(r"(e2e|ui)/([\w./-]+\.test\.ts): (.+)", name)
    if browser:
        file = source / ("ui/e2e" if browser[1] == "e2e" else "ui") / browser[2]
        if not file.is_file():
            return f"there is no {file.relative_to(source)}"
        found = re.search(r"\bit(?:\.\w+(?:\([^)]*\))?)?\(\s*['\"`]" + re.escape(browser[3]) + r"['\"`]", file.read_text(encoding="utf-8"))
        return None if found else f"{file.relative_to(source)} has no test '{browser[3]}'"
    name, _, part = name.partition(":")
    if name not in tests:
        return f"ctest has no test {name}"
    if not part:
        return None
    files = [pathlib.Path(word) for word in tests[name] if word.endswith(".py")]
    if not files:
        return f"{name} is no Python program with cases"
    found = re.search(rf"^def (?:case_)?{re.escape(part)}\(", files[0].read_text(encoding="utf-8"), re.M)
    return None if found else f"{files[0].name} has no case {part}"


def faults(text, tests, source):
    out, seen = [], 0
    for number, cells in rows(text):
        names = NAME.findall(cells[-1])
        seen += 1
        if not names:
            out.append(f"SECURITY.md:{number}: a threat without a test")
        if not all(cells):
            out.append(f"SECURITY.md:{number}: an empty cell")
        out += [f"SECURITY.md:{number}: {fault}" for name in names if (fault := fault_of(name, tests, source))]
    if seen < LEAST:
        out.append(f"SECURITY.md:1: {seen} threats in a table with a last column \"tests\"; there were {LEAST}")
    return out


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder)
        (source / "ui/e2e").mkdir(parents=True)
        (source / "ui/e2e/a.test.ts").write_text("it('is text', async () => {});\nit.runIf(x)('is there', f);\n")
        (source / "a.py").write_text("def one(bench):\n    pass\ndef case_two(a, b):\n    pass\n")
        tests = {"a": ["python3", str(source / "a.py")], "fetch.Address.Never": ["test_fetch"]}

        def table(*names):
            return "| threat | promise | tests |\n| --- | --- | --- |\n" + "".join(f"| x | y | {n} |\n" for n in names)
        good = ["`a`", "`a:one`, `a:two`", "`fetch.Address.Never`", "`e2e/a.test.ts: is text`", "`e2e/a.test.ts: is there`"] * 6
        assert faults(table(*good), tests, source) == [], faults(table(*good), tests, source)
        for bad in ("`b`", "`a:three`", "`fetch.Address.Never:x`", "`e2e/a.test.ts: is`", "`e2e/b.test.ts: is text`", "none", "", "`fetch.Address`", "`a`, `b`"):
            told = faults(table(*good, bad), tests, source)
            assert told and told[0].startswith(f"SECURITY.md:{len(good) + 3}: "), (bad, told)
        assert faults(table(*good[:LEAST - 1]), tests, source), "a table that lost its lines"
        assert faults(table(*good).replace("tests", "test"), tests, source), "a table that is not found"
        assert faults(table(*good, "`a`").replace("| y | `a` |", "|  | `a` |"), tests, source), "no promise"
    print("self-test: every fault is found")


def main():
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        return 0
    source, build = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    found = faults((source / "SECURITY.md").read_text(encoding="utf-8"), known_tests(build), source)
    for fault in found:
        print(fault)
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
