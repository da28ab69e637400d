"""A file that is opened and saved is the same file."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from editing_texts import NAMES, PLACES, disturbed, texts

from mingjian.models.editing import Bench, SetText, SetValue, open_bench
from mingjian.models.editing.plain import same


def test_every_shipped_model_file_is_the_same_when_opened() -> None:
    for name in NAMES:
        text = texts(name)["model.yaml"]
        assert Bench.of({"model.yaml": text}).texts == {"model.yaml": text}


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 12])
def test_shipped_folders_are_saved_byte_for_byte(every: int, tmp_path: Path) -> None:
    for name in NAMES[::every]:
        folder = tmp_path / name
        shutil.copytree(PLACES[name], folder)
        before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}
        open_bench(folder).save(folder)
        after = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()}
        assert after == before


@pytest.mark.parametrize("seed", range(8))
def test_a_disturbed_file_keeps_its_bytes_and_its_places(seed: int) -> None:
    rng = random.Random(seed)
    given = disturbed(texts(rng.choice(NAMES))["model.yaml"], rng)
    sheet = Bench.of({"model.yaml": given.text}).model
    assert sheet.text == given.text
    for path, value in sheet.layout.values.items():
        if value.form == "scalar" and value.style is None and value.end > value.start:
            assert sheet.text[value.start : value.end].split() == (sheet.source.raw(path) or "").split()


def test_a_value_set_to_what_it_is_changes_nothing() -> None:
    for name in NAMES[::10]:
        bench = Bench.of(texts(name))
        for section, value in bench.model.data.items():
            assert bench.apply(SetValue(path=(section,), value=value)) is bench


def test_one_text_changed_is_one_stretch_changed() -> None:
    """What is before and behind the sentence is the same string."""
    for name in NAMES[::20]:
        before = texts(name)["model.yaml"]
        bench = Bench.of({"model.yaml": before}).apply(SetText(path=("clue", "says"), lang="zh", text="一句"))
        place = Bench.of({"model.yaml": before}).model.place(("clue", "says", "zh"))
        after = bench.model.text
        assert after.startswith(before[: place.start])
        assert after.endswith(before[place.end :])
        assert same(bench.undo().model.data, Bench.of({"model.yaml": before}).model.data)
