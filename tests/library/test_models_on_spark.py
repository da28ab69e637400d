"""Shipped models over their examples on both engines: the same rows with the same witnesses, the same doubts."""

from collections import Counter

import pytest

from mingjian.collision import execute
from mingjian.engines import Engine
from mingjian.engines.dialect import name as quoted
from mingjian.library import shipped_models
from mingjian.models import load_model
from mingjian.models.compile import compile_model
from mingjian.models.example_tables import build_tables
from mingjian.models.examples import read_examples
from spark_parts import need_spark

pytestmark = pytest.mark.spark
SLICE = ["convicted-company-officers", "benefits-paid-to-the-dead", "harmful-premises-near-schools"]
"""A join, an aggregate and a kernel; all models take half an hour on two cores."""
MODELS = [
    pytest.param(folder, id=name, marks=() if name in SLICE else pytest.mark.slow)
    for name, folder in sorted(shipped_models().items())
]


@pytest.fixture(scope="module")
def spark_engine():
    need_spark()
    from mingjian.engines.spark import SparkEngine

    return lambda: SparkEngine(memory_limit="1GiB", threads=2)


def outcome_of(engine, model, read):
    tables = build_tables(engine, model, read)
    plan = compile_model(model, tables.scans, as_of=read.content.as_of, parameters=read.content.parameters)
    outcome = execute(plan.plan, engine, plan.final, plan.columns, lineage="carry")
    rows = Counter(map(frozen, engine.arrow(f"SELECT * FROM {quoted(outcome.table)}").to_pylist()))
    doubts = Counter()
    for step, table in outcome.doubts.items():
        doubts.update((step, *row) for row in engine.run(f"SELECT reason, alias, source, _row FROM {quoted(table)}"))
    return rows, doubts, [step.undetermined for step in outcome.steps]


def frozen(row):
    return tuple(sorted((name, tuple(value) if isinstance(value, list) else value) for name, value in row.items()))


@pytest.mark.parametrize("folder", MODELS)
def test_examples_come_out_alike(folder, spark_engine) -> None:
    model, rows = load_model(folder), 0
    for read in read_examples(model.folder):
        with Engine(memory_limit="1GiB", threads=1) as duckdb, spark_engine() as spark:
            expected, found = outcome_of(duckdb, model, read), outcome_of(spark, model, read)
        assert found == expected
        rows += len(found[0])
    assert rows
