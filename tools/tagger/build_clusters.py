#!/usr/bin/env python3
"""Clusters of word forms by the company that they keep in the news: models/clusters.tsv.

    build_clusters.py NEWS.jsonl.gz OUT.tsv        (needs gensim and scikit-learn from PyPI)

Skip-gram vectors (word2vec: Mikolov et al. 2013; window 3, 100 dimensions, fixed seed, one thread)
of the folded forms seen at least MIN_COUNT times, then k-means of the unit vectors, once for each
of the grains. Only the ids of the clusters are written: no text and no counts leave the news file.
"""
import gzip
import json
import re
import sys

import numpy
from gensim.models import Word2Vec
from sklearn.cluster import KMeans

GRAINS = (64, 256, 1024, 2048)
MIN_COUNT = 6
MOST_FORMS = 60000
SEED = 7

LETTERS = {}
for a, b in zip("أإآٱىیکھ", "ااااييكه"):
    LETTERS[ord(a)] = b
for c in list(range(0x64B, 0x660)) + [0x640, 0x670] + list(range(0x200B, 0x2010)):
    LETTERS[c] = None
TOKEN = re.compile("[\u0621-\u064a\u067e\u0686\u06a4\u06af\u0671\u06a9\u06cc\u064b-\u065f\u0640"
                   "\u0670\u200c-\u200f]+|[A-Za-z]+|[0-9\u0660-\u0669]+|[^\\s]")


def tokens(line):
    out = []
    for t in TOKEN.findall(line):
        if t[0].isdigit():
            t = "0"
        elif t[0].isascii():
            t = "x" if t[0].isalpha() else t
        else:
            t = t.translate(LETTERS)
        if t:
            out.append(t)
    return out


def main():
    lines, seen = [], set()
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as f:
        for row in f:
            doc = json.loads(row)
            for line in (doc["title"] + "\n" + doc["text"]).split("\n"):
                # The same paragraph in two papers is one piece of evidence.
                if len(line) > 20 and hash(line) not in seen:
                    seen.add(hash(line))
                    lines.append(tokens(line))
    print(len(lines), "lines", sum(map(len, lines)), "tokens", file=sys.stderr)
    model = Word2Vec(lines, vector_size=100, window=3, min_count=MIN_COUNT, sg=1, negative=8,
                     epochs=5, workers=1, seed=SEED)
    forms = [w for w in model.wv.index_to_key if "\u0621" <= w[0] <= "\u06cc"][:MOST_FORMS]
    vectors = numpy.array([model.wv[w] for w in forms])
    numpy.save("/tmp/tagger_vectors.npy", vectors)
    with open("/tmp/tagger_forms.txt", "w", encoding="utf-8") as out:
        out.write("\n".join(forms))
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    columns = []
    for k in GRAINS:
        fit = KMeans(n_clusters=k, n_init=1, max_iter=40, random_state=SEED).fit(vectors)
        columns.append(fit.labels_)
        print(k, "clusters, inertia", fit.inertia_, file=sys.stderr)
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write("# Clusters of word forms by the company that they keep in Arabic news, a feature"
                  " of the name tagger.\n"
                  "# Columns: form (diacritics and hamza folded), then its cluster at each grain"
                  f" ({', '.join(map(str, GRAINS))} clusters).\n"
                  "# Computed from SaudiNewsNet (inparallel/SaudiNewsNet, July and August 2015):"
                  " statistics of the use of words,\n"
                  "#   no text of it. Written by tools/tagger/build_clusters.py. Licence: CC BY-SA"
                  " 4.0, as the model that uses it.\n")
        out.write("\t".join(["form"] + [f"c{k}" for k in GRAINS]) + "\n")
        for i in sorted(range(len(forms)), key=lambda i: forms[i]):
            out.write("\t".join([forms[i]] + [str(c[i]) for c in columns]) + "\n")


if __name__ == "__main__":
    main()
