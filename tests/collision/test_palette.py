"""The forms of the operators are those of their option types, and nothing is left without words."""

from __future__ import annotations

import re

from mingjian.collision import OPERATORS
from mingjian.collision.palette import palette

FORMS = {form.verb: {option.name: option for option in form.options} for form in palette()}


def test_every_operator_and_option_is_there() -> None:
    assert list(FORMS) == list(OPERATORS)
    for verb, operator in OPERATORS.items():
        assert list(FORMS[verb]) == [field.alias or name for name, field in operator.model_fields.items()]
        assert [one.required for one in FORMS[verb].values()] == [
            field.is_required() for field in operator.model_fields.values()
        ]


def test_each_option_is_set_by_the_input_of_its_type() -> None:
    kinds = {(verb, name): option.kind for verb, options in FORMS.items() for name, option in options.items()}
    assert kinds["match", "on"] == "pairs"
    assert kinds["filter", "where"] == kinds["match", "where"] == "expression"
    assert kinds["aggregate", "by"] == kinds["count", "distinct"] == "columns"
    assert kinds["derive", "take"] == kinds["aggregate", "take"] == "takes"
    assert kinds["union", "take"] == "each"
    assert kinds["extract", "text"] == kinds["aggregate", "order"] == "text"
    assert kinds["check", "rules"] == "other"
    assert (kinds["match", "keep"], FORMS["match"]["keep"].choices) == ("choice", ("pairs", "left"))
    assert (kinds["absent", "covered"], FORMS["absent"]["covered"].choices) == ("fields", ("region", "from", "to"))


def test_words_are_in_both_languages_and_apart() -> None:
    for form in palette():
        assert form.title_zh
        assert form.about_zh
        assert form.about_en
        for option in form.options:
            assert re.search(r"[\u4e00-\u9fff]", option.zh), option
            assert re.search(r"[a-z]{3}", option.en), option
            assert not re.search(r"[\u4e00-\u9fff]", option.en), option
    assert FORMS["overlap"]["spans"].zh.endswith("[起, 止]")
    assert FORMS["near"]["system"].zh.endswith("bd09")
    assert FORMS["near"]["cap"].zh.endswith("默认 1000")
