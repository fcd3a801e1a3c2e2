"""Gold records without their text: every exact substring is written as its place instead.

Other people's articles may not stand in the repository, facts about them may. `pack` turns the
substrings of a gold file (../shared/gold/GUIDELINES.md) into spans of code points, `unpack` turns
them back with the text at hand.
"""

FIELDS = {"relations": ("evidence",), "claims": ("source_text", "cue", "span"), "times": ("text",)}


def _place(text, part):
    at = text.find(part)
    if at < 0:
        raise ValueError(f"not in the text: {part!r}")
    return [at, at + len(part)]


def pack(gold, text):
    out = {k: v for k, v in gold.items() if k != "published_text"}
    out["events"] = [{**e, "trigger": [_place(text, t) for t in e["trigger"]]} for e in gold["events"]]
    for kind, fields in FIELDS.items():
        out[kind] = [{**item, **{f: _place(text, item[f]) for f in fields}} for item in gold[kind]]
    return out


def unpack(packed, text):
    out = dict(packed, published_text=None)
    out["events"] = [{**e, "trigger": [text[b:e_] for b, e_ in e["trigger"]]} for e in packed["events"]]
    for kind, fields in FIELDS.items():
        out[kind] = [{**item, **{f: text[item[f][0]:item[f][1]] for f in fields}} for item in packed[kind]]
    return out
