"""Clues against a truth: what counts as found, false, a trap, or the doing of silent dirt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from runs_models import MODEL, model
from runs_parts import hand_run

from mingjian.clues.score import ModelScore, Truth, read_truth, score, score_json, score_table, story_of
from mingjian.lake import Lake
from mingjian.province import Expected
from mingjian.runs.record import DatasetUse, ModelUse

TEXT = MODEL.replace("version: 1.0.0", "version: 1.0.0\ncatalogue: P02", 1)


READ, NOT_READ = ("death_record", "died_on"), ("hotel_stay", "checked_in")


def _truth(silent: frozenset[str] = frozenset(), cell: tuple[str, str] = READ) -> Truth:
    wanted = Expected(
        model="P02",
        violations=frozenset("abcd"),
        findable=frozenset("ab"),
        silent=frozenset("d"),
        rules={},
        traps={"t": "month_in_transit"},
        people=frozenset("abcd"),
    )
    return Truth({"P02": wanted}, {cell: silent})


def _score(lake: Lake, people: str, truth: Truth | None = None) -> ModelScore:
    clues: list[dict[str, Any]] = [{"key": {"id_number": p, "rule": r}, "subject": p} for p in people for r in "12"]
    loaded = model(TEXT)
    use = ModelUse(
        id=loaded.id,
        version="1",
        fingerprint=loaded.fingerprint,
        title={"zh": "", "en": ""},
        file=TEXT,
        catalogue="P02",
    )
    read = DatasetUse(
        need="deaths", dataset="d", version="1", standard="death_record@1", owner="000000", rows=1,
        columns=("person", "died_on"),
    )  # fmt: skip
    run = hand_run(lake, clues, model_use=use, datasets=(read,))
    return score(truth or _truth(), [run])[0]


def test_all_that_can_be_found_is_found(lake: Lake) -> None:
    found = _score(lake, "ab")
    assert (found.recall, found.precision, found.trap_hits, found.clues, found.reported) == (1.0, 1.0, (), 4, 2)


def test_what_cannot_be_found_is_not_missed_but_counts_when_found(lake: Lake) -> None:
    found = _score(lake, "abc")
    assert (found.recall, found.precision, found.true) == (1.0, 1.0, 3)


def test_missed_false_and_traps(lake: Lake) -> None:
    found = _score(lake, "axt")
    assert (found.recall, found.missed) == (0.5, ("b",))
    assert (found.false, found.trap_hits) == (("t", "x"), ("t",))
    assert found.precision == pytest.approx(1 / 3)


def test_silent_dirt_is_counted_apart(lake: Lake) -> None:
    found = _score(lake, "abdxt", _truth(frozenset("xt")))
    assert (found.silent, found.silent_found) == (1, 1)
    assert (found.false_by_silent, found.false, found.trap_hits) == (("t", "x"), (), ())
    assert found.precision == 1.0
    assert found.precision_all == pytest.approx(3 / 5)


def test_silent_dirt_the_model_never_read_excuses_nothing(lake: Lake) -> None:
    found = _score(lake, "abxt", _truth(frozenset("xt"), NOT_READ))
    assert (found.false_by_silent, found.false, found.trap_hits) == ((), ("t", "x"), ("t",))


def test_nothing_reported_has_no_precision(lake: Lake) -> None:
    found = _score(lake, "")
    assert (found.recall, found.precision, found.precision_all) == (0.0, None, None)


def test_a_model_the_truth_does_not_know_is_left_out(lake: Lake) -> None:
    use = ModelUse(id="x", version="1", fingerprint=model().fingerprint, title={"zh": "", "en": ""}, file=MODEL)
    assert score(_truth(), [hand_run(lake, [], model_use=use)]) == []


def test_stories_are_named_as_the_truth_names_them() -> None:
    key = {"case_number": "（2022）皖01刑初1号", "id_number": "x", "rule": "r", "uscc": "u"}
    assert story_of("R02", key, "x") == "（2022）皖01刑初1号"
    assert story_of("R09", {"decision_number": "n", "id_number": "x"}, "x") == "n"
    assert story_of("A01", key, "x") == "x|u"
    assert story_of("P02", {"rule": "r"}, "x") == "x"


def test_table_and_json(lake: Lake) -> None:
    one = _score(lake, "at")
    head, rows = score_table([one])
    assert all(len(row) == len(head) for row in rows)
    assert rows[0][0] == "P02"
    assert rows[-1][4:8] == ["0.500", "0.500", "1", "1/1"]
    assert score_json([one])[0]["recall"] == 0.5


def test_the_truth_is_read_from_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "truth"
    folder.mkdir()
    texts = {name: pa.array(["P02" if name == "model" else "a"]) for name in ("model", "rule", "key", "person")}
    flags = {"findable": pa.array([True]), "silent": pa.array([False])}
    for name in ("violations", "traps"):
        pq.write_table(pa.table({**texts, **flags}), folder / f"{name}.parquet")
    pq.write_table(pa.table({"model": ["P02"]}), folder / "plants.parquet")
    classes = pa.array(["silent", "repairable", "silent"]).dictionary_encode()
    cells = {"dataset": ["death_record"] * 3, "column": ["died_on"] * 3, "class": classes, "person": ["x", "y", None]}
    pq.write_table(pa.table(cells), folder / "dirt.parquet")
    truth = read_truth(tmp_path)
    assert truth.silent == {("death_record", "died_on"): {"x"}}
    assert truth.by_model["P02"].findable == {"a"}
    with pytest.raises(FileNotFoundError):
        read_truth(tmp_path / "nowhere")
