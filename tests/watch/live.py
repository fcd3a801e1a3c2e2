#!/usr/bin/env python3
"""Several `isnad watch` and `isnad read` feed one case in PostgreSQL at once and are killed at random.

usage: live.py ISNAD_PROGRAM [--kills N] [--watchers N] [--seconds-a-kill S]

Three watchers of one list of feeds and two readers write into one schema of ISNAD_TEST_POSTGRES, while a site on
loopback (bad_site.py) puts more and more into its feeds and logs every request. A writer chosen by dice is killed
(SIGKILL), N times; another takes its place, at once or only after the next kill. Time passes for the feeds when the test
says so: it makes all of them due again (a tick). In the end

  - every item of every feed is in the case once, and every article of the readers;
  - no page was fetched twice, but for what was under way in a watcher when it was killed;
  - no feed was polled twice between two ticks, but for what a killed watcher left unfinished;
  - no request came to a host before the pause after the one before it, whichever watcher asked; robots.txt came once;
  - the case answers as one that a single process made of the same feeds.

The dice and the articles come from a seed that is printed (ISNAD_LIVE_SEED repeats it, as far as time can). Exit status 77
where there is no server. Python 3 standard library and psql.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bad_site import Site, rss  # noqa: E402

SERVER = os.environ.get("ISNAD_TEST_POSTGRES", "")
FEEDS, HOSTS, BEGIN_ITEMS, SHARED = 20, 10, 2, 2
ARTICLES = 240
PAUSE = 1.0
UNDER_WAY = 5.0  # seconds that an answer may lie in a watcher before it is in the case
PLACES = ["مالي", "النيجر", "تشاد", "غينيا", "السنغال", "بنين", "غانا", "توغو", "تونس", "مصر", "الأردن", "لبنان", "العراق", "قطر",
          "الكويت", "عمان", "تركيا", "إيران", "روسيا", "الصين", "الهند", "فرنسا", "ألمانيا", "إسبانيا", "إيطاليا", "اليونان"]
MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
VERBS = ("events", "claims", "relations", "entities", "happenings", "stories", "copies", "conflicts", "facts")


def article(number):
    """Two neighbours tell of the same acts. No words but theirs are the same in a row of any length: which of many like
    texts are compared depends on the order in which they came (src/story/overlap.h, likely_copies)."""
    act = number // 2
    place, other = PLACES[act % 26], PLACES[(act + 1 + act // 26 % 25) % 26]
    day = f"{act // 204 % 28 + 1} {MONTHS[act // 17 % 12]} {2008 + act % 17}"
    own = [f"بند{number * 31 + k}" for k in range(12)]
    return (f"{' '.join(own[:6])}.\nوصل رئيس {place} إلى {other} في {day}.\n{' '.join(own[6:])}.\n"
            f"وقتل مسلحون {act % 900 + 2} مدنيين في {place} في {day}، بحسب وزارة الدفاع.\n")


def fail(what, seen=""):
    sys.exit(f"live: {what}\n{str(seen)[-4000:]}")


def sql(schema, text):
    run = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", SERVER, "-c",
                          f"SET search_path TO {schema}", "-c", text], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        fail(f"psql: {text}", run.stderr)
    return [line.split("|") for line in run.stdout.splitlines() if line]


Request = collections.namedtuple("Request", "host path agent begin end")


class GrowingSite(Site):
    """Feeds /f/N, N on host N % HOSTS + 1, with pages of their own on that host and pages that two feeds name."""

    def __init__(self, dice):
        super().__init__()
        self.dice, self.requests, self.items, self.serving = dice, [], [0] * FEEDS, collections.Counter()
        for feed in range(FEEDS):
            self.routes[f"/f/{feed}"] = lambda ask, feed=feed: self.answer(ask, self.feed(feed))
        self.routes["/robots.txt"] = lambda ask: self.answer(ask, b"User-agent: *\nDisallow: /no\n")
        self.grow(BEGIN_ITEMS)

    def links(self, feed):
        """(item, link): each feed's own, and the first items of the feed before it."""
        host = feed % HOSTS + 1
        own = [(f"{feed}-{i}", self.url(f"/p/{feed}/{i}", host)) for i in range(self.items[feed])]
        other = feed - 1 if feed % 2 else None  # the odd feeds name pages of the even ones too
        shared = [] if other is None else [(f"{feed}-shared-{i}", self.url(f"/p/{other}/{i}", other % HOSTS + 1))
                                           for i in range(SHARED)]
        return own + shared

    def feed(self, feed):
        return rss([(item, link, "T", None) for item, link in reversed(self.links(feed))])

    def grow(self, most):
        for feed in range(FEEDS):
            for _ in range(self.dice.randint(min(1, most), most)):
                i = self.items[feed]
                self.routes[f"/p/{feed}/{i}"] = (
                    lambda ask, number=feed * 1000 + i: self.answer(ask, article(number).encode()))
                self.items[feed] += 1

    def answer(self, ask, body):
        begin = time.monotonic()
        host = ask.headers.get("Host", "").rsplit(":", 1)[0]
        found = re.search(r"\((\w+)\)", ask.headers.get("User-Agent", ""))
        name = found.group(1) if found else "?"
        with self.lock:
            self.serving[name] += 1
        time.sleep(0.03 + 0.12 * (hash((ask.handler.path, begin)) % 100) / 100)
        # The moment before the answer goes out: its end is later, never earlier.
        with self.lock:
            self.requests.append(Request(host, ask.handler.path, name, begin, time.monotonic()))
            self.serving[name] -= 1
        ask.reply(200, body)

    def all_links(self):
        return {link for feed in range(FEEDS) for _, link in self.links(feed)}


