#!/usr/bin/env python3
"""Clusters of word forms by the company that they keep in the news: models/clusters.tsv.

    build_clusters.py NEWS.jsonl.gz OUT.tsv        (needs numpy, scipy, scikit-learn from PyPI)

For each folded form seen at least MIN_COUNT times: how often which word stands right before it, right
after it, two before and two after, as positive pointwise mutual information (each place by itself, so
that a town is told from its adjective); reduced to 100 dimensions by a truncated singular value
decomposition (Levy, Goldberg, Dagan 2015), then k-means of the unit vectors, once for each of the
grains. Only the ids of the clusters are written: no text and no counts leave the news file.
"""
import collections
import gzip
import json
import re
import sys

import numpy
from scipy.sparse import coo_matrix, diags, hstack
from sklearn.cluster import KMeans
from sklearn.utils.extmath import randomized_svd

GRAINS = (256, 1024, 2048)
MIN_COUNT = 6
MOST_FORMS = 60000
CONTEXTS = {-2: 2000, -1: 10000, 1: 10000, 2: 2000}  # place -> commonest words that count there
DIMENSIONS = 100
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


def vectors_of(lines):
    counts = collections.Counter(t for line in lines for t in line)
    words = [w for w, n in counts.most_common() if n >= MIN_COUNT]
    forms = [w for w in words if "\u0621" <= w[0] <= "\u06cc"][:MOST_FORMS]
    row = {w: i for i, w in enumerate(forms)}
    rank = {w: i for i, w in enumerate(words)}
    edge, rare = len(words), len(words) + 1
    ids = [numpy.array([edge, edge] + [rank.get(t, rare) for t in line] + [edge, edge]) for line in lines]
    stream = numpy.concatenate(ids)
    to_row = numpy.full(rare + 1, -1)
    for w, i in row.items():
        to_row[rank[w]] = i
    rows = to_row[stream]
    blocks = []
    for place, most in CONTEXTS.items():
        context = numpy.roll(stream, -place)
        context = numpy.where(context == edge, most, context)  # the line's edge is a context too
        keep = (rows >= 0) & (context <= most)
        table = coo_matrix((numpy.ones(keep.sum(), dtype=numpy.float32), (rows[keep], context[keep])),
                           shape=(len(forms), most + 1)).tocsr()
        table.sum_duplicates()
        of_form = numpy.asarray(table.sum(axis=1)).ravel()
        of_context = numpy.asarray(table.sum(axis=0)).ravel() ** 0.75
        inverse = lambda x: numpy.divide(1, x, out=numpy.zeros_like(x), where=x > 0)
        table = diags(inverse(of_form)) @ table @ diags(inverse(of_context / of_context.sum()))
        table.data = numpy.maximum(numpy.log(numpy.maximum(table.data, 1e-9)), 0)
        table.eliminate_zeros()
        blocks.append(table)
    u, s, _ = randomized_svd(hstack(blocks).tocsr(), DIMENSIONS, random_state=SEED)
    vectors = u * numpy.sqrt(s)
    return forms, vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


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
    vectors = vectors_of(lines)
    forms, vectors = vectors
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
