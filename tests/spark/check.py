#!/usr/bin/env python3
"""The job of deploy/spark on a real cluster (a master and two workers of one core on loopback) against one process.

usage: check.py ISNAD IMAGE PYSPARK [NEWS.jsonl.gz]    PYSPARK: folder of a virtual environment (./dev spark makes it)
       check.py --local ISNAD                         what needs no Spark

Shards of JSON lines, a WARC file and a poisoned shard go through the job three times: in one process; on the cluster
while an executor is killed (SIGKILL) in the middle of extracting; on the cluster while the C++ program of a later step
is killed. What both wrote must be the same bytes once sorted, a second attempt must stand in Spark's own events, every
poisoned document must have its error record. What crosses documents must be what a case of the same articles holds.
The readings of the first go into PostgreSQL with two loaders at a time, where there is a server. Exit status 77 where
Java is missing.
"""
import contextlib
import gzip
import itertools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import cluster
import results

ROOT = pathlib.Path(__file__).resolve().parents[2]
JOB = ROOT / "deploy" / "spark"
OUTPUTS = ("readings", "records", "errors", *results.KINDS)
ARTICLES = 240
SHARDS = 4
WAIT = 120  # seconds for a job to come to the point where it is disturbed
JOB_SECONDS = 400

# Stands for the program in a job that is disturbed. The first call of the step that is looked for becomes the program
# itself (so that its process is the program's) with an input that stops after the first line, and says which process
# it is; whatever comes after runs undisturbed.
HELD = """#!/bin/bash
if [ "$1" = {verb} ] && [ "$2" = {step} ] && mkdir {folder}/taken 2>/dev/null; then
  exec 3<&0
  export ISNAD_IMAGE={image}
  exec {isnad} "$@" < <(head -n 1 <&3; echo $$ >{folder}/pid.new; mv {folder}/pid.new {folder}/pid
    for _ in $(seq 1200); do kill -0 $$ 2>/dev/null || exit; sleep 0.1; done)
fi
exec env ISNAD_IMAGE={image} {isnad} "$@"
"""


def say(text):
    print(f"spark: {text}", flush=True)


