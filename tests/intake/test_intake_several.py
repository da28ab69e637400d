"""Several deliveries: read side by side, written in their order, the same as one by one."""

import time
from pathlib import Path

import pytest
from agency_files import HEADER, pension_rows, write_csv

from mingjian.intake import ComingOrders, Intake, IntakeError, Order, Step
from mingjian.lake import Lake, Manifest
from mingjian.lake.sql import connect, text

STANDARD = "pension_payment@1"


def orders(folder: Path) -> list[Order]:
    """A full delivery, two further ones under other names, one under the name of the first, and a correction."""
    dirty = [[*row[:2], "二〇二二年三月", row[3] + "元", row[4]] for row in pension_rows(40, 5)]
    changed = [[*row[:3], "9.99", row[4]] for row in pension_rows(30, 1)]
    files = [
        ("甲.csv", pension_rows(300, 1), "full"),
        ("乙.csv", [*pension_rows(200, 2), ["无名氏", "", "", "", ""]], "append"),
        ("丙.csv", dirty, "append"),
        ("甲2.csv", pension_rows(50, 3), "append"),
        ("丁.csv", changed, "correction"),
    ]
    return [Order(write_csv(folder / name, rows), STANDARD, delivery=kind) for name, rows, kind in files]


def made(lake: Lake) -> list[tuple[object, ...]]:
    """All that the versions hold but the time they were made."""
    return [
        (*(ref.sha256 if ref else None for ref in (*one.parts, *one.subjects, one.quarantine, one.set_aside)),
         [(of.name, of.sha256, of.records) for of in one.sources], one.counts, one.mapping, one.quality, one.reasons,
         one.removed_rows)
        for one in lake.versions("pension_payment")
    ]  # fmt: skip


def test_as_one_by_one(lake: Lake, tmp_path: Path):
    wanted = orders(tmp_path)
    other = Lake.create(tmp_path / "other", key=b"k" * 32)
    for order in wanted:
        Intake(other).load(order.source, order.standard, delivery=order.delivery)
    told: set[int] = set()
    manifests = list(Intake(lake).load_all(wanted, lambda number, step: told.add(number)))
    assert [one.number for one in manifests] == [1, 2, 3, 4, 5]
    assert made(lake) == made(other)
    assert told == {0, 1, 2, 3, 4}
    assert lake.verify() == []
    assert list(lake.layout.staging.iterdir()) == []


def test_the_next_is_read_while_one_is_written(lake: Lake, tmp_path: Path):
    stages: list[tuple[int, str]] = []

    def told(number: int, step: Step) -> None:
        stages.append((number, step.en))
        if (number, step.en) == (0, "publishing"):  # the first does not end before the second was read
            until = time.monotonic() + 20
            while (1, "reading") not in stages and time.monotonic() < until:
                time.sleep(0.01)

    files = [write_csv(tmp_path / f"{name}.csv", pension_rows(60, seed)) for seed, name in enumerate("甲乙")]
    made = list(Intake(lake).load_all([Order(files[0], STANDARD), Order(files[1], STANDARD, delivery="append")], told))
    assert made[1].rows == 120
    assert stages.index((1, "reading")) < len(stages) - 1 - stages[::-1].index((0, "publishing"))


def test_small_ones_are_read_some_way_ahead(lake: Lake, tmp_path: Path):
    read: set[int] = set()
    seen: list[set[int]] = []

    def told(number: int, step: Step) -> None:
        if step.en == "cleaning":
            read.add(number)
        if (number, step.en) == (0, "publishing"):  # the first does not end before the fourth was read
            until = time.monotonic() + 20
            while 3 not in read and time.monotonic() < until:
                time.sleep(0.01)
            seen.append(set(read))

    files = [write_csv(tmp_path / f"{name}.csv", pension_rows(60, seed)) for seed, name in enumerate("甲乙丙丁戊")]
    wanted = [Order(file, STANDARD, delivery="append" if number else "full") for number, file in enumerate(files)]
    assert [one.rows for one in Intake(lake).load_all(wanted, told)] == [60, 120, 180, 240, 300]
    assert seen[0] >= {0, 1, 2, 3}
    assert list(lake.layout.staging.iterdir()) == []


def test_one_whose_mapping_is_yet_to_be_remembered_waits(lake: Lake, tmp_path: Path):
    """Of three files of one name the second is only read when the first is written."""
    stages: list[tuple[int, str]] = []
    files = []
    for number in range(3):
        (tmp_path / str(number)).mkdir()
        files.append(write_csv(tmp_path / str(number) / "同.csv", pension_rows(30, number)))
    wanted = [Order(file, STANDARD, delivery="append" if number else "full") for number, file in enumerate(files)]
    loaded = list(Intake(lake).load_all(wanted, lambda number, step: stages.append((number, step.en))))
    assert loaded[-1].rows == 90
    first = [stages.index((number, "reading")) for number in range(3)]
    assert first[1] > stages.index((0, "publishing"))
    assert first[2] > stages.index((1, "publishing"))


