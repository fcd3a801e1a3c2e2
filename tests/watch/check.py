#!/usr/bin/env python3
"""`isnad watch` against a real HTTP server on loopback that misbehaves (bad_site.py).

usage: check.py ISNAD_PROGRAM [CASE...]

Each case is a function; its failures are told with what the program said. Exit status 1 if any failed.
Python 3 standard library only.
"""
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from bad_site import Site, article, gzip_bomb, rss, squeezed  # noqa: E402

PROGRAM = ""
FAST = ("--allow-private", "--pause", "0")
# As asked; a sanitizer keeps what was freed for a while.
MEGABYTES = 4 * 700 if os.environ.get("ISNAD_SANITIZED") else 700


class Failure(Exception):
    pass


def need(holds, what, said=""):
    if not holds:
        raise Failure(f"{what}\n{said[-3000:]}")



class Run:
    """One run of the program: exit status, standard error, largest memory in MB, seconds."""

    def __init__(self, folder, *arguments, stop_after=None, stop_with=signal.SIGINT):
        start = time.monotonic()
        with open(folder / "stderr", "w+b") as err, open(folder / "stdout", "w+b") as out:
            process = subprocess.Popen([PROGRAM, "watch", *map(str, arguments)], cwd=folder, stdin=subprocess.DEVNULL,
                                       stdout=out, stderr=err)
            if stop_after:
                stop_after()
                process.send_signal(stop_with)
            timer = threading.Timer(100, process.kill)
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            timer.cancel()
            err.seek(0)
            self.said = err.read().decode(errors="replace")
        self.status = process.returncode
        self.megabytes = usage.ru_maxrss / 1024
        self.seconds = time.monotonic() - start


def ask(folder, sql, case="x.case"):
    with contextlib.closing(sqlite3.connect(folder / case)) as db:
        rows = db.execute(sql).fetchall()
        db.commit()
        return rows


def documents(folder):
    return [row[0] for row in ask(folder, "SELECT uri FROM document ORDER BY uri")]


def states(folder):
    return dict(ask(folder, "SELECT item, state FROM feed_item"))


def case_good_items_once_and_nothing_twice(folder, site):
    etag = '"1"'
    items = [(f"g{i}", site.url(f"/a/{i}"), f"T{i}", None) for i in range(3)]

    def feed(request):
        if request.headers.get("If-None-Match") == etag:
            request.reply(304, ETag=etag, Content_Length=None)
        else:
            request.reply(200, rss(items), ETag=etag, Content_Type="application/rss+xml")

    site.routes["/feed"] = feed
    for i in range(5):
        site.routes[f"/a/{i}"] = article(i).encode()
    first = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--contact", "desk@paper.example", *FAST)
    need(first.status == 0, "the first round is good", first.said)
    need(documents(folder) == [site.url(f"/a/{i}") for i in range(3)], "three documents", first.said)
    need(set(states(folder).values()) == {"read"}, "all items are read")
    need(site.asked("/robots.txt") == 1, "robots.txt was asked for once")
    need(site.asked()[0] == "/robots.txt", "and first")
    agents = {entry[2].get("User-Agent", "") for entry in site.log}
    need(all(re.fullmatch(r"isnad/[0-9.]+ \(desk@paper\.example\)", a) for a in agents), f"user agent: {agents}")
    title, published, outlet = ask(folder, "SELECT title, published, outlet FROM document ORDER BY uri")[0]
    need((title, published, outlet) == ("T0", "2025-04-04", "Desk"), f"what the feed knows: {title} {published} {outlet}")

    site.forget()
    second = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(second.status == 0 and site.asked() == ["/feed"], f"nothing is fetched after a 304: {site.asked()}", second.said)
    need("1 unchanged" in second.said, "the 304 is told", second.said)

    site.forget()
    etag = '"2"'
    items.insert(0, ("g3", site.url("/a/3"), "T3", None))
    third = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(third.status == 0 and site.asked() == ["/feed", "/a/3"], f"only what is new: {site.asked()}", third.said)

    # The same bytes under another ETag are nothing new either.
    site.forget()
    etag = '"3"'
    Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(site.asked() == ["/feed"], f"same bytes: {site.asked()}")
    need(len(documents(folder)) == 4, "four documents in the end")


