"""What cannot be edited or is asked wrongly is told in words, with its place, and leaves the file as it was."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.models.editing import (
    AddCase,
    AddExamples,
    AddNeed,
    AddRow,
    AddStep,
    Bench,
    EditRefused,
    Insert,
    MoveEntry,
    Remove,
    RemoveRow,
    SetOption,
    SetValue,
    empty_model,
    read_edit,
)
from mingjian.models.editing.bench import open_bench
from mingjian.models.enumerations import Line

MODEL = (
    "model: a\nneeds:\n  x: {standard: death_record@1, columns: [person]}\nsteps:\n  s: {filter: x, where: a}\nn: 1\n"
)
EXAMPLES = "as_of: 2024-01-01\ncases:\n  one: {zh: 甲, en: A, rows: {x: [{of: z}]}}\n"
FILE = "examples/a.yaml"


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: &x 1\nb: *x\n", 1, "anchors and aliases"),
        ("a: 1\na: 2\n", 2, "duplicate key"),
        ("a: [1\nb: 2\n", 2, "YAML syntax error"),
        ("- a\n", 1, "a mapping"),
        ("", 1, "a mapping"),
        ("{a: 1}\n", 1, "in braces"),
        ("? a\n: 1\n", 1, "explicit keys"),
        ("a: 1\rb: 2\r", 1, "lone carriage return"),
        ("a: !x 1\n", 1, "tag"),
    ],
)
def test_what_cannot_be_edited_says_why_and_where(text: str, line: int, said: str) -> None:
    with pytest.raises(EditRefused, match=said) as refused:
        Bench.of({"model.yaml": text})
    assert refused.value.problems[0].line == line
    assert refused.value.problems[0].zh


def test_all_files_that_cannot_be_edited_are_told_at_once() -> None:
    with pytest.raises(EditRefused) as refused:
        Bench.of({"model.yaml": "a: *x\n", FILE: "- a\n"})
    assert {one.file for one in refused.value.problems} == {"model.yaml", FILE}


@pytest.mark.parametrize(
    ("edit", "line", "said"),
    [
        (Remove(path=("steps", "t")), 4, "there is no 't' here"),
        (Remove(path=("needs", "x", "columns", 3)), 3, "there is no '3' here"),
        (SetOption(step="t", option="where", value="b"), 4, "there is no 't' here"),
        (SetOption(step="s", option="on"), 5, "there is no 'on' here"),
        (SetValue(path=("n", "k"), value=1), 6, "there can be no 'k' here"),
        (SetValue(path=("needs", "x", "columns", 5), value="a"), 3, "there can be no '5' here"),
        (SetValue(path=("other", 0), value="a"), 1, "there is no item 0"),
        (SetValue(path=("n",), value=object()), 6, "only texts"),
        (SetValue(path=("n",), value="\ud800"), 6, "only texts"),
        (SetValue(path=("n",), value=[{"a": float("nan")}]), 6, "only texts"),
        (SetValue(path=("n",), value=deep(3000)), 6, "only texts"),
        (SetValue(path=("n",), value="x" * 1_000_000), 6, "larger than 1000000 bytes"),
        (Insert(path=("n",), value=1), 6, "no list"),
        (MoveEntry(path=("steps", "t"), to=0), 4, "there is no 't' here"),
        (AddStep(name="x", body={"filter": "x"}), 3, "there is a 'x' already"),
        (AddStep(name="Neu", body={"filter": "x"}), 5, "not a valid name"),
        (AddStep(name="n", body={"filter": "x"}, before="t"), 4, "there is no 't' here"),
        (AddNeed(alias="s", standard="a@1", columns=("b",)), 5, "there is a 's' already"),
        (AddCase(file=FILE, name="one", body={}), 3, "there is a case 'one'"),
        (AddRow(file=FILE, case="two", need="x", row={}), 2, "there is no 'two' here"),
        (RemoveRow(file=FILE, case="one", need="x", index=1), 3, "there is no '1' here"),
        (AddExamples(file="../a.yaml", as_of="2024-01-01"), 1, "cannot be made"),  # type: ignore[arg-type]
        (AddCase(file="examples/b.yaml", name="one", body={}), 1, "there is no file"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why_and_where(edit: Any, line: int, said: str) -> None:
    bench = Bench.of({"model.yaml": MODEL, FILE: EXAMPLES})
    with pytest.raises(EditRefused, match=said) as refused:
        bench.apply(edit)
    assert refused.value.problems[0].line == line, refused.value.problems
    assert bench.texts == {"model.yaml": MODEL, FILE: EXAMPLES}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "no"},
        {"kind": "set"},
        {"kind": "set", "path": [], "value": 1},
        "x",
        {"kind": "move", "path": ["a"], "to": -1},
        {"kind": "remove", "path": ["a"], "more": 1},
    ],
)
def test_an_edit_that_is_none_is_refused(data: Any) -> None:
    with pytest.raises(EditRefused, match="the edit is not as it should be"):
        read_edit(data)


def test_an_edit_comes_back_from_json_with_its_days() -> None:
    edit = read_edit({"kind": "set", "path": ["basis", 0, "from"], "value": {"$day": "2022-01-31"}})
    bench = Bench.of({"model.yaml": "basis:\n- law: a\n"}).apply(edit)
    assert bench.model.text == "basis:\n- law: a\n  from: 2022-01-31\n"
    assert read_edit({"kind": "set", "path": ["a"], "value": {"$day": "no"}}).value == {"$day": "no"}  # type: ignore[union-attr]


def test_lists_within_lists_and_tuples_are_written_as_deep_as_the_reader_goes() -> None:
    bench = Bench.of({"model.yaml": MODEL})
    assert bench.apply(SetValue(path=("n",), value=deep(29))).model.data["n"] == deep(29)
    assert bench.apply(Insert(path=("needs", "x", "columns"), value=("a", 1))).model.data["needs"]["x"]["columns"] == [
        "person", ["a", 1],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["../model.yaml", "examples/../a.yaml", "examples/.a.yaml", "a.yaml", "examples/a/b.yaml"]
)
def test_a_file_that_is_none_of_a_model_is_refused(name: str) -> None:
    with pytest.raises(EditRefused, match="no file of a model"):
        Bench.of({"model.yaml": MODEL, name: EXAMPLES})


def test_a_folder_that_is_none_or_is_not_utf8_is_refused(tmp_path: Any) -> None:
    with pytest.raises(EditRefused, match="no such model file"):
        open_bench(tmp_path)
    (tmp_path / "model.yaml").write_bytes(b"model: a\ntitle: \xb4\xf3\n")
    with pytest.raises(EditRefused, match="not UTF-8") as refused:
        open_bench(tmp_path)
    assert refused.value.problems[0].line == 2
    with pytest.raises(EditRefused, match="not a valid id"):
        empty_model("Not an id", "甲", "a", Line.CIVIL)
