#!/usr/bin/env python3
"""A newsroom's day in forty minutes: `isnad watch`, `isnad serve` and people's questions over one growing case.

usage: soak.py ISNAD_PROGRAM [--minutes 40] [--rate 5] [--articles NEWS.jsonl.gz] [--asks 8] [--report FILE]

A site on loopback puts RATE new articles a second into sixty feeds; one watcher polls them every minute and fetches the pages;
a server answers ASKS requests a second, of all views, over the case as it grows; a command of each query verb runs every ten
seconds. Every ten seconds the memory of the programs is noted: the resident bytes of the watcher and of the server, those among
them that are pages of the mapped image (shared, the kernel's to take back, and never more than the file), those that are their own
(`Private`), and the peak of the process in which the watcher has the articles compared. The articles are those of a JSONL file with `text`, `title` and `published`,
each text once; without one they are invented (tests/watch/live.py).

In the end: no answer but 200, no command or process that failed, every article that was put into a feed two minutes before the end
is in the case once, or named as a page without a text, 99 of 100 answers within 250 ms, and neither watcher nor server had over 5% more
resident bytes beside the image in the last five minutes than between minute 5 and 10. Exit status 1 if one of these does not hold. Python 3 standard library only.
"""
import argparse
import collections
import contextlib
import gzip
import html
import itertools
import json
import os
import pathlib
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "watch"), str(HERE.parent / "serve")]
import live  # noqa: E402
from bad_site import Site, rss  # noqa: E402
from load import API, VIEWS  # noqa: E402
from served import Served  # noqa: E402

FEEDS, HOSTS, IN_FEED = 60, 10, 60
LATE = 120  # seconds that an article may take from the feed into the case
COMMANDS = (["events"], ["claims"], ["happenings"], ["stories"], ["conflicts"], ["facts"], ["timeline", "--actor", "SAU"],
            ["state", "--actor", "SAU"], ["search", "type:ASSAULT"], ["copies"], ["entities"])


def articles(path):
    """Title, text and day of publication; each text once."""
    if path is None:
        for number in itertools.count():
            text = live.article(number)
            yield text.splitlines()[1], text, time.strftime("%Y-%m-%d", time.gmtime())
    seen = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            text = one["text"].strip()
            if text and text not in seen:
                seen.add(text)
                yield (one.get("title") or text[:60]).strip(), text, one["published"]


class GrowingSite(Site):
    """Feeds /f/N on host N % HOSTS + 1, whose items have pages there."""

    def __init__(self, source, rate):
        super().__init__()
        self.source, self.rate = source, rate
        self.feeds = [[] for _ in range(FEEDS)]
        self.put = []  # when each article came into its feed
        for feed in range(FEEDS):
            self.routes[f"/f/{feed}"] = lambda ask, feed=feed: ask.reply(200, rss(self.feeds[feed]), Content_Type="application/rss+xml")

    def address(self, feed, path):
        return f"http://127.0.0.{feed % HOSTS + 1}:{self.port}{path}"

    def grow(self, stop):
        begin = time.monotonic()
        for number, (title, text, day) in enumerate(self.source):
            while not stop.is_set() and time.monotonic() < begin + number / self.rate:
                stop.wait(0.02)
            if stop.is_set():
                return
            feed, path = number % FEEDS, f"/a/{number}"
            body = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
            self.routes[path] = (f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
                                 f'<meta property="article:published_time" content="{day}"></head><body><article><h1>{html.escape(title)}</h1>'
                                 f"{body}</article></body></html>").encode()
            self.feeds[feed] = [(f"i{number}", self.address(feed, path), html.escape(title), None)] + self.feeds[feed][:IN_FEED - 1]
            self.put.append(time.monotonic())
            old = number - 3 * FEEDS * IN_FEED
            if old >= 0:  # long out of its feed
                self.routes.pop(f"/a/{old}", None)
            with self.lock:  # its own books
                self.log.clear()
                self.counts.clear()


def memory_kb(pid):
    """Memory that is this process's alone, its peak of resident bytes, these, and those of the image; None: it is gone."""
    try:
        maps = pathlib.Path(f"/proc/{pid}/smaps").read_text()
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    own = sum(int(k) for k in re.findall(r"^Private_\w+:\s+(\d+)", maps, re.M))
    resident = sum(int(k) for k in re.findall(r"^Rss:\s+(\d+)", maps, re.M))
    image = sum(int(k) for k in re.findall(r"isnad\.img\n(?:[A-Z]\w+:.*\n)*?Rss:\s+(\d+)", maps))
    peak = re.search(r"VmHWM:\s+(\d+)", status)  # none: it has ended and waits for its parent
    return (own, int(peak[1]), resident, image) if peak and resident else None


