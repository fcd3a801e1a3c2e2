#!/usr/bin/env python3
"""data/serve/openapi.json against the real answers of `isnad serve` over the samples' case.

usage: contract.py ISNAD_PROGRAM SOURCE_DIR

1. The shapes of records are those of docs/record.schema.json, the lists of values those of the program, and the
   server gives the file as it is.
2. The file is OpenAPI 3.1 (openapi-spec-validator).
3. schemathesis asks every path, with good and with bad data, and finds no answer that is not described.

1 needs the standard library only. 2 and 3 need the packages of tools/setup/readers.txt in build/readers (./dev readers):
without them they are skipped by name (exit status 77), or fail under ISNAD_READERS=required. What is described with
x-planned is not served yet; the test fails once it is, so that the mark goes.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from served import Served, samples_case  # noqa: E402

METHODS = ("get", "put", "post", "delete", "patch")
faults = []


def need(holds, what):
    if not holds:
        faults.append(what)
        print("FAULT", what)


def with_references(shape):
    """A shape of record.schema.json as it is written in the description."""
    if isinstance(shape, dict):
        return {k: "#/components/schemas/" + v.rsplit("/", 1)[1] if k == "$ref" else with_references(v)
                for k, v in shape.items()}
    return [with_references(v) for v in shape] if isinstance(shape, list) else shape


def check_lists(description, source, server):
    """Shapes and lists of values have one source each."""
    components = description["components"]
    records = json.loads((source / "docs/record.schema.json").read_text())["$defs"]
    for name, shape in records.items():
        if name != "failure":
            need(components["schemas"].get(name) == with_references(shape),
                 f"components.schemas.{name} is not as docs/record.schema.json has it")
    words = server.json("/api/v1/vocabulary")
    parameters = components["parameters"]
    for parameter, want in {"type_event": words["event_types"], "type_relation": words["relations"],
                            "type_entity": words["entity_kinds"], "type_conflict": words["conflict_kinds"],
                            "type_claim": ["direct", "indirect", *words["event_types"], *words["relations"]],
                            "relation": words["fluents"], "relation_needed": words["fluents"],
                            "export": [f["name"] for f in server.json("/api/v1/exports")["items"]]}.items():
        need(parameters[parameter]["schema"]["enum"] == want, f"components.parameters.{parameter}: is not {want}")
    need(parameters["facet"]["schema"]["items"]["enum"] == words["facets"], "the facets differ")
    need(components["schemas"]["factuality"]["enum"] == words["factualities"], "the factualities differ")


def served_alone(description, server):
    """The description without what is marked as planned; the marks are right."""
    out = json.loads(json.dumps(description))
    for path in [p for p, item in out["paths"].items() if item.get("x-planned")]:
        del out["paths"][path]
        answer = server.ask("/api/v1" + path.replace("{id}", "0").replace("{code}", "MLI"))
        need(answer.status == 404 and "no such path" in answer.text, f"{path}: is served, so x-planned is wrong there")
    planned = {n: p["name"] for n, p in out["components"]["parameters"].items() if p.get("x-planned")}
    for path, item in out["paths"].items():
        for method in METHODS:
            parameters = item.get(method, {}).get("parameters", [])
            for one in list(parameters):
                name = planned.get(one.get("$ref", "").rsplit("/", 1)[-1])
                if name is None:
                    continue
                parameters.remove(one)
                answer = server.ask(f"/api/v1{path}?{name}=date")
                need(answer.status == 400 and answer.json().get("parameter") == name,
                     f"{path}: takes {name}, so x-planned is wrong there")
    return out


def ids(server):
    """Some of each kind that stands in a path, by path and parameter."""
    def some(path, get):
        return [get(item) for item in server.json("/api/v1" + path + "?limit=5")["items"]]
    documents = some("/documents", lambda d: d["doc"]["id"])
    documents += [documents[0][:6], server.json("/api/v1/documents?limit=1")["items"][0]["doc"]["uri"]]
    out = {f"/documents/{{id}}{rest} id": documents for rest in ("", "/evidence", "/raw", "/beside")}
    out["/entities/{code} code"] = out["/actors/{code}/voices code"] = some("/entities", lambda e: e["id"])
    for name in ("happenings", "facts", "stories", "conflicts"):
        out[f"/{name}/{{id}} id"] = some("/" + name, lambda row: row["id"])
    return out


def main():
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    file = source / "data/serve/openapi.json"
    description = json.loads(file.read_text())
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        case = samples_case(program, source, folder / "samples.case")
        with Served(program, case, "--allow-writes") as server:
            need(server.ask("/api/v1/openapi.json").body == file.read_bytes(), "openapi.json is not served as it is")
            check_lists(description, source, server)
            described = folder / "served.json"
            described.write_text(json.dumps(served_alone(description, server)))
            if faults:
                return 1
            tools = source / "build/readers/bin"
            if not (tools / "schemathesis").exists():
                print("skipped: schemathesis is not in build/readers (./dev readers installs it)")
                return 1 if os.environ.get("ISNAD_READERS") == "required" else 77
            valid = subprocess.run([tools / "openapi-spec-validator", file], capture_output=True, text=True)
            need(valid.returncode == 0, "openapi-spec-validator: " + valid.stdout + valid.stderr)
            settings = folder / "schemathesis.toml"
            settings.write_text(
                # An address over 8 KB is refused whatever stands in it: eight parameters of 1,024 letters are longer.
                "[checks.positive_data_acceptance]\nexpected-statuses = ['2xx', 304, 404, 414]\n"
                "[checks.negative_data_rejection]\nexpected-statuses = [400, 404, 405, 406, 413, 414]\n")
            with_mark = [f["name"] for f in server.json("/api/v1/exports")["items"]
                         if server.ask(f"/api/v1/exports/{f['name']}?bom=true").status == 200]
            need(0 < len(with_mark) < 10, f"formats that take bom: {with_mark}")
            begin = time.monotonic()
            # One worker: with two, Python 3.11 now and then fails to parse in one thread what it parses in the other.
            ran = subprocess.run(
                [tools / "schemathesis", "--config-file", settings, "run", described, "--url", server.url + "/api/v1",
                 "--checks", "all", "--mode", "all", "--phases", "examples,coverage,fuzzing,stateful",
                 "--max-examples", "20", "--seed", "1", "--workers", "1", "--continue-on-failure", "--no-color",
                 "--generation-database", "none", "--request-timeout", "20"],
                cwd=folder, env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(source / "tests/serve"),
                                 "ISNAD_TEST_BOM": json.dumps(with_mark), "ISNAD_TEST_IDS": json.dumps(ids(server))},
                capture_output=True, text=True, timeout=280)
            print(ran.stdout, ran.stderr[-3000:])
            print(f"schemathesis: {time.monotonic() - begin:.0f} s")
            need(ran.returncode == 0, "schemathesis found something (above)")
            need(server.alive(), "the server ended: " + server.said())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
