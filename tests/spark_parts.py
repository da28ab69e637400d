"""Spark in tests: skipped by name where Java or pyspark is absent; MINGJIAN_SPARK=1 makes that a failure, as in CI."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["cluster", "need_spark"]


def need_spark() -> None:
    """Skip, or fail where Spark is promised."""
    missing = []
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("sqlglot") is None:
        missing.append("pyspark (uv sync --extra spark)")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        missing.append("Java 17 (Debian package openjdk-17-jre-headless)")
    if missing:
        told = f"Spark is absent: {', '.join(missing)}"
        if os.environ.get("MINGJIAN_SPARK"):
            pytest.fail(told)
        pytest.skip(told)


@contextmanager
def cluster(folder: Path, port: int = 17077) -> Iterator[str]:
    """A standalone cluster on loopback, one master and two workers; its address."""
    import pyspark

    home = Path(pyspark.__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    env = os.environ | {
        "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
        "SPARK_DAEMON_MEMORY": "256m", "SPARK_NO_DAEMONIZE": "1",
    }  # fmt: skip
    master = f"spark://127.0.0.1:{port}"
    parts = "org.apache.spark.deploy"
    listening = ["--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
    kept = ["--cores", "1", "--memory", "1g", "--host", "127.0.0.1", "--webui-port", "0", "--work-dir", str(folder)]
    started = []
    try:
        log = (folder / "cluster.log").open("wb")
        for wanted in ([f"{parts}.master.Master", *listening], *[[f"{parts}.worker.Worker", *kept, master]] * 2):
            command = [str(home / "bin" / "spark-class"), *wanted]
            started.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
        _wait(folder / "cluster.log", "Registering worker", 2)
        yield master
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)
        log.close()


def _wait(log: Path, words: str, times: int) -> None:
    for _ in range(240):
        if log.read_text("utf-8", "replace").count(words) >= times:
            return
        time.sleep(0.5)
    raise AssertionError(f"the cluster did not come up: {log.read_text('utf-8', 'replace')[-2000:]}")
