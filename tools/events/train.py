#!/usr/bin/env python3
"""Train the linear models of the events stage (docs/models/events.md).

usage: train.py sides  SET... --out WEIGHTS [--folds DIR] < READINGS   the models of sides
       train.py accept SET... --weights OLD --out WEIGHTS < READINGS   the model of readings
       train.py same   SET... --weights OLD --out WEIGHTS < READINGS   the model of retellings
       train.py attributes SET... --weights OLD --out WEIGHTS < READINGS   the models of dates and sources
       train.py parts DOCUMENTS DIR                                    DOCUMENTS, a file a fold

READINGS is the output of event_readings over the documents; SET is TEXT_DIR:GOLD_DIR as
gold/score.py takes them. A document belongs to the set that has its gold file. --folds DIR also writes, or
completes, DIR/K.tsv, models that have not seen the documents of fold K: the readings of those documents that
teach the next model must be made with them, or it learns to trust what was learnt by heart.

Needs scipy (Debian: python3-scipy).
"""
import argparse
import hashlib
import importlib.util
import json
import math
import multiprocessing
import os
import pathlib
import sys

import numpy as np
from scipy import optimize, sparse

# Odds against nobody that the best party must reach, and against none the best time or claim.
CHOICE = {"actor": 0.7, "recipient": 0.3, "same": 1.0, "date": 0.6, "source": 0.55}
ACCEPT = 0.33  # probability that a reading must reach
# Whole articles count more than single readings of random news, most of it not political. For dates and sources
# those most whose annotation a second reader reviewed: there annotators differ.
WEIGHT = {"judged": 1.0, "annotated": 3.0}
REVIEWED = ("seeds", "dev")  # folders
REVIEWED_ATTRIBUTES = 3.0
L2 = {"sides": 12.0, "accept": 25.0, "source": 6.0}  # half the inverse variance that a weight is thought to have
FOLDS = 5
# What it costs to take an act told first for a retelling, and to miss a retelling, by how its reading tells of it
# (acts_told): a retelling beside a trigger of gold is never counted as spurious.
SAME_COST = {"right": (1.0, 0.3), "wrong": (0.2, 1.0), "elsewhere": (0.0, 1.0)}
SMALLEST = 0.005  # weights below are left out
WORD_DOCUMENTS = 5  # a word is looked at if that many documents have it
SMALLEST_WORD = 0.08
HEAD = """# Weights of the event models: docs/models/events.md.
# Columns: model, feature (block=value, src/events/model.cc; frame=id) or threshold, weight (natural logarithm).
# Trained by tools/events. Licence: CC0-1.0.
model\tfeature\tweight
"""


