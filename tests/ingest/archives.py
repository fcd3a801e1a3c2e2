#!/usr/bin/env python3
"""Write archives for tests: WARC files in every layout, damaged ones, bombs. Standard library only.

usage: archives.py FOLDER            the small files that tests/cli/archives.t reads
       archives.py --warc FILE MB    a WARC file of that size, gzip a record, like CC-NEWS (bench)

All texts are invented here. The same call writes the same bytes.
"""
import csv
import gzip
import io
import json
import pathlib
import random
import sys
import tarfile
import zipfile
import zlib

TEXT = "وصل الوزير رقم {} إلى العاصمة يوم الخميس والتقى نظيره.\n"
DATE = "2025-04-04T10:00:00Z"


def squeeze(data):
    return gzip.compress(data, mtime=0)


def record(kind, uri, block, fields="", version="1.1"):
    block = block.encode() if isinstance(block, str) else block
    target = f"WARC-Target-URI: {uri}\r\n" if uri else ""
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\n{target}WARC-Date: {DATE}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{zlib.crc32(uri.encode() + block):012d}>\r\n"
            f"{fields}Content-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def response(uri, body, media="text/plain; charset=utf-8", headers="", status="200 OK", fields="", version="1.1"):
    body = body.encode() if isinstance(body, str) else body
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode()
    return record("response", uri, http + body, "Content-Type: application/http; msgtype=response\r\n" + fields, version)


def small_records():
    one = TEXT.format(1).encode()
    return [
        record("warcinfo", "", "software: archives.py\r\n"),
        record("request", "https://news.example/1", "GET /1 HTTP/1.1\r\n\r\n"),
        response("https://news.example/1", one),
        response("https://news.example/2", squeeze(TEXT.format(2).encode()), headers="Content-Encoding: gzip\r\n"),
        response("https://news.example/3", zlib.compress(TEXT.format(3).encode()), headers="Content-Encoding: deflate\r\n"),
        response("https://news.example/4", b"%x\r\n%s\r\n0\r\n\r\n" % (len(one), one), headers="Transfer-Encoding: chunked\r\n"),
        response("https://news.example/5", "gone", status="404 Not Found"),
        response("https://news.example/6.png", b"\x89PNG\r\n", media="image/png"),
        record("resource", "https://news.example/7", TEXT.format(7), "Content-Type: text/plain\r\n", "1.0"),
        record("revisit", "https://news.example/1", "", "Content-Type: application/http; msgtype=response\r\n"),
        record("metadata", "https://news.example/1", "fetchTimeMs: 12\r\n"),
        response("https://news.example/8", TEXT.format(8), fields="WARC-Payload-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"),
    ]


def docx(path, paragraphs):
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    body += ("<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
             "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>")
    body += "<w:tbl><w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in "ab") + "</w:tr></w:tbl>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("docProps/core.xml", '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>A title</dc:title>'
                   "<dc:creator>A. Writer</dc:creator><dcterms:created>2025-04-05T08:00:00Z</dcterms:created></cp:coreProperties>")
        z.writestr("word/document.xml", f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
                   f'<w:document xmlns:w="{name}"><w:body>{body}<w:p><w:r><w:t>[&b;]</w:t></w:r></w:p></w:body></w:document>')


