#!/usr/bin/env python3
"""A real `isnad serve` on loopback, over the samples' case: what docs/api.md promises.

usage: check.py ISNAD_PROGRAM SOURCE_DIR [CASE...]

Each case is a function; its failures are told with what the server said. With ISNAD_STORE=postgres those that do not need a file
run over a schema of ISNAD_TEST_POSTGRES. Exit status 1 if any failed, 77 if there is no such server. Python 3
standard library only.
"""
import contextlib
import csv
import gzip
import io
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from served import Served, samples_case  # noqa: E402

PROGRAM = SOURCE = FOLDER = None
SERVER = os.environ.get("ISNAD_TEST_POSTGRES", "")
POSTGRES = os.environ.get("ISNAD_STORE") == "postgres"
API = "/api/v1"
CASES, FILE_CASES = {}, set()
SAFETY = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
          "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin"}
made = 0


class Failure(Exception):
    pass


def case(function):
    CASES[function.__name__] = function
    return function


def file_case(function):
    """One that needs a case in a file."""
    FILE_CASES.add(function.__name__)
    return case(function)


def need(holds, what, *seen):
    if not holds:
        raise Failure(" ".join([what, *(repr(s)[:1500] for s in seen)]))


def same(got, want, what):
    if got == want:
        return
    at = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
    raise Failure(f"{what}: differs at {at}: {got[at:at + 200]!r} instead of {want[at:at + 200]!r}")


def isnad(*arguments, stdin=None):
    ran = subprocess.run([PROGRAM, *map(str, arguments)], input=stdin, capture_output=True)
    need(ran.returncode == 0, f"isnad {arguments}: {ran.returncode}", ran.stderr)
    return ran.stdout


def new_case():
    """The samples' case, one of its own."""
    global made
    made += 1
    if POSTGRES:
        return samples_case(PROGRAM, SOURCE, f"{SERVER}?schema=serve_{os.getpid()}_{made}")
    base = FOLDER / "base.case"
    if not base.exists():
        samples_case(PROGRAM, SOURCE, base)
    out = FOLDER / f"{made}.case"
    shutil.copy(base, out)
    return out


@contextlib.contextmanager
def serving(*options, at=None, **more):
    with Served(PROGRAM, at or new_case(), *options, **more) as server:
        yield server
        need(server.alive(), "the server ended by itself", server.said())


def problem(answer, status, code=None, parameter=None):
    """It is this problem, and well-formed."""
    need(answer.status == status, f"status is not {status}", answer)
    need(answer["Content-Type"] == "application/problem+json", "no problem+json", answer.headers)
    told = answer.json()
    need(told["status"] == status and told["type"] == "urn:isnad:problem:" + told["code"], "the problem is none", told)
    need(told["title"] and told["detail"], "it says nothing", told)
    need(code is None or told["code"] == code, f"code is not {code}", told)
    need(parameter is None or told.get("parameter") == parameter, f"parameter is not {parameter}", told)
    safe(answer)
    return told


def safe(answer):
    for name, value in SAFETY.items():
        need((answer[name] or "").startswith(value), f"{name} is missing", answer.status, dict(answer.headers))
        need(len(answer.headers.get_all(name)) == 1, f"{name} stands twice", answer.headers.get_all(name))
    need("unsafe" not in answer["Content-Security-Policy"] and "http" not in answer["Content-Security-Policy"],
         "the policy is loose", answer["Content-Security-Policy"])
    need(answer["Access-Control-Allow-Origin"] is None and answer["Server"] is None, "too much is told", answer.headers)


def q(text):
    return urllib.parse.quote(text, safe="")


# --- lists -----------------------------------------------------------------------------------------------------

# path, what goes into the query, verb of the command line with its options
LISTS = [
    ("events", {}, ["events"]),
    ("events", {"actor": "MLI", "type": "ASSAULT"}, ["events", "--actor", "MLI", "--type", "ASSAULT"]),
    ("events", {"actor": "مالي", "from": "2025-04", "to": "2025-11-20"},
     ["events", "--actor", "مالي", "--from", "2025-04", "--to", "2025-11-20"]),
    ("events", {"source": "RUS"}, ["events", "--source", "RUS"]),
    ("events", {"outlet": "صحيفة المرفأ الجديد"}, ["events", "--outlet", "صحيفة المرفأ الجديد"]),
    ("claims", {}, ["claims"]),
    ("claims", {"type": "direct"}, ["claims", "--type", "direct"]),
    ("claims", {"source": "RUS"}, ["claims", "--source", "RUS"]),
    ("relations", {}, ["relations"]),
    ("relations", {"type": "member_of", "actor": "AES"}, ["relations", "--type", "member_of", "--actor", "AES"]),
    ("entities", {}, ["entities"]),
    ("entities", {"type": "state", "outlet": "صحيفة المرفأ الجديد"},
     ["entities", "--type", "state", "--outlet", "صحيفة المرفأ الجديد"]),
    ("timeline", {}, ["timeline"]),
    ("timeline", {"actor": "MLI", "from": "2025-10"}, ["timeline", "--actor", "MLI", "--from", "2025-10"]),
    ("happenings", {}, ["happenings"]),
    ("happenings", {"single": "true", "actor": "MLI"}, ["happenings", "--single", "--actor", "MLI"]),
    ("facts", {}, ["facts"]),
    ("facts", {"single": "true", "type": "forces_in"}, ["facts", "--single", "--type", "forces_in"]),
    ("conflicts", {}, ["conflicts"]),
    ("conflicts", {"type": "polarity", "actor": "UKR"}, ["conflicts", "--type", "polarity", "--actor", "UKR"]),
    ("stories", {}, ["stories"]),
    ("stories", {"single": "true", "from": "2025-06"}, ["stories", "--single", "--from", "2025-06"]),
    ("copies", {}, ["copies"]),
    ("state", {}, ["state"]),
    ("state", {"at": "2025-11", "actor": "MLI", "known_by": "2025-11-20"},
     ["state", "--at", "2025-11", "--actor", "MLI", "--known-by", "2025-11-20"]),
    ("state", {"untold": "true", "reported": "true", "relation": "member_of"},
     ["state", "--untold", "--reported", "--relation", "member_of"]),
    ("changes", {"since": "2025-01", "until": "2025-12"}, ["state", "--diff", "2025-01", "2025-12"]),
    ("search", {"q": "مالي"}, ["search", "مالي"]),
    ("search", {"q": "actor:MLI", "of": "claims"}, ["search", "actor:MLI", "--of", "claims"]),
    ("search", {"q": "type:ASSAULT", "sort": "date"}, ["search", "type:ASSAULT", "--sort", "date"]),
    ("search", {"q": "rel:member_of"}, ["search", "rel:member_of"]),
]