def load_score(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fold_of(uri):
    """The same for a document whatever the others are."""
    return hashlib.sha256(pathlib.PurePath(uri).stem.encode()).digest()[0] % FOLDS


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
            if "features" in d:
                continue
            stem = pathlib.PurePath(d["uri"]).stem
            d["fold"] = fold_of(d["uri"])
            for texts, gold in sets:
                path = pathlib.Path(gold) / f"{stem}.json"
                if path.exists():
                    d["id"] = stem
                    d["weight"] = WEIGHT["annotated"]
                    d["reviewed"] = pathlib.Path(gold).name in REVIEWED
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
            if doc["uri"] in by:
                doc["id"] = doc["uri"]
                doc["judged"] = by[doc["uri"]]
                doc["weight"] = WEIGHT["judged"]
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
        return self.told_near(doc, reading["type"], [reading["trigger"]])

    def told_near(self, doc, kind, triggers):
        best, best_gap = None, 1 << 30
        for g in doc["gold"]["events"]:
            if kind != g["type"] and kind not in g.get("alt", []):
                continue
            for gb, ge in self.spans(doc, g):
                for b, e in triggers:
                    gap = max(0, gb - e, b - ge) * 2 + (kind != g["type"])
                    if gap < best_gap:
                        best, best_gap = g, gap
        return best if best_gap <= 30 else None

    def label(self, doc, reading):
        """1: tells a core event rightly; 0: tells none; None: neither counts."""
        names = doc["names"]
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


def fits(score, gold_codes, codes, names):
    """Do these codes fill a side of which gold says this? `names` spells those that are people."""
    named = [c for c in gold_codes if not c.startswith("GEN:")]
    if named:
        right = [c for c in codes if not c.startswith("GEN:") and any(score.same(g, c, names) for g in named)]
        return bool(right) and 2 * len(right) >= len([c for c in codes if not c.startswith("GEN:")])
    kinds = {c.split(":")[1] for c in gold_codes}
    return any(c.startswith("GEN:") and c.split(":")[1] in kinds for c in codes)


def with_words(documents, names, cases):
    """Adds a feature for each word that is not rare, after those in `names`; `cases` gives a document's."""
    seen = {}
    for doc in documents.docs:
        for name in {n for case in cases(doc) for n in case["words"]}:
            seen[name] = seen.get(name, 0) + 1
    names = list(names)
    ids = {}
    for name in sorted(n for n, count in seen.items() if count >= WORD_DOCUMENTS):
        ids[name] = len(names)
        names.append(name)
    for doc in documents.docs:
        for case in cases(doc):
            case["features"] = case["features"] + [ids[n] for n in case["words"] if n in ids]
    return names


def questions(documents, model):
    """[(fold, [(features, right)], weight)]: one a side that was open."""
    out = []
    score = documents.score
    for doc in documents.docs:
        names = doc["names"]
        for r in doc["readings"]:
            asked = [s for s in r["sides"] if s["model"] == model]
            if not asked:
                continue
            g = documents.told(doc, r)
            if g is None:
                continue
            want = g["actor"] if model == "actor" else g["recipient"]
            if g["type"] in score.UNORDERED:
                # Gold's order says who visits or supports whom; the scorer takes either, and so does the
                # recipient if the actor was taken from gold's other side.
                if model == "recipient" and fits(score, want, r["actor"], names) and not fits(score, g["actor"], r["actor"], names):
                    want = g["actor"]
                elif model == "actor" and not want:
                    want = g["recipient"]
            out.append((doc["fold"], [(s["features"], fits(score, want, s["codes"], names)) for s in asked],
                        math.sqrt(doc["weight"])))
    return out


def attribute_questions(documents, model):
    """As questions(), of an event's date or source. Of dates that are right in part (a month for its day) the
    nearest count where none is right."""
    out = []
    score = documents.score
    for doc in documents.docs:
        if "judged" in doc:
            continue
        for a in doc["attributes"]:
            g = documents.told_near(doc, a["type"], a["triggers"]) if a["model"] == model and a["options"] else None
            if g is None:
                continue
            if model == "date":
                right = [score.date_credit(g["date"], o["codes"][0]) or 0 for o in a["options"]]
            else:
                right = [float(any(score.same(x, y, doc["names"]) for x in g["source"] for y in o["codes"])) for o in a["options"]]
            top = max(right)
            out.append((doc["fold"], [(o["features"], 0 < r == top) for o, r in zip(a["options"], right)],
                        math.sqrt(doc["weight"] * (REVIEWED_ATTRIBUTES if doc["reviewed"] else 1.0))))
    return out


def acts_told(documents, doc, reading):
    """The gold events of which this accepted reading tells, and how it does: "right" those that it matches, "wrong" the
    one of its type there, whose sides it has wrong, "elsewhere" those whose type and sides it repeats where gold has
    no trigger."""
    score, events = documents.score, doc["gold"]["events"]
    s = {k: reading[k] for k in ("type", "actor", "recipient", "triggers")}

    def matches(gold):
        return score.event_matches(gold, s, doc["text"], doc["names"])

    here = documents.told_near(doc, reading["type"], reading["triggers"])
    right = [g for g in events if matches(g)]
    if right:
        return "right", {id(g) for g in ([here] if any(here is g for g in right) else right)}
    if here is not None:
        return "wrong", {id(here)}
    begin, end = reading["triggers"][0]
    return "elsewhere", {id(g) for g in events if matches({**g, "trigger": [doc["text"][begin:end]]})}


def same_questions(documents):
    """As questions(): which earlier readings tell of the same act as this one. One that tells of no gold event
    asks nothing."""
    out = []
    for doc in documents.docs:
        if "judged" in doc:
            continue
        asked = [a for a in doc["attributes"] if a["model"] == "same"]
        told = [acts_told(documents, doc, a) for a in asked]
        for a, (how, acts) in zip(asked, told):
            options = [(o["features"], bool(acts & told[int(o["codes"][0])][1])) for o in a["options"]]
            again = any(y for _, y in options)
            cost = SAME_COST[how][again]
            if acts and options and cost:
                out.append((doc["fold"], options, math.sqrt(doc["weight"]) * cost))
    return out


def minimise(loss, size):
    found = optimize.minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300, "maxfun": 400})
    return found.x