def case_bad_pages_are_named_and_the_rest_is_read(folder, site):
    text = article(1).encode()
    long_text = article(2).encode() * 3
    bomb = gzip_bomb(256)
    bad = {  # path: (route, what standard error says of it)
        "/drip": (lambda r: r.drip(20), "Operation timed out|too slow"),
        "/truncated": (lambda r: r.reply(200, text, Content_Length=str(len(text) + 500), Connection="close") or
                       r.raw(b""), "end of response with [0-9]+ bytes missing|transfer closed"),
        "/loop": (lambda r: r.reply(302, Location="/loop2"), "redirects in a circle"),
        "/loop2": None,
        "/endless": (lambda r: r.reply(302, Location="/endless?1"), "more than 10 redirects"),
        "/metadata": (lambda r: r.reply(302, Location="http://169.254.169.254/latest/meta-data/"),
                      "169.254.169.254 is not on the public internet"),
        "/file": (lambda r: r.reply(302, Location="file:///etc/passwd"), "which is no http or https address"),
        "/nowhere": (lambda r: r.reply(302), "which is no http or https address"),
        "/bomb": (lambda r: r.reply(200, bomb, Content_Encoding="gzip"), "longer than 16384 KB"),
        "/two-bombs": (lambda r: r.reply(200, squeezed(bomb), Content_Encoding="gzip, gzip"), "longer than 16384 KB"),
        "/declared": (lambda r: r.reply(200, b"x", Content_Length=str(1 << 40)), "longer than 16384 KB"),
        "/not-gzip": (lambda r: r.reply(200, text, Content_Encoding="gzip"), "incorrect header check|content encoding"),
        "/picture": (lambda r: r.reply(200, b"\x89PNG\r\n", Content_Type="image/png"), "is image/png, no text"),
        "/binary": (lambda r: r.reply(200, b"\0\1\2" * 100, Content_Type="text/html"), "binary"),
        "/empty": (lambda r: r.reply(200, b""), "empty"),
        "/500": (lambda r: r.reply(500), "status 500; tried again later"),
        "/404": (lambda r: r.reply(404), "status 404"),
        "/204": (lambda r: r.reply(204, Content_Length=None), "status 204"),
        "/reset": (lambda r: r.reset(), "reset|Empty reply|Recv failure"),
        "/closed": (lambda r: r.raw(b""), "Empty reply"),
        "/silent": (lambda r: r.silence(20), "timed out"),
        "/header": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * (1 << 20) + b"\r\n\r\n"), "a header is too long"),
        "/headers": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(60000)) + b"\r\n"),
                     "128 KB of headers"),
        "/old": (lambda r: r.raw(text), "HTTP/0.9"),
        "/chunks": (lambda r: r.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx"), "chunk|encoding"),
        "/later": (lambda r: r.reply(429, Retry_After="3600"), "status 429"),
    }
    site.routes["/loop2"] = lambda r: r.reply(302, Location="/loop")
    for i in range(1, 30):
        site.routes[f"/endless?{i}"] = lambda r, i=i: r.reply(302, Location=f"/endless?{i + 1}")
    good = {
        "/good": text,
        "/squeezed": lambda r: r.reply(200, squeezed(article(4).encode()), Content_Encoding="gzip"),
        "/short": lambda r: r.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
                                  % (len(article(5).encode()), article(5).encode() + b"more than was announced")),
        "/hop": lambda r: r.reply(301, Location="/landed"),
        "/last": article(6).encode(),
    }
    site.routes["/landed"] = article(7).encode()
    del bad["/loop2"]
    items, host = [], 1
    for path, route in [*bad.items(), *good.items()]:
        site.routes[path] = route[0] if isinstance(route, tuple) else route
        host += 1  # each its own host: a host that fails is left alone
        items.append((path, site.url(path, host), path, None))
    items.append(("nothing", None, "No link and no text", None))
    items.append(("script", "javascript:alert(1)", "A link that is none", None))
    site.routes["/feed"] = rss(items)
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--timeout", "4", *FAST)
    need(run.status == 1, f"status {run.status}: some failed", run.said)
    got = states(folder)
    for path, (_, pattern) in bad.items():
        lines = [line for line in run.said.splitlines() if re.search(re.escape(path) + r"(?![a-z0-9])", line)]
        need(lines, f"{path} is named", run.said)
        need(any(re.search(pattern, line) for line in lines), f"{path}: wanted /{pattern}/", "\n".join(lines))
        need(got[path] in ("waiting", "refused"), f"{path} is {got[path]}")
    for path in good:
        need(got[path] == "read", f"{path} is {got[path]}", run.said)
    need(got["nothing"] == got["script"] == "refused", "items without link and text are refused")
    need(len(documents(folder)) == len(good), f"each good item once: {documents(folder)}", run.said)
    need(run.seconds < 60, f"bounded time: {run.seconds:.1f} s")
    need(run.megabytes < MEGABYTES, f"bounded memory: {run.megabytes:.0f} MB")
    may_pass = {"/drip", "/truncated", "/not-gzip", "/500", "/reset", "/closed", "/silent", "/chunks", "/later"}
    for path in bad:
        need((got[path] == "waiting") == (path in may_pass), f"{path} is {got[path]}", run.said)

    # What was only down for a moment is read in the next round; the bad rest stays bad.
    site.routes["/500"] = article(8).encode()
    site.routes["/silent"] = article(9).encode()
    again = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--timeout", "4", *FAST)
    got = states(folder)
    need(got["/500"] == got["/silent"] == "read", "5xx and silence pass", again.said)
    need(len(documents(folder)) == len(good) + 2, "and come in once")
    print(f"    bad pages: {run.seconds:.1f} s, {run.megabytes:.0f} MB")


