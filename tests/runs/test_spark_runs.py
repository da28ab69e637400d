"""Runs on Spark: the clues, witnesses and undetermined rows of DuckDB, proved on either engine; refusals in words."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from runs_models import ABSENT, AS_OF, YEAR, deaths, model, payments
from test_kernel_runs import COPIED, FIRST, HEAD, judgments

from mingjian.engines import Cancelled
from mingjian.lake import Lake
from mingjian.models import Model, load_model
from mingjian.runs import RunError
from mingjian.runs.execute import Control, Progress, run_model
from mingjian.runs.prove import prove_all
from mingjian.runs.store import StoredRun
from spark_parts import cluster, need_spark

pytestmark = pytest.mark.spark


def told(run: StoredRun) -> tuple[Any, ...]:
    tables = (run.clues, run.witnesses, run.undetermined)
    steps = [(step.name, step.verb, step.sql, step.rows, step.undetermined) for step in run.record.steps]
    return (*(table.to_pylist() for table in tables), steps, run.record.undetermined)


def same_on_both(lake: Lake, wanted: Model, engine: str) -> StoredRun:
    """A run on DuckDB and one on Spark tell the same; the one on Spark is proved on both."""
    first = run_model(lake, wanted, as_of=AS_OF, purpose="专项一号")
    second = run_model(lake, wanted, as_of=AS_OF, purpose="专项一号", engine=engine, memory_limit="1GiB")
    assert first.record.clues
    assert told(second) == told(first)
    assert first.record.engine.startswith("duckdb ")
    assert second.record.engine.startswith("spark 4.")
    for where in ("duckdb", engine):
        assert all(one.proved for one in prove_all(lake, [second], engine=where, memory_limit="1GiB"))
    return second


def copied(tmp_path: Path) -> Model:
    """A model over a kernel."""
    folder = tmp_path / "models" / "copied"
    folder.mkdir(parents=True)
    body = COPIED.replace("KEEP", "pairs").replace("MORE", FIRST).replace("FROM", "first")
    (folder / "model.yaml").write_text(HEAD.format(name="copied") + body, "utf-8")
    return load_model(folder)


def test_clues_of_a_join_and_of_an_absence(lake: Lake) -> None:
    need_spark()
    deaths(lake, people=5)
    payments(lake, people=3, coverage=YEAR)
    same_on_both(lake, model(), "spark")
    same_on_both(lake, model(ABSENT), "spark")


def test_a_run_tells_how_far_it_is_and_can_be_stopped(lake: Lake) -> None:
    need_spark()
    deaths(lake)
    payments(lake)
    heard: list[Progress] = []
    run_model(lake, model(), as_of=AS_OF, purpose="一", engine="spark", control=Control(heard.append))
    assert any(one.rows is not None for one in heard)
    control = Control(lambda _: control.cancel())
    with pytest.raises(Cancelled):
        run_model(lake, model(), as_of=AS_OF, purpose="一", engine="spark", control=control)


def test_what_cannot_be_run_on_is_refused_in_words(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    need_spark()
    from mingjian.engines.spark import SparkUnavailable, session

    deaths(lake)
    payments(lake)
    for wrong in ("flink", "spark:"):
        with pytest.raises(RunError, match="no engine"):
            run_model(lake, model(), as_of=AS_OF, purpose="一", engine=wrong)
    session.stop()
    with pytest.raises(SparkUnavailable, match="cannot be reached") as unreachable:
        run_model(lake, model(), as_of=AS_OF, purpose="一", engine="spark://127.0.0.1:9")
    assert "无法连接" in unreachable.value.zh
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(SparkUnavailable, match="Java 17") as no_java:
        run_model(lake, model(), as_of=AS_OF, purpose="一", engine="spark")
    assert "openjdk-17" in no_java.value.zh


def test_a_cluster_of_one_master_and_two_workers(lake: Lake, tmp_path: Path) -> None:
    """A join and a kernel on a standalone cluster on loopback, whose executors read the lake by a URL."""
    need_spark()
    from mingjian.engines.spark import session

    deaths(lake, people=5)
    payments(lake, people=5)
    judgments(lake)
    session.stop()
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "MINGJIAN_SPARK_ROOT": f"file://{lake.path}"}
    try:
        with cluster(tmp_path / "cluster") as master:
            same_on_both(lake, model(), master)
            same_on_both(lake, copied(tmp_path), master)
            executors = session._STARTED["spark"].sparkContext._jsc.sc().getExecutorMemoryStatus().size()
            session.stop()
            assert executors == 3, "the driver and two executors"
            assert (tmp_path / "cluster" / "cluster.log").read_text().count("Launching executor") >= 2
    finally:
        session.stop()
        del os.environ["MINGJIAN_SPARK_ROOT"], os.environ["SPARK_LOCAL_IP"]
