#!/usr/bin/env python3
"""Reads exports back with readers that know nothing of isnad.

usage: exports.py gexf|graphml|annotation|conllu|geojson|stix|html|markdown FILE [RECORDS]
       exports.py brat FOLDER RECORDS

RECORDS are the same articles as JSONL (isnad export --to jsonl). Prints what was found; exit 1 and a line
for each fault. brat and what compares with RECORDS need the standard library alone; the other formats the
packages of tools/setup/readers.txt.
"""
import collections
import json
import pathlib
import re
import sys

# Beside this file is a conllu.py, which is not the package of that name.
sys.path = [p for p in sys.path if pathlib.Path(p).resolve() != pathlib.Path(__file__).resolve().parent]
faults = []


def check(condition, message):
    if not condition:
        faults.append(message)


def records(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def graph(path, kind):
    import networkx
    g = networkx.read_gexf(path) if kind == "gexf" else networkx.read_graphml(path)
    check(g.is_directed(), "no directed graph")
    for _, a in g.nodes(data=True):
        check(isinstance(a["acts"], int), "acts is no number")
    for source, target, a in g.edges(data=True):
        check(source != target, "an edge from a node to itself")
        check(a["what"] in ("act", "fact"), f"an edge of {a['what']}")
        check(isinstance(a["mutual"], bool) and isinstance(a["weight"], float), "types of an edge")
        check(a["weight"] == len(a["ids"].split()), "weight is not the number of ids")
    edges = sorted((a["what"], a["type"], a["factuality"], int(a["weight"])) for *_, a in g.edges(data=True))
    print(g.number_of_nodes(), "nodes;", ", ".join(" ".join(map(str, e)) for e in edges))


# The terms of http://www.w3.org/ns/anno.jsonld that an annotation of ours may use, with their IRIs from the
# Web Annotation Vocabulary: a key that is not among them is lost in expansion, which is found below.
OA, AS, DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/terms/"
CONTEXT = {
    "id": "@id", "type": "@type",
    **{t: OA + t for t in ("Annotation", "SpecificResource", "TextualBody", "TextPositionSelector",
                           "TextQuoteSelector", "TimeState", "exact", "prefix", "suffix", "start", "end")},
    "AnnotationCollection": AS + "OrderedCollection", "AnnotationPage": AS + "OrderedCollectionPage",
    "Software": AS + "Application", "name": "http://xmlns.com/foaf/0.1/name",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
    "startIndex": AS + "startIndex", "total": AS + "totalItems",
    "cached": {"@type": "@id", "@id": OA + "cachedSource"},
    "body": {"@type": "@id", "@id": OA + "hasBody"}, "target": {"@type": "@id", "@id": OA + "hasTarget"},
    "source": {"@type": "@id", "@id": OA + "hasSource"}, "selector": {"@type": "@id", "@id": OA + "hasSelector"},
    "state": {"@type": "@id", "@id": OA + "hasState"}, "generator": {"@type": "@id", "@id": AS + "generator"},
    "motivation": {"@type": "@vocab", "@id": OA + "motivatedBy"}, "purpose": {"@type": "@vocab", "@id": OA + "hasPurpose"},
    **{m: OA + m for m in ("classifying", "describing", "identifying", "linking")},
    "items": {"@type": "@id", "@id": AS + "items", "@container": "@list"},
    "first": {"@type": "@id", "@id": AS + "first"}, "partOf": {"@type": "@id", "@id": AS + "partOf"},
}


def count_keys(value, counter):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "@context":
                counter[key] += 1
                count_keys(inner, counter)
    elif isinstance(value, list):
        for inner in value:
            count_keys(inner, counter)


def annotation(path, truth):
    from pyld import jsonld
    page = json.load(open(path, encoding="utf-8"))
    check(page["@context"] == "http://www.w3.org/ns/anno.jsonld", "another context")
    written = collections.Counter()
    count_keys(page, written)
    expanded = jsonld.expand({**page, "@context": CONTEXT})
    kept = collections.Counter()
    count_keys(jsonld.compact(expanded, CONTEXT), kept)
    check(written == kept, f"keys that JSON-LD does not know: {written - kept}")
    items = page["first"]["items"]
    check(page["total"] == len(items), "total is not the number of items")
    check(len({a["id"] for a in items}) == len(items), "two annotations of one id")
    texts = {}
    import base64
    for record in records(truth):
        name = base64.urlsafe_b64encode(bytes.fromhex(record["doc"]["id"])).decode().rstrip("=")
        texts["ni:///sha-256;" + name] = record
    kinds = collections.Counter()
    for a in items:
        targets = a["target"] if isinstance(a["target"], list) else [a["target"]]
        kinds[a["motivation"]] += 1
        body = json.loads(next(b["value"] for b in a["body"] if b.get("format") == "application/json"))
        for t in targets:
            source = t.get("state", {}).get("cached", t["source"])
            check(source in texts, f"an unknown text {source}")
            position, quote = t["selector"]
            check(position["end"] - position["start"] == len(quote["exact"]), "quote and position differ in length")
        if "triggers" in body:
            found = [[t["selector"][0]["start"], t["selector"][0]["end"]] for t in targets]
            check(found == body["triggers"], "targets are not the triggers")
    wanted = collections.Counter()
    for r in texts.values():
        wanted["identifying"] += sum(len(e["mentions"]) for e in r["entities"])
        wanted["classifying"] += len(r["times"]) + len(r["quantities"]) + len(r["events"])
        wanted["linking"] += len(r["relations"])
        wanted["describing"] += len(r["claims"])
    check(kinds == +wanted, f"annotations {kinds}, in the records {wanted}")
    print(len(items), "annotations")


def brat(folder, truth):
    folder = pathlib.Path(folder)
    conf = (folder / "annotation.conf").read_text(encoding="utf-8")
    check([s for s in re.findall(r"^\[(\w+)\]$", conf, re.M)] == ["entities", "relations", "events", "attributes"],
          "sections of annotation.conf")
    known = set(re.findall(r"^(\w+)\b", conf, re.M))
    rows = [line.split("\t") for line in (folder / "documents.tsv").read_text(encoding="utf-8").splitlines()]
    files = {row[1]: row[0] for row in rows[1:]}
    seen = collections.Counter()
    for record in records(truth):
        name = files.get(record["doc"]["id"])
        check(name, f"no file for {record['doc']['uri']}")
        text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
        check(len(text) == record["doc"]["length"], f"{name}: the text is cut")
        ids, used, wanted = set(), [], collections.Counter()
        for line in (folder / f"{name}.ann").read_bytes().decode("utf-8").split("\n")[:-1]:
            ident, rest = line.split("\t", 1)
            check(ident not in ids, f"{name}: {ident} twice")
            ids.add(ident)
            if ident[0] == "T":
                head, words = rest.split("\t")
                kind, offsets = head.split(" ", 1)
                check(kind in known, f"{name}: type {kind} is not in annotation.conf")
                spans = [tuple(map(int, o.split(" "))) for o in offsets.split(";")]
                check(" ".join(text[b:e] for b, e in spans) == words, f"{name}: {ident} is not its words")
                check(all(a[1] <= b[0] for a, b in zip(spans, spans[1:])), f"{name}: {ident} runs back")
                wanted[kind] += 1
            elif ident[0] == "E":
                roles = [part.split(":") for part in rest.split(" ")]
                check(len({r for r, _ in roles}) == len(roles), f"{name}: {ident} has a role twice")
                used += [target for _, target in roles]
            elif ident[0] in "A#N":
                used.append(rest.split("\t")[0].split(" ")[1])
        check(set(used) <= ids, f"{name}: {set(used) - ids} are not there")
        check(sum(wanted[k] for k in ("state", "organization", "armed_group", "person", "place", "weapon", "generic"))
              == sum(len(e["mentions"]) for e in record["entities"]), f"{name}: mentions are missing")
        check(wanted["Claim"] == len(record["claims"]), f"{name}: claims are missing")
        check(wanted["Time"] == len(record["times"]), f"{name}: times are missing")
        for kind, number in collections.Counter(e["type"] for e in record["events"]).items():
            check(wanted[kind] == number, f"{name}: {wanted[kind]} of {number} {kind}")
        seen += wanted
    print(" ".join(f"{k}:{n}" for k, n in sorted(seen.items())))


def conllu_file(path, truth):
    import conllu
    from udapi.core.document import Document
    sentences = conllu.parse(open(path, encoding="utf-8").read())
    triggers = set()
    for s in sentences:
        shown, at = "", 0
        ranges = {i["id"][0]: i for i in s if isinstance(i["id"], tuple)}
        upto = 0
        for w in s:
            if isinstance(w["id"], tuple):
                upto, token = w["id"][2], w
            elif w["id"] <= upto:
                token = None
            else:
                token = w
            if token is not None:
                shown += token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ")
            if not isinstance(w["id"], tuple):
                at += 1
                check(w["id"] == at, "words are not numbered one by one")
                for mark in ((w["misc"] or {}).get("Event") or "").split(","):
                    if mark:
                        triggers.add((s.metadata["sent_id"].split("-")[0], mark.split(":")[0]))
        check(re.sub(r"\s+", " ", shown).strip() == re.sub(r"\s+", " ", s.metadata["text"]).strip(),
              f"{s.metadata['sent_id']}: the words are not the text")
    events = sum(len(r["events"]) for r in records(truth))
    check(len(triggers) == events, f"{len(triggers)} of {events} events are marked")
    document = Document()
    document.load_conllu(path)
    mentions = sum(len(e.mentions) for e in document.coref_entities)
    wanted = sum(len(e["mentions"]) for r in records(truth) for e in r["entities"])
    check(mentions == wanted, f"udapi finds {mentions} mentions of {wanted}")
    named = sum(bool(e["mentions"]) for r in records(truth) for e in r["entities"])
    check(len(document.coref_entities) == named, f"udapi finds {len(document.coref_entities)} entities of {named}")
    print(len(sentences), "sentences,", mentions, "mentions")


def geojson_file(path):
    import geojson
    found = geojson.load(open(path, encoding="utf-8"))
    check(found.is_valid, f"invalid: {found.errors()}")
    for f in found.features:
        longitude, latitude = f.geometry.coordinates
        check(-180 <= longitude <= 180 and -90 <= latitude <= 90 and (longitude, latitude) != (0, 0), "a wrong point")
        print(f.properties["title"], f.properties["place"], longitude, latitude)


def stix(path):
    import stix2
    import stix2validator
    bundle = stix2.parse(open(path, encoding="utf-8").read(), allow_custom=False)
    result = stix2validator.validate_file(path)
    check(result.is_valid, f"invalid: {[str(e) for o in result.object_results for e in o.errors]}")
    ids = {o["id"] for o in bundle.objects}
    check(len(ids) == len(bundle.objects), "two objects of one id")
    for o in bundle.objects:
        for key in ("source_ref", "target_ref", "created_by_ref"):
            check(key not in o or o[key] in ids, f"{key} to nowhere")
        check(set(o.get("object_refs", [])) <= ids, "a report of what is not there")
    for kind, number in sorted(collections.Counter(o["type"] for o in bundle.objects).items()):
        print(kind, number)


def html(path):
    import html5lib
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(open(path, "rb"))
    check(not parser.errors, f"errors: {parser.errors[:3]}")
    tags = collections.Counter(e.tag for e in tree.iter() if isinstance(e.tag, str))
    for tag in ("script", "img", "iframe", "link", "object", "form"):
        check(tags[tag] == 0, f"a {tag}")
    for tag in ("h1", "main", "header", "nav", "footer"):
        check(tags[tag] == 1, f"{tags[tag]} of {tag}")
    levels = [int(e.tag[1]) for e in tree.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
    check(all(b <= a + 1 for a, b in zip(levels, levels[1:])), "a level of headings is left out")
    ids = [e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id")]
    check(len(ids) == len(set(ids)), "an id twice")
    arabic = re.compile("[\u0600-\u06ff]")
    parents = {c: p for p in tree.iter() for c in p}
    for e in tree.iter():
        if not isinstance(e.tag, str):
            continue
        for name, value in e.attrib.items():
            check(not name.startswith("on"), f"{name} on a {e.tag}")
        href = e.get("href")
        if href:
            check(href[1:] in ids if href[0] == "#" else re.match("https?://", href), f"a link to {href}")
        if e.tag not in ("title", "style") and e.text and arabic.search(e.text):
            up = e
            while up is not None and up.tag not in ("bdi", "q", "blockquote"):
                up = parents.get(up)
            check(up is not None, f"Arabic that is not apart: {e.text[:40]}")
    print(tags["li"], "lines")


def markdown(path):
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    text = open(path, encoding="utf-8").read()
    tokens = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin).parse(text)
    links, raw, notes = [], [], 0
    for t in tokens:
        notes += t.type == "footnote_anchor"
        raw += [t.content] if t.type == "html_block" else []
        for c in t.children or []:
            links += [c.attrGet("href")] if c.type == "link_open" else []
            raw += [c.content] if c.type in ("html_inline", "image") else []
    check(set(raw) <= {"<br>"}, f"markup of an article: {set(raw)}")
    check(all(link.startswith(("http://", "https://")) for link in links), f"links {links}")
    check("](" not in text.replace("\\]", ""), "a link in brackets")
    check(not re.search("[\u202a-\u202e\u200e\u200f]", text), "a mark that turns the text around")
    check(text.count("\u2068") == text.count("\u2069"), "isolates that do not close")
    headings = [t.tag for t in tokens if t.type == "heading_open"]
    check(headings.count("h1") == 1, "not one title")
    print(notes, "footnotes,", len(links), "links")


def main():
    kind, path, *rest = sys.argv[1:]
    {"gexf": lambda: graph(path, "gexf"), "graphml": lambda: graph(path, "graphml"),
     "annotation": lambda: annotation(path, *rest), "brat": lambda: brat(path, *rest),
     "conllu": lambda: conllu_file(path, *rest), "geojson": lambda: geojson_file(path),
     "stix": lambda: stix(path), "html": lambda: html(path), "markdown": lambda: markdown(path)}[kind]()
    for fault in faults[:20]:
        print(f"{path}: {fault}", file=sys.stderr)
    return 1 if faults else 0


sys.exit(main())