def case_tries_end(folder, site):
    site.routes["/feed"] = rss([("a", site.url("/a"), "A", None)])
    site.routes["/a"] = lambda r: r.reply(500)
    for _ in range(6):
        run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(site.asked("/a") == 5, f"tried {site.asked('/a')} times")
    need(states(folder) == {"a": "refused"}, "then given up")
    need(run.status == 0, "and no failure of the rounds after that", run.said)


def case_bad_feeds_do_not_stop_good_ones(folder, site):
    page = b"<!DOCTYPE html><html><head><link rel=alternate type='application/rss+xml' href='/feed'></head></html>"
    bad = {
        "/html": (lambda r: r.reply(200, page, Content_Type="text/html"), r"no feed; feeds that it names: .*/feed"),
        "/500": (lambda r: r.reply(500), "status 500"),
        "/silent": (lambda r: r.silence(20), "timed out"),
        "/loop": (lambda r: r.reply(301, Location="/loop"), "redirects in a circle"),
        "/bomb": (lambda r: r.reply(200, gzip_bomb(64), Content_Encoding="gzip"), "longer than"),
        "/cut": (lambda r: r.reply(200, b"<rss><channel><item><title>x"), "broken XML"),
        "/entities": (lambda r: r.reply(200, b"<!DOCTYPE r [<!ENTITY a 'b'>]><other>&a;</other>"), "is no feed"),
        "/opml": (lambda r: r.reply(200, b"<opml><body/></opml>"), "OPML"),
        "/empty": (lambda r: r.reply(200, b""), "is empty"),
    }
    site.routes["/feed"] = rss([("a", site.url("/a"), "A", None)])
    site.routes["/a"] = article(1).encode()
    words = []
    for host, (path, (route, _)) in enumerate(bad.items(), 2):
        site.routes[path] = route
        words.append(site.url(path, host))
    words.insert(4, site.url("/feed"))
    run = Run(folder, *words, "-d", "x.case", "--once", "--timeout", "3", *FAST)
    need(run.status == 1, "some failed", run.said)
    for path, (_, pattern) in bad.items():
        need(re.search(rf"(?m)^.*127\.0\.0\.\d+:\d+{path}\b.*({pattern})", run.said), f"{path}: wanted /{pattern}/", run.said)
    need(documents(folder) == [site.url("/a")], "the good one is read", run.said)
    need("10 feeds polled: 0 unchanged, 9 failed" in run.said, "the count", run.said)
    # Failed feeds are left alone for a while, whoever asks.
    site.forget()
    again = Run(folder, *words, "-d", "x.case", "--once", "--timeout", "3", *FAST)
    need(site.asked() == ["/feed"], f"asked again: {site.asked()}", again.said)
    need(again.said.count("left alone until") == 9, "and it is told", again.said)
    # Later they are asked again, and what works works.
    ask(folder, "UPDATE feed SET held = 0")
    site.routes["/500"] = rss([("b", site.url("/b"), "B", None)])
    site.routes["/b"] = article(2).encode()
    Run(folder, words[1], "-d", "x.case", "--once", *FAST)
    need(documents(folder) == [site.url("/a"), site.url("/b")], "a feed that was down is read when it is up")


