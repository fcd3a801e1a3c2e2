#!/usr/bin/env python3
"""Set isnad beside other tools: the same documents, one core, in one run. Python standard library only.

usage: run.py --build DIR [--shared DIR] [--work DIR] [--only NAME,...] [--rounds K] [--seed N] [--heavy] [--write]
       run.py --show [--work DIR] [--write]      the tables of what was measured, measuring nothing
       run.py --list

DIR of --build holds isnad, isnad.img, page_scores, warc_scan, copy_pairs and read_documents. Peers are those of peers.toml (or
--peers FILE); each is installed alone below --work (build/peers). One that cannot be installed or cannot answer is
listed with what it said, and the others go on. Prints a table a job; --write puts them into docs/peers.md.

What is measured: processor seconds, own and of children, of a process over a large input less those over a small one that the
large one begins with, so that start-up, loading and warming up do not count; isnad the same over the same documents, turn about
with the peer. The median of K rounds (3) and the least and most. Exit status: 0, whatever peers could not run; 1 where isnad
itself failed or no peer could run.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import resource
import statistics
import subprocess
import sys
import time
import tomllib

import compare
import inputs
import table
from install import Absent, install, reason

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
UNITS = {"words": "words", "dates": "words", "html": "pages", "warc": "MB", "json": "MB", "copies": "articles"}
DAY = "2015-08-01"
PROGRAMS = ("isnad", "isnad.img", "page_scores", "warc_scan", "copy_pairs", "read_documents")
LEAST = 0.004  # seconds of steady work; less is the noise of starting a program
LIMIT = 300  # seconds that one process may take


def one_core():
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measured(command, stdin=None, env=None, limit=LIMIT):
    """(processor seconds, wall seconds, last line of standard output); Absent with its reason where it fails."""
    with open(stdin or os.devnull, "rb") as source, subprocess.Popen(
            [str(c) for c in command], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env,
            preexec_fn=one_core) as process:
        begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            out, err = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Absent(f"took more than {limit} s") from None
    wall, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        raise Absent(reason(err.decode("utf-8", "replace")) + (f" (signal {-process.returncode})" if process.returncode < 0 else ""))
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = out.decode("utf-8", "replace").splitlines()
    return used, wall, lines[-1] if lines else ""


class Broken(Exception):
    """isnad's own side failed: nothing can be said about any peer."""


def ours_measured(command, stdin):
    try:
        return measured(command, stdin)
    except Absent as why:
        raise Broken(f"{' '.join(map(str, command))}: {why}") from None


