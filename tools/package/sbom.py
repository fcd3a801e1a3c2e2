#!/usr/bin/env python3
"""Writes what the programs consist of, as CycloneDX 1.5 JSON: the shared libraries that they load, the libraries that
are compiled into them, and what is bundled in the web page.

usage: sbom.py BUILD_FOLDER VERSION > isnad.cdx.json

Names and versions are asked of dpkg and of ui/NOTICE.md; nothing is guessed, and a library that no
package owns is a failure. The same input gives the same bytes: the time is $SOURCE_DATE_EPOCH, where it is set.
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = ["isnad", "isnad-pdf"]
# Loaded when they are first called (src/base/late_library.h).
LATE = ["libcurl4", "libpq5"]


def run(*command):
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode != 0:
        sys.exit(f"sbom.py: {' '.join(map(str, command))}: {ran.stderr.strip()}")
    return ran.stdout


def owner(path):
    """The package of a file, which may be known by its path before /usr was merged."""
    real = os.path.realpath(path)
    for name in [real, real.removeprefix("/usr"), path]:
        ran = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True)
        if ran.returncode == 0:
            return ran.stdout.split(":")[0]
    sys.exit(f"sbom.py: {path}: no Debian package owns it")


def debian(package, how):
    version, architecture, source = run("dpkg-query", "-W", "-f=${Version}\t${Architecture}\t${source:Package}", package).split("\t")
    purl = f"pkg:deb/debian/{package}@{version.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}"
    return {
        "type": "library", "bom-ref": purl, "name": package, "version": version, "purl": purl,
        "properties": [{"name": "isnad:how", "value": how}, {"name": "debian:source", "value": source}],
    }


def loaded(build):
    packages = set()
    for program in PROGRAMS:
        path = build / program
        if not path.exists():
            continue
        for library in re.findall(r"=> (/\S+)", run("ldd", path)):
            packages.add(owner(library))
    if not packages:
        sys.exit(f"sbom.py: {build}: no program is there")
    return [debian(p, "loaded") for p in sorted(packages)] + [debian(p, "loaded when first called") for p in LATE]


def compiled_in():
    """Development packages of the build that have headers alone: what is used of them is in the program."""
    out = []
    for line in (ROOT / "tools/setup/packages.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) < 2 or line.startswith("#") or fields[1] != "base" or not fields[0].endswith("-dev"):
            continue
        files = run("dpkg-query", "-L", fields[0])
        if not re.search(r"\.(so|a)$", files, re.M):
            out.append(debian(fields[0], "compiled in"))
    return out


def bundled():
    """What ui/NOTICE.md lists, which a test compares with what the page imports: "## name version (licence)"."""
    out = []
    notice = (ROOT / "ui/NOTICE.md").read_text(encoding="utf-8")
    for name, version, licence in re.findall(r"^## (\S+) (\S+) \((.+)\)$", notice, re.M):
        purl = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        out.append({"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
                    "licenses": [{"expression": licence}], "properties": [{"name": "isnad:how", "value": "bundled in the page"}]})
    return out


def main():
    build, version = pathlib.Path(sys.argv[1]), sys.argv[2]
    components = loaded(build) + compiled_in() + bundled()
    metadata = {"component": {"type": "application", "bom-ref": "isnad", "name": "isnad", "version": version}}
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        metadata["timestamp"] = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    contents = json.dumps([metadata, components], sort_keys=True)
    bom = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, contents)}", "version": 1,
        "metadata": metadata, "components": components,
        "dependencies": [{"ref": "isnad", "dependsOn": [c["bom-ref"] for c in components]}],
    }
    json.dump(bom, sys.stdout, indent=1, sort_keys=True)
    print()


if __name__ == "__main__":
    main()
