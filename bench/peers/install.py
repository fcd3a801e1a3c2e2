"""Installs each peer by itself below a folder, so that one that fails stops nothing."""
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
NOISE = re.compile(r"^(\[notice\]|WARNING|\[INFO\]|\[ERROR\] *$|\[ERROR\] (-> |To see|Re-run|For more))")


class Absent(Exception):
    """A peer that cannot run here; the reason in a phrase."""


def reason(output):
    """What a person needs of a failed command: its last line that says something."""
    lines = [l.strip() for l in output.splitlines() if l.strip() and not NOISE.match(l.strip())]
    errors = [l for l in lines if re.match(r"(\[?ERROR|[\w.]*(Error|Exception)\b)", l)]
    text = (errors or lines or ["no reason given"])[-1]
    return re.sub(r"\s+", " ", re.sub(r"\x1b\[[0-9;]*m", "", text))[:300]


def checked(command, timeout):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors="replace", timeout=timeout)
    except subprocess.TimeoutExpired:
        raise Absent(f"{command[0]} took more than {timeout} s") from None
    except OSError as error:
        raise Absent(str(error)) from None
    if done.returncode != 0:
        raise Absent(f"{pathlib.Path(command[0]).name}: {reason(done.stdout)}")
    return done.stdout


def listed(home, source):
    """The file that says what is installed; its bytes are those of `source` where nothing has changed."""
    stamp = home / "installed"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    return stamp, digest, stamp.exists() and stamp.read_text().strip() == digest


def install(name, peer, folder, timeout=900):
    """(folder of the peer, Python that runs its adapter, version). Absent where that fails."""
    file = peer.get("file", name)
    home = folder / file
    if peer["install"] == "none":
        home.mkdir(parents=True, exist_ok=True)
        return home, sys.executable, peer.get("version", "")
    source = HERE / ("requirements" if peer["install"] == "pip" else "maven") / (file + (".txt" if peer["install"] == "pip" else ".xml"))
    if not source.is_file():
        raise Absent(f"{source} is missing")
    stamp, digest, there = listed(home, source)
    if not there:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        if peer["install"] == "pip":
            checked([sys.executable, "-m", "venv", str(home)], timeout)
            checked([str(home / "bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--timeout", "20",
                     "--retries", "1", "-r", str(source)], timeout)
        else:
            checked(["mvn", "-q", "-B", "-f", str(source), "dependency:copy-dependencies", f"-DoutputDirectory={home / 'lib'}"], timeout)
        stamp.write_text(digest)
    if peer["install"] == "pip":
        return home, str(home / "bin/python"), version_of(home, source)
    found = re.search(r"<dependency>.*?<version>([^<]+)", source.read_text(), re.DOTALL)
    return home, sys.executable, found.group(1) if found else ""


def version_of(home, source):
    package = re.match(r"[\w.-]+", source.read_text()).group(0)
    code = f"import importlib.metadata; print(importlib.metadata.version({package!r}))"
    return checked([str(home / "bin/python"), "-c", code], 60).strip()
