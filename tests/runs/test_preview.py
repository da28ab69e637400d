"""Rows and counts at every step of a draft are those of a full run of the same model, and nothing is left behind."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs_models import ABSENT, AS_OF, MODEL, YEAR, deaths, payments

from mingjian.cli.deliveries import load_deliveries
from mingjian.collision import execute
from mingjian.engines import Cancelled, Engine
from mingjian.engines.dialect import name as quoted
from mingjian.lake import Lake
from mingjian.library import shipped_models
from mingjian.models import compile_model, load_model
from mingjian.models.example_tables import build_tables
from mingjian.models.examples import Read, read_examples
from mingjian.models.sketch import Sketch, sketch_of
from mingjian.province import build
from mingjian.runs import Control, Progress, RunRefused, RunStore, run_model
from mingjian.runs.preview import Preview, preview_examples, preview_lake
from mingjian.runs.signers import audit_log

FOLDERS = shipped_models()
FEW = ["benefits-paid-to-the-dead", "defective-marriage-registrations", "sex-offenders-in-schools", "missed-recidivism"]
PURPOSE = "建模"


def _sketch(name: str) -> Sketch:
    return sketch_of((FOLDERS[name] / "model.yaml").read_text(encoding="utf-8"))


def _bag(rows: list[dict[str, Any]]) -> Counter[str]:
    return Counter(repr(sorted(row.items())) for row in rows)


def _shown(preview: Preview, step: str) -> Counter[str]:
    return _bag([dict(row.values) for row in preview.looks[step].rows])


def _whole(name: str, read: Read) -> tuple[dict[str, tuple[int, Any]], dict[str, Counter[str]]]:
    """What a run of the model over its examples tells of every step, and all rows of each, made one by one."""
    model = load_model(FOLDERS[name])
    rows: dict[str, Counter[str]] = {}
    with Engine(memory_limit="1GiB", threads=1) as engine:
        tables = build_tables(engine, model, read)
        bound = compile_model(model, tables.scans, as_of=read.content.as_of, parameters=read.content.parameters)
        outcome = execute(bound.plan, engine, bound.final, bound.columns)
        told = {one.name: (one.rows, one.undetermined) for one in outcome.steps}
    for step in model.steps:
        with Engine(memory_limit="1GiB", threads=1) as engine:
            tables = build_tables(engine, model, read)
            bound = compile_model(model, tables.scans, as_of=read.content.as_of, parameters=read.content.parameters)
            made = execute(bound.plan, engine, step.name)
            columns = ", ".join(quoted(one.name) for one in made.relation.visible)
            rows[step.name] = _bag(engine.arrow(f"SELECT {columns} FROM {quoted(made.table)}").to_pylist())
    return told, rows


def _compare(name: str) -> None:
    for read in read_examples(FOLDERS[name]):
        (preview,) = preview_examples(_sketch(name), [read], rows=100_000, seconds=600).values()
        told, rows = _whole(name, read)
        for step, (count, undetermined) in told.items():
            if step == "clue":
                continue  # the risk, which a run adds
            look = preview.looks[step]
            assert (step, look.count, look.exact, look.undetermined) == (step, count, True, undetermined)
        for step, bag in rows.items():
            assert _shown(preview, step) == bag, step


@pytest.mark.parametrize("name", FEW)
def test_rows_and_counts_over_the_examples_are_those_of_a_run(name: str) -> None:
    _compare(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(FOLDERS) - set(FEW)))
def test_rows_and_counts_over_the_examples_of_all_models(name: str) -> None:
    _compare(name)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    folder = tmp_path_factory.mktemp("province")
    build(folder / "files", 6_000, 44_001)
    lake = Lake.create(folder / "lake")
    load_deliveries(lake, folder / "files")
    return lake


@pytest.mark.slow  # the province
@pytest.mark.parametrize("name", [*FEW, "drug-users-keep-licences", "pension-paid-in-custody"])
def test_counts_over_a_province_are_those_of_a_run(province: Lake, name: str) -> None:
    run = run_model(province, FOLDERS[name], as_of=AS_OF, purpose=PURPOSE)
    before = RunStore(province).ids()
    preview = preview_lake(province, _sketch(name), as_of=AS_OF, purpose=PURPOSE, seconds=600)
    assert RunStore(province).ids() == before
    compared = 0
    for one in run.record.steps:
        if one.name == "clue":
            continue
        look = preview.looks[one.name]
        assert (one.name, look.count) == (one.name, one.rows)
        mine = Counter({(doubt.reason, doubt.alias): doubt.rows for doubt in look.undetermined})
        assert mine == Counter({(doubt.reason, doubt.alias): doubt.rows for doubt in one.undetermined})
        compared += one.rows > 0
    assert compared
    assert all(len(look.rows) == min(20, look.count or 0) for look in preview.looks.values())


@settings(max_examples=12)
@given(st.sampled_from(FEW), st.integers(min_value=0))
def test_a_mistake_in_one_step_leaves_the_others_as_they_were(name: str, seed: int) -> None:
    whole = _sketch(name)
    victim = random.Random(seed).choice(whole.model.steps)
    text = whole.model.text.replace(f"\n  {victim.name}:\n", f"\n  {victim.name}:\n    no_such_option: 1\n", 1)
    broken = sketch_of(text)
    assert broken.problems
    assert victim.name not in broken.names
    (read, *_) = read_examples(FOLDERS[name])
    (right,) = preview_examples(whole, [read], rows=1000).values()
    (left,) = preview_examples(broken, [read], rows=1000).values()
    names = set(broken.names)
    assert names
    for step in names:
        assert left.looks[step].count == right.looks[step].count
        assert left.looks[step].undetermined == right.looks[step].undetermined
        assert _shown(left, step) == _shown(right, step)


def test_only_what_a_step_is_made_of(lake: Lake) -> None:
    payments(lake)  # no list of deaths: what needs it cannot be looked at
    preview = preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, upto="payments")
    assert {name: look.count for name, look in preview.looks.items()} == {"payments": 9}
    with pytest.raises(RunRefused) as refused:
        preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE)
    assert [one.kind for one in refused.value.refusals] == ["dataset"]
    with pytest.raises(KeyError):
        preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, upto="no_such")


def test_rows_say_which_rows_they_were_made_of(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    looks = preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE).looks
    assert looks["deaths"].rows[0].witnesses == {"deaths": (0,)}
    grouped = looks["per_person"].rows[0].witnesses
    assert len(grouped["payments"]) == 2  # of three months two are later than the month of death and grace
    assert len(set(grouped["deaths"])) == 1


def test_real_data_need_an_approval_of_this_very_draft_and_looking_is_written_down(lake: Lake) -> None:
    deaths(lake, synthetic=False)
    payments(lake)
    with pytest.raises(RunRefused) as refused:
        preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, actor="zhang")
    assert [one.kind for one in refused.value.refusals] == ["approval"]
    with pytest.raises(RunRefused, match="say what the run is for"):
        preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=" ", actor="zhang", upto="payments")
    preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, actor="zhang", upto="payments")
    entry = list(audit_log(lake).entries())[-1]
    assert (entry.actor, entry.action, entry.object) == ("zhang", "preview", "paid-after-death")


def test_no_time_left_is_told_and_never_guessed(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    looks = preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, seconds=0).looks
    assert set(looks) == {"deaths", "payments", "after_death", "per_person"}
    late = [look for look in looks.values() if not look.exact]
    assert "per_person" in {look.name for look in late}
    assert all(look.count is None and look.why is not None for look in late)


def test_a_preview_can_be_stopped_and_watched(lake: Lake) -> None:
    deaths(lake)
    payments(lake)
    told: list[Progress] = []
    preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, control=Control(told.append))
    assert [one.step for one in told if one.rows is not None] == ["deaths", "payments", "after_death", "per_person"]
    stopped = Control()
    stopped.cancel()
    with pytest.raises(Cancelled):
        preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE, control=stopped)
    assert RunStore(lake).ids() == []


def test_untouched_steps_come_from_what_was_kept(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.runs.preview.KEPT_AFTER", 0.0)
    deaths(lake, people=5)
    payments(lake, people=5)
    first = preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE).looks
    assert not any(look.reused for look in first.values())
    edited = sketch_of(MODEL.replace("months: count()", "months: count() + 1"))
    again = preview_lake(lake, edited, as_of=AS_OF, purpose=PURPOSE).looks
    assert again["after_death"].reused
    assert not again["per_person"].reused
    assert again["after_death"].count == first["after_death"].count
    assert {row.values["months"] for row in again["per_person"].rows} == {
        row.values["months"] + 1 for row in first["per_person"].rows
    }


def test_rows_outside_coverage_are_warned_of_with_their_share(lake: Lake) -> None:
    deaths(lake, {"name": "别处", "id_number": "110101199003078012", "died_on": AS_OF + timedelta(40)}, people=3)
    payments(lake, people=1, coverage=YEAR)
    preview = preview_lake(lake, sketch_of(ABSENT), as_of=AS_OF, purpose=PURPOSE)
    said = {one.kind: one for one in preview.cautions}
    assert "1 rows of 'unpaid' (25.0%)" in said["outside_coverage"].en
    assert "payments" in said["outside_coverage"].zh


def test_the_folder_of_steps_is_the_one_of_runs(lake: Lake, tmp_path: Path) -> None:
    deaths(lake)
    payments(lake)
    before = {path.relative_to(lake.path) for path in lake.path.rglob("*") if path.is_file()}
    preview_lake(lake, sketch_of(MODEL), as_of=AS_OF, purpose=PURPOSE)
    after = {path.relative_to(lake.path) for path in lake.path.rglob("*") if path.is_file()}
    assert {path.parts[0] for path in after - before} <= {"steps", "audit"}
