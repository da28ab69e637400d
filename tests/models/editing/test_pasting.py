"""A step put into another model: with what it names, under a free name, in every model that ships."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.library import shipped_models
from mingjian.models.editing import Bench, EditRefused, empty_model, pasted, read_edit
from mingjian.models.enumerations import Line
from mingjian.models.source import read_source

SOURCE = {
    "needs": {"a": {"standard": "x@1"}, "b": {"standard": "y@1"}},
    "parameters": {"grace": {"value": "1 month"}, "other": {"value": 1}},
    "steps": {"one": {"filter": "a", "where": "n > grace"}, "two": {"match": ["one", "b"], "on": "p"}},
}


def read(text: str) -> Any:
    return read_source(text, "model.yaml").data


def test_needs_and_parameters_it_names_come_along_and_nothing_else() -> None:
    edits = pasted(SOURCE, {}, "one")
    assert [(one["kind"], one.get("path") or one["name"]) for one in edits] == [
        ("set", ["needs", "a"]), ("set", ["parameters", "grace"]), ("add_step", "one"),
    ]  # fmt: skip
    assert [one.get("path") for one in pasted(SOURCE, SOURCE, "one")] == [None]


def test_a_name_that_is_taken_gets_a_number() -> None:
    target = {"needs": {"one": {}}, "steps": {"one_2": {}}}
    assert pasted(SOURCE, target, "one")[-1]["name"] == "one_3"


def test_no_such_step_is_told_with_the_nearest() -> None:
    with pytest.raises(EditRefused) as refused:
        pasted(SOURCE, {}, "ome")
    assert refused.value.problems[0].nearest == ("one",)


@pytest.mark.parametrize("name", sorted(shipped_models())[::12])
def test_all_steps_of_a_model_put_into_an_empty_one_are_its_steps(name: str) -> None:
    source = read((shipped_models()[name] / "model.yaml").read_text(encoding="utf-8"))
    bench = Bench.of({"model.yaml": empty_model("other", "另一个", "other", Line.CRIMINAL)})
    for step in source["steps"]:
        for edit in pasted(source, bench.model.data, step):
            bench = bench.apply(read_edit(edit))
    made = read(bench.texts["model.yaml"])
    assert made["steps"] == source["steps"]
    assert all(made["needs"][alias] == need for alias, need in source["needs"].items() if alias in made["needs"])
