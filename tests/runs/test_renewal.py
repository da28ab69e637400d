"""A run after a delivery makes only what has changed, and nobody can tell by what it found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from runs_models import ABSENT, AS_OF, IDS, MODEL, deaths, model, month, payments
from runs_parts import publish_rows

from mingjian.collision.unmet import Unmet
from mingjian.lake import Coverage, Lake
from mingjian.runs import RunStore
from mingjian.runs.checkpoints import Checkpoints
from mingjian.runs.execute import run_model
from mingjian.runs.memory import Memory
from mingjian.runs.prove import prove_all
from mingjian.runs.signers import audit_log
from mingjian.runs.store import StoredRun

EVER = (Coverage.model_validate({"region": "340000", "from": "2000-01-01", "to": "2030-01-01"}),)


@pytest.fixture(autouse=True)
def _always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (0.5, 4 << 30, 0.0))
    monkeypatch.setattr("mingjian.runs.renewal.Renewal.seconds", property(lambda one: 600.0))


def _run(lake: Lake, text: str = MODEL, **options: bool) -> StoredRun:
    return run_model(lake, model(text), as_of=AS_OF, purpose="专项一号", **options)


def _as_whole(lake: Lake, renewed: StoredRun, text: str = MODEL) -> None:
    """The run found what a run that knows no other finds."""
    Checkpoints.of(lake).clear()
    whole = _run(lake, text)
    assert whole.record.renewed is None
    assert renewed.clues.equals(whole.clues)
    assert renewed.witnesses.equals(whole.witnesses)
    assert renewed.undetermined.equals(whole.undetermined)
    assert [(one.name, one.rows, one.undetermined) for one in renewed.record.steps] == [
        (one.name, one.rows, one.undetermined) for one in whole.record.steps
    ]
    assert all(one.proved for one in prove_all(lake))


def test_an_appended_delivery(lake: Lake) -> None:
    deaths(lake)
    payments(lake, people=2)
    first = _run(lake)
    payments(lake, people=3, months=4, delivery="append")
    second = _run(lake)
    assert second.record.renewed == first.run_id
    assert second.record.clues > first.record.clues
    _as_whole(lake, second)


def test_kept_steps_go_on_from_delivery_to_delivery(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (-1.0, 4 << 30, 0.0))
    deaths(lake)
    payments(lake, people=2)
    run = _run(lake)
    known = set(_left(lake))
    for months in (4, 5, 6):
        payments(lake, people=3, months=months, delivery="append")
        former, run = run, _run(lake)
        assert run.record.renewed == former.run_id
        steps = {path for path in _left(lake) if not path.stem.endswith(("-rows", "-doubts"))}
        assert steps - known
        known |= steps
    _as_whole(lake, run)


def test_a_kept_step_has_all_its_rows_though_the_run_went_twice(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second pass of a run, which brings the witnesses, reads only what the first has found: whoever was below the
    threshold is not in its tables, and may be above it after the next delivery."""
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (-1.0, 4 << 30, 0.0))
    monkeypatch.setattr(sys.modules["mingjian.collision.execute"], "GATHER_LIMIT", 0)
    text = MODEL.replace("      region: last(region)\n", "      region: last(region)\n    having: months >= 3\n")
    once = "steps:\n  once:\n    aggregate: deaths\n    by: [person]\n    take:\n      id_number: last(id_number)\n"
    once += "      name: last(name)\n      died_on: min(died_on)\n    order: died_on\n    weak: none\n"
    text = text.replace("steps:\n", once).replace("[payments, deaths]", "[payments, {deaths: once}]")
    deaths(lake)
    more = {"region": "340100", "name": "人1", "id_number": IDS[1], "amount": 5}
    payments(lake, *({**more, "month": month(f"2024-0{n}")} for n in (5, 6)), months=3)
    first = _run(lake, text)
    assert (first.record.clues, first.record.lineage) == (1, "recovered")
    payments(lake, people=1, months=4, delivery="append")
    second = _run(lake, text)
    assert (second.record.renewed, second.record.clues) == (first.run_id, 2)
    _as_whole(lake, second, text)


