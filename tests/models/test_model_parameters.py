"""Values of parameters: by kind, within their range, from a file, from Python, from a command line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.engines.kinds import Duration, Kind
from mingjian.models import Parameter, ParameterError, resolve_parameters
from mingjian.models.durations import duration_text, parse_duration

WHY = {"zh": "理由", "en": "reason"}


def made(**given) -> Parameter:
    return Parameter.model_validate({"why": WHY, **given})


@pytest.mark.parametrize(
    ("given", "kind", "override", "value"),
    [
        ({"value": "2 months", "range": [0, 12]}, Kind.DURATION, "3 months", Duration(3, 0)),
        ({"value": "30 days", "range": ["10 days", "2 months"]}, Kind.DURATION, "60 days", Duration(0, 60)),
        ({"value": 3, "unit": "times", "range": [1, 9]}, Kind.INTEGER, "4", 4),
        ({"value": 0.5, "unit": "share", "range": [0.1, 1]}, Kind.DECIMAL, "0.75", 0.75),
        ({"value": 2000, "unit": "yuan", "range": [1000, 3000]}, Kind.MONEY, 1500, 1500),
        ({"value": dt.date(2021, 6, 1), "range": [dt.date(2020, 1, 1), dt.date(2024, 1, 1)]}, Kind.DATE, "2022-01-31",
         dt.date(2022, 1, 31)),
        ({"value": True}, Kind.BOOLEAN, "否", False),
        ({"value": "strict", "choices": ["strict", "loose"]}, Kind.TEXT, "loose", "loose"),
    ],
)  # fmt: skip
def test_kinds_and_overrides(given, kind, override, value):
    parameter = made(**given)
    assert parameter.kind is kind
    assert resolve_parameters({"p": parameter}, {"p": override}) == {"p": value}


def test_a_list_parameter():
    parameter = made(value=["盗窃罪", "诈骗罪"])
    assert parameter.is_list
    assert resolve_parameters({"p": parameter}, {"p": "抢劫罪, 抢夺罪"}) == {"p": ["抢劫罪", "抢夺罪"]}


@pytest.mark.parametrize(
    ("given", "override"),
    [
        ({"value": "2 months", "range": [0, 12]}, "13 months"),
        ({"value": "2 months", "range": [0, 12]}, "soon"),
        ({"value": 3, "unit": "times", "range": [1, 9]}, 10),
        ({"value": 3, "unit": "times", "range": [1, 9]}, "many"),
        ({"value": 3, "unit": "times", "range": [1, 9]}, True),
        ({"value": 3, "unit": "times", "range": [1, 9]}, 3.5),
        ({"value": "strict", "choices": ["strict", "loose"]}, "middling"),
        ({"value": True}, "maybe"),
    ],
)
def test_values_that_are_refused(given, override):
    with pytest.raises(ParameterError) as caught:
        resolve_parameters({"p": made(**given)}, {"p": override})
    assert caught.value.zh
    assert caught.value.en


def test_an_unknown_parameter_is_refused_with_the_nearest():
    with pytest.raises(ParameterError, match="grace"):
        resolve_parameters({"grace": made(value="2 months", range=[0, 12])}, {"grcae": "1 month"})


@given(months=st.integers(0, 999), days=st.integers(0, 999))
def test_durations_read_back(months, days):
    value = Duration(months, days)
    assert parse_duration(duration_text(value, "en")) == value


def test_durations_in_words():
    assert duration_text(Duration(14, 3), "zh") == "1年2个月3日"
    assert duration_text(Duration(), "zh") == "0日"
    assert parse_duration("two months") is None
    assert parse_duration("2 months ago") is None
