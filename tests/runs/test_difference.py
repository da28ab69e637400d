"""Two runs of a model are told apart clue by clue: what came, what went, what is said or shown otherwise."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.models import load_model
from mingjian.runs import RunError, StoredRun, run_model
from mingjian.runs.difference import changed_fields, compare_runs

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))
import desk_parts as parts


@pytest.fixture
def before(tmp_path: Path) -> StoredRun:
    return parts.run(parts.make_lake(tmp_path))


def again(run: StoredRun, folder: Path, months: int = 6, first: int = 1) -> StoredRun:
    """The same model over other deliveries."""
    lake = Lake.open(folder / "lake")
    parts.write_files(folder / "files", months, first)
    parts.load(lake, folder / "files")
    return parts.run(lake)


def test_the_same_data_gives_no_difference(before: StoredRun, tmp_path: Path) -> None:
    found = compare_runs(before, parts.run(Lake.open(tmp_path / "lake")))
    assert (found.new, found.gone, found.changed) == (frozenset(), frozenset(), frozenset())
    assert found.same == before.record.clues
    assert (found.settings, found.datasets) == ({}, {})


def test_more_months_change_every_clue(before: StoredRun, tmp_path: Path) -> None:
    after = again(before, tmp_path, months=7)
    found = compare_runs(before, after)
    ids = frozenset(before.clues.column("clue_id").to_pylist())
    assert found.changed == ids
    assert found.evidence == ids
    assert not found.new | found.gone
    assert set(found.datasets) == {need for need, use in uses(before).items() if uses(after)[need] != use}
    one = next(iter(ids))
    rows = [next(row for row in run.clues.to_pylist() if row["clue_id"] == one) for run in (before, after)]
    assert ("金额", "amount") in changed_fields(*rows)
    assert ("管辖地", "place") not in changed_fields(*rows)


def uses(run: StoredRun) -> dict[str, str]:
    return {use.need: use.name for use in run.record.datasets}


def test_other_people_come_and_go(before: StoredRun, tmp_path: Path) -> None:
    found = compare_runs(before, again(before, tmp_path, first=3))
    old = {row["clue_id"]: row["subject"] for row in before.clues.to_pylist()}
    assert len(found.new) == len(found.gone) == 6  # two of four people in each of three counties
    assert {old[one][-4:-1] for one in found.gone} == {"001", "002"}


def test_back_and_forth_are_each_others_mirror(before: StoredRun, tmp_path: Path) -> None:
    after = again(before, tmp_path, months=7, first=3)
    there, back = compare_runs(before, after), compare_runs(after, before)
    assert (there.new, there.gone, there.changed, there.same) == (back.gone, back.new, back.changed, back.same)
    assert there.datasets == {need: (new, old) for need, (old, new) in back.datasets.items()}


def test_a_parameter_and_the_day_are_told(before: StoredRun, tmp_path: Path) -> None:
    lake, model = Lake.open(tmp_path / "lake"), load_model(shipped("benefits-paid-to-the-dead"))
    given = {"grace": "2 months"}
    after = run_model(lake, model, None, dt.date(2025, 5, 31), "test", given, actor="tester")
    found = compare_runs(before, after)
    assert found.settings["as_of"] == ("2025-06-30", "2025-05-31")
    assert found.settings["grace"] == ("1 months", "2 months")
    assert set(found.settings) == {"as_of", "grace"}


def test_runs_of_two_models_are_not_compared(before: StoredRun) -> None:
    other = before.record.model_copy(update={"model": before.record.model.model_copy(update={"id": "other"})})
    with pytest.raises(RunError):
        compare_runs(before, StoredRun(before.folder, other))
