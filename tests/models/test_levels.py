"""How sensitive columns are: taken unchanged, computed, and computed of what a condition reads."""

from __future__ import annotations

from typing import Any

from mingjian.library import shipped_models
from mingjian.models.levels import Sensitivity, sensitivity_of
from mingjian.models.sketch import sketch_of
from mingjian.standards import standards

TEXT = """
needs:
  deaths: {standard: death_record@1, columns: [person, name, died_on, region]}
  relief: {standard: benefit_payment@1, columns: [person, month, amount]}
steps:
  years: {derive: deaths, take: {y: year(died_on), where_from: region}}
  places: {aggregate: relief, by: [month], take: {n: count()}}
  both: {match: [relief, deaths], on: person, where: deaths.died_on > 2020-01-01}
  counted: {aggregate: both, by: [month], take: {n: count(), total: sum(amount)}}
"""


def levels(step: str) -> dict[str, Sensitivity]:
    sketch = sketch_of(TEXT)
    assert sketch.plan is not None
    return sensitivity_of(sketch.model, sketch.plan, step)


def test_unchanged_columns_have_their_own_and_computed_ones_that_of_all_they_read() -> None:
    deaths, relief = standards()["death_record@1"].columns, standards()["benefit_payment@1"].columns
    found = levels("years")
    assert (found["name"].level, found["name"].column) == (deaths["name"].level, deaths["name"])
    assert found["y"] == Sensitivity(max(deaths["died_on"].level, 1))
    assert levels("places")["n"].level <= relief["month"].level
    counted = levels("counted")
    assert counted["n"].level >= deaths["died_on"].level
    assert counted["total"].level >= relief["amount"].level


def test_every_column_of_every_step_of_every_model_has_a_level_no_higher_than_its_model() -> None:
    for folder in shipped_models().values():
        sketch = sketch_of((folder / "model.yaml").read_text(encoding="utf-8"))
        assert sketch.plan is not None
        for name in sketch.names:
            found: dict[str, Any] = sensitivity_of(sketch.model, sketch.plan, name)
            assert set(found) == {field.name for field in sketch.columns(name)}
            assert all(1 <= one.level <= sketch.model.sensitivity for one in found.values()), (folder.name, name)