def raw_items(body):
    """The bytes of each item of a list: they are to be those of the command line."""
    text = body.decode("utf-8")
    at = text.index('"items":[') + len('"items":[')
    decoder, out = json.JSONDecoder(), []
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        out.append(text[at:end])
        at = end + (text[end] == ",")
    return out


def lines_of(verb, at):
    return isnad(*verb, "-d", at, "--json", "--limit", "0").decode("utf-8").splitlines()


@case
def lists_are_what_the_verbs_print():
    at = new_case()
    with serving(at=at) as server:
        for path, parameters, verb in LISTS:
            target = f"{API}/{path}?{urllib.parse.urlencode({**parameters, 'limit': 500})}"
            answer = server.ask(target)
            need(answer.status == 200, target, answer)
            safe(answer)
            want = lines_of(verb, at)
            need(want, f"{verb} gives nothing: the test says nothing")
            same(raw_items(answer.body), want, target)
            told = answer.json()
            need(told["offset"] == 0 and told["limit"] == 500 and told["next"] is None, "the page is wrong", told["next"])
            codes = {c for item in told["items"] for c in (item.get("names") or {})}
            need(codes <= set(told["names"]), "names lacks codes", codes - set(told["names"]))


@case
def csv_is_what_the_verbs_print():
    at = new_case()
    with serving(at=at) as server:
        for path, parameters, verb in LISTS:
            target = f"{API}/{path}?{urllib.parse.urlencode({**parameters, 'limit': 500})}"
            want = isnad(*verb, "-d", at, "--csv", "--limit", "0")
            for answer in (server.ask(target, headers={"Accept": "text/csv"}), server.ask(target + "&format=csv"),
                           server.ask(target, headers={"Accept": "application/json;q=0.2, text/csv;q=0.9"})):
                need(answer["Content-Type"].startswith("text/csv"), target, answer["Content-Type"])
                same(answer.body, want, target)
            need(server.ask(target, headers={"Accept": "*/*"})["Content-Type"] == "application/json", "*/* is not JSON")
            need(server.ask(target + "&format=json", headers={"Accept": "text/csv"})["Content-Type"] ==
                 "application/json", "format does not win")
        for path in ("documents", "searches"):
            rows = list(csv.reader(io.StringIO(server.ask(f"{API}/{path}?format=csv").text)))
            need(len({len(r) for r in rows}) == 1, f"{path}: rows of different length", rows[:2])


@case
def pages_give_all_rows_once():
    at = new_case()
    with serving(at=at) as server:
        for path, parameters, verb in LISTS:
            for limit in (1, 7) if path in ("conflicts", "copies", "stories") else (7,):
                target = f"{API}/{path}?{urllib.parse.urlencode({**parameters, 'limit': limit})}"
                rows, pages = [], 0
                while target:
                    answer = server.ask(target)
                    rows += raw_items(answer.body)
                    target = answer.json()["next"]
                    pages += 1
                    need(pages < 200, "pages do not end", target)
                same(rows, lines_of(verb, at), f"{path} {parameters}")
        last = server.json(f"{API}/events?offset=100000&limit=500")
        need(last["items"] == [] and last["next"] is None, "a page behind the end", last)


@case
def documents_come_with_record_and_text():
    at = new_case()
    with serving(at=at) as server:
        rows = server.json(f"{API}/documents?limit=500")["items"]
        need(len(rows) == 18, "18 samples", len(rows))
        by_id = {json.loads(line)["doc"]["id"]: line for line in
                 isnad("export", "--to", "jsonl", "-d", at).decode().splitlines()}
        for row in rows:
            doc = row["doc"]
            whole = server.ask(f"{API}/documents/{doc['id']}")
            told = whole.json()
            need(('{"record":' + by_id[doc["id"]] + ',"text":').encode() in whole.body, "the record is not isnad's", doc)
            need(told["text"] == (SOURCE / doc["uri"].replace("samples/", "samples/")).read_text(encoding="utf-8"),
                 "the text differs", doc)
            need(len(told["record"]["events"]) == row["events"], "events are counted wrong", doc)
            for name in (doc["id"][:8], q(doc["uri"])):
                same(server.ask(f"{API}/documents/{name}").body, whole.body, f"by {name}")
            evidence = server.json(f"{API}/documents/{doc['id']}/evidence")["items"]
            need(evidence[0]["kept"], "raw bytes were kept", evidence)
            raw = server.ask(f"{API}/documents/{doc['id']}/raw")
            need(len(raw.body) == evidence[0]["size"] and raw["Content-Type"] == "application/octet-stream", "raw", raw)
            need(raw["Content-Disposition"].startswith("attachment"), "raw bytes are shown", raw.headers)
        for query in ("actor=MLI", "type=ASSAULT", "source=RUS", "actor=MLI&type=ASSAULT", "actor=MLI&from=2025-10"):
            got = {d["doc"]["id"] for d in server.json(f"{API}/documents?limit=500&{query}")["items"]}
            want = {e["doc"]["id"] for e in server.json(f"{API}/events?limit=500&{query.split('&from')[0]}")["items"]}
            if "from" in query:
                want = {d["doc"]["id"] for d in rows if d["doc"]["id"] in want and (d["doc"]["published"] or "") >= "2025-10"}
            need(got == want and 0 < len(got) < 18, f"documents that tell such an event: {query}", len(got), len(want))


