"""A model made from an empty file by edits alone: P02 finds the clues it finds as it ships."""

from __future__ import annotations

from pathlib import Path

from editing_texts import texts

from mingjian.models import check_model, load_model
from mingjian.models import test_model as run_examples
from mingjian.models.editing import (
    AddCase,
    AddExamples,
    AddNeed,
    AddRow,
    AddStep,
    Bench,
    SetText,
    SetValue,
    empty_model,
)
from mingjian.models.enumerations import Line

FILE = "examples/cases.yaml"


def test_an_empty_model_says_what_is_missing_and_nothing_else() -> None:
    text = empty_model("new-model", "新模型", "A new model", Line.CIVIL)
    problems = check_model(text)[1]
    assert {problem.path.split(".")[0] for problem in problems} == {
        "basis", "clue", "disposition", "needs", "point", "problem", "steps", "traps",
    }  # fmt: skip
    assert all(problem.line > 1 for problem in problems)


def test_p02_is_made_from_nothing_and_finds_the_same(tmp_path: Path) -> None:
    ships = Bench.of(texts("benefits-paid-to-the-dead"))
    model, examples = ships.model.data, ships.sheets[FILE].data
    title = model["title"]
    bench = Bench.of({"model.yaml": empty_model(model["model"], title["zh"], title["en"], Line.PUBLIC_INTEREST)})
    for section in ("version", "catalogue", "work", "basis", "clue", "traps", "disposition"):
        bench = bench.apply(SetValue(path=(section,), value=model[section]))
    for section in ("point", "problem"):
        for lang in ("zh", "en"):
            bench = bench.apply(SetText(path=(section,), lang=lang, text=model[section][lang]))
    for alias, need in model["needs"].items():
        bench = bench.apply(AddNeed(alias=alias, standard=need["standard"], columns=need["columns"]))
        bench = bench.apply(SetValue(path=("needs", alias, "show"), value=need["show"]))
    for name, parameter in model["parameters"].items():
        bench = bench.apply(SetValue(path=("parameters", name), value=parameter))
    for name, step in model["steps"].items():
        bench = bench.apply(AddStep(name=name, body=step))
    bench = bench.apply(AddExamples(file=FILE, as_of=examples["as_of"]))
    bench = bench.apply(SetValue(file=FILE, path=("people",), value=examples["people"]))
    for name, case in examples["cases"].items():
        bench = bench.apply(AddCase(file=FILE, name=name, body={key: case[key] for key in case if key != "rows"}))
        for need, rows in case["rows"].items():
            for row in rows:
                bench = bench.apply(AddRow(file=FILE, case=name, need=need, row=row))
    assert not bench.problems
    assert bench.model.data == model
    assert bench.sheets[FILE].data["cases"] == examples["cases"]
    assert max(map(len, bench.model.text.splitlines())) < 260  # lines a person can read, as those that ship
    bench.save(tmp_path)
    made, shipped_ = load_model(tmp_path), check_model(ships.model.text)[0]
    assert shipped_ is not None
    assert made.fingerprint == shipped_.fingerprint
    assert run_examples(made).ok
