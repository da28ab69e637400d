"""Work outside SQL: one table in, one out, with a limit, signs of life and a way to stop it."""

import pyarrow as pa
import pytest

from mingjian.engines import Beat, Cancelled, Engine, EngineError, Kernel

NUMBERS = pa.schema([("n", pa.int64())])


def doubled(table: pa.Table, beat: Beat) -> pa.Table:
    beat(50)
    return pa.table({"n": [2 * n for n in table.column("n").to_pylist()]}, schema=NUMBERS)


def kernel(rows: int, limit: int = 10, gives: pa.Schema = NUMBERS) -> Kernel:
    return Kernel(f"SELECT range AS n FROM range({rows})", doubled, gives, limit, ("个数", "numbers"))


def test_what_a_kernel_makes_is_a_table() -> None:
    told: list[tuple[str, float]] = []
    with Engine(progress=lambda label, percent, seconds: told.append((label, percent))) as engine:
        made = engine.kernel("doubled", kernel(10))
        assert (made.name, made.rows) == ("doubled", 10)
        assert engine.run('SELECT n FROM "doubled" ORDER BY n') == [(2 * n,) for n in range(10)]
    assert ("doubled", 50) in told


def test_nothing_goes_in_and_a_table_of_nothing_comes_out() -> None:
    with Engine() as engine:
        assert engine.kernel("doubled", kernel(0)).rows == 0
        assert engine.run('SELECT typeof(n) FROM "doubled"') == []


def test_more_than_it_can_hold_is_refused_before_it_begins() -> None:
    with Engine() as engine, pytest.raises(EngineError, match="11 numbers, more than the 10") as told:
        engine.kernel("doubled", kernel(11))
    assert "filter" in told.value.zh


def test_a_kernel_can_be_stopped() -> None:
    engine = Engine()

    def endless(table: pa.Table, beat: Beat) -> pa.Table:
        engine.cancel()
        beat(1)
        raise AssertionError("it went on")

    with engine, pytest.raises(Cancelled):
        engine.kernel("endless", Kernel("SELECT 1 AS n", endless, NUMBERS, 10, ("个数", "numbers")))


def test_a_kernel_keeps_its_promise() -> None:
    with Engine() as engine, pytest.raises(TypeError, match="promised"):
        engine.kernel("doubled", kernel(1, gives=pa.schema([("n", pa.string())])))
