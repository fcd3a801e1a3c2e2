"""Tables of declared failures: cases of a specification on which isnad may differ, with the reason.

Columns: file, case (counted from 0), reason. numbers.py and timex.py hold what they find against
them: a case that fails must be declared, a declared one must fail.
"""


def read(path):
    """(file, case) -> reason."""
    known = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#") or line.startswith("file\t"):
            continue
        name, number, reason = line.split("\t")
        if not reason or (name, int(number)) in known:
            raise SystemExit(f"{path}: {line}: without a reason, or twice")
        known[name, int(number)] = reason
    return known


def surprises(known, failed):
    """A line for each case that differs from the table; `failed` holds (file, case)."""
    failed = set(failed)
    return ([f"{name} {number}: fails and is not declared" for name, number in sorted(failed - known.keys())]
            + [f"{name} {number}: is declared but right" for name, number in sorted(known.keys() - failed)])
