"""Every construct that means something else on Spark, or that it lacks: both engines give the same."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingjian.engines import Engine

ROWS = """(VALUES (1, '张 伟', DATE '2024-01-31', 1.50, 'b'), (1, 'A*b]', DATE '2024-02-29', 2.25, 'a'),
 (2, '累犯。\n再犯', DATE '2024-03-30', -0.125, 'a'), (2, NULL, NULL, NULL, 'c'), (3, '', DATE '2023-12-31', 9.99, 'b'))
 AS t(k, w, d, m, s)"""
_FILE = Path(__file__).with_name("constructs.sql").read_text("utf-8")
CONSTRUCTS = dict(part.strip().split("\n", 1) for part in _FILE.split("\n\n-- ")[1:])

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def duckdb():
    with Engine(memory_limit="512MiB") as engine:
        yield engine


def plain(record):
    def one(value):
        if isinstance(value, list):
            return tuple(value)
        return float(value) if type(value).__name__ == "Decimal" else value

    return tuple((key, one(value)) for key, value in record.items())


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_both_engines_give_the_same(construct, duckdb, spark) -> None:
    sql = CONSTRUCTS[construct]
    for alias in (" l ", " v ", " o"):
        sql = sql.replace(f"FROM R{alias}", f"FROM (SELECT * FROM {ROWS}){alias}")
    sql = sql.replace("FROM R", f"FROM {ROWS}")
    expected, found = duckdb.arrow(sql).to_pylist(), spark.arrow(sql).to_pylist()
    assert sorted(map(plain, found), key=repr) == sorted(map(plain, expected), key=repr), sql


UNKNOWN = [
    "SELECT jaro_winkler_similarity('a', 'b')", "SELECT damerau_levenshtein('a', 'b')", "SELECT hash(1)",
    "SELECT [1, 2, 3][1:2]", "SELECT dayofweek(DATE '2024-01-01')", "SELECT 'a' LIKE 'b'",
    "SELECT TRY_CAST('1e3' AS BIGINT)", "SELECT corr(1, 2)", "WITH x AS (SELECT 1) SELECT * FROM x",
    "SELECT DISTINCT ON (a) a FROM (SELECT 1 AS a)", "SELECT a FROM (SELECT 1 AS a) FULL JOIN (SELECT 1 AS b) ON a = b",
    "SELECT now()", "SELECT regexp_matches('a', '\\pN')", "SELECT regexp_matches('a', '(?<x>a)')",
    "SELECT date_diff('month', DATE '2024-01-01', DATE '2024-02-01')", "SELECT array_agg(1)",
    "SELECT a FROM read_csv('x')",
    "SELECT string_split('a', 'ab')", "SELECT quantile_cont(1, 0.5)", "SELECT mode(1)", "COPY (SELECT 1) TO 'x'",
]  # fmt: skip


@pytest.mark.parametrize("sql", UNKNOWN)
def test_what_nobody_has_translated_is_an_error_before_anything_runs(sql, spark) -> None:
    from mingjian.engines.spark import Untranslatable

    with pytest.raises(Untranslatable) as told:
        spark.view("never", sql)
    assert "Spark" in told.value.zh
    assert "use DuckDB" in told.value.en


def test_rows_are_numbered_as_duckdb_numbers_them(tmp_path, duckdb, spark) -> None:
    """Many row groups, and splits within the file: the number is the place in the file."""
    path = tmp_path / "a part.parquet"
    days = [dt.date(2020, 1, 1) + dt.timedelta(n % 400) for n in range(20_000)]
    numbers = pa.array(range(20_000), pa.int64())
    state = pa.array([n % 4 for n in range(20_000)], pa.uint8())
    pq.write_table(
        pa.table({"x": numbers, "d": days, "s": state, "f": numbers.cast(pa.float64())}), path, row_group_size=700
    )
    spark._spark.conf.set("spark.sql.files.maxPartitionBytes", "20000")
    sql = (
        f"SELECT x, s, d, f, file_row_number + 7 AS _row FROM read_parquet(['{path}'], hive_partitioning = false,"
        " file_row_number = true) WHERE s = 2 AND x > 300"
    )
    spark.view("numbered", sql)
    found = spark.run('SELECT * FROM "numbered"')
    spark._spark.conf.unset("spark.sql.files.maxPartitionBytes")
    assert len(found) == 4925
    assert all(row == x + 7 and f == x and s == 2 for x, s, _, f, row in found)


def test_fractions_are_read_as_duckdb_writes_them(tmp_path, spark) -> None:
    """Split in bytes, an encoding that Spark's quick reader refuses; numbered all the same."""
    path = tmp_path / "fractions.parquet"
    table = pa.table({"x": [n / 7 for n in range(3000)], "n": list(range(3000))})
    pq.write_table(table, path, use_dictionary=False, column_encoding={"x": "BYTE_STREAM_SPLIT"}, row_group_size=500)
    sql = f"SELECT x, n, file_row_number AS r FROM read_parquet(['{path}'], file_row_number = true) WHERE n % 97 = 5"
    try:
        found = spark.run(sql)
    finally:
        spark._spark.conf.unset("spark.sql.parquet.enableVectorizedReader")
    assert sorted(found) == [(n / 7, n, n) for n in range(5, 3000, 97)]


def test_a_table_of_several_pieces_arrives_whole(spark) -> None:
    pieces = pa.chunked_array([pa.array([1, 2]), pa.array([3]), pa.array([], pa.int64())])
    spark.register("pieces", pa.table({"x": pieces}))
    assert sorted(spark.run('SELECT x FROM "pieces"')) == [(1,), (2,), (3,)]
