#!/usr/bin/env python3
"""Train the linear models of the events stage (docs/models/events.md).

usage: train.py sides  SET... --out WEIGHTS < READINGS                    the models of sides
       train.py accept SET... --weights OLD --out WEIGHTS < READINGS      the model of readings

READINGS is the output of event_readings over the documents; SET is TEXT_DIR:GOLD_DIR as
gold/score.py takes them. A document belongs to the set that has its gold file.
"""
import argparse
import json
import math
import pathlib
import random
import sys

CHOICE = {"actor": 0.2, "recipient": 0.08}  # odds against nobody that the best party must reach
GOLD_WEIGHT = 3.0
ACCEPT = 0.34  # probability that a reading must reach
L2 = {"sides": 4.0, "accept": 20.0}
ROUNDS = 60


def load_score(path):
    import importlib.util
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Documents:
    """Readings beside their gold."""

    def __init__(self, readings, sets, score):
        self.score = score
        lines = iter(readings)
        self.names = json.loads(next(lines))["features"]
        self.docs = []
        self.unknown = []
        for line in lines:
            d = json.loads(line)
            stem = pathlib.PurePath(d["uri"]).stem
            for texts, gold in sets:
                path = pathlib.Path(gold) / f"{stem}.json"
                if path.exists():
                    d["id"] = stem
                    d["gold"] = json.loads(path.read_text(encoding="utf-8"))
                    d["text"] = (pathlib.Path(texts) / f"{stem}.txt").read_text(encoding="utf-8")
                    self.docs.append(d)
                    break
            else:
                self.unknown.append(d)

    def spans(self, doc, event):
        cache = doc.setdefault("spans", {})
        key = id(event)
        if key not in cache:
            cache[key] = [o for t in event["trigger"] for o in self.score.occurrences(doc["text"], t)]
        return cache[key]

    def add_judged(self, path):
        """Single readings that somebody judged: a gold of one trigger each, without a text."""
        by = {}
        for line in open(path, encoding="utf-8"):
            j = json.loads(line)
            by.setdefault(j["uri"], []).append(j)
        for doc in self.unknown:
            if doc["uri"] not in by:
                continue
            doc["id"] = doc["uri"]
            doc["judged"] = by[doc["uri"]]
            self.docs.append(doc)

    def judgement(self, doc, reading):
        for j in doc["judged"]:
            if j["asked"] == reading["type"] and j["span"][0] < reading["trigger"][1] and reading["trigger"][0] < j["span"][1]:
                return j
        return None

    def told(self, doc, reading):
        """The gold event that this reading tells of by type and place, nearest first; or None."""
        if "judged" in doc:
            j = self.judgement(doc, reading)
            types = [j["type"], *j["alt"]] if j and j["event"] else []
            return j if reading["type"] in types else None
        best, best_gap = None, 1 << 30
        b, e = reading["trigger"]
        for g in doc["gold"]["events"]:
            if reading["type"] != g["type"] and reading["type"] not in g.get("alt", []):
                continue
            for gb, ge in self.spans(doc, g):
                gap = max(0, gb - e, b - ge) * 2 + (reading["type"] != g["type"])
                if gap < best_gap:
                    best, best_gap = g, gap
        return best if best_gap <= 30 else None

    def label(self, doc, reading):
        """1: tells a core event rightly; 0: tells none; None: neither counts."""
        names = {}
        if "judged" in doc:
            j = self.judgement(doc, reading)
            if j is None:
                return None
            s = {"type": reading["type"], "actor": reading["actor"], "recipient": reading["recipient"], "triggers": [[0, 1]]}
            g = {"type": j["type"], "alt": j["alt"], "actor": j["actor"], "recipient": j["recipient"], "trigger": ["x"]}
            return int(j["event"] and self.score.event_matches(g, s, "x", names))
        s = {"type": reading["type"], "actor": reading["actor"], "recipient": reading["recipient"],
             "triggers": [reading["trigger"]]}
        weak = False
        for g in doc["gold"]["events"]:
            if self.score.event_matches(g, s, doc["text"], names):
                if g.get("core", True):
                    return 1
                weak = True
        return None if weak else 0


def fits(score, gold_codes, codes):
    """Do these codes fill a side of which gold says this?"""
    named = [c for c in gold_codes if not c.startswith("GEN:")]
    if named:
        right = [c for c in codes if not c.startswith("GEN:") and any(score.same(g, c) for g in named)]
        return bool(right) and 2 * len(right) >= len([c for c in codes if not c.startswith("GEN:")])
    kinds = {c.split(":")[1] for c in gold_codes}
    return any(c.startswith("GEN:") and c.split(":")[1] in kinds for c in codes)