@case
def single_rows_and_their_parts():
    at = new_case()
    with serving(at=at) as server:
        for path in ("happenings", "facts", "stories", "conflicts"):
            row = server.json(f"{API}/{path}?limit=1")["items"][0]
            one = server.json(f"{API}/{path}/{row['id']}")
            need(all(one[k] == v for k, v in row.items()), f"{path}: the one differs", one)
            if path in ("happenings", "facts"):
                by_report = server.json(f"{API}/{path}/{row['reports'][0]['id']}")
                need(by_report["id"] == row["id"], f"{path}: by a report", by_report["id"])
        conflict = server.json(f"{API}/conflicts?limit=1")["items"][0]
        account = server.json(f"{API}/happenings/{conflict['accounts'][0]}")
        need(conflict["id"] in [c["id"] for c in account["conflicts"]], "a happening names its contradictions", account)
        why = server.ask(f"{API}/why?subject=MLI&relation=at_odds_with&object=UKR").json()
        names = why.pop("names")
        need("MLI" in names and why == json.loads(
            isnad("why", "MLI", "at_odds_with", "UKR", "-d", at, "--json", "--limit", "0")), "why differs", why)
        entity = server.json(f"{API}/entities/MLI")
        need(entity["id"] == "MLI" and entity == {**json.loads(lines_of(["entities", "--actor", "MLI"], at)[0]),
                                                  "names": entity["names"]}, "the entity differs", entity)


# --- what HTTP asks for ----------------------------------------------------------------------------------------

def article(text, uri, **more):
    return (json.dumps({"uri": uri, "text": text, **more}, ensure_ascii=False) + "\n").encode()


NEW = "مالي توقع اتفاقا مع روسيا\n\nوقعت مالي في 3 أبريل 2025 اتفاقا عسكريا مع روسيا في موسكو.\n"


@case
def etags_change_with_the_case():
    at = new_case()
    with serving("--allow-writes", at=at) as server:
        paths = ["", "digest", "documents", "events?limit=2", "search?q=x", "searches", "state", "world", "openapi.json",
                 "exports/jsonl", "timeline?format=csv"]
        tags = {}
        for path in paths:
            answer = server.ask(f"{API}/{path}")
            tags[path] = answer["ETag"]
            need(answer["Cache-Control"] == "no-cache" and "Accept" in answer["Vary"], "kept unasked", answer.headers)
            for header in (tags[path], f'"other", {tags[path]}'):
                again = server.ask(f"{API}/{path}", headers={"If-None-Match": header})
                need(again.status == 304 and again.body == b"" and again["ETag"] == tags[path], "no 304", path, again)
                safe(again)
            need(server.ask(f"{API}/{path}", headers={"If-None-Match": 'W/"other"'}).status == 200, "304 for nothing")
        before = server.json(f"{API}/")["documents"]
        isnad("read", "-", "-d", at, stdin=article(NEW, "new/1"))
        need(server.json(f"{API}/")["documents"] == before + 1, "the new article is not there")
        need(server.json(f"{API}/search?q=" + q("title:اتفاقا"))["total"] >= 1, "it is not found")
        for path in paths:
            now = server.ask(f"{API}/{path}", headers={"If-None-Match": tags[path]})
            need(now.status == 200 and now["ETag"] != tags[path], f"{path}: a new article and the old tag", now)
        tag = server.ask(f"{API}/searches")["ETag"]
        server.ask(f"{API}/searches/a", "PUT", {"Content-Type": "application/json"}, '{"query":"x"}')
        need(server.ask(f"{API}/searches", headers={"If-None-Match": tag}).status == 200, "a saved search, and 304")
    with serving(at=at) as server:
        need(server.ask(f"{API}/digest")["ETag"] != tags["digest"], "the tag of another run")


@case
def gzip_head_options_accept():
    with serving() as server:
        plain = server.ask(f"{API}/events?limit=500")
        packed = server.ask(f"{API}/events?limit=500", headers={"Accept-Encoding": "gzip, deflate, br"})
        need(packed["Content-Encoding"] == "gzip" and len(packed.body) < len(plain.body) / 2, "not packed", packed.headers)
        same(gzip.decompress(packed.body), plain.body, "gzip")
        for refused in ("identity", "gzip;q=0", "br"):
            answer = server.ask(f"{API}/events", headers={"Accept-Encoding": refused})
            need(answer["Content-Encoding"] is None, refused, answer.headers)
        for path in ("", "events?limit=500", "documents/none", "exports/csv", "nothing", "events?x=1"):
            get, head = (server.ask(f"{API}/{path}", m) for m in ("GET", "HEAD"))
            need(head.status == get.status and head.body == b"", path, head)
            for name in ("Content-Length", "Content-Type", "ETag"):
                need(head[name] == get[name], f"{path}: HEAD has another {name}", head[name], get[name])
        description = json.loads((SOURCE / "data/serve/openapi.json").read_text())
        for path, item in description["paths"].items():
            if item.get("x-planned"):
                continue
            target = API + path.replace("{id}", "x").replace("{code}", "x").replace("{name}", "x").replace("{format}", "csv")
            allowed = "GET, HEAD, OPTIONS, PUT, DELETE" if "put" in item else "GET, HEAD, OPTIONS"
            options = server.ask(target, "OPTIONS")
            need(options.status == 204 and options["Allow"] == allowed, target, options, options["Allow"])
            safe(options)
            for method in ("POST", "PATCH", "TRACE", "QUERY", *(() if "put" in item else ("PUT", "DELETE"))):
                answer = server.ask(target, method, {"Content-Length": "0"})
                problem(answer, 405, "method_not_allowed")
                need(answer["Allow"] == allowed, "Allow", answer["Allow"])
        for path in ("digest", "documents/835f0aa9", "world", "exports", "vocabulary", "openapi.json"):
            problem(server.ask(f"{API}/{path}", headers={"Accept": "text/csv"}), 406, "not_acceptable")
            need(server.ask(f"{API}/{path}", headers={"Accept": "text/csv, */*;q=0.1"}).status == 200, path)
        whole = server.ask(f"{API}/world")
        ranged = server.ask(f"{API}/world", headers={"Range": "bytes=0-9"})
        need(ranged.status == 200 and ranged.body == whole.body and ranged["Content-Range"] is None, "a part as 200", ranged)