def case_retry_after_of_a_feed(folder, site):
    site.routes["/feed"] = lambda r: r.reply(503, Retry_After="7200")
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    held, now = ask(folder, "SELECT held, polled FROM feed")[0]
    need(7190 <= held - now <= 7210, f"held for {held - now} s", run.said)


def case_robots_rule(folder, site):
    site.routes["/robots.txt"] = (b"User-agent: *\nDisallow: /\n\nUser-agent: isnad\nDisallow: /no\nAllow: /no/but\n"
                                  b"Disallow: /*.pdf$\n")
    paths = ["/yes", "/no", "/no/thing", "/no/but", "/x.pdf", "/x.pdf?y"]
    site.routes["/feed"] = rss([(p, site.url(p), p, None) for p in paths])
    for i, p in enumerate(paths):
        site.routes[p] = article(i).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(run.status == 1, "what robots.txt forbids was not read", run.said)
    need(sorted(site.asked()) == sorted(["/robots.txt", "/feed", "/yes", "/no/but", "/x.pdf?y"]), f"asked: {site.asked()}")
    for p in ("/no", "/no/thing", "/x.pdf"):
        need(f"{site.url(p)}: robots.txt does not allow it" in run.said, f"{p} is named", run.said)
        need(states(folder)[p] == "refused", f"{p} is given up")


def case_robots_hold_for_feeds_unless_told(folder, site):
    site.routes["/robots.txt"] = b"User-agent: *\nDisallow: /feed\nDisallow: /b\n"
    site.routes["/feed"] = rss([("a", site.url("/a"), "A", None), ("b", site.url("/b"), "B", None)])
    site.routes["/a"] = article(1).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(run.status == 1 and site.asked() == ["/robots.txt"], f"asked: {site.asked()}", run.said)
    ask(folder, "UPDATE feed SET held = 0")
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--feeds-anyway", *FAST)
    need(documents(folder) == [site.url("/a")] and site.asked("/b") == 0, "pages obey still", run.said)


def case_robots_that_fail_forbid(folder, site):
    site.routes["/robots.txt"] = lambda r: r.reply(500)
    site.routes["/feed"] = rss([])
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(run.status == 1 and site.asked() == ["/robots.txt"], f"asked: {site.asked()}", run.said)
    need("nothing of the site is fetched, as its robots.txt cannot be had" in run.said, "it is told", run.said)


def case_private_addresses_are_refused(folder, site):
    words = [f"http://{host}:{site.port}/feed" for host in
             ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
              "0.0.0.0", "[::]")]
    run = Run(folder, *words, "-d", "x.case", "--once", "--pause", "0", "--timeout", "5")
    need(run.status == 1 and "6 feeds polled: 0 unchanged, 6 failed" in run.said, "refused, forms of one address as one", run.said)
    need(not site.asked(), f"the server was reached: {site.asked()}")
    need(run.said.count("is not on the public internet") == 6, "it is told why", run.said)
    # Unspecified addresses stay refused.
    ask(folder, "UPDATE feed SET held = 0")
    run = Run(folder, f"http://0.0.0.0:{site.port}/feed", "-d", "x.case", "--once", *FAST)
    need(run.status == 1 and not site.asked(), "0.0.0.0 is this machine by another name", run.said)


