"""Tables of docs/peers.md from the results of run.py."""
import re

TITLES = {"words": "Words", "dates": "Dates", "names": "Names", "html": "Articles in pages", "warc": "WARC files",
          "json": "JSON lines", "copies": "Near-copies", "events": "Events"}
BEGIN, END = "<!-- peers -->", "<!-- /peers -->"


def number(value):
    if value is None:
        return "-"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def span(figures, key="rate"):
    return f"{number(figures[key])} ({number(figures['least'])} to {number(figures['most'])})"


def percent(value):
    return "-" if value is None else f"{100 * value:.1f}%"


def agreement(job, a):
    if not a:
        return "-"
    if job == "words":
        parts = []
        if a["lemma"] is not None:
            parts.append(f"lemma {percent(a['lemma'])} of {a['lemma_words']:,}")
        if a["cuts"] is not None:
            parts.append(f"division {percent(a['cuts'])} of {a['words']:,}")
        return ", ".join(parts) or "-"
    return f"it finds {a['theirs']}, isnad {a['ours']}; {a['both']} are the same place, of these {percent(a['equal'])} one value"


def words_gold(g):
    return ", ".join(f"{name} {percent(g[key])}" for name, key in (("lemma", "lemma"), ("division", "cuts")) if g[key] is not None)


def gold(job, g, side):
    if not g:
        return "-"
    g, other = g[side], g["theirs"]
    if job == "words":  # of isnad what the peer gives too
        return words_gold({k: v if other[k] is not None else None for k, v in g.items()})
    if job == "dates":
        return f"P {g['precision']:.3f}, R {g['recall']:.3f}, F1 {g['f1']:.3f} of {g['gold']}"
    if job == "html":
        return f"held {g['held']:.3f}, main {g['main']:.3f}"
    return f"{percent(g['found'])} of {g['known']}; gave {g['given']}, {percent(g['alike'])} of them alike"


def tables(found):
    m = found["machine"]
    out = [f"Measured {found['at']} (UTC) on {m['cores']} cores of {m['processor']}, load {m['load']:.1f}, Python {m['python']}; "
           f"{found['source']}, seed {found['seed']}; {found['rounds']} rounds.", ""]
    for job, title in TITLES.items():
        rows = [(n, p) for n, p in found["peers"].items() if p["job"] == job]
        ran = [(n, p) for n, p in rows if "absent" not in p]
        if ran:
            unit = ran[0][1]["rates"]["unit"]
            out += [f"### {title}", "",
                    f"| peer | what it does | on | {unit}/s | isnad, {unit}/s | isnad is faster by | starts in, s | isnad, s |",
                    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
            for name, p in ran:
                r = p["rates"]
                out.append(f"| {name} {p['version']} | {p['what']} | {number(r['amount'])} {unit} | {span(r['theirs'])} | "
                           f"{span(r['ours'])} | {span(r['ratio'], 'median')} | {number(r['theirs']['start'])} | "
                           f"{number(r['ours']['start'])} |")
            out.append("")
            if any(p["agreement"] or p["gold"] for _, p in ran):
                out += ["| peer | agrees with isnad | right by gold | isnad by the same |", "| --- | --- | --- | --- |"]
                for name, p in ran:
                    if p["agreement"] or p["gold"]:
                        out.append(f"| {name} | {agreement(job, p['agreement'])} | {gold(job, p['gold'], 'theirs')} | "
                                   f"{gold(job, p['gold'], 'ours')} |")
                out.append("")
    absent = [(n, p) for n, p in found["peers"].items() if "absent" in p]
    if absent:
        out += ["### What could not run", "", "| peer | job | what it would do | what it said |", "| --- | --- | --- | --- |"]
        out += [f"| {n} | {p['job']} | {p['what']} | {cell(p['absent'])} |" for n, p in absent]
        out.append("")
    return "\n".join(out)


def cell(text):
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def write(path, text):
    page = path.read_text(encoding="utf-8")
    if BEGIN not in page or END not in page:
        raise SystemExit(f"{path} has no {BEGIN} ... {END}")
    head, rest = page.split(BEGIN, 1)
    path.write_text(head + BEGIN + "\n" + text + END + rest.split(END, 1)[1], encoding="utf-8")
