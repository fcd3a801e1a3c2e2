#!/usr/bin/env python3
"""What the command line prints and takes: terminals, spreadsheets, the store behind it (SECURITY.md).

usage: cli.py ISNAD_PROGRAM SOURCE_DIR [CASE...]

With ISNAD_STORE=postgres the cases run over a server. Python 3 standard library only.
"""
import csv
import io
import os
import pathlib
import re
import stat
import sys
import unicodedata
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import cases  # noqa: E402
from cases import need  # noqa: E402
from hostile import ESCAPES, FORMULAS, HIDDEN, MARKUP, articles  # noqa: E402

# Every verb that lists rows of a case, with what makes it print as many as it can.
LISTS = [["events"], ["claims"], ["relations"], ["entities"], ["timeline"], ["happenings", "--single"], ["facts", "--single"],
         ["conflicts"], ["stories", "--single"], ["copies"], ["state"], ["search", "مالي"], ["search", "مالي", "--of", "events"],
         ["search", "مالي", "--of", "claims"], ["search", "مالي", "--facet", "outlet,type,source"], ["search", "--list-saved"]]
# Marks that isnad puts around Arabic itself, in pairs within a line.
ISOLATE, POP = "\u2068", "\u2069"


def steering(text, isolates=True, controls=False):
    """The first character of a line that could steer a terminal or turn the line, with what stands around it. `controls`: of a
    format for programs, whose words are to be those of the text; there no control character stands, and that is all."""
    for line in text.split("\n"):
        open_ones = 0
        for i, c in enumerate(line):
            if isolates and c in (ISOLATE, POP):
                open_ones += 1 if c == ISOLATE else -1
                if open_ones < 0:
                    return f"a closing mark without an opening one: {line[:200]!r}"
                continue
            code = ord(c)
            if controls and code >= 0xA0:
                continue
            if code < 0x20 or 0x7F <= code < 0xA0 or code in (0x61C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF, 0xAD) or \
                    0x202A <= code <= 0x202E or 0x2060 <= code <= 0x206F or 0xE0000 <= code <= 0xE0FFF:
                return f"U+{code:04X} in {line[max(0, i - 30):i + 30]!r}"
        if open_ones:
            return f"a mark that is not closed: {line[:200]!r}"
    return None


def harmless(output, what, isolates=True, controls=False):
    found = steering(output.decode("utf-8"), isolates, controls)
    need(not found, what, found)


def attacked(bench, payloads):
    at = bench.case_of(articles(payloads))
    bench.good("search", "actor:MLI", "-d", at, "--save", payloads[0] + "x")
    return at


def nothing_steers_the_terminal(bench):
    at = attacked(bench, ESCAPES + HIDDEN)
    for verb in LISTS:
        for form in ([], ["--csv"], ["--json"]):
            if form and "--list-saved" in verb:
                continue
            ran = bench.run(*verb, *form, "-d", at, "--limit", "0" if "--list-saved" not in verb else "1")
            need(ran.returncode == 0 and ran.stdout, f"{verb}: nothing", ran.stderr)
            harmless(ran.stdout, f"{verb} {form}", isolates=not form)
            harmless(ran.stderr, f"standard error of {verb} {form}")
    articles_of = bench.good("export", "--to", "jsonl", "-d", at).decode().splitlines()
    ids = [re.search(r'"id":"([0-9a-f]{64})"', line)[1] for line in articles_of]
    need(len(ids) == len(ESCAPES + HIDDEN), "articles", len(ids))
    for id in ids[::4]:
        for form in ([], ["--evidence"], ["--json"]):
            harmless(bench.good("show", id, "-d", at, *form), f"show {form}", isolates=not form)
    for form in ("jsonl", "markdown", "html", "annotation", "geojson", "stix", "ftm"):
        harmless(bench.good("export", "--to", form, "-d", at), f"export {form}")
    # What a text is made of, stage by stage.
    text = "".join(f"قال لافروف {p}: {p} إن روسيا ستدعم مالي في 3 أبريل 2025 بمبلغ 5 ملايين دولار{p}.\n" for p in ESCAPES + HIDDEN)
    (bench.folder / "text.txt").write_text(text)
    for verb in ("explain", "morph", "numbers", "times", "extract"):
        if verb in ("morph", "numbers", "times"):
            told = bench.good(verb, "-", stdin=text.encode())
        else:
            told = bench.good(verb, "text.txt")
        harmless(told.replace(b"\t", b" "), verb, isolates=verb == "explain", controls=verb == "morph")


