#!/usr/bin/env python3
"""Words a second of the stage time over the first articles of the news set, on one core.

usage: times_speed.py TIMES_SPEED IMAGE NEWS.jsonl.gz [ARTICLES]

TIMES_SPEED is build/release/times_speed, IMAGE build/release/isnad.img. Asked are 84,400 words/s:
200 times the 422 that HeidelTime's Arabic rules reached (../shared/design/peers.md).
"""
import gzip
import itertools
import subprocess
import sys


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    program, image, news = sys.argv[1:4]
    articles = int(sys.argv[4]) if len(sys.argv) == 5 else 1000
    with gzip.open(news, "rb") as lines:
        head = b"".join(itertools.islice(lines, articles))
    sys.exit(subprocess.run([program, image], input=head, check=False).returncode)


if __name__ == "__main__":
    main()
