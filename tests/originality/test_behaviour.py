"""Two works over one province: a disguised copy finds the same people, another rule others; nothing is raised by it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.originality.behaviour import AS_OF, folder_of, made_lake
from benchmarks.originality.disguises import renamed, reordered
from mingjian.library import shipped
from mingjian.originality.behaviour import Behaviour, Found, behaviour, found_by, models_of


def found(first: int, last: int) -> Found:
    people = frozenset(("person", str(number)) for number in range(first, last))
    return Found(people, frozenset(("", str(number)) for number in range(first, first + 3)))


def test_what_both_find_is_counted_and_said_beside_structure() -> None:
    same, apart, part = (behaviour(found(0, 20), found(start, start + 20)) for start in (0, 30, 10))
    assert same == Behaviour(20, 20, 20, 3, 3, 3)
    assert (same.alike, apart.alike, round(part.alike or 0, 3)) == (1.0, 0.0, 0.333)
    said = {one.says(structure)[1].split(":")[0] for one in (same, apart, part) for structure in (True, False)}
    assert len(said) == 5
    assert all("disguised" not in one.says(False)[1] for one in (same, apart, part))
    assert "disguised copy" in same.says(True)[1]
    assert same.data(structure=True)["undetermined_alike"] is None


def test_of_few_clues_nothing_is_said() -> None:
    few = behaviour(found(0, 9), found(0, 30))
    assert few.alike is None
    assert few.says(True) == few.says(False) == ("所得线索太少，不能说明什么", "too few clues to tell anything")
    assert behaviour(Found(frozenset(), frozenset()), found(0, 3)).alike is None


def test_models_of_a_work_are_those_within_it(tmp_path: Path) -> None:
    work, outside = tmp_path / "work", tmp_path / "outside"
    for folder in (work / "a", work / "b" / "c", outside):
        folder.mkdir(parents=True)
        (folder / "model.yaml").write_text("x: 1")
    (work / "link").mkdir()
    (work / "link" / "model.yaml").symlink_to(outside / "model.yaml")
    assert models_of(work) == [work / "a", work / "b" / "c"]
    assert models_of(work / "a" / "model.yaml") == [work / "a"]
    (work / "a.md").write_text("x")
    assert models_of(work / "a.md") == []


@pytest.mark.slow
def test_a_disguised_copy_finds_the_same_people(tmp_path: Path) -> None:
    lake = made_lake(tmp_path, 44001, 6000)
    name = "benefits-paid-to-the-dead"
    copy = folder_of(tmp_path / "copy", name, [renamed, reordered], random.Random(1))
    one = found_by(lake, [shipped(name)], AS_OF)
    both = behaviour(one, found_by(lake, [copy], AS_OF))
    assert both.one == both.other == both.both > 0
    assert (copy / "model.yaml").read_text("utf-8") != (shipped(name) / "model.yaml").read_text("utf-8")