def messages_echo_nothing_that_steers(bench):
    at = bench.case_of(articles(MARKUP[:2]))
    for payload in ["a\x1b]52;c;ZXZpbA==\x07", "\u202eevil", "\u009b31m", "x\x7f\x08", "\u2066\U000e0041", "a\rb\nc"]:
        name = payload + ".txt"
        for words in (["extract", name], ["read", name, "-d", at], ["read", "-", "-d", name + "/none/x.case"],
                      ["events", "-d", name], ["events", "-d", at, "--type", payload], ["events", "-d", at, "--from", payload],
                      ["events", "-d", at, "--actor", payload], ["events", "-d", at, "--" + payload], [payload],
                      ["show", payload, "-d", at], ["search", "(" + payload, "-d", at], ["search", "x:" + payload, "-d", at],
                      ["search", "-d", at, "--saved", payload], ["search", "x", "-d", at, "--facet", payload],
                      ["export", "--to", payload, "-d", at], ["export", "--to", "csv", "-d", at, "--out", f"{name}/a/b"],
                      ["why", payload, "member_of", "-d", at], ["state", "-d", at, "--at", payload],
                      ["state", "-d", at, "--relation", payload], ["serve", "-d", at, "--listen", payload],
                      ["serve", "-d", at, "--token-file", name, "--listen", "127.0.0.1:0"], ["mcp", "-d", name],
                      ["explain", name], ["morph", name], ["eval", name, name], ["watch", payload, "-d", at, "--once"],
                      ["watch", "http://127.0.0.1:1/" + payload, "-d", at, "--once", "--contact", payload],
                      ["events", "-d", "postgresql://" + payload + "@127.0.0.1:1/x"]):
            ran = bench.run(*words, stdin=b"")
            need(ran.returncode in (0, 1, 2), f"{words}: exit status", ran.returncode, ran.stderr)
            harmless(ran.stderr, words)
            harmless(ran.stdout.replace(b"\t", b" "), words, controls=words[0] == "morph")
    # File names, as they come from a folder and out of an archive.
    folder = bench.folder / "names"
    folder.mkdir()
    for i, payload in enumerate(ESCAPES + HIDDEN):
        (folder / f"{i}{payload.replace('/', '')}.txt").write_bytes(b"\xff\xfe\xfd" if i % 2 else b"")
    with zipfile.ZipFile(bench.folder / "names.zip", "w") as z:
        for i, payload in enumerate(ESCAPES + HIDDEN):
            z.writestr(f"{i}{payload}.txt", b"")
    for source in ("names", "names.zip"):
        ran = bench.run("extract", source)
        need(ran.returncode == 1 and len(ran.stderr.splitlines()) >= len(ESCAPES), source, ran.stderr)
        harmless(ran.stderr, source)
        harmless(ran.stdout, source)


def is_formula(cell):
    """Would a spreadsheet work it out? Blanks and what nobody sees may be skipped before it is judged."""
    seen = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Cc", "Zs"))
    if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", cell):
        return False
    return unicodedata.normalize("NFKC", seen)[:1] in ("=", "+", "-", "@")


def no_cell_is_a_formula(bench):
    at = attacked(bench, FORMULAS)
    for verb in LISTS:
        if "--list-saved" in verb:
            continue
        text = bench.good(*verb, "--csv", "-d", at, "--limit", "0").decode()
        check_rows(csv.reader(io.StringIO(text)), f"{verb} --csv")
    for form, delimiter in (("csv", ","), ("acled", ","), ("gdelt", "\t"), ("polecat", "\t")):
        out = bench.folder / form
        told = bench.good("export", "--to", form, "-d", at, "--out", str(out))
        need(not told, "it prints as well", told)
        files = [out] if out.is_file() else sorted(out.iterdir())
        need(files, f"{form} wrote nothing")
        for file in files:
            with open(file, encoding="utf-8-sig", newline="") as f:
                quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
                check_rows(csv.reader(f, delimiter=delimiter, quoting=quoting), f"{form}/{file.name}")


