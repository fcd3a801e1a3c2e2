#!/usr/bin/env python3
"""A bad line of models/events.tsv is refused with file, line, column and caret; no image is written.

usage: event_weights.py ISNAD_COMPILE SOURCE_DIR
"""
import pathlib
import subprocess
import sys
import tempfile

# What is put instead of a weight's line, and what must be shown: column, message, the field.
CASES = [
    (("actor", "bias=1", "1,5"), (3, "weight", "not a number")),
    (("actor", "bias=1", ""), (3, "weight", "not a number")),
    (("recipient", "threshold", "high"), (3, "weight", "not a number")),
    (("accept", "no_such=1", "0.5"), (2, "feature", "no such feature (src/events/model.cc, words.cc)")),
    (("actors", "bias=1", "0.5"), (1, "model", "actor, recipient, accept, same, date or source")),
]


def faults(compiler, root, lines, number, fields, shown):
    table = root / "models/events.tsv"
    table.write_text("\n".join([*lines[:number - 1], "\t".join(fields), *lines[number:]]), encoding="utf-8")
    image = root / "isnad.img"
    image.write_text("the old image")
    done = subprocess.run([compiler, root / "data", image], capture_output=True, text=True, check=False)
    column, name, message = shown
    if done.returncode != 1:
        yield f"exit status {done.returncode} instead of 1"
    place = f"{table}:{number}: column {column} ({name}): {message}\n"
    if place not in done.stderr:
        yield f"not shown: {place}found: {done.stderr[:500]}"
    elif done.stderr.split(place)[1] != f"    {fields[column - 1]}\n    ^\n":
        yield f"the caret stands elsewhere: {done.stderr[:500]}"
    if image.read_text() != "the old image" or len(list(root.iterdir())) != 3:
        yield "something was written"


def main():
    compiler, source = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "data").symlink_to(source / "data")
        (root / "models").mkdir()
        for part in (source / "models").iterdir():
            if part.name != "events.tsv":
                (root / "models" / part.name).symlink_to(part)
        lines = (source / "models/events.tsv").read_text(encoding="utf-8").split("\n")
        first = next(i for i, line in enumerate(lines, 1) if line.startswith("actor\t"))
        last = next(i for i in range(len(lines), 0, -1) if lines[i - 1])
        for i, (fields, shown) in enumerate(CASES):
            number = last if i % 2 else first
            for fault in faults(compiler, root, lines, number, fields, shown):
                print(f"{fields} in line {number}: {fault}")
                bad += 1
    print(f"event_weights: {len(CASES)} bad lines, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
