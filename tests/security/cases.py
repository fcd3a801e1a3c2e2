"""What the security tests share: cases that are run one by one, and the program under test. Standard library only."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import traceback

SERVER = os.environ.get("ISNAD_TEST_POSTGRES", "")
POSTGRES = os.environ.get("ISNAD_STORE") == "postgres"
SLOWER = 8 if os.environ.get("ISNAD_SANITIZED") else 1


class Failure(Exception):
    pass


def need(holds, what, *seen):
    if not holds:
        raise Failure(" ".join([str(what), *(repr(s)[:1500] for s in seen)]))


class Bench:
    """The program, the sources and a folder that is gone at the end."""

    def __init__(self, program, source, folder):
        self.program, self.source, self.folder = program, source, folder
        self._made = 0

    def run(self, *arguments, stdin=None, timeout=60, **more):
        return subprocess.run([self.program, *arguments], input=stdin, capture_output=True, timeout=timeout * SLOWER,
                              cwd=self.folder, **more)

    def good(self, *arguments, **more):
        ran = self.run(*arguments, **more)
        need(ran.returncode == 0, f"isnad {arguments}: {ran.returncode}", ran.stderr)
        return ran.stdout

    def place(self):
        """Where a new case can be: a path, or the URL of a schema."""
        self._made += 1
        return f"{SERVER}?schema=security_{os.getpid()}_{self._made}" if POSTGRES else str(self.folder / f"{self._made}.case")

    def case_of(self, articles, *options):
        at = self.place()
        lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
        ran = self.run("read", "-", "-d", at, "-q", *options, stdin=lines.encode("utf-8", "surrogatepass"))
        need(ran.returncode == 0, "the hostile articles are not read", ran.stderr)
        return at


def main(cases, file_cases=()):
    """`cases`: functions of a Bench by name. Exit status 1 if any failed, 77 without a PostgreSQL server where one is asked for."""
    program, source = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    if POSTGRES and not SERVER:
        print("skipped: no PostgreSQL (tools/postgres/loopback.sh run starts one)")
        return 1 if os.environ.get("ISNAD_REQUIRE_POSTGRES") else 77
    wanted = sys.argv[3:] or [n for n in cases if not (POSTGRES and n in file_cases)]
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            own = pathlib.Path(folder) / name
            own.mkdir()
            begin = time.monotonic()
            try:
                cases[name](Bench(program, source, own))
                print(f"passed in {time.monotonic() - begin:.1f} s: {name}", flush=True)
            except Exception as e:  # noqa: BLE001: each case is told, whatever it died of
                failed.append(name)
                print(f"FAILED {name}: {e if isinstance(e, Failure) else traceback.format_exc()}", flush=True)
    if POSTGRES:
        subprocess.run(["psql", "-qAt", SERVER], input="SELECT 'DROP SCHEMA ' || nspname || ' CASCADE' FROM pg_namespace WHERE "
                       f"starts_with(nspname, 'security_{os.getpid()}_') \\gexec\n", text=True, capture_output=True)
    print(f"{len(wanted) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not wanted else 0
