#!/usr/bin/env python3
"""Hold the sources to the rules of the house (ARCHITECTURE.md). Python 3 standard library only.

usage: check.py [ROOT]        check a checkout; each violation is "file:line: message", exit 1
       check.py --self-test   prove on bad fixtures that every rule can fail

Rules
  upstream  #include "x/..." under src/ names the own stage or one upstream of it, in the order of
            ISNAD_STAGES in CMakeLists.txt with cli last; include/isnad includes nothing internal
  ascii     C++, CMake and shell sources are ASCII: language knowledge lives in data/
  length    a .cc has at most 600 lines, a .h at most 250
  quiet     library stages do not print, exit or abort
  names     no two headers under src/ define a type of one name in one namespace: the linker would take
            either
  licence   every *.tsv and *.toml under data/ and models/ begins with a # comment that names its licence
"""
import pathlib
import re
import sys
import tempfile

CXX_DIRS = ("src", "include", "tools", "tests", "fuzz", "bench")
MAX_LINES = {".cc": 600, ".h": 250}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
LICENCE = re.compile(r"licen[cs]e|\bCC0\b|\bCC BY\b|\bODbL\b|\bApache-2\.0\b|public domain", re.IGNORECASE)
LOUD = re.compile(
    r"std::(?:cout|cerr|clog|wcout)\b"
    r"|(?:std::|(?<![\w.>:]))(?:printf|vprintf|puts|putchar|perror)\s*\("
    r"|(?:std::|(?<![\w.>:]))v?fprintf\s*\(\s*std(?:out|err)\b"
    r"|(?:std::|(?<![\w.>:]))(?:fputs|fputc|putc|fwrite)\s*\([^;]*\bstd(?:out|err)\b"
    r"|fmt::print\s*\((?!\s*\w+\s*\.)"
    r"|(?:std::|(?<![\w.>:]))(?:exit|_exit|_Exit|quick_exit|abort|terminate)\s*\(")
# Comments, string and character literals, in the order in which they are met; raw strings are rare
# and taken as plain ones.
BLANK = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def code_only(text):
    """The text with comments and literals blanked, lines kept."""
    return BLANK.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def files(root, folder, *suffixes):
    base = root / folder
    return sorted(p for p in base.rglob("*") if p.suffix in suffixes and p.is_file()) if base.is_dir() else []


def read(path):
    return path.read_bytes().decode("utf-8", errors="replace")


def stages(root):
    listed = re.search(r"set\(ISNAD_STAGES\s+([^)]*)\)", read(root / "CMakeLists.txt"))
    if not listed:
        raise SystemExit("CMakeLists.txt:1: no set(ISNAD_STAGES ...)")
    return listed.group(1).split() + ["cli"]


def check_upstream(root):
    order = stages(root)
    for path in files(root, "src", ".cc", ".h"):
        stage = path.relative_to(root / "src").parts[0]
        if stage not in order:
            yield path, 1, f"src/{stage} is no stage of ISNAD_STAGES"
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            target, slash, _ = match.group(1).partition("/")
            if not slash:
                yield path, number, f'include "{match.group(1)}" with its stage: "{stage}/{match.group(1)}"'
            elif target == "isnad":
                continue
            elif target not in order:
                yield path, number, f'"{match.group(1)}" is in no stage of ISNAD_STAGES'
            elif order.index(target) > order.index(stage):
                yield path, number, f"{stage} includes {target}, which is downstream of it"
    for path in files(root, "include", ".h"):
        for number, line in enumerate(read(path).splitlines(), 1):
            match = INCLUDE.match(line)
            if match and not match.group(1).startswith("isnad/"):
                yield path, number, f'public header includes internal "{match.group(1)}"'


def check_ascii(root):
    paths = [p for d in CXX_DIRS for p in files(root, d, ".cc", ".h", ".cmake", ".sh")]
    paths += [root / "CMakeLists.txt", root / "dev", root / ".ci/run"]
    paths += [p for d in CXX_DIRS for p in files(root, d, ".txt") if p.name == "CMakeLists.txt"]
    for path in paths:
        if not path.is_file():
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            bad = next((c for c in line if ord(c) > 126 or ord(c) < 32 and c != "\t"), None)
            if bad:
                yield path, number, f"U+{ord(bad):04X} in column {line.index(bad) + 1}: sources are ASCII"


def check_length(root):
    for folder in CXX_DIRS:
        for path in files(root, folder, *MAX_LINES):
            lines, most = len(read(path).splitlines()), MAX_LINES[path.suffix]
            if lines > most:
                yield path, most + 1, f"{lines} lines; a {path.suffix} has at most {most}: split it"


def check_quiet(root):
    for stage in stages(root)[:-1]:
        for path in files(root, f"src/{stage}", ".cc", ".h"):
            for number, line in enumerate(code_only(read(path)).splitlines(), 1):
                match = LOUD.search(line)
                if match:
                    yield path, number, f"'{match.group().strip()}': the library never prints, exits or aborts"


def check_licence(root):
    for path in files(root, "data", ".tsv", ".toml") + files(root, "models", ".tsv", ".toml"):
        head = []
        for line in read(path).splitlines():
            if not line.startswith("#"):
                break
            head.append(line)
        if not head:
            yield path, 1, "no # comment at the start: say what it is, its columns, source and licence"
        elif not LICENCE.search("\n".join(head)):
            yield path, 1, "the # comment at the start names no licence"


