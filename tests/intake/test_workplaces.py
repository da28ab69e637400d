"""Databases that deliveries use one after the other: each finds its own empty, and a broken one is not used again."""

from pathlib import Path

import duckdb
import pytest

from mingjian.intake.workplaces import Workplaces

SMALL, LARGE = 1000, 1 << 30


def _tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str]]:
    return con.execute("SELECT table_name FROM duckdb_tables()").fetchall()


def _threads(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.execute("SELECT current_setting('threads')").fetchall()[0][0])


def test_what_a_delivery_makes_goes_with_it(tmp_path: Path):
    with Workplaces(None, None, tmp_path) as places:
        with places.one(SMALL) as con:
            con.execute("CREATE TABLE made AS SELECT 1; CREATE TEMP TABLE passing AS SELECT 2; SET VARIABLE kept = 3")
        with places.one(SMALL) as con:
            assert _tables(con) == []
            assert con.execute("SELECT getvariable('kept')").fetchall() == [(None,)]


def test_two_at_a_time_do_not_see_each_other(tmp_path: Path):
    with Workplaces(None, None, tmp_path) as places, places.one(SMALL) as first, places.one(SMALL) as second:
        first.execute("CREATE TABLE made AS SELECT 1")
        second.execute("CREATE TABLE made AS SELECT 2")
        assert first.execute("FROM made").fetchall() == [(1,)]


def test_a_small_delivery_takes_one_thread_and_a_large_one_those_it_may(tmp_path: Path):
    with Workplaces(None, 3, tmp_path) as places:
        for size, threads in ((SMALL, 1), (LARGE, 3), (SMALL, 1)):
            with places.one(size) as con:
                assert _threads(con) == threads


def test_a_broken_database_is_not_used_again(tmp_path: Path):
    with Workplaces(None, None, tmp_path) as places:
        with places.one(SMALL) as con:
            con.execute("CREATE TABLE made AS SELECT 1")
            con.close()
        with places.one(SMALL) as con:
            assert _tables(con) == []


def test_an_error_of_the_delivery_is_the_error_told(tmp_path: Path):
    with Workplaces(None, None, tmp_path) as places:
        with pytest.raises(duckdb.CatalogException, match="nowhere"), places.one(SMALL) as con:
            con.execute("FROM nowhere")
        with places.one(SMALL) as con:
            assert _tables(con) == []
