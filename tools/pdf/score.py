#!/usr/bin/env python3
"""Token F1 of the text that isnad reads from a PDF against the text that it was made of.

usage: score.py ISNAD PDF TEXT     Standard library only.
"""
import collections
import difflib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile


def tokens(text):
    return re.findall(r"\w+", text)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    isnad, pdf, wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        case = os.path.join(folder, "x.case")
        subprocess.run([isnad, "read", pdf, "-d", case, "-q"], check=True, stderr=subprocess.DEVNULL)
        got = sqlite3.connect(case).execute("SELECT text FROM document").fetchone()[0]
    a, b = tokens(open(wanted, encoding="utf-8").read()), tokens(got)
    same = sum((collections.Counter(a) & collections.Counter(b)).values())
    in_order = sum(m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    print(f"{pdf}: {len(a)} tokens wanted, {len(b)} read; F1 {2 * same / (len(a) + len(b)):.3f}, "
          f"in their order {2 * in_order / (len(a) + len(b)):.3f}; {got.count(chr(10))} paragraphs")


if __name__ == "__main__":
    main()