def matrix(rows, size):
    starts = np.cumsum([0] + [len(r) for r in rows])
    columns = np.fromiter((f for r in rows for f in r), dtype=np.int32, count=starts[-1])
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), size))


def each(task, items):
    """[task(i) for i in items], on all cores; what `task` refers to is shared, not sent."""
    global _task
    _task = task
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.map(_do, items, chunksize=1)


def _do(item):
    return _task(item)


class Choices:
    """Questions as arrays: forked processes share them (lists would be copied, each look at them counts)."""

    def __init__(self, data, size):
        self.x = matrix([f for _, candidates, _ in data for f, _ in candidates], size)
        self.right = np.array([y for _, candidates, _ in data for _, y in candidates], dtype=float)
        self.counts = np.array([len(candidates) for _, candidates, _ in data])
        self.fold = np.array([k for k, _, _ in data])
        self.weight = np.array([w for _, _, w in data])

    def only(self, chosen):
        """Those questions for which `chosen` is true."""
        part = Choices.__new__(Choices)
        rows = np.repeat(chosen, self.counts)
        part.x, part.right = self.x[rows], self.right[rows]
        part.counts, part.fold, part.weight = self.counts[chosen], self.fold[chosen], self.weight[chosen]
        return part


def without_each_fold(choices, l2=L2["sides"]):
    """Weights without each fold, then those of all questions."""
    return each(lambda k: train_choice(choices if k is None else choices.only(choices.fold != k), l2), [*range(FOLDS), None])


def train_choice(choices, l2=L2["sides"]):
    """Weights of a choice among candidates and nobody, whose score is 0: all right ones count together."""
    x, right, weight = choices.x, choices.right, choices.weight
    starts = np.cumsum(np.concatenate(([0], choices.counts[:-1])))
    group = np.repeat(np.arange(len(weight)), choices.counts)
    none_right = np.add.reduceat(right, starts) == 0

    def loss(w):
        odds = np.exp(np.clip(x @ w, -40, 40))
        total = np.add.reduceat(odds, starts) + 1
        good = np.add.reduceat(odds * right, starts) + none_right
        target = odds * right / good[group]
        gradient = x.T @ (weight[group] * (odds / total[group] - target))
        return np.sum(weight * (np.log(total) - np.log(good))) + l2 * w @ w / 2, gradient + l2 * w

    return minimise(loss, x.shape[1])


def train_yes_no(x, y, weight):
    def loss(w):
        s = x @ w
        p = 1 / (1 + np.exp(-s))
        value = np.sum(weight * (np.logaddexp(0, s) - y * s))
        return value + L2["accept"] * w @ w / 2, x.T @ (weight * (p - y)) + L2["accept"] * w

    return minimise(loss, x.shape[1])


def score_of(w, features):
    return sum(w[f] for f in features)


def report_sides(choices, folds, model):
    right = wrong = missed = nobody = 0
    for k, w in enumerate(folds):
        part = choices.only(choices.fold == k)
        odds = np.exp(np.minimum(part.x @ w, 50))
        ends = np.cumsum(part.counts)
        for begin, end in zip(ends - part.counts, ends):
            best = begin + int(np.argmax(odds[begin:end]))
            given = odds[best] >= CHOICE[model]
            can = part.right[begin:end].any()
            if given and part.right[best]:
                right += 1
            elif can:
                missed += not given
                wrong += given
            else:
                nobody += not given
    print(f"{model} held out: right {right}, wrong {wrong}, missed {missed}, rightly nobody {nobody}, of {len(choices.fold)} questions",
          file=sys.stderr)


def with_frames(documents):
    """A feature for each frame, after those that event_readings named."""
    names = list(documents.names["accept"])
    ids = {}
    for doc in documents.docs:
        for r in doc["readings"]:
            if r["frame"] not in ids:
                ids[r["frame"]] = len(names)
                names.append(f"frame={r['frame']}")
            r["features"] = r["features"] + [ids[r["frame"]]]
    return names


