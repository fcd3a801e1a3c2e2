#!/usr/bin/env python3
"""Files that are made to do harm when they are read: bombs, names that climb, entities, depth (SECURITY.md).

usage: input.py ISNAD_PROGRAM SOURCE_DIR [CASE...]

Each bad input stands before a good one, which must be read all the same. Memory and time are measured. Standard library only.
"""
import contextlib
import functools
import io
import os
import pathlib
import re
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ingest")]
import cases  # noqa: E402
from archives import TEXT, response, squeeze  # noqa: E402
from cases import need  # noqa: E402

# A process of its own: what this one holds would be counted otherwise.
MEASURE = """import resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status if status >= 0 else 128 - status)
"""
SANITIZED = 4 if os.environ.get("ISNAD_SANITIZED") else 1
MEGABYTES = 600 * SANITIZED  # twice what the hungriest needed when this was written
SECONDS = 40 * SANITIZED**2  # of a busy machine; a quiet one needs a tenth
# 64 MB of zeros as brotli.
BROTLI = bytes.fromhex("cbffff3ff82700e2b14020f7fe8fffff7ff04f00c4611180eefd1fffffffe09f0088c30200ddfb3ffeffffc13f0110870500baf77ffcffff837f02200e0b0074"
                       "effff8ffff07ff04401c1600e8defff1ffff0ffe0980382c00d0bdffcbffff3ffc1300715800a07bff07")


def read(bench, *names, options=()):
    """Exit status, standard output and error, largest memory in MB of the program and its children, seconds."""
    begin = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", MEASURE, bench.folder / "used", bench.program, "extract", *names, *options], cwd=bench.folder,
                         stdin=subprocess.DEVNULL, capture_output=True, timeout=3 * SECONDS)
    megabytes = int((bench.folder / "used").read_text()) / 1024
    return ran.returncode, ran.stdout, ran.stderr, megabytes, time.monotonic() - begin


def bounded(bench, name, data, said, status=1, good=1):
    """It is refused by name, soon and in little memory, and the good one behind it is read."""
    (bench.folder / name).write_bytes(data)
    (bench.folder / "z.txt").write_text(TEXT.format(1))
    code, out, err, megabytes, seconds = read(bench, name, "z.txt")
    need(code == status, f"{name}: exit status {code}", err[-600:])
    need(re.search(said, err + out), f"{name}: wanted /{said.decode()}/", err[-600:], out[-300:])
    need(err.startswith(b"isnad: " + name.encode()) or not err or status == 0, f"{name} is not named", err[:300])
    need(b'"uri":"z.txt"' in out and out.count(b'"length":') >= good, f"{name}: the good one is not read", out[:300], err[-300:])
    need(megabytes < MEGABYTES and seconds < SECONDS, f"{name}: {megabytes:.0f} MB, {seconds:.1f} s")
    print(f"    {name}: {megabytes:.0f} MB, {seconds:.1f} s", flush=True)
    return out, err


@functools.cache
def zeros(megabytes, window=31):
    pack = zlib.compressobj(9, zlib.DEFLATED, window)
    block = b"\0" * (1 << 20)
    return b"".join([pack.compress(block) for _ in range(megabytes)] + [pack.flush()])


def zstd_zeros(megabytes):
    """A frame of blocks that say only how often a byte is to be repeated."""
    blocks = megabytes * 8
    out = b"\x28\xb5\x2f\xfd" + b"\x00" + b"\x70"  # window of 16 MB, no size
    for i in range(blocks):
        out += struct.pack("<I", (128 << 10) << 3 | 1 << 1 | (i == blocks - 1))[:3] + b" "
    return out


def zip_of(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=9 if method == zipfile.ZIP_DEFLATED else None) as z:
        for name, data in members:
            z.writestr(name, data)
    return out.getvalue()


def overlapping_zip(count, megabytes):
    """One member that the directory names `count` times."""
    inner = zeros(megabytes, -15)
    size = megabytes << 20
    crc = 0
    for _ in range(megabytes):
        crc = zlib.crc32(b"\0" * (1 << 20), crc)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(inner), size, 5, 0) + b"a.txt" + inner
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(inner), size, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    return head + entry * count + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entry) * count, len(head), 0)


