"""Pensions paid after death, on DuckDB under a memory limit and on Spark: the same clues, and what each takes.

    python -m benchmarks.spark --payments 10000000 --deaths 1000000 [--engine spark://host:port] [--memory 4GiB]
    python -m benchmarks.spark --payments 100000000 --deaths 10000000 --cluster 3g

``--cluster`` starts a standalone cluster of its own on loopback: one master, and two workers of one core and that much
memory each, all of which their executors get but for what Java takes beside the heap.

Plain tables in the lake's shape (row number by place in the file), and the steps of ``benefits-paid-to-the-dead``: a
match on the person with a condition on months, and an aggregate with its witnesses. Every engine runs in a process of
its own; equal clues are told by one digest over all rows, witnesses included.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from mingjian.collision import Context, Field, Scan, bind_plan, execute, parse_step, scan_relation
from mingjian.engines import Engine, Kind, QueryEngine
from mingjian.engines.dialect import name as quoted

PAYMENTS = [Field("person", Kind.SUBJECT, nullable=False), Field("month", Kind.MONTH, nullable=False),
            Field("amount", Kind.MONEY, nullable=False), Field("region", Kind.CODE, nullable=False)]  # fmt: skip
DEATHS = [Field("person", Kind.SUBJECT, nullable=False), Field("died_on", Kind.DATE, nullable=False)]
STEPS: dict[str, dict[str, Any]] = {
    "after_death": {"match": ["payments", "deaths"], "on": "person", "where": "month > month(died_on) + 2 months"},
    "per_person": {
        "aggregate": "after_death",
        "by": ["person", "died_on"],
        "take": {"months": "count()", "amount": "sum(amount)", "last": "max(month)"},
    },
}


def make(folder: Path, payments: int, deaths: int) -> None:
    """Payments of twelve times as many months as people; the dead are mostly others, one in fifty is still paid."""
    people = max(payments // 12, 1)
    with duckdb.connect() as connection:
        connection.execute("SET preserve_insertion_order = false")
        paid = (
            f"SELECT (hash(i) % {people})::INTEGER AS person, (24300 + i % 24)::INTEGER AS month,"
            f" (1000 + i % 700)::DECIMAL(18,2) AS amount, '340' || lpad((i % 160)::VARCHAR, 3, '0') AS region"
            f" FROM range({payments}) t(i)"
        )
        dead = (
            f"SELECT (CASE WHEN i % 50 = 0 THEN hash(i) % {people} ELSE {people} + i END)::INTEGER AS person,"
            f" DATE '2024-01-01' + (hash(i + 1) % 900)::INTEGER AS died_on FROM range({deaths}) t(i)"
        )
        for name, sql in (("payments", paid), ("deaths", dead)):
            connection.execute(f"COPY ({sql}) TO '{folder / name}.parquet' (FORMAT parquet, COMPRESSION zstd)")


def clues(engine: QueryEngine, folder: Path) -> dict[str, Any]:
    """Run the steps; how many clues, how many seconds, and a digest that does not depend on order."""
    scans = {
        name: Scan(
            scan_relation(name, fields),
            f"SELECT {', '.join(quoted(field.name) for field in fields)}, file_row_number AS _row FROM read_parquet("
            f"['{folder / name}.parquet'], hive_partitioning = false, file_row_number = true)",
        )
        for name, fields in (("payments", PAYMENTS), ("deaths", DEATHS))
    }
    plan = bind_plan(scans, [parse_step(name, raw) for name, raw in STEPS.items()], Context())
    started = time.perf_counter()
    outcome = execute(plan, engine, "per_person", lineage="carry")
    seconds = time.perf_counter() - started
    total = 0
    for row in engine.arrow(f"SELECT * FROM {quoted(outcome.table)}").to_pylist():
        told = json.dumps({name: str(value) for name, value in sorted(row.items())})
        total += int.from_bytes(hashlib.sha256(told.encode()).digest()[:12], "big")
    return {"clues": outcome.rows, "seconds": round(seconds, 1), "digest": f"{total % 2**96:024x}"}


def alone(folder: Path, engine: str, memory: str) -> None:
    """One engine in this process; prints what it took as JSON."""
    if engine == "duckdb":
        with Engine(memory_limit=memory, temp=folder / "temp", readable=[folder], threads=2) as opened:
            found = clues(opened, folder)
    else:
        from mingjian.engines.spark import SparkEngine

        with SparkEngine("local[2]" if engine == "spark" else engine, memory_limit=memory) as cluster:
            found = clues(cluster, folder)
    found["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found))


@contextmanager
def cluster(folder: Path, memory: str, port: int = 17177) -> Iterator[str]:
    """A standalone cluster on loopback; the address of its master."""
    import pyspark

    home = Path(pyspark.__file__).parent
    env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1",
                        "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_DIRS": str(folder)}  # fmt: skip
    master, log = f"spark://127.0.0.1:{port}", folder / "cluster.log"
    host = ["--host", "127.0.0.1", "--webui-port", "0"]
    worker = ["worker.Worker", *host, "--cores", "1", "--memory", memory, "--work-dir", str(folder), master]
    started: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as told:
        try:
            for part in (["master.Master", *host, "--port", str(port)], worker, worker):
                command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{part[0]}", *part[1:]]
                started.append(subprocess.Popen(command, env=env, stdout=told, stderr=told))
            while log.read_text("utf-8", "replace").count("Registering worker") < 2:
                if any(process.poll() is not None for process in started):
                    raise SystemExit(f"the cluster did not come up: {log.read_text('utf-8', 'replace')[-500:]}")
                time.sleep(0.5)
            yield master
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(60)


def main() -> None:
    """Make the data, run both, compare."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--payments", type=int, default=10_000_000)
    asked.add_argument("--deaths", type=int, default=1_000_000)
    asked.add_argument("--engine", default="spark")
    asked.add_argument("--memory", default="4GiB", help="limit of DuckDB, heap of a local Spark or of each executor")
    asked.add_argument("--cluster", metavar="MEMORY", help="a cluster of its own: memory of each of its two workers")
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--only", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.only:
        alone(given.folder, given.only, given.memory)
        return
    with tempfile.TemporaryDirectory(prefix="mingjian-spark-") as made:
        folder = given.folder or Path(made)
        make(folder, given.payments, given.deaths)
        digests = {_told("duckdb", folder, given.memory)}
        if given.cluster:
            (folder / "cluster").mkdir()
            heap = f"{int(given.cluster.removesuffix('g')) * 1024 * 9 // 10 - 384}MiB"
            with cluster(folder / "cluster", given.cluster) as master:
                os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
                digests.add(_told(master, folder, heap))
        else:
            digests.add(_told(given.engine, folder, given.memory))
        print("equal clues" if len(digests) == 1 else "THE CLUES DIFFER")


def _told(engine: str, folder: Path, memory: str) -> str:
    """Measure one engine in a process of its own and print; the digest of its clues."""
    command = [sys.executable, "-m", "benchmarks.spark", "--only", engine, "--folder", str(folder), "--memory", memory]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    print(engine, memory, told, flush=True)
    return str(json.loads(told)["digest"])


if __name__ == "__main__":
    main()