@case
def faults_name_the_parameter():
    with serving() as server:
        for target, parameter in [
            ("events?limit=0", "limit"), ("events?limit=501", "limit"), ("events?limit=1e9", "limit"),
            ("events?limit=-1", "limit"), ("events?offset=100001", "offset"), ("events?offset=99999999999999999999", "offset"),
            ("events?from=yesterday", "from"), ("events?from=2025-13", "from"), ("events?to=2025-02-30", "to"),
            ("events?from=2025/2024", "from"), ("events?type=NOTHING", "type"), ("relations?type=ASSAULT", "type"),
            ("events?actor=a&actor=b", "actor"), ("events?actr=MLI", "actr"), ("events?outlet=%00", "outlet"),
            ("events?outlet=%FF%FE", "outlet"), ("events?outlet=" + "a" * 1025, "outlet"), ("digest?x=1", "x"),
            ("events?format=xml", "format"), ("happenings?single=yes", "single"), ("search", "q"), ("search?q=", "q"),
            ("search?q=x&facet=none", "facet"), ("search?q=x&of=all", "of"), ("search?q=x&facet_limit=0", "facet_limit"),
            ("changes?since=2025", "until"), ("changes?until=2025", "since"), ("why?subject=MLI", "relation"),
            ("why?subject=MLI&relation=none", "relation"), ("state?at=x", "at"), ("state?limit=20001", "limit"),
            ("exports/acled?bom=true", "bom"), ("documents/%00", "id"), ("documents/%FF", "id"), ("entities/%C3", "code"),
        ]:
            problem(server.ask(f"{API}/{target}"), 400, "bad_argument", parameter)
        for target in ("events?actor=%", "events?actor=%4", "events?actor=%zz", "documents/%zz", "%"):
            problem(server.ask(f"{API}/{target}"), 400, "bad_argument")
        for query, begin, end in [('actor:MLI "قوات', 10, 15), ("actor: MLI", 0, 6), ("(مالي", 0, 1), ("x typ:ASSAULT", 2, 6)]:
            told = problem(server.ask(f"{API}/search?q={q(query)}"), 400, "bad_argument", "q")
            mark = told["faults"][0]
            need(0 <= mark["begin"] < mark["end"] <= len(query) and mark["message"], "no place", query, told)
            need(mark["begin"] >= begin and mark["begin"] < end, "another place", query, told)
        for target in ("documents/none", "documents/ffffffff", "documents/none/raw", "entities/none", "happenings/hp-0",
                       "facts/rl-0", "stories/st-0", "conflicts/cf-0", "searches/none", "searches/none/feed.atom",
                       "exports/none", "exports/", "nothing", "events/x", "documents/a/b/c", "documents/samples",
                       "state?actor=nobody", "state?outlet=nobody", "why?subject=nobody&relation=member_of"):
            answer = server.ask(f"{API}/{target}")
            if target == "exports/":
                need(answer.status == 200, "a slash at the end", answer)
                continue
            told = problem(answer, 404, "not_found")
            need(str(FOLDER) not in told["detail"] and "postgresql:" not in told["detail"], "tells the folder", told)
        empty = server.json(f"{API}/events?actor=&type=&limit=&from=&format=")
        need(empty["limit"] == 50 and empty["items"], "an empty value is not given", empty["limit"])
        need(server.json(f"{API}/events?actor=nobody&outlet=nowhere")["items"] == [], "nobody did nothing")


# --- exports, searches, feeds ----------------------------------------------------------------------------------

@case
def exports_are_what_the_verb_writes():
    at = new_case()
    with serving(at=at) as server:
        formats = server.json(f"{API}/exports")["items"]
        need(len(formats) >= 16, "formats", formats)
        for f in formats:
            for query, options in [("", []), ("?actor=MLI&from=2025-10&to=2025-12&type=ASSAULT",
                                              ["--actor", "MLI", "--from", "2025-10", "--until", "2025-12", "--type", "ASSAULT"])]:
                answer = server.ask(f"{API}/exports/{f['name']}{query}")
                need(answer.status == 200 and answer["Content-Type"] == f["media_type"], f["name"], answer, answer["Content-Type"])
                name = answer["Content-Disposition"]
                need(name.startswith('attachment; filename="') and name.endswith(f"-{f['name']}.{f['extension']}\""), name)
                safe(answer)
                out = FOLDER / "export"
                shutil.rmtree(out, ignore_errors=True)
                if not f["folder"]:
                    same(answer.body, isnad("export", "--to", f["name"], "-d", at, *options), f["name"])
                    continue
                isnad("export", "--to", f["name"], "-d", at, "--out", out, *options)
                with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
                    need(archive.testzip() is None, f["name"])
                    files = {i.filename: archive.read(i) for i in archive.infolist()}
                need(set(files) == {p.name for p in out.iterdir()} and files, f["name"], set(files), list(out.iterdir()))
                for path in out.iterdir():
                    same(files[path.name], path.read_bytes(), f"{f['name']}/{path.name}")
        marked = server.ask(f"{API}/exports/csv?bom=true")
        with zipfile.ZipFile(io.BytesIO(marked.body)) as archive:
            need(all(archive.read(i).startswith(b"\xef\xbb\xbf") for i in archive.infolist() if i.filename.endswith("csv")), "bom")
        need(answer["Isnad-Export"], "what was left out is not told", answer.headers)


