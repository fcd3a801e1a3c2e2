#!/usr/bin/env python3
"""Every `isnad ...` command of the pages: its options exist, and those that can be run are run.

usage: PROGRAM=isnad doc_commands.py SOURCE_FOLDER          exit status 1 if one is wrong

A command stands in an indented or fenced block, or in `backticks`, of README.md, CONTRIBUTING.md, SECURITY.md and docs/*.md. Its verb and
its options must be those of `isnad VERB --help`. Lines of blocks are run, each in one shell, over a case of the samples under the names that
the pages use (matter.case, x.case, articles/, crawl.warc.gz, export.csv, report.pdf, article.txt ...): exit status 0. What has a
placeholder in capitals, serves until it is ended, or asks the web, a database or a cluster is checked for its options alone and counted.
docs/guide.md, docs/extend.md and docs/api.md have tests of their own, which run all of theirs.
"""
import collections
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

PROGRAM = os.environ.get("PROGRAM", "isnad")
RUN_ELSEWHERE = {"guide.md", "extend.md", "api.md"}
# Ends only when it is told to, or needs what is not on this machine.
NOT_RUN = re.compile(r"postgres(ql)?://|https?://|\bisnad (serve|mcp|watch|frames|eval)\b|\$[A-Za-z(]|&&|\.\.\.|<[A-Z]|…|--model")
PLACEHOLDER = re.compile(r"(?<![\w:=./-])(?:\[?[A-Z][A-Z_|]+[.\]]*|VERB|DOC)(?![\w:])")
CALL = re.compile(r"(?:^|[|;&(]\s*|\bxargs -n1 )(?:build/release/)?isnad\s+([a-z]+)\b(.*)$")


def blocks(text):
    """Lines of blocks of code, a continued line as one."""
    fenced, held = False, ""
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            line = held + re.sub(r"^ {4}", "", line)
            held = line[:-1].rstrip() + " " if line.endswith("\\") else ""
            if not held:
                yield re.sub(r"^\$ ", "", line)


def without_remark(line):
    """`isnad search ... -d matter.case      what it does`"""
    return re.sub(r"\s(?:\s{2,}|#\s).*$", "", line).strip()


def helps():
    out = {}
    for verb in re.findall(r"^  ([a-z]+) ", subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout, re.M):
        text = subprocess.run([PROGRAM, verb, "--help"], capture_output=True, text=True, check=True).stdout
        out[verb] = set(re.findall(r"(?<![\w-])(--?[a-zA-Z][\w-]*)", text))
    return out


def wrong_options(command, known):
    call = CALL.search(command)
    if not call or call[1] not in known:
        # "isnad reads Arabic news" is no command; a verb that looks like one and is none shows by its options.
        return [f"no verb {call[1]}"] if call and re.search(r"\s--?[a-z]", call[2]) else []
    words = re.sub(r"'[^']*'|\"[^\"]*\"", "''", call[2])
    words = re.split(r"[|;>]", words)[0]
    return [w for w in re.findall(r"(?<!\S)(--?[a-zA-Z][\w-]*)", words) if w not in known[call[1]]]


def fixtures(source):
    run = [sys.executable]
    samples = subprocess.run([*run, source / "tools/samples/index.py", source / "samples"], check=True, stdout=subprocess.PIPE).stdout
    for case in ("matter.case", "build/demo.isnad"):
        pathlib.Path(case).parent.mkdir(exist_ok=True)
        subprocess.run([PROGRAM, "read", "-", "-q", "-d", case, "--keep-raw"], input=samples, check=True, stderr=subprocess.DEVNULL)
    shutil.copytree(source / "samples", "articles", dirs_exist_ok=True)
    shutil.copy(next((source / "samples").glob("*.txt")), "article.txt")
    shutil.copy("article.txt", "first.txt")
    shutil.copy(source / "tests/cases/ingest/files/pango.pdf", "report.pdf")
    subprocess.run([*run, source / "tests/ingest/archives.py", "made"], check=True, stdout=subprocess.DEVNULL)
    shutil.copy("made/each.warc.gz", "crawl.warc.gz")
    text = pathlib.Path("article.txt").read_text(encoding="utf-8").replace('"', '""')
    pathlib.Path("export.csv").write_text(f'Article,Web,Day\n"{text}",https://news.example/1,2025-04-02\n', encoding="utf-8")
    pathlib.Path("articles.jsonl").write_bytes(samples)
    return json.loads(subprocess.run([PROGRAM, "extract", "article.txt"], check=True, capture_output=True).stdout)["doc"]["id"]


def main():
    source = pathlib.Path(sys.argv[1]).resolve()
    known = helps()
    pages = [source / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")] + sorted((source / "docs").glob("*.md"))
    count, failed = collections.Counter(), 0
    document = None
    for page in (p for p in pages if p.exists()):
        text = page.read_text(encoding="utf-8")
        lines = [without_remark(line) for line in blocks(text)]
        lines = [line for line in lines if CALL.search(line)]
        for command in lines + re.findall(r"`((?:build/release/)?isnad [^`]+)`", text):
            count["found"] += 1
            for fault in wrong_options(command, known):
                failed += 1
                print(f"{page.name}: {command}: {fault}")
        for command in lines:
            bare = re.sub(r"'[^']*'|\"[^\"]*\"", "''", command)
            if page.name in RUN_ELSEWHERE or NOT_RUN.search(bare) or PLACEHOLDER.search(bare):
                count["not run here"] += 1
                continue
            document = document or fixtures(source)
            call = re.sub(r"\b3f9a1c\b", document[:12], command)
            call = re.sub(r"(^|[|;(]\s*)(?:build/release/)?isnad\b", lambda m: m[1] + shlex.quote(PROGRAM), call)
            ran = subprocess.run(["bash", "-o", "pipefail", "-c", call], capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
            count["run"] += 1
            if ran.returncode != 0:
                failed += 1
                print(f"{page.name}: {command}: exit status {ran.returncode}\n{ran.stderr[-400:]}")
    print(f"{count['found']} commands, {count['run']} run, {failed} wrong")
    return 1 if failed or count["run"] < 15 else 0


if __name__ == "__main__":
    sys.exit(main())