def check_rows(rows, what):
    width, seen = None, 0
    for row in rows:
        width = width or len(row)
        need(len(row) == width, f"{what}: a row of {len(row)} cells, not {width}", row)
        for cell in row:
            need(not is_formula(cell), f"{what}: a formula", cell, row)
            found = steering(cell, isolates=False)
            need(not found, f"{what}: a cell that steers", found)
        seen += 1
    need(seen, f"{what}: no rows")


# Quotes, comments, statements, wildcards, operators of full-text search, what ends strings elsewhere.
INJECTIONS = ["'", "''", "\"", "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE document; --", "\"; DROP TABLE document; --", "x' UNION SELECT "
              "name FROM sqlite_master --", "%", "_", "%%", "a%", "\\", "\\'", "$1", "?", ":a", "@a", "?1", "$$x$$", "/*", "*/", "--", ";", "NULL",
              "x\" OR \"x", "NEAR(a b)", "a NOT b", "title:a OR b", "^a", "{a b}: c", "a AND", "*", "(", ")", "a*b", "((((", "-",
              "E'\\x27'", "\ufe68'", "’ OR ’1’=’1", "1; SELECT pg_sleep(9)", "0x27", "'||(SELECT 1)||'", "[a]", "`a`", "x'" * 20000]
# What the articles hold that are searched for what is above.
PLAIN = ["خبر", "نبأ", "تقرير", "بيان", "تصريح", "مقال"]
FILTERS = ["--actor", "--source", "--outlet"]
WORDS_OF_A_STORE = re.compile(rb"SQL|syntax|sqlite|fts5|no such column|no such table|unrecognized token|unterminated|operator|relation \"|"
                              rb"constraint|malformed", re.IGNORECASE)


def words(ran, at, value):
    """What a message says, without the name of the case and what it was asked."""
    return re.sub(rb"postgresql://\S+", b"", ran.stderr.replace(at.encode(), b"")).replace(value.encode(), b"")


def filters_are_values(bench):
    """No filter, query, name or id reaches the store as anything but a value."""
    at = bench.case_of(articles(PLAIN))
    before = bench.good("export", "--to", "jsonl", "-d", at)
    for i, value in enumerate(INJECTIONS):
        verbs = [["events"], ["claims"], ["relations"], ["timeline"], ["happenings"], ["facts"], ["conflicts"], ["stories"], ["state"]]
        asked = [verbs[i % len(verbs)] + [o, value] for o in FILTERS if verbs[i % len(verbs)][0] in ("events", "claims", "timeline")]
        asked += [["events", "--outlet", value], ["entities", "--actor", value], ["show", value], ["export", "--to", "jsonl", "--outlet", value]]
        for one in asked:
            ran = bench.run(*one, "-d", at)
            need(ran.returncode in (0, 1, 2), one, ran.returncode, ran.stderr)
            need(not WORDS_OF_A_STORE.search(words(ran, at, value)), "words of the store", one, ran.stderr)
            need(not ran.stdout.strip(), "it found something", one,
                 ran.stdout[:300])
    for value in INJECTIONS[:-1]:
        for query in (value, f"outlet:{value}", f"title:{value}", f"\"{value}\""):
            ran = bench.run("search", "-d", at, "--count", "--", query)
            need(ran.returncode in (0, 1, 2), query, ran.returncode, ran.stderr)
            need(not re.search(rb"SQL|fts5|sqlite|no such|unterminated|ERROR", words(ran, at, query)), query, ran.stderr)
    for name in ["'; DROP TABLE saved_search; --", "%", "\"x\"", "a' OR '1'='1", "_"]:
        bench.good("search", "مالي", "-d", at, "--save", name)
    listed = bench.good("search", "--list-saved", "-d", at).decode()
    need(len(listed.strip().splitlines()) >= 5, "five names are kept", listed)
    for name in ("%", "_"):
        bench.good("search", "-d", at, "--forget", name)
    left = bench.good("search", "--list-saved", "-d", at).decode()
    need("DROP TABLE" in left and "OR '1'" in left and len(left.strip().splitlines()) == len(listed.strip().splitlines()) - 2,
         "a name is a pattern", left)
    need(bench.good("export", "--to", "jsonl", "-d", at) == before, "the case has changed")
    # Long values, and values in what is read.
    long = "' OR \"%_\\ " * 100_000
    hostile = bench.case_of([{"uri": value, "title": value, "outlet": value, "author": value, "text": f"هاجم مسلحون مدينة غاو.\n{value}{i}\n"}
                             for i, value in enumerate(INJECTIONS[:-1])] + [{"uri": "long", "title": long, "text": "خبر " + long}])
    kept = bench.good("export", "--to", "jsonl", "-d", hostile).splitlines()
    need(len(kept) == len(INJECTIONS), "articles are missing", len(kept))
    for value in ("' OR 1=1 --", "%", "\\", "?1"):
        told = bench.good("search", "-d", hostile, "--count", "--", "outlet:\"" + value.replace("\"", "") + "\"").split()
        need(told and told[-1] in (b"0", b"1") or b"1 " in b" ".join(told), "one article at most", value, told)