JSON = {"Content-Type": "application/json"}


@case
def writes_need_to_be_allowed():
    at = new_case()
    with serving(at=at) as server:
        for method in ("PUT", "DELETE"):
            problem(server.ask(f"{API}/searches/a", method, JSON, '{"query":"x"}'), 403, "forbidden")
        need(server.json(f"{API}/searches")["items"] == [] and server.json(f"{API}/")["writes"] is False, "it was written")
    with serving("--allow-writes", at=at) as server:
        body = json.dumps({"query": "actor:MLI type:ASSAULT", "of": "events"})
        put = server.ask(f"{API}/searches/{q('هجمات مالي')}", "PUT", JSON, body)
        need(put.status == 201 and put.json() == {"name": "هجمات مالي", "query": "actor:MLI type:ASSAULT", "of": "events"}, "PUT", put)
        safe(put)
        need(server.ask(f"{API}/searches/{q('هجمات مالي')}", "PUT", JSON, '{"query":"actor:MLI"}').status == 200, "again")
        need(server.json(f"{API}/searches/{q('هجمات مالي')}")["query"] == "actor:MLI", "not replaced")
        need(b"actor:MLI" in isnad("search", "--list-saved", "-d", at), "the command line does not see it")
        for headers, text in [({"Content-Type": "text/plain"}, body), ({}, body),
                              ({"Content-Type": "application/x-www-form-urlencoded"}, "query=x"), (JSON, "[]"),
                              (JSON, "{"), (JSON, ""), (JSON, '{"query":"x"} x'), (JSON, b'{"query":"\xff"}'),
                              (JSON, "[" * 50000)]:
            problem(server.ask(f"{API}/searches/b", "PUT", headers, text), 400)
        for text, parameter in [('{"of":"events"}', "query"), ('{"query":"("}', "query"), ('{"query":1}', "query"),
                                ('{"query":"x","of":"all"}', "of"), ('{"query":"x","more":"y"}', "more"),
                                ('{"query":"a\\u0000b"}', "query"), (json.dumps({"query": "a" * 1025}), "query")]:
            problem(server.ask(f"{API}/searches/b", "PUT", JSON, text), 400, "bad_argument", parameter)
        problem(server.ask(f"{API}/searches/a%00b", "PUT", JSON, body), 400, "bad_argument", "name")
        problem(server.ask(f"{API}/searches/b", "PUT", JSON, b"x" * 70000), 413, "too_large")
        for origin in ("http://evil.example", "null", f"http://127.0.0.1.evil.example:{server.port}",
                       f"http://evil.example:{server.port}", "http://127.0.0.1:1"):
            for method in ("PUT", "DELETE"):
                problem(server.ask(f"{API}/searches/b", method, {**JSON, "Origin": origin}, body), 403, "forbidden")
        need([s["name"] for s in server.json(f"{API}/searches")["items"]] == ["هجمات مالي"], "a refused one was saved")
        need(server.ask(f"{API}/searches/c", "PUT", {**JSON, "Origin": server.url}, body).status == 201, "its own page")
        need(server.ask(f"{API}/searches/c", "DELETE").status == 204, "DELETE")
        problem(server.ask(f"{API}/searches/c", "DELETE"), 404, "not_found")


NASTY = "<script>alert(1)</script> ]]> &amp; \u202eتقلب\u202c \x07 خبر مالي"


@case
def feeds_are_well_formed_and_harmless():
    at = new_case()
    isnad("read", "-", "-d", at, stdin=article(NASTY + "\n\nمالي وقعت اتفاقا مع روسيا.\n", "nasty/<b>\"'&.txt", published="2026-01-02",
                                               title=NASTY, outlet="<i>\u202eمنفذ"))
    with serving("--allow-writes", at=at) as server:
        for name, query, of in [("a", "مالي", None), ("<b>&\"'\u202e", "actor:MLI", "events"), ("c", "مالي", "claims"),
                                ("r", "rel:member_of", None), ("none", "outlet:nowhere", None)]:
            put = server.ask(f"{API}/searches/{q(name)}", "PUT", JSON, json.dumps({"query": query, "of": of}))
            need(put.status == 201, "PUT", put)
            atom = server.ask(f"{API}/searches/{q(name)}/feed.atom")
            need(atom["Content-Type"].startswith("application/atom+xml"), atom["Content-Type"])
            space = "{http://www.w3.org/2005/Atom}"
            root = ElementTree.fromstring(atom.body)
            need(root.tag == space + "feed", root.tag)
            for one in [root, *root.findall(space + "entry")]:
                for need_one in ("id", "title", "updated"):
                    need(len(one.findall(space + need_one)) == 1, f"{need_one} of {one.tag}", atom.text[:500])
            for entry in root.findall(space + "entry"):
                need(entry.find(space + "author") is not None, "an entry without author")
                need(entry.find(space + "link").get("href").startswith("/articles/"), "its link")
                time.strptime(entry.find(space + "updated").text, "%Y-%m-%dT%H:%M:%SZ")
            tags = {e.tag for e in root.iter()}
            need(tags <= {space + t for t in ("feed", "entry", "id", "title", "subtitle", "updated", "link", "generator", "author",
                                              "name", "summary")}, "markup got in", tags)
            texts = [t for e in root.iter() for t in (e.text or "",)]
            feed = server.ask(f"{API}/searches/{q(name)}/feed.json")
            need(feed["Content-Type"].startswith("application/feed+json"), feed["Content-Type"])
            told = feed.json()
            need(told["version"] == "https://jsonfeed.org/version/1.1" and told["title"], "JSON Feed", told)
            need(len(told["items"]) == len(root.findall(space + "entry")), "the feeds differ")
            need((len(told["items"]) > 0) == (name != "none"), "items", name)
            texts += [i["title"] for i in told["items"]] + [told["title"]]
            for text in texts:
                need(not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 or ord(c) < 32 for c in text),
                     "a sign that turns the line", text)
            for answer in (atom, feed):
                safe(answer)
                need(b"<script" not in answer.body or answer is feed, "markup", answer)
        titles = [i["title"] for i in server.json(f"{API}/searches/a/feed.json")["items"]]
        need(any("<script>" in t for t in titles), "the title is text, as it is", titles[:3])


