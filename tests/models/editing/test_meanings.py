"""Every text in an operator's options is an expression, a column, a sentence, or nobody's name: none is left out."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.collision import OPERATORS
from mingjian.models.editing.meanings import meanings

WRITTEN: list[tuple[dict[str, Any], dict[tuple[Any, ...], str]]] = [
    (
        {"match": ["a", "b"], "on": {"a.k": "b.k"}, "where": "x", "keep": "left", "note": {"zh": "a.x", "en": "a.x"}},
        {("on", "a.k", "key"): "column", ("on", "a.k"): "column", ("where",): "expression"},
    ),
    (
        {"absent": ["a", "b"], "on": ["k", "l"], "covered": {"region": "r", "from": "f", "to": "t"}, "weak": "none"},
        {
            ("on", 0): "column",
            ("on", 1): "column",
            ("covered", "region"): "expression",
            ("covered", "from"): "expression",
            ("covered", "to"): "expression",
        },
    ),
    (
        {
            "check": "a",
            "rules": [{"id": "x", "when": "w", "expect": "e", "says": {"zh": "{a.x}", "en": "y"}, "basis": "b"}],
        },
        {
            ("rules", 0, "when"): "expression",
            ("rules", 0, "expect"): "expression",
            ("rules", 0, "says", "zh"): "template",
            ("rules", 0, "says", "en"): "template",
        },
    ),
    (
        {
            "extract": "a",
            "text": "t",
            "find": {"any": {"any": ["w"], "unless": "v"}, "p": {"pattern": "x", "type": "text"}},
        },
        {("text",): "column"},
    ),
    (
        {
            "overlap": ["a", "b"],
            "on": "k",
            "spans": {"a": ["f", "t"], "b": ["f", "t"]},
            "at_least": "1 day",
            "distinct": "k",
        },
        {
            ("on",): "column",
            ("spans", "a", "key"): "alias",
            ("spans", "b", "key"): "alias",
            ("spans", "a", 0): "expression",
            ("spans", "a", 1): "expression",
            ("spans", "b", 0): "expression",
            ("spans", "b", 1): "expression",
            ("at_least",): "expression",
            ("distinct",): "column",
        },
    ),
    (
        {
            "network": "a",
            "link": {"of": "o", "shared": ["s"]},
            "find": {"rings": {"day": "d", "within": "w", "most": "m"}},
        },
        {
            ("link", "of"): "column",
            ("link", "shared", 0): "column",
            ("find", "rings", "day"): "column",
            ("find", "rings", "within"): "expression",
            ("find", "rings", "most"): "expression",
        },
    ),
    (
        {"near": ["a", "b"], "inside": {"point": ["x", "y"], "area": "z"}, "system": {"a": "wgs84"}, "to": "road"},
        {
            ("inside", "point", 0): "expression",
            ("inside", "point", 1): "expression",
            ("inside", "area"): "column",
            ("system", "a", "key"): "alias",
        },
    ),
    (
        {"similar": ["a", "b"], "text": {"a": "t", "b": "u"}, "mask": ["names"], "by": "k", "at_least": 0.5},
        {
            ("text", "a", "key"): "alias",
            ("text", "b", "key"): "alias",
            ("text", "a"): "column",
            ("text", "b"): "column",
            ("by",): "column",
        },
    ),
    (
        {"latest": "a", "by": "k", "order": "o", "keep": "first", "weak": ["n"]},
        {("by",): "column", ("order",): "expression", ("weak", 0): "column"},
    ),
    (
        {"aggregate": "a", "by": "k", "take": {"a.x": "sum(y)"}, "having": "h", "order": "o"},
        {("by",): "column", ("take", "a.x"): "expression", ("having",): "expression", ("order",): "column"},
    ),
    (
        {"union": ["a", "b"], "take": {"n": ["a.x", "b.x"]}},
        {("take", "n", 0): "expression", ("take", "n", 1): "expression"},
    ),
]


@pytest.mark.parametrize(("step", "wanted"), WRITTEN, ids=[next(iter(step)) for step, _ in WRITTEN])
def test_what_the_texts_of_a_step_mean(step: dict[str, Any], wanted: dict[tuple[Any, ...], str]) -> None:
    found = {((*path, "key") if is_key else path): meaning for path, meaning, is_key in meanings(step)}
    assert found == wanted


def test_every_option_of_every_operator_is_told() -> None:
    """A new option needs nothing: its type says what its texts are. This fails where a type says nothing."""
    for verb, operator in OPERATORS.items():
        for name, info in operator.model_fields.items():
            option = info.alias or name
            texts = list(meanings({verb: "a", option: "some_word"}))
            silent = {("extract", "find"), ("check", "rules")}  # mappings and lists, never a plain text
            assert texts or (verb, option) in silent, (verb, option)


def test_an_unknown_operator_means_nothing() -> None:
    assert not list(meanings({"frobnicate": "a", "where": "x"}))
