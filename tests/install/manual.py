#!/usr/bin/env python3
"""The manual pages and the completions say what --help says, and the programs that read them take them.

usage: manual.py ISNAD_PROGRAM MANUAL_FOLDER

mandoc, zsh and fish read them where they are installed; ISNAD_MANUAL=required: they must be.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

FAULTS = []


def fault(text):
    FAULTS.append(text)


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


def reader(name):
    if shutil.which(name):
        return True
    if os.environ.get("ISNAD_MANUAL") == "required":
        fault(f"{name} is not installed (tools/setup/packages.txt, group manual)")
    else:
        print(f"skipped: {name} is not installed")
    return False


def plain(page):
    """A page's text without roff."""
    text = re.sub(r"\\f[BIR]", "", page)
    return text.replace("\\-", "-").replace("\\e", "\\").replace("\\&", "").replace("\\(ti", "~").replace("\\(ha", "^").replace("\\(ga", "`")


def squeezed(text):
    return " ".join(text.split())


def verbs_of(program):
    shown = run(program, "--help").stdout
    block = shown[shown.index("Subcommands:"):shown.index("Examples:")]
    return re.findall(r"^  (\w+) {2,}(\S.*)$", block, re.M)


def check_page(program, folder, verb, summary):
    path = folder / f"man/man1/isnad-{verb}.1"
    if not path.exists():
        return fault(f"{verb}: no manual page {path.name}")
    page = plain(path.read_text(encoding="utf-8"))
    if f"isnad-{verb} - {summary}" not in page:
        fault(f"{path.name}: its name line lacks the summary of --help")
    shown = run(program, verb, "--help").stdout
    for option in re.findall(r"^ +(-[-\w,]+)", shown.split("Examples:")[0], re.M):
        for name in option.split(","):
            if not re.search(rf"(?<![-\w]){re.escape(name)}(?![-\w])", page):
                fault(f"{path.name}: {name} of --help is missing")
    if "Examples:\n" in shown and squeezed(shown.split("Examples:\n", 1)[1]) not in squeezed(page):
        fault(f"{path.name}: the examples of --help are missing")
    return None


def check_roff(folder):
    if not reader("mandoc"):
        return
    for path in sorted((folder / "man/man1").glob("*.1")):
        # Without a date a page is the same whenever it was built, which mandoc deplores.
        said = run("mandoc", "-Tlint", "-Wwarning", path).stdout
        said = [line for line in said.splitlines() if "missing date" not in line and "referenced manual not found" not in line]
        if said:
            fault(f"{path.name}: {said[0]}")


def bash_says(folder, words):
    script = f"""
source '{folder}/bash-completion/completions/isnad'
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _isnad; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    return set(run("bash", "-c", script).stdout.split())


def check_shells(folder, verbs):
    names = {verb for verb, _ in verbs}
    asked = {
        "isnad ''": names | {"--help", "--version"},
        "isnad st": {"state", "stories"},
        "isnad state --kn": {"--known-by"},
        "isnad state --relation forc": {"forces_in"},
        "isnad events --type CON": {"CONCEDE", "CONSULT"},
        "isnad export --to ge": {"gexf", "geojson"},
    }
    for words, wanted in asked.items():
        if (said := bash_says(folder, words)) != wanted:
            fault(f"bash: {words}: {sorted(said)}, not {sorted(wanted)}")
    if reader("zsh"):
        ran = run("zsh", "-n", folder / "zsh/vendor-completions/_isnad")
        if ran.returncode != 0:
            fault(f"zsh: {ran.stderr.strip()}")
    if reader("fish"):
        path = folder / "fish/vendor_completions.d/isnad.fish"
        ran = run("fish", "-c", f"source {path}; complete -C 'isnad st'; complete -C 'isnad events --type CON'")
        said = {line.split("\t")[0] for line in ran.stdout.splitlines()}
        if ran.returncode != 0 or said != {"state", "stories", "CONCEDE", "CONSULT"}:
            fault(f"fish: {sorted(said)} {ran.stderr.strip()}")


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    verbs = verbs_of(program)
    overview = plain((folder / "man/man1/isnad.1").read_text(encoding="utf-8"))
    for verb, summary in verbs:
        check_page(program, folder, verb, summary)
        if f"isnad-{verb} (1)" not in overview:
            fault(f"isnad.1: nothing of {verb}")
    pages = {path.name for path in (folder / "man/man1").glob("*.1")}
    for stale in pages - {f"isnad-{verb}.1" for verb, _ in verbs} - {"isnad.1"}:
        fault(f"{stale}: no such verb")
    check_roff(folder)
    check_shells(folder, verbs)
    for text in FAULTS:
        print(text)
    print(f"{len(verbs)} verbs, {len(FAULTS)} faults")
    return 1 if FAULTS or not verbs else 0


if __name__ == "__main__":
    sys.exit(main())
