#!/usr/bin/env python3
"""What `isnad serve` gives to hostile articles, pages, clients and neighbours (SECURITY.md). Loopback only.

usage: serve.py ISNAD_PROGRAM SOURCE_DIR [CASE...]

With ISNAD_STORE=postgres the cases that ask the store run over a server. Python 3 standard library only.
"""
import contextlib
import html.parser
import io
import json
import os
import pathlib
import re
import socket
import sys
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "serve")]
import cases  # noqa: E402
from cases import need  # noqa: E402
from cli import INJECTIONS, PLAIN  # noqa: E402
from hostile import HIDDEN, MARKUP, articles  # noqa: E402
from served import Served  # noqa: E402

API = "/api/v1"
SAFETY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
          "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}


@contextlib.contextmanager
def serving(bench, at, *options, **more):
    with Served(bench.program, at, *options, **more) as server:
        yield server
        need(server.alive(), "the server ended by itself", server.said())


def safe(answer, what):
    for name, value in SAFETY.items():
        need((answer[name] or "").startswith(value), f"{name} is missing", what, dict(answer.headers))
    need("unsafe" not in answer["Content-Security-Policy"] and "http" not in answer["Content-Security-Policy"], "a loose policy", what)
    need(answer["Access-Control-Allow-Origin"] is None and answer["Set-Cookie"] is None, "too much", what, dict(answer.headers))


def q(text):
    return urllib.parse.quote(text, safe="")


def described(bench):
    """Every path of the API that is asked with GET, and what parameters it takes."""
    told = json.loads((bench.source / "data/serve/openapi.json").read_text())

    def real(p):
        return told["components"]["parameters"][p["$ref"].split("/")[-1]] if "$ref" in p else p
    for path, item in told["paths"].items():
        if "get" in item and not item.get("x-planned"):
            ps = [real(p) for p in item.get("parameters", []) + item["get"].get("parameters", [])]
            yield path, [p["name"] for p in ps if p["in"] == "query"]


# --- hostile articles ------------------------------------------------------------------------------------------

class Page(html.parser.HTMLParser):
    """What of an HTML page could act."""
    KNOWN = {"html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "article", "nav", "h1", "h2", "h3", "h4",
             "p", "ul", "ol", "li", "dl", "dt", "dd", "a", "sup", "sub", "span", "bdi", "div", "table", "thead", "tbody", "tr", "th", "td",
             "blockquote", "q", "mark", "cite", "time", "em", "strong", "small", "br", "hr", "caption", "abbr", "b", "i"}

    def __init__(self):
        super().__init__()
        self.faults, self.styles = [], 0

    def handle_starttag(self, tag, attributes):
        if tag not in self.KNOWN:
            self.faults.append(f"<{tag}>")
        self.styles += tag == "style"
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcdoc", "src", "action", "formaction", "http-equiv", "background"):
                if not (tag == "meta" and name == "http-equiv" and value == "Content-Security-Policy"):
                    self.faults.append(f"{tag} {name}={value}")
            if name == "href" and not re.match(r"https?://[^\s\"'<>]+$|#[\w-]+$", value):
                self.faults.append(f"a link to {value}")


