#!/usr/bin/env python3
"""Join samples/metadata.jsonlines with the texts that it names: JSONL on standard output.

usage: index.py [SAMPLES_DIR]

Each line of metadata.jsonlines has uri, outlet and published; the line written has the article's text too,
as `isnad read -` and `isnad extract -` take it. A field that is null is left out. A text that is
missing or no UTF-8 is named on standard error, the others are written, and the exit status is 1.
"""
import json
import pathlib
import sys


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "samples")
    index = folder / "metadata.jsonlines"
    status = 0
    try:
        lines = index.read_text(encoding="utf-8").splitlines()
    except OSError as e:
        print(f"index.py: {index}: {e.strerror}", file=sys.stderr)
        return 1
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            entry["text"] = (folder / entry["uri"]).read_bytes().decode("utf-8")
        except (OSError, KeyError, ValueError) as e:
            print(f"{index}:{number}: {e}", file=sys.stderr)
            status = 1
            continue
        entry["uri"] = f"{folder.name}/{entry['uri']}"
        present = {k: v for k, v in entry.items() if v is not None}
        sys.stdout.buffer.write((json.dumps(present, ensure_ascii=False) + "\n").encode("utf-8"))
    return status


if __name__ == "__main__":
    sys.exit(main())
