from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import AwareDatetime, BaseModel, Field, TypeAdapter, ValidationError
from pydantic_core._pydantic_core import list_all_errors

from mingjian.standards import wrong_value
from mingjian.standards.wrong_value import listed, said


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Given(BaseModel, extra="forbid"):
    title: str = Field(max_length=200)
    number: int = Field(ge=1)


def error_of(kind: Any, value: Any) -> Any:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return caught.value.errors()[0]


@pytest.mark.parametrize(
    ("kind", "value", "zh"),
    [
        (str, 5, "应为文本"),
        (int, "五", "应为整数"),
        (int, 1.5, "应为整数"),
        (bool, "也许", "应为是或否"),
        (date, "2026-02-30", "应为日期，如 2026-01-05"),
        (datetime, "昨天", "应为日期和时刻，如 2026-01-05 09:30"),
        (AwareDatetime, "2026-01-05T09:30:00", "时刻须带时区"),
        (UUID, "x", "不是有效的编号"),
        (Literal["a", "b"], "c", "应为 'a', 'b' 之一"),
        (Colour, "green", "应为 'red', 'blue' 之一"),
        (list[int], "x", "应为列表"),
    ],
)
def test_a_wrong_value_is_told_in_chinese(kind: Any, value: Any, zh: str) -> None:
    assert said(error_of(kind, value))[0] == zh


def test_borders_are_told_with_their_numbers() -> None:
    assert said(error_of(Given, {"title": "长" * 201, "number": 1})) == ("至多 200 个字", "at most 200 characters")
    assert said(error_of(Given, {"title": "", "number": 0}))[0] == "不得小于 1"
    assert said(error_of(float, "x"))[0] == "应为数"
    wrong = error_of(Annotated[Decimal, Field(gt=Decimal("0.5"))], "0.5")
    assert said(wrong) == ("应大于 0.5", "it has to be more than 0.5")


def test_what_our_own_validators_say_stays_apart_by_language() -> None:
    for text in ("名称重复 / two of one name", "名称重复|two of one name|name"):
        assert said({"type": "value_error", "loc": (), "msg": "", "ctx": {"error": ValueError(text)}}) == (
            "名称重复",
            "two of one name",
        )


def test_all_errors_of_a_value_are_told_at_once_each_with_its_field() -> None:
    with pytest.raises(ValidationError) as caught:
        Given.model_validate({"number": "x", "colour": 1})
    zh, en = listed(caught.value.errors())
    assert zh == "title：必须填写；number：应为整数；colour：没有这一项"
    assert en.count("; ") == 2


def test_every_kind_has_words_whose_places_pydantic_fills() -> None:
    known = {one["type"]: set(one.get("example_context") or {}) for one in list_all_errors()}
    for kind, (zh, en) in wrong_value._WORDS.items():
        for words in (zh, en):
            assert set(re.findall(r"{(\w+)}", words)) <= known[kind], kind
        assert re.search(r"[一-鿿]", zh), kind
        assert not re.search(r"[一-鿿]", en), kind