def made_articles():
    """Articles in words of our own, with copies, stories and acts that several tell."""
    places = ["مالي", "النيجر", "تشاد", "غينيا", "السنغال", "بنين", "غانا", "توغو"]
    people = ["وزير الخارجية الروسي سيرغي لافروف", "وزير خارجية مالي عبد الله ديوب", "الأمين العام للأمم المتحدة أنطونيو غوتيريش"]
    for n in range(ARTICLES):
        act = n // 3  # three outlets tell each act, the third in the words of the first: now and then in no others
        place, other = places[act % 8], places[(act // 8 + 3) % 8]
        lines = [f"قال {people[act % 3]} يوم الخميس إن {place} وقعت اتفاقا رقم {act} مع {other} بعد مفاوضات طويلة في المدينة.",
                 f"وهاجم مسلحون قرية في {place} وقتلوا {act % 40 + 2} مدنيين وأصابوا {act % 7 + 1} آخرين، بحسب وزارة الدفاع.",
                 f"وزار وزير خارجية {other} عاصمة {place} والتقى رئيسها وبحث معه التعاون في الزيارة رقم {act} هذا العام."]
        if n % 3 == 1:
            lines[0] = f"وأكدت مصادر رسمية أن {place} و{other} اتفقتا على فتح الحدود بينهما في موعد قريب."
        if n % 3 == 2 and act % 5:
            lines.append(f"ونقلت الصحيفة الخبر عن وكالة الأنباء في عددها رقم {n} الصادر صباح يوم الجمعة.")
        yield {"uri": f"made/{n}", "text": "\n".join(lines), "outlet": f"paper {n % 5}", "title": lines[0][:60],
               "published": f"2025-{4 + act % 2:02}-{act % 28 + 1:02}"}


def articles(news):
    if news is None:
        return list(made_articles())
    with gzip.open(news, "rt", encoding="utf-8") as lines:  # those of one day have something in common
        every = map(json.loads, lines)
        return list(itertools.islice((a for a in every if a.get("text", "").strip()), ARTICLES))


def write_warc(path, some):
    with gzip.open(path, "wb") as out:
        for a in some:
            page = (f"<html><head><title>{a['title']}</title><meta property='article:published_time' "
                    f"content='{a['published']}'></head><body><article><h1>{a['title']}</h1>"
                    + "".join(f"<p>{p}</p>" for p in a["text"].split("\n")) + "</article></body></html>").encode()
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            out.write(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/" + a["uri"].encode()
                      + b"\r\nWARC-Date: 2025-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                      + f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")
        blob = bytes(range(256)) * 40
        out.write(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/blob\r\n"
                  b"WARC-Date: 2025-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n")
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + blob
        out.write(f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")


# Beginning of the uri of each poisoned document -> code of its error.
POISON = {"poison.jsonl:1": "bad_format", "poison.jsonl:2": "bad_format", "poison.jsonl:3": "too_large",
          "poison.jsonl:4": "missing_field", "pages.warc.gz!/https://paper.example/blob": "binary"}


def write_poison(path):
    with path.open("wb") as out:
        out.write(b'{"uri":"p/1","text":"\xff\xfe\xfa"}\n')
        out.write(b'{"uri":"p/2","text":\n')
        out.write(b'{"uri":"p/3","text":"' + b"x" * (20 << 20) + b'"}\n')
        out.write(b'{"uri":"p/4"}\n')


def make_input(folder, news):
    all_articles = articles(news)
    rest = all_articles[20:]
    paths = []
    for n in range(SHARDS):
        paths.append(folder / f"shard{n}.jsonl")
        paths[-1].write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in rest[n::SHARDS]), encoding="utf-8")
    write_warc(folder / "pages.warc.gz", all_articles[:20])
    write_poison(folder / "poison.jsonl")
    paths += [folder / "pages.warc.gz", folder / "poison.jsonl"]
    listed = folder / "paths.txt"
    listed.write_text("".join(f"{p}\n" for p in paths))
    return listed, paths


def run_local(isnad, listed, out):
    done = subprocess.run([sys.executable, JOB / "job.py", "--local", "--isnad", isnad, "--out", out, "--case",
                           f"{out}.case", listed],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"the job in one process ended with {done.returncode}:\n{done.stderr[-3000:]}")


def same(out, other, what):
    for part in OUTPUTS:
        if results.hash_of(out, part) != results.hash_of(other, part):
            mine, theirs = set(results.lines_of(out, part)), set(results.lines_of(other, part))
            sys.exit(f"{what}: {part} differ: {len(mine)} and {len(theirs)} lines, {len(mine - theirs)} and "
                     f"{len(theirs - mine)} alone, e.g. {sorted(mine ^ theirs)[:1]}")
    if not (pathlib.Path(other) / "records" / "_SUCCESS").exists():
        sys.exit(f"{what}: records without _SUCCESS")


def check_errors(out, folder):
    found = [json.loads(line) for line in results.lines_of(out, "errors")]
    for beginning, code in POISON.items():
        those = [e for e in found if e["doc"]["uri"].startswith(f"{folder}/{beginning}")]
        if len(those) != 1 or those[0]["error"]["code"] != code or not those[0]["error"]["message"]:
            sys.exit(f"{beginning}: not one error record with {code}: {those}; all: {found}")
    if len(found) < len(POISON):
        sys.exit(f"only {len(found)} error records")
    return len(found)


def wait_for(path, job, log):
    until = time.monotonic() + WAIT
    while not path.exists():
        if job.poll() is not None:
            sys.exit(f"the job ended with {job.returncode} before it could be disturbed:\n{log.read_text()[-3000:]}")
        if time.monotonic() > until:
            sys.exit(f"the job did not come to {path.parent.name} in {WAIT} s:\n{log.read_text()[-2000:]}")
        time.sleep(0.05)
    return int(path.read_text())


def parents(pid):
    """The process and those above it: (id, name)."""
    while pid > 1:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)
        yield pid, fields[0].split("(", 1)[1]
        pid = int(fields[1].split()[1])


