"""What came of each version: every finding once, verdicts with the version they were passed under."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs_parts import hand_run, publish_rows, use_of

from mingjian.clues.events import Event
from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure import read_verdicts, wilson, yields
from mingjian.measure.findings import _after
from mingjian.runs.errors import RunError
from mingjian.runs.record import ModelUse

DAY = date(2025, 7, 1)


def version(number: str, fingerprint: str = "sha256:1") -> dict[str, ModelUse]:
    title = {"zh": "模", "en": "m"}
    return {"model_use": ModelUse(id="a-model", version=number, fingerprint=fingerprint, title=title, file="x")}


def people(*names: str) -> list[dict[str, object]]:
    return [{"key": {"person": name}} for name in names]


def ids(run: object) -> dict[str, str]:
    """Person → clue."""
    return {json.loads(row["key"])["person"]: row["clue_id"] for row in run.clues.to_pylist()}  # type: ignore[attr-defined]


def test_verdicts_stay_with_the_version_they_were_passed_under(lake: Lake) -> None:
    old = hand_run(lake, people("a", "b", "c", "d", "e"), as_of=date(2025, 1, 1), **version("1.0.0"))
    ledger = ClueLedger(lake)
    ledger.update()
    clue = ids(old)
    for person, code in (("a", "confirmed"), ("b", "lawful"), ("c", "known")):
        ledger.record_verdict("a-model", clue[person], code, "x", DAY)
    hand_run(lake, people("a", "d", "f"), undetermined=[], as_of=date(2025, 2, 1), **version("1.1.0"))
    ledger.update()
    ledger.record_verdict("a-model", clue["d"], "confirmed", "x", DAY)
    newer, older = yields(lake)
    assert (newer.version, older.version) == ("1.1.0", "1.0.0")
    assert (older.tally.clues, older.tally.confirmed, older.tally.rejected, older.tally.neutral) == (4, 1, 1, 1)
    assert (older.tally.gone, older.tally.waiting) == (1, 0)  # e is found no more, and nobody decided
    assert (newer.tally.clues, newer.tally.confirmed, newer.tally.waiting) == (2, 1, 1)  # d and f
    assert older.tally.precision == 0.5
    assert older.tally.interval == wilson(1, 2)
    assert older.tally.reasons == Counter(lawful=1, known=1)
    assert (older.first, older.last, older.runs, older.files) == (date(2025, 1, 1), date(2025, 1, 1), 1, 1)
    assert older.data()["share_checked"] == 0.75


def test_a_verdict_taken_back_counts_nowhere_and_a_file_of_verdicts_stands_above(lake: Lake, tmp_path: Path) -> None:
    run = hand_run(lake, people("a", "b"), **version("1.0.0"))
    clue, ledger = ids(run), ClueLedger(lake)
    ledger.update()
    ledger.record_verdict("a-model", clue["a"], "confirmed", "x", DAY)
    ledger.reopen("a-model", clue["a"], "x", DAY)
    assert yields(lake)[0].tally.checked == 0
    path = tmp_path / "verdicts.csv"
    path.write_text(f"﻿clue,code\n{clue['a']},lawful\n{clue['a']},confirmed\nnobody,confirmed\n", encoding="utf-8")
    assert yields(lake, verdicts=read_verdicts(path))[0].tally.confirmed == 1
    path.with_suffix(".json").write_text(json.dumps([{"clue": clue["b"], "code": "too_old"}]))
    tally = yields(lake, "a-model", read_verdicts(path.with_suffix(".json")))[0].tally
    assert (tally.neutral, tally.precision, tally.interval) == (1, None, None)


@pytest.mark.parametrize("text", ["clue,verdict\na,confirmed\n", "clue,code\na,perhaps\n", "clue,code\na\n"])
def test_a_file_that_is_no_list_of_verdicts_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "v.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=r"v\.csv"):
        read_verdicts(tmp_path / "v.csv")


def test_a_number_used_for_two_files_is_seen(lake: Lake) -> None:
    hand_run(lake, people("a"), **version("1.0.0"))
    hand_run(lake, people("a"), undetermined=[], **version("1.0.0", "sha256:2"))
    (only,) = yields(lake)
    assert (only.runs, only.files, only.tally.clues) == (2, 2, 1)


def test_new_rows_after_a_verdict_are_a_finding_of_their_own(lake: Lake) -> None:
    base = {"name": "张三", "region": "340100", "died_on": date(2024, 1, 1), "id_number": "110101199003070038"}
    first = publish_rows(lake, "deaths", "death_record@1", [base])

    def run(row: str, data: object) -> object:
        witness = {"alias": "deaths", "need": "deaths", "dataset": "deaths@1", "row_id": row}
        return hand_run(lake, [{"key": {"person": "a"}, "witnesses": [witness]}], datasets=(use_of("deaths", first),))

    before = run("1", first)
    ledger = ClueLedger(lake)
    ledger.update()
    ledger.record_verdict("a-model", ids(before)["a"], "confirmed", "x", DAY)
    run("2", first)
    tally = yields(lake)[0].tally
    assert (tally.clues, tally.confirmed, tally.waiting) == (2, 1, 1)


STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["closed", "reopened", "again", "vanished"]),
                           st.sampled_from(["confirmed", "lawful", "known"])), max_size=20)  # fmt: skip


@given(STEPS)
def test_whatever_happens_every_finding_is_counted_once(steps: list[tuple[str, str, str]]) -> None:
    found = {clue: _after(None, Event(clue=clue, event="new", day="2025-01-01", run="1")) for clue in "abc"}
    last: dict[str, str | None] = dict.fromkeys("abc")
    for clue, event, code in steps:
        detail = f"{code}\nnote" if event == "closed" else ""
        found[clue] = _after(found[clue], Event(clue=clue, event=event, day="2025-01-02", run="2", detail=detail))  # type: ignore[arg-type]
        last[clue] = code if event == "closed" else None if event == "reopened" else last[clue]
    assert {clue: one.code for clue, one in found.items()} == last