def files_are_the_owners(bench):
    """A case holds what somebody follows: nobody else on the machine reads it."""
    os.umask(0o022)
    at = bench.case_of(articles(MARKUP[:2]))
    mode = stat.S_IMODE(os.stat(at).st_mode)
    need(mode == 0o600, "the case file", oct(mode))
    os.chmod(at, 0o640)
    bench.good("read", "-", "-d", at, "-q", stdin=b'{"uri":"z","text":"\xd8\xae\xd8\xa8\xd8\xb1"}\n')
    mode = stat.S_IMODE(os.stat(at).st_mode)
    need(mode == 0o640, "what the owner has chosen stays", oct(mode))


def exports_stay_in_their_folder(bench):
    """No name that an article carries is ever the name of a file."""
    names = ["../../evil", "/tmp/isnad-evil", "..\\..\\evil", "C:\\evil", "a/../../b", "\x00x", "~/evil", "con.txt", "a" * 400, ".", "..", ""]
    at = bench.case_of([{"uri": f"{n}{i}", "outlet": n, "title": n, "author": n, "url": f"file:///{n}", "text": f"هاجم مسلحون مدينة غاو في مالي {i}.\n"}
                        for i, n in enumerate(names) if "\x00" not in n])
    out = bench.folder / "in" / "out"
    out.parent.mkdir()
    before = {p for p in bench.folder.rglob("*")}
    for form in ("brat", "csv", "acled", "gdelt", "conllu", "jsonl", "html", "markdown", "ftm", "stix", "annotation", "gexf"):
        bench.good("export", "--to", form, "-d", at, "--out", str(out / form) if form != "brat" else str(out.parent / "brat"),
                   timeout=60) if out.exists() or not out.mkdir() else None
    made = {p for p in bench.folder.rglob("*")} - before
    need(made, "nothing was written")
    for path in made:
        need(out.parent in path.parents and not path.is_symlink(), "a file elsewhere", path)
        need(re.fullmatch(r"[A-Za-z0-9._-]{1,100}", path.name), "a name of somebody else's", path)
    need(not pathlib.Path("/tmp/isnad-evil").exists(), "/tmp")


CASES = {f.__name__: f for f in (nothing_steers_the_terminal, messages_echo_nothing_that_steers, no_cell_is_a_formula, filters_are_values,
                                 files_are_the_owners, exports_stay_in_their_folder)}

if __name__ == "__main__":
    sys.exit(cases.main(CASES, file_cases={"files_are_the_owners", "nothing_steers_the_terminal", "messages_echo_nothing_that_steers",
                                           "exports_stay_in_their_folder", "no_cell_is_a_formula"}))
