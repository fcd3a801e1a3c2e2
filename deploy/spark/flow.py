"""Lines of bytes through programs and shuffles: on a Spark cluster, or in this process.

A line is KEY<TAB>VALUE. `Spark` and `Local` do the same to the same lines, so that the one can be held against
the other. Python only carries lines: what they hold, the program `isnad` knows.
"""
import collections
import contextlib
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


def step_of(command):
    return command[2] if command[1] == "reduce" else command[1]


def summed(work, more):
    """Adds what programs have done: step -> runs, seconds of processor time, lines and bytes in and out."""
    for step, done in more.items():
        had = work.get(step)
        work[step] = done if had is None else tuple(a + b for a, b in zip(had, done))
    return work


WORK = ("runs", "cpu_seconds", "lines_in", "bytes_in", "lines_out", "bytes_out")


def piped(command, lines, tell=None):
    """Writes lines to a program and yields what it prints, line by line. `tell`, if given, takes what the program did,
    as summed() adds it.

    RDD.pipe of PySpark is not used: where the lines before it cannot be made to their end it closes the pipe as
    if they had ended, and the program's answer to half of its input passes for the whole.
    """
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
        broken = []
        into, out = [0, 0], [0, 0]  # lines, bytes

        def feed():
            try:
                for line in lines:
                    child.stdin.write(line + b"\n")
                    into[0] += 1
                    into[1] += len(line) + 1
                child.stdin.flush()
            except BaseException as e:  # whatever it is, it is raised below
                broken.append(e)
                if not isinstance(e, BrokenPipeError):
                    child.kill()
            with contextlib.suppress(OSError):
                child.stdin.close()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        try:
            for line in child.stdout:
                out[0] += 1
                out[1] += len(line)
                yield line.rstrip(b"\n")
            _, ended, used = os.wait4(child.pid, 0)
            status = child.returncode = os.waitstatus_to_exitcode(ended)
            feeder.join()
        finally:  # also where nobody wants the rest
            if child.returncode is None:
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
    if tell is not None:
        tell({step_of(command): (1, used.ru_utime + used.ru_stime, *into, *out)})


def key_of(line):
    return line.partition(b"\t")[0]


def tagged(lines, tag):
    """The lines of one kind among those of a step, without the letter before the key that tells kinds apart."""
    return (line[1:] for line in lines if line.startswith(tag))


class Local:
    """All in one process and in memory."""

    def __init__(self):
        self.done = {}

    def work(self):
        return self.done

    def begin(self, part):
        pass

    def of(self, items):
        return list(items)

    def pipe(self, data, command):
        return list(piped(command, data, lambda more: summed(self.done, more)))

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


class Spark:
    """On the cluster that the session was started for."""

    def __init__(self, session, parts):
        from pyspark.accumulators import AccumulatorParam

        class Work(AccumulatorParam):
            def zero(self, value):
                return {}

            def addInPlace(self, value1, value2):
                return summed(value1, value2)

        self.session = session
        self.context = session.sparkContext
        self.parts = parts
        self.done = self.context.accumulator({}, Work())

    def work(self):
        """What succeeded, and what had to be done again."""
        return self.done.value

    def begin(self, part):
        """Names what follows in Spark's pages and events."""
        self.context.setJobDescription(part)

    def of(self, items):
        items = list(items)
        return self.context.parallelize(items, max(1, len(items)))

    def pipe(self, data, command):
        tell = self.done.add
        return data.mapPartitions(lambda lines: piped(command, lines, tell))

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
