"""A copy for modelling: the same hits, none of whom the rows are about, and never mixed with the data itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from ruamel.yaml import YAML

from mingjian.cli.deliveries import load_deliveries
from mingjian.lake import Lake, LakeError, state_column
from mingjian.lake.hashed_copy import hashed_copy
from mingjian.library import shipped
from mingjian.models import load_model
from mingjian.province import build
from mingjian.runs import RunRefused, run_model
from mingjian.runs.copies import withheld_columns
from mingjian.standards import standards
from mingjian.trust.audit import AuditLog

PEOPLE = 7_000
SAME = (
    "benefits-paid-to-the-dead", "convicted-company-officers", "drunk-drivers-keep-licences", "judgment-errors",
    "missed-recidivism", "pension-paid-in-custody", "sentence-dates", "sex-offenders-in-schools",
)  # fmt: skip
OTHER = "theft-penalties-not-filed"
"""Reads what a copy withholds."""


@dataclass(frozen=True)
class Both:
    """A province and its copy."""

    lake: Lake
    copy: Lake
    as_of: dt.date


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    root = tmp_path_factory.mktemp("hashed")
    build(root / "province", PEOPLE, 7, 0.05, 0.0)
    fewer(root / "province" / "deliveries.yaml")
    lake = Lake.create(root / "lake", key=b"p" * 32)
    as_of, _, _ = load_deliveries(lake, root / "province")
    return Both(lake, hashed_copy(lake, root / "copy", [], purpose="建模：试", by="officer"), as_of)


def fewer(file: Path) -> None:
    """All deliveries of what the models read; of every other dataset the first, for each file takes half a second to
    take in and what comes after it in a dataset has the same columns."""
    listed = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    models = [load_model(shipped(name)) for name in (*SAME, OTHER)]
    read = {(need.standard or name).partition("@")[0] for one in models for name, need in one.needs.items()}
    kept = []
    for one in listed["deliveries"]:
        if one["dataset"] in read or all(one["dataset"] != before["dataset"] for before in kept):
            kept.append(one)
    listed["deliveries"] = kept
    with file.open("w", encoding="utf-8") as out:
        YAML(typ="safe").dump(listed, out)


@pytest.mark.parametrize("name", SAME)
def test_models_find_as_many_over_the_copy(both: Both, name: str) -> None:
    """Where a quarantined record makes an absence doubtful, the copy, which has none, finds one more."""
    own, copied = (
        run_model(lake, load_model(shipped(name)), as_of=both.as_of, purpose="x", actor="m").record
        for lake in (both.lake, both.copy)
    )
    assert own.clues > 0
    doubtful = own.undetermined.get("null:where", 0) - copied.undetermined.get("null:where", 0)
    assert 0 <= copied.clues - own.clues <= doubtful


def identifying(lake: Lake) -> tuple[set[str], set[str]]:
    """All identifiers and names of people in a lake, sealed rows among them; damaged ones as delivered."""
    numbers, names = set[str](), set[str]()
    for dataset in lake.datasets():
        manifest = lake.latest(dataset)
        assert manifest is not None
        standard = standards()[manifest.standard.partition(".")[0]]
        for part in manifest.parts:
            table = pq.read_table(lake.file(part.path))
            for column in standard.columns.values():
                if column.name in table.column_names:
                    values = {one for one in table.column(column.name).to_pylist() if one}
                    if column.type == "identifier":
                        numbers |= values
                    elif column.mask == "person_name":
                        names |= values
            for raw in table.column("_raw").to_pylist():
                delivered = json.loads(raw or "{}")
                numbers |= {
                    text for column, text in delivered.items()
                    if column in standard.columns and standard.columns[column].type == "identifier" and len(text) > 5
                }  # fmt: skip
    return numbers, names


def standing_in(text: str, wanted: set[str]) -> set[str]:
    """Those of many words that stand in a long text, in one walk over it. They differ most in their last signs."""
    wide = min(8, *map(len, wanted))
    ends: dict[str, set[str]] = {}
    for one in wanted:
        ends.setdefault(one[-wide:], set()).add(one)
    met = {(at, end) for at in range(len(text) - wide + 1) if (end := text[at : at + wide]) in ends}
    return {one for at, end in met for one in ends[end] if text.endswith(one, 0, at + wide)}


def test_nobody_stands_in_any_byte_of_the_copy(both: Both) -> None:
    """Every file read back: tables cell by cell, all else as bytes."""
    numbers, names = identifying(both.lake)
    known = max(numbers)
    assert len(numbers) > PEOPLE
    assert len(names) > 100
    cells, plain = set[str](), b""
    for path in both.copy.path.rglob("*"):
        if path.suffix == ".parquet":
            for column in pq.read_table(path).columns:
                plain_cells = pc.list_flatten(column) if pa.types.is_list(column.type) else column
                for value in plain_cells.unique().to_pylist():
                    cells.add(value.hex() if isinstance(value, bytes) else str(value))
        elif path.is_file():
            plain += path.read_bytes()
    assert not cells & (numbers | names)
    texts = "\n".join(sorted(cells)) + plain.decode("utf-8", "replace")
    assert standing_in(f"{texts}\n{known}", numbers) == {known}
    listed = "\n".join(value for value in cells if any("\u4e00" <= sign <= "\u9fff" for sign in value))
    long = {one for one in names if len(one) > 2}
    assert standing_in(listed, long) == set()


def test_rows_cannot_be_told_by_how_they_were_delivered(both: Both) -> None:
    """Row ids are digests of what was delivered, so they are others; no order, file or cell of it is left."""
    old, new = both.lake.latest("death_record"), both.copy.latest("death_record")
    assert old is not None
    assert new is not None
    ids = [
        [row for part in m.parts for row in pq.read_table(lake.file(part.path)).column("row_id").to_pylist()]
        for lake, m in ((both.lake, old), (both.copy, new))
    ]
    assert not set(ids[0]) & set(ids[1])
    assert ids[1] == sorted(ids[1])
    assert (new.mapping, new.quality, new.quarantine, new.set_aside) == ({}, (), None, None)
    assert new.hashed is not None
    assert (new.hashed.of, new.hashed.purpose, new.hashed.by) == (old.name, "建模：试", "officer")
    table = pq.read_table(both.copy.file(new.parts[0].path))
    assert set(table.column(state_column("id_number")).to_pylist()) <= {0, 1, 2, 3}
    assert both.copy.verify() == []


def test_sealed_rows_stay_out(both: Both) -> None:
    counted = {}
    for lake in (both.lake, both.copy):
        manifest = lake.latest("criminal_judgment")
        assert manifest is not None
        counted[lake] = [
            mark for part in manifest.parts
            for mark in pq.read_table(lake.file(part.path)).column("sealed").to_pylist()
        ]  # fmt: skip
    assert True in counted[both.lake]
    assert True not in counted[both.copy]


def test_that_it_was_made_is_written_down(both: Both) -> None:
    log = AuditLog(both.lake.path / "audit", both.lake.keyring.key("audit"))
    entry = next(one for one in log.entries() if one.action == "lake.hashed_copy")
    assert (entry.actor, entry.detail["purpose"]) == ("officer", "建模：试")
    assert both.copy.keyring.key("x") != both.lake.keyring.key("x")


def test_copies_and_data_never_lie_in_one_lake(both: Both) -> None:
    real, copied = both.lake.latest("death_record"), both.copy.latest("death_record")
    assert real is not None
    assert copied is not None
    for lake, manifest in ((both.copy, real), (both.lake, copied)):
        with lake.staging() as staged, pytest.raises(LakeError, match="one lake"):
            lake.publish(staged, manifest)
    assert Lake.open(both.copy.path).hashed
    assert not Lake.open(both.lake.path).hashed


def test_all_that_is_wrong_is_said_at_once_and_leaves_nothing(both: Both, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(LakeError) as told:
        hashed_copy(both.lake, tmp_path / "full", ["nothing", "death_record", "death_record"], purpose=" ", by="x")
    for part in ("not empty", "what for", "no dataset 'nothing'", "named twice"):
        assert part in told.value.en
    with pytest.raises(LakeError, match="within the lake"):
        hashed_copy(both.lake, both.lake.path / "copy", [], purpose="x", by="x")
    with pytest.raises(LakeError, match="copy with keyed hashes itself"):
        hashed_copy(both.copy, tmp_path / "again", [], purpose="x", by="x")
    assert {one.name for one in tmp_path.iterdir()} == {"full"}


def test_a_model_that_looks_at_the_number_itself_is_refused(both: Both, tmp_path: Path) -> None:
    text = (shipped(OTHER) / "model.yaml").read_text(encoding="utf-8")
    asked = "where: contains_any(act, '盗窃', '扒窃', '偷窃') and"
    assert asked in text
    changed = text.replace(asked, f"{asked} starts_with(id_number, '3') and")
    (tmp_path / "model.yaml").write_text(changed, encoding="utf-8")
    model = load_model(tmp_path / "model.yaml")
    with pytest.raises(RunRefused, match="signs of an identifier"):
        run_model(both.copy, model, as_of=both.as_of, purpose="x", actor="m")


def test_a_run_says_that_it_went_over_a_copy(both: Both) -> None:
    model = load_model(shipped(OTHER))
    assert withheld_columns(model) == ("penalties.act_place", "penalties.description")
    for lake in (both.lake, both.copy):
        run = run_model(lake, model, as_of=both.as_of, purpose="x", actor="m")
        assert run.record.hashed == lake.hashed
