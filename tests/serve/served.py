"""A running `isnad serve` for tests, and what it answers. Python 3 standard library only."""
import http.client
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time


class Answer:
    def __init__(self, response, body):
        self.status = response.status
        self.headers = response.headers
        self.body = body

    def __getitem__(self, name):
        return self.headers.get(name)

    @property
    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:300]!r}"


def samples_case(program, source, case, *options):
    """A case of the samples with their outlets; `case` is a path, or the URL of a schema."""
    joined = subprocess.run([sys.executable, source / "tools/samples/index.py", source / "samples"], check=True,
                            capture_output=True).stdout
    subprocess.run([program, "read", "-", "-d", case, "--keep-raw", *options], input=joined, check=True,
                   capture_output=True)
    return case


class Served:
    """The program over a case, at a port of its own choice. Use as a context."""

    def __init__(self, program, case, *options, listen="127.0.0.1:0", environment=None):
        self._said = tempfile.TemporaryFile()
        self.process = subprocess.Popen([program, "serve", "-d", case, "--listen", listen, *map(str, options)],
                                        stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said, env=environment)
        self.host = listen.rsplit(":", 1)[0]
        self.port = self._port()
        self.url = f"http://{self.host}:{self.port}"

    def _port(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            told = re.search(r"http://\S*:(\d+)/", self.said())
            if told:
                return int(told[1])
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise RuntimeError(f"isnad serve did not start: {self.said()}")

    def said(self):
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace")

    def alive(self):
        return self.process.poll() is None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._said.close()

    def ask(self, target, method="GET", headers=None, body=None, timeout=30):
        connection = http.client.HTTPConnection(self.host.strip("[]"), self.port, timeout=timeout)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def json(self, target, **more):
        answer = self.ask(target, **more)
        if answer.status != 200:
            raise AssertionError(f"{target}: {answer}")
        return answer.json()
