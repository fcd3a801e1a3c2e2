#!/usr/bin/env python3
"""Which PLOVER types and modes the frames cover, and how many predicates they know.

usage: coverage.py [--check]   print the tables; --check fails where a pair of type and mode has no
                               frame, or fewer than 700 distinct predicates are known, or none of
                               the yes sentences of a pair's frames is read as declared,
                               or a word of not_acts.tsv is a predicate all the same

A predicate is a word (or phrase) with its use: a verb, a masdar, a noun, a participle, a fixed phrase,
or a light verb with the noun that it carries. Words of the same spelling in several frames count once.
Light verbs are counted apart: each masdar or noun with each light verb that its frames name
themselves; those of data/frames/light_verbs.tsv go with every one and are not multiplied out.
Python 3 standard library only.
"""
import collections
import pathlib
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FRAMES = ROOT / "data/frames"
XFAIL = ROOT / "tests/cases/events/frames.xfail"  # sentences that are not read yet
ASKED = 700  # distinct predicates, light-verb combinations not counted
USES = ["verb", "masdar", "noun", "participle", "phrase"]


def rows(name):
    lines = (FRAMES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def read_frames():
    for path in sorted(FRAMES.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))["frame"]


def predicates(frame):
    for use in USES:
        for word in frame.get(use, []):
            yield use, word
    for light in frame.get("light", []):
        for use in ("masdar", "noun"):
            for word in frame.get(use, []):
                yield "light", f"{light} {word}"


def lacking(frames, modes, types):
    """The types and pairs that no frame has."""
    have = {(f["type"], f["mode"]) for f in frames}
    named = {f["type"] for f in frames}
    return [kind for kind in types if kind not in named] + [
        f"{kind} {mode}" for kind, mode in modes if (kind, mode) not in have]


def unread(frames, modes):
    """The pairs none of whose yes sentences the program reads (tests/cases/events says which)."""
    lines = XFAIL.read_text(encoding="utf-8").splitlines()
    failing = {tuple(line.split("\t")[:3]) for line in lines if line and not line.startswith("#")}
    read = {(f["type"], f["mode"]) for f in frames for i in range(len(f["yes"]))
            if (f["id"], "yes", str(i)) not in failing}
    return [f"{kind} {mode}" for kind, mode in modes if (kind, mode) not in read]


def contradictions(frames):
    """Words judged to be no act that are predicates of frames."""
    known = collections.defaultdict(set)
    for frame in frames:
        for use, word in predicates(frame):
            known["masdar" if use == "noun" else use].add(word)
    lines = (ROOT / "tools/frames/not_acts.tsv").read_text(encoding="utf-8").splitlines()
    judged = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [f"{word} ({use})" for word, use, _ in judged if word in known[use]]


def main():
    if sys.argv[1:] not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    frames = list(read_frames())
    modes = [tuple(row) for row in rows("modes.tsv")]
    types = list(dict.fromkeys(row[1] for row in rows("cameo.tsv")))
    counts = collections.defaultdict(set)
    for frame in frames:
        for use, word in predicates(frame):
            counts[(frame["type"], frame["mode"]), use].add(word)
            counts[frame["type"], use].add(word)
            counts["all", use].add(word)
    columns = [*USES, "light"]
    print(f"{'':24}{'frames':>8}" + "".join(f"{use:>11}" for use in columns))

    def line(name, key, number):
        print(f"{name:24}{number:>8}" + "".join(f"{len(counts[key, use]):>11}" for use in columns))

    for kind in types:
        line(kind, kind, sum(f["type"] == kind for f in frames))
        for mode in ["", *(m for k, m in modes if k == kind)]:
            of_pair = sum((f["type"], f["mode"]) == (kind, mode) for f in frames)
            if of_pair or mode:
                line("  " + (mode or "(no mode)"), (kind, mode), of_pair)
    line("all", "all", len(frames))
    words = {word for use in USES for word in counts["all", use]}
    total = sum(len(counts["all", use]) for use in USES)
    missing = lacking(frames, modes, types)
    print(f"{len(types)} types, {len(modes)} pairs of type and mode: "
          f"{'all have frames' if not missing else 'without a frame: ' + ', '.join(missing)}")
    print(f"{total} distinct predicates ({len(words)} distinct spellings; asked {ASKED}), "
          f"{len(counts['all', 'light'])} light-verb combinations besides")
    deaf = unread(frames, modes)
    if deaf:
        print("none of the yes sentences is read: " + ", ".join(deaf))
    both = contradictions(frames)
    if both:
        print("in not_acts.tsv, but predicates of frames: " + ", ".join(both))
    # The check can fail: without a pair's frames it is lacking.
    bare = [f for f in frames if (f["type"], f["mode"]) != modes[0]]
    if f"{modes[0][0]} {modes[0][1]}" not in lacking(bare, modes, types):
        print("the check of coverage does not work")
        return 1
    return 1 if sys.argv[1:] and (missing or deaf or both or total < ASKED) else 0


if __name__ == "__main__":
    sys.exit(main())