def beside_image(memory):
    return memory[2] - memory[3]


def shown(memory):
    own, _, resident, image = (kb / 1024 for kb in memory)
    return f"{resident:6.1f} MB, image {image:4.1f}, own {own:5.1f}"


def children(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += task.read_text().split()
        except OSError:
            pass
    return found


class Soak:
    def __init__(self, given, folder):
        self.given, self.folder = given, folder
        self.case = str(folder / "soak.case")
        self.stop, self.faults = threading.Event(), []
        self.answers, self.commands, self.memory = [], [], []
        self.compare_peak = []

    def fault(self, what):
        self.faults.append(f"{time.monotonic() - self.begin:.0f} s: {what}"[:600])

    def asker(self, seed):
        """Views of parties, articles and happenings that the case has, one request after another."""
        dice, known, asked = random.Random(seed), {}, 0
        every = self.askers / self.given.asks
        due = time.monotonic()
        while not self.stop.is_set():
            if asked % 200 == 0:
                for name, path, key in (("ACTOR", "/entities?limit=40", "id"), ("HAPPENING", "/happenings?limit=40&brief=true", "id"),
                                        ("FACT", "/facts?limit=40&brief=true", "id"), ("DOCUMENT", "/documents?limit=40", None)):
                    items = self.ask(API + path) or {"items": []}
                    known[name] = [urllib.parse.quote(i[key] if key else i["doc"]["id"]) for i in items["items"]]
            view, target = dice.choice(list(VIEWS.items()))
            names = [n for n in known if n in target]
            asked += 1
            if all(known.get(n) for n in names):
                for n in names:
                    target = target.replace(n, dice.choice(known[n]))
                self.ask(API + target, view)
            due += every
            self.stop.wait(max(0.0, due - time.monotonic()))

    def ask(self, target, view="known"):
        start = time.monotonic()
        try:
            answer = self.server.ask(target)
        except Exception as e:  # noqa: BLE001: whatever a client may meet is a fault
            self.fault(f"{target}: {e!r}")
            return None
        self.answers.append((start, time.monotonic() - start, view))
        # What a happening is called changes when reports join it; an actor may have nothing lasting.
        moved = answer.status == 404 and view in ("happening", "a fact", "document", "entity", "state of an actor", "voices", "beside")
        if answer.status != 200 and not moved:
            self.fault(f"{target}: {answer}")
        return answer.json() if answer.status == 200 else None

    def commander(self):
        for command in itertools.cycle(COMMANDS):
            if self.stop.wait(10):
                return
            start = time.monotonic()
            ran = subprocess.run([self.given.program, *command, "-d", self.case, "--limit", "50"], capture_output=True, text=True)
            self.commands.append(time.monotonic() - start)
            if ran.returncode != 0:
                self.fault(f"{command}: {ran.returncode} {ran.stderr}")

    def sampler(self):
        at = time.monotonic()
        peak = 0
        while not self.stop.wait(0.2):
            for child in children(self.watch.pid):
                peak = max(peak, (memory_kb(child) or (0, 0))[1])
            if time.monotonic() < at + 10:
                continue
            at = time.monotonic()
            watch, serve = memory_kb(self.watch.pid), memory_kb(self.server.process.pid)
            if watch is None or serve is None:
                self.fault("watch or serve is gone")
                return
            self.memory.append((at - self.begin, watch, serve, peak))
            print(f"{at - self.begin:6.0f} s  {len(self.site.put):6} articles put  watch {shown(watch)}  "
                  f"serve {shown(serve)}  comparing, peak {peak / 1024:6.1f} MB  {len(self.answers):6} answers  {len(self.faults)} faults", flush=True)
            peak = 0

    def run(self):
        given = self.given
        self.begin = time.monotonic()
        self.site = GrowingSite(articles(given.articles), given.rate)
        feeds = self.folder / "feeds.txt"
        feeds.write_text("".join(self.site.address(n, f"/f/{n}") + "\n" for n in range(FEEDS)))
        said = open(self.folder / "watch.log", "w+")
        grow = threading.Thread(target=self.site.grow, args=(self.stop,), daemon=True)
        grow.start()
        self.watch = subprocess.Popen([given.program, "watch", str(feeds), "-d", self.case, "--interval", "1", "--pause", "0", "--limit", "0",
                                       "--allow-private", "--keep-raw"], stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        time.sleep(15)
        self.askers = 4
        with Served(given.program, self.case) as self.server:
            threads = [threading.Thread(target=self.asker, args=(n,)) for n in range(self.askers)]
            threads += [threading.Thread(target=self.commander), threading.Thread(target=self.sampler)]
            for t in threads:
                t.start()
            while time.monotonic() < self.begin + 60 * given.minutes and self.watch.poll() is None and self.server.alive():
                time.sleep(1)
            if self.watch.poll() is not None or not self.server.alive():
                self.fault(f"watch {self.watch.poll()}, serve {self.server.process.poll()}: {self.server.said()[-500:]}")
            self.stop.set()
            for t in threads:
                t.join()
            end = time.monotonic()
        self.watch.terminate()
        if self.watch.wait(60) != 130:
            self.fault(f"watch ended with {self.watch.returncode}")
        self.site.close()
        said.seek(0)
        self.said = said.read()
        return self.judge(end)

    def judge(self, end):
        given, lines = self.given, []
        due = sum(at < end - LATE for at in self.site.put)
        with contextlib.closing(sqlite3.connect(self.case)) as db:
            paths = [urllib.parse.urlsplit(row[0]).path for row in db.execute("SELECT uri FROM appearance")]
            documents, events = (db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("document", "event"))
            whole = db.execute("PRAGMA quick_check").fetchone()[0]
        held, refused = set(paths), set(re.findall(r"(/a/\d+): no article on this page", self.said))
        missing = [n for n in range(due) if f"/a/{n}" not in held | refused] if due else ["all"]
        if missing:
            self.fault(f"{len(missing)} of {due} articles are not in the case: {missing[:5]}")
        if len(paths) != len(set(paths)):
            self.fault(f"{len(paths) - len(set(paths))} articles are in the case twice")
        if whole != "ok":
            self.fault(f"the case: {whole}")
        lines.append(f"{len(refused)} pages named as without an article")
        lines.append(f"{given.minutes:g} minutes, {len(self.site.put)} articles put, {documents} in the case with {events} events, "
                     f"{pathlib.Path(self.case).stat().st_size / 2**20:.0f} MB")
        for number, name in ((1, "watch"), (2, "serve")):
            early = [row[number] for row in self.memory if 300 <= row[0] < 600]
            late = [row[number] for row in self.memory if row[0] >= end - self.begin - 300]
            if not early or not late:
                self.fault("too short to see what memory does")
                continue
            for what, of in (("beside the image", beside_image), ("of it its own", lambda m: m[0]), ("with the image", lambda m: m[2])):
                before, after = (statistics.median(of(m) for m in rows) / 1024 for rows in (early, late))
                growth = after / before - 1
                lines.append(f"{name}, {what}: {before:.1f} MB in minutes 5 to 10, {after:.1f} MB in the last 5: {growth:+.1%}")
                if growth > 0.05 and of is beside_image:
                    self.fault(f"{name} takes {growth:.1%} more")
        peaks = [row[3] / 1024 for row in self.memory]
        lines.append(f"the process that compares: peak {max(peaks[:30]):.0f} MB in the first five minutes, {max(peaks[-30:]):.0f} MB in the last")
        times = sorted(t for _, t, _ in self.answers)
        p99 = times[len(times) * 99 // 100]
        lines.append(f"{len(times)} answers: median {times[len(times) // 2] * 1000:.0f} ms, 99 of 100 within {p99 * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms")
        if p99 > 0.25:
            self.fault(f"99 of 100 answers within {p99 * 1000:.0f} ms")
            slow = collections.Counter(view for _, t, view in self.answers if t > 0.25)
            lines.append(f"over 250 ms: {slow.most_common(8)}")
        if self.commands:
            lines.append(f"{len(self.commands)} commands: median {statistics.median(self.commands):.2f} s, slowest {max(self.commands):.2f} s")
        lines += [f"FAULT {f}" for f in self.faults[:40]] + [f"{'FAILED' if self.faults else 'passed'}: {len(self.faults)} faults"]
        print("\n".join(lines))
        if given.report:
            pathlib.Path(given.report).write_text("\n".join(lines) + "\n" + self.said[-200000:])
        return 1 if self.faults else 0


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program", type=lambda p: str(pathlib.Path(p).resolve()))
    options.add_argument("--minutes", type=float, default=40)
    options.add_argument("--rate", type=float, default=5)
    options.add_argument("--articles")
    options.add_argument("--asks", type=float, default=8)
    options.add_argument("--report")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return Soak(given, pathlib.Path(folder)).run()


if __name__ == "__main__":
    sys.exit(main())