def markup_is_text_everywhere(bench):
    at = bench.case_of(articles(MARKUP), "--keep-raw")
    with serving(bench, at, "--allow-writes") as server:
        ids = {"{code}": "MLI", "{name}": q("<svg/onload=alert(1)>"), "{id}": server.json(f"{API}/documents")["items"][0]["doc"]["id"]}
        body = json.dumps({"query": "مالي", "of": "events"})
        answer = server.ask(f"{API}/searches/{ids['{name}']}", "PUT", {"Content-Type": "application/json"}, body)
        need(answer.status == 201, "a search with a hostile name", answer)
        safe(answer, "PUT")
        seen = 0
        for path, _ in described(bench):
            here = ids
            for kind in ("happenings", "facts", "conflicts", "stories"):
                if path.startswith(f"/{kind}/{{id}}"):
                    items = server.json(f"{API}/{kind}?single=true" if kind != "conflicts" else f"{API}/{kind}")["items"]
                    here = {**ids, "{id}": items[0]["id"] if items else "none"}
            formats = [f["name"] for f in server.json(f"{API}/exports")["items"]] if "{format}" in path else [""]
            for name in formats:
                target = API + re.sub(r"\{\w+\}", lambda m: here.get(m[0], name), path)
                target += {"/search": "?q=" + q("مالي"), "/suggest": "?q=" + q("<"), "/why": "?subject=MLI&relation=at_odds_with",
                           "/changes": "?since=2025&until=2026"}.get(path, "")
                for headers in ({}, {"Accept": "text/html,*/*;q=0.1"}):
                    answer = server.ask(target, headers=headers)
                    safe(answer, target)
                    kind = answer["Content-Type"].split(";")[0]
                    need(answer.status in (200, 404), target, answer)
                    if kind in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"):
                        need(answer["Content-Disposition"].startswith("attachment"), "markup that a browser would show", target)
                    if kind == "application/json":
                        json.loads(answer.body)
                    need(not re.search(r"[\r\n\0]", answer["Content-Disposition"] or ""), "Content-Disposition", target)
                    seen += answer.status == 200
        need(seen > 80, "hardly anything was seen", seen)
        # Pages and texts that people open.
        page = Page()
        text = server.ask(f"{API}/exports/html").text
        page.feed(text)
        need(not page.faults and page.styles <= 1, "the briefing has somebody else's markup", page.faults[:5])
        need("&lt;script&gt;" in text or "&lt;img" in text, "the markup is shown as text")
        markdown = server.ask(f"{API}/exports/markdown").text
        need(not re.search(r"(?<!\\)<(?!!--|/?(?:bdi|span|sup|a|br)\b)[a-zA-Z/]", markdown), "HTML in Markdown",
             re.findall(r".{,20}(?<!\\)<[a-zA-Z/].{,30}", markdown)[:3])
        need(not re.search(r"(?<!\\)\]\((?!https?://|#)", markdown), "a link of another kind", re.findall(r"\]\(.{30}", markdown)[:3])
        for form in ("gexf", "graphml"):
            root = ElementTree.fromstring(server.ask(f"{API}/exports/{form}").body)
            names = {re.sub(r"\{.*\}", "", e.tag) for e in root.iter()}
            need(not names & {"script", "svg", "img", "iframe", "x", "a", "style"}, form, names)
        feed = ElementTree.fromstring(server.ask(f"{API}/searches/{ids['{name}']}/feed.atom").body)
        need({e.tag.split("}")[0] for e in feed.iter()} == {"{http://www.w3.org/2005/Atom"}, "other elements in the feed")
        # What is asked for is told again: as JSON, never as a page.
        for target in (f"{API}/<script>alert(1)</script>", f"{API}/documents/%3Cnone%3E", f"{API}/events?%3Cscript%3E=1", f"{API}/events?from=%3Csvg%3E",
                       f"{API}/searches/%3Cb%3E", f"{API}/exports/%3Cb%3E", "/assets/%3Cscript%3E.js", f"{API}/search?q=(%3Cscript%3E"):
            answer = server.ask(target)
            need(answer["Content-Type"] == "application/problem+json" and 400 <= answer.status < 500, target, answer)
            safe(answer, target)


def no_header_is_made_by_a_value(bench):
    at = bench.case_of(articles(["a\r\nSet-Cookie: x=1\r\n\r\n<script>", "b\nX-Evil: 1", *HIDDEN[:2]]))
    crlf = ["%0d%0aSet-Cookie:%20x=1", "%0aX-Evil:1", "%0d%0a%0d%0a<script>", "%e5%98%8a%e5%98%8dX-Evil:1", "%00", "%c0%8a"]
    with serving(bench, at) as server:
        want = set(server.ask(f"{API}/events").headers.keys()) | {"Retry-After", "Allow", "Connection", "Keep-Alive", "Isnad-Export", "Content-Disposition", "Content-Encoding"}
        for value in crlf:
            for target in (f"/{value}", f"{API}/{value}", f"{API}/events?actor={value}", f"{API}/events?{value}=1", f"{API}/exports/csv?outlet={value}",
                           f"{API}/exports/{value}", f"{API}/searches/{value}/feed.atom", f"{API}/documents/{value}/raw", f"{API}/search?q={value}"):
                answer = server.ask(target)
                need(set(answer.headers.keys()) <= want, "a header of theirs", target, set(answer.headers.keys()) - want)
                safe(answer, target)


