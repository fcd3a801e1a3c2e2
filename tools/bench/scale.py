#!/usr/bin/env python3
"""The rates that docs/scale.md reckons with, measured, and what follows from them. Standard library only.

usage: scale.py measure [--build DIR] [--shared DIR] [--work DIR] [--articles N] [--postgres URL]
       scale.py plan [--work DIR] [--write]

`measure` writes WORK/rates.json (build/scale): processor seconds of one core, a process each, start-up taken off by a run over
the first tenth of the input. Pages are made (article_pages below) around texts of the news set, or of samples/ where it is absent,
and, for languages that isnad passes over, around words drawn from a list. `plan` makes the tables of docs/scale.md from these
rates and the assumptions below; --write puts them there.
"""
import argparse
import gzip
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench/peers"))
import inputs  # noqa: E402
import table  # noqa: E402

# What is not ours to measure, each with where it comes from.
ASSUMED = {
    "ccnews_articles": 1.36e9,   # the task (to April 2026)
    "ccnews_bytes": 52e12,       # the task: WARC, gzip a record
    "ccnews_day": 330_000,       # the task
    "arabic_share": 0.02,        # the task: 98% of CC-NEWS are in other languages
    "live_day": 80_000,          # the task: Arabic articles a day, live
    "node_cores": 32,            # a machine to reckon with
    "core_hour": 0.04,           # example price, in any currency: no price was looked up
    "tb_month": 20.0,            # example price of a TB kept for a month
    "page_bytes": 190_000,       # 52 TB / 1.36e9 = 38 kB an article, unpacked at 5 to 1, as HTML packs
    "net_bytes": 1.25e9,         # bytes a second of a machine's network: 10 Gbit/s
}
LEAST_WORDS = 100
ENGLISH = ("minister said government talks city council police report company market shares growth budget court ruling season team "
           "match coach player weather storm school health hospital study research technology software network energy price oil "
           "president election vote party campaign leader border trade deal summit visit the of and to in a that for on with as was").split()


