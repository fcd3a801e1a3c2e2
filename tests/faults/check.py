#!/usr/bin/env python3
"""What breaks around isnad, and what is lost by it: nothing that was saved.

usage: check.py ISNAD_PROGRAM SHIM [--times N] [CASE...]

SHIM is the library of shim.cc. Each case is a function; it makes a fault N times (its own number by default), checks after
each that the case is whole and has lost nothing that it had, lets an undisturbed run finish the work, and compares
documents and answers with those of a run that nothing disturbed. Cases over PostgreSQL start a server of their own
(tools/postgres/loopback.sh). The dice come from a seed that is printed (ISNAD_FAULTS_SEED). Exit status 1 if a case failed,
77 if every one of those asked for was skipped. Python 3 standard library only, psql for PostgreSQL.
"""
import argparse
import contextlib
import errno
import importlib.util
import json
import os
import pathlib
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
for folder in ("watch", "serve"):
    sys.path.insert(0, str(HERE.parent / folder))
from bad_site import Site, rss  # noqa: E402
from served import Served  # noqa: E402

spec = importlib.util.spec_from_file_location("kill_check", HERE.parent / "kill" / "check.py")
killing = importlib.util.module_from_spec(spec)
spec.loader.exec_module(killing)

PROGRAM = SHIM = ""
DICE = random.Random()
TIMES = None
ARTICLES = 240
VERBS = ("events", "claims", "relations", "entities", "happenings", "stories", "copies")
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def need(holds, what, *seen):
    if not holds:
        raise Failure(" ".join([what, *(str(s)[-2000:] for s in seen)]))


def times(usual):
    return TIMES or usual


def run(*arguments, limits=None, environment=None, timeout=120):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, errors="replace", check=False,
                          stdin=subprocess.DEVNULL, preexec_fn=limits, env={**os.environ, **(environment or {})},
                          timeout=timeout)


def news(folder, articles=ARTICLES):
    """Articles of some length, so that a case of them has some megabytes."""
    path = folder / "news.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for n in range(articles):
            line = {"uri": f"{n}.txt", "text": killing.article(n) * 2, "outlet": f"paper {n % 5}",
                    "published": f"2025-04-{n % 28 + 1:02}"}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


# --- the two stores --------------------------------------------------------------------------------------------

class File:
    """A case file."""
    kind = "sqlite"

    def __init__(self, path):
        self.at = str(path)

    def fresh(self):
        for end in ("", "-wal", "-shm", "-watch", "-journal"):
            pathlib.Path(self.at + end).unlink(missing_ok=True)

    def documents(self):
        """The documents, after all checks that the case is whole; none if nobody has made it yet."""
        if not os.path.exists(self.at):
            return set()
        opened = run("events", "-d", self.at, "--limit", "1")
        if opened.returncode != 0 and "is no case file" in opened.stderr:
            return set()  # killed while the tables were made
        need(opened.returncode == 0, "it does not open:", opened.stderr)
        try:
            return killing.documents(self.at)
        except SystemExit as damage:
            raise Failure(str(damage)) from None

    def searches(self):
        with contextlib.closing(sqlite3.connect(f"file:{self.at}?mode=ro", uri=True)) as case:
            return {row[0] for row in case.execute("SELECT name FROM saved_search")}


class Schema:
    """A case in a schema of a server."""
    kind = "postgres"

    def __init__(self, server, name):
        self.server, self.name = server, name
        self.at = f"{server.url}?schema={name}"

    def sql(self, text):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.server.url, "-c",
                               f'SET search_path TO "{self.name}"', "-c", text], capture_output=True, text=True, check=False)
        need(done.returncode == 0, f"psql: {text}:", done.stderr)
        return [line.split("|") for line in done.stdout.splitlines() if line]

    def fresh(self):
        self.sql(f'DROP SCHEMA IF EXISTS "{self.name}" CASCADE')

    def made(self):
        return self.sql(f"SELECT to_regclass('{self.name}.store_version') IS NOT NULL")[0][0] == "t"

    def documents(self):
        if not self.made():
            return set()
        loose = self.sql(
            "SELECT d.sha FROM document d LEFT JOIN document_text t ON t.document = d.id WHERE t.document IS NULL OR "
            "jsonb_array_length(t.record::jsonb->'events') <> (SELECT count(*) FROM event e WHERE e.document = d.id) OR "
            "NOT EXISTS (SELECT 1 FROM appearance a WHERE a.document = d.id)")
        need(not loose, "documents that are not whole:", loose[:5])
        return {row[0] for row in self.sql("SELECT sha FROM document")}

    def searches(self):
        return {row[0] for row in self.sql("SELECT name FROM saved_search")}


