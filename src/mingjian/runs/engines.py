"""Which engine a run is made on: DuckDB unless asked for Spark, by its name and master."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

from mingjian.engines import Materialised, Progress, QueryEngine
from mingjian.lake import Lake
from mingjian.runs.errors import RunError

if TYPE_CHECKING:
    from mingjian.runs.spark import SparkRunEngine

__all__ = ["DUCKDB", "Ended", "RunEngine", "master_of", "spark_engine"]

DUCKDB = "duckdb"


class Ended(Protocol):
    """Told of every table that is finished."""

    def __call__(self, made: Materialised, reused: bool) -> None: ...


class RunEngine(QueryEngine, Protocol):
    """An engine that remembers what it was asked, for the record of the run."""

    queries: dict[str, str]
    ever_reused: set[str]


def master_of(engine: str) -> str | None:
    """The Spark master of ``spark``, ``spark://host:port`` or ``spark:yarn``; None for DuckDB. Raises `RunError`."""
    if engine == DUCKDB:
        return None
    if engine == "spark":
        return "local[*]"
    if engine.startswith("spark://"):
        return engine
    if engine.startswith("spark:") and len(engine) > len("spark:"):
        return engine.removeprefix("spark:")
    raise RunError(
        f"没有名为“{engine}”的引擎：可用 duckdb、spark（本机）、spark://主机:端口（集群）、spark:yarn 等",
        f"there is no engine {engine!r}: duckdb, spark (this machine), spark://host:port (a cluster), spark:yarn",
    )


def spark_engine(
    lake: Lake, master: str, ended: Ended, progress: Progress | None, memory_limit: str | None, threads: int | None
) -> SparkRunEngine:
    """An engine on Spark that reads the lake. ``MINGJIAN_SPARK_ROOT`` is the URL by which the executors find it."""
    try:
        from mingjian.runs.spark import SparkRunEngine
    except ImportError as error:
        raise RunError(
            "没有安装 Spark 引擎：请执行 pip install 'mingjian[spark]'",
            f"the Spark engine is not installed ({error.name}): pip install 'mingjian[spark]'",
        ) from None
    limit = memory_limit or os.environ.get("MINGJIAN_MEMORY", "2GiB")
    root = os.environ.get("MINGJIAN_SPARK_ROOT")
    roots = {lake.path: root} if root else None
    return SparkRunEngine(ended, master, memory_limit=limit, threads=threads, progress=progress, roots=roots)