def used(command, stdout=None, allowed=(0,)):
    """Processor seconds, wall seconds of a command that must end well."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), os.times().elapsed
    with open(stdout or os.devnull, "wb") as sink:
        done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=sink, stderr=subprocess.PIPE,
                              preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}))
    if done.returncode not in allowed:
        sys.exit(f"scale.py: {' '.join(map(str, command))}: exit status {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, os.times().elapsed - begin


def steady(command, small, large, allowed=(0,), rounds=3):
    """The middle of `rounds` differences of processor seconds over the large and the small input."""
    found = sorted(used(command(large), None, allowed)[0] - used(command(small), None, allowed)[0] for _ in range(rounds))
    return found[rounds // 2]


def page(text, title, lang, number):
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n") if p.strip())
    head = (f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
            '<meta property="article:published_time" content="2015-08-01T10:00:00Z"></head><body>')
    body = f"{head}<main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>".encode()
    return inputs.long_page(body, number, ASSUMED["page_bytes"])


def record(kind, uri, block, content_type):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2015-08-01T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{zlib.crc32(uri.encode()):012d}>\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n")
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0, compresslevel=6)


def write_warc(path, pages):
    raw = 0
    with open(path, "wb") as out:
        out.write(record("warcinfo", "urn:x", b"software: scale.py\r\n", "application/warc-fields"))
        for number, data in enumerate(pages):
            uri = f"https://news.example/{number}"
            out.write(record("request", uri, b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n", "application/http; msgtype=request"))
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + data
            raw += len(block)
            out.write(record("response", uri, block, "application/http; msgtype=response"))
    return raw


def english(number):
    draw = random.Random(number)
    return "\n".join(" ".join(draw.choice(ENGLISH) for _ in range(draw.randint(40, 90))) + "." for _ in range(8))


def measure(args):
    build, work = args.build.resolve(), args.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    isnad, image = build / "isnad", build / "isnad.img"
    articles, source = inputs.news(args.shared, 1)
    # The set has many notices of a line or two, which are no articles on a page.
    articles = [a for a in articles if len(a["text"].split()) >= LEAST_WORDS]
    n = min(args.articles, len(articles))
    articles = articles[:n]
    tenth = n // 10
    rates = {"articles": n, "source": source, "words": inputs.words_in(articles) / n}
    print(f"{n} {source} of at least {LEAST_WORDS} words, {rates['words']:.0f} words each", file=sys.stderr)

    small, large = work / "small", work / "large"
    inputs.write_texts(small, articles[:tenth])
    inputs.write_texts(large, articles)
    done = n - tenth
    words = inputs.words_in(articles[tenth:])
    files = {"small": f"{small}.jsonl", "large": f"{large}.jsonl"}
    seconds = steady(lambda p: [isnad, "extract", "-j", "1", p], files["small"], files["large"])
    rates["extract_words"] = words / seconds
    rates["extract_articles"] = done / seconds
    rates["copies_articles"] = done / steady(lambda p: [build / "copy_pairs", image, p], files["small"], files["large"])
    records = work / "records.ndjson"
    used([isnad, "extract", "-j", "1", files["large"]], records)
    rates["record_bytes"] = records.stat().st_size / n
    rates["record_gz_bytes"] = len(gzip.compress(records.read_bytes(), compresslevel=6)) / n
    rates["text_bytes"] = sum(len(a["text"].encode()) for a in articles) / n

    for lang in ("arabic", "other"):
        count = min(n, 1000)
        made = [page(articles[i]["text"] if lang == "arabic" else english(i), f"Title {i}", "ar" if lang == "arabic" else "en", i)
                for i in range(count)]
        paths = work / f"{lang}-small.warc.gz", work / f"{lang}.warc.gz"
        first = write_warc(paths[0], made[:count // 10])
        raw = write_warc(paths[1], made) - first
        stored = paths[1].stat().st_size - paths[0].stat().st_size
        steps = count - count // 10
        rates[f"{lang}_raw"], rates[f"{lang}_stored"] = raw / steps, stored / steps
        counts = subprocess.run([build / "read_documents", paths[1]], capture_output=True, text=True, check=True).stdout.split()
        if int(counts[0]) < 0.99 * count:
            sys.exit(f"scale.py: only {counts[0]} of {count} {lang} pages could be read")
        scan = steady(lambda p: [build / "warc_scan", "--sum", p], *paths)
        rates[f"{lang}_warc_raw"], rates[f"{lang}_warc_stored"] = raw / scan, stored / scan
        rates[f"{lang}_pages"] = steps / steady(lambda p: [build / "read_documents", p], *paths)
        rates[f"{lang}_pages_language"] = steps / steady(lambda p: [build / "read_documents", "--language", image, p], *paths)
        rates[f"{lang}_extract"] = steps / steady(lambda p: [isnad, "extract", "-j", "1", p], *paths, allowed=(0, 1))
        print(f"{lang}: {raw / steps / 1000:.0f} kB a page, {stored / steps / 1000:.0f} kB stored", file=sys.stderr)

    stores = {"sqlite": str(work / "case.isnad")}
    if args.postgres:
        stores["postgres"] = args.postgres
    for name, case in stores.items():
        if name == "sqlite":
            for old in work.glob("case.isnad*"):
                old.unlink()
        processor, wall = used([isnad, "read", "-j", "1", "-q", files["large"], "-d", case])
        rates[f"{name}_articles"], rates[f"{name}_wall"] = n / processor, n / wall
    rates["case_bytes"] = sum(p.stat().st_size for p in work.glob("case.isnad*")) / n
    (work / "rates.json").write_text(json.dumps(rates, indent=1) + "\n")
    print(json.dumps(rates, indent=1))


def hours(seconds):
    return f"{seconds / 3600:,.0f}" if seconds >= 36000 else f"{seconds / 3600:.1f}" if seconds >= 360 else f"{seconds / 3600:.3f}"


def size(count):
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= scale:
            return f"{count / scale:,.1f} {unit}"
    return f"{count:.0f} bytes"


def work_of(rates, articles, arabic):
    """Processor seconds and bytes of so many articles, so many of them Arabic: pages of WARC in, records out."""
    a = ASSUMED
    other = articles - arabic
    stored = a["ccnews_bytes"] / a["ccnews_articles"]
    return {
        "articles": articles, "arabic": arabic, "input": articles * stored,
        "warc": articles * stored / rates["other_warc_stored"],
        "pages": other / rates["other_pages"] + arabic / rates["arabic_pages"],
        "language": other * max(1 / rates["other_pages_language"] - 1 / rates["other_pages"], 0),
        "all_other": other / rates["other_extract"], "all_arabic": arabic / rates["arabic_extract"],
        "records": arabic * rates["record_bytes"], "records_gz": arabic * rates["record_gz_bytes"],
        "case": arabic * rates["case_bytes"]}


def plan_tables(rates):
    a = ASSUMED
    whole = work_of(rates, a["ccnews_articles"], a["ccnews_articles"] * a["arabic_share"])
    day = work_of(rates, a["ccnews_day"], a["ccnews_day"] * a["arabic_share"])
    live = work_of(rates, a["live_day"], a["live_day"])
    columns = (("CC-NEWS whole", whole), ("a day of it", day), ("80,000 Arabic a day", live))
    out = ["| what | " + " | ".join(n for n, _ in columns) + " |", "| --- |" + " ---: |" * len(columns)]

    def row(name, f):
        out.append(f"| {name} | " + " | ".join(f(w) for _, w in columns) + " |")

    total = lambda w: w["all_other"] + w["all_arabic"]  # noqa: E731
    row("articles", lambda w: f"{w['articles']:,.0f}")
    row("of them Arabic", lambda w: f"{w['arabic']:,.0f}")
    row("input, stored", lambda w: size(w["input"]))
    row("core hours: gunzip and WARC alone", lambda w: hours(w["warc"]))
    row("core hours: to texts (that, pages, hashes)", lambda w: hours(w["pages"]))
    row("core hours: telling the language of others", lambda w: hours(w["language"]))
    row("core hours: `isnad extract`, articles not Arabic", lambda w: hours(w["all_other"]))
    row("core hours: `isnad extract`, Arabic articles", lambda w: hours(w["all_arabic"]))
    row("core hours in all", lambda w: hours(total(w)))
    row("of these for articles that are not Arabic", lambda w: f"{100 * w['all_other'] / total(w):.0f}%")
    row(f"hours on one machine of {a['node_cores']} cores", lambda w: hours(total(w) / a["node_cores"]))
    row("hours on ten such machines", lambda w: hours(total(w) / a["node_cores"] / 10))
    row("hours to bring the input through 10 Gbit/s, one machine", lambda w: hours(w["input"] / a["net_bytes"]))
    row("records (NDJSON)", lambda w: size(w["records"]))
    row("records, gzip", lambda w: size(w["records_gz"]))
    row("case file, index for searching included", lambda w: size(w["case"]))
    row(f"example: core hours x P, P = {a['core_hour']}", lambda w: f"{total(w) / 3600 * a['core_hour']:,.2f}")
    row(f"example: case, a month, TB x Q, Q = {a['tb_month']:.0f}", lambda w: f"{w['case'] / 1e12 * a['tb_month']:,.2f}")
    return "\n".join(out) + "\n"


def rate_tables(rates):
    n = table.number
    rows = [
        ("WARC with gzip a record, blocks read", f"{rates['other_warc_stored'] / 1e6:.0f} MB/s stored, {rates['other_warc_raw'] / 1e6:.0f} MB/s unpacked",
         "`warc_scan --sum other.warc.gz`"),
        (f"pages to texts, {rates['other_raw'] / 1000:.0f} kB ({rates['other_stored'] / 1000:.0f} kB stored), not Arabic", f"{n(rates['other_pages'])} pages/s", "`read_documents other.warc.gz`"),
        ("the same and their language", f"{n(rates['other_pages_language'])} pages/s", "`read_documents --language isnad.img other.warc.gz`"),
        ("the same through `isnad extract` (a record without events each)", f"{n(rates['other_extract'])} pages/s", "`isnad extract -j 1 other.warc.gz`"),
        (f"pages to texts, Arabic, {rates['words']:.0f} words each", f"{n(rates['arabic_pages'])} pages/s", "`read_documents arabic.warc.gz`"),
        ("the same through `isnad extract`", f"{n(rates['arabic_extract'])} pages/s", "`isnad extract -j 1 arabic.warc.gz`"),
        ("texts (JSON lines) through `isnad extract`", f"{n(rates['extract_articles'])} articles/s, {n(rates['extract_words'])} words/s", "`isnad extract -j 1 large.jsonl`"),
        ("fingerprints and pairs of copies", f"{n(rates['copies_articles'])} articles/s", "`copy_pairs isnad.img large.jsonl`"),
    ]
    for name, what in (("sqlite", "SQLite"), ("postgres", "PostgreSQL, the server's own time not counted")):
        if f"{name}_articles" in rates:
            rows.append((f"`isnad read` of {rates['articles']:,} articles into {what}",
                         f"{n(rates[f'{name}_articles'])} articles a second of processor time, {n(rates[f'{name}_wall'])} by the clock",
                         f"`isnad read -j 1 -q large.jsonl -d {'case.isnad' if name == 'sqlite' else 'postgresql://...'}`"))
    rows.append(("bytes an article", f"text {n(rates['text_bytes'])}, record {n(rates['record_bytes'])} (gzip {n(rates['record_gz_bytes'])}), case {n(rates['case_bytes'])}",
                 "sizes of these files"))
    return "| what | rate of one core | command |\n| --- | --- | --- |\n" + "".join(f"| {a} | {b} | {c} |\n" for a, b, c in rows)


def fill(text, name, content):
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if begin not in text or end not in text:
        sys.exit(f"docs/scale.md has no {begin} ... {end}")
    return text.split(begin)[0] + begin + "\n" + content + end + text.split(end, 1)[1]


def plan(args):
    path = args.work / "rates.json"
    if not path.exists():
        sys.exit(f"scale.py: {path} is missing: run 'tools/bench/scale.py measure' first")
    rates = json.loads(path.read_text())
    print(rate_tables(rates) + "\n" + plan_tables(rates))
    if args.write:
        page_path = ROOT / "docs/scale.md"
        text = fill(page_path.read_text(encoding="utf-8"), "rates", rate_tables(rates))
        page_path.write_text(fill(text, "plan", plan_tables(rates)), encoding="utf-8")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("measure", "plan"))
    ap.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    ap.add_argument("--shared", type=pathlib.Path, default=ROOT / "../shared")
    ap.add_argument("--work", type=pathlib.Path, default=ROOT / "build/scale")
    ap.add_argument("--articles", type=int, default=3000)
    ap.add_argument("--postgres", default=os.environ.get("ISNAD_TEST_POSTGRES", ""))
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    {"measure": measure, "plan": plan}[args.what](args)


if __name__ == "__main__":
    main()
