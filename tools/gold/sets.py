#!/usr/bin/env python3
"""Lay the gold sets of tests/gold out as the scorer and the trainer read them.

usage: sets.py OUT [NEWS.jsonl.gz]

Writes OUT/train and OUT/held, each with texts/X.txt, gold/X.json and all.jsonl, from tests/gold/own (what is held out
of its articles of other outlets and years, `part` in meta.jsonlines, into OUT/held_other)
and, if NEWS (../shared/data/news/saudinewsnet.jsonl.gz) is there, from tests/gold/news; then also
OUT/train_events and OUT/held_events, laid out alike, from tests/gold/events, where only the events
are annotated; and OUT/judged.jsonl and OUT/judged.docs.jsonl, the single readings of
tests/gold/judged with their articles. tests/gold/held.txt lists the documents that are held out:
score them, do not read them.
"""
import gzip
import json
import pathlib
import shutil
import sys

from standoff import unpack

SETS = ("train", "held", "held_other", "train_events", "held_events")
HERE = pathlib.Path(__file__).resolve().parents[2] / "tests/gold"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out = pathlib.Path(sys.argv[1])
    news = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    held = set((HERE / "held.txt").read_text().split())
    for name in SETS:
        shutil.rmtree(out / name, ignore_errors=True)
        (out / name / "texts").mkdir(parents=True)
        (out / name / "gold").mkdir()
    inputs = {name: open(out / name / "all.jsonl", "w", encoding="utf-8") for name in SETS}

    def put(doc, meta, text, gold, part=""):
        name = ("held" if doc in held else "train") + part
        (out / name / "texts" / f"{doc}.txt").write_text(text, encoding="utf-8")
        (out / name / "gold" / f"{doc}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        inputs[name].write(json.dumps({"uri": f"{doc}.txt", **meta, "text": text}, ensure_ascii=False) + "\n")

    for line in open(HERE / "own/meta.jsonlines", encoding="utf-8"):
        m = json.loads(line)
        doc = m["uri"].removesuffix(".txt")
        text = (HERE / "own/texts" / f"{doc}.txt").read_text(encoding="utf-8")
        gold = json.loads((HERE / "own/gold" / f"{doc}.json").read_text(encoding="utf-8"))
        part = "_other" if m.get("part") == "other" and doc in held else ""
        put(doc, {"outlet": m["outlet"], "published": m["published"]}, text, gold, part)
    if news is None or not news.exists():
        print("sets.py: no news set: tests/gold/news and tests/gold/judged SKIPPED", file=sys.stderr)
        return
    packed = {}
    for path in sorted((HERE / "news").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        packed[gold["uri"]] = (gold, "")
    for path in sorted((HERE / "events").glob("*.jsonlines")):
        for line in open(path, encoding="utf-8"):
            gold = json.loads(line)
            packed[gold["uri"]] = ({**gold, "relations": [], "claims": [], "times": []}, "_events")
    judged = [json.loads(line) for path in sorted((HERE / "judged").glob("*.jsonlines"))
              for line in open(path, encoding="utf-8")]
    wanted = {j["uri"] for j in judged}
    with gzip.open(news, "rt", encoding="utf-8") as lines, \
            open(out / "judged.docs.jsonl", "w", encoding="utf-8") as docs:
        for line in lines:
            article = json.loads(line)
            gold, part = packed.pop(article["uri"], (None, ""))
            if gold is not None:
                put(gold["doc"], {"outlet": article["outlet"], "published": article["published"]},
                    article["text"], unpack(gold, article["text"]), part)
            if article["uri"] in wanted and gold is None:  # whose events are all known teaches by them
                docs.write(line)
    if packed:
        sys.exit(f"sets.py: not among the news: {sorted(packed)}")
    with open(out / "judged.jsonl", "w", encoding="utf-8") as f:
        for j in judged:
            f.write(json.dumps(j, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
