#!/usr/bin/env python3
"""Prove that standoff.py brings every quotation back, that sets.py trains on nothing held out, and that
copies.py finds what is held out and printed elsewhere under another name.

usage: self_test.py          exit status 1 if anything is wrong, each fault a line

Invented texts in a folder of its own, then the documents of tests/gold/own. Python 3 standard library only.
"""
import contextlib
import gzip
import io
import json
import pathlib
import sys
import tempfile
from unittest import mock

import copies
import sets
from standoff import pack, unpack

# Repeated words, a line end and letters beyond the BMP: places count code points, not bytes.
TEXT = "\U0001f4f0 Norland's envoy met Sudland's envoy.\nOn Sunday, Norland said, the envoy would be back on Monday."


def gold(doc, uri=None):
    event = {"type": "CONSULT", "actor": ["NOR"], "recipient": ["SUD"], "place": None, "date": None,
             "factuality": "actual", "source": [], "trigger": ["met", "envoy"], "alt": [], "core": True, "gist": "They met."}
    out = {"doc": doc, "published": "2024-02-13", "published_text": "On Sunday", "outlet": None, "language": "en",
           "events": [event, {**event, "trigger": ["envoy would be back"]}],
           "relations": [{"subject": "x", "rel": "leads", "object": "y", "evidence": "Norland's envoy"}],
           "claims": [{"source": "NOR", "source_text": "Norland", "cue": "said", "span": "the envoy would be back on Monday."}],
           "times": [{"text": "Sunday", "value": "2024-02-11"}, {"text": "Monday", "value": "2024-02-12"}]}
    return {"uri": uri, **out} if uri else out


def words(value):
    """The quotations of a gold record or of a packed one."""
    if isinstance(value, dict):
        return [w for k, v in value.items() if k not in ("type", "gist", "doc", "uri") for w in words(v)]
    if isinstance(value, list):
        return [w for v in value for w in words(v)]
    return [value] if isinstance(value, str) else []


def round_trip():
    whole = gold("x")
    before = json.dumps(whole)
    packed = json.loads(json.dumps(pack(whole, TEXT)))
    if json.dumps(whole) != before:
        yield "pack changes what it is given"
    if unpack(packed, TEXT) != {**whole, "published_text": None}:
        yield "unpack does not bring back what was packed"
    quoted = {w for w in words(packed) if len(w) > 2 and w in TEXT}
    if quoted:
        yield f"packed gold quotes its text: {sorted(quoted)}"
    for kind, field in [("events", "trigger"), ("relations", "evidence"), ("claims", "cue"), ("times", "text")]:
        sick = gold("x")
        sick[kind][0][field] = ["Westland"] if field == "trigger" else "Westland"
        try:
            pack(sick, TEXT)
            yield f"{kind} {field}: what does not stand in the text is packed"
        except ValueError:
            pass


def run(here, *arguments):
    """sets.py over the folder `here`; its exit message or None, and what it says."""
    said = io.StringIO()
    with mock.patch.object(sets, "HERE", here), mock.patch.object(sys, "argv", ["sets.py", *map(str, arguments)]), \
            contextlib.redirect_stderr(said):
        try:
            sets.main()
            return None, said.getvalue()
        except SystemExit as end:
            return str(end), said.getvalue()


def laid_out(out, name):
    """Documents of a set, as each of its three places has them."""
    return ([p.stem for p in sorted((out / name / "texts").glob("*"))],
            [p.stem for p in sorted((out / name / "gold").glob("*"))],
            sorted(json.loads(line)["uri"].removesuffix(".txt") for line in open(out / name / "all.jsonl", encoding="utf-8")))


def parted(out, train, held, other=()):
    for name, want in (("train", sorted(train)), ("held", sorted(held)), ("held_other", sorted(other))):
        for place, found in zip(("texts", "gold", "all.jsonl"), laid_out(out, name)):
            if found != want:
                yield f"{name}/{place} has {found} instead of {want}"