# --- the store behind the API ----------------------------------------------------------------------------------

def parameters_are_values(bench):
    at = bench.case_of(articles(PLAIN))
    before = bench.good("export", "--to", "jsonl", "-d", at)
    free = {"actor", "source", "outlet", "q", "place", "subject", "object", "relation", "type", "from", "to", "at", "known_by", "since", "until", "of",
            "facet", "sort", "format", "by", "limit", "offset"}
    asked = 0
    with serving(bench, at) as server:
        for number, (path, parameters) in enumerate(described(bench)):
            for value in INJECTIONS[number % 3:-1:3]:
                target = API + re.sub(r"\{\w+\}", q(value), path) if "{" in path else None
                targets = [target] if target else [f"{API}{path}?{p}={q(value)}" + ("" if path != "/search" or p == "q" else "&q=x")
                                                   for p in parameters if p in free]
                for one in targets:
                    answer = server.ask(one)
                    asked += 1
                    need(answer.status in (200, 400, 404), one, answer)
                    safe(answer, one)
                    told = answer.text if answer["Content-Type"] == "application/problem+json" else ""
                    need(not re.search(r"SQL|sqlite|fts5|no such (column|table)|unterminated|postgres", told.replace(value, "").replace(
                        json.dumps(value)[1:-1], "")), "words of the store", one, told)
                    if answer.status == 200 and re.search(r"[?&](actor|source|outlet)=", one) and answer["Content-Type"] == "application/json":
                        need(not answer.json().get("items"), "it found something", one, answer)
                    if answer.status == 200 and "/suggest" in one and value in ("%", "_", "%%", "*"):
                        need(answer.json()["items"] == [], "a wildcard", one, answer)
        need(asked > 700, "hardly anything was asked", asked)
    need(bench.good("export", "--to", "jsonl", "-d", at) == before, "the case has changed")


# --- files -----------------------------------------------------------------------------------------------------

CLIMBS = ["/../../../../etc/passwd", "/..%2f..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/%252e%252e%252f%252e%252e%252fetc/passwd",
          "/..\\..\\..\\etc\\passwd", "/%5c..%5c..%5cetc%5cpasswd", "/assets/../../../../etc/passwd", "/assets/..%2f..%2fsecret.txt", "/../secret.txt",
          "/%2e%2e/secret.txt", "/..%00/secret.txt", "/index.html%00.js", "/secret.txt%00.html", "//etc/passwd", "/./../secret.txt", "/.%2e/secret.txt",
          "/%c0%ae%c0%ae/secret.txt", "/%u002e%u002e/secret.txt", "/....//secret.txt", "/assets/", "/assets", "/.", "/..", "/%2e", "/.git/config",
          "/~root/", "/proc/self/environ", "/%2fetc%2fpasswd", "/?file=../secret.txt", "/;/../secret.txt", "/assets/%00", "file:///etc/passwd"]


def static_files_are_a_list(bench):
    page = bench.folder / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>the page</title>")
    (page / "assets" / "a.js").write_text("1")
    (bench.folder / "secret.txt").write_text("root:secret\n")
    at = bench.case_of(articles(PLAIN[:1]))
    with serving(bench, at, environment={**os.environ, "ISNAD_UI": str(page)}) as server:
        need(server.ask("/assets/a.js").status == 200, "a file of the page")
        for path in CLIMBS:
            for method in (b"GET", b"HEAD", b"PUT", b"DELETE"):
                answer = raw(server, method + b" " + path.encode() + b" HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n")
                need(re.match(rb"HTTP/1.1 (200|400|403|404|405) ", answer), path, answer[:200])
                need(b"root:" not in answer and b"index of" not in answer.lower() and b"a.js" not in answer, "a file or a list of files", path, answer)
                need(not answer.startswith(b"HTTP/1.1 200") or method == b"HEAD" or b"<title>the page" in answer, "another file", path, answer)
    need((bench.folder / "secret.txt").read_text() == "root:secret\n", "it was written to")


# --- requests --------------------------------------------------------------------------------------------------

