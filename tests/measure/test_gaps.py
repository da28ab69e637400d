"""Which data lack: models freed and rows decided, counted by hand over a lake with one list missing and one damaged."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from runs_parts import hand_run, publish_rows

from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.measure import SPAN, gaps, pace_of, worries
from mingjian.measure.doubts import doubts_of
from mingjian.models import load_model
from mingjian.runs.store import RunStore

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))
import desk_parts as parts

PAID, ROUNDS = "benefits-paid-to-the-dead", "ended-rounds-with-assets"


@pytest.fixture
def models() -> list[object]:
    return [load_model(shipped(name)) for name in (PAID, ROUNDS)]


def by_key(found: object) -> dict[tuple[str, str], object]:
    return {(one.standard, one.lack): one for one in found.gaps}  # type: ignore[attr-defined]


def test_an_empty_lake_lacks_everything_and_nothing_is_unused(lake: Lake, models: list[object]) -> None:
    found = gaps(lake, models)  # type: ignore[arg-type]
    needed = {standard for one in models for alias, standard in one.datasets.items() if not one.needs[alias].optional}  # type: ignore[attr-defined]
    assert {one.standard for one in found.gaps if one.models} == needed
    assert set(found.blocked) == {PAID, ROUNDS}
    assert (found.idle, found.unused, found.runs) == ((), (), ())
    assert all(one.alone == [] for one in found.gaps)  # each model lacks more than one list


def test_one_list_that_frees_a_model_by_itself_comes_first(tmp_path: Path, models: list[object]) -> None:
    parts.write_files(tmp_path / "files")
    lake = Lake.create(tmp_path / "lake", key=b"k" * 32)
    parts.load(lake, tmp_path / "files")
    only = [models[0]]
    found = gaps(lake, only)  # type: ignore[arg-type]
    assert (found.blocked, found.idle) == ((), (PAID,))  # could run and never did
    assert {one.why for one in found.unused} == {"no_run"}
    assert all(one.models == (PAID,) for one in found.unused)
    run = parts.run(lake)
    found = gaps(lake, only)  # type: ignore[arg-type]
    assert (found.idle, found.unused, found.runs) == ((), (), (run.run_id,))
    base = {"name": "张三", "region": "340100", "died_on": date(2024, 1, 1), "id_number": "110101199003070038"}
    publish_rows(lake, "death_record", "death_record@1", [base])
    (older,) = gaps(lake, only).unused  # type: ignore[arg-type]
    assert (older.dataset, older.why, older.last, older.day) == ("death_record", "older", run.run_id, parts.AS_OF)


def test_every_undetermined_row_is_attributed_once(tmp_path: Path, models: list[object]) -> None:
    parts.write_files(tmp_path / "files")
    for name, worse in (("deaths", 2), ("pensions", 5)):
        path = tmp_path / "files" / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        for number in range(1, worse + 1):
            cells = lines[number].split(",")
            lines[number] = ",".join([cells[0], cells[1][:10] + "********", *cells[2:]])
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lake = Lake.create(tmp_path / "lake", key=b"k" * 32)
    parts.load(lake, tmp_path / "files")
    run = parts.run(lake)
    found = gaps(lake, [models[0]])  # type: ignore[list-item]
    total = sum(run.record.undetermined.values())
    assert total > 0
    assert sum(one.rows.total() for one in found.gaps) + sum(found.undecided.values()) == total
    keys = by_key(found)
    assert keys["pension_payment@1", "values"].rows["key_unusable"] == 5  # type: ignore[attr-defined]
    assert keys["death_record@1", "values"].over == [run.run_id]  # type: ignore[attr-defined]
    assert found.gaps[0].standard == "pension_payment@1" or found.gaps[0].rows.total() >= 5


def test_rows_a_run_did_not_keep_are_told_as_such(lake: Lake) -> None:
    run = hand_run(lake, [], undetermined=[{"reason": "hub"}, {"reason": "key_missing"}],
                   undetermined_kept=2)  # fmt: skip
    record = run.record.model_copy(update={"undetermined": {"hub": 1, "key_missing": 4}})
    told = doubts_of(type(run)(run.folder, record))
    assert {(one.cure, one.reason, one.rows) for one in told} == {
        ("rules", "hub", 1), ("values", "key_missing", 1), ("unknown", "key_missing", 3)
    }  # fmt: skip
    assert RunStore(lake).ids()


def test_the_pace_is_that_of_the_last_weeks(lake: Lake, models: list[object]) -> None:
    today = date(2025, 7, 31)
    run = hand_run(lake, [{"key": {"person": str(n)}} for n in range(10)])
    ledger = ClueLedger(lake)
    ledger.update()
    ids = run.clues.column("clue_id").to_pylist()
    for n, ago in enumerate((0, 3, SPAN - 1, SPAN, 200)):
        ledger.record_verdict("a-model", ids[n], "confirmed", "x", today - timedelta(days=ago))
    pace = pace_of(lake, today)
    assert (pace.clues, pace.checked, pace.waiting, pace.lately) == (10, 5, 5, 3)
    assert pace.a_week == 0.75
    assert pace.weeks == pytest.approx(5 / 0.75)
    assert pace_of(lake, date(2030, 1, 1)).weeks is None
    told = worries(gaps(lake, models), pace)  # type: ignore[arg-type]
    assert (told.models, told.blocked, told.idle) == (2, 2, 0)
    assert told.wanted == len({one.standard for one in gaps(lake, models).gaps if one.models})  # type: ignore[arg-type]
