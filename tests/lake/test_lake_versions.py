import os
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest
from lake_parts import SCHEMA, manifest_of, small_version, write_part

from mingjian.lake import Counts, Coverage, Lake, LakeError, covered, part
from mingjian.lake.sql import connect


def rows(lake: Lake, sql: str) -> list:
    with connect() as con:
        return con.execute(sql).fetchall()


def test_create_open_and_refuse(tmp_path: Path):
    made = Lake.create(tmp_path / "a")
    assert Lake.open(tmp_path / "a").keyring.key("x") == made.keyring.key("x") != made.keyring.key("y")
    assert (made.layout.secret.stat().st_mode & 0o077) == 0
    with pytest.raises(LakeError, match="已存在"):
        Lake.create(tmp_path / "a")
    with pytest.raises(LakeError, match="no lake here"):
        Lake.open(tmp_path / "b")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "file").write_text("x")
    with pytest.raises(LakeError, match="not empty"):
        Lake.create(tmp_path / "c")


def test_publish_names_and_resolves(lake: Lake):
    first, second = small_version(lake, rows=100), small_version(lake, rows=50, start=100)
    assert lake.datasets() == ["deaths"]
    assert [one.number for one in lake.versions("deaths")] == [1, 2]
    assert lake.version("deaths") == second
    assert lake.version(f"deaths@{first.version[:8]}") == first
    assert lake.version(f"deaths@{first.version}") == first
    assert first.name == f"deaths@{first.version[:12]}"
    with pytest.raises(LakeError, match="no version"):
        lake.version("deaths@0000000000")
    with pytest.raises(LakeError, match="there are: deaths"):
        lake.version("births")
    with pytest.raises(LakeError, match="cannot be a dataset's name"):
        lake.version("../etc")
    assert lake.verify() == []


def test_same_content_gives_the_same_version_hash(tmp_path: Path):
    from datetime import UTC, datetime

    hashes = set()
    for folder in "ab":
        lake = Lake.create(tmp_path / folder, clock=lambda: datetime(2024, 5, 1, tzinfo=UTC))
        hashes.add(small_version(lake).version)
    assert len(hashes) == 1


def test_scan_numbers_rows_over_parts_and_drops_sealed(lake: Lake):
    with lake.writing(), lake.staging() as staged:
        parts = (
            part(write_part(staged, 5000, 0), staged.path),
            part(write_part(staged, 3000, 5000, file="y"), staged.path),
        )
        manifest = lake.publish(staged, manifest_of("deaths", 8000, parts))
    assert manifest.rows == 8000
    assert [one.offset for one in manifest.parts] == [0, 5000]
    everything = rows(lake, lake.scan_sql(manifest, ["_line"], sealed=True))
    assert sorted(everything) == [(i + 2, i) for i in range(8000)]
    unsealed = rows(lake, lake.scan_sql(manifest, ["name", "_line"]))
    assert len(unsealed) == 7200
    assert all((line - 2) % 10 for _, line, _ in unsealed)
    assert len(rows(lake, lake.scan_sql(manifest, ["id_number__state", "person"], numbered=False))[0]) == 2
    with pytest.raises(LakeError, match="did you mean 'amount'"):
        lake.scan_sql(manifest, ["amuont"])


def test_a_part_without_a_column_reads_null(lake: Lake):
    wider = SCHEMA.model_copy(
        update={"columns": (*SCHEMA.columns, SCHEMA.columns[0].model_copy(update={"name": "place"}))}
    )
    with lake.writing(), lake.staging() as staged:
        made = part(write_part(staged, 10), staged.path)
        manifest = lake.publish(
            staged, manifest_of("deaths", 10, (made,)).model_copy(update={"schemas": (SCHEMA, wider)})
        )
    assert rows(lake, lake.scan_sql(manifest, ["place"], numbered=False, sealed=True)) == [(None,)] * 10


def test_an_empty_version_scans(lake: Lake):
    with lake.writing(), lake.staging() as staged:
        manifest = lake.publish(staged, manifest_of("deaths", 0))
    assert rows(lake, lake.scan_sql(manifest, ["name", "amount"])) == []


def test_unbalanced_counts_and_stale_parents_are_refused(lake: Lake):
    first = small_version(lake)
    with lake.writing(), lake.staging() as staged:
        bad = manifest_of("deaths", 1).model_copy(
            update={"counts": Counts(source=2, accepted=1, quarantined=0, set_aside=0)}
        )
        with pytest.raises(LakeError, match="do not add up"):
            lake.publish(staged, bad)
    small_version(lake, start=7)
    with lake.writing(), lake.staging() as staged, pytest.raises(LakeError, match="no longer the latest"):
        lake.publish(staged, manifest_of("deaths", 0, delivery="append", parent=first.version))
    assert len(lake.versions("deaths")) == 2


def test_nothing_is_left_of_a_failed_or_killed_publish(lake: Lake):
    def fail() -> None:
        with lake.staging() as staged:
            write_part(staged, 10)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(lake.layout.staging.iterdir()) == []
    code = textwrap.dedent("""
        import os, sys
        from mingjian.lake import Lake
        lake = Lake.open(sys.argv[1])
        with lake.writing(), lake.staging() as staged:
            (staged.path / "half").write_text("x")
            os.kill(os.getpid(), 9)
    """)
    subprocess.run([sys.executable, "-c", code, str(lake.path)], check=False)
    assert len(list(lake.layout.staging.iterdir())) == 2
    with lake.staging() as living:
        small_version(lake)
        assert living.path.is_dir()
        assert len(list(lake.layout.staging.iterdir())) == 2
    assert list(lake.layout.staging.iterdir()) == []
    assert lake.verify() == []


def test_a_second_writer_waits_and_readers_do_not(lake: Lake):
    small_version(lake)
    with lake.writing():
        other = Lake.open(lake.path)
        assert other.version("deaths").rows == 100
        with pytest.raises(LakeError, match="another process is writing"), other.writing(timeout=0.05):
            pass


def test_coverage_is_declared_later_and_follows_appends(lake: Lake):
    first = small_version(lake)
    span = Coverage(region="340100", from_=date(2020, 1, 1), to=date(2022, 12, 31))
    declared = lake.declare_coverage("deaths", [span], date(2023, 1, 5), "张三")
    assert declared.version == first.version
    assert lake.declarations("deaths") == [declared]
    with lake.writing(), lake.staging() as staged:
        appended = lake.publish(staged, manifest_of("deaths", 0, first.parts, delivery="append", parent=first.version))
    assert lake.coverage(appended) == [span]
    fresh = small_version(lake, start=9)
    assert lake.coverage(fresh) == []
    assert covered([span], "340102", date(2022, 12, 31))
    assert not covered([span], "340202", date(2022, 12, 31))
    assert not covered([span], "340102", date(2023, 1, 1))
    with pytest.raises(ValueError, match="ends before"):
        Coverage(region="340100", from_=date(2023, 1, 1), to=date(2022, 1, 1))


def test_keep_is_atomic_and_stays_inside(lake: Lake):
    path = lake.keep("runs", "r1/run.json", b"{}")
    assert path.read_bytes() == b"{}"
    with pytest.raises(FileExistsError):
        lake.keep("runs", "r1/run.json", b"[]", new=True)
    assert os.listdir(path.parent) == ["run.json"]
    with pytest.raises(LakeError, match="leaves the lake"):
        lake.keep("runs", "../../x", b"")