def questions(documents, model):
    """[(doc, [(features, right)])]: one a side that was open."""
    out = []
    score = documents.score
    for doc in documents.docs:
        for r in doc["readings"]:
            asked = [s for s in r["sides"] if s["model"] == model]
            if not asked:
                continue
            g = documents.told(doc, r)
            if g is None:
                continue
            want = g["actor"] if model == "actor" else g["recipient"]
            if g["type"] in score.UNORDERED:
                other = g["recipient"] if model == "actor" else g["actor"]
                have = r["recipient"] if model == "actor" else r["actor"]
                # whichever side is which: what is not on the other side already
                pool = want + other
                if have and fits(score, want, have) and not fits(score, other, have):
                    want = other
                elif not have:
                    want = pool
            out.append((doc["id"], [(s["features"], fits(score, want, s["codes"])) for s in asked]))
    return out


def train_choice(data, size):
    """Weights of a choice among candidates and nobody, whose score is 0."""
    w = [0.0] * size
    acc = [1e-6] * size
    order = list(range(len(data)))
    rng = random.Random(1)
    for epoch in range(ROUNDS):
        rng.shuffle(order)
        rate = 0.3 / (1 + epoch / 10)
        for k in order:
            _, candidates = data[k]
            scores = [sum(w[f] for f in fs) for fs, _ in candidates]
            top = max(0.0, max(scores))
            odds = [math.exp(s - top) for s in scores]
            nobody = math.exp(-top)
            total = sum(odds) + nobody
            right = sum(o for o, (_, y) in zip(odds, candidates) if y)
            grad = {}
            for o, (fs, y) in zip(odds, candidates):
                target = o / right if y and right > 0 else 0.0
                d = target - o / total
                if abs(d) < 1e-4:
                    continue
                for f in fs:
                    grad[f] = grad.get(f, 0.0) + d
            for f, d in grad.items():
                d -= L2["sides"] * w[f] / len(data)
                acc[f] += d * d
                w[f] += rate * d / math.sqrt(acc[f])
    return w


def choose(w, candidates, threshold):
    scores = [sum(w[f] for f in fs) for fs, _ in candidates]
    odds = [math.exp(min(s, 50)) for s in scores]
    total = sum(odds) + 1
    best = max(range(len(odds)), key=lambda i: odds[i])
    return (best, odds[best] / total) if odds[best] / total >= threshold else (None, 1 / total)


def train_yes_no(data, size):
    """data: [(features, label, weight)]."""
    w = [0.0] * size
    acc = [1e-6] * size
    order = list(range(len(data)))
    rng = random.Random(1)
    for epoch in range(ROUNDS):
        rng.shuffle(order)
        rate = 0.3 / (1 + epoch / 10)
        for k in order:
            fs, y, weight = data[k]
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(w[f] for f in fs)))))
            for f in fs:
                d = (y - p) * weight - 8 * L2["accept"] * w[f] / len(data)
                acc[f] += d * d
                w[f] += rate * d / math.sqrt(acc[f])
    return w


def folds_of(ids, n):
    ids = sorted(set(ids))
    rng = random.Random(7)
    rng.shuffle(ids)
    return [set(ids[i::n]) for i in range(n)]


def report_sides(data, size, model):
    for threshold in (0.2, 0.3, 0.4, 0.5):
        right = wrong = missed = 0
        for held in folds_of([d for d, _ in data], 5):
            if threshold == 0.2:
                report_sides.cache[(model, frozenset(held))] = train_choice([x for x in data if x[0] not in held], size)
            w = report_sides.cache[(model, frozenset(held))]
            for d, candidates in data:
                if d not in held:
                    continue
                best, p = choose(w, candidates, threshold)
                any_right = any(y for _, y in candidates)
                if best is None:
                    missed += any_right
                elif candidates[best][1]:
                    right += 1
                else:
                    wrong += 1
                    missed += any_right
        print(f"{model} held out, threshold {threshold}: right {right} wrong {wrong} missed {missed} of {len(data)} questions",
              file=sys.stderr)


report_sides.cache = {}


def weight_of(doc):
    """Whole articles count more than single readings of random news, most of it not political."""
    return 1.0 if "/" in doc else GOLD_WEIGHT


def accept_data(documents):
    out = []
    for doc in documents.docs:
        for r in doc["readings"]:
            y = documents.label(doc, r)
            if y is not None:
                out.append((doc["id"], r["features"], y))
    return out


