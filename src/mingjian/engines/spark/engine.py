"""The engine of a run on Apache Spark: the same SQL, translated, and the same kernels, with the same rows."""

from __future__ import annotations

import datetime as dt
import re
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from mingjian.engines.contract import Materialised, Progress
from mingjian.engines.errors import Cancelled, DiskFull, EngineError, OutOfMemory
from mingjian.engines.functions.terms import working_day_lists
from mingjian.engines.kernel import Kernel
from mingjian.engines.spark.session import LOCAL, new_session
from mingjian.engines.spark.texts import quoted
from mingjian.engines.spark.translation import translated
from mingjian.engines.spark.types import spark_ready, spark_schema
from mingjian.engines.watching import Watching

__all__ = ["SparkEngine"]


class SparkEngine(Watching):
    """A session of Spark with the calls a plan makes, as :class:`mingjian.engines.Engine` has them.

    ``master`` is ``local[*]`` or that of a cluster (``spark://host:port``, ``yarn``, ``k8s://…``). ``roots`` maps
    folders to the URL under which the executors find the same files (``hdfs://…``, ``s3a://…``).
    """

    def __init__(
        self,
        master: str = LOCAL,
        *,
        memory_limit: str = "2GiB",
        threads: int | None = None,
        progress: Progress | None = None,
        roots: Mapping[Path, str] | None = None,
    ) -> None:
        super().__init__(progress)
        self.memory_limit = memory_limit
        self._roots = {path.resolve(): url.rstrip("/") for path, url in (roots or {}).items()}
        self._spark = new_session(master, memory_limit, threads)
        self._context = self._spark.sparkContext
        self._group = f"mingjian-{uuid.uuid4().hex}"
        self._frames: dict[str, Any] = {}
        self.named: set[str] = set()
        self._files: dict[tuple[Path, ...], str] = {}
        self._variables = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget all tables. The application goes on for the next engine and ends with the process."""
        for name in [*self.named, *self._files.values()]:
            self._forget(name)
        self._files.clear()

    @property
    def version(self) -> str:
        """Engine and version, as a proof records it."""
        return f"spark {self._spark.version}"

    def cancel(self) -> None:
        """Stop the running jobs and refuse the next ones, from any thread."""
        self._cancelled.set()
        self._context.cancelJobGroup(self._group)

    def run(self, sql: str, label: str = "") -> list[tuple[Any, ...]]:
        """Execute and fetch everything; for small results."""
        with self._watched(label):
            return [tuple(row) for row in self._query(sql).collect()]

    def arrow(self, sql: str, label: str = "") -> pa.Table:
        """The result as an Arrow table."""
        with self._watched(label):
            found: pa.Table = self._query(sql).toArrow()
            return found

    def materialise(self, table: str, sql: str) -> Materialised:
        """Keep the result of ``sql`` as a table; its rows and the seconds it took."""
        started = time.perf_counter()
        with self._watched(table):
            rows = self._keep(table, self._query(sql))
        return Materialised(table, rows, time.perf_counter() - started)

    def view(self, name: str, sql: str) -> None:
        """Name a query without running it."""
        with self._watched(name):
            self._name(name, self._query(sql))

    def drop(self, name: str, view: bool = False) -> None:
        """Forget a table or view; the storage of a table is free at once."""
        with self._watched(name):
            self._forget(name)

    def register(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under ``name``."""
        with self._watched(name):
            rows = self._keep(name, self._spark.createDataFrame(spark_ready(table), spark_schema(table.schema)))
            if rows != table.num_rows:
                raise AssertionError(f"Spark took {rows} rows of {table.num_rows}")

    def kernel(self, table: str, kernel: Kernel) -> Materialised:
        """Keep what a kernel makes of its rows as a table. `EngineError`: there are more than its limit."""
        started = time.perf_counter()
        given = f"{table}~given"
        count = self.materialise(given, kernel.sql).rows
        try:
            kernel.refuse_more(table, count)
            rows = self.arrow(f'SELECT * FROM "{given}"', table)
        finally:
            self.drop(given)
        with self._watched(""):
            made = kernel.made(table, rows, lambda percent: self._beat(table, percent, started))
        self.register(table, made)
        return Materialised(table, made.num_rows, time.perf_counter() - started)

    # -- tables -----------------------------------------------------------------------------------------------

    def _query(self, sql: str) -> Any:
        if "getvariable(" in sql and not self._variables:
            self._set_variables()
        return self._spark.sql(translated(sql, self._parquet))

    def _keep(self, name: str, frame: Any) -> int:
        """Compute a frame now and keep its rows on the executors, spilling to their disks."""
        from pyspark import StorageLevel
        from pyspark.sql import Observation
        from pyspark.sql.functions import count, lit

        seen = Observation()
        kept = frame.observe(seen, count(lit(1)).alias("rows")).localCheckpoint(
            eager=True, storageLevel=StorageLevel.MEMORY_AND_DISK
        )
        self._forget(name)
        self._name(name, kept)
        self._frames[name] = kept
        return int(seen.get["rows"])

    def _name(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(quoted(name))
        self.named.add(name)

    def _forget(self, name: str) -> None:
        self.named.discard(name)
        self._spark.catalog.dropTempView(name)
        kept = self._frames.pop(name, None)
        if kept is not None:
            kept._jdf.queryExecution().analyzed().rdd().unpersist(False)

    def _parquet(self, paths: Sequence[Path]) -> str:
        """The view of some Parquet files, ``file_row_number`` included: the row's place in its file, however the file
        is split."""
        key = tuple(paths)
        if key not in self._files:
            name = f"~files~{len(self._files)}"
            if any(map(_split_in_bytes, paths)):
                self._spark.conf.set("spark.sql.parquet.enableVectorizedReader", "false")
            schema = spark_schema(pq.read_schema(paths[0]))
            reader = self._spark.read.schema(schema).option("recursiveFileLookup", "true")
            frame = reader.parquet(*(self._url(path) for path in paths))
            frame.select("*", frame["_metadata.row_index"].alias("file_row_number")).createOrReplaceTempView(
                quoted(name)
            )
            self._files[key] = name
        return self._files[key]

    def _url(self, path: Path) -> str:
        """Where the executors find a file."""
        resolved = path.resolve()
        for folder, url in self._roots.items():
            if resolved.is_relative_to(folder):
                return f"{url}/{resolved.relative_to(folder).as_posix()}"
        return f"file:{resolved}"  # not a URI: what a path has of spaces and percents is meant

    def _set_variables(self) -> None:
        """The working days, for the functions that count them."""
        days, until = working_day_lists()
        first = "DATE '1970-01-01'"
        numbers = ", ".join(str((day - dt.date(1970, 1, 1)).days) for day in days)
        counts = ", ".join(map(str, until))
        made = {
            "working_days": ("DATE", f"transform(array({numbers}), n -> date_add({first}, n))"),
            "working_days_until": ("INT", f"array({counts})"),
        }
        for name, (kind, values) in made.items():
            self._spark.sql(f"DECLARE OR REPLACE VARIABLE {name} ARRAY<{kind}> DEFAULT {values}")
        self._variables = True

    # -- watching ---------------------------------------------------------------------------------------------

    @contextmanager
    def _watched(self, label: str) -> Iterator[None]:
        """Run one query; its jobs are one group, by which they are stopped."""
        self._refuse_cancelled()
        self._context.setJobGroup(self._group, label, interruptOnCancel=True)
        with super()._watched(label):
            yield

    def _percent(self) -> float:
        tracker = self._context.statusTracker()
        infos = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(info.numTasks for info in infos if info is not None)
        done = sum(info.numCompletedTasks for info in infos if info is not None)
        return 100.0 * done / tasks if tasks else -1.0

    def _translated(self, error: Exception) -> EngineError:
        """Spark's exception as one of ours."""
        told = str(error)
        said = (
            line.strip().removeprefix(": ") for line in told.splitlines() if not line.startswith("An error occurred")
        )
        detail = next((line for line in said if line), type(error).__name__)[:500]
        if self._cancelled.is_set():
            return Cancelled("运行已取消", "the run was cancelled")
        if re.search(r"No space left|Disk quota", told):
            return DiskFull(
                "Spark 的临时目录磁盘空间不足：请清理磁盘，或在 spark.local.dir 中换一个目录后重试",
                "no disk space left for Spark's temporary files: free some, or name another folder by spark.local.dir",
                detail,
            )
        if re.search(r"OutOfMemory|Java heap space|SparkOutOfMemory", told):
            return OutOfMemory(
                f"内存上限 {self.memory_limit} 不够：请提高内存上限后重试",
                f"the memory limit {self.memory_limit} is too small: raise it and run again",
                detail,
            )
        return EngineError("查询失败", "the query failed", detail)


def _split_in_bytes(path: Path) -> bool:
    """Whether a file keeps a column as DuckDB does fractions, which only Spark's slower reader understands."""
    groups = pq.read_metadata(path)
    return any(
        "BYTE_STREAM_SPLIT" in groups.row_group(group).column(column).encodings
        for group in range(groups.num_row_groups)
        for column in range(groups.num_columns)
    )