def test_a_refused_delivery_leaves_those_before_it(lake: Lake, tmp_path: Path):
    good = orders(tmp_path)
    bad = tmp_path / "坏.csv"
    bad.write_text("什么都没有\n")
    loaded: list[Manifest] = []
    with pytest.raises(IntakeError, match="坏: "):
        loaded.extend(Intake(lake).load_all([*good[:2], Order(bad, STANDARD), *good[2:]]))
    assert len(lake.versions("pension_payment")) == 2
    assert list(lake.layout.staging.iterdir()) == []


@pytest.mark.parametrize("source", ["no such file.csv", "postgresql://nobody@[/x", "sqlite:///none.db"])
def test_a_source_that_is_none_leaves_those_before_it(lake: Lake, tmp_path: Path, source: str):
    loaded: list[Manifest] = []
    with pytest.raises(IntakeError):
        loaded.extend(Intake(lake).load_all([orders(tmp_path)[0], Order(source, STANDARD, dataset="two")]))
    assert lake.datasets() == ["pension_payment"]


def test_an_append_to_nothing_is_refused_when_its_turn_comes(lake: Lake, tmp_path: Path):
    first, second = (write_csv(tmp_path / f"{name}.csv", pension_rows(9)) for name in "甲乙")
    wanted = [Order(first, STANDARD, dataset="one"), Order(second, STANDARD, dataset="two", delivery="append")]
    with pytest.raises(IntakeError, match="two"):
        list(Intake(lake).load_all(wanted))
    assert lake.datasets() == ["one"]


def test_who_stops_asking_leaves_nothing_behind(lake: Lake, tmp_path: Path):
    loading = Intake(lake).load_all(orders(tmp_path))
    next(loading)
    loading.close()
    assert len(lake.versions("pension_payment")) == 1
    assert list(lake.layout.staging.iterdir()) == []
    assert next(Intake(lake).load_all(orders(tmp_path))).number == 1


def test_the_same_file_gives_the_same_bytes(tmp_path: Path):
    """Enough rows for several threads, cells that are mended here and there, repeated records."""
    rows = pension_rows(130_000, 4)
    for number in range(0, len(rows), 7):
        rows[number] = [rows[number][0], rows[number][1], "2022.3", rows[number][3] + "元", ""]
    rows[100_000:100_050] = rows[:50]
    path = write_csv(tmp_path / "a.csv", rows, header=HEADER)
    hashes = set()
    for name in ("x", "y", "z"):
        lake = Lake.create(tmp_path / name, key=b"k" * 32)
        manifest = Intake(lake).load(path, STANDARD)
        hashes.add(tuple(one.sha256 for one in (*manifest.parts, *manifest.subjects)))
        with connect() as con:
            part = text(lake.file(manifest.parts[0].path))
            lines = con.execute(f"SELECT _line FROM read_parquet({part})").fetchnumpy()["_line"]
        assert (lines[1:] > lines[:-1]).all()
    assert len(hashes) == 1


def test_deliveries_that_become_known_one_by_one(lake: Lake, tmp_path: Path):
    """As when all are known at once, even where each is only listed when the one before it is loaded."""
    wanted = orders(tmp_path)
    other = Lake.create(tmp_path / "other", key=b"k" * 32)
    list(Intake(other).load_all(wanted))
    coming, told = ComingOrders(), set[int]()
    coming.add(wanted[0])
    loading = Intake(lake).load_all(coming, lambda number, step: told.add(number))
    for number in range(len(wanted)):
        assert next(loading).number == number + 1
        for order in wanted[number + 1 : number + 2]:
            coming.add(order)
    coming.end()
    assert list(loading) == []
    assert made(lake) == made(other)
    assert told == set(range(len(wanted)))


def test_a_list_that_ends_with_an_error_leaves_what_was_listed(lake: Lake, tmp_path: Path):
    coming = ComingOrders()
    for order in orders(tmp_path)[:3]:
        coming.add(order)
    coming.end(ValueError("no more"))
    loaded: list[Manifest] = []
    with pytest.raises(ValueError, match="no more"):
        loaded.extend(Intake(lake).load_all(coming))
    assert len(lake.versions("pension_payment")) == 3
    assert list(lake.layout.staging.iterdir()) == []