class Server:
    """A PostgreSQL of one's own. Use as a context."""

    def __init__(self, folder=None):
        self.environment = {**os.environ, **({"TMPDIR": str(folder)} if folder else {})}

    def tool(self, *arguments):
        done = subprocess.run([ROOT / "tools/postgres/loopback.sh", *arguments], capture_output=True, text=True, check=False,
                              env=self.environment)
        if done.returncode == 77:
            if os.environ.get("ISNAD_REQUIRE_POSTGRES"):
                raise Failure("PostgreSQL is not installed")
            raise Skip("PostgreSQL is not installed")
        need(done.returncode == 0, f"loopback.sh {arguments[0]}:", done.stderr)
        return done.stdout.split()

    def __enter__(self):
        self.folder, self.url = self.tool("start")
        return self

    def restart(self, mode):
        self.tool("restart", self.folder, mode)

    def __exit__(self, *_):
        self.tool("stop", self.folder)


def answers(case):
    out = {}
    for verb in VERBS:
        done = run(verb, "-d", case.at, "--json")
        need(done.returncode == 0, f"isnad {verb}:", done.stderr)
        out[verb] = sorted(done.stdout.splitlines())
    return out


class Whole:
    """What a run gives that nothing disturbs."""

    def __init__(self, folder, words):
        case = File(folder / "whole.case")
        begin = time.monotonic()
        done = run(*words, "-d", case.at)
        self.seconds = time.monotonic() - begin
        need(done.returncode == 0, "the undisturbed run:", done.stderr)
        self.documents, self.answers = case.documents(), answers(case)
        self.bytes = os.path.getsize(case.at)

    def same(self, case):
        need(case.documents() == self.documents, "not the documents of an undisturbed run")
        now = answers(case)
        for verb in VERBS:
            need(now[verb] == self.answers[verb], f"isnad {verb}: not the answer of an undisturbed run")


