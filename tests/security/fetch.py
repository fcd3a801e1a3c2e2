#!/usr/bin/env python3
"""Where feeds and pages lead `isnad watch`: never into the network of whoever runs it (SECURITY.md).

usage: fetch.py ISNAD_PROGRAM SOURCE_DIR NET_SHIM [CASE...]

The shim (net_shim.cc) makes 11.0.0.N, public addresses, those of this machine, looks names up in a list, and notes each address
that the program connects to. Loopback only. Python 3 standard library only.
"""
import contextlib
import json
import os
import pathlib
import sqlite3
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "watch")]
import cases  # noqa: E402
from bad_site import Site, article, rss  # noqa: E402
from cases import need  # noqa: E402
from cli import steering  # noqa: E402
from hostile import ESCAPES, HIDDEN  # noqa: E402

SHIM = ""
# Forms of addresses that a name, a link or a redirect may take; none is on the public internet.
INSIDE = ["127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0x7f000001", "017700000001", "127.0.0.1.", "localhost", "LOCALHOST", "[::1]",
          "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "0.0.0.0", "0", "[::]",
          "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.169.254", "2852039166", "0xA9FEA9FE", "0251.0376.0251.0376",
          "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[fd00:ec2::254]", "100.100.100.200", "[fe80::1]", "[fc00::1]",
          "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "[2001:db8::1]", "[2001::1]", "[ff02::1]",
          "\u2460\u2461\u2466.0.0.1", "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021"]


@contextlib.contextmanager
def site():
    one = Site()
    try:
        yield one
    finally:
        one.close()


def watch(bench, *words, names="", private=False, **environment):
    reached = bench.folder / "reached"
    reached.unlink(missing_ok=True)
    ran = bench.run("watch", *words, "-d", "x.case", "--once", "--pause", "0", "--timeout", "5", *(["--allow-private"] if private else []),
                    env={**os.environ, "LD_PRELOAD": SHIM, "ISNAD_TEST_NAMES": names, "ISNAD_TEST_REACHED": str(reached), **environment})
    return ran, reached.read_text().split() if reached.exists() else []


def documents(bench):
    with contextlib.closing(sqlite3.connect(bench.folder / "x.case")) as db:
        return [row[0] for row in db.execute("SELECT uri FROM document ORDER BY uri")]


def public(s, path, host=1):
    return f"http://11.0.0.{host}:{s.port}{path}"


def links_and_redirects_stay_outside(bench):
    """A public feed whose items, and pages whose redirects, lead inside in every form there is."""
    with site() as s:
        items, port = [], s.port
        for i, host in enumerate(INSIDE):
            items.append((f"link{i}", f"http://{host}:{port}/inside", f"L{i}", None))
            items.append((f"hop{i}", public(s, f"/hop{i}"), f"H{i}", None))
            for status, path in ((302, f"/hop{i}"),):
                s.routes[path] = lambda r, host=host, status=status: r.reply(status, Location=f"http://{host}:{port}/inside".encode().decode("latin-1"))
        for name, location in (("file", "file:///etc/passwd"), ("ftp", f"ftp://127.0.0.1:{port}/"), ("gopher", f"gopher://127.0.0.1:{port}/_GET"),
                               ("dict", f"dict://127.0.0.1:{port}/x"), ("slash", f"//127.0.0.1:{port}/inside"), ("user", f"http://11.0.0.1@127.0.0.1:{port}/inside"),
                               ("back", f"http://11.0.0.1\\@127.0.0.1:{port}/inside"), ("tab", f"http://127.0.0.1\t:{port}/inside"),
                               ("twice", public(s, "/twice2")), ("unix", "http+unix://%2Fvar%2Frun%2Fdocker.sock/x"), ("data", "data:text/plain,x")):
            items.append((name, public(s, f"/{name}"), name, None))
            s.routes[f"/{name}"] = lambda r, location=location: r.reply(301, Location=location)
        s.routes["/twice2"] = lambda r: r.reply(302, Location=f"http://[::ffff:127.0.0.1]:{port}/inside")
        s.routes["/inside"] = article(9).encode()
        s.routes["/good"] = article(1).encode()
        items.append(("good", public(s, "/good"), "G", None))
        s.routes["/feed"] = rss(items)
        ran, reached = watch(bench, public(s, "/feed"), "--limit", "0")
        need(documents(bench) == [public(s, "/good")], "the good one alone", documents(bench), ran.stderr)
        need(set(reached) == {"11.0.0.1"}, "it reached inside", sorted(set(reached)))
        need(s.asked("/inside") == 0, "the server inside was asked")
        need(ran.returncode == 1 and ran.stderr.count(b"is not on the public internet") >= 25, "it is told why", ran.stderr)
        # What is let in with --allow-private has its own bound.
        s.routes["/feed"] = rss([(f"m{i}", f"http://{h}:{port}/x", "M", None) for i, h in enumerate(INSIDE) if "169.254" in h or "a9fe" in h.lower()
                                 or h in ("2852039166", "100.100.100.200", "[fd00:ec2::254]", "[fe80::1]", "0.0.0.0", "224.0.0.1")])
        ran, reached = watch(bench, public(s, "/feed", 2), private=True)
        need(set(reached) == {"11.0.0.2"}, "it reached a metadata service", sorted(set(reached)), ran.stderr)