def case_proxies_of_the_environment_are_not_used(folder, site):
    site.routes["/feed"] = rss([])
    os.environ["http_proxy"] = "http://127.0.0.9:1"
    try:
        run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    finally:
        del os.environ["http_proxy"]
    need(run.status == 0 and site.asked("/feed") == 1, "asked directly", run.said)


def case_ten_thousand_items(folder, site):
    site.routes["/feed"] = rss([(f"g{i}", site.url(f"/a/{i}"), f"T{i}", None) for i in range(10000)])
    for i in range(10000):
        site.routes[f"/a/{i}"] = article(i).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--limit", "20", *FAST)
    need(run.status == 0 and len(documents(folder)) == 20, "twenty pages in one round", run.said)
    need("10000 new items, 20 new documents, 9980 waiting" in run.said, "the rest waits", run.said)
    need(run.megabytes < MEGABYTES, f"bounded memory: {run.megabytes:.0f} MB")
    again = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--limit", "30", *FAST)
    need(len(documents(folder)) == 50, "the next round goes on", again.said)
    need(site.asked("/a/0") == 1 and site.asked("/a/49") == 1 and site.asked("/a/50") == 0, "in the feed's order")
    print(f"    10,000 items: {run.seconds:.1f} s, {run.megabytes:.0f} MB")


def case_full_texts_without_pages(folder, site):
    items = [(f"g{i}", site.url(f"/a/{i}"), f"T{i}", article(i)) for i in range(200)]
    items.append(("none", site.url("/page"), "No text", None))
    site.routes["/feed"] = rss(items)
    site.routes["/page"] = article(999).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--no-pages", *FAST)
    need(run.status == 0 and len(documents(folder)) == 201, f"all texts: {len(documents(folder))}", run.said)
    need(site.asked() == ["/robots.txt", "/feed", "/page"], "only the page of the item without a text", run.said)


def case_the_feeds_text_stands_in_for_a_lost_page(folder, site):
    site.routes["/feed"] = rss([("a", site.url("/gone"), "A", article(1))])
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(run.status == 0 and documents(folder) == [site.url("/gone")], "read", run.said)
    need("status 404; the feed's own text is read" in run.said, "and told", run.said)


def case_duplicates(folder, site):
    a, b = site.url("/a"), site.url("/b")
    site.routes["/feed"] = rss([("1", a, "A", None), ("1", a, "A again", None), ("2", a, "A, other id", None),
                                ("3", b, "same text", None)])
    site.routes["/feed2"] = rss([("9", a, "A in another feed", None)])
    site.routes["/a"] = site.routes["/b"] = article(1).encode()
    run = Run(folder, site.url("/feed"), site.url("/feed"), site.url("/feed2"), "-d", "x.case", "--once", *FAST)
    need(run.status == 0, "all good", run.said)
    need(site.asked("/feed") == 1 and site.asked("/a") == 1 and site.asked("/b") == 1, f"asked: {site.asked()}", run.said)
    need(len(documents(folder)) == 1, "one text is one document", run.said)


def case_lists_of_feeds(folder, site):
    site.routes["/feed"] = rss([])
    site.routes["/feed2"] = rss([])
    (folder / "list.opml").write_text(f'<opml version="2.0"><body><outline text="x"><outline xmlUrl="{site.url("/feed")}"/>'
                                      '<outline xmlUrl="file:///etc/passwd"/></outline></body></opml>')
    (folder / "list.txt").write_text(f"# ours\n{site.url('/feed2')}  # comment\n\nnonsense\n")
    run = Run(folder, "list.opml", "list.txt", "absent.txt", "-d", "x.case", "--once", *FAST)
    need(run.status == 1, "faults in the lists", run.said)
    need(site.asked("/feed") == 1 and site.asked("/feed2") == 1, "both are polled", run.said)
    for line in ("list.opml: outlines without an http or https URL: 1", "list.txt:4: no http or https URL",
                 "absent.txt: neither an http or https URL nor a file"):
        need(line in run.said, line, run.said)
    none = Run(folder, "absent.txt", "-d", "y.case", "--once")
    need(none.status == 2 and not (folder / "y.case").exists(), "no feed at all is wrong usage", none.said)


