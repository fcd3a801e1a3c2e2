"""A standalone Spark cluster on loopback: a master and workers of one core, each a process of its own."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

WAIT = 60  # seconds for a process of the cluster to come up
# For Java programs that live for seconds: compiling to the utmost takes longer than it saves.
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Cluster:
    def __init__(self, home, folder, workers=2, python="python3"):
        self.home = pathlib.Path(home)  # of PySpark
        self.folder = pathlib.Path(folder)
        self.workers = workers
        self.python = str(python)
        self.processes = []
        self.environment = {**os.environ, "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1",
                            "PYSPARK_PYTHON": self.python, "PYSPARK_DRIVER_PYTHON": self.python,
                            "SPARK_WORKER_DIR": str(self.folder / "work"),
                            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
                            "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": BRIEF,
                            "PYTHONDONTWRITEBYTECODE": "1"}

    def start(self, name, *command):
        log = self.folder / f"{name}.log"
        with log.open("wb") as out:
            self.processes.append(subprocess.Popen(
                [str(self.home / "bin" / "spark-class"), *command], stdin=subprocess.DEVNULL, stdout=out,
                stderr=subprocess.STDOUT, env=self.environment, start_new_session=True))
        return log

    def wait_for(self, log, pattern):
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            if re.search(pattern, log.read_text(errors="replace")):
                return
            if self.processes[-1].poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"{log.name}: nothing like '{pattern}':\n{log.read_text(errors='replace')[-2000:]}")

    def __enter__(self):
        for name in ("work", "local", "events"):
            (self.folder / name).mkdir(parents=True)
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        try:
            log = self.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port",
                             str(port), "--webui-port", "0")
            self.wait_for(log, "New state: ALIVE")
            for n in range(self.workers):
                log = self.start(f"worker{n}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1",
                                 "--cores", "1", "--memory", "1g", "--webui-port", "0", self.url)
                self.wait_for(log, "Successfully registered with master")
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self):
        """Ends every process that was started here, with all that they started."""
        groups = [p.pid for p in self.processes]
        for how in (signal.SIGTERM, signal.SIGKILL):
            for group in groups:
                try:
                    os.killpg(group, how)
                except ProcessLookupError:
                    pass
            until = time.monotonic() + 10
            while time.monotonic() < until and any(p.poll() is None for p in self.processes):
                time.sleep(0.1)
        self.processes = []

    def __exit__(self, *_):
        self.stop()

    def submit(self, script, *arguments, settings=(), log="job"):
        """Starts a job; its events stand in the folder `events`."""
        conf = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
                "spark.driver.memory": "512m", "spark.executor.memory": "640m", "spark.executor.cores": "1",
                "spark.cores.max": str(self.workers), "spark.ui.enabled": "false",
                "spark.eventLog.enabled": "true", "spark.eventLog.dir": (self.folder / "events").as_uri(),
                "spark.python.worker.memory": "128m", "spark.sql.shuffle.partitions": "4",
                "spark.network.timeout": "60s", "spark.driver.extraJavaOptions": BRIEF,
                "spark.executor.extraJavaOptions": BRIEF, **dict(settings)}
        command = [str(self.home / "bin" / "spark-submit"), "--master", self.url]
        for key, value in conf.items():
            command += ["--conf", f"{key}={value}"]
        out = (self.folder / f"{log}.log").open("wb")
        process = subprocess.Popen([*command, *map(str, script), *map(str, arguments)],
                                   stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   env=self.environment, start_new_session=True)
        out.close()
        self.processes.append(process)
        return process