def a_name_that_changes_its_address(bench):
    """DNS rebinding: whatever a name meant before, the address of each connection counts."""
    with site() as s:
        s.routes["/feed"] = rss([("a", f"http://news.example:{s.port}/a", "A", None)])
        s.routes["/a"] = article(1).encode()
        for inside in ("127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254"):
            s.forget()
            (bench.folder / "x.case").unlink(missing_ok=True)
            # Public at first and inside ever after; each round looks the name up anew.
            ran, reached = watch(bench, f"http://news.example:{s.port}/feed", "--limit", "1", names="news.example=11.0.0.1")
            need(documents(bench) and set(reached) == {"11.0.0.1"}, "it is public at first", ran.stderr, reached)
            with contextlib.closing(sqlite3.connect(bench.folder / "x.case")) as db:
                db.execute("UPDATE feed SET held = 0")
                db.commit()
            s.forget()
            ran, reached = watch(bench, f"http://news.example:{s.port}/feed", names=f"news.example={inside}")
            need(not reached and not s.asked() and b"is not on the public internet" in ran.stderr, inside, reached, ran.stderr)
        # Within one round: the second look-up is of a connection that the first address refused.
        (bench.folder / "x.case").unlink()
        s.routes["/feed"] = rss([("b", f"http://turn.example:{s.port}/a", "B", None), ("c", f"http://both.example:{s.port}/a", "C", None),
                                 ("d", f"http://mixed.example:{s.port}/a", "D", None)])
        ran, reached = watch(bench, public(s, "/feed"),
                             names="turn.example=11.0.0.9/127.0.0.1;both.example=127.0.0.1,10.0.0.1;mixed.example=127.0.0.1,11.0.0.1")
        need(not set(reached) - {"11.0.0.1", "11.0.0.9"}, "one of several addresses is inside", sorted(set(reached)), ran.stderr)