def test_silence_and_what_breaks_it(lake: Lake) -> None:
    deaths(lake, people=4)
    payments(lake, people=1, coverage=EVER)
    first = _run(lake, ABSENT)
    assert first.record.clues == 3
    payments(lake, people=2, delivery="append")
    second = _run(lake, ABSENT)
    assert (second.record.renewed, second.record.clues) == (first.run_id, 2)
    _as_whole(lake, second, ABSENT)


def test_a_list_that_grows_is_not_read_again(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom nothing was paid to is kept, and goes on from delivery to delivery."""
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (-1.0, 4 << 30, 0.0))
    touched = []
    cut = Unmet.cut
    monkeypatch.setattr(Unmet, "cut", lambda unmet, step, *more: touched.append(step.name) or cut(unmet, step, *more))
    deaths(lake, people=5)
    payments(lake, people=1, coverage=EVER)
    run = _run(lake, ABSENT)
    assert run.record.clues == 4
    for people, clues in ((2, 3), (4, 1), (5, 0)):
        payments(lake, people=people, months=2, delivery="append")
        former, run = run, _run(lake, ABSENT)
        assert (run.record.renewed, run.record.clues) == (former.run_id, clues)
    assert len(touched) == 3
    _as_whole(lake, run, ABSENT)


@pytest.mark.parametrize("pieces", [8, 1])
def test_what_could_be_anybodys_goes_on(lake: Lake, monkeypatch: pytest.MonkeyPatch, pieces: int) -> None:
    """A payment without a usable number keeps whoever has that name from being told as never paid. Such payments are
    kept; a list that grows adds to them, other probes find them, and a list told anew is read again."""
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (-1.0, 4 << 30, 0.0))
    monkeypatch.setattr("mingjian.runs.memory.PIECES", pieces)
    broken = {"region": "340100", "id_number": None, "month": month("2024-03"), "amount": 5}
    deaths(lake, people=4)
    payments(lake, {**broken, "name": "人1"}, people=1, coverage=EVER)
    run = _run(lake, ABSENT)
    assert (run.record.clues, _set_aside(lake)) == (2, 1)
    run = _run(lake, ABSENT)  # once more over the same: what was kept is handed on
    assert (run.record.clues, _set_aside(lake)) == (2, 1)
    steps = (
        (payments, {"people": 0, "more": [{**broken, "name": "人3"}]}, 1, 2),
        (deaths, {"people": 0, "more": [{"name": "人1", "id_number": IDS[4]}]}, 1, 2),
        (payments, {"people": 3, "months": 1, "more": [{**broken, "name": "人5"}]}, 0, 3),
    )
    for deliver, rows, clues, files in steps:
        deliver(lake, *rows.pop("more"), **rows, delivery="append")
        former, run = run, _run(lake, ABSENT)
        assert run.record.renewed == former.run_id
        assert (run.record.clues, _set_aside(lake)) == (clues, min(files, pieces))
    payments(lake, people=1, coverage=EVER)
    former, run = run, _run(lake, ABSENT)
    assert (run.record.renewed, run.record.clues, _set_aside(lake)) == (former.run_id, 4, 1)
    _as_whole(lake, run, ABSENT)


def test_two_runs_that_began_from_different_ones_keep_apart(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's run ends late and goes on from an older one: what it keeps is not what the other's memory names."""
    monkeypatch.setattr(Checkpoints.__init__, "__defaults__", (-1.0, 4 << 30, 0.0))
    broken = {"region": "340100", "id_number": None, "month": month("2024-03"), "amount": 5}
    deaths(lake, people=4)
    payments(lake, {**broken, "name": "人1"}, people=1, coverage=EVER)
    _run(lake, ABSENT)
    (left,) = (lake.path / "steps").glob("*.json")
    oldest = left.read_bytes()
    payments(lake, {**broken, "name": "人2"}, people=0, delivery="append")
    _run(lake, ABSENT)
    payments(lake, {**broken, "name": "人3"}, people=0, delivery="append")
    _run(lake, ABSENT)
    newest = left.read_bytes()
    left.write_bytes(oldest)
    _run(lake, ABSENT)
    left.write_bytes(newest)
    kept = [key for step in Memory.model_validate_json(newest).steps for key in step.stages["~aside"]]
    assert [pq.read_metadata(lake.path / "steps" / f"{key}.parquet").num_rows for key in kept] == [1, 1, 1]


def _set_aside(lake: Lake) -> int:
    """The files of what the absence set aside, by what the last run left."""
    left = [Memory.model_validate_json(path.read_bytes()) for path in (lake.path / "steps").glob("*.json")]
    return sum(len(step.stages["~aside"]) for one in left for step in one.steps)


def test_nothing_changed(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    first = _run(lake)
    assert _run(lake, same=True).run_id == first.run_id
    assert [one.action for one in audit_log(lake).entries()][-1] == "run.same"
    again = _run(lake)
    assert again.run_id != first.run_id
    assert (again.record.renewed, again.clues.equals(first.clues)) == (first.run_id, True)
    assert len(RunStore(lake).ids()) == 2


def test_another_day_purpose_or_declaration_is_another_question(lake: Lake) -> None:
    deaths(lake)
    payments(lake, coverage=EVER)
    first = _run(lake, ABSENT)
    other = run_model(lake, model(ABSENT), as_of=AS_OF, purpose="专项二号", same=True)
    assert other.run_id != first.run_id
    lake.declare_coverage("payments", EVER, AS_OF, "测试")
    lake.declare_coverage(
        "payments",
        [Coverage.model_validate({"region": "350000", "from": "2000-01-01", "to": "2030-01-01"})],
        AS_OF,
        "测试",
    )
    third = _run(lake, ABSENT, same=True)
    assert third.run_id not in {first.run_id, other.run_id}
    assert third.record.renewed is None


@pytest.mark.parametrize(
    ("quarantined", "same"),
    [
        (None, True),
        ([{"id_number": IDS[4], "name": "人4", "month": "?"}], False),
        (
            [{"id_number": "110101199003076114", "name": "人5", "month": "?"}],
            True,
        ),  # of whom the other dataset says nothing
    ],
)
def test_another_dataset_may_tell_whom_a_quarantined_record_is_about(lake: Lake, quarantined: Any, same: bool) -> None:
    deaths(lake)
    payments(lake, people=1, coverage=EVER, quarantined=quarantined)
    first = _run(lake, ABSENT)
    new = {"region": "340100", "died_on": AS_OF, "name": "人4", "id_number": IDS[4]}
    publish_rows(lake, "elsewhere", "death_record@1", [new])
    assert (_run(lake, ABSENT, same=True).run_id == first.run_id) == same


@pytest.mark.parametrize("harm", [b"", b"poison"])
def test_what_was_left_and_is_damaged_is_not_used(lake: Lake, harm: bytes) -> None:
    deaths(lake)
    payments(lake, people=1)
    _run(lake)
    for path in _left(lake):
        path.write_bytes(harm)
    payments(lake, people=2, delivery="append")
    second = _run(lake)
    assert second.record.renewed is None
    _as_whole(lake, second)


def test_a_swapped_row_file_is_not_used(lake: Lake) -> None:
    deaths(lake)
    payments(lake, people=1)
    _run(lake)
    payments(lake, people=2, delivery="append")
    _run(lake)
    one, other = sorted(path for path in _left(lake) if path.name.endswith("-rows.parquet"))
    swapped = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(swapped)
    assert _run(lake).record.renewed is None


def _left(lake: Lake) -> list[Path]:
    return [path for path in (lake.path / "steps").iterdir() if path.name.partition("-")[2]]