def invented(folder):
    here, out, news = folder / "gold", folder / "out", folder / "news.jsonl.gz"
    for part in ("own/texts", "own/gold", "news", "judged"):
        (here / part).mkdir(parents=True)
    (here / "held.txt").write_text("own2\nown5\nnews2\n")
    with open(here / "own/meta.jsonlines", "w") as metas:
        for doc, part in (("own1", {}), ("own2", {}), ("own3", {}), ("own4", {"part": "other"}), ("own5", {"part": "other"})):
            metas.write(json.dumps({"uri": f"{doc}.txt", "outlet": "The Day", "published": None, **part}) + "\n")
            (here / f"own/texts/{doc}.txt").write_text(TEXT, encoding="utf-8")
            (here / f"own/gold/{doc}.json").write_text(json.dumps(gold(doc)))
    for doc in ("news1", "news2"):
        (here / f"news/{doc}.json").write_text(json.dumps(pack(gold(doc, f"paper/{doc}"), TEXT)))
    (here / "judged/aid.jsonlines").write_text(json.dumps({"uri": "paper/other", "span": [0, 1]}) + "\n")
    with gzip.open(news, "wt", encoding="utf-8") as lines:
        for uri in ("paper/news1", "paper/news2", "paper/other", "paper/unused"):
            lines.write(json.dumps({"uri": uri, "outlet": "The Day", "published": "2024-02-13", "text": TEXT}) + "\n")

    end, said = run(here, out)
    if end or "SKIPPED" not in said:
        yield f"without news it does not say what is skipped: {end} {said}"
    yield from parted(out, ["own1", "own3", "own4"], ["own2"], ["own5"])
    end, said = run(here, out, news)
    if end or said:
        yield f"with news: {end} {said}"
    yield from parted(out, ["news1", "own1", "own3", "own4"], ["news2", "own2"], ["own5"])
    for name, doc in (("train", "news1"), ("held", "news2")):
        path = out / name / f"gold/{doc}.json"
        if not path.exists() or json.loads(path.read_text(encoding="utf-8")) != {**gold(doc, f"paper/{doc}"), "published_text": None}:
            yield f"{doc} is not what was packed"
    uris = [json.loads(line)["uri"] for line in open(out / "judged.docs.jsonl", encoding="utf-8")]
    if uris != ["paper/other"]:
        yield f"articles of the judged readings: {uris}"

    # What was held out later leaves the training set that lies there already.
    (here / "held.txt").write_text("own1\nown2\nown5\nnews2\n")
    run(here, out, news)
    yield from parted(out, ["news1", "own3", "own4"], ["news2", "own1", "own2"], ["own5"])
    (here / "news/news3.json").write_text(json.dumps(pack(gold("news3", "paper/gone"), TEXT)))
    end, _ = run(here, out, news)
    if not end or "paper/gone" not in end:
        yield f"an article that is not among the news is passed over: {end}"


def copied():
    words = [f"w{i}" for i in range(100)]
    text = " ".join(words)
    half = " ".join(words[:45] + [f"x{i}" for i in range(55)])
    third = " ".join(words[:30] + [f"y{i}" for i in range(70)])
    found = set(copies.copies({"text": text, "again": "Lead. " + text, "half": half, "third": third, "tiny": "w1 w2"}))
    want = {("text", "again"), ("text", "half"), ("again", "half")}
    if {frozenset(p) for p in found} != {frozenset(p) for p in want}:
        yield f"copies.py finds {sorted(found)} instead of {sorted(want)}"


def own(folder):
    held = set((sets.HERE / "held.txt").read_text().split())
    docs = {p.stem for p in (sets.HERE / "own/gold").glob("*.json")}
    run(sets.HERE, folder)
    if not docs & held or not docs - held:
        yield "tests/gold/own is not parted"
    metas = map(json.loads, open(sets.HERE / "own/meta.jsonlines", encoding="utf-8"))
    other = {m["uri"].removesuffix(".txt") for m in metas if m.get("part") == "other"}
    yield from parted(folder, docs - held, (docs & held) - other, docs & held & other)
    for doc in sorted(docs):
        text = (sets.HERE / f"own/texts/{doc}.txt").read_text(encoding="utf-8")
        whole = json.loads((sets.HERE / f"own/gold/{doc}.json").read_text(encoding="utf-8"))
        if unpack(pack(whole, text), text) != {**whole, "published_text": None}:
            yield f"{doc} does not come back from its places"


def main():
    with tempfile.TemporaryDirectory() as folder:
        faults = [*round_trip(), *copied(), *invented(pathlib.Path(folder, "a")), *own(pathlib.Path(folder, "b"))]
    print("\n".join(faults) or "standoff.py, sets.py and copies.py: no fault")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