class Runner:
    def __init__(self, args):
        self.args = args
        self.build = args.build.resolve()
        self.isnad = self.build / "isnad"
        missing = [n for n in PROGRAMS if not (self.build / n).exists()]
        if missing:
            raise Broken(f"{self.build} has no {', '.join(missing)}; './dev peers' builds them")
        self.work = args.work.resolve()
        self.inputs = self.work / "inputs"
        self.inputs.mkdir(parents=True, exist_ok=True)
        self.articles, self.source = inputs.news(args.shared, args.seed)
        self.ours_answers = {}

    # What isnad runs for a job over one of its inputs: command and file for standard input.
    def ours(self, job, path):
        return {"words": lambda: ([self.isnad, "morph", "-"], f"{path}.txt"),
                "dates": lambda: ([self.isnad, "times", "--anchor", DAY, "-"], f"{path}.txt"),
                "html": lambda: ([self.build / "page_scores", "--speed", "1", path], None),
                "warc": lambda: ([self.build / "warc_scan", "--sum", f"{path}.warc.gz"], None),
                "json": lambda: ([self.build / "read_documents", f"{path}.jsonl"], None),
                "copies": lambda: ([self.build / "copy_pairs", self.build / "isnad.img", f"{path}.jsonl"], None)}[job]()

    def make_inputs(self, job, small, large):
        """(small path, large path, units between them, units of the large one by name)."""
        stem = self.inputs / f"{job}-{small}-{large}"
        if job == "html":
            a, b = inputs.write_html(stem, small)
            return stem / "small", stem / "large", b["pages"] - a["pages"], {k: b[k] - a[k] for k in a}
        if job == "warc":
            a, b = inputs.write_warc(stem, small, large)
            return stem / "small", stem / "large", b["MB"] - a["MB"], {k: b[k] - a[k] for k in a}
        if len(self.articles) < small + large:
            raise Absent(f"asks for {small + large} articles, there are {len(self.articles)}")
        stem.mkdir(exist_ok=True)
        a = inputs.write_texts(stem / "small", self.articles[:small])
        b = inputs.write_texts(stem / "large", self.articles[:small + large])
        sizes = {k: b[k] - a[k] for k in a}
        return stem / "small", stem / "large", sizes[UNITS[job]], sizes

    def theirs(self, peer, name, place, path, answers=None):
        home, python, _ = place
        job = peer["job"]
        suffix = {"html": "", "warc": ".warc.gz"}.get(job, ".jsonl")
        env = dict(os.environ, ISNAD_PEER=name, ISNAD_PEER_HOME=str(home), PYTHONDONTWRITEBYTECODE="1", PYTHONUTF8="1",
                   OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
        command = [python, HERE / "adapters" / peer["adapter"], f"{path}{suffix}"]
        return measured(command + ([answers] if answers else []), env=env, limit=self.args.limit)

    def rates(self, peer, name, place):
        small, large, units, sizes = self.make_inputs(peer["job"], peer["small"], peer["large"])
        self.theirs(peer, name, place, small)  # what is compiled or cached on a first call is not start-up
        repeat = min(30, max(self.args.repeat, round(0.5 / ours_measured(*self.ours(peer["job"], large))[0])))
        rounds, last, ours_last = [], "", ""
        for _ in range(self.args.rounds):
            row = {}
            for side, call in (("theirs", lambda p: self.theirs(peer, name, place, p)),
                               ("ours", lambda p: ours_measured(*self.ours(peer["job"], p)))):
                # Runs of ours may be as short as the noise of starting a program: the mean of several.
                times = 1 if side == "theirs" else repeat
                begin = [call(small) for _ in range(times)]
                whole = [call(large) for _ in range(times)]
                steady = (sum(w[0] for w in whole) - sum(b[0] for b in begin)) / times
                row[side] = {"start": sum(b[0] for b in begin) / times, "steady": steady, "wall": sum(w[1] for w in whole) / times}
                if side == "theirs":
                    last = whole[0][2]
                else:
                    ours_last = whole[0][2]
            if min(row["theirs"]["steady"], row["ours"]["steady"]) < LEAST:
                raise Absent("too little work to be measured: raise `large` in peers.toml")
            rounds.append(row)
        out = {"unit": UNITS[peer["job"]], "amount": units, "sizes": sizes, "said": last, "ours_said": ours_last}
        for side in ("theirs", "ours"):
            rate = [units / r[side]["steady"] for r in rounds]
            out[side] = {"rate": statistics.median(rate), "least": min(rate), "most": max(rate),
                         "start": statistics.median(r[side]["start"] for r in rounds)}
        ratio = [r["theirs"]["steady"] / r["ours"]["steady"] for r in rounds]
        out["ratio"] = {"median": statistics.median(ratio), "least": min(ratio), "most": max(ratio)}
        return out

    def asked(self, peer, name, place, tag, articles):
        """The answers of a peer about articles."""
        stem = self.inputs / f"ask-{name}-{tag}"
        inputs.write_texts(stem, articles)
        path = self.work / f"answers-{name}-{tag}.jsonl"
        self.theirs(peer, name, place, stem, path)
        return compare.read_answers(path)

    def our_answers(self, job, tag, articles):
        key = job, tag, len(articles)
        if key not in self.ours_answers:
            read = {"words": compare.isnad_words, "dates": compare.isnad_times}[job]
            self.ours_answers[key] = read(self.isnad, articles)
        return self.ours_answers[key]

    def agreement(self, peer, name, place):
        if not peer.get("answers"):
            return None
        articles = self.articles[:peer["answers"]]
        ours, theirs = self.our_answers(peer["job"], "news", articles), self.asked(peer, name, place, "news", articles)
        if peer["job"] == "words":
            reference = {k: [(b, e, lemma, pieces) for b, e, lemma, pieces in rows if compare.padt.ARABIC.search("".join(pieces))]
                         for k, rows in ours.items()}
            return compare.words_against(reference, theirs)
        return compare.dates_against(ours, theirs)

    def gold(self, peer, name, place):
        """{"theirs": figures, "ours": figures} against gold; None where the gold is absent."""
        if not peer.get("gold"):
            return None
        job, shared = peer["job"], self.args.shared
        if job == "words" and (shared / "data/treebank/padt-dev.conllu").is_file():
            articles, gold = compare.treebank(shared / "data/treebank/padt-dev.conllu")
            if peer["gold"] is not True:  # slow ones
                articles = articles[:peer["gold"]]
                gold = {a["id"]: gold[a["id"]] for a in articles}
            return {"theirs": compare.words_against(gold, self.asked(peer, name, place, "gold", articles)),
                    "ours": compare.words_against(gold, self.our_answers(job, "gold", articles))}
        if job == "dates" and (shared / "gold/score.py").is_file():
            return self.dates_gold(peer, name, place)
        if job == "html":
            return self.pages_gold(peer, name, place)
        if job == "copies" and (shared / "data/news/same-event-pairs.tsv").is_file():
            return self.copies_gold(peer, name, place)
        return None

    def dates_gold(self, peer, name, place):
        """Gold texts whose day of publication is given: HeidelTime and dateparser need one to count from."""
        shared, articles = self.args.shared, []
        texts, gold = self.inputs / "gold-texts", self.inputs / "gold"
        texts.mkdir(exist_ok=True)
        gold.mkdir(exist_ok=True)
        for source, folder in (("seeds-dated.jsonl", "gold/seeds"), ("gold/dev.jsonl", "gold/dev")):
            for d in map(json.loads, (shared / source).read_text(encoding="utf-8").splitlines()):
                stem = pathlib.PurePath(d["uri"]).stem
                judged = (shared / folder / f"{stem}.json").read_bytes()
                if d.get("published") and json.loads(judged)["published"] == d["published"]:
                    (gold / f"{stem}.json").write_bytes(judged)
                    (texts / f"{stem}.txt").write_text(d["text"], encoding="utf-8")
                    articles.append({"id": d["uri"], "published": d["published"], "text": d["text"]})
        judge = shared / "gold/score.py"
        return {"theirs": compare.dates_gold(judge, texts, gold, self.asked(peer, name, place, "gold", articles)),
                "ours": compare.dates_gold(judge, texts, gold, self.our_answers("dates", "gold", articles))}

    def pages_gold(self, peer, name, place):
        pages, folder = inputs.test_pages(), self.inputs / "pages-gold"
        folder.mkdir(exist_ok=True)
        for path, _, _ in pages:
            (folder / f"{path.parent.name}_{path.name}").write_bytes(path.read_bytes())
        answers = self.work / f"answers-{name}-gold.jsonl"
        self.theirs(peer, name, place, folder, answers)
        if "pages" not in self.ours_answers:
            self.ours_answers["pages"] = compare.isnad_pages(self.build / "page_scores", pages)
        return {"theirs": compare.pages_gold(pages, compare.read_answers(answers)),
                "ours": compare.pages_gold(pages, self.ours_answers["pages"])}

    def copies_gold(self, peer, name, place):
        known = []
        for line in (self.args.shared / "data/news/same-event-pairs.tsv").read_text().splitlines()[1:]:
            jaccard, a, b = line.split("\t")[:3]
            if float(jaccard) >= 0.5:
                known.append((a, b))
        # Articles of known pairs first, so that there is something to find.
        paired = {x for pair in known for x in pair}
        articles = sorted(self.articles, key=lambda a: a["id"] not in paired)[:peer["small"] + peer["large"]]
        stem = self.inputs / "ask-copies"
        inputs.write_texts(stem, articles)
        path = self.work / f"answers-{name}-gold.jsonl"
        self.theirs(peer, name, place, stem, path)
        done = subprocess.run([self.build / "copy_pairs", self.build / "isnad.img", f"{stem}.jsonl"], capture_output=True,
                              encoding="utf-8", check=True)
        ours = [r[:2] for r in (line.split("\t") for line in done.stdout.splitlines()) if r[-1] == "1"]
        return {"theirs": compare.copies_gold(known, articles, compare.read_answers(path)["pairs"]),
                "ours": compare.copies_gold(known, articles, ours)}

    def peer(self, name, peer):
        """Everything about one peer; Absent with the reason where it cannot run."""
        if peer.get("heavy") and not self.args.heavy:
            raise Absent(peer["absent"] + " (measured once with --heavy)")
        place = install(name, peer, self.work)
        if "adapter" not in peer:
            raise Absent("it could be installed, and has no adapter yet: write one")
        out = {"job": peer["job"], "what": peer["what"], "version": place[2]}
        if peer["adapter"] == "probe.py":
            self.theirs(peer, name, place, self.inputs / "none")
            raise Absent("it has its data here after all: write an adapter")
        out["rates"] = self.rates(peer, name, place)
        out["agreement"] = self.agreement(peer, name, place)
        out["gold"] = self.gold(peer, name, place)
        return out


def machine():
    model = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    return {"processor": model.group(1) if model else platform.machine(), "cores": os.cpu_count(), "python": platform.python_version(),
            "load": os.getloadavg()[0]}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    ap.add_argument("--shared", type=pathlib.Path, default=ROOT / "../shared")
    ap.add_argument("--work", type=pathlib.Path, default=ROOT / "build/peers")
    ap.add_argument("--peers", type=pathlib.Path, default=HERE / "peers.toml")
    ap.add_argument("--only", default="", help="names of peers or jobs, with commas between them")
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--repeat", type=int, default=3, help="runs of isnad in a round, at least; more where they are short")
    ap.add_argument("--limit", type=int, default=LIMIT, help="seconds that one process of a peer may take")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--heavy", action="store_true", help="install peers of several gigabytes too")
    ap.add_argument("--list", action="store_true", help="name the peers and end")
    ap.add_argument("--show", action="store_true", help="measure nothing, print what the last runs found")
    ap.add_argument("--write", action="store_true", help="put the tables into docs/peers.md")
    args = ap.parse_args()
    peers = tomllib.loads(args.peers.read_text(encoding="utf-8"))
    if args.list:
        for name, peer in peers.items():
            print(f"{peer['job']:8s} {name:20s} {peer['what']}")
        return 0
    if args.show:
        results = args.work / "results.json"
        if not results.exists():
            sys.exit(f"run.py: {results} is missing: nothing was measured yet")
        return show(json.loads(results.read_text()), peers, args.write)
    wanted = [w for w in args.only.split(",") if w]
    unknown = [w for w in wanted if w not in peers and w not in {p["job"] for p in peers.values()}]
    if unknown:
        sys.exit(f"run.py: no peer or job {', '.join(unknown)}; --list names them")
    try:
        return compare_all(args, peers, wanted)
    except (OSError, Broken, subprocess.CalledProcessError) as error:
        sys.exit(f"run.py: {error}")


def compare_all(args, peers, wanted):
    runner = Runner(args)
    results = args.work / "results.json"
    found = json.loads(results.read_text()) if results.exists() and wanted else {"peers": {}}
    found |= {"at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="minutes"), "machine": machine(),
              "source": runner.source, "seed": args.seed, "rounds": args.rounds}
    for name, peer in peers.items():
        if wanted and name not in wanted and peer["job"] not in wanted:
            continue
        print(f"== {name}", file=sys.stderr, flush=True)
        try:
            found["peers"][name] = runner.peer(name, peer)
        except Absent as why:
            print(f"   cannot run: {why}", file=sys.stderr, flush=True)
            found["peers"][name] = {"job": peer["job"], "what": peer["what"], "absent": str(why)}
        results.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return show(found, peers, args.write)


def show(found, peers, write):
    # In the order of peers.toml, whichever were run last.
    found["peers"] = {n: found["peers"][n] for n in peers if n in found["peers"]}
    text = table.tables(found)
    print(text)
    if write:
        table.write(ROOT / "docs/peers.md", text)
    return 0 if any("absent" not in p for p in found["peers"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
