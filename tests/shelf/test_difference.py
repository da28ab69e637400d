"""Two versions of a model, told apart entry by entry."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.library import shipped_models
from mingjian.models import Model, load_model
from mingjian.models.editing import (
    Bench,
    Edit,
    RenameNeed,
    RenameParameter,
    RenameStep,
    RenameTrap,
    SetOption,
    SetText,
)
from mingjian.models.editing.hand import MODEL_FILE
from mingjian.models.load import parse_model
from mingjian.shelf import difference

MODELS = shipped_models()
P02 = "benefits-paid-to-the-dead"


def edited(model: Model, *edits: Edit) -> Model:
    bench = Bench.of({MODEL_FILE: model.text})
    for edit in edits:
        bench = bench.apply(edit)
    return parse_model(bench.texts[MODEL_FILE])


def told(old: Model, new: Model) -> list[tuple[str, str]]:
    found = difference(old, new)
    assert all(one.zh and one.en for one in found)
    return [(one.section, one.name) for one in found]


def some() -> list[Any]:
    """Every tenth; all of them among the slow ones."""
    return [name if n % 10 == 0 else pytest.param(name, marks=pytest.mark.slow) for n, name in enumerate(MODELS)]


@pytest.mark.parametrize("name", some())
def test_a_model_is_like_itself_and_told_by_every_other_name(name: str) -> None:
    """Every need, step, parameter and trap under another name: that, and nothing else, is told."""
    model = load_model(MODELS[name])
    assert difference(model, parse_model("# another comment\n" + model.text)) == []
    edits: list[Edit] = [RenameNeed(old=one, new=f"{one}_2") for one in model.needs]
    edits += [RenameParameter(old=one, new=f"{one}_2") for one in model.parameters]
    edits += [RenameTrap(old=one.id, new=f"{one.id}_2") for one in model.definition.traps]
    edits += [RenameStep(old=one.name, new=f"{one.name}_2") for one in model.steps]
    names = sorted([*model.needs, *model.parameters, *(one.name for one in model.steps)])
    names = sorted([*names, *(one.id for one in model.definition.traps)])
    assert sorted(told(model, edited(model, *edits))) == [("rename", f"{one}_2") for one in sorted(names)]


def test_what_changed_is_said() -> None:
    model = load_model(MODELS[P02])
    step = model.steps[-1].name
    parameter = next(iter(model.parameters))
    new = edited(
        model,
        SetText(path=["title"], lang="zh", text="死亡后仍领待遇"),
        SetText(path=["clue", "says"], lang="en", text="Paid after death to {name}."),
        RenameStep(old=step, new="counted_again"),
    )
    found = {one.name: one for one in difference(model, new)}
    assert set(found) == {"title", "says", "counted_again"}
    assert "死亡后仍领待遇" in found["title"].zh
    assert found["counted_again"].section == "rename"
    assert "Paid after death to {name}." in found["says"].en
    assert parameter


def test_a_step_that_changed_is_told_as_it_was_and_is() -> None:
    model = load_model(MODELS[P02])
    step = next(one for one in model.steps if one.operator.verb == "filter")
    was = step.operator.model_dump()["where"]
    new = edited(model, SetOption(step=step.name, option="where", value=f"({was}) and died_on > 1999-12-31"))
    (one,) = difference(model, new)
    assert (one.section, one.name) == ("steps", step.name)
    assert "1999-12-31" in one.en
    assert "1999-12-31" in one.zh


def test_what_came_and_what_went() -> None:
    model = load_model(MODELS[P02])
    basis = model.definition.basis[0]
    law = basis.law
    new = parse_model(model.text.replace(f"law: {law}", f"law: {law}（修正）", 1))
    assert sorted(told(model, new)) == sorted(
        ("basis", f"{one}#{basis.article}#{basis.from_}") for one in (law, f"{law}（修正）")
    )


def test_two_texts_of_one_article_are_two() -> None:
    model = load_model(MODELS["minors-in-hotels"])
    line = next(one for one in model.text.splitlines() if one.strip().startswith("- {law:"))
    basis = model.definition.basis[0]
    older = line.replace(f"from: {basis.from_}", "from: 1999-01-01, to: 1999-12-31")
    (one,) = difference(model, parse_model(model.text.replace(line, f"{older}\n{line}", 1)))
    assert (one.section, "1999-01-01" in one.en) == ("basis", True)