def raw(server, *parts, wait=4.0, pause=0.0):
    """What comes back on one connection for these bytes until it is closed."""
    out = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as s:
        with contextlib.suppress(OSError):
            for part in parts:
                s.sendall(part.replace(b"HOST", b"127.0.0.1:%d" % server.port))
                time.sleep(pause)
            while True:
                got = s.recv(65536)
                if not got:
                    return out
                out += got
    return out + b" STILL OPEN"


INNER = b"DELETE /api/v1/searches/canary HTTP/1.1\r\nHost: HOST\r\n\r\n"
CHUNKS = b"0\r\n\r\n" + INNER
JSON = b"Host: HOST\r\nContent-Type: application/json\r\n"
PUT = b"PUT /api/v1/searches/other HTTP/1.1\r\n" + JSON
GET = b"GET /api/v1/ HTTP/1.1\r\nHost: HOST\r\n"


def smuggled():
    """Requests that two programs may divide differently; in each a DELETE is hidden."""
    n = b"%d" % len(INNER)
    chunk = b"%x\r\n" % len(INNER) + INNER + b"\r\n0\r\n\r\n"
    yield "CL.TE", PUT + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % len(CHUNKS) + CHUNKS
    yield "TE.CL", PUT + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n" + chunk
    for name, coding in [("chunked", b"Transfer-Encoding: chunked"), ("xchunked", b"Transfer-Encoding: xchunked"),
                         ("identity", b"Transfer-Encoding: identity"), ("list", b"Transfer-Encoding: chunked, identity"),
                         ("case", b"tRANSFER-eNCODING: cHUNKED"), ("tab", b"Transfer-Encoding:\tchunked"), ("blank before", b"Transfer-Encoding : chunked"),
                         ("twice", b"Transfer-Encoding: chunked\r\nTransfer-encoding: x"), ("folded", b"Transfer-Encoding:\r\n chunked"),
                         ("bare LF", b"X: x\nTransfer-Encoding: chunked"), ("bare CR", b"X: x\rTransfer-Encoding: chunked"),
                         ("vertical tab", b"Transfer-Encoding: \x0bchunked"), ("quoted", b"Transfer-Encoding: \"chunked\""), ("NUL", b"Transfer-Encoding: chunked\0"),
                         ("extension", b"Transfer-Encoding: chunked;a=b"), ("empty", b"Transfer-Encoding:"), ("nbsp", b"Transfer-Encoding: \xa0chunked")]:
        for first, kind in ((PUT, "PUT"), (GET, "GET")):
            yield f"{kind} TE {name}", first + coding + b"\r\n\r\n" + CHUNKS
            yield f"{kind} TE.TE {name}", first + coding + b"\r\nContent-Length: " + n + b"\r\n\r\n" + INNER
    for extension in (b"0;a=b\r\n\r\n", b"0;\n\r\n\r\n", b"0 \r\n\r\n", b"00000000\r\n\r\n", b"0x0\r\n\r\n", b"-0\r\n\r\n", b"ffffffffffffffff0\r\n\r\n", b"0\n\n",
                      b"0\r\nContent-Length: 9\r\n\r\n"):
        yield f"chunk {extension!r}", PUT + b"Transfer-Encoding: chunked\r\n\r\n" + extension + INNER
    for lengths in (b"0\r\nContent-Length: " + n, n + b"\r\nContent-Length: 0", b"0\r\ncontent-length: 0", b"0, " + n, b"+0", b"-0", b"-1", b"0x0", b"0 0", b"00_0",
                    b"", b"x", b"1e1", b"18446744073709551616", b"9999999999999999999999", b"0\x0b", b"0;", b"\xd9\xa0"):
        for first, kind in ((PUT, "PUT"), (GET, "GET"), (INNER[:-2].replace(b"canary", b"none"), "DELETE")):
            yield f"{kind} CL {lengths!r}", first + b"Content-Length: " + lengths + b"\r\n\r\n" + INNER
    yield "CL folded", PUT + b"Content-Length:\r\n 0\r\n\r\n" + INNER
    yield "CL blank before", PUT + b"Content-Length : 0\r\n\r\n" + INNER
    yield "bare LF", PUT.replace(b"\r\n", b"\n") + b"\n" + INNER
    yield "bare LF at the end", GET + b"\n" + INNER
    yield "bare CR", GET + b"X: a\r\r\n\r\n" + INNER
    yield "a head in a header", GET + b"X: a\n\n" + INNER
    yield "two hosts", GET + b"Host: evil.example\r\n\r\n" + INNER
    yield "empty lines before", b"\r\n\r\n" + GET + b"\r\n" + INNER
    yield "a long head", GET + b"X: " + b"a" * 40000 + b"\r\n\r\n" + INNER
    yield "many headers", GET + b"".join(b"X%d: a\r\n" % i for i in range(4000)) + b"\r\n" + INNER
    yield "a header without a name", GET + b": x\r\n\r\n" + INNER
    yield "HTTP/0.9", b"GET /api/v1/\r\n\r\n" + INNER
    yield "HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + INNER
    yield "upgrade", GET + b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS
    yield "a body of GET", GET + b"Content-Length: " + n + b"\r\n\r\n" + INNER
    yield "too large a body", PUT + b"Content-Length: 100000\r\n\r\n" + INNER + b"x" * (100000 - len(INNER)) + INNER
    yield "expect", PUT + b"Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS


