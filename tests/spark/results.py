"""What crosses documents as sets of plain values: of a case, and of a job of deploy/spark."""
import hashlib
import json
import pathlib
import sqlite3

KINDS = ("copies", "stories", "happenings", "facts")


def of_case(path):
    case = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        runs = {}
        for a, b, *ends in case.execute("SELECT a, b, a_begin, a_end, b_begin, b_end FROM shared_run ORDER BY a, b, a_word"):
            runs.setdefault((a, b), []).append(tuple(ends))
        sha = dict(case.execute("SELECT id, sha FROM document"))
        copies = {(sha[a], sha[b], words, told, tuple(runs[a, b]))
                  for a, b, words, told in case.execute("SELECT a, b, words, told FROM copy")}
        members = {}
        for document, story in case.execute("SELECT document, story FROM story_article"):
            members.setdefault(story, []).append(sha[document])
        stories = {(key, frozenset(members[i]), sha[central])
                   for i, key, central in case.execute("SELECT id, key, central FROM story")}
        accounts = {}
        for what in ("event", "relation"):
            reports = {}
            for account, document, key in case.execute(
                    f"SELECT r.account, e.document, e.key FROM account_report r JOIN {what} e ON e.id = r.report "
                    "WHERE r.what = ?", (what,)):
                reports.setdefault(account, []).append((sha[document], key))
            accounts[what] = {(key, frozenset(reports[i]))
                              for i, key in case.execute("SELECT id, key FROM account WHERE what = ?", (what,))}
        return {"copies": copies, "stories": stories, "happenings": accounts["event"], "facts": accounts["relation"]}
    finally:
        case.close()


def lines_of(out, part):
    """The lines that a job wrote, sorted; files of tasks that failed are no part of it."""
    files = [f for f in pathlib.Path(out, part).rglob("part-*") if "_temporary" not in f.parts]
    return sorted(line for f in files for line in f.read_bytes().splitlines())


def hash_of(out, part):
    return hashlib.sha256(b"\n".join(lines_of(out, part))).hexdigest()


def of_job(out):
    def rows(part):
        return [json.loads(line) for line in lines_of(out, part)]
    return {
        "copies": {(*r["copy"], r["words"], r["told"], tuple(map(tuple, r["runs"]))) for r in rows("copies")},
        "stories": {(r["story"], frozenset(r["articles"]), r["central"]) for r in rows("stories")},
        "happenings": {(r["happening"], frozenset(map(tuple, r["reports"]))) for r in rows("happenings")},
        "facts": {(r["fact"], frozenset(map(tuple, r["reports"]))) for r in rows("facts")},
    }


def differences(case, job):
    """Lines that tell where the two differ; none where they are the same."""
    out = []
    for kind in KINDS:
        only_case, only_job = case[kind] - job[kind], job[kind] - case[kind]
        if only_case or only_job:
            out.append(f"{kind}: {len(only_case)} of the case alone, {len(only_job)} of the job alone, e.g. "
                       f"{str(sorted(map(str, only_case))[:1])[:300]} and {str(sorted(map(str, only_job))[:1])[:300]}")
    return out
