"""Chinese numerals: read back what was printed, and the odd forms of judgments."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.numerals import parse_int, parse_number, to_chinese


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百二十三", 123),
        ("123", 123),
        ("１２３", 123),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零三", 103),
        ("一百一十", 110),
        ("两千", 2000),
        ("廿一", 21),
        ("卅", 30),
        ("二〇二二", 2022),
        ("二○一六", 2016),
        ("二O一六", 2016),
        ("叁万", 30000),
        ("壹万贰仟", 12000),
        ("1万5千", 15000),
        ("1.5万", 15000),
        ("三十五万", 350000),
        ("一亿二千万", 120000000),
        ("三万五", 35000),
        ("两百五", 250),
        ("一百零五", 105),
        ("一千零二十", 1020),
        ("1,200", 1200),
        ("零", 0),
        ("", None),
        ("第一", None),
        ("十十", None),
        ("百", None),
        ("1.5", None),
    ],
)
def test_whole_numbers(text, number):
    assert parse_int(text) == number


def test_decimals():
    assert parse_number("三点五") == Decimal("3.5")
    assert parse_number("1.25万") == Decimal("12500")
    assert parse_number("三点") is None
    assert parse_number("二点五万") == Decimal("25000")


@given(st.integers(0, 9999))
def test_printed_numbers_are_read_back(number):
    assert parse_int(to_chinese(number)) == number


@given(st.integers(0, 10**12 - 1))
def test_numbers_printed_by_another_library_are_read(number):
    assert parse_int(cn2an.an2cn(number)) == number
    assert parse_int(cn2an.an2cn(number, "up")) == number


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    assert parse_number(text) is None or parse_number(text) >= 0
