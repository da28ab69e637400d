"""Every query of every shipped model is one that Spark reads: translated, its names found, its types agreeing.

Nothing is computed on Spark, so that all models are asked in the time in which one is run; DuckDB runs the examples.
"""

import pyarrow as pa
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
SLICE = ["fake-confirmed-mediations", "handled-separately-never-followed"]
"""Joins upon joins, and a null in the place of a day: Spark refused both."""
MODELS = [pytest.param(name, marks=() if name in SLICE else pytest.mark.slow) for name in shipped_models()]


@pytest.fixture
def spark():
    """One for each model: what it names is forgotten."""
    need_spark()
    from mingjian.engines.spark import SparkEngine

    with SparkEngine(memory_limit="1GiB", threads=2) as engine:
        yield engine


class Asking:
    """DuckDB, where Spark reads each query first; Spark's tables have columns and no rows."""

    def __init__(self, duckdb, spark):
        self.duckdb, self.spark = duckdb, spark

    def run(self, sql, label=""):
        self.spark._query(sql)
        return self.duckdb.run(sql, label)

    def view(self, name, sql):
        self.spark.view(name, sql)
        self.duckdb.view(name, sql)

    def materialise(self, table, sql):
        self.named(table, self.spark._query(sql).schema)
        return self.duckdb.materialise(table, sql)

    def register(self, name, table):
        self.named(name, table.schema)
        self.duckdb.register(name, table)

    def kernel(self, table, kernel):
        self.spark._query(kernel.sql)
        made = self.duckdb.kernel(table, kernel)
        self.named(table, self.duckdb.arrow(f"SELECT * FROM {quoted(table)} LIMIT 0").schema)
        return made

    def drop(self, name, view=False):
        self.spark.drop(name, view)
        self.duckdb.drop(name, view)

    def named(self, name, schema):
        from mingjian.engines.spark.types import spark_schema

        told = spark_schema(schema) if isinstance(schema, pa.Schema) else schema
        self.spark._name(name, self.spark._spark.createDataFrame([], told))


@pytest.mark.parametrize("name", MODELS)
def test_spark_reads_every_query(name, spark) -> None:
    model = load_model(shipped_models()[name])
    rows = 0
    for read in read_examples(model.folder):
        with Engine(memory_limit="1GiB", threads=1) as duckdb:
            engine = Asking(duckdb, spark)
            tables = build_tables(engine, model, read)
            plan = compile_model(model, tables.scans, as_of=read.content.as_of, parameters=read.content.parameters)
            rows += execute(plan.plan, engine, plan.final, plan.columns, lineage="carry").rows
    assert rows
