"""Works run behind walls: figures against the planted truth, three runs, and what a bad work gets told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from runs_models import AS_OF, IDS, MODEL, deaths, payments

from mingjian.confinement import Answer
from mingjian.contest import confined
from mingjian.contest.confined import BOUNDS, Ground, draw, open_ground, opens, prepare, run_work
from mingjian.contest.errors import ContestError
from mingjian.lake import Lake
from mingjian.library import shipped_models

NAMED = MODEL.replace("version: 1.0.0", "version: 1.0.0\ncatalogue: P02")


def ground(folder: Path, name: str, planted: list[str], traps: list[str]) -> Ground:
    """A lake of three dead people, all paid or only some, and its truth beside it."""
    lake = Lake.create(folder / "lake")
    deaths(lake)
    payments(lake)
    truth = folder / "province/truth"
    truth.mkdir(parents=True)
    for file, keys in (("violations", planted), ("traps", traps)):
        rows = [
            {"model": "P02", "rule": "r", "key": key, "person": key, "findable": True, "silent": False} for key in keys
        ]
        shape = pa.schema([(one, pa.string()) for one in ("model", "rule", "key", "person")])
        shape = shape.append(pa.field("findable", pa.bool_())).append(pa.field("silent", pa.bool_()))
        pq.write_table(pa.Table.from_pylist(rows, shape), truth / f"{file}.parquet")
    pq.write_table(pa.table({"model": ["P02"]}), truth / "plants.parquet")
    (folder / "ground.json").write_text(json.dumps({"name": name, "as_of": AS_OF.isoformat()}))
    return open_ground(folder)


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> list[Ground]:
    """The open one, on which all is right, and a sealed one whose truth is otherwise."""
    root = tmp_path_factory.mktemp("grounds")
    return [
        ground(root / "open", "open", IDS[:2], []),
        ground(root / "sealed", "sealed", [IDS[0], IDS[3]], [IDS[1]]),
    ]


def work(folder: Path, text: str = NAMED) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "model.yaml").write_text(text, encoding="utf-8")
    return folder


def test_figures_against_the_truth_and_the_fall_between_grounds(tmp_path: Path, grounds: list[Ground]) -> None:
    before = listing(grounds[0].folder)
    outcome = run_work(work(tmp_path / "w"), grounds, runs=2)
    first, second = outcome.on("open"), outcome.on("sealed")
    assert first is not None
    assert second is not None
    assert (first.ending, first.runs, second.ending) == ("ran", 2, "ran"), first.zh
    assert first.digest == second.digest
    assert first.found is not None
    assert second.found is not None
    assert (first.found.recall, first.found.precision, first.found.trap_hits) == (1.0, first.found.precision, 0)
    assert (second.found.found, second.found.findable, second.found.trap_hits) == (1, 2, 1)
    assert outcome.fall()[0] == 0.5
    assert first.cpu > 0
    assert first.peak > 50_000_000
    assert outcome.model == "paid-after-death"
    told = json.loads(json.dumps(outcome.as_json()))
    assert told["grounds"][1]["recall"] == 0.5
    assert listing(grounds[0].folder) == before


def listing(folder: Path) -> dict[str, int]:
    return {one.relative_to(folder).as_posix(): one.stat().st_mtime_ns for one in folder.rglob("*") if one.is_file()}


def test_without_truth_figures_are_none_and_the_organiser_can_name_it(tmp_path: Path, grounds: list[Ground]) -> None:
    plain = work(tmp_path / "w", MODEL)
    unknown = run_work(plain, grounds[:1], runs=1).on("open")
    named = run_work(plain, grounds[:1], runs=1, catalogue="P02").on("open")
    assert unknown is not None
    assert named is not None
    assert unknown.found is None
    assert unknown.clues == named.clues
    assert named.found is not None


@pytest.mark.parametrize(
    ("text", "ending", "said"),
    [
        ("model: [", "wrong", ""),
        (NAMED.replace("pension_payment@1", "pension_paymnt@1"), "wrong", "pension_paymnt"),
    ],
)  # fmt: skip
def test_a_work_that_is_no_model_is_told_why(
    tmp_path: Path, grounds: list[Ground], text: str, ending: str, said: str
) -> None:
    one = run_work(work(tmp_path / "w", text), grounds[:1]).on("open")
    assert one is not None
    assert (one.ending, one.runs) == (ending, 1)
    assert one.zh
    assert one.en
    assert said in one.en


def test_lists_that_are_not_there(tmp_path: Path, grounds: list[Ground]) -> None:
    text = NAMED.replace("standard: pension_payment@1", "standard: benefit_payment@1")
    one = run_work(work(tmp_path / "w", text), grounds[:1]).on("open")
    assert one is not None
    assert one.ending == "refused"


def test_a_work_that_takes_too_long_is_stopped(tmp_path: Path, grounds: list[Ground]) -> None:
    one = run_work(work(tmp_path / "w"), grounds[:1], bounds=replace(BOUNDS, cpu=0.3)).on("open")
    assert one is not None
    assert (one.ending, one.runs, one.found) == ("cpu", 1, None)
    assert "0.3" in one.en


def test_runs_that_differ_are_no_result(tmp_path: Path, grounds: list[Ground], monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter([[['{"id_number":"1"}', ""]], [['{"id_number":"2"}', ""]], [['{"id_number":"1"}', ""]]])
    monkeypatch.setattr(confined, "_once", lambda *_: (Answer("done", {"clues": 1, "keys": next(keys)}), ()))
    one = run_work(work(tmp_path / "w"), grounds[:1]).on("open")
    assert one is not None
    assert one.ending == "unequal"
    assert one.found is None


@pytest.mark.parametrize(
    "value", [None, 5, {"clues": "x", "keys": []}, {"clues": 1}, {"wrong": 7}, {"refused": [["a"]]}]
)
def test_what_a_child_makes_up_is_not_believed(
    tmp_path: Path, grounds: list[Ground], monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    monkeypatch.setattr(confined, "_once", lambda *_: (Answer("done", value), ()))
    one = run_work(work(tmp_path / "w"), grounds[:1]).on("open")
    assert one is not None
    assert one.ending in ("broken", "wrong", "refused")


def test_keys_that_are_none_find_nothing(
    tmp_path: Path, grounds: list[Ground], monkeypatch: pytest.MonkeyPatch
) -> None:
    value = {"clues": 4, "catalogue": "P02", "keys": [1, ["x"], ["[", "a"], ["{}", ""]]}
    monkeypatch.setattr(confined, "_once", lambda *_: (Answer("done", value), ()))
    one = run_work(work(tmp_path / "w"), grounds[:1]).on("open")
    assert one is not None
    assert one.found is not None
    assert one.found.found == 0


def test_no_model_and_no_ground_are_refused(tmp_path: Path, grounds: list[Ground]) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ContestError, match="没有 model"):
        run_work(tmp_path / "empty", grounds)
    (tmp_path / "link").symlink_to(work(tmp_path / "w"))
    with pytest.raises(ContestError, match="没有 model"):
        run_work(tmp_path / "link", grounds)
    with pytest.raises(ContestError, match="没有可以运行"):
        run_work(work(tmp_path / "w"), [])
    with pytest.raises(ContestError, match="不是运行数据"):
        open_ground(tmp_path)


def test_the_sealed_seed_is_what_was_announced() -> None:
    one, other = draw(), draw()
    assert one != other
    assert opens(one.hash, one.seed, one.salt)
    assert not opens(one.hash, one.seed + 1, one.salt)
    assert not opens(one.hash, one.seed, other.salt)


@pytest.mark.slow
def test_a_ground_is_made_whole_and_a_shipped_model_finds_what_was_planted(tmp_path: Path) -> None:
    made = prepare(tmp_path / "open", "open", seed=44063, people=7_000)
    assert open_ground(tmp_path / "open") == made
    assert not (tmp_path / "open/province/files").exists()
    outcome = run_work(shipped_models()["benefits-paid-to-the-dead"], [made], runs=1)
    found = outcome.grounds[0].found
    assert found is not None
    assert (found.recall, found.trap_hits) == (1.0, 0)
    with pytest.raises(ContestError, match="不是空文件夹"):
        prepare(tmp_path / "open", "open", seed=1, people=7_000)