def accept_data(documents):
    out = []
    for doc in documents.docs:
        for r in doc["readings"]:
            y = documents.label(doc, r)
            if y is not None:
                out.append((doc, r["features"], y))
    return out


def probability(w, features):
    return 1 / (1 + math.exp(-score_of(w, features)))


def simulate(documents, weights_of, threshold):
    """Found, missed and spurious of events if the readings at or above `threshold` stood alone."""
    score = documents.score
    found = gold_n = spurious = 0
    for doc in documents.docs:
        if "judged" in doc:
            continue
        best = {}
        for r in doc["readings"]:
            p = r["p"] if "p" in r else r.setdefault("p", probability(weights_of(doc), r["features"]))
            if p >= threshold and p > best.get(r["token"], (0, None))[0]:
                best[r["token"]] = (p, r)
        have = [{"type": r["type"], "actor": r["actor"], "recipient": r["recipient"], "triggers": [r["trigger"]]}
                for _, r in best.values()]
        want = doc["gold"]["events"]
        pairs, extra = score.pair(want, have, lambda g, s: score.event_matches(g, s, doc["text"], doc["names"]))
        core = [i for i, g in enumerate(want) if g.get("core", True)]
        gold_n += len(core)
        found += sum(i in pairs for i in core)
        spurious += len({(have[j]["type"], tuple(have[j]["actor"]), tuple(have[j]["recipient"])) for j in extra})
    p = found / max(1, found + spurious)
    r = found / max(1, gold_n)
    return p, r, 2 * p * r / max(1e-9, p + r), found, gold_n, spurious


def accept_folds(data, size):
    """Weights without each fold, then those of all data: [(document, features, label)]."""
    x = matrix([f for _, f, _ in data], size)
    y = np.array([label for _, _, label in data], dtype=float)
    weight = np.array([d["weight"] for d, _, _ in data])
    fold = np.array([d["fold"] for d, _, _ in data])

    def train(k):
        rows = fold != (-1 if k is None else k)
        return train_yes_no(x[rows], y[rows], weight[rows])

    return each(train, [*range(FOLDS), None])


def report_accept(documents, data, folds):
    for t in [x / 20 for x in range(3, 14)]:
        p, r, f1, found, n, spurious = simulate(documents, lambda d: folds[d["fold"]], t)
        print(f"accept held out, threshold {t:.2f}: P {p:.3f} R {r:.3f} F1 {f1:.3f} ({found} of {n}, spurious {spurious})", file=sys.stderr)
    # reliability
    bins = {}
    loss = 0.0
    for d, fs, y in data:
        p = probability(folds[d["fold"]], fs)
        loss -= math.log(max(1e-9, p if y else 1 - p))
        b = min(9, int(p * 10))
        n, s, t = bins.get(b, (0, 0, 0.0))
        bins[b] = (n + 1, s + y, t + p)
    for b in sorted(bins):
        n, s, t = bins[b]
        print(f"  said {t / n:.2f} held {s / n:.2f} ({n})", file=sys.stderr)
    print(f"  log loss {loss / len(data):.4f}", file=sys.stderr)


def rows_of(model, threshold, names, w, words=0):
    """`words`: how many of the last features are words."""
    least = [SMALLEST] * (len(names) - words) + [SMALLEST_WORD] * words
    return [f"{model}\tthreshold\t{threshold}"] + [
        f"{model}\t{n}\t{v:.3f}" for n, v, small in zip(names, w, least) if abs(v) >= small]


def kept_rows(path, trained):
    rows = []
    for line in open(path, encoding="utf-8") if path else []:
        model = line.split("\t")[0]
        if not line.startswith("#") and model != "model" and model not in trained:
            rows.append(line.rstrip("\n"))
    return rows