def one_request_or_none(bench):
    at = bench.case_of(articles(PLAIN[:1]))
    with serving(bench, at, "--allow-writes") as server:
        def canary():
            return [s["name"] for s in server.json(f"{API}/searches")["items"]]
        server.ask(f"{API}/searches/canary", "PUT", {"Content-Type": "application/json"}, '{"query":"x"}')
        need(canary() == ["canary"], "the canary")
        told = {}

        def send(name, request):
            told[name] = raw(server, request)
        threads = [threading.Thread(target=send, args=one) for one in smuggled()]
        need(len(threads) > 100, "requests", len(threads))
        for i in range(0, len(threads), 16):
            for t in threads[i:i + 16]:
                t.start()
            for t in threads[i:i + 16]:
                t.join()
        for name, answer in told.items():
            need(len(re.findall(rb"HTTP/1\.[01] [0-9]{3} ", answer)) == 1, f"{name}: not one answer", answer[:600])
            need(re.match(rb"HTTP/1\.1 (400|405|411|413|431) ", answer), f"{name}: it was taken", answer[:300])
            need(not answer.endswith(b" STILL OPEN"), f"{name}: the connection goes on", answer[-200:])
            need(b"Content-Security-Policy:" in answer and b"\r\nConnection: close\r\n" in answer, f"{name}: headers", answer[:600])
            need(re.search(rb'\{"type":"urn:isnad:problem:', answer), f"{name}: no problem", answer[-300:])
        need(canary() == ["canary"], "a request was smuggled in", canary())


def requests_are_divided_as_sent(bench):
    """Requests sent at once are answered each once, in their order, wherever the bytes break."""
    at = bench.case_of(articles(PLAIN[:1]))
    with serving(bench, at, "--allow-writes") as server:
        body = b'{"query":"DELETE /api/v1/searches/b HTTP/1.1"}'

        def put(name, body=body):
            return b"PUT /api/v1/searches/" + name + b" HTTP/1.1\r\n" + JSON + b"Content-Length: %d\r\n\r\n" % len(body) + body
        get = GET + b"\r\n"
        last = GET + b"Connection: close\r\n\r\n"
        whole = put(b"a") + get + put(b"b") + b"DELETE /api/v1/searches/a HTTP/1.1\r\nHost: HOST\r\n\r\n" + get + last
        whole = whole.replace(b"HOST", b"127.0.0.1:%d" % server.port)
        want = [b"201", b"200", b"201", b"204", b"200", b"200"]
        cuts = [[whole], [whole[:100], whole[100:]], [whole[:len(put(b"a")) + 20], whole[len(put(b"a")) + 20:]]] + \
               [[whole[i:i + 97] for i in range(0, len(whole), 97)]]
        for parts in cuts:
            for name in ("a", "b"):
                server.ask(f"{API}/searches/{name}", "DELETE")
            answer = raw(server, *parts, pause=0.01)
            got = re.findall(rb"HTTP/1\.1 ([0-9]{3}) ", answer)
            need(got == want, "other answers", got, [len(p) for p in parts])
            need([s["name"] for s in server.json(f"{API}/searches")["items"]] == ["b"], "b was deleted by its own query")
        # A body longer than one read, and more behind it than a buffer holds.
        long = json.dumps({"query": "x" * 1000}).encode() + b" " * 60000
        answer = raw(server, put(b"long", long) + get * 50 + last)
        got = re.findall(rb"HTTP/1\.1 ([0-9]{3}) ", answer)
        need(got == [b"201"] + [b"200"] * 51, "many at once", len(got), got[:3])


