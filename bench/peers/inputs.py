"""What each job reads: a small file to warm up on and a large one that begins with the same, so that their difference is
the steady state. Both isnad and its peers read the same documents.

words, dates   X.jsonl (id, published, text) for peers, X.txt (the texts one after the other) for isnad
copies, json   X.jsonl
html           folders of pages, each made long (150 kB, as pages of the web are) by navigation, scripts and lists
warc           X.warc.gz, a gzip member a record, like CC-NEWS
"""
import gzip
import json
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests/cases/ingest/pages"
PAGE_BYTES = 150_000


def samples():
    made = subprocess.run([sys.executable, ROOT / "tools/samples/index.py", ROOT / "samples"], check=True, stdout=subprocess.PIPE)
    for line in made.stdout.decode("utf-8").splitlines():
        d = json.loads(line)
        yield {"id": d["uri"], "published": d.get("published") or "2025-01-01", "text": d["text"]}


def news(shared, seed):
    """Articles of the news set in an order drawn by the seed; the samples, again and again, where the set is absent."""
    path = shared / "data/news/saudinewsnet.jsonl.gz"
    if not path.is_file():
        found = list(samples())
        return [dict(d, id=f"{d['id']}#{i}") for i in range(40) for d in found], "samples/, repeated"
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            if d["text"].strip():
                found.append({"id": d["uri"], "published": d["published"][:10], "text": d["text"]})
    random.Random(seed).shuffle(found)
    return found, "articles of the news set"


def words_in(articles):
    return sum(len(a["text"].split()) for a in articles)


def write_texts(stem, articles):
    """Both forms of a set of articles; words and bytes of the texts."""
    with open(f"{stem}.jsonl", "w", encoding="utf-8") as out:
        for a in articles:
            out.write(json.dumps(dict(a, uri=a["id"]), ensure_ascii=False) + "\n")
    text = "\n\n".join(a["text"] for a in articles) + "\n"
    pathlib.Path(f"{stem}.txt").write_text(text, encoding="utf-8")
    return {"articles": len(articles), "words": words_in(articles), "MB": pathlib.Path(f"{stem}.jsonl").stat().st_size / 1e6}


def long_page(data, number, least=PAGE_BYTES):
    """The page with what surrounds an article on the web before its end, in ASCII, so that its charset does not matter."""
    draw = random.Random(number)
    parts, size = [], len(data)
    while size < least:
        kind = draw.randrange(3)
        if kind == 0:
            links = "".join(f'<li><a href="/s/{draw.randrange(10**6)}" class="menu-link"><span>Section {i}</span></a></li>'
                            for i in range(40))
            part = f'<nav class="menu" role="navigation"><ul>{links}</ul></nav>'
        elif kind == 1:
            body = ";".join(f"window.q{i}={{id:{draw.randrange(10**9)},on:function(e){{return e<{i}}}}}" for i in range(60))
            part = f"<script>{body}</script>"
        else:
            cards = "".join(f'<div class="card"><a href="/a/{draw.randrange(10**6)}"><img src="/i/{i}.jpg" alt="">'
                            f"<h4>Item {draw.randrange(1000)}</h4></a></div>" for i in range(25))
            part = f'<aside class="related sidebar">{cards}</aside>'
        parts.append(part)
        size += len(part)
    junk = "".join(parts).encode("ascii")
    end = data.rfind(b"</body")
    return data[:end] + junk + data[end:] if end >= 0 else data + junk


def expected(path):
    """({field: value}, body) of an .expected file; a page that must be refused has the field `error`."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines() if ": " in line), body


def single_byte(data):
    """Not UTF-16, where bytes of ASCII cannot be put in."""
    return b"\0" not in data[:200]


def test_pages():
    """Pages of the tests that hold an article, with what must be read from each."""
    out = []
    for path in sorted(PAGES.glob("*/*.html")):
        fields, body = expected(path.with_suffix(".expected"))
        if "error" not in fields and body.strip():
            out.append((path, fields, body))
    return out


def write_pages(folder, paths):
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, path in enumerate(paths):
        data = long_page(path.read_bytes(), number)
        (folder / f"{number:04d}_{path.name}").write_bytes(data)
        size += len(data)
    return {"pages": len(paths), "MB": size / 1e6}


def write_html(folder, warm):
    paths = [p for p, _, _ in test_pages() if single_byte(p.read_bytes())]
    return write_pages(folder / "small", paths[:warm]), write_pages(folder / "large", paths[:warm] + paths)


def write_warc(folder, small_mb, large_mb):
    folder.mkdir(parents=True, exist_ok=True)
    sizes = []
    for name, size in (("small", small_mb), ("large", large_mb)):
        path = folder / f"{name}.warc.gz"
        if not path.exists():
            subprocess.run([sys.executable, ROOT / "tests/ingest/archives.py", "--warc", path, str(size)], check=True,
                           stdout=subprocess.DEVNULL)
        sizes.append({"MB": path.stat().st_size / 1e6})
    return sizes