def decompression_is_bounded(bench):
    large = rb"too_large|too long|longer than|too much|more than|decompress"
    bounded(bench, "a.txt.gz", zeros(512), large)
    bounded(bench, "b.txt.zst", zstd_zeros(4096), large)
    bounded(bench, "c.txt.gz", squeeze(zeros(512)), large)
    bounded(bench, "d.txt.gz", squeeze(squeeze(squeeze(squeeze(TEXT.encode())))), large)
    bounded(bench, "e.zip", zip_of(("a.txt", b"\0" * (100 << 20))), large)
    leaf = zip_of(*[(f"{i}.txt", b"\0" * (1 << 20)) for i in range(16)])
    middle = zip_of(*[(f"{i}.zip", leaf) for i in range(16)])
    bounded(bench, "f.zip", zip_of(*[(f"{i}.zip", middle) for i in range(16)]), large)
    deep = leaf
    for i in range(12):
        deep = zip_of(("x.zip", deep), method=zipfile.ZIP_STORED)
    bounded(bench, "g.zip", deep, large)
    bounded(bench, "h.zip", overlapping_zip(60000, 8), rb"too_large|bad_format|corrupt|damaged|zip")
    bounded(bench, "i.tar.gz", zeros(512), large + rb"|bad_format|no tar|binary|empty")
    body = squeeze(zeros(512))
    for i, (coding, data) in enumerate([("gzip", zeros(512)), ("br", BROTLI), ("zstd", zstd_zeros(1024)), ("deflate", zeros(512, 15)), ("gzip, gzip", body),
                                        ("br, br, br", BROTLI)]):
        bounded(bench, f"j{i}.warc", response("https://news.example/a", data, headers=f"Content-Encoding: {coding}\r\n") +
                response("https://news.example/b", TEXT.format(2)), large + rb"|bad_format|refused|given up|cannot", good=2)
    bounded(bench, "k.jsonl.gz", squeeze(b'{"uri":"a","text":"' + b"a" * (60 << 20) + b'"}\n'), large)


LAUGHS = "<!DOCTYPE r [<!ENTITY a \"lollollollollollol\">" + "".join(
    f"<!ENTITY {b} \"{('&' + a + ';') * 10}\">" for a, b in zip("abcdefghi", "bcdefghij")) + "]>"
FILES = "<!DOCTYPE r [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY % b SYSTEM \"http://127.0.0.1:1/x\"> %b;]>"


def docx_of(document, more=()):
    return zip_of(("[Content_Types].xml", "<Types/>"), ("word/document.xml", document), *more)


def entities_are_not_expanded(bench):
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for i, (head, entity) in enumerate(((LAUGHS, "&j;"), (FILES, "&a;"), (f"<!DOCTYPE r [<!ENTITY a \"{'a' * 500_000}\">]>", "&a;" * 5000))):
        feed = f"<?xml version='1.0'?>{head}<rss version='2.0'><channel><title>{entity}</title><item><guid>g</guid><title>{entity}</title>" \
               f"<description>خبر {entity} من العاصمة.</description></item></channel></rss>"
        page = f"<?xml version='1.0'?>{head}<html xmlns='http://www.w3.org/1999/xhtml'><body><article><p>{TEXT.format(1) * 5}{entity}</p></article></body></html>"
        text = f"{head}<w:document xmlns:w='{words}'><w:body><w:p><w:r><w:t>{TEXT.format(1)} [{entity}]</w:t></w:r></w:p></w:body></w:document>"
        (bench.folder / "z.txt").write_text(TEXT.format(1))
        for name, data in ((f"{i}.rss", feed.encode()), (f"{i}.xhtml", page.encode()), (f"{i}.docx", docx_of(text)), (f"{i}.html", page.encode())):
            (bench.folder / name).write_bytes(data)
            code, out, err, megabytes, seconds = read(bench, name, "z.txt")
            need(code in (0, 1) and b'"uri":"z.txt"' in out, name, code, err[-300:])
            need(b"root:" not in out + err and b"lollollol" not in out and b"aaaaaaaa" not in out, f"{name}: an entity was expanded", out[:500])
            need(megabytes < MEGABYTES and seconds < SECONDS, f"{name}: {megabytes:.0f} MB, {seconds:.1f} s")
        (bench.folder / "list.opml").write_bytes(f"{head}<opml><body><outline xmlUrl='http://127.0.0.1:1/{entity}'/>{entity}</body></opml>".encode())
        begin = time.monotonic()
        ran = bench.run("watch", "list.opml", "-d", "x.case", "--once", "--timeout", "2", timeout=SECONDS)
        need(ran.returncode in (1, 2) and b"root:" not in ran.stderr and len(ran.stderr) < 20_000 and time.monotonic() - begin < SECONDS, "OPML", ran.stderr[:500])


