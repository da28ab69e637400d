"""Clues across runs: new, again, vanished and why, closed and opened anew."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from runs_parts import hand_run, publish_rows, use_of

from mingjian.clues.events import write_events
from mingjian.clues.ledger import ClueLedger
from mingjian.clues.vanished import uncovered
from mingjian.lake import Coverage, Lake, Manifest
from mingjian.runs.errors import RunError
from mingjian.runs.rows import rows_by_number
from mingjian.runs.store import RunStore

A, B = "110101199003070038", "110101199003072519"
DAY = date(2025, 7, 1)


def _deaths(lake: Lake, *rows: dict[str, Any], coverage: tuple[Coverage, ...] = ()) -> Manifest:
    base = {"name": "张三", "region": "340100", "died_on": date(2024, 1, 1)}
    return publish_rows(lake, "deaths", "death_record@1", [base | row for row in rows], coverage=coverage)


def _witness(lake: Lake, manifest: Manifest, row: int) -> dict[str, Any]:
    found = rows_by_number(lake, manifest, [row], ["row_id", "row_hash"]).to_pylist()[0]
    return {
        "alias": "deaths",
        "need": "deaths",
        "dataset": manifest.name,
        "row": row,
        "row_id": found["row_id"].hex(),
        "row_hash": found["row_hash"].hex(),
    }


def _clue(lake: Lake, manifest: Manifest, row: int, person: str) -> dict[str, Any]:
    return {"key": {"person": person}, "subject": person, "witnesses": [_witness(lake, manifest, row)]}


def _kinds(lake: Lake) -> list[str]:
    state = next(iter(ClueLedger(lake).states("a-model").values()))
    assert state.state == "vanished"
    assert all(why.zh and why.en for why in state.why)
    return [why.kind for why in state.why]


def test_new_then_again_then_vanished_then_back(lake: Lake) -> None:
    first = hand_run(lake, [{"key": {"person": A}}, {"key": {"person": B}}], as_of=date(2025, 1, 1))
    ledger = ClueLedger(lake)
    assert {e.event for e in ledger.events_of(first)} == {"new"}
    hand_run(lake, [{"key": {"person": A}}], as_of=date(2025, 2, 1))
    states = sorted(ledger.states("a-model").values(), key=lambda s: s.state)
    assert [s.state for s in states] == ["again", "vanished"]
    assert (states[0].first_seen, states[0].last_seen) == (date(2025, 1, 1), date(2025, 2, 1))
    assert [why.kind for why in states[1].why] == ["as_of"]
    last = hand_run(lake, [{"key": {"person": A}}, {"key": {"person": B}}], as_of=date(2025, 3, 1))
    assert sorted(e.event for e in ledger.events_of(last)) == ["again", "returned"]
    assert [e.event for e in ledger.history("a-model", states[1].clue_id)] == ["new", "vanished", "returned"]
    for state in ledger.states("a-model").values():
        alone = ledger.of_clue("a-model", state.clue_id)
        assert alone == (state, ledger.history("a-model", state.clue_id))
    assert ledger.of_clue("a-model", "nothing") == (None, [])


def test_runs_are_taken_in_once_and_in_order_whoever_opens_the_ledger(lake: Lake) -> None:
    for clues in ([{"key": {"person": A}}], [], [{"key": {"person": A}}]):
        hand_run(lake, clues)  # as if the process had been killed before the ledger was told
    one, other = ClueLedger(lake), ClueLedger(lake)
    assert one.states("a-model") == other.states("a-model")
    assert len(list((lake.path / "clues" / "a-model").glob("*.jsonl"))) == 3


def test_vanished_because_a_witness_row_was_corrected(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": A}, {"id_number": B})
    witness = _witness(lake, old, 0)
    hand_run(lake, [_clue(lake, old, 0, A)], datasets=(use_of("deaths", old),))
    new = _deaths(lake, {"id_number": A, "died_on": date(2024, 2, 2)}, {"id_number": B})
    hand_run(lake, [], datasets=(use_of("deaths", new),))
    state = next(iter(ClueLedger(lake).states("a-model").values()))
    assert [why.kind for why in state.why] == ["corrected", "added"]
    assert state.why[0].rows == (witness["row_id"],)
    assert state.why[0].en == f"Death record (version {new.number}) corrected or removed 1 row behind it"


def test_vanished_because_the_row_came_in_that_was_absent(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": B})
    hand_run(lake, [{"key": {"person": A}, "subject": A}], datasets=(use_of("deaths", old),))
    new = _deaths(lake, {"id_number": B}, {"id_number": A})
    hand_run(lake, [], datasets=(use_of("deaths", new),))
    assert _kinds(lake) == ["added"]


def test_vanished_because_it_is_undetermined_now(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": A})
    clue = _clue(lake, old, 0, A)
    hand_run(lake, [clue], datasets=(use_of("deaths", old),))
    doubt = {"reason": "null:died_on", "need": "deaths", "row_id": clue["witnesses"][0]["row_id"], "step": "after"}
    hand_run(lake, [], datasets=(use_of("deaths", old),), undetermined=[doubt])
    assert _kinds(lake) == ["undetermined"]
    state = next(iter(ClueLedger(lake).states("a-model").values()))
    assert "died_on" in state.why[0].zh


@pytest.mark.parametrize(
    ("place", "expected"), [("340102", ["coverage"]), ("340200", ["unknown"]), ("340100", ["coverage"])]
)
def test_vanished_because_coverage_shrank_there(lake: Lake, place: str, expected: list[str]) -> None:
    year = {"from": date(2024, 1, 1), "to": date(2024, 12, 31)}
    wide = (Coverage(region="340100", **year), Coverage(region="340200", **year))
    version = _deaths(lake, {"id_number": B})
    clue = {"key": {"person": A}, "subject": A, "place": place}
    hand_run(lake, [clue], datasets=(use_of("deaths", version, wide),), absent=("deaths",))
    hand_run(lake, [], datasets=(use_of("deaths", version, wide[1:]),), absent=("deaths",))
    assert _kinds(lake) == expected


def test_vanished_because_of_settings_all_are_named(lake: Lake) -> None:
    hand_run(lake, [{"key": {"person": A}}], parameters={"grace": "2 months"})
    hand_run(lake, [], parameters={"grace": "3 months"}, fingerprint="sha256:2", as_of=date(2025, 7, 2))
    assert _kinds(lake) == ["as_of", "parameters", "model"]
    state = next(iter(ClueLedger(lake).states("a-model").values()))
    assert "2 months → 3 months" in state.why[1].zh


def test_a_closed_clue_stays_closed_until_new_rows_open_an_episode(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": A}, {"id_number": A, "died_on": date(2024, 5, 5)})
    clue = _clue(lake, old, 0, A)
    run = hand_run(lake, [clue], datasets=(use_of("deaths", old),))
    ledger = ClueLedger(lake)
    clue_id = next(iter(ledger.states("a-model")))
    ledger.record_verdict("a-model", clue_id, "lawful", "陈检", DAY, "已补发")
    assert ledger.states("a-model")[clue_id].verdict.note == "已补发"  # type: ignore[union-attr]
    hand_run(lake, [clue], datasets=(use_of("deaths", old),))
    assert ledger.states("a-model")[clue_id].closed
    clue["witnesses"].append(_witness(lake, old, 1))
    last = hand_run(lake, [clue], datasets=(use_of("deaths", old),))
    state = ledger.states("a-model")[clue_id]
    assert (state.episode, state.closed) == (2, False)
    assert ledger.events_of(last)[0].why[0].rows == (clue["witnesses"][1]["row_id"],)
    assert run.run_id != last.run_id


def test_a_rejection_needs_a_reason_code_and_a_known_clue(lake: Lake) -> None:
    hand_run(lake, [{"key": {"person": A}}])
    ledger = ClueLedger(lake)
    clue_id = next(iter(ledger.states("a-model")))
    with pytest.raises(RunError, match="reason code"):
        ledger.record_verdict("a-model", clue_id, "", "陈检", DAY)
    with pytest.raises(RunError, match="has no clue"):
        ledger.record_verdict("a-model", "0000-0000-0000-0000-0000", "confirmed", "陈检", DAY)


def test_a_correction_marks_the_clues_it_touches_closed_ones_too(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": A}, {"id_number": B})
    hand_run(lake, [_clue(lake, old, 0, A), _clue(lake, old, 1, B)], datasets=(use_of("deaths", old),))
    ledger = ClueLedger(lake)
    touched = next(s.clue_id for s in ledger.states("a-model").values())
    run = RunStore(lake).latest("a-model")
    touched = run.clues.filter(run.clues.column("subject").is_valid()).to_pylist()[0]["clue_id"]  # type: ignore[union-attr]
    ledger.record_verdict("a-model", touched, "confirmed", "陈检", DAY)
    new = _deaths(lake, {"id_number": A, "name": "张三丰"}, {"id_number": B})
    assert ledger.mark_corrections(new) == [touched]
    assert ledger.mark_corrections(new) == []
    state = ledger.states("a-model")[touched]
    assert state.closed
    assert state.touched[0].zh == f"死亡与殡葬登记（第{new.number}版）更正或移除了1条佐证记录"


def test_a_correction_is_noticed_by_whoever_opens_the_ledger_next(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": A}, {"id_number": B})
    clues = [_clue(lake, old, 0, A), _clue(lake, old, 1, B)]
    hand_run(lake, clues, datasets=(use_of("deaths", old),))
    new = _deaths(lake, {"id_number": A, "name": "张三丰"}, {"id_number": B})
    states = ClueLedger(lake).states("a-model")
    assert sorted(len(state.touched) for state in states.values()) == [0, 1]
    assert ClueLedger(lake).states("a-model") == states
    again = [_clue(lake, new, 0, A), _clue(lake, new, 1, B)]
    hand_run(lake, again, datasets=(use_of("deaths", new),))
    assert sorted(len(s.touched) for s in ClueLedger(lake).states("a-model").values()) == [0, 1]


def test_a_correction_between_two_runs_is_noticed_although_nobody_looked(lake: Lake) -> None:
    old = _deaths(lake, {"id_number": A})
    hand_run(lake, [_clue(lake, old, 0, A)], datasets=(use_of("deaths", old),))
    new = _deaths(lake, {"id_number": A, "name": "张三丰"})
    hand_run(lake, [_clue(lake, new, 0, A)], datasets=(use_of("deaths", new),))
    state = next(iter(ClueLedger(lake).states("a-model").values()))
    assert (state.state, [why.kind for why in state.touched]) == ("again", ["corrected"])


def test_a_changed_ledger_file_is_found(lake: Lake) -> None:
    hand_run(lake, [{"key": {"person": A}}])
    ledger = ClueLedger(lake)
    ledger.update()
    assert ledger.verify() == []
    path = next((lake.path / "clues" / "a-model").glob("*.jsonl"))
    path.write_text(path.read_text().replace('"new"', '"again"'))
    assert [p.kind for p in ledger.verify()] == ["changed"]
    with pytest.raises(RunError, match="changed"):
        ledger.states("a-model")


def test_a_missing_ledger_file_is_found(lake: Lake) -> None:
    folder = lake.path / "clues" / "m"
    for reference in ("a", "b", "c"):
        path = write_events(folder, lake.keyring.key("ledger"), "run", reference, [])
        if reference == "b":
            middle = path
    middle.unlink()
    assert [p.kind for p in ClueLedger(lake).verify()] == ["missing"]


def test_coverage_is_compared_end_to_end() -> None:
    def span(region: str, first: str, last: str) -> Coverage:
        return Coverage(region=region, **{"from": date.fromisoformat(first), "to": date.fromisoformat(last)})

    year = [span("340100", "2024-01-01", "2024-12-31")]
    halves = [span("340000", "2024-07-01", "2024-12-31"), span("340100", "2024-01-01", "2024-06-30")]
    gap = [span("340100", "2024-01-01", "2024-06-29"), span("340100", "2024-07-01", "2025-01-01")]
    assert uncovered(year, year) == []
    assert uncovered(year, halves) == []
    assert uncovered(year, gap) == year
    assert uncovered(year, [span("340102", "2024-01-01", "2024-12-31")]) == year
    assert uncovered(year, [span("340100", "2024-01-01", "2024-12-30")]) == year


def test_a_verdict_taken_back_leaves_the_episode_open(lake: Lake):
    hand_run(lake, [{"key": {"person": A}}])
    ledger = ClueLedger(lake)
    (state,) = ledger.states("a-model").values()
    ledger.record_verdict("a-model", state.clue_id, "lawful", "zhang", DAY)
    before = ledger.sequence("a-model")
    ledger.reopen("a-model", state.clue_id, "li", DAY, "new papers")
    assert not ledger.states("a-model")[state.clue_id].closed
    assert ledger.sequence("a-model") == before + 1
    assert ledger.of_clue("a-model", state.clue_id)[1][-1].by == "li"