def case_politeness_on_the_wire(folder, site):
    site.routes["/feed"] = rss([(str(i), site.url(f"/a/{i}", 1 + i % 2), "T", None) for i in range(6)])
    for i in range(6):
        site.routes[f"/a/{i}"] = article(i).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--allow-private", "--pause", "1")
    need(run.status == 0, "all good", run.said)
    last = {}
    for host, path, _, moment in site.log:
        need(host not in last or moment - last[host] > 0.95, f"{path} came {moment - last.get(host, 0):.2f} s after the last")
        last[host] = moment


def case_interrupted_it_goes_on_from_there(folder, site):
    site.routes["/feed"] = rss([(str(i), site.url(f"/a/{i}"), "T", None) for i in range(6)])
    for i in range(6):
        site.routes[f"/a/{i}"] = article(i).encode()
    third = threading.Event()
    site.routes["/a/3"] = lambda r: (third.set(), r.silence(15))
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST, stop_after=lambda: third.wait(60))
    need(run.status == 130, f"status {run.status}", run.said)
    need(run.seconds < 14, f"it does not wait for the page: {run.seconds:.1f} s")
    need(len(documents(folder)) == 3, f"what was read is kept: {documents(folder)}", run.said)
    site.routes["/a/3"] = article(3).encode()
    again = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(again.status == 0 and len(documents(folder)) == 6, "the same command goes on", again.said)
    need(all(site.asked(f"/a/{i}") == (2 if i == 3 else 1) for i in range(6)), f"nothing twice: {site.asked()}")


def case_going_on_until_interrupted(folder, site):
    site.routes["/feed"] = rss([("1", site.url("/a"), "T", None)])
    site.routes["/a"] = article(1).encode()
    done = lambda: [time.sleep(0.1) for _ in range(300) if not (site.asked("/a") and "1 new document" in  # noqa: E731
                                                               (folder / "stderr").read_text())] and time.sleep(1.5)
    run = Run(folder, site.url("/feed"), "-d", "x.case", *FAST, stop_after=done)
    need(run.status == 130 and site.asked("/feed") == 1, f"polled once in its interval: {site.asked()}", run.said)
    need(len(documents(folder)) == 1, "and read", run.said)
    due, polled = ask(folder, "SELECT due, polled FROM feed")[0]
    need(900 <= due - polled <= 990, f"the next poll in a quarter of an hour and at most a tenth: {due - polled}")


