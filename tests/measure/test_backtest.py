"""A new version on the data of a past run: what appears, vanishes and moves, and what that does to what was decided."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.measure import Backtest, backtest
from mingjian.models import Model, load_model, parse_model
from mingjian.runs import RunError, RunRefused, RunStore, StoredRun, run_model

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))
import desk_parts as parts

PAID = "benefits-paid-to-the-dead"
TEXT = (shipped(PAID) / "model.yaml").read_text(encoding="utf-8")


def version(*changes: tuple[str, str]) -> Model:
    """The shipped model with changes, as 9.0.0."""
    text = TEXT
    current = load_model(shipped(PAID)).version
    for old, new in ((f"version: {current}", "version: 9.0.0"), *changes):
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_model(text, f"{PAID}/model.yaml")


@pytest.fixture
def past(tmp_path: Path) -> StoredRun:
    return parts.run(parts.make_lake(tmp_path))


def lake_of(past: StoredRun) -> Lake:
    return Lake.open(past.folder.parents[1])


def longer_grace(months: int) -> Model:
    model = load_model(shipped(PAID))
    current = model.parameters["grace"].value
    return version((f"value: {current}", f"value: {months} months"))


def test_the_same_rules_change_nothing_and_nothing_is_published(past: StoredRun) -> None:
    lake = lake_of(past)
    runs = RunStore(lake).ids()
    found = backtest(lake, version())
    assert (found.appeared, found.vanished, found.moved, found.same) == (0, 0, 0, past.record.clues)
    assert (found.before, found.after, found.run) == (past.record.model.version, "9.0.0", past.run_id)
    assert [(one.before == one.after) for one in found.funnel] == [True] * len(found.funnel)
    assert found.undetermined[0] == found.undetermined[1]
    assert RunStore(lake).ids() == runs
    assert set(found.datasets) == {use.name for use in past.record.datasets}


def stricter(past: StoredRun, months: int, **more: object) -> Backtest:
    return backtest(lake_of(past), longer_grace(months), **more)  # type: ignore[arg-type]


def test_a_longer_grace_drops_the_short_ones_and_says_where(past: StoredRun) -> None:
    """Person n is paid 6 n months after the month of grace: with seven months more the first of each county is lost."""
    lake, ledger = lake_of(past), ClueLedger(lake_of(past))
    ledger.update()
    rows = {row["clue_id"]: row["subject"] for row in past.clues.to_pylist()}
    short = sorted(clue for clue, subject in rows.items() if subject[-4:-1] == "001")
    rest = sorted(set(rows) - set(short))
    for clue, code in ((short[0], "confirmed"), (short[1], "lawful"), (rest[0], "confirmed")):
        ledger.record_verdict(PAID, clue, code, "x", date(2025, 7, 1))
    found = stricter(past, 12)
    assert {one.clue.clue_id for one in found.examples["vanished"]} == set(short)
    assert (found.vanished, found.appeared, found.clues_after) == (3, 0, len(rest))
    assert found.lost == {"confirmed": 1, "rejected": 1, "open": 1}
    assert found.kept == {"confirmed": 1, "open": len(rest) - 1}
    steps = {step.name for step in past.record.steps}
    for one in found.examples["vanished"]:
        assert one.zh.startswith("在步骤")
        assert one.en.split()[-1] in steps
    assert found.moved == len(rest)  # fewer months are counted for every other
    assert all(one.zh for one in found.examples["moved"])
    assert all(subject not in one.clue.says_zh for one in found.examples["vanished"] for subject in rows.values())
    assert len(stricter(past, 12, examples=1).examples["vanished"]) == 1
    assert lake.path == lake_of(past).path


def test_verdicts_of_a_file_count_too(past: StoredRun) -> None:
    clue = next(row["clue_id"] for row in past.clues.to_pylist() if row["subject"][-4:-1] == "001")
    assert stricter(past, 12, verdicts={clue: "confirmed"}).lost["confirmed"] == 1


def test_it_reads_the_versions_of_the_past_run_not_the_newest(past: StoredRun, tmp_path: Path) -> None:
    lake = lake_of(past)
    parts.write_files(tmp_path / "files", first=3)
    parts.load(lake, tmp_path / "files")
    assert backtest(lake, version()).same == past.record.clues
    newest = parts.run(lake)
    assert backtest(lake, version()).run == newest.run_id
    assert backtest(lake, version(), past.run_id).same == past.record.clues


def test_parameters_set_apart_are_set_again_and_defaults_are_the_new_ones(past: StoredRun) -> None:
    lake = lake_of(past)
    apart = run_model(lake, shipped(PAID), as_of=parts.AS_OF, purpose="x", parameters={"grace": "12 months"}, actor="t")
    found = backtest(lake, version(), apart.run_id)
    assert (found.same, found.parameters["grace"]) == (apart.record.clues, "12 months")
    assert stricter(past, 12, run=past.run_id).parameters["grace"] == "12 months"


def test_other_models_and_real_data_without_approval_are_refused(past: StoredRun, tmp_path: Path) -> None:
    other = load_model(shipped("ended-rounds-with-assets"))
    with pytest.raises(RunError, match="no run of"):
        backtest(lake_of(past), other)
    with pytest.raises(RunError, match="not of"):
        backtest(lake_of(past), other, past.run_id)
    uses = tuple(use.model_copy(update={"synthetic": False}) for use in past.record.datasets)
    assert uses
    parts.write_files(tmp_path / "real")
    real = Lake.create(tmp_path / "reallake", key=b"r" * 32)
    parts.load(real, tmp_path / "real", synthetic=False)
    record = past.record.model_copy(update={"datasets": tuple(
        use.model_copy(update={"version": real.latest(use.dataset).version}) for use in past.record.datasets  # type: ignore[union-attr]
    )})  # fmt: skip
    with real.staging() as staged:
        RunStore(real).publish(staged, record, {})
    with pytest.raises(RunRefused, match="approval"):
        backtest(real, version())
