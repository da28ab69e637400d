"""Small queries share one database, which nothing that goes wrong in one of them takes from the others."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingjian.lake.sql import parquet, reader


def test_what_one_query_registers_the_next_does_not_see():
    with reader() as con:
        con.register("asked", pa.table({"n": [1]}))
        assert con.execute("SELECT n FROM asked").fetchall() == [(1,)]
    with reader() as con, pytest.raises(duckdb.CatalogException):
        con.execute("SELECT n FROM asked")


def test_a_file_is_read_as_it_is_now(tmp_path):
    path = tmp_path / "part.parquet"
    for value in (1, 2):
        pq.write_table(pa.table({"n": [value]}), path)
        with reader() as con:
            assert con.execute(f"SELECT n FROM {parquet(path)}").fetchall() == [(value,)]


@pytest.mark.parametrize("error", [duckdb.InternalException, duckdb.FatalException])
def test_a_database_that_was_brought_down_is_given_up(error):
    with reader() as con:
        con.execute("CREATE TABLE mark AS SELECT 1 AS n")
    with pytest.raises(error), reader():
        raise error("brought down")
    with reader() as con, pytest.raises(duckdb.CatalogException):
        con.execute("SELECT n FROM mark")