def blocked_in_read(pid):
    """Has the program taken the line that it was given, and does it wait for more?"""
    with contextlib.suppress(OSError):
        return "pipe" in pathlib.Path(f"/proc/{pid}/wchan").read_text()
    return False


def second_attempts(logs):
    """Tasks that failed or were lost, if the same partition of the same stage then succeeded, by Spark's own events."""
    failed, done = {}, set()
    for e in (json.loads(line) for log in logs for line in log.read_text(encoding="utf-8").splitlines()):
        if e["Event"] != "SparkListenerTaskEnd":
            continue
        info, key = e["Task Info"], (e["Stage ID"], e["Task Info"]["Index"])
        if e["Task End Reason"]["Reason"] == "Success":
            done.add((*key, info["Attempt"] + e["Stage Attempt ID"]))
        else:
            failed[key] = e["Task End Reason"]["Reason"]
    return {key: reason for key, reason in failed.items() if any(d[:2] == key and d[2] >= 1 for d in done)}


def disturbed(nodes, setup, name, verb, step, victim, reason):
    """Runs the job on the cluster and kills one process in its middle."""
    isnad, image, folder, listed, *more = setup
    work = folder / name
    (work / "hold").mkdir(parents=True)
    wrapper = work / "isnad"
    wrapper.write_text(HELD.format(verb=verb, step=step, folder=work / "hold", isnad=isnad, image=image))
    wrapper.chmod(0o755)
    out = work / "out"
    begin = time.monotonic()
    events = nodes.folder / "events"
    before = set(events.iterdir())
    log = nodes.folder / f"{name}.log"
    job = nodes.submit(["--py-files", JOB / "flow.py", JOB / "job.py"], "--isnad", wrapper, "--out", out,
                       "--parts", "2", "--buckets", "4", *more, listed, log=name)
    pid = wait_for(work / "hold" / "pid", job, log)
    until = time.monotonic() + WAIT
    while not blocked_in_read(pid):
        if time.monotonic() > until:
            sys.exit(f"{name}: the program never waited for its second line")
        time.sleep(0.05)
    target = pid if victim is None else next((p for p, comm in parents(pid) if comm == victim), None)
    if target is None:
        sys.exit(f"{name}: no {victim} above the program: {list(parents(pid))}")
    os.kill(target, signal.SIGKILL)
    status = job.wait(timeout=JOB_SECONDS)
    if status != 0:
        sys.exit(f"{name}: the job ended with {status}:\n{log.read_text()[-4000:]}")
    again = second_attempts(set(events.iterdir()) - before)
    if reason not in again.values():
        sys.exit(f"{name}: no task that ended with {reason} was run again: {again}")
    for (stage, partition), why in again.items():
        say(f"{name} killed: partition {partition} of stage {stage} ({why}) was run again")
    say(f"{name} killed: the job took {time.monotonic() - begin:.0f} s")
    return out


