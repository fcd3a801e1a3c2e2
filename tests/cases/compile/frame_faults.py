#!/usr/bin/env python3
"""Run the check of the frame files on fragments and compare the faults that it shows.

usage: frame_faults.py ISNAD_COMPILE DATA_DIR CASES      run the cases
       frame_faults.py --self-test ISNAD_COMPILE DATA_DIR CASES   prove that a changed case fails

The file of cases says at its head how a case is written. Python 3 standard library only.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

SHOWN = str.maketrans({"\u2068": "\u27e6", "\u2069": "\u27e7"})


def read_cases(path):
    """[(name, fragment, expected lines)]; the first case is the base, without expectations."""
    cases = []
    part = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            part = []
            cases.append((line[3:], part, []))
        elif line == "--":
            part = cases[-1][2]
        elif part is not None and (line or part is cases[-1][1]):
            part.append(line)
    return cases


def with_base(fragment, base, name):
    """The fragment; then for each [[frame]] of it, if it is the last, the keys of the base that it lacks."""
    while fragment and not fragment[-1]:
        fragment = fragment[:-1]
    if not fragment or "[[frame]]" not in fragment or fragment[-1] == "# alone":
        return fragment
    start = len(fragment) - 1 - fragment[::-1].index("[[frame]]")
    present = {re.match(r"[a-z_]*", line).group() for line in fragment[start:]}
    absent = {line[2:] for line in fragment[start:] if line.startswith("- ")}
    kept = ["" if line.startswith("- ") else line for line in fragment]
    added = [line for line in base if line and line.split()[0] not in present | absent]
    return kept + [line.replace("CASE", name) for line in added]


def run(compiler, data, cases):
    base = cases[0][1]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, fragment, _) in enumerate(cases[1:]):
            file = pathlib.Path(folder, f"{number:03}.toml")
            names[file.name] = number
            text = "\n".join(with_base(fragment, base, f"case-{number:03}")) + "\n"
            text = re.sub(r"\{\{([0-9A-F]{2})\}\}", lambda m: chr(0xDC00 + int(m[1], 16)), text)
            file.write_bytes(text.encode("utf-8", errors="surrogateescape"))
        done = subprocess.run([compiler, "--check-frames", data, folder], capture_output=True, check=False)
        if done.returncode != 1 or done.stderr:
            print(f"exit status {done.returncode} instead of 1: {done.stderr.decode()[:500]}")
            return 1
        found = [[] for _ in cases[1:]]
        number = None
        for line in done.stdout.decode("utf-8").splitlines()[:-1]:
            match = re.match(re.escape(folder) + r"/(\d+\.toml):(\d+:\d+): (?:error|(warning)): (.*)", line)
            if match:
                number = names[match[1]]
                line = f"{match[2]} {'warning: ' if match[3] else ''}{match[4]}"
            found[number].append(line.replace(folder + "/", "").translate(SHOWN))
    for (name, _, expected), lines in zip(cases[1:], found):
        # Cases that do not quote the source line are compared by place and message alone.
        if not any(" | " in line for line in expected):
            lines = [line for line in lines if not re.match(r" *\d* \| ", line)]
        if lines != expected:
            failed += 1
            print(f"case: {name}\n  expected:")
            print("".join(f"    {line}\n" for line in expected) + "  found:")
            print("".join(f"    {line}\n" for line in lines), end="")
    return failed


def main():
    arguments = sys.argv[1:]
    self_test = arguments[:1] == ["--self-test"]
    if self_test:
        arguments = arguments[1:]
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    cases = read_cases(pathlib.Path(arguments[2]))
    if self_test:
        for _, _, expected in cases[1:]:
            expected[:1] = [expected[0] + "?" if expected else "1:1 no such fault"]
    failed = run(arguments[0], arguments[1], cases)
    print(f"frame_faults: {len(cases) - 1 - failed} of {len(cases) - 1} cases as expected")
    if self_test:
        return 0 if failed == len(cases) - 1 else 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
