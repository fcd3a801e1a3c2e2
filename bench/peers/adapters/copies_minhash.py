"""Near-copies by MinHash and LSH over runs of five words, 128 permutations, threshold 0.5. Told apart by ISNAD_PEER."""
import json
import os
import re
import sys

import common


def shingles(text):
    words = re.findall(r"\w+", text)
    return {" ".join(words[i:i + 5]) for i in range(len(words) - 4)}


def datasketch(texts):
    from datasketch import MinHash, MinHashLSH
    index, pairs = MinHashLSH(threshold=0.5, num_perm=128), []
    for article in texts:
        shared = shingles(article["text"])
        if not shared:
            continue
        sketch = MinHash(num_perm=128)
        sketch.update_batch([s.encode("utf-8") for s in shared])
        pairs.extend((other, article["id"]) for other in index.query(sketch))
        index.insert(article["id"], sketch)
    return pairs


def rensa(texts):
    from rensa import RMinHash, RMinHashLSH
    # Four rows a band: pairs with an index of 0.42 and more are likely to meet.
    index, pairs, names, sketches = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), [], [], []
    for article in texts:
        shared = shingles(article["text"])
        if not shared:
            continue
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(list(shared))
        for other in index.query(sketch):
            if sketch.jaccard(sketches[other]) >= 0.5:
                pairs.append((names[other], article["id"]))
        index.insert(len(names), sketch)
        names.append(article["id"])
        sketches.append(sketch)
    return pairs


def main():
    texts = list(common.articles(sys.argv[1]))
    pairs = {"datasketch": datasketch, "rensa": rensa}[os.environ["ISNAD_PEER"]](texts)
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            out.write(json.dumps({"id": "pairs", "answer": pairs}) + "\n")
    print(json.dumps({"items": len(texts)}))


if __name__ == "__main__":
    main()