def check_case(isnad, folder, paths, out):
    """What crosses documents in a case that read the same articles by itself."""
    case = folder / "news.case"
    done = subprocess.run([isnad, "read", *paths, "-d", case, "-q"], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: the poisoned ones
        sys.exit(f"isnad read ended with {done.returncode}: {done.stderr}")
    held, made = results.of_case(case), results.of_job(out)
    wrong = results.differences(held, made)
    if wrong:
        sys.exit("not what a case of the same articles holds:\n" + "\n".join(wrong))
    alone = {k: len(v) for k, v in held.items()}
    several = sum(len(reports) > 1 for _, reports in held["happenings"])
    if not (alone["copies"] and several and any(len(a) > 1 for _, a, _ in held["stories"])):
        sys.exit(f"the articles have too little in common to test anything: {alone}, {several}")
    say(f"as in a case: {alone}, {several} happenings of several reports")


def answers(isnad, case):
    return {verb: subprocess.run([isnad, verb, "-d", case, "--json"], capture_output=True, check=True).stdout
            for verb in ("events", "claims", "copies", "stories", "happenings", "facts", "conflicts", "state")}


def check_local(isnad, folder, news):
    """The job in one process against isnad extract and a case; gives its input."""
    listed, paths = make_input(folder, news)
    begin = time.monotonic()
    run_local(isnad, listed, folder / "local")
    say(f"one process: {time.monotonic() - begin:.1f} s; {check_errors(folder / 'local', folder)} error records")
    plain = subprocess.run([isnad, "extract", *paths], capture_output=True, check=False).stdout.splitlines()
    made = results.lines_of(folder / "local", "records") + results.lines_of(folder / "local", "errors")
    if sorted(plain) != sorted(made):
        sys.exit("the records of the job are not those of isnad extract")
    check_case(isnad, folder, paths, folder / "local")
    check_again(isnad, folder, listed)
    return listed


def check_again(isnad, folder, listed):
    """A job that ended after its extraction goes on from the readings; half of them, or others, are refused."""
    again = folder / "again"
    again.mkdir()
    shutil.copy(folder / "local" / "paths.txt", again)
    shutil.copytree(folder / "local" / "readings", again / "readings")
    command = [sys.executable, JOB / "job.py", "--local", "--isnad", isnad, "--out", again, listed]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0 or "nothing is extracted anew" not in done.stdout or "\nextract " in done.stdout:
        sys.exit(f"a second job on the same readings: {done.returncode}\n{done.stdout}{done.stderr}")
    same(folder / "local", again, "from readings that were there")
    for message in ("holds copies, errors", "not whole"):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0 or message not in done.stderr:
            sys.exit(f"not refused with '{message}': {done.returncode} {done.stderr}")
        for made in again.iterdir():  # for the second round: readings that were not finished
            if made.is_dir() and made.name != "readings":
                shutil.rmtree(made)
        (again / "readings" / "_SUCCESS").unlink(missing_ok=True)


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--local":
        with tempfile.TemporaryDirectory(prefix="isnad-spark-") as name:
            check_local(pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(name), None)
        return
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    isnad, image, environment = (pathlib.Path(a).resolve() for a in sys.argv[1:4])
    news = pathlib.Path(sys.argv[4]) if len(sys.argv) == 5 else None
    if shutil.which("java") is None:
        say("SKIPPED: no Java (./dev spark installs it)")
        sys.exit(77)
    if news is not None and not news.exists():
        say(f"{news} is not there: articles made for this test")
        news = None
    url = os.environ.get("ISNAD_TEST_POSTGRES")
    with tempfile.TemporaryDirectory(prefix="isnad-spark-") as name:
        folder = pathlib.Path(name)
        listed = check_local(isnad, folder, news)
        setup = (isnad, image, folder, listed)
        schema = f"{url}{'&' if '?' in url else '?'}schema=spark_check" if url else None
        home = next(environment.glob("lib/python*/site-packages/pyspark"))
        with cluster.Cluster(home, folder / "cluster", python=environment / "bin" / "python") as nodes:
            out = disturbed(nodes, (*setup, *(["--case", schema] if schema else [])), "executor", "extract", "--paths",
                            "java", "ExecutorLostFailure")
            same(folder / "local", out, "executor killed")
            out = disturbed(nodes, setup, "program", "reduce", "copies", None, "ExceptionFailure")
            same(folder / "local", out, "program killed")
        if schema:
            mine, theirs = answers(isnad, folder / "local.case"), answers(isnad, schema)
            differ = [verb for verb in mine if mine[verb] != theirs[verb]]
            if differ:
                sys.exit(f"PostgreSQL answers otherwise than a case file: {differ}")
            say("two loaders at a time: PostgreSQL answers as a case file")
        else:
            say("PostgreSQL SKIPPED: ISNAD_TEST_POSTGRES is not set (tools/postgres/loopback.sh run)")
    say("4 passed, 0 failed")


if __name__ == "__main__":
    main()