def check_names(root):
    first = {}
    for path in files(root, "src", ".h"):
        text = code_only(read(path))
        space = "::".join(re.findall(r"^namespace ([\w:]+) \{", text, flags=re.M))
        for match in re.finditer(r"^(?:struct|class|enum class) (\w+)(?!\w|::)[^;{]*\{", text, flags=re.M):
            name, line = match.group(1), text.count("\n", 0, match.start()) + 1
            if first.setdefault((space, name), path) != path:
                yield path, line, f"{name} is defined in {first[space, name].relative_to(root)} too"


RULES = {"upstream": check_upstream, "ascii": check_ascii, "length": check_length,
         "quiet": check_quiet, "names": check_names, "licence": check_licence}


def violations(root):
    for name, rule in RULES.items():
        for path, line, message in rule(root):
            yield f"{path.relative_to(root)}:{line}: {message} [{name}]"


# Fixtures of the self-test: file -> content, and what must be reported for it (None: nothing).
GOOD_CMAKE = "set(ISNAD_STAGES base text\n  store)\n"
FIXTURES = [
    ({"src/base/a.h": "#pragma once\n"}, None),
    ({"src/text/a.cc": '#include "base/a.h"\n#include "text/b.h"\n#include <cstdio>\n'}, None),
    ({"src/cli/a.cc": '#include "store/a.h"\nint main() { std::printf("x"); }\n'}, None),
    ({"src/base/a.cc": '\n#include "text/a.h"\n'}, "src/base/a.cc:2: base includes text"),
    ({"src/store/a.h": '#include "cli/a.h"\n'}, "src/store/a.h:1: store includes cli"),
    ({"src/text/a.cc": '#include "b.h"\n'}, 'src/text/a.cc:1: include "b.h" with its stage'),
    ({"src/text/a.cc": '#include "util/b.h"\n'}, 'src/text/a.cc:1: "util/b.h" is in no stage'),
    ({"src/util/a.h": "#pragma once\n"}, "src/util/a.h:1: src/util is no stage"),
    ({"include/isnad/a.h": '#include "isnad/b.h"\n#include <string>\n'}, None),
    ({"include/isnad/a.h": '#include "base/a.h"\n'}, "include/isnad/a.h:1: public header"),
    ({"src/text/a.cc": "// x\nauto c = U'\u0627';\n"}, "src/text/a.cc:2: U+0627 in column 12"),
    ({"tests/cases/a.cmake": "# caf\u00e9\n"}, "tests/cases/a.cmake:1: U+00E9"),
    ({"dev": "echo \u2026\n"}, "dev:1: U+2026"),
    ({"src/base/a.cc": "\n" * 600}, None),
    ({"src/base/a.cc": "\n" * 601}, "src/base/a.cc:601: 601 lines"),
    ({"src/base/a.h": "\n" * 251}, "src/base/a.h:251: 251 lines"),
    ({"src/base/a.cc": "// std::cout << x; exit(1)\nauto s = \"abort()\";\nsnprintf(b, n, f);\n"
                       "std::fprintf(file, f);\ntask.abort();\nconst int exit_code = on_exit(1);\n"}, None),
    ({"src/base/a.cc": "\nstd::cout << 1;\n"}, "src/base/a.cc:2: 'std::cout'"),
    ({"src/base/a.cc": 'std::printf("x");\n'}, "src/base/a.cc:1: 'std::printf('"),
    ({"src/base/a.cc": 'std::fprintf(stderr, "x");\n'}, "src/base/a.cc:1: 'std::fprintf(stderr'"),
    ({"src/base/a.cc": 'std::fputs("x", stdout);\n'}, "src/base/a.cc:1: 'std::fputs("),
    ({"src/base/a.cc": "/* a\n */ std::exit(1);\n"}, "src/base/a.cc:2: 'std::exit('"),
    ({"src/base/a.cc": "if (x) abort();\n"}, "src/base/a.cc:1: 'abort('"),
    ({"src/base/a.h": "namespace isnad {\nstruct A {\n};\n}\n",
      "src/text/b.h": "namespace isnad {\n\nclass A : B {\n};\n}\n"}, "src/text/b.h:3: A is defined in src/base/a.h too"),
    ({"src/base/a.h": "namespace isnad {\nstruct A;\nstruct A::Impl {\n};\n}\n",
      "src/text/b.h": "namespace isnad::text {\nstruct A {\n};\n}\n"}, None),
    ({"data/a.tsv": "# Words. Licence: CC0 (isnad).\na\tb\n"}, None),
    ({"data/a.toml": "# Frames.\n# Source: Camel Morph, CC BY 4.0.\n"}, None),
    ({"data/a.tsv": "a\tb\n# Licence: CC0\n"}, "data/a.tsv:1: no # comment"),
    ({"models/a.tsv": "a\tb\n"}, "models/a.tsv:1: no # comment"),
    ({"data/x/a.toml": "# Frames of peace.\n"}, "data/x/a.toml:1: the # comment at the start names no licence"),
]


def self_test():
    failed = 0
    for content, expected in FIXTURES:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {"CMakeLists.txt": GOOD_CMAKE, **content}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            found = list(violations(root))
        good = not found if expected is None else len(found) == 1 and found[0].startswith(expected)
        if not good:
            failed += 1
            print(f"self-test: {list(content)[0]}: wanted {expected!r}, found {found}")
    print(f"self-test: {len(FIXTURES) - failed} fixtures as expected, {failed} not")
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) > 2:
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(sys.argv[1] if len(sys.argv) == 2 else pathlib.Path(__file__).parents[2]).resolve()
    found = list(violations(root))
    for line in found:
        print(line)
    print(f"layering: {len(found)} violations of {len(RULES)} rules in {root}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
