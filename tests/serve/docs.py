#!/usr/bin/env python3
"""Runs every `curl` of docs/api.md against a server over the samples' case, and sees that no path is without one.

usage: docs.py ISNAD_PROGRAM SOURCE_DIR

Exit status 77 where curl is missing. Python 3 standard library only.
"""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from served import Served, samples_case  # noqa: E402

# What an example is to give, if not 200.
OTHER = {"from=yesterday": 400, "-X PUT": 201, "-X DELETE": 204}


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    if not shutil.which("curl"):
        print("skipped: no curl")
        return 77
    text = (source / "docs/api.md").read_text(encoding="utf-8")
    commands = [line.strip() for line in text.splitlines() if line.startswith("    curl ")]
    description = json.loads((source / "data/serve/openapi.json").read_text())
    failed = [] if len(commands) > 30 else ["there are no examples"]
    asked = set()
    with tempfile.TemporaryDirectory() as folder:
        case = samples_case(program, source, pathlib.Path(folder) / "samples.case")
        with Served(program, case, "--allow-writes") as server:
            ids = {name: server.json(f"/api/v1/{lists}?limit=1")["items"][0]["id"]
                   for name, lists in {"happening": "happenings", "fact": "facts", "conflict": "conflicts",
                                       "story": "stories"}.items()}
            for command in commands:
                for name, one in ids.items():
                    command = command.replace("$" + name, one)
                words = shlex.split(command.replace("$api", server.url + "/api/v1"))
                ran = subprocess.run([*words, "-w", "\n%{http_code}"], capture_output=True, text=True, cwd=folder)
                want = next((s for part, s in OTHER.items() if part in command), 200)
                status = ran.stdout.rsplit("\n", 1)[-1]
                if ran.returncode != 0 or status != str(want):
                    failed.append(f"{command}: {status} instead of {want}: {ran.stdout[:300]}{ran.stderr[:300]}")
                path = next(w for w in words if w.startswith(server.url)).split("?")[0].removeprefix(server.url + "/api/v1")
                asked.add(("delete" if "DELETE" in words else "put" if "PUT" in words else "get", path))
                if '"items":[]' in ran.stdout:
                    failed.append(f"{command}: finds nothing in the samples")
    for path, item in description["paths"].items():
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path).replace(".", r"\.") + "$")
        for method in ("get", "put", "delete"):
            if method in item and not item.get("x-planned") and not any(
                    m == method and pattern.match(p or "/") for m, p in asked):
                failed.append(f"docs/api.md has no example of {method} {path}")
    for told in failed:
        print("FAULT", told)
    print(f"{len(commands)} examples, {len(failed)} faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
