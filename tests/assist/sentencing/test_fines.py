"""Fines in figures: where an interpretation or the law gives them, on the tree with their source."""

from __future__ import annotations

from typing import Any

import pytest
from sentencing_parts import DAYS

from mingjian.assist.sentencing import Shelf, calculate, read_facts, shipped_parameters
from mingjian.assist.sentencing.fines import figured, written

OF_THEFT = {"yuan": [1000], "of": "amount", "most": 2, "without": [1000, 100000]}


@pytest.mark.parametrize(
    ("value", "amount", "gains", "ends"),
    [
        (OF_THEFT, 52000, None, (1000, 104000)),
        (OF_THEFT, 300, None, (1000, 1000)),  # twice the amount is less than the least fine
        (OF_THEFT, 0, None, (1000, 100000)),  # nothing taken
        (OF_THEFT, None, None, (1000, None)),
        ({"yuan": [50000, 1000000]}, 7, 7, (50000, 1000000)),
        ({"yuan": [500000]}, None, None, (500000, None)),
        ({"of": "gains", "times": [2]}, 9, 30000, (60000, None)),
        ({"of": "gains", "times": [1, 5]}, None, 30000, (30000, 150000)),
        ({"of": "gains", "times": [1, 5]}, 30000, None, (None, None)),
    ],
)
def test_figures(value: dict[str, Any], amount: int | None, gains: int | None, ends: tuple[Any, Any]) -> None:
    assert figured(value, amount, gains) == ends
    assert all(written(value))


def _made(charge: str, situation: str, **more: Any) -> Any:
    crime = {"charge": charge, "situation": situation, **more}
    facts = read_facts(_json({**DAYS, "crimes": [crime]}), "facts.yaml", shipped_parameters())
    return calculate(facts, Shelf(shipped_parameters()))


def _json(data: Any) -> str:
    import json

    return json.dumps(data, ensure_ascii=False)


def test_the_fine_of_a_theft_stands_on_the_tree_once() -> None:
    """Twice 52,000 yuan; the general least fine is not told beside it."""
    made = _made("盗窃罪", "huge", amount=52000)
    node = next(one for one in made.tree.walk() if one.id == "crimes.theft.fines.huge")
    assert (node.value.low, node.value.high, node.unit) == (1000, 104000, "yuan")
    assert node.parameter["standing"] == "checked"
    assert sum("罚金不少于" in one.zh for one in made.notes) == 0
    assert any("1000–104000 元" in one.zh for one in made.notes)


def test_what_a_fine_still_needs_is_asked() -> None:
    made = _made("组织卖淫罪", "basic")
    assert any("罚金须写明违法所得" in one.zh for one in made.asks)
    assert any("违法所得的 2 倍以上" in one.zh for one in made.notes)
    assert any("200000 元以上" in one.zh for one in _made("组织卖淫罪", "basic", gains=100000).notes)
