"""The forms of the operators are those of their option types, and nothing is left without words."""

from __future__ import annotations

import re

from mingjian.collision import OPERATORS
from mingjian.collision.palette import OptionForm, palette

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
    assert kinds["absent", "weak"] == kinds["aggregate", "weak"] == "or"
    assert kinds["overlap", "spans"] == kinds["near", "system"] == kinds["similar", "text"] == "sides"
    assert (kinds["check", "rules"], kinds["extract", "find"], kinds["network", "link"]) == ("list", "map", "either")
    assert (kinds["similar", "mask"], kinds["near", "inside"]) == ("several", "record")
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


def test_forms_go_down_to_what_is_typed() -> None:
    """Nothing but the basis of a rule is left to be written as JSON; what stands within has words of its own."""
    left = []

    def look(place: str, option: OptionForm) -> None:
        if option.kind == "other":
            left.append(place)
        if option.kind in ("record", "list", "map", "sides", "either", "or"):
            assert option.parts, place
        for part in option.parts:
            assert not part.name or (part.zh and part.en and not re.search(r"[\u4e00-\u9fff]", part.en)), (place, part)
            look(f"{place}.{part.name}", part)

    for verb, options in FORMS.items():
        for name, option in options.items():
            look(f"{verb}.{name}", option)
    assert left == ["check.rules..basis"]
    (rule,) = FORMS["check"]["rules"].parts
    assert [(part.name, part.kind, part.required) for part in rule.parts[:4]] == [
        ("id", "text", True), ("when", "expression", False), ("expect", "expression", True), ("says", "said", False),
    ]  # fmt: skip
    assert [part.name for part in FORMS["network"]["link"].parts[0].parts] == ["from", "to"]
    assert FORMS["overlap"]["spans"].parts[0].kind == "span"
    assert FORMS["absent"]["weak"].choices == ("none",)