def simulate(documents, weights_of, threshold):
    """Found, missed and spurious of events if the readings at or above `threshold` stood alone."""
    score = documents.score
    found = gold_n = spurious = 0
    for doc in documents.docs:
        if "judged" in doc:
            continue
        w = weights_of(doc["id"])
        best = {}
        for r in doc["readings"]:
            p = 1 / (1 + math.exp(-sum(w[f] for f in r["features"])))
            if p >= threshold and p > best.get(r["token"], (0, None))[0]:
                best[r["token"]] = (p, r)
        have = [{"type": r["type"], "actor": r["actor"], "recipient": r["recipient"], "triggers": [r["trigger"]]}
                for _, r in best.values()]
        want = doc["gold"]["events"]
        pairs, extra = score.pair(want, have, lambda g, s: score.event_matches(g, s, doc["text"], {}))
        core = [i for i, g in enumerate(want) if g.get("core", True)]
        gold_n += len(core)
        found += sum(i in pairs for i in core)
        spurious += len({(have[j]["type"], tuple(have[j]["actor"]), tuple(have[j]["recipient"])) for j in extra})
    p = found / max(1, found + spurious)
    r = found / max(1, gold_n)
    return p, r, 2 * p * r / max(1e-9, p + r), found, gold_n, spurious


def report_accept(documents, size):
    data = accept_data(documents)
    cache = {}
    for held in folds_of([d["id"] for d in documents.docs], 5):
        w = train_yes_no([(f, y, weight_of(d)) for d, f, y in data if d not in held], size)
        for d in held:
            cache[d] = w
    for t in [x / 20 for x in range(3, 14)]:
        p, r, f1, found, n, spurious = simulate(documents, lambda d: cache[d], t)
        print(f"accept held out, threshold {t:.2f}: P {p:.3f} R {r:.3f} F1 {f1:.3f} ({found} of {n}, spurious {spurious})", file=sys.stderr)
    # reliability
    bins = {}
    for d, fs, y in data:
        w = cache[d]
        p = 1 / (1 + math.exp(-sum(w[f] for f in fs)))
        b = min(9, int(p * 10))
        n, s, t = bins.get(b, (0, 0, 0.0))
        bins[b] = (n + 1, s + y, t + p)
    for b in sorted(bins):
        n, s, t = bins[b]
        print(f"  said {t / n:.2f} held {s / n:.2f} ({n})", file=sys.stderr)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["sides", "accept"])
    ap.add_argument("sets", nargs="+")
    ap.add_argument("--score", default=None)
    ap.add_argument("--weights", help="file whose other models are kept")
    ap.add_argument("--out", required=True)
    ap.add_argument("--judged", help="JSON lines: uri, span, asked, event, type, alt, actor, recipient")
    ap.add_argument("--quiet", action="store_true")
    args = ap.parse_args()
    score = load_score(args.score or pathlib.Path(__file__).resolve().parents[2] / "../shared/gold/score.py")
    documents = Documents(sys.stdin, [s.split(":") for s in args.sets], score)
    if args.judged:
        documents.add_judged(args.judged)
    rows = []
    if args.weights:
        for line in open(args.weights, encoding="utf-8"):
            cells = line.rstrip("\n").split("\t")
            mine = ("actor", "recipient") if args.what == "sides" else ("accept",)
            if line.startswith("#") or cells[0] == "model" or cells[0] in mine:
                continue
            rows.append(line.rstrip("\n"))
    if args.what == "sides":
        for model in ("actor", "recipient"):
            data = questions(documents, model)
            size = len(documents.names[model])
            if not args.quiet:
                report_sides(data, size, model)
            w = train_choice(data, size)
            rows.append(f"{model}\tthreshold\t{CHOICE[model]}")
            rows += [f"{model}\t{n}\t{v:.3f}" for n, v in zip(documents.names[model], w) if abs(v) >= 0.005]
    else:
        size = len(documents.names["accept"])
        if not args.quiet:
            report_accept(documents, size)
        w = train_yes_no([(f, y, weight_of(d)) for d, f, y in accept_data(documents)], size)
        rows.append(f"accept\tthreshold\t{ACCEPT}")
        rows += [f"accept\t{n}\t{v:.3f}" for n, v in zip(documents.names["accept"], w) if abs(v) >= 0.005]
    order = {"actor": 0, "recipient": 1, "accept": 2}
    rows.sort(key=lambda r: order[r.split("\t")[0]])
    with open(args.out, "w", encoding="utf-8") as out:
        out.write("# Weights of the event models: docs/models/events.md.\n"
                  "# Columns: model, feature (block=value, src/events/model.cc) or threshold, weight (natural logarithm).\n"
                  "# Trained by tools/events. Licence: CC0-1.0.\n"
                  "model\tfeature\tweight\n")
        out.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
