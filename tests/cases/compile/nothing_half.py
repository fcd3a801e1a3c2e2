#!/usr/bin/env python3
"""A frame file with a fault never loads half: isnad-compile writes no image and keeps the old one.

usage: nothing_half.py ISNAD_COMPILE SOURCE_DIR
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

compiler, source = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    (root / "data").mkdir()
    for part in (source / "data").iterdir():
        if part.name != "frames":
            (root / "data" / part.name).symlink_to(part)
    (root / "models").symlink_to(source / "models")
    shutil.copytree(source / "data/frames", root / "data/frames")
    sick = root / "data/frames/aid.toml"
    lines = sick.read_text(encoding="utf-8").count("\n")
    with sick.open("a", encoding="utf-8") as file:
        file.write("[[frame]]\nid = 3\n")
    image = root / "isnad.img"
    image.write_text("the old image")
    done = subprocess.run([compiler, root / "data", image], capture_output=True, text=True, check=False)
    faults = []
    if done.returncode != 1:
        faults.append(f"exit status {done.returncode} instead of 1")
    if f"{sick}:{lines + 2}:6: error: id must be a string, not a number\n" not in done.stderr:
        faults.append(f"the fault is not shown: {done.stderr[:500]}")
    if image.read_text() != "the old image" or sorted(p.name for p in root.iterdir()) != [
            "data", "isnad.img", "models"]:
        faults.append("something was written")
print("\n".join(faults) or "nothing is written")
sys.exit(1 if faults else 0)