def write_small(folder):
    folder.mkdir(parents=True, exist_ok=True)
    records = small_records()
    gz = [squeeze(r) for r in records]
    (folder / "plain.warc").write_bytes(b"".join(records))
    (folder / "each.warc.gz").write_bytes(b"".join(gz))
    (folder / "whole.warc.gz").write_bytes(squeeze(b"".join(records)))
    (folder / "lf.warc").write_bytes(b"".join(records[2:3]).replace(b"\r\n", b"\n", 7))
    bad = bytearray(gz[3])
    bad[30] ^= 0xFF
    wrong = records[3].replace(b"Content-Length: ", b"Content-Length: 9")
    cut = records[2][:-60]
    (folder / "bad.warc.gz").write_bytes(b"".join(gz[:3]) + bytes(bad) + gz[4] + squeeze(wrong) + gz[8] + gz[11][:50])
    (folder / "bad.warc").write_bytes(b"junk\r\n" + records[2] + cut + records[8] + records[4].replace(b"Content-Length: ", b"Content-Length: x") + records[5] + records[8][:-20])
    (folder / "many_bad.warc").write_bytes(b"".join(records[8] + b"xx\r\n" for _ in range(9)))
    with open(folder / "long.warc", "wb") as f:
        f.write(records[2])
        f.write(b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/long\r\nContent-Length: %d\r\n\r\n" % (100 << 20))
        for _ in range(100):
            f.write(b"x" * (1 << 20))
        f.write(b"\r\n\r\n" + records[8])

    with zipfile.ZipFile(folder / "texts.zip", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("../../etc/خبر.txt", TEXT.format(1))
        z.writestr("C:\\windows\\two.txt", TEXT.format(2))
        z.writestr("picture.png", "x")
        z.writestr("lines.jsonl", json.dumps({"uri": "u1", "text": TEXT.format(3)}) + "\n")
        z.writestr("four.txt.gz", squeeze(TEXT.format(4).encode()))
        z.writestr("steer\u202e\x1b[31m.txt", TEXT.format(5))
    with tarfile.open(folder / "texts.tar.gz", "w:gz") as t:
        for name, n in (("x/one.txt", 1), ("/abs/two.txt", 2), ("../three.txt", 3)):
            data = TEXT.format(n).encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        t.addfile(link)
    inner = TEXT.format(1).encode()
    name = "deep.txt"
    for _ in range(6):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as z:
            z.writestr(name, inner)
        inner, name = buffer.getvalue(), "deep.zip"
    (folder / "deep.zip").write_bytes(inner)
    whole = (folder / "texts.zip").read_bytes()
    (folder / "cut.zip").write_bytes(whole[:-300])
    (folder / "cut.txt.gz").write_bytes(squeeze(("\n".join(TEXT.format(i) for i in range(999))).encode())[:-9])

    # A member, and lines, that decompress to 1 GB.
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(1024)) + packer.flush()
    (folder / "bomb.jsonl.gz").write_bytes(bomb)
    (folder / "bomb.txt.gz").write_bytes(bomb)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        with z.open("bomb.jsonl", "w") as f:
            for _ in range(1024):
                f.write(b"\0" * (1 << 20))
        z.writestr("after.txt", TEXT.format(1))

    with open(folder / "news.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["link", "body", "date", "headline"])
        w.writerow(["https://news.example/c1", TEXT.format(1) + 'with "quotes", and\nlines', "2025-04-04T10:00:00Z", "A headline"])
        w.writerow(["https://news.example/c2", TEXT.format(2), "someday", ""])
        w.writerow(["https://news.example/c3", "", "2025-04-04", ""])
        w.writerow(["https://news.example/c4", TEXT.format(4), "2025-04-04", "", "extra"])
    (folder / "semicolon.csv").write_text("النص;الرابط\n" + TEXT.format(1).strip() + ";https://news.example/s1\n", encoding="utf-8")
    (folder / "excel.tsv").write_bytes(("text\turl\r\n" + TEXT.format(1).strip() + "\thttps://news.example/x1\r\n").encode("utf-16"))
    (folder / "open.csv").write_text("text,url\n\"never closed,a\n" + TEXT.format(2).strip() + ",https://news.example/o2\n", encoding="utf-8")
    docx(folder / "report.docx", [TEXT.format(1).strip(), TEXT.format(2).strip()])
    with zipfile.ZipFile(folder / "sheet.xlsx", "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.xml", "<workbook/>")


WORDS = ("وزير رئيس حكومة مدينة اتفاق جيش قوات بيان وكالة أنباء اجتماع مجلس أمن دولة إعلان زيارة محادثات حدود قرار "
         "لجنة تقرير مصدر مساعدات انتخابات برلمان شركة نفط سوق أسعار خطة مشروع وفد سفير خارجية دفاع هجوم هدنة").split()


def page(rng, number):
    paragraphs = ["<p>" + " ".join(rng.choice(WORDS) for _ in range(rng.randint(30, 90))) + ".</p>" for _ in range(rng.randint(4, 12))]
    links = "".join(f'<li class="menu-item item-{i}"><a href="/section/{rng.randrange(9999)}">{rng.choice(WORDS)}</a></li>' for i in range(rng.randint(40, 200)))
    script = "".join(f"var k{i}={rng.random():.9f};" for i in range(rng.randint(100, 900)))
    return (f"<!DOCTYPE html><html lang=ar><head><title>خبر {number}</title><script>{script}</script></head><body><ul>{links}</ul>"
            f"<article>{''.join(paragraphs)}</article><footer>{links}</footer></body></html>")


def write_warc(path, megabytes):
    """About `megabytes` of gzip members, as CC-NEWS lays them out: request and response of each page."""
    rng = random.Random(1)
    number = 0
    with open(path, "wb") as f:
        f.write(squeeze(record("warcinfo", "", "software: archives.py\r\n")))
        while f.tell() < megabytes << 20:
            number += 1
            uri = f"https://news.example/{number}"
            f.write(squeeze(record("request", uri, f"GET /{number} HTTP/1.1\r\nHost: news.example\r\n\r\n")))
            f.write(squeeze(response(uri, page(rng, number), "text/html; charset=utf-8")))


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--warc":
        write_warc(sys.argv[2], int(sys.argv[3]))
    elif len(sys.argv) == 2:
        write_small(pathlib.Path(sys.argv[1]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
