#!/usr/bin/env python3
"""Where the time goes, as a flame graph: a run of a program is sampled by perf and drawn as SVG.

usage: flame.py OUT.svg PROGRAM [ARGUMENT...]

A box is a function, as wide as the share of the samples that were taken in it or in what it called; callers stand below
(Gregg, The Flame Graph, CACM 59(6), 2016). Point at a box for its whole name and share. Without perf (Debian: linux-perf), or where the
kernel lets nobody sample, it says so and ends with status 0: nothing else hangs on the picture. Python 3 standard library only.
"""
import html
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WIDE, ROW, EDGE = 1400, 17, 10  # pixels
LEAST = 0.4  # a narrower box is not drawn
LETTER = 6.6
HERTZ = "199"


def short(name):
    """A function's name without its types, arguments and our namespace.

    >>> short("std::vector<isnad::Word, std::allocator<isnad::Word> >::push_back(isnad::Word&&)")
    'std::vector::push_back'
    >>> short("isnad::(anonymous namespace)::Scorer::answer()")
    'Scorer::answer'
    >>> short("isnad::KeyTable<isnad::Row>::operator()(int) const")
    'KeyTable::operator()'
    """
    name = re.sub(r"\[abi:\w+\]|\[clone [^]]*\]|\.(constprop|part|isra|cold)[.\d]*", "", name)
    name = name.replace("(anonymous namespace)::", "").replace("operator()", "operator_call").replace("operator<", "operator_less")
    out, depth = "", 0
    for c in name:
        depth += c in "<("
        out += c if depth == 0 else ""
        depth -= c in ">)"
    return out.replace("operator_call", "operator()").replace("operator_less", "operator<").replace(" const", "").strip().removeprefix("isnad::") or name


def stacks(script):
    """The samples of `perf script`: names from the root on, a function that calls itself once.

    >>> list(stacks(["isnad", "\\t 2 f(int)+0x1 (p)", "\\t 2 f(int)+0x7 (p)", "\\t 1 main+0x1 (p)", "", "isnad", "\\t 9 x ([kernel.kallsyms])"]))
    [['main', 'f'], ['kernel']]
    """
    frames = []
    for line in script:
        if line.startswith("\t"):
            name = line.split(None, 1)[1].rsplit(" (", 1)
            where = name[1] if len(name) > 1 else ""
            frames.append("kernel" if "kernel" in where else short(re.sub(r"\+0x[0-9a-f]+$", "", name[0])))
        elif frames:
            yield [f for i, f in enumerate(reversed(frames)) if i == 0 or f != frames[-i]]
            frames = []
    if frames:
        yield frames[::-1]


def tree(samples):
    root = {"": [0, {}]}
    for names in samples:
        node = root[""]
        node[0] += 1
        for name in names:
            node = node[1].setdefault(name, [0, {}])
            node[0] += 1
    return root[""]


def draw(node, of):
    """Boxes from the root up, callees by name: the same samples give the same picture."""
    boxes = []

    def place(name, node, x, depth):
        wide = node[0] / of * (WIDE - 2 * EDGE)
        if wide < LEAST:
            return
        boxes.append((name, node[0], x, depth, wide))
        for callee in sorted(node[1]):
            place(callee, node[1][callee], x, depth + 1)
            x += node[1][callee][0] / of * (WIDE - 2 * EDGE)

    place("all", node, EDGE, 0)
    high = (max(b[3] for b in boxes) + 1) * ROW + 2 * EDGE
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{high}" viewBox="0 0 {WIDE} {high}" '
           'font-family="monospace" font-size="11"><rect width="100%" height="100%" fill="#fff"/>']
    for name, samples, x, depth, wide in boxes:
        y = high - EDGE - (depth + 1) * ROW
        hue = 15 + sum(map(ord, name)) % 45
        label = name if len(name) * LETTER < wide - 4 else name[:max(0, int((wide - 4) / LETTER) - 1)]
        out.append(f'<g><title>{html.escape(name)}: {samples / of:.1%}</title><rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{ROW - 1}" '
                   f'fill="hsl({hue},75%,72%)"/>' + (f'<text x="{x + 2:.1f}" y="{y + 12}">{html.escape(label)}</text>' if len(label) > 2 else "") + "</g>")
    return "\n".join(out + ["</svg>", ""])


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    out, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    if not shutil.which("perf"):
        print("flame graph: SKIPPED, there is no perf (Debian: linux-perf)")
        return
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/perf.data"
        ran = subprocess.run(["perf", "record", "-q", "-o", data, "--call-graph", "dwarf,16384", "-F", HERTZ, *command],
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if not pathlib.Path(data).exists() or pathlib.Path(data).stat().st_size == 0:
            print(f"flame graph: SKIPPED, perf may not sample here: {ran.stderr.strip().splitlines()[:1]}")
            return
        script = subprocess.Popen(["perf", "script", "-i", data, "-F", "comm,ip,sym,dso"], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True, errors="replace")
        node = tree(stacks(script.stdout))
        script.wait()
    if node[0] == 0:
        print("flame graph: SKIPPED, perf took no samples")
        return
    out.write_text(draw(node, node[0]), encoding="utf-8")
    print(f"flame graph: {out}, {node[0]} samples")


if __name__ == "__main__":
    main()