def case_a_locked_case_ends_nothing(folder, site):
    site.routes["/feed"] = rss([("1", site.url("/a"), "T", None)])
    site.routes["/a"] = article(1).encode()
    Run(folder, site.url("/feed", 2), "-d", "x.case", "--once", *FAST)
    db = sqlite3.connect(folder / "x.case", isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    told = lambda: [time.sleep(0.1) for _ in range(300)  # noqa: E731
                    if "tried again in a minute" not in (folder / "stderr").read_text()]
    run = Run(folder, site.url("/feed"), "-d", "x.case", *FAST, stop_after=told)
    need(run.status == 130 and "locked" in run.said, f"status {run.status}", run.said)
    once = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(once.status == 1 and "locked" in once.said, f"status {once.status}", once.said)
    db.execute("ROLLBACK")
    db.close()
    after = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(after.status == 0 and len(documents(folder)) == 1, "then it goes on", after.said)


def case_killed_it_goes_on_from_there(folder, site):
    # The feed has a text for a page that is lost: also who comes after the killed one reads it.
    items = [(str(i), site.url(f"/a/{i}"), "T", None) for i in range(4)]
    items.append(("lost", site.url("/gone"), "T", article(9)))
    site.routes["/feed"] = lambda r: r.reply(200, rss(items), ETag='"1"')
    for i in range(4):
        site.routes[f"/a/{i}"] = article(i).encode()
    second = threading.Event()
    site.routes["/a/2"] = lambda r: (second.set(), r.silence(15))
    run = Run(folder, site.url("/feed"), "-d", "x.case", *FAST, stop_after=lambda: second.wait(60), stop_with=signal.SIGKILL)
    need(run.status == -signal.SIGKILL and len(documents(folder)) == 2, f"killed: {documents(folder)}", run.said)
    site.routes["/a/2"] = article(2).encode()
    # Not only --once: the feed is due still.
    done = lambda: [time.sleep(0.1) for _ in range(300) if "new document" not in (folder / "stderr").read_text()]  # noqa: E731
    again = Run(folder, site.url("/feed"), "-d", "x.case", *FAST, stop_after=done)
    need(len(documents(folder)) == 5, f"the next watcher goes on: {documents(folder)}", again.said)
    need(all(site.asked(f"/a/{i}") == (2 if i == 2 else 1) for i in range(4)), f"nothing twice: {site.asked()}")


def case_a_file_has_one_watcher(folder, site):
    site.routes["/feed"] = rss([("1", site.url("/a"), "T", None)])
    site.routes["/a"] = article(1).encode()
    (folder / "first").mkdir()
    holder = []

    def second():
        for _ in range(300):
            if (folder / "x.case-watch").exists():
                break
            time.sleep(0.1)
        holder.append(Run(folder / "first", site.url("/feed"), "-d", folder / "x.case", "--once", *FAST))

    first = Run(folder, site.url("/feed"), "-d", "x.case", *FAST, stop_after=second, stop_with=signal.SIGKILL)
    need(first.status == -signal.SIGKILL, f"the first watched on: {first.status}", first.said)
    refused = holder[0]
    need(refused.status == 1 and re.search(r"x\.case: another isnad watch \(\d+@.+\) feeds this file", refused.said),
         f"status {refused.status}", refused.said)
    after = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(after.status == 0, "one that was killed holds nobody up", after.said)
    need(not (folder / "x.case-watch").exists(), "nothing is left behind")


def case_hosts_that_ask_for_it_are_left_alone_by_the_next_run_too(folder, site):
    site.routes["/feed"] = rss([("1", site.url("/a", 2), "T", None), ("2", site.url("/b", 3), "T", None)])
    site.routes["/a"] = lambda r: r.reply(429, Retry_After="3600")
    site.routes["/b"] = article(1).encode()
    Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    again = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(site.asked("/a") == 1, f"asked {site.asked('/a')} times", again.said)
    need("127.0.0.2 asks to be left alone for 3600 s" in again.said, "and it is told why", again.said)
    need(states(folder) == {"1": "waiting", "2": "read"}, f"it waits: {states(folder)}")


def case_a_clock_that_was_put_back_holds_nothing(folder, site):
    site.routes["/feed"] = rss([("1", site.url("/a"), "T", None)])
    site.routes["/a"] = article(1).encode()
    Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    ask(folder, "UPDATE feed SET polled = polled + 864000, due = due + 864000, held = held + 864000")
    polled = lambda: [time.sleep(0.1) for _ in range(100) if site.asked("/feed") < 2] and time.sleep(0.5)  # noqa: E731
    run = Run(folder, site.url("/feed"), "-d", "x.case", *FAST, stop_after=polled)
    need(site.asked("/feed") == 2, "a poll of a time to come says nothing", run.said)
    due, polled = ask(folder, "SELECT due, polled FROM feed")[0]
    need(900 <= due - polled <= 990 and abs(polled - time.time()) < 60, "and is written anew")


def case_what_crosses_documents_follows(folder, site):
    text = "\n".join(article(i) for i in range(3)).encode()
    site.routes["/feed"] = rss([("1", site.url("/a"), "A", None), ("2", site.url("/b"), "B", None)])
    site.routes["/a"], site.routes["/b"] = text, text + article(5).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(run.status == 0 and ask(folder, "SELECT count(*) FROM fingerprint WHERE compared = 0") == [(0,)], "compared", run.said)
    need(ask(folder, "SELECT count(*) FROM copy") == [(1,)], "the two are found to share their text", run.said)
    # A run that was stopped before it could compare is made up for, though nothing is new.
    ask(folder, "UPDATE fingerprint SET compared = 0")
    Run(folder, site.url("/feed"), "-d", "x.case", "--once", *FAST)
    need(ask(folder, "SELECT count(*) FROM fingerprint WHERE compared = 0") == [(0,)], "compared later")


def case_pages_of_html_with_evidence(folder, site):
    body = "".join(f"<p>{article(i)}</p>" for i in range(6))
    page = ('<!DOCTYPE html><html lang="ar"><head><meta property="og:title" content="عنوان الصفحة نفسها">'
            '<meta property="og:site_name" content="صحيفة التلال"><meta property="article:published_time" '
            'content="2025-03-01T09:00:00+03:00"></head><body><nav><a href="/">الرئيسية</a></nav>'
            f"<article><h1>عنوان الصفحة نفسها</h1>{body}</article><script>tracking()</script></body></html>")
    site.routes["/feed"] = rss([("1", site.url("/a"), "T", None), ("2", site.url("/b"), "From the feed", None)])
    site.routes["/a"] = lambda r: r.reply(200, page.encode("windows-1256"), Content_Type="text/html; charset=windows-1256",
                                          X_Desk="night")
    site.routes["/b"] = article(30).encode()
    run = Run(folder, site.url("/feed"), "-d", "x.case", "--once", "--keep-raw", *FAST)
    need(run.status == 0, "all good", run.said)
    title, outlet, published, text = ask(folder, "SELECT d.title, d.outlet, d.published, t.text FROM document d "
                                      "JOIN document_text t ON t.document = d.id ORDER BY d.uri")[0]
    need((title, outlet, published) == ("عنوان الصفحة نفسها", "صحيفة التلال", "2025-03-01"), f"{title}, {outlet}, {published}")
    need("الخبر رقم 5" in text and "tracking" not in text and "الرئيسية" not in text, f"the article alone: {text}")
    title, published = ask(folder, "SELECT title, published FROM document ORDER BY uri")[1]
    need((title, published) == ("From the feed", "2025-04-04"), "what the page lacks comes from the feed")
    sha, size, url, fetched, headers = ask(folder, "SELECT sha256, size, url, fetched, headers FROM evidence ORDER BY uri")[0]
    sent = page.encode("windows-1256")
    need((sha, size, url) == (hashlib.sha256(sent).hexdigest(), len(sent), site.url("/a")), f"{sha}, {size}, {url}")
    need(re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", fetched) and "night" in headers, f"{fetched}, {headers}")
    need((sha,) in ask(folder, "SELECT sha256 FROM raw_bytes"), "the bytes are kept")


def case_a_bad_certificate(folder, _):
    if not shutil.which("openssl"):
        print("    skipped: no openssl to make a certificate")
        return
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=other.example", "-days", "1",
                    "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True)
    site = Site(tls=(folder / "cert.pem", folder / "key.pem"))
    site.routes["/feed"] = rss([])
    run = Run(folder, site.url("/feed", scheme="https"), "-d", "x.case", "--once", *FAST)
    site.close()
    need(run.status == 1 and "certificate" in run.said and not site.asked(), "refused", run.said)


def case_wrong_usage(folder, _):
    for words in (["--contact", "a\r\nX: y"], ["--interval", "0"], ["--timeout", "0"], ["--limit", "-1"]):
        run = Run(folder, "http://x.example/", "-d", "x.case", "--once", *words)
        need(run.status == 2, f"{words}: status {run.status}", run.said)
    run = Run(folder, "http://name:word@x.example/", "-d", "x.case", "--once")
    need(run.status == 2, "a password in a URL", run.said)


def main():
    global PROGRAM
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    cases = [(n[5:], f) for n, f in globals().items() if n.startswith("case_") and (not sys.argv[2:] or n[5:] in sys.argv[2:])]
    failed = 0
    for name, function in cases:
        site = Site()
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            try:
                function(pathlib.Path(folder), site)
                print(f"ok    {name} ({time.monotonic() - start:.1f} s)")
            except Failure as failure:
                failed += 1
                print(f"FAIL  {name}: {failure}")
            sys.stdout.flush()
        site.close()
    print(f"watch: {len(cases) - failed} of {len(cases)} cases passed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
