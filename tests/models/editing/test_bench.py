"""A folder on the bench: undo and redo over several files, saving without losing what somebody else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.models.editing import (
    AddCase,
    AddExamples,
    AddRow,
    Bench,
    EditRefused,
    RemoveRow,
    RenameNeed,
    SetValue,
    open_bench,
)

MODEL = "model: a   # 名称\r\nneeds:\r\n  x: {standard: death_record@1, columns: [person]}"
EXAMPLES = "as_of: 2024-01-01\ncases:\n  one: {zh: 甲, en: A, rows: {x: [{of: z}]}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "examples").mkdir()
    (tmp_path / "model.yaml").write_bytes(MODEL.encode())
    (tmp_path / "examples" / "a.yaml").write_bytes(EXAMPLES.encode())
    return tmp_path


def test_an_edit_over_several_files_is_undone_in_all_of_them_and_made_again(folder: Path) -> None:
    bench = open_bench(folder)
    after = bench.apply(RenameNeed(old="x", new="y"))
    assert after.texts == {name: text.replace("x: ", "y: ") for name, text in bench.texts.items()}
    assert after.undo().texts == bench.texts
    assert after.undo().redo().texts == after.texts
    assert after.undo().apply(SetValue(path=("model",), value="b")).undone == ()
    assert bench.undo() is bench
    assert bench.redo() is bench


def test_only_files_that_differ_are_written_and_keep_their_line_ends(folder: Path) -> None:
    other = folder / "examples" / "a.yaml"
    (folder / "model.yaml").chmod(0o640)
    before = other.stat().st_mtime_ns
    saved = open_bench(folder).apply(SetValue(path=("model",), value="b")).save(folder)
    assert (folder / "model.yaml").read_bytes() == MODEL.replace("model: a", "model: b").encode()
    assert (folder / "model.yaml").stat().st_mode & 0o777 == 0o640
    assert other.stat().st_mtime_ns == before
    assert sorted(file.name for file in folder.rglob("*")) == ["a.yaml", "examples", "model.yaml"]
    again = saved.apply(SetValue(path=("model",), value="c")).save(folder)
    assert open_bench(folder).texts == again.texts


def test_what_somebody_else_wrote_meanwhile_is_not_lost(folder: Path) -> None:
    bench = open_bench(folder).apply(SetValue(path=("model",), value="b"))
    (folder / "model.yaml").write_text("model: theirs\n")
    with pytest.raises(EditRefused, match="changed by somebody else"):
        bench.save(folder)
    assert (folder / "model.yaml").read_text() == "model: theirs\n"


def test_a_new_file_of_examples_is_made_filled_and_taken_back(folder: Path) -> None:
    bench = open_bench(folder)
    file = "examples/more.yaml"
    steps = [
        AddExamples(file=file, as_of="2024-06-30"),  # type: ignore[arg-type]
        AddCase(file=file, name="late", body={"zh": "甲", "en": "A"}),
        AddRow(file=file, case="late", need="x", row={"of": "z", "died_on": "2024-01-01"}),
        AddRow(file=file, case="late", need="x", row={"of": "y"}, index=0),
    ]
    after = bench
    for step in steps:
        after = after.apply(step)
    assert after.sheets[file].text == (
        "as_of: 2024-06-30\npeople: {}\ncases:\n  late:\n    zh: 甲\n    en: A\n    rows:\n      x:\n"
        '        - {of: y}\n        - {of: z, died_on: "2024-01-01"}\n'
    )
    one = after.apply(RemoveRow(file=file, case="late", need="x", index=1))
    none = one.apply(RemoveRow(file=file, case="late", need="x", index=0))
    assert none.sheets[file].data["cases"]["late"]["rows"] == {}
    saved = after.save(folder)
    assert (folder / file).read_text() == after.sheets[file].text
    while after.done:
        after = after.undo()
    assert after.texts == bench.texts
    taken_back = Bench(after.sheets, saved.opened).save(folder)
    assert not (folder / file).exists()
    assert taken_back.texts == bench.texts
