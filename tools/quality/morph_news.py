#!/usr/bin/env python3
"""Coverage and speed of the analyser on news, and size and opening time of the image.

usage: morph_news.py --morph-tokens PROGRAM --image IMAGE NEWS.jsonl.gz [ARTICLES]
  prints `figure NAME VALUE asked BOUND` lines. ARTICLES (default 1000) are the first of the file.

words_known       share of the Arabic words of titles and texts whose chosen analysis comes from the
                  lexicon; a form that is taken for a misspelling of a listed one is not counted.
words_per_second  Arabic words a second of processor time on one thread, for folding, dividing into
                  sentences and tokens, analysing and choosing together; the cache is empty at the
                  start and the first pass counts.
image_mb          size of the compiled image of all of data/ and models/, in MB of 10^6 bytes.
image_open_ms     time to map and check the image and to find the lexicon in it, median of 11, with
                  the file in the page cache.
"""
import argparse
import gzip
import itertools
import json
import os
import subprocess


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--morph-tokens", required=True)
    parser.add_argument("--image", required=True)
    parser.add_argument("news")
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    args = parser.parse_args()
    with gzip.open(args.news, "rt", encoding="utf-8") as f:
        documents = [json.loads(line) for line in itertools.islice(f, args.articles)]
    # A line of the program's input is a text; a line separator keeps title and paragraphs apart.
    lines = ["\u2029".join((d["title"] + "\n" + d["text"]).splitlines()) for d in documents]
    run = subprocess.run([args.morph_tokens, args.image, "speed"], input="\n".join(lines) + "\n",
                         capture_output=True, encoding="utf-8", check=True)
    fields = run.stdout.split()
    n = dict(zip(fields[::2], map(float, fields[1::2])))
    seconds = n["read_text_s"] + n["analyse_s"]
    print("%d articles, %d tokens, %d Arabic words; reading %.2f s, analysing %.2f s"
          % (n["texts"], n["tokens"], n["words"], n["read_text_s"], n["analyse_s"]))
    print("figure words_known %.2f asked %.2f" % (100 * n["known"] / n["words"], 97.0))
    print("figure words_per_second %d asked %d" % (n["words"] / seconds, 1000000))
    print("figure image_mb %.2f asked_below %.2f" % (os.path.getsize(args.image) / 1e6, 25.0))
    print("figure image_open_ms %.2f asked_below %.2f" % (n["open_ms"], 5.0))


if __name__ == "__main__":
    main()
