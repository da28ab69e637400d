"""Sentences of clues: typed values, both languages, codes by their names."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.engines.kinds import Kind
from mingjian.models.sentences import placeholders, render, show_value, stray_braces


@pytest.mark.parametrize(
    ("value", "kind", "zh", "en"),
    [
        (dt.date(2022, 5, 3), Kind.DATE, "2022年5月3日", "2022-05-03"),
        (2022 * 12 + 4, Kind.MONTH, "2022-05", "2022-05"),
        (Decimal("12345.60"), Kind.MONEY, "12,345.60", "12,345.60"),
        (Decimal("12000.00"), Kind.MONEY, "12,000", "12,000"),
        (True, Kind.BOOLEAN, "是", "yes"),
        (None, Kind.DATE, "不详", "unknown"),
        (3, Kind.INTEGER, "3", "3"),
        (168.0, Kind.DECIMAL, "168", "168"),
        (0.125, Kind.DECIMAL, "0.12", "0.12"),
        (["甲", "乙"], Kind.TEXT, "甲、乙", "甲, 乙"),
    ],
)
def test_values_as_people_read_them(value, kind, zh, en):
    assert show_value(value, kind, "zh") == zh
    assert show_value(value, kind, "en") == en


def test_codes_are_told_by_name_alone_and_joined():
    def label(column: str, code: str) -> str | None:
        return {"legal_rep": "法定代表人", "director": "董事"}.get(code)

    row = {"role": "legal_rep", "roles": "director、legal_rep", "name": "张某、李某"}
    kinds = {"role": Kind.CODE, "roles": Kind.TEXT, "name": Kind.TEXT}
    assert render("{role}/{roles}/{name}", row, kinds, "zh", label) == "法定代表人/董事、法定代表人/张某、李某"


def test_placeholders_and_braces():
    assert [(one.name, one.offset) for one in placeholders("{a}于{ b }{{c}}")] == [("a", 1), ("b", 6)]
    assert stray_braces("{a} } {") == [4, 6]
    assert render("{{x}} {y}", {"y": 1}, {}, "en") == "{x} 1"


@given(st.text())
def test_any_text_can_be_rendered(text):
    render(text, {}, {}, "zh")