def proxies_and_files_of_the_user_are_not_used(bench):
    with site() as s, site() as proxy:
        s.routes["/feed"] = rss([("a", public(s, "/a"), "A", None)])
        s.routes["/a"] = article(1).encode()
        name = f"http://127.0.0.1:{proxy.port}"
        (bench.folder / ".netrc").write_text("machine 11.0.0.1 login me password secret\n")
        (bench.folder / ".curlrc").write_text(f"proxy = {name}\n")
        (bench.folder / ".netrc").chmod(0o600)
        ran, reached = watch(bench, public(s, "/feed"), HOME=str(bench.folder), CURL_HOME=str(bench.folder),
                             **{n: name for n in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")})
        need(ran.returncode == 0 and documents(bench) == [public(s, "/a")], "asked directly", ran.stderr)
        need(set(reached) == {"11.0.0.1"} and not proxy.asked(), "the proxy was asked", reached)
        need(not any("Authorization" in headers or "Cookie" in headers for _, _, headers, _ in s.log), "a password was sent")


def what_a_site_may_not_do(bench):
    """Cookies, credentials in links, upgrades and other ports of ours are no way in or out."""
    with site() as s:
        s.routes["/feed"] = lambda r: r.reply(200, rss([("a", public(s, "/a"), "A", None), ("b", f"http://me:secret@11.0.0.1:{s.port}/b", "B", None),
                                                        ("c", public(s, "/c\r\nX-Evil: 1"), "C", None)]), Set_Cookie="a=1; Path=/",
                                              Alt_Svc=f'h2="127.0.0.1:{s.port}"', Strict_Transport_Security="max-age=9", Refresh=f"0; url={s.url('/inside')}",
                                              Link=f"<{s.url('/inside')}>; rel=preload")
        page = f"<!doctype html><html><head><meta http-equiv=refresh content='0;url={s.url('/inside')}'><link rel=stylesheet href={s.url('/inside')}>" \
               f"<script src={s.url('/inside')}></script></head><body><article><p>{article(1)}</p><img src={s.url('/inside')}>" \
               f"<iframe src={s.url('/inside')}></iframe></article></body></html>"
        s.routes["/a"] = lambda r: r.reply(200, page.encode(), Content_Type="text/html; charset=utf-8")
        s.routes["/inside"] = b"x"
        ran, reached = watch(bench, public(s, "/feed"))
        need(public(s, "/a") in documents(bench), "the page is read", ran.stderr)
        need(set(reached) == {"11.0.0.1"} and not s.asked("/inside"), "what a page names is loaded", reached)
        for _, path, headers, _ in s.log:
            need("Cookie" not in headers and "Authorization" not in headers and "X-Evil" not in headers and "Upgrade" not in headers, path, headers)


def what_a_feed_says_steers_no_terminal(bench):
    """Ids, titles, links, headers and reasons of a hostile site, in what is told of it."""
    with site() as s:
        bad = ESCAPES + HIDDEN
        s.routes["/feed"] = lambda r: r.reply(200, json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": bad[3] + "\u202e", "items": [
            {"id": f"{p}{i}", "url": public(s, f"/p{i}") + p, "title": p, "authors": [{"name": p}]} for i, p in enumerate(bad)] + [
            {"id": f"x{p}", "title": p, "content_html": f"<p>خبر {p} من العاصمة.</p>"} for p in bad]}).encode(), Content_Type="application/feed+json")
        for i in range(len(bad)):
            s.routes[f"/p{i}"] = lambda r: r.raw(b"HTTP/1.1 404 \x1b]52;c;eA==\x07\r\nContent-Type: \x1b[31m\r\nLocation: \x9b31m\r\nContent-Length: 0\r\n\r\n")
        s.routes["/hop"] = lambda r: r.raw(b"HTTP/1.1 302 x\r\nLocation: http://\xc2\x9b31m\x1b[31m/\r\nContent-Length: 0\r\n\r\n")
        s.routes["/html"] = "<html><head><link rel=alternate type='application/rss+xml' href='/\u202e\u009b31m'></head></html>".encode()
        ran, _ = watch(bench, public(s, "/feed"), public(s, "/hop", 2), public(s, "/html", 3), "--limit", "0")
        need(ran.returncode == 1 and len(ran.stderr.splitlines()) > 10, "much is told", ran.stderr)
        found = steering((ran.stdout + ran.stderr).decode())
        need(not found, "it steers", found)
        shown = bench.good("events", "-d", "x.case") + bench.good("stories", "--single", "-d", "x.case")
        need(not steering(shown.decode()), "what was read steers", steering(shown.decode()))


CASES = {f.__name__: f for f in (links_and_redirects_stay_outside, a_name_that_changes_its_address, proxies_and_files_of_the_user_are_not_used,
                                 what_a_site_may_not_do, what_a_feed_says_steers_no_terminal)}

if __name__ == "__main__":
    SHIM = str(pathlib.Path(sys.argv.pop(3)).resolve())
    sys.exit(cases.main(CASES))