class Writer:
    """A slot of a writer: one process after the other."""

    def __init__(self, kind, number, start):
        self.kind, self.number, self.start = kind, number, start
        self.process, self.name, self.generation = None, "", 0
        self.said = []

    def begin(self, folder):
        self.generation += 1
        self.name = f"{self.kind}{self.number}x{self.generation}"
        self.log = open(folder / f"{self.name}.log", "w+b")
        self.process = subprocess.Popen(self.start(self.name), stdout=subprocess.DEVNULL, stderr=self.log,
                                        stdin=subprocess.DEVNULL)
        self.said.append(folder / f"{self.name}.log")

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        moment = time.monotonic()
        self.process.wait()
        self.log.close()
        self.process = None
        return moment


def answers(program, case):
    """What a case answers, by verb, as lines in an order that says nothing about who came first."""
    out = {}
    for verb in VERBS:
        run = subprocess.run([program, verb, "-d", case, "--json", "--limit", "0"], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            fail(f"isnad {verb} -d {case}", run.stderr)
        # When a page was fetched is no matter of the case.
        out[verb] = sorted(run.stdout.splitlines())
    return out


def check_requests(site, killed, ticks):
    """What the site saw. `killed`: moment by process."""
    def ended(r):  # with its watcher at the latest, though the site went on for a moment
        return max(r.begin, min(r.end, killed.get(r.agent, r.end)))

    requests = sorted(site.requests, key=lambda r: r.begin)
    by_host, by_page, polls = (collections.defaultdict(list) for _ in range(3))
    for r in requests:
        by_host[r.host].append(r)
        (polls if r.path.startswith("/f/") else by_page)[r.host, r.path].append(r)
    closest = min(b.begin - ended(a) for host in by_host.values() for a, b in zip(host, host[1:]))
    for host, asked in by_host.items():
        for a, b in zip(asked, asked[1:]):
            if b.begin - ended(a) < PAUSE - 0.02:
                fail(f"{host} was asked {b.begin - ended(a):.3f} s after the last request", (a, b))
    again = 0
    for (host, path), asked in by_page.items():
        for r in asked[:-1]:
            if r.agent not in killed or not r.begin - 0.1 <= killed[r.agent] <= r.end + UNDER_WAY:
                fail(f"{host}{path} was fetched twice, and not for a kill", (asked, killed))
            again += 1
    polled_again, longest = 0, 0.0
    for (host, path), asked in polls.items():
        for begin, end in zip(ticks, ticks[1:] + [float("inf")]):
            inside = [r for r in asked if begin <= r.begin < end]
            for a, b in zip(inside, inside[1:]):
                if a.agent not in killed or not a.begin - 0.1 <= killed[a.agent] <= b.begin:
                    fail(f"{host}{path} was polled twice in one interval, and not for a kill", (a, b, killed))
                polled_again += 1
                longest = max(longest, b.begin - killed[a.agent])
    return {"requests": len(requests), "closest": closest, "pages_again": again, "polls_again": polled_again,
            "longest": longest, "polls": sum(map(len, polls.values()))}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--watchers", type=int, default=3)
    parser.add_argument("--seconds-a-kill", type=float, default=4.5)
    options = parser.parse_args()
    if not SERVER:
        print("no ISNAD_TEST_POSTGRES: tools/postgres/loopback.sh run starts a server")
        return 1 if os.environ.get("ISNAD_REQUIRE_POSTGRES") else 77
    program = str(pathlib.Path(options.program).resolve())
    seed = int(os.environ.get("ISNAD_LIVE_SEED", random.randrange(10**6)))
    print(f"seed {seed} (ISNAD_LIVE_SEED={seed} repeats it)", flush=True)
    dice = random.Random(seed)
    schema = f"live_{os.getpid()}"
    case = f"{SERVER}?schema={schema}"
    site = GrowingSite(dice)
    begin = time.monotonic()
    writers = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        try:
            found = live(options, program, dice, schema, case, site, folder, writers)
        finally:
            for w in writers:
                if w.alive():
                    w.kill()
            site.close()
            sql("public", f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    print(f"{time.monotonic() - begin:.0f} s: " + found)
    return 0


def live(options, program, dice, schema, case, site, folder, writers):
    feeds = folder / "feeds.txt"
    feeds.write_text("\n".join(site.url(f"/f/{n}", n % HOSTS + 1) for n in range(FEEDS)) + "\n")
    for part, numbers in (("a", range(0, ARTICLES * 2 // 3)), ("b", range(ARTICLES // 3, ARTICLES))):
        with open(folder / f"{part}.jsonl", "w", encoding="utf-8") as out:
            for n in numbers:  # the two readers have a third of the articles in common
                line = {"uri": f"{n}.txt", "text": article(10**6 + n), "outlet": f"paper {n % 5}", "published": "2025-04-05"}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def watch(name):
        return [program, "watch", str(feeds), "-d", case, "--allow-private", "--pause", str(int(PAUSE)), "--interval", "60",
                "--contact", name]

    def read(part):
        return lambda name: [program, "read", str(folder / f"{part}.jsonl"), "-d", case, "-q"]

    # Somebody makes the case before others come.
    (folder / "empty.jsonl").write_text("")
    subprocess.run([program, "read", str(folder / "empty.jsonl"), "-d", case, "-q"], capture_output=True, check=False)
    writers += [Writer("w", n, watch) for n in range(options.watchers)]
    writers += [Writer("r", n, read(part)) for n, part in enumerate("ab")]
    for w in writers:
        w.begin(folder)
    killed, ticks, absent, kills = {}, [0.0], None, collections.Counter()

    def tick():
        """An interval has passed for all feeds, also for those that are polled just now."""
        ticks.append(time.monotonic())
        sql(schema, "UPDATE feed SET due = 0 WHERE due <> 0")

    def work(seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for w in writers:  # readers begin again and again
                if w.kind == "r" and not w.alive() and w is not absent:
                    w.begin(folder)
            time.sleep(0.05)

    for _ in range(options.kills):
        site.grow(1)
        tick()
        work(dice.uniform(0.1, 0.6) * options.seconds_a_kill)
        # What a writer has in hand when it dies is the point: mostly one of the watchers.
        living = [w for w in writers if w.alive()]
        victim = dice.choice([w for w in living if w.kind == "w" or dice.random() < 0.4] or living)
        # With a request under way, or just answered, in three of four.
        until = time.monotonic() + (2 if dice.random() < 0.75 and victim.kind == "w" else 0)
        while time.monotonic() < until and not site.serving[victim.name]:
            time.sleep(0.005)
        time.sleep(dice.uniform(0, 0.15))
        killed[victim.name] = victim.kill()
        kills[victim.kind] += 1
        if absent is not None and not absent.alive():
            absent.begin(folder)
        absent = victim if dice.random() < 0.5 else None
        if absent is None:
            victim.begin(folder)
        work(dice.uniform(0.2, 0.6) * options.seconds_a_kill)
    if absent is not None:
        absent.begin(folder)
    tick()
    expected = site.all_links()
    deadline = time.monotonic() + 60 + options.kills
    while True:
        waiting = int(sql(schema, "SELECT (SELECT count(*) FROM feed_item WHERE state = 'waiting') + "
                                  "(SELECT count(*) FROM feed WHERE due = 0)")[0][0])
        have = {row[0] for row in sql(schema, "SELECT DISTINCT link FROM feed_item WHERE state = 'read'")}
        if waiting == 0 and have == expected:
            break
        if waiting == 0 and time.monotonic() > ticks[-1] + 3:
            tick()  # a feed that was in hand at the last one had been polled before it grew
        if time.monotonic() > deadline:
            fail(f"{waiting} wait, {len(expected - have)} of {len(expected)} items are not read",
                 "".join(p.read_text(errors="replace")[-1500:] for w in writers for p in w.said[-1:]))
        time.sleep(0.2)
    for w in writers:
        if w.kind == "w":
            w.process.send_signal(signal.SIGINT)
        status = w.process.wait(timeout=60) if w.process else 0
        if status not in ((130,) if w.kind == "w" else (0,)):
            fail(f"{w.name} ended with {status}", w.said[-1].read_text(errors="replace"))
    for part in "ab":  # what crosses documents, once more after the last
        subprocess.run([program, "read", str(folder / f"{part}.jsonl"), "-d", case, "-q"], check=True, capture_output=True)

    # Everything once.
    states = collections.Counter(row[0] for row in sql(schema, "SELECT state FROM feed_item"))
    if states["read"] != len(expected) or set(states) - {"read", "known"}:
        fail(f"items: {dict(states)}, wanted {len(expected)} read")
    items = {(row[0], row[1]) for row in sql(schema, "SELECT feed, item FROM feed_item")}
    wanted = {(site.url(f"/f/{n}", n % HOSTS + 1), item) for n in range(FEEDS) for item, _ in site.links(n)}
    if items != wanted:
        fail(f"{len(wanted - items)} items are lost, {len(items - wanted)} too many")
    places = collections.Counter(row[0] for row in sql(schema, "SELECT uri FROM appearance"))
    if set(places) != expected | {f"{n}.txt" for n in range(ARTICLES)} or max(places.values()) != 1:
        fail(f"{len(places)} places, {max(places.values())} at most of one")
    seen = check_requests(site, killed, ticks)

    # As one process makes it.
    alone = str(folder / "alone.case")
    for part in "ab":
        subprocess.run([program, "read", str(folder / f"{part}.jsonl"), "-d", alone, "-q"], check=True, capture_output=True)
    run = subprocess.run([program, "watch", str(feeds), "-d", alone, "--allow-private", "--pause", "0", "--once", "--limit", "0",
                          "--contact", "alone"], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        fail("the single process failed", run.stderr)
    one, many = answers(program, alone), answers(program, case)
    for verb in VERBS:
        if not one[verb] and verb in ("events", "happenings"):
            fail(f"isnad {verb}: nothing to compare")
        if one[verb] != many[verb]:
            odd = sorted(set(one[verb]) ^ set(many[verb]))
            fail(f"isnad {verb}: not the answer of one process: {len(odd)} lines differ", "\n".join(odd[:4]))
    lines = sum(map(len, one.values()))
    return (f"{sum(kills.values())} kills ({kills['w']} of watchers, {kills['r']} of readers), {len(expected)} pages and "
            f"{ARTICLES} articles each once, {lines} lines of answers as by one process; {seen['requests']} requests, at least "
            f"{seen['closest']:.2f} s apart on a host; {seen['polls']} polls in {len(ticks)} intervals; fetched again after a "
            f"kill: {seen['pages_again']} pages, {seen['polls_again']} feeds, the last {seen['longest']:.1f} s after it")


if __name__ == "__main__":
    sys.exit(main())