def a_request_has_an_end(bench):
    """Who sends a byte now and then does not keep a place for longer than 20 seconds; meanwhile others are answered."""
    at = bench.case_of(articles(PLAIN[:1]))
    with serving(bench, at) as server:
        begin = time.monotonic()
        ended = {}

        def drip(name, first):
            with socket.create_connection(("127.0.0.1", server.port), timeout=1) as s:
                s.sendall(first)
                while time.monotonic() - begin < 30:
                    with contextlib.suppress(TimeoutError):
                        try:
                            s.sendall(b"x")
                            if not s.recv(1):
                                break
                        except ConnectionError:
                            break
            ended[name] = time.monotonic() - begin
        slow = [threading.Thread(target=drip, args=one) for one in
                (("head", b"GET /api/v1/ HTTP/1.1\r\nX: "), ("line", b"GET /"), ("body", b"PUT /api/v1/searches/a HTTP/1.1\r\n" + JSON.replace(
                    b"HOST", b"127.0.0.1:%d" % server.port) + b"Content-Length: 60000\r\n\r\n"))]
        for t in slow:
            t.start()
        while any(t.is_alive() for t in slow):
            need(server.ask(f"{API}/events?limit=1", timeout=8).status == 200, "others wait")
            time.sleep(1)
        need(all(15 < seconds < 26 for seconds in ended.values()), "a slow request", ended)


# --- who may ask -----------------------------------------------------------------------------------------------

def another_name_is_refused(bench):
    at = bench.case_of(articles(PLAIN[:1]))
    with serving(bench, at, "--allow-writes") as server:
        port = b"%d" % server.port
        for line, host in [(b"GET http://evil.example/api/v1/", b"127.0.0.1:" + port), (b"GET http://evil.example:" + port + b"/api/v1/", b"evil.example:" + port),
                           (b"GET /api/v1/", b"evil.example@127.0.0.1:" + port), (b"GET /api/v1/", b"127.0.0.1:" + port + b"@evil.example"),
                           (b"GET /api/v1/", b"localhost.:" + port), (b"GET /api/v1/", b"127.0.0.1:" + port + b".evil.example"),
                           (b"GET /api/v1/", b"2130706433:" + port), (b"GET /api/v1/", b"0x7f.1:" + port), (b"GET /api/v1/", b"127.1:" + port),
                           (b"GET /api/v1/", b"0:" + port), (b"GET /api/v1/", b"[::ffff:127.0.0.1]:" + port), (b"GET /api/v1/", b"[::]:" + port),
                           (b"GET /api/v1/", b"127.0.0.1 :" + port), (b"GET /api/v1/", b"127.0.0.1:" + port + b", evil.example"),
                           (b"GET /api/v1/", b"127.0.0.1:0" + port), (b"GET /api/v1/", b"localhost\xe3\x80\x82evil.example:" + port)]:
            answer = raw(server, line + b" HTTP/1.1\r\nHost: " + host + b"\r\nX-Forwarded-Host: localhost\r\nConnection: close\r\n\r\n")
            need(re.match(rb"HTTP/1\.1 (400|403|404) ", answer) and b"documents" not in answer, "another name", line, host, answer[:300])
        # A page of another site: it may neither write nor read.
        for origin in ("null", "http://evil.example", "https://127.0.0.1.evil.example", "file://", "http://localhost.evil.example:" + port.decode(),
                       "chrome-extension://abc", "http://evil.example@127.0.0.1:" + port.decode()):
            for method in ("PUT", "DELETE"):
                answer = server.ask(f"{API}/searches/a", method, {"Content-Type": "application/json", "Origin": origin}, '{"query":"x"}')
                need(answer.status == 403, "another site writes", origin, answer)
            for method in ("GET", "OPTIONS", "HEAD"):
                answer = server.ask(f"{API}/events", method, {"Origin": origin, "Access-Control-Request-Method": "PUT",
                                                              "Access-Control-Request-Private-Network": "true"})
                safe(answer, origin)
                need(not any(h.lower().startswith("access-control") for h in answer.headers), "another site reads", origin, dict(answer.headers))
        need(server.json(f"{API}/searches")["items"] == [], "something was written")


