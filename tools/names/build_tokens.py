#!/usr/bin/env python3
"""Makes data/names/tokens.tsv: Arabic name tokens with their commonest Latin spelling.

usage: build_tokens.py SHARED_DATA_DIR > data/names/tokens.tsv

Source: names/wikidata-name-tokens.tsv (steveash/NETransliteration-COLING2018, from Wikidata, CC0).
Tokens seen once are left out; so are those with anything but Arabic letters.
"""
import collections
import pathlib
import re
import sys

best = collections.defaultdict(collections.Counter)
for line in (pathlib.Path(sys.argv[1]) / "names/wikidata-name-tokens.tsv").read_text(encoding="utf-8").splitlines()[1:]:
    arabic, latin, count = line.split("\t")
    if re.fullmatch(r"[\u0621-\u064A\u067E\u0686\u06A4\u06AF]{2,}", arabic) and re.fullmatch(r"[a-z'-]+", latin):
        best[arabic][latin] += int(count)
print("# Arabic name tokens, their commonest Latin spelling, and how often the pair was seen.")
print("# Source: Wikidata labels by way of steveash/NETransliteration-COLING2018, CC0.")
print("# Made by tools/names/build_tokens.py; tokens seen once are left out.")
print("arabic\tlatin\tcount")
for arabic in sorted(best):
    latin, count = best[arabic].most_common(1)[0]
    if count >= 2:
        print(f"{arabic}\t{latin}\t{sum(best[arabic].values())}")