def mounted(folder, size):
    """A small disk of its own; where nobody may mount, the case is skipped by name."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode != 0:
        raise Skip("needs the right to mount a tmpfs")
    stack = contextlib.ExitStack()
    stack.callback(subprocess.run, ["umount", "-l", folder], check=True)
    return stack


def resize(folder, option):
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)


# --- the faults ------------------------------------------------------------------------------------------------

def case_disk_full(folder):
    words = ("read", news(folder), "-q")
    whole = Whole(folder, words)
    full = 0
    with mounted(folder / "disk", "1m"):
        case = File(folder / "disk" / "x.case")
        for number in range(times(1)):
            case.fresh()
            resize(folder / "disk", f"size={DICE.randint(100, int(whole.bytes * (1.6 if number else 0.7)) // 1024)}k")
            for _ in range(2):  # again, while it is full
                before = case.documents()
                done = run(*words, "-d", case.at)
                if done.returncode != 0:
                    full += 1
                    need(done.returncode == 1 and "no space left" in done.stderr, f"status {done.returncode}:", done.stderr)
                need(before <= case.documents(), "documents are lost")
            resize(folder / "disk", f"size={whole.bytes * 6 // 1024}k")
            done = run(*words, "-d", case.at)
            need(done.returncode == 0, "with room again:", done.stderr)
            whole.same(case)
    need(full > 0, "the disk was never full")
    return f"{full} runs met a full disk"


def case_disk_full_postgres(folder):
    words = ("read", news(folder), "-q")
    whole = Whole(folder, words)
    full = 0
    with mounted(folder / "disk", "220m"):
        os.chmod(folder / "disk", 0o1777)
        with Server(folder / "disk") as server:
            case = Schema(server, "full")
            run(*words, "-d", case.at)  # how much it takes
            ballast = folder / "disk" / "ballast"
            for _ in range(times(1)):
                case.fresh()
                subprocess.run(["psql", "-X", "-q", server.url, "-c", "CHECKPOINT"], check=True)
                free = os.statvfs(folder / "disk")
                left = DICE.randint(1, 10) << 20
                with open(ballast, "wb") as out:
                    out.truncate(0)
                    os.posix_fallocate(out.fileno(), 0, max(free.f_bavail * free.f_frsize - left, 1))
                done = run(*words, "-d", case.at)
                if done.returncode != 0:
                    full += 1
                    need(done.returncode == 1 and re.search("no room|ended the connection|cannot connect", done.stderr),
                         f"status {done.returncode}:", done.stderr)
                ballast.unlink()
                server.restart("immediate")  # it may have ended for want of room for its log
                before = case.documents()
                need(run(*words, "-d", case.at).returncode == 0, "with room again")
                need(before <= case.documents(), "documents are lost")
                whole.same(case)
    need(full > 0, "the disk was never full")
    return f"{full} runs met a full disk"


def case_read_only(folder):
    words = ("read", news(folder, 60), "-q")
    whole = Whole(folder, words)
    with mounted(folder / "disk", "64m"):
        case = File(folder / "disk" / "x.case")
        need(run(*words, "-d", case.at).returncode == 0, "the first read")
        resize(folder / "disk", "ro")
        for verb in (words, ("watch", "http://127.0.0.1:9/", "--once", "--allow-private")):
            done = run(*verb, "-d", case.at)
            need(done.returncode == 1 and re.search("read-only|cannot be opened|cannot be made", done.stderr),
                 f"isnad {verb[0]}: status {done.returncode}:", done.stderr)
        need(answers(case) == whole.answers, "queries answer as before")
        with Served(PROGRAM, case.at) as server:
            need(server.ask("/api/v1/events").status == 200, "serve answers")
        resize(folder / "disk", "rw")
        need(run(*words, "-d", case.at).returncode == 0, "when it may be written again")
        whole.same(case)
    return "read and watch refuse, queries and serve answer"


def case_io_errors(folder):
    words = ("read", news(folder), "-q")
    whole = Whole(folder, words)
    case = File(folder / "x.case")
    failed = 0
    tries = times(6)
    for number in range(tries):
        if number % 4 == 0:
            case.fresh()
        before = case.documents()
        code = DICE.choice([errno.EIO, errno.EIO, errno.ENOSPC, errno.EDQUOT])
        environment = {"LD_PRELOAD": SHIM, "ISNAD_FAULT_FILES": "x.case", "ISNAD_FAULT_ERRNO": str(code),
                       "ISNAD_FAULT_COUNT": str(DICE.choice([1, 3, 10**6] if number else [10**6])),
                       # Early ones, in the making of the tables, as often as late ones.
                       "ISNAD_FAULT_AFTER": str(int(10 ** DICE.uniform(0, 3.8 if number else 1)))}
        done = run(*words, "-d", case.at, environment=environment)
        if done.returncode != 0:
            failed += 1
            need(done.returncode == 1 and "x.case: " in done.stderr, f"{environment}: status {done.returncode}:", done.stderr)
        need(before <= case.documents(), f"{environment}: documents are lost")
    need(failed > 0, "no run met an error")
    need(run(*words, "-d", case.at).returncode == 0, "without errors")
    whole.same(case)
    return f"{failed} of {tries} runs met an error"


def case_out_of_memory(folder):
    words = ("read", news(folder), "-q")
    whole = Whole(folder, words)
    case = File(folder / "x.case")
    refused = small = 0
    tries = times(6)
    for number in range(tries):
        if number % 4 == 0:
            case.fresh()
        before = case.documents()
        most = int(10 ** DICE.uniform(7.6, 9.2 if number else 8))

        def limits(most=most):
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        done = run(*words, "-d", case.at, limits=limits)
        if done.returncode != 0:
            refused += 1
            # Where not even its libraries and static objects fit, it does not begin.
            begins = run("--version", limits=limits).returncode == 0
            need(done.returncode == 1 and done.stderr.startswith("isnad: ") or not begins,
                 f"{most >> 20} MB: status {done.returncode}:", done.stderr)
            small += not begins
        need(before <= case.documents(), "documents are lost")
    need(run(*words, "-d", case.at).returncode == 0, "with memory again")
    whole.same(case)
    need(refused > 0, "there was always enough")
    return f"{refused} of {tries} runs had too little, {small} of them to begin at all"


def damaged(source, target):
    """A copy in which single bits, or a block, are not as they were; how it was made."""
    data = bytearray(pathlib.Path(source).read_bytes())
    if DICE.random() < 0.25:
        size = DICE.choice([64, 512, 4096])
        at = DICE.randrange(len(data) - size)
        data[at:at + size] = DICE.choice([bytes(size), DICE.randbytes(size)])
        how = f"{size} bytes at {at}"
    else:
        # As often in the first pages, where the tables are described, as anywhere else.
        places = [DICE.randrange(DICE.choice([100, 40000, len(data)])) for _ in range(DICE.choice([1, 1, 4, 64]))]
        for at in places:
            data[at] ^= 1 << DICE.randrange(8)
        how = f"bits at {places[:8]}"
    pathlib.Path(target).write_bytes(data)
    return how


def case_damaged_case(folder):
    """Bits of the case file change while nobody looks: each program refuses or answers, none crashes or hangs."""
    sound, case = folder / "sound.case", folder / "x.case"
    articles = news(folder, 60)
    need(run("read", articles, "-q", "-d", sound).returncode == 0, "read")
    with contextlib.closing(sqlite3.connect(sound)) as db:
        db.execute("PRAGMA journal_mode = DELETE")  # all of it is in the one file
        documents = [row[0] for row in db.execute("SELECT sha FROM document ORDER BY sha")]
    verbs = [[v] for v in VERBS] + [["facts"], ["conflicts"], ["timeline", "--actor", "MLI"], ["state"], ["search", "type:ASSAULT"],
                                    ["show", documents[0]], ["show", documents[-1]], ["export", "briefing"]]
    verbs = [v for v in verbs if run(*v, "-d", sound).returncode == 0]
    need(len(verbs) > 12, "the sound case answers:", len(verbs))
    views = ["/events", "/claims", "/documents", "/entities", "/suggest?q=m", "/happenings", "/state?limit=500", "/world", "/search?q=type:ASSAULT",
             "/stories", "/digest", f"/documents/{documents[3]}", "/attention", "/matrix?actor=MLI"]
    refused = answered = 0
    tries = times(8)
    for number in range(tries):
        for end in ("-wal", "-shm"):
            pathlib.Path(f"{case}{end}").unlink(missing_ok=True)
        how = damaged(sound, case)
        for words in [*DICE.sample(verbs, 6), ["refresh"], ["read", str(articles), "-q"]]:
            done = run(*words, "-d", case)
            need(done.returncode in (0, 1), f"{how}: {words}: status {done.returncode}:", done.stderr)
            need(done.returncode == 0 or done.stderr.startswith("isnad: "), f"{how}: {words} says why:", done.stderr)
            refused, answered = refused + done.returncode, answered + 1 - done.returncode
        how = damaged(sound, case)
        opens = run("events", "-d", case, "--limit", "1").returncode == 0
        if opens:
            with Served(PROGRAM, str(case)) as server:
                for view in views:
                    answer = server.ask("/api/v1" + view)
                    told = answer.status == 500 and answer.json()["code"] == "corrupt"
                    need(answer.status in (200, 404, 503) or told, f"{how}: {view}:", answer)
                    refused, answered = refused + (answer.status != 200), answered + (answer.status == 200)
                need(server.alive(), f"{how}: serve is gone:", server.said())
    return f"{tries * 2} damaged files: {answered} questions answered, {refused} refused"


def case_damaged_image(folder):
    """No changed bit of the compiled image gets by: the program refuses it."""
    image = pathlib.Path(PROGRAM).parent / "isnad.img"
    if not image.exists():
        raise Skip("no isnad.img beside the program")
    text = folder / "a.txt"
    text.write_text(killing.article(1), encoding="utf-8")
    tries = times(12)
    for number in range(tries):
        how = damaged(image, folder / "isnad.img")
        done = run("extract", text, environment={"ISNAD_IMAGE": str(folder / "isnad.img")})
        need(done.returncode == 1 and "isnad.img: " in done.stderr, f"{how}: status {done.returncode}:", done.stderr)
    return f"{tries} damaged images refused"


def feed_site(pages=40):
    site = Site()
    site.routes["/feed"] = rss([(str(n), site.url(f"/a/{n}"), "T", None) for n in range(pages)])
    for n in range(pages):
        site.routes[f"/a/{n}"] = (killing.article(n) * 2).encode()
    return site


def watching(site, case):
    return ("watch", site.url("/feed"), "-d", case.at, "--allow-private", "--pause", "0", "--limit", "0")


def case_clock_jumps(folder):
    """Also PostgreSQL's clock: tests/cases/store/claims_test.cc."""
    if not os.path.exists(FAKETIME):
        raise Skip("faketime is not installed")
    site = feed_site(6)
    clock = folder / "clock"
    clock.write_text("+0")
    case = File(folder / "x.case")
    process = subprocess.Popen([PROGRAM, *watching(site, case), "--interval", "60"], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=open(folder / "said", "wb"),
                               env={**os.environ, "LD_PRELOAD": FAKETIME, "FAKETIME_TIMESTAMP_FILE": str(clock),
                                    "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"})

    def polls(at_least, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and site.asked("/feed") < at_least:
            time.sleep(0.1)
        return site.asked("/feed")

    try:
        need(polls(1, 30) == 1, "the first poll")
        deadline = time.monotonic() + 30
        while len(case.documents()) < 6 and time.monotonic() < deadline:
            time.sleep(0.2)
        # Forward: what was to come is due. Back: what stands there is of a time to come, and says nothing.
        for number, offset in enumerate(["+2d", "-300d", "+30y", "+0"][:times(2)], 2):
            clock.write_text(offset)
            need(polls(number, 20) == number, f"after a jump to {offset}: {site.asked('/feed')} polls", (folder / "said").read_text())
        need(polls(99, 7) == number, f"and no more than one each: {site.asked('/feed')} polls")
    finally:
        process.send_signal(signal.SIGINT)
        need(process.wait(30) == 130, "it ends when told", (folder / "said").read_text())
        site.close()
    need(len(case.documents()) == 6 and all(site.asked(f"/a/{n}") == 1 for n in range(6)), "each page once")
    return f"{number - 1} jumps of days and years; one poll after each, each page once"


class Asking(threading.Thread):
    """A client of `isnad serve` that asks and saves searches until it is told to end, or the server is gone."""

    def __init__(self, server, prefix):
        super().__init__(daemon=True)
        self.server, self.prefix, self.saved, self.going = server, prefix, set(), True

    def run(self):
        number = 0
        with contextlib.suppress(OSError, RuntimeError, Exception):
            while self.going:
                number += 1
                name = f"{self.prefix}-{number}"
                put = self.server.ask(f"/api/v1/searches/{name}", "PUT", {"Content-Type": "application/json"},
                                      '{"query":"actor:MLI"}')
                if put.status == 201:
                    self.saved.add(name)
                self.server.ask("/api/v1/events?limit=50")


def kills(folder, case, number):
    """Kills read, watch and serve by turns, each at any moment of its work."""
    words = ("read", news(folder), "-q")
    whole = Whole(folder, words)
    site = feed_site()
    watched = Whole(folder / "watched", (*watching(site, File(folder / "none"))[:2], "--allow-private", "--pause", "0", "--once",
                                         "--limit", "0"))
    before, searches, done = set(), set(), {"read": 0, "watch": 0, "serve": 0}
    case.fresh()
    attempt = 0
    while sum(done.values()) < number:
        attempt += 1
        need(attempt < 6 * number + 20, "too many runs ended before they could be killed")
        verb = ("read", "watch", "serve")[sum(done.values()) % 3]
        if verb == "serve" and not before:
            need(run(*words, "-d", case.at).returncode == 0, "a case to serve")
            before = case.documents()
        if verb == "read" and (before >= whole.documents or attempt % 7 == 0):
            case.fresh()
            before, searches = set(), set()
        if verb == "watch" and before >= watched.documents:
            case.fresh()
            before, searches = set(), set()
        client = None
        if verb == "serve":
            server = Served(PROGRAM, case.at, "--allow-writes")
            process = server.process
            client = Asking(server, f"s{attempt}")
            client.start()
            time.sleep(DICE.uniform(0, 0.7))
        else:
            arguments = words + ("-d", case.at) if verb == "read" else watching(site, case)
            process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(DICE.uniform(0, (whole if verb == "read" else watched).seconds))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            done[verb] += 1
        process.wait()
        if client:
            client.going = False
            client.join(20)
            searches |= client.saved
        now = case.documents()
        need(before <= now, f"{verb}: {len(before - now)} documents are lost")
        if searches:
            need(searches <= case.searches(), f"{verb}: searches are lost that were acknowledged")
        before = now
    need(run(*words, "-d", case.at).returncode == 0, "the last read")
    need(whole.documents <= case.documents(), "not all documents of an undisturbed run")
    case.fresh()
    last = run(*words, "-d", case.at)
    need(last.returncode == 0, "a new case:", last.stderr)
    whole.same(case)
    site.close()
    return f"{sum(done.values())} kills ({', '.join(f'{n} of {v}' for v, n in done.items())})"


def case_kills(folder):
    (folder / "watched").mkdir()
    return kills(folder, File(folder / "x.case"), times(3))


def case_kills_postgres(folder):
    (folder / "watched").mkdir()
    with Server() as server:
        return kills(folder, Schema(server, "kills"), times(3))


def case_database_restarts(folder):
    """The server stops in the middle (immediate: as if it crashed) while read, watch and serve are at work."""
    words = ("read", news(folder), "-q")
    whole = Whole(folder, words)
    site = feed_site(30)
    for n in range(30):  # slowly, so that it meets the restarts
        site.routes[f"/a/{n}"] = lambda r, n=n: (time.sleep(0.15), r.reply(200, (killing.article(n + 5000) * 2).encode()))
    restarts, failed = times(2), 0
    with Server() as server:
        case = Schema(server, "restarts")
        need(run(*words, "-d", case.at).returncode == 0, "the case")
        case.fresh()
        need(run("read", "-", "-d", case.at).returncode in (0, 1), "an empty case")
        said = open(folder / "said", "w+b")
        watcher = subprocess.Popen([PROGRAM, *watching(site, case)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        before = set()
        try:
            with Served(PROGRAM, case.at) as served:
                for _ in range(restarts):
                    need(served.ask("/api/v1/events?limit=2").status == 200, "serve answers before")
                    reader = subprocess.Popen([PROGRAM, *map(str, words), "-d", case.at], stdin=subprocess.DEVNULL,
                                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                    time.sleep(DICE.uniform(0.05, whole.seconds))
                    server.restart(DICE.choice(["immediate", "fast"]))
                    words_said = reader.communicate(timeout=60)[1].decode(errors="replace")
                    need(reader.returncode in (0, 1), f"read: status {reader.returncode}:", words_said)
                    if reader.returncode == 1:
                        failed += 1
                        need(re.search("ended the connection|cannot connect", words_said), "read says why:", words_said)
                    now = case.documents()
                    need(before <= now, "documents are lost")
                    before = now
                    for _ in range(3):
                        answer = served.ask("/api/v1/events")
                        need(answer.status == 200, "serve does not come back:", answer)
                need(run(*words, "-d", case.at).returncode == 0, "read in the end")
                deadline = time.monotonic() + 60
                while len(case.documents()) < len(whole.documents) + 30:
                    need(watcher.poll() is None and time.monotonic() < deadline, "watch does not come back:",
                         (folder / "said").read_text(errors="replace"))
                    time.sleep(0.3)
        finally:
            watcher.send_signal(signal.SIGINT)
            status = watcher.wait(30)
        text = (folder / "said").read_text(errors="replace")
        need(status == 130 and "connected again" in text, f"watch: status {status}:", text)
        need(whole.documents <= case.documents(), "documents are lost")
        twice = max(site.asked(f"/a/{n}") for n in range(30))
        need(twice <= 1 + restarts, f"a page came {twice} times")
    site.close()
    return f"{restarts} restarts, {failed} of the reads broke off; serve and watch went on"


def main():
    global PROGRAM, SHIM, TIMES
    cases = {n[5:]: f for n, f in globals().items() if n.startswith("case_")}
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("shim")
    parser.add_argument("--times", type=int)
    parser.add_argument("case", nargs="*", metavar="CASE", help=", ".join(cases))
    options = parser.parse_intermixed_args()
    if unknown := set(options.case) - set(cases):
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    PROGRAM, SHIM, TIMES = str(pathlib.Path(options.program).resolve()), str(pathlib.Path(options.shim).resolve()), options.times
    seed = int(os.environ.get("ISNAD_FAULTS_SEED", random.randrange(10**6)))
    print(f"seed {seed} (ISNAD_FAULTS_SEED={seed} repeats it)", flush=True)
    failed = skipped = 0
    names = options.case or list(cases)
    for name in names:
        DICE.seed(f"{seed} {name}")
        with tempfile.TemporaryDirectory(prefix="isnad-faults-") as folder:
            os.chmod(folder, 0o755)
            begin = time.monotonic()
            try:
                told = cases[name](pathlib.Path(folder))
                print(f"ok    {name}: {told} ({time.monotonic() - begin:.1f} s)", flush=True)
            except Skip as why:
                skipped += 1
                print(f"skip  {name}: {why}", flush=True)
            except (Failure, subprocess.TimeoutExpired) as failure:
                failed += 1
                print(f"FAIL  {name}: {failure}", flush=True)
    if failed:
        return 1
    return 77 if skipped == len(names) else 0


if __name__ == "__main__":
    sys.exit(main())