def pdf_of(stream, pages=1, kids=None):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids or b"3 0 R " * pages),
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>", stream]
    out, places = b"%PDF-1.4\n", []
    for i, o in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % i + o + b"endobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, table)


def stream_of(data, filters=b"/FlateDecode"):
    return b"<</Length %d/Filter[%s]>>stream\n" % (len(data), filters) + data + b"\nendstream "


def pdfs_are_bounded(bench):
    """Each in a process of its own; what that takes is counted with it."""
    text = b"BT /F 9 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 400_000 + b"ET"
    for name, data in (("a.pdf", pdf_of(stream_of(zeros(128, 15)))), ("b.pdf", pdf_of(stream_of(zlib.compress(zeros(128, 15)), b"/FlateDecode/FlateDecode"))),
                       ("c.pdf", pdf_of(stream_of(b""), 100_000)), ("d.pdf", pdf_of(stream_of(zlib.compress(text)))),
                       ("e.pdf", pdf_of(stream_of(b""), 1, b"2 0 R")), ("f.pdf", b"%PDF-1.7\n" + b"[" * 5_000_000), ("g.pdf", b"%PDF-1.7\n")):
        bounded(bench, name, data, rb"too_large|bad_format|empty|unsupported|" + name.encode())


def depth_is_bounded(bench):
    deep = 2_000_000
    arabic = TEXT.format(1) * 4
    for name, data in (("a.jsonl", b'{"uri":"a","text":' + b"[" * deep + b"]" * deep + b"}\n"), ("b.jsonl", b'{"a":' * deep + b"1" + b"}" * deep + b"\n"),
                       ("c.html", b"<html><body>" + b"<div>" * deep + arabic.encode()), ("d.html", b"<html><body>" + b"<b><i><font>" * (deep // 4) + arabic.encode()),
                       ("e.html", b"<html><body>" + b"<table><tr><td>" * (deep // 4) + arabic.encode()), ("f.rss", b"<rss><channel>" + b"<a>" * deep),
                       ("g.html", b"<html " + b" ".join(b"a%d=b" % i for i in range(deep // 4)) + b">" + arabic.encode()), ("h.html", b"<!--" * (deep // 2)),
                       ("i.docx", docx_of(b"<w:document>" + b"<w:p>" * deep)), ("j.csv", b'text,url\n' + b'"' * deep), ("k.txt", b"(" * deep),
                       ("l.txt", ("قال " * 300_000).encode()), ("m.html", b"<a href=" * (deep // 8) + b"&" * deep), ("n.rss", b"<rss><channel><item><description>" + b"&amp;" * deep)):
        (bench.folder / name).write_bytes(data)
        (bench.folder / "z.txt").write_text(TEXT.format(1))
        code, out, err, megabytes, seconds = read(bench, name, "z.txt")
        need(code in (0, 1), f"{name}: exit status {code}", err[-500:])
        need(b'"uri":"z.txt"' in out, f"{name}: the good one is not read", err[-300:])
        need(megabytes < MEGABYTES and seconds < SECONDS, f"{name}: {megabytes:.0f} MB, {seconds:.1f} s")


def names_stay_labels(bench):
    """Names out of archives: nothing is written under them, nothing of the machine is read by them."""
    climbs = ["../../../../tmp/isnad-evil.txt", "/tmp/isnad-evil.txt", "..\\..\\evil.txt", "C:\\evil.txt", "\\\\host\\share\\evil.txt", "a/../../evil.txt", "./././evil.txt",
              "evil\x1b[31m\u202e.txt", "a" * 3000 + ".txt", "~root/evil.txt", "evil\n.txt", "CON.txt", "evil.txt\x00.png", ". ./evil.txt", "%2e%2e/evil.txt"]
    data = zip_of(*[(n.replace("\x00", "\x01"), TEXT.format(i)) for i, n in enumerate(climbs)])
    (bench.folder / "a.zip").write_bytes(data)
    with tarfile.open(bench.folder / "b.tar.gz", "w:gz") as t:
        for i, name in enumerate(climbs):
            info = tarfile.TarInfo(name.replace("\x00", ""))
            info.size = len(TEXT.format(i).encode())
            t.addfile(info, io.BytesIO(TEXT.format(i).encode()))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            for target in ("/etc/passwd", "../../../../etc/passwd", "z.txt"):
                info = tarfile.TarInfo(f"link{kind!r}{target.replace('/', '_')}.txt")
                info.type, info.linkname = kind, target
                t.addfile(info)
    secret = bench.folder / "secret.txt"
    secret.write_text("root:secret\n")
    (bench.folder / "c.jsonl").write_text("".join('{"uri":"%s","url":"%s","text":"خبر من العاصمة."}\n' % (n, n) for n in ("/etc/passwd", "file:///etc/passwd", "secret.txt")))
    before = sorted(p for p in bench.folder.rglob("*"))
    for name in ("a.zip", "b.tar.gz", "c.jsonl"):
        ran = bench.run("extract", name)
        need(b"root:" not in ran.stdout + ran.stderr, f"{name}: a file of the machine was read", ran.stdout[:300])
        need(ran.stdout.count(b'"length":') >= 3, f"{name}: nothing was read", ran.stderr)
        for uri in re.findall(rb'"uri":"([^"]*)"', ran.stdout):
            need(name == "c.jsonl" or not re.search(rb"(^|[/!\\])\.\.([/\\]|$)|!//|[A-Za-z]:\\\\|\\u001b|\xe2\x80\xae|\\u202e|\n", uri), f"{name}: a name that climbs", uri)
    need(sorted(p for p in bench.folder.rglob("*")) == before, "a file was written", sorted(p for p in bench.folder.rglob("*")))
    need(not pathlib.Path("/tmp/isnad-evil.txt").exists(), "/tmp")


def a_case_of_somebody_else(bench):
    """A case file may come from anybody: views, triggers and functions in it do nothing, and what is no case is refused."""
    import sqlite3
    at = bench.case_of([{"uri": "a", "text": TEXT.format(1)}])
    with contextlib.closing(sqlite3.connect(at)) as db:
        columns = [r[1] for r in db.execute("PRAGMA table_info(document)")]
        db.executescript(f"CREATE TABLE stolen(x); CREATE TRIGGER t AFTER INSERT ON document BEGIN INSERT INTO stolen VALUES(load_extension('/tmp/evil')); END;"
                         f"CREATE VIEW v AS SELECT writefile('/tmp/isnad-evil.txt', 'x'); PRAGMA journal_mode=DELETE;")
        need(columns, "the table of documents")
    for verb in (["events"], ["entities"], ["search", "خبر"], ["export", "--to", "jsonl"], ["stories"], ["read", "-", "-q"]):
        ran = bench.run(*verb, "-d", at, stdin=b'{"uri":"b","text":"\xd8\xae\xd8\xa8\xd8\xb1 \xd9\x85\xd9\x86 \xd8\xa7\xd9\x84\xd8\xb9\xd8\xa7\xd8\xb5\xd9\x85\xd8\xa9"}\n')
        need(ran.returncode in (0, 1), verb, ran.returncode, ran.stderr)
    need(not pathlib.Path("/tmp/isnad-evil.txt").exists(), "a view wrote a file")
    with contextlib.closing(sqlite3.connect(at)) as db:
        need(db.execute("SELECT count(*) FROM stolen").fetchone() == (0,), "a trigger loaded a library")
    # An image of somebody else is checked before it is used.
    image = bench.folder / "evil.img"
    whole = (pathlib.Path(bench.program).parent / "isnad.img").read_bytes()
    (bench.folder / "z.txt").write_text(TEXT.format(1))
    for data in (b"", b"x" * 5000, whole[:5000], whole[:len(whole) // 2], whole[:1000] + b"\xff" * 64 + whole[1064:], whole[:-9] + b"\xff" * 9):
        image.write_bytes(data)
        ran = bench.run("extract", "z.txt", env={**os.environ, "ISNAD_IMAGE": str(image)})
        need(ran.returncode == 1 and b"evil.img" in ran.stderr and not ran.stdout, "another image", ran.returncode, ran.stderr)


CASES = {f.__name__: f for f in (decompression_is_bounded, entities_are_not_expanded, pdfs_are_bounded, depth_is_bounded, names_stay_labels,
                                 a_case_of_somebody_else)}

if __name__ == "__main__":
    sys.exit(cases.main(CASES))
