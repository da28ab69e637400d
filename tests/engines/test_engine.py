"""The engine's fence and its manners: what a query may touch, limits, cancel, progress, clear errors."""

import threading
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingjian.engines import Cancelled, DiskFull, Engine, EngineError, OutOfMemory


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    folder = tmp_path / "lake"
    folder.mkdir()
    pq.write_table(pa.table({"n": list(range(1000))}), folder / "part.parquet")
    return folder


def test_only_named_folders_are_readable(tmp_path: Path, lake: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with Engine(readable=[lake]) as engine:
        assert engine.run(f"SELECT count(*) FROM read_parquet('{lake}/part.parquet')") == [(1000,)]
        for sql in (
            f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
            f"SELECT * FROM read_text('{lake}/../secret.csv')",
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM glob('/etc/*')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            f"ATTACH '{tmp_path}/other.db'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET threads = 8",
            "RESET lock_configuration",
        ):
            with pytest.raises(EngineError):
                engine.run(sql)
    assert not (tmp_path / "out.csv").exists()


def test_python_variables_are_out_of_reach(lake: Path) -> None:
    table = pa.table({"a": [1]})
    assert table.num_rows == 1
    with Engine() as engine, pytest.raises(EngineError):
        engine.run("SELECT * FROM table")


def test_materialise_tells_rows_and_seconds() -> None:
    with Engine() as engine:
        made = engine.materialise('odd "name"', "SELECT range AS n FROM range(1234)")
        assert made.rows == 1234
        assert made.seconds >= 0
        assert engine.run('SELECT max(n) FROM "odd ""name"""') == [(1233,)]
        engine.drop('odd "name"')
        with pytest.raises(EngineError):
            engine.run('SELECT 1 FROM "odd ""name"""')


def test_arrow_in_and_out() -> None:
    with Engine() as engine:
        engine.register("codes", pa.table({"code": ["盗窃罪", None], "n": [1, 2]}))
        assert engine.arrow("SELECT * FROM codes ORDER BY n").to_pydict() == {"code": ["盗窃罪", None], "n": [1, 2]}
        assert sum(batch.num_rows for batch in engine.batches("SELECT * FROM range(250000)")) == 250_000


def test_parquet_only_below_writable_folders(tmp_path: Path, lake: Path) -> None:
    with Engine(readable=[lake], writable=[tmp_path / "out"]) as engine:
        (tmp_path / "out").mkdir()
        assert engine.write_parquet("SELECT 1 AS a UNION ALL SELECT 2", tmp_path / "out" / "x.parquet") == 2
        assert pq.read_table(tmp_path / "out" / "x.parquet").num_rows == 2
        with pytest.raises(EngineError, match="不允许"):
            engine.write_parquet("SELECT 1 AS a", lake / "y.parquet")
        with pytest.raises(EngineError, match="不允许"):
            engine.write_parquet("SELECT 1 AS a", tmp_path / "out" / ".." / "z.parquet")


SLOW = "SELECT sum(a.range * b.range) FROM range(10000000) a, range(1000000) b WHERE (a.range + b.range) % 7 = 3"


def test_cancel_from_another_thread() -> None:
    with Engine() as engine:
        threading.Timer(0.3, engine.cancel).start()
        started = time.perf_counter()
        with pytest.raises(Cancelled):
            engine.run(SLOW)
        assert time.perf_counter() - started < 10
        with pytest.raises(Cancelled):
            engine.run("SELECT 1")


def test_progress_is_told() -> None:
    told: list[tuple[str, float, float]] = []
    with Engine(progress=lambda *one: told.append(one)) as engine:
        threading.Timer(1.3, engine.cancel).start()
        with pytest.raises(Cancelled):
            engine.run(SLOW, "step one")
    assert told
    assert {label for label, _, _ in told} == {"step one"}


def test_one_thread_watches_the_queries_of_an_engine() -> None:
    told: list[str] = []
    before = threading.active_count()
    with Engine(progress=lambda label, *_: told.append(label)) as engine:
        for number in range(50):
            engine.run("SELECT 1", f"step {number}")
            assert threading.active_count() <= before + 1
        assert told == []  # none of them lasts half a second
        threading.Timer(1.3, engine.cancel).start()
        with pytest.raises(Cancelled):
            engine.run(SLOW, "the long one")
    assert set(told) == {"the long one"}


def test_a_failing_listener_does_not_stop_the_query() -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("listener")

    with Engine(progress=broken) as engine:
        assert engine.run("SELECT sum(hash(range)) > 0 FROM range(40000000)") == [(True,)]


def test_too_little_memory_is_said_clearly() -> None:
    with Engine(memory_limit="60MiB", threads=1, temp_limit="0KiB") as engine:
        with pytest.raises((OutOfMemory, DiskFull)) as caught:
            engine.materialise("big", "SELECT range AS a, hash(range) AS b FROM range(20000000)")
        assert "MiB" in str(caught.value) or "磁盘" in str(caught.value)


def test_disk_full_is_said_clearly(tmp_path: Path) -> None:
    with Engine(memory_limit="100MiB", threads=1, temp=tmp_path, temp_limit="20MiB") as engine:
        with pytest.raises(DiskFull) as caught:
            engine.materialise("big", "SELECT range AS a, hash(range) AS b FROM range(60000000)")
        assert "磁盘空间不足" in caught.value.zh
    assert not list(tmp_path.iterdir())


def test_spilling_under_the_limit(tmp_path: Path) -> None:
    with Engine(memory_limit="150MiB", threads=1, temp=tmp_path) as engine:
        made = engine.materialise("big", "SELECT range AS a, hash(range) AS b FROM range(20000000)")
        assert made.rows == 20_000_000


def test_an_unusable_memory_limit_is_told() -> None:
    with pytest.raises(EngineError):
        Engine(memory_limit="a lot")