def write(path, rows):
    order = {"actor": 0, "recipient": 1, "accept": 2, "same": 3, "date": 4, "source": 5}
    rows = sorted(rows, key=lambda r: order[r.split("\t")[0]])
    pathlib.Path(path).write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def train_sides(documents, args):
    whole = kept_rows(args.weights, ("actor", "recipient"))
    folds = [list(whole) for _ in range(FOLDS)]
    for model in ("actor", "recipient"):
        names = with_words(documents, documents.names[model],
                           lambda doc: [s for r in doc["readings"] for s in r["sides"] if s["model"] == model])
        words = len(names) - len(documents.names[model])
        choices = Choices(questions(documents, model), len(names))
        *without, w = without_each_fold(choices)
        report_sides(choices, without, model)
        whole += rows_of(model, CHOICE[model], names, w, words)
        for rows, w in zip(folds, without):
            rows += rows_of(model, CHOICE[model], names, w, words)
    write(args.out, whole)
    if args.folds:
        args.folds.mkdir(parents=True, exist_ok=True)
        for k, rows in enumerate(folds):
            write(args.folds / f"{k}.tsv", rows)


def train_accept(documents, args):
    names = with_frames(documents)
    frames = len(names)
    names = with_words(documents, names, lambda doc: doc["readings"])
    data = accept_data(documents)
    *folds, whole = accept_folds(data, len(names))
    if not args.quiet:
        report_accept(documents, data, folds)
    for k, w in enumerate(folds if args.folds else []):
        path = args.folds / f"{k}.tsv"
        write(path, kept_rows(path, ("accept",)) + rows_of("accept", ACCEPT, names, w, len(names) - frames))
    write(args.out, kept_rows(args.weights, ("accept",)) + rows_of("accept", ACCEPT, names, whole, len(names) - frames))


def train_attributes(documents, args):
    rows = []
    folds = [[] for _ in range(FOLDS)]
    for model in ("date", "source"):
        names = with_words(documents, documents.names[model],
                           lambda doc: [o for a in doc["attributes"] if a["model"] == model for o in a["options"]])
        words = len(names) - len(documents.names[model])
        choices = Choices(attribute_questions(documents, model), len(names))
        *without, whole = without_each_fold(choices, L2.get(model, L2["sides"]))
        rows += rows_of(model, CHOICE[model], names, whole, words)
        if not args.quiet:
            report_sides(choices, without, model)
            for fold, w in zip(folds, without):
                fold += rows_of(model, CHOICE[model], names, w, words)
    for k, fold in enumerate(folds if args.folds and not args.quiet else []):
        path = args.folds / f"{k}.tsv"
        write(path, kept_rows(path, ("date", "source")) + fold)
    write(args.out, kept_rows(args.weights, ("date", "source")) + rows)


def train_same(documents, args):
    names = documents.names["same"]
    choices = Choices(same_questions(documents), len(names))
    *folds, whole = without_each_fold(choices)
    if not args.quiet:
        report_sides(choices, folds, "same")
    for k, w in enumerate(folds if args.folds else []):
        path = args.folds / f"{k}.tsv"
        write(path, kept_rows(path, ("same",)) + rows_of("same", CHOICE["same"], names, w))
    write(args.out, kept_rows(args.weights, ("same",)) + rows_of("same", CHOICE["same"], names, whole))


def parts(documents, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = [open(folder / f"{k}.jsonl", "w", encoding="utf-8") for k in range(FOLDS)]
    for line in open(documents, encoding="utf-8"):
        files[fold_of(json.loads(line)["uri"])].write(line)


def main():
    if sys.argv[1:2] == ["parts"] and len(sys.argv) == 4:
        parts(*sys.argv[2:])
        return
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["sides", "accept", "same", "attributes"])
    ap.add_argument("sets", nargs="+")
    ap.add_argument("--score", default=None)
    ap.add_argument("--weights", help="file whose other models are kept")
    ap.add_argument("--out", required=True)
    ap.add_argument("--folds", type=pathlib.Path, help="folder for the models without each fold, a file each")
    ap.add_argument("--judged", help="JSON lines: uri, span, asked, event, type, alt, actor, recipient")
    ap.add_argument("--quiet", action="store_true", help="no figures of held-out folds")
    args = ap.parse_args()
    score = load_score(args.score or pathlib.Path(__file__).resolve().parents[2] / "../shared/gold/score.py")
    documents = Documents(sys.stdin, [s.split(":") for s in args.sets], score)
    if args.judged:
        documents.add_judged(args.judged)
    {"sides": train_sides, "accept": train_accept, "same": train_same, "attributes": train_attributes}[args.what](documents, args)


if __name__ == "__main__":
    main()
