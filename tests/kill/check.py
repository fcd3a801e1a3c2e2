#!/usr/bin/env python3
"""A program that is killed while it writes leaves a case that opens whole.

usage: check.py ISNAD [KILLS]

Reads articles into one case again and again and kills the program (SIGKILL) after a random time. After
each time the case must open; hold whole documents only (SQLite's own check of the file, no part without
its document, each document with the events that its record names); and hold all that it held before. At
the end an undisturbed run must give what a run into a new case gives. The articles are made up here; the
random times come from a seed that is printed, so that a failure can be repeated as far as time can.
"""
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ARTICLES = 600
PLACES = ["مالي", "النيجر", "تشاد", "غينيا", "السنغال", "بنين", "غانا", "توغو"]
NAMES = ["سيرغي لافروف", "عبد الله ديوب", "أنطونيو غوتيريش"]


def article(n):
    place, other = PLACES[n % 8], PLACES[n // 8 % 8]
    return (f"قال {NAMES[n % 3]} يوم الخميس إن {place} وقعت اتفاقا رقم {n} مع {other}.\n"
            f"وهاجم مسلحون قرية في {place} وقتلوا {n % 40 + 2} مدنيين، بحسب وزارة الدفاع.\n"
            f"وزار وزير خارجية {other} عاصمة {place} والتقى رئيسها في الزيارة رقم {n}.\n")


def documents(path):
    """The documents of a case, after all checks of its wholeness."""
    case = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        found = [row[0] for row in case.execute("PRAGMA integrity_check")]
        if found != ["ok"]:
            sys.exit(f"the file is damaged: {found[:5]}")
        loose = case.execute("PRAGMA foreign_key_check").fetchall()
        if loose:
            sys.exit(f"parts without a whole: {loose[:5]}")
        texts = dict(case.execute("SELECT d.sha, t.record FROM document d JOIN document_text t ON t.document = d.id"))
        count = case.execute("SELECT count(*) FROM document").fetchone()[0]
        if len(texts) != count:
            sys.exit(f"{count} documents, but {len(texts)} texts")
        kept = {}
        for sha, key in case.execute("SELECT d.sha, e.key FROM event e JOIN document d ON d.id = e.document"):
            kept.setdefault(sha, set()).add(key)
        for sha, record in texts.items():
            named = {e["id"] for e in json.loads(record)["events"]}
            if kept.get(sha, set()) != named:
                sys.exit(f"document {sha[:12]} holds events {kept.get(sha)}, its record {named}")
        return set(texts)
    finally:
        case.close()


def answer(isnad, verb, path):
    run = subprocess.run([isnad, verb, "-d", path, "--json"], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(f"isnad {verb}: {run.stderr.decode()}")
    return run.stdout


def main():
    isnad = sys.argv[1]
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    seed = int(os.environ.get("ISNAD_KILL_SEED", random.randrange(10**6)))
    print(f"seed {seed} (ISNAD_KILL_SEED={seed} repeats it)", flush=True)
    dice = random.Random(seed)
    killed = stages = 0
    with tempfile.TemporaryDirectory() as folder:
        news = os.path.join(folder, "news.jsonl")
        with open(news, "w", encoding="utf-8") as out:
            for n in range(ARTICLES):
                line = {"uri": f"{n}.txt", "text": article(n), "outlet": f"paper {n % 5}",
                        "published": f"2025-04-{n % 28 + 1:02}"}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")
        whole = os.path.join(folder, "whole.case")
        begin = time.monotonic()
        subprocess.run([isnad, "read", news, "-d", whole, "-q"], check=True, capture_output=True)
        longest = time.monotonic() - begin
        case = os.path.join(folder, "x.case")
        before = set()
        fresh = True
        n = -1
        while killed < times:
            n += 1
            if n > 5 * times:
                sys.exit(f"only {killed} of {n} runs could be killed: the machine is too fast for the dice")
            if fresh or n % 5 == 0:  # a new case now and then, so that its making is met too
                for end in ("", "-wal", "-shm"):
                    if os.path.exists(case + end):
                        os.remove(case + end)
                before = set()
            run = subprocess.Popen([isnad, "read", news, "-d", case, "-q"], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0, longest))
            fresh = run.poll() is not None
            if not fresh:
                run.send_signal(signal.SIGKILL)
                killed += 1
            run.wait()
            if not os.path.exists(case):
                continue
            # Killed while the tables were made, the file is empty: nobody's case yet.
            opened = subprocess.run([isnad, "events", "-d", case, "--limit", "1"], capture_output=True, check=False)
            if opened.returncode != 0:
                if before or b"is no case file" not in opened.stderr:
                    sys.exit(f"time {n}: does not open: {opened.stderr.decode()}")
                continue
            now = documents(case)
            if not before <= now:
                sys.exit(f"time {n}: {len(before - now)} documents are lost")
            stages += 0 < len(now) < ARTICLES
            before = now
        subprocess.run([isnad, "read", news, "-d", case, "-q"], check=True, capture_output=True)
        if documents(case) != documents(whole):
            sys.exit("not the documents of an undisturbed run")
        for verb in ("events", "claims", "relations", "entities", "happenings", "stories", "copies"):
            if answer(isnad, verb, case) != answer(isnad, verb, whole):
                sys.exit(f"isnad {verb}: not the answer of an undisturbed run")
    print(f"killed {killed} times, {stages} with some of the articles in; the case was whole each time")


if __name__ == "__main__":
    main()
