"""The reference pages are made from the operators, are current, and their examples parse."""

import io
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from mingjian.collision import OPERATORS, parse_step
from mingjian.collision.documentation import contract, example, pages

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("path", sorted(pages()))
def test_page_is_current(path: str) -> None:
    """If this fails: python -m mingjian.collision.documentation docs"""
    assert (DOCS / path).read_text(encoding="utf-8") == pages()[path]


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=list(OPERATORS))
def test_contract_says_what_it_must(operator) -> None:
    english, chinese = contract(operator, "en"), contract(operator, "zh")
    assert "Witness" in english
    assert "佐证" in chinese
    assert "null" in english.lower()
    raw = YAML(typ="safe").load(io.StringIO(example(operator)))
    assert parse_step("s", raw).operator.verb == operator.verb
