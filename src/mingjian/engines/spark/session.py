"""The Spark of this process: one application for all engines, local or on the master that is named.

What decides the meaning of a query is set on every session; what a cluster needs beside it (memory, cores, addresses,
keys of a store) an operator gives as for any Spark program, in ``spark-defaults.conf`` of ``SPARK_CONF_DIR``.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import socket
import subprocess
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mingjian.engines.spark.errors import SparkUnavailable

__all__ = ["LOCAL", "megabytes", "new_session", "stop"]

LOCAL = "local[*]"
_LOCK = threading.Lock()
_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",  # no value has a time of day; a zone with summer time must not give it one
    "spark.sql.variable.substitute": "false",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.legacy.interval.enabled": "true",  # an interval has months and days, as in DuckDB
    "spark.sql.caseSensitive": "false",
    "spark.sql.constraintPropagation.enabled": "false",  # over chains of views it takes all memory before a row is read
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
}
_STARTED: dict[str, Any] = {}


def new_session(master: str, memory_limit: str, threads: int | None) -> Any:
    """A session of its own on the application of this process, which is started when there is none.

    ``memory_limit`` (as ``2GiB``) is the heap of a local Spark, and of each executor of a cluster. It and ``threads``
    count when the application starts. Raises :class:`SparkUnavailable`.
    """
    with _LOCK:
        wanted = _master(master, threads)
        if _STARTED and _STARTED["master"] != wanted:
            stop()
        if not _STARTED:
            _STARTED.update(master=wanted, spark=_start(wanted, memory_limit))
            atexit.register(stop)
        session = _STARTED["spark"].newSession()
    for key, value in _MEANING.items():
        session.conf.set(key, value)
    return session


def stop() -> None:
    """End the application, and the Java process behind it; nothing happens when there is none."""
    if not _STARTED:
        return
    spark = _STARTED["spark"]
    _STARTED.clear()
    gateway = spark.sparkContext._gateway
    spark.stop()
    gateway.shutdown()
    process = getattr(gateway, "proc", None)
    if process is not None:
        process.stdin.close()  # the launcher ends its Java when nobody listens any more
        process.wait(30)
    from pyspark import SparkContext

    SparkContext._gateway = SparkContext._jvm = None


def megabytes(limit: str) -> int:
    """``2GiB`` in MiB, as Java counts."""
    found = re.fullmatch(r"\s*([0-9.]+)\s*([KMGT])i?B?\s*", limit, re.IGNORECASE)
    if found is None:
        raise SparkUnavailable(f"内存上限“{limit}”无法理解", f"the memory limit {limit!r} is not understood")
    scale = {"K": 1 / 1024, "M": 1, "G": 1024, "T": 1024 * 1024}[found[2].upper()]
    return max(512, int(float(found[1]) * scale))  # Spark refuses a heap of less


def _master(master: str, threads: int | None) -> str:
    return f"local[{threads}]" if threads is not None and master == LOCAL else master


def _start(master: str, memory_limit: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkUnavailable(
            "没有安装 pyspark：请执行 pip install 'mingjian[spark]'",
            "pyspark is not installed: pip install 'mingjian[spark]'",
            str(error),
        ) from None
    _need_java()
    _need_master(master)
    size = f"{megabytes(memory_limit)}m"
    builder = SparkSession.builder.master(master).appName("mingjian")
    for key, value in {**_settings(master, size), **_MEANING}.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except Exception as error:
        raise SparkUnavailable(
            f"Spark 无法启动（{master}）", f"Spark cannot be started ({master})", _first_line(error)
        ) from None


def _settings(master: str, size: str) -> dict[str, str]:
    """What an application starts with."""
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.shuffle.partitions": "200",
    }
    if master.startswith("local"):
        cores = os.cpu_count() or 2
        local = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        return settings | local | {"spark.driver.memory": size, "spark.sql.shuffle.partitions": str(max(2, cores))}
    return settings | {"spark.executor.memory": size}


def _need_java() -> None:
    """Java 17 or newer, by ``JAVA_HOME`` or the path, told before Spark fails in its own words."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    told = ""
    if java is not None and Path(java).exists():
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "(\d+)', told)
    if found is None or int(found[1]) < 17:
        raise SparkUnavailable(
            "找不到 Java 17 或更新版本：请安装（Debian 软件包 openjdk-17-jre-headless）或用 JAVA_HOME 指明",
            "Java 17 or newer is not found: install it (Debian: openjdk-17-jre-headless) or name it by JAVA_HOME",
            told.splitlines()[0] if told else "",
        )


def _need_master(master: str) -> None:
    """Whether a standalone master answers; Spark itself would try for minutes."""
    if not master.startswith("spark://"):
        return
    addresses = [urlsplit(f"//{one}") for one in master.removeprefix("spark://").split(",")]
    for address in addresses:
        try:
            with socket.create_connection((address.hostname or "", address.port or 7077), timeout=10):
                return
        except (OSError, ValueError):
            continue
    raise SparkUnavailable(
        f"Spark 主节点 {master} 无法连接：请确认已启动、地址与端口正确、防火墙已放行",
        f"the Spark master {master} cannot be reached: is it started, are address and port right, does a firewall let "
        "this machine through?",
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
