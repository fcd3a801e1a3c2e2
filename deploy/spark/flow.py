"""Lines of bytes through programs and shuffles: on a Spark cluster, or in this process.

A line is KEY<TAB>VALUE. `Spark` and `Local` do the same to the same lines, so that the one can be held against
the other. Python only carries lines: what they hold, the program `isnad` knows.
"""
import collections
import itertools
import os
import pathlib
import subprocess
import tempfile
import threading
import zlib

SAID = 2000  # bytes of what a failed program said that go into the message


class ProgramFailed(Exception):
    """A program ended with another status than 0, or did not take its input."""


def piped(command, lines):
    """Writes lines to a program and yields what it prints, line by line.

    RDD.pipe of PySpark is not used: where the lines before it cannot be made to their end it closes the pipe as
    if they had ended, and the program's answer to half of its input passes for the whole.
    """
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
        broken = []

        def feed():
            try:
                for line in lines:
                    child.stdin.write(line + b"\n")
                child.stdin.close()
            except BaseException as e:  # whatever it is, it is raised below
                broken.append(e)
                if not isinstance(e, BrokenPipeError):
                    child.kill()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for line in child.stdout:
                yield line.rstrip(b"\n")
            status = child.wait()
            feeder.join()
        finally:  # also where nobody wants the rest
            child.kill()
            child.wait()
            child.stdout.close()
        for e in broken:
            if not isinstance(e, BrokenPipeError):
                raise e
        if status != 0 or broken:
            said.seek(max(0, said.seek(0, os.SEEK_END) - SAID))
            tail = said.read().decode(errors="replace")
            how = f"was killed by signal {-status}" if status < 0 else f"ended with {status}"
            raise ProgramFailed(f"{' '.join(command)}: {how}. It said: {tail or 'nothing'}")


def key_of(line):
    return line.partition(b"\t")[0]


def tagged(lines, tag):
    """The lines of one kind among those of a step, without the letter before the key that tells kinds apart."""
    return (line[1:] for line in lines if line.startswith(tag))


class Local:
    """All in one process and in memory."""

    name = "local"

    def of(self, items):
        return list(items)

    def pipe(self, data, command):
        return list(piped(command, data))

    def each(self, data, function):
        return list(function(iter(data)))

    def union(self, *parts):
        return list(itertools.chain(*parts))

    def shuffled(self, data):
        return sorted(data)

    def collect(self, data):
        return data

    def keep(self, data):
        return data

    def forget(self, data):
        pass

    def save(self, data, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        (folder / "part-00000.ndjson").write_bytes(b"".join(line + b"\n" for line in data))
        (folder / "_SUCCESS").touch()

    def save_by(self, data, column, folder):
        """Lines are VALUE<TAB>JSON; each value of the column gets a folder."""
        folders = collections.defaultdict(list)
        for line in data:
            value, _, rest = line.partition(b"\t")
            folders[value.decode()].append(rest)
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        for value, lines in folders.items():
            self.save(lines, folder / f"{column}={value}")
            (folder / f"{column}={value}" / "_SUCCESS").unlink()
        (folder / "_SUCCESS").touch()

    def load(self, pattern):
        root = pathlib.Path(pattern.split("*")[0]).parent if "*" in pattern else pathlib.Path(pattern)
        files = sorted(root.glob(pattern[len(str(root)) + 1:] + "/part-*") if "*" in pattern
                       else root.glob("part-*"))
        return [line.rstrip(b"\n") for f in files for line in f.open("rb")]

    def share(self, path):
        """How the programs of a step name a file that the driver made."""
        return lambda: str(path)

    def pipe_with(self, data, command, shared):
        return self.pipe(data, [*command, shared()])


class Spark:
    """On the cluster that the session was started for."""

    name = "spark"

    def __init__(self, session, parts):
        self.session = session
        self.context = session.sparkContext
        self.parts = parts

    def of(self, items):
        items = list(items)
        return self.context.parallelize(items, max(1, len(items)))

    def pipe(self, data, command):
        return data.mapPartitions(lambda lines: piped(command, lines))

    def each(self, data, function):
        return data.mapPartitions(function)

    def union(self, *parts):
        return self.context.union(list(parts))

    def shuffled(self, data):
        # Sorted by the whole line: what a program reads does not depend on who wrote it first.
        return (data.map(lambda line: (line, None))
                .repartitionAndSortWithinPartitions(self.parts, lambda line: zlib.crc32(key_of(line)))
                .keys())

    def collect(self, data):
        return data.collect()

    def keep(self, data):
        from pyspark import StorageLevel
        return data.persist(StorageLevel.DISK_ONLY)

    def forget(self, data):
        data.unpersist()

    def save(self, data, folder):
        self.session.createDataFrame(data.map(lambda line: (line.decode(),)), "value string").write.text(str(folder))

    def save_by(self, data, column, folder):
        def split(line):
            value, _, rest = line.partition(b"\t")
            return value.decode(), rest.decode()
        rows = self.session.createDataFrame(data.map(split), f"{column} string, value string")
        rows.write.partitionBy(column).text(str(folder))

    def load(self, pattern):
        return self.context.textFile(str(pattern), use_unicode=False)

    def share(self, path):
        from pyspark import SparkFiles
        self.context.addFile(str(path))
        name = pathlib.Path(path).name
        return lambda: SparkFiles.get(name)

    def pipe_with(self, data, command, shared):
        return data.mapPartitions(lambda lines: piped([*command, shared()], lines))
