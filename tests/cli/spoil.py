#!/usr/bin/env python3
"""Make records that are nearly right, so that a comparison of two scorers takes every path.

usage: spoil.py TEXT_DIR GOLD_DIR COUNT

Writes COUNT files spoiltN.ndjson into the current folder and prints their names. Each holds the
gold events, relations, claims and times of GOLD_DIR as records, some left out, doubled, moved or
misspelt. The same arguments give the same files.
"""
import json
import pathlib
import random
import sys

CODES = ["RUS", "MLI", "GEN:x", "X1", "ar:y", "USA", "FRA"]
ENTITIES = [{"id": "X1", "name": {"ar": "x", "en": "Sergei Lavrov"}},
            {"id": "ar:y", "name": {"ar": "y", "en": "Wang Yi"}}]


class Spoiler:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, p):
        return self.random.random() < p

    def misspelt(self, name):
        if not self.chance(.3) or len(name) <= 3 or name.isupper():
            return name
        i = self.random.randrange(len(name))
        return name[:i] + self.random.choice("aeiou \u0301") + name[i + self.random.randrange(2):]

    def some(self, items):
        again = [self.random.choice(items) for _ in range(3)] if items else []
        return [x for x in items if self.chance(.8)] + again

    def codes(self, codes):
        out = [self.misspelt(c) if self.chance(.8) else self.random.choice(CODES) for c in codes]
        return out + ([self.random.choice(CODES)] if self.chance(.2) else [])

    def record(self, gold, text):
        def span(words):
            begin = max(0, max(0, text.find(words)) + self.random.choice([0, 0, 3, -5, 30, 60]))
            return [begin, begin + len(words)]
        choose = self.random.choice
        return {
            "isnad": 1,
            "doc": {"uri": f"a/{gold['doc']}.txt", "published": choose([gold["published"], None])},
            "entities": ENTITIES,
            "events": [{"id": "e", "type": choose([e["type"]] * 5 + ["AGREE", "ASSAULT"]),
                        "actor": self.codes(e["actor"]), "recipient": self.codes(e["recipient"]),
                        "date": choose([e["date"], "2025", None]),
                        "factuality": choose([e["factuality"], "planned"]),
                        "source": self.codes(e["source"]),
                        "triggers": [span(t) for t in e["trigger"]],
                        "confidence": choose([0.9, 0.75, 1.0, 1e-05])}
                       for e in self.some(gold["events"])],
            "relations": [{"subject": self.misspelt(r["subject"]), "rel": r["rel"],
                           "object": self.misspelt(r["object"]), "span": span(r["evidence"])}
                          for r in self.some(gold["relations"])],
            "claims": [{"source": choose([self.misspelt(c["source"]), "X1", ""]),
                        "source_span": span(c["source_text"]), "span": span(c["span"])}
                       for c in self.some(gold["claims"])],
            "times": [{"value": choose([t["value"], "2020"]), "span": span(t["text"])}
                      for t in self.some(gold["times"])],
        }


def main():
    texts, gold_dir, count = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(gold_dir.glob("*.json"))]
    for seed in range(count):
        spoiler = Spoiler(seed)
        name = f"spoilt{seed}.ndjson"
        with open(name, "w", encoding="utf-8") as out:
            for gold in golds:
                if spoiler.chance(.1):
                    continue
                text = (texts / f"{gold['doc']}.txt").read_text(encoding="utf-8")
                record = spoiler.record(gold, text)
                out.write(json.dumps(record, ensure_ascii=spoiler.chance(.5)) + "\n")
        print(name)


if __name__ == "__main__":
    main()