# --- who may ask -----------------------------------------------------------------------------------------------

@case
def hosts_of_others_are_refused():
    with serving("--host", "news.example.org") as server:
        own = [f"127.0.0.1:{server.port}", f"localhost:{server.port}", f"LOCALHOST:{server.port}", f"[::1]:{server.port}",
               f"127.8.8.8:{server.port}", "news.example.org", "News.Example.Org:443"]
        for host in own:
            need(server.ask(f"{API}/", headers={"Host": host}).status == 200, host)
        for host in ("evil.example", f"evil.example:{server.port}", f"127.0.0.1.evil.example:{server.port}", "", "localhost",
                     f"127.evil.example:{server.port}", f"localhost.evil.example:{server.port}", "127.0.0.1:1",
                     f"news.example.org.evil.example:{server.port}", f"0x7f000001:{server.port}", "[::1", "x" * 3000):
            for path in (f"{API}/", "/", "/nothing", f"{API}/openapi.json"):
                problem(server.ask(path, headers={"Host": host}), 403, "forbidden")


@case
def tokens():
    token = FOLDER / "token"
    token.write_text("0123456789abcdefXYZ\n")
    token.chmod(0o600)

    def refused(*options):
        ran = subprocess.run([PROGRAM, "serve", "-d", at, *map(str, options)], capture_output=True, text=True, timeout=60)
        need(ran.returncode != 0 and "Traceback" not in ran.stderr, f"{options} was taken", ran.stderr)
        return ran.stderr

    at = new_case()
    need("--token-file" in refused("--listen", "0.0.0.0:0"), "it does not say what is missing")
    need("--token-file" in refused("--listen", "[::]:0"), "[::]")
    for bits in (0o640, 0o604, 0o644):
        token.chmod(bits)
        need("chmod 600" in refused("--listen", "127.0.0.1:0", "--token-file", token), "others may read it")
    token.chmod(0o600)
    short = FOLDER / "short"
    short.touch(0o600)
    for text in ("", "short\n", "with a space in the middle\n", "كلمة سر طويلة جدا جدا\n"):
        short.write_text(text)
        refused("--listen", "127.0.0.1:0", "--token-file", short)
    refused("--listen", "127.0.0.1:0", "--token-file", FOLDER / "none")
    for listen in ("127.0.0.1:0", "0.0.0.0:0"):
        with serving("--token-file", token, at=at, listen=listen) as server:
            server.host = "127.0.0.1"
            good = {"Authorization": "Bearer 0123456789abcdefXYZ"}
            need(server.ask(f"{API}/", headers=good).status == 200, "the token is refused")
            need(server.ask(f"{API}/", headers={"Authorization": "bearer 0123456789abcdefXYZ"}).status == 200, "bearer")
            for wrong in (None, "", "Bearer", "Bearer ", "Bearer 0123456789abcdefXY", "Bearer 0123456789abcdefXYZZ",
                          "Bearer 0123456789ABCDEFXYZ", "Basic MDEyMzQ1Njc4OWFiY2RlZlhZWjo=", "0123456789abcdefXYZ",
                          "Bearer 0123456789abcdefXYZ, Bearer x", "Bearer " + "a" * 5000):
                for path in ("/", "/events", "/openapi.json", "/nothing", "/exports/csv"):
                    answer = server.ask(API + path, headers={} if wrong is None else {"Authorization": wrong})
                    problem(answer, 401, "unauthorized")
                    need(answer["WWW-Authenticate"].startswith("Bearer"), "WWW-Authenticate", answer.headers)
                problem(server.ask(f"{API}/searches/a", "PUT", {**JSON, "Authorization": wrong or ""}, '{"query":"x"}'), 401)
            need("0123456789abcdefXYZ" not in server.said(), "the token is told", server.said())


@case
def every_answer_has_its_safety():
    with serving() as server:
        for path in ("/", "/nothing", "/assets/none.js", "/favicon.ico", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/api",
                     "/api/", "/api/v2", "/api/v1x", API, API + "/", API + "//events", "/" + "a" * 9000, API + "/events?" + "a" * 9000,
                     API + "/exports/html"):
            answer = server.ask(path)
            safe(answer)
            need(b"root:" not in answer.body, "a file of the machine", path)
            need(answer.status < 500, path, answer)
        need(server.ask("/" + "a" * 9000).status == 414, "a long address")
        need(server.ask(API + "/events", headers={"X": "a" * 20000}).status in (200, 400), "a long header")
        need(server.ask(f"{API}/").status == 200, "it lives")


