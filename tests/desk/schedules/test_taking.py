"""Files of a folder and rows of a table on their way into the lake, by themselves and with somebody's help."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from bureau_parts import add_rows
from data_parts import dirty_file
from desk_parts import month, name_of, person_id
from schedules_parts import FOLDER, TABLE, Planner

from mingjian.desk.jobs.worker import Worker
from mingjian.desk.now import now
from mingjian.desk.schedules import folders
from mingjian.desk.schedules.models import Schedule, Turn
from mingjian.desk.schedules.scheduler import one_round
from mingjian.lake import Lake

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "pension_payment"


def put(drop: Path, name: str, data: bytes) -> Path:
    path = drop / name
    path.write_bytes(data)
    return path


def test_the_first_of_its_kind_waits_for_somebody_and_later_ones_go_by_themselves(
    planner: Planner, drop: Path, own_lake: Lake
) -> None:
    planner.plan(FOLDER, covers=[{"region": "340100", "start": "2024-01-01"}])
    before = own_lake.latest(NAME)
    put(drop, "养老金202506.csv", dirty_file())
    planner.go()
    ((name, state, said),) = planner.turns()
    assert (name, state) == ("养老金202506.csv", "held")
    assert "人工对应一次" in said
    assert own_lake.latest(NAME) == before
    planner.map_by_hand("养老金202506.csv")
    planner.go()
    assert planner.turns()[0][1] == "done"
    put(drop, "养老金202507.csv", dirty_file(months=7))
    planner.go()
    name, state, said = planner.turns()[0]
    assert (name, state) == ("养老金202507.csv", "done"), said
    latest = own_lake.latest(NAME)
    assert latest is not None
    assert before is not None
    assert latest.number == before.number + 2
    assert [one.region for one in own_lake.coverage(latest)] == ["340100"]
    assert sorted(one.name for one in drop.iterdir()) == ["养老金202506.csv", "养老金202507.csv"]
    planner.go()
    assert len(planner.turns()) == 2


def test_a_file_that_is_still_being_written_waits_and_is_looked_at_soon(
    planner: Planner, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "QUIET", timedelta(seconds=30))
    made = planner.plan({**FOLDER, "rhythm": {"every": "day", "at": "06:00"}})
    put(drop, "养老金.csv", dirty_file())
    for name in (".hidden.csv", "~$养老金.xlsx", "养老金.csv.part"):
        put(drop, name, b"x")
    planner.go()
    assert planner.turns() == []
    assert Schedule.objects.get(pk=made["id"]).next <= now() + timedelta(minutes=1)
    monkeypatch.setattr(folders, "QUIET", timedelta(seconds=-5))
    planner.go()
    assert [(name, state) for name, state, _ in planner.turns()] == [("养老金.csv", "held")]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [("evil.exe", b"MZ", "不接受此类文件"), ("a.csv", b"", "空"), ("b.xlsx", b"MZ\x90\x00", "与扩展名不符"),
     ("c.xlsm", b"PK\x03\x04", "宏")],
)  # fmt: skip
def test_what_is_refused_is_told_once(planner: Planner, drop: Path, name: str, data: bytes, said: str) -> None:
    planner.plan(FOLDER)
    put(drop, name, data)
    planner.go()
    planner.go()
    ((told, state, why),) = planner.turns()
    assert (told, state) == (name, "failed")
    assert said in why


def test_links_and_folders_are_no_files(planner: Planner, drop: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(dirty_file())
    planner.plan(FOLDER)
    (drop / "养老金.csv").symlink_to(secret)
    (drop / "folder.csv").mkdir()
    os.mkfifo(drop / "pipe.csv")
    planner.go()
    assert planner.turns() == []


def test_a_folder_that_is_gone_is_told_and_found_again(planner: Planner, drop: Path) -> None:
    planner.plan(FOLDER)
    shutil.rmtree(drop)
    planner.go()
    (one,) = planner.schedules()
    assert "无法读取" in one["problem"]["zh"]
    drop.mkdir()
    put(drop, "养老金.csv", dirty_file())
    planner.go()
    assert planner.schedules()[0]["problem"] is None
    assert len(planner.turns()) == 1


def test_a_full_delivery_that_is_much_smaller_waits(planner: Planner, drop: Path, own_lake: Lake) -> None:
    planner.plan(FOLDER)
    put(drop, "养老金1.csv", dirty_file())
    planner.go()
    planner.map_by_hand("养老金1.csv")
    planner.go()
    there = own_lake.latest(NAME)
    lines = dirty_file().splitlines(keepends=True)
    put(drop, "养老金2.csv", b"".join(lines[: len(lines) // 4]))
    planner.go()
    name, state, said = planner.turns()[0]
    assert (name, state) == ("养老金2.csv", "held")
    assert "可能不全" in said
    assert own_lake.latest(NAME) == there
    waiting = planner.told("get", "uploads?open=true")["items"][0]
    planner.told("post", f"uploads/{waiting['id']}/import", {"version": waiting["version"]})
    planner.go()
    assert planner.turns()[0][1] == "done"


def test_deliveries_of_one_source_follow_each_other(planner: Planner, drop: Path) -> None:
    planner.plan(FOLDER)
    first = put(drop, "养老金01.csv", dirty_file())
    os.utime(first, (1, 1))
    put(drop, "养老金02.csv", dirty_file(months=7))
    put(drop, "低保01.csv", dirty_file())
    planner.go()
    assert sorted(name for name, _, _ in planner.turns()) == ["低保01.csv", "养老金01.csv"]
    planner.map_by_hand("养老金01.csv")
    planner.go()
    planner.go()
    assert planner.turns()[0][:2] == ("养老金02.csv", "done")


def test_only_mapped_where_nothing_is_to_be_imported_by_itself(planner: Planner, drop: Path) -> None:
    planner.plan(FOLDER, load=False)
    put(drop, "养老金1.csv", dirty_file())
    planner.go()
    planner.map_by_hand("养老金1.csv")
    planner.go()
    put(drop, "养老金2.csv", dirty_file(months=7))
    planner.go()
    assert planner.turns()[0] == ("养老金2.csv", "held", "已对应，请核对后导入")


def test_newer_rows_of_a_table_by_themselves(planner: Planner, base: Path, own_lake: Lake) -> None:
    planner.plan(TABLE)
    planner.go()
    assert planner.turns()[0][1] == "held"
    name = planner.told("get", "uploads?open=true")["items"][0]["name"]
    planner.map_by_hand(name)
    planner.go()
    planner.go()
    assert [state for _, state, _ in planner.turns()] == ["nothing", "done"]
    there = own_lake.latest(NAME)
    assert there is not None
    add_rows(base, [(name_of(1), person_id("340102", 1), month(30), "77.00", "340102")])
    planner.go()
    name, state, said = planner.turns()[0]
    assert (name, state) == ("pay", "done"), said
    latest = own_lake.latest(NAME)
    assert latest is not None
    assert (latest.rows, latest.delivery) == (there.rows + 1, "append")


def test_a_base_that_is_away_is_told(planner: Planner, base: Path) -> None:
    planner.plan(TABLE)
    base.unlink()
    planner.go()
    (one,) = planner.schedules()
    assert one["problem"] is not None or planner.turns()[0][1] == "failed"


def test_nothing_is_taken_twice_when_the_process_dies_in_between(planner: Planner, drop: Path) -> None:
    """Whatever was written down is enough for the next one to go on."""
    planner.plan(FOLDER)
    put(drop, "养老金1.csv", dirty_file())
    one_round()
    Schedule.objects.update(next=now())
    one_round()
    assert Turn.objects.count() == 1
    planner.map_by_hand("养老金1.csv")
    Schedule.objects.update(next=now())
    one_round()
    assert Worker().one()
    one_round()
    assert [state for _, state, _ in planner.turns()] == ["done"]


def test_what_is_under_way_is_left_to_people_when_its_schedule_ends(planner: Planner, drop: Path) -> None:
    planner.plan(FOLDER)
    put(drop, "养老金1.csv", dirty_file())
    planner.go()
    (one,) = planner.schedules()
    assert planner.act(one, "end").status_code == 204
    planner.map_by_hand("养老金1.csv")
    planner.go()
    assert planner.turns() == [("养老金1.csv", "done", "任务已终止，不再跟进")]


def test_names_as_old_machines_write_them_and_names_of_full_length(planner: Planner, drop: Path) -> None:
    planner.plan(FOLDER)
    os.close(os.open(os.fsencode(drop) + "/养老金.csv".encode("gbk"), os.O_CREAT | os.O_WRONLY))
    os.close(os.open(drop / ("x" * 251 + ".csv"), os.O_CREAT | os.O_WRONLY))
    planner.go()
    planner.go()
    assert sorted(name for name, _, _ in planner.turns()) == sorted(["养老金.csv", "x" * 251 + ".csv"])


def test_a_full_disk_is_told_and_the_file_is_taken_when_there_is_room(
    planner: Planner, drop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner.plan(FOLDER)
    put(drop, "养老金.csv", dirty_file())
    free = [0]
    monkeypatch.setattr("mingjian.desk.data.checks.free_of", lambda folder: free[0])
    planner.go()
    assert "磁盘" in planner.schedules()[0]["problem"]["zh"]
    assert planner.turns() == []
    free[0] = 1 << 40
    planner.go()
    assert [state for _, state, _ in planner.turns()] == ["held"]
    assert planner.schedules()[0]["problem"] is None