def a_neighbour_learns_nothing(bench):
    secret = "0123456789abcdefNEIGHBOUR"
    token = bench.folder / "token"
    token.touch(0o600)
    token.write_text(secret + "\n")
    at = bench.case_of([{**a, "uri": f"SECRETNAME{i}"} for i, a in enumerate(articles(PLAIN))])
    with serving(bench, at) as server:
        # Without --listen elsewhere nobody but this machine can connect.
        bound = [line.split()[1] for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:] if line.split()[3] == "0A"]
        need([b for b in bound if b.endswith(f":{server.port:04X}")] == [f"0100007F:{server.port:04X}"], "it listens elsewhere", bound)
    with serving(bench, at, "--token-file", str(token), "--allow-writes") as server:
        good = {"Authorization": f"Bearer {secret}"}
        ids = {"{code}": "MLI", "{name}": "a", "{format}": "jsonl", "{id}": server.json(f"{API}/documents", headers=good)["items"][0]["doc"]["id"]}
        bodies = set()
        for path, _ in described(bench):
            for target in (API + re.sub(r"\{\w+\}", lambda m: ids[m[0]], path), API + re.sub(r"\{\w+\}", "none", path)):
                for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
                    wrong = ({}, {"Authorization": f"Bearer {secret[:-1]}X"}, {"Authorization": f"Basic {secret}"}, {"Cookie": f"token={secret}"})
                    for headers in wrong if path in ("/events", "/searches/{name}") else wrong[:1]:
                        answer = server.ask(target, method, headers)
                        need(answer.status == 401 and not answer["ETag"], "no token", method, target, answer)
                        bodies.add(answer.body)
                answer = server.ask(f"{target}?token={secret}")
                need(answer.status == 401, "a token in the address", target)
        need(len(bodies - {b""}) == 1, "answers without a token differ", bodies)
        for path in ("/", "/nothing", "/assets/none.js", "/openapi.json"):
            answer = server.ask(path)
            need(b"SECRETNAME" not in answer.body and pathlib.Path(at.split("?")[0]).name.encode() not in answer.body, "the page tells of the case", path)
        for method in ("TRACE", "POST", "PATCH", "QUERY", "CONNECT"):
            answer = raw(server, method.encode() + b" /api/v1/documents HTTP/1.1\r\nHost: HOST\r\nX-Secret: abcdef\r\nConnection: close\r\n\r\n")
            need(b"abcdef" not in answer and b"SECRETNAME" not in answer and not answer.startswith(b"HTTP/1.1 2"), method, answer[:300])
        process = pathlib.Path(f"/proc/{server.process.pid}")
        for seen in (process / "cmdline", process / "environ"):
            need(secret.encode() not in seen.read_bytes(), "the token is in the list of processes", seen)
        need(secret[:12] not in server.said() and "SECRETNAME" not in server.said(), "the log tells of it", server.said())
    # A token file with a name that climbs or lies is a file like any other, or an error that shows none of it.
    (bench.folder / "long").touch(0o600)
    (bench.folder / "long").write_text("not a token but a private text of somebody\n")
    for name in ("../../../../etc/passwd", "/etc/shadow", "/dev/null", "/dev/zero", str(bench.folder), str(bench.folder / "long"), "\x1b[31m", "-"):
        ran = bench.run("serve", "-d", at, "--listen", "127.0.0.1:0", "--token-file", name, timeout=20)
        need(ran.returncode in (1, 2) and b"root:" not in ran.stderr and b"private text" not in ran.stderr and b"\x1b" not in ran.stderr, name, ran.stderr)


CASES = {f.__name__: f for f in (markup_is_text_everywhere, no_header_is_made_by_a_value, parameters_are_values, static_files_are_a_list,
                                 one_request_or_none, requests_are_divided_as_sent, a_request_has_an_end, another_name_is_refused,
                                 a_neighbour_learns_nothing)}
STORE = {"parameters_are_values", "markup_is_text_everywhere"}

if __name__ == "__main__":
    sys.exit(cases.main(CASES, file_cases=set(CASES) - STORE))