# --- bad clients -----------------------------------------------------------------------------------------------

def raw(server, *parts, wait=5.0, pause=0.0):
    """What comes back on one connection for these bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as s:
        out = b""
        try:
            for part in parts:
                s.sendall(part.replace(b"HOST", b"127.0.0.1:%d" % server.port))
                time.sleep(pause)
            while True:
                got = s.recv(65536)
                if not got:
                    break
                out += got
        except (TimeoutError, ConnectionError):
            pass
        return out


@case
def broken_requests():
    get = b"GET /api/v1/ HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"
    with serving() as server:
        need(raw(server, get).startswith(b"HTTP/1.1 200"), "a plain request")
        for bad in (b"\x00\x01\x02\x03\r\n\r\n", b"GET\r\n\r\n", b"GET /api/v1/\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                    b"GET /api/v1/ HTTP/9.9\r\nHost: HOST\r\n\r\n", b"GET /api/v1/\x00 HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
                    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"A" * 20000 + b"\r\n\r\n",
                    b"GET /api/v1/ HTTP/1.1\r\nHost HOST\r\n\r\n", b"GET /api/v1/ HTTP/1.1\r\n\r\n", b"GET /api/v1/ HTTP/1.0\r\n\r\n",
                    b"PUT /api/v1/searches/a HTTP/1.1\r\nHost: HOST\r\nContent-Length: x\r\n\r\n",
                    b"PUT /api/v1/searches/a HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n"):
            answer = raw(server, bad, wait=1.5)
            need(not answer.startswith(b"HTTP/1.1 2"), "a broken request is answered", bad[:80], answer[:100])
        # What stands behind a request that takes no body is never read as one of its own.
        inner = b"DELETE /api/v1/searches/x HTTP/1.1\r\nHost: HOST\r\n\r\n"
        for method in (b"GET", b"HEAD", b"OPTIONS"):
            for padding in (b"", b" " * 9000):
                answer = raw(server, method + b" /api/v1/ HTTP/1.1\r\nHost: HOST\r\nContent-Length: %d\r\n\r\n" % (len(inner) + len(padding)),
                             padding + inner, wait=1.5)
                first = answer.split(b"\r\n\r\n")[0]
                need(first.startswith(b"HTTP/1.1 400") and b"Connection: close" in first, "a body of GET", method, answer[:300])
                need(b"HTTP/1.1 403" not in answer and b"HTTP/1.1 2" not in answer, "smuggled", answer)
        # Piecewise, one byte at a time, and two requests at once on one connection.
        need(raw(server, *[bytes([b]) for b in get.replace(b"HOST", b"127.0.0.1:%d" % server.port)]).startswith(b"HTTP/1.1 200"), "bytewise")
        keep = get.replace(b"Connection: close\r\n", b"")
        answer = raw(server, keep, get, pause=0.3)
        need(answer.count(b"HTTP/1.1 200") == 2, "two requests one after the other", answer[:200])
        need(raw(server, keep + get, wait=3).count(b"HTTP/1.1 200") >= 1, "two requests at once")
        for half in (b"", b"GET", b"GET /api/v1/ HTTP/1.1\r\nHost: HO"):
            with socket.create_connection(("127.0.0.1", server.port)) as s:
                s.sendall(half)
        need(server.ask(f"{API}/").status == 200, "it lives", server.said())


@case
def slow_clients_do_not_stop_others():
    with serving() as server, contextlib.ExitStack() as open_ones:
        for i in range(100):
            s = open_ones.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            s.sendall([b"", b"GET /api", b"GET /api/v1/ HTTP/1.1\r\nHost: x\r\n",
                       b"PUT /api/v1/searches/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx"][i % 4])
        slowest = 0
        for _ in range(20):
            begin = time.monotonic()
            need(server.ask(f"{API}/events?limit=5", timeout=8).status == 200, "others are stopped")
            slowest = max(slowest, time.monotonic() - begin)
        need(slowest < 5, f"the slowest took {slowest:.1f} s")
    

@case
def many_at_once():
    with serving() as server:
        want = {p: server.ask(API + p).body for p in ("/events?limit=20", "/happenings", "/state", "/search?q=type:ASSAULT", "/digest")}
        faults = []

        def ask(i):
            for k in range(10):
                path = list(want)[(i + k) % len(want)]
                answer = server.ask(API + path)
                if answer.body != want[path]:
                    faults.append((path, answer))
        threads = [threading.Thread(target=ask, args=(i,)) for i in range(30)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        need(not faults, "another answer under load", faults[:1])


# --- the case changes under it ---------------------------------------------------------------------------------

def await_(check, what, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return
        time.sleep(0.1)
    raise Failure(what)


@file_case
def a_case_that_vanishes():
    at = new_case()
    with serving(at=at) as server:
        want = server.ask(f"{API}/events").body
        away = at.with_suffix(".away")
        at.rename(away)
        for path in ("/", "/events", "/digest", "/state", "/exports/csv", "/search?q=x", "/searches"):
            answer = server.ask(API + path)
            told = problem(answer, 503, "unreadable")
            need(answer["Retry-After"], "Retry-After", answer.headers)
            need(str(FOLDER) not in told["detail"], "tells the folder", told)
        problem(server.ask(f"{API}/nothing"), 404)
        need(server.ask(f"{API}/events", "OPTIONS").status == 204, "OPTIONS")
        away.rename(at)
        same(server.ask(f"{API}/events").body, want, "it is back")


@file_case
def a_case_that_is_replaced():
    at = new_case()
    with serving(at=at) as server:
        before = server.ask(f"{API}/events")
        state = server.ask(f"{API}/state").body
        other = FOLDER / "other.case"
        other.unlink(missing_ok=True)
        # As many articles, other ones.
        texts = b"".join(article(NEW.replace("3 أبريل", f"{i} أبريل"), f"other/{i}") for i in range(1, 19))
        isnad("read", "-", "-d", other, stdin=texts)
        need(json.loads(isnad("show", "other/1", "-d", other, "--json") or "{}") is not None, "the other case")
        other.replace(at)
        after = server.ask(f"{API}/events", headers={"If-None-Match": before["ETag"]})
        need(after.status == 200 and after.body != before.body, "the old case is answered", after)
        need(server.ask(f"{API}/state").body != state, "the old world is answered")
        need({d["doc"]["uri"].split("/")[0] for d in server.json(f"{API}/documents")["items"]} == {"other"}, "documents of both")


@file_case
def a_case_that_is_broken():
    at = new_case()
    whole = at.read_bytes()
    for bad in (whole[:len(whole) // 2], whole[:5000], b"", b"no case at all" * 1000, whole[:4096] + b"\xff" * (len(whole) - 4096)):
        with serving(at=at) as server:
            want = server.ask(f"{API}/events").body
            os.truncate(at, 0)
            at.write_bytes(bad)
            seen = set()
            for path in ("/", "/events", "/claims", "/digest", "/entities", "/search?q=" + q("مالي"), "/exports/csv", "/happenings", "/state"):
                answer = server.ask(API + path)
                seen.add(answer.status)
                if answer.status == 200:
                    continue  # from what it holds in memory
                need(answer.status in (500, 503), path, answer)
                problem(answer, answer.status)
            need(seen & {500, 503}, "nothing is told of a broken case", seen, bad[:10])
            need(server.alive(), "the server fell", server.said())
            fresh = at.with_suffix(".fresh")
            fresh.write_bytes(whole)
            fresh.replace(at)
            same(server.ask(f"{API}/events").body, want, "it is whole again")
        for rest in at.parent.glob(at.name + "-*"):
            rest.unlink()


@case
def a_case_that_is_written_meanwhile():
    at = new_case()
    texts = b"".join(article(NEW.replace("3 أبريل", f"{i % 28 + 1} أبريل") + f"\nالفقرة {i}.\n", f"many/{i}") for i in range(150))
    with serving(at=at) as server:
        writer = subprocess.Popen([PROGRAM, "read", "-", "-d", at], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE)
        feeder = threading.Thread(target=lambda: (writer.stdin.write(texts), writer.stdin.close()))
        feeder.start()
        asked = 0
        while writer.poll() is None or asked < 12:
            for path in ("/", "/events?limit=500", "/happenings", "/search?q=" + q("مالي"), "/state", "/exports/jsonl"):
                answer = server.ask(API + path)
                need(answer.status == 200, f"{path} while it is written", answer)
                asked += 1
        feeder.join()
        need(writer.wait() == 0, "the writer failed", writer.stderr.read())
        writer.stderr.close()
        need(server.json(f"{API}/")["documents"] == 168, "all are there", server.json(f"{API}/"))


# --- its end ---------------------------------------------------------------------------------------------------

@case
def ends_when_told():
    for number in (signal.SIGTERM, signal.SIGINT):
        with Served(PROGRAM, new_case()) as server:
            idle = socket.create_connection(("127.0.0.1", server.port))
            need(server.ask(f"{API}/").status == 200, "it runs")
            begin = time.monotonic()
            server.process.send_signal(number)
            try:
                status = server.process.wait(15)
            except subprocess.TimeoutExpired:
                raise Failure(f"{number!r}: it goes on with an idle client") from None
            idle.close()
            need(status == 0, f"{number!r}: exit status {status}", server.said())
            need(time.monotonic() - begin < 12, f"it took {time.monotonic() - begin:.0f} s")


@case
def one_port_one_server():
    at = new_case()
    with serving(at=at) as server:
        ran = subprocess.run([PROGRAM, "serve", "-d", at, "--listen", f"127.0.0.1:{server.port}"], capture_output=True, text=True,
                             timeout=60)
        need(ran.returncode != 0 and str(server.port) in ran.stderr, "two at one port", ran.returncode, ran.stderr)
        need(server.ask(f"{API}/").status == 200, "the first one is disturbed")
        with serving(at=at) as second:
            need(second.port != server.port and second.ask(f"{API}/").status == 200, "two over one case")


def drop_schemas():
    subprocess.run(["psql", "-qAt", SERVER], input=f"SELECT 'DROP SCHEMA ' || nspname || ' CASCADE' FROM pg_namespace WHERE "
                   f"starts_with(nspname, 'serve_{os.getpid()}_') \\gexec\n", text=True, capture_output=True)


def main():
    global PROGRAM, SOURCE, FOLDER
    PROGRAM, SOURCE = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    if POSTGRES and not SERVER:
        print("skipped: no PostgreSQL (tools/postgres/loopback.sh run starts one)")
        return 1 if os.environ.get("ISNAD_REQUIRE_POSTGRES") else 77
    wanted = sys.argv[3:] or [n for n in CASES if not (POSTGRES and n in FILE_CASES)]
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        FOLDER = pathlib.Path(folder)
        for name in wanted:
            begin = time.monotonic()
            try:
                CASES[name]()
                print(f"passed in {time.monotonic() - begin:.1f} s: {name}", flush=True)
            except Exception as e:  # noqa: BLE001: each case is told, whatever it died of
                failed.append(name)
                told = e if isinstance(e, Failure) else traceback.format_exc()
                print(f"FAILED {name}: {told}", flush=True)
    if POSTGRES:
        drop_schemas()
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
