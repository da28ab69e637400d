"""Readings and family names, those that read otherwise among them."""

import pytest

from mingjian.identity.spelling import DOUBLE, FAMILY, family, reading, spelled


@pytest.mark.parametrize(
    ("name", "read", "of"),
    [
        ("张升", "zhang sheng", "张"), ("张昇", "zhang sheng", "张"), ("仇英", "qiu ying", "仇"),
        ("单雄信", "shan xiong xin", "单"), ("曾参", "zeng can", "曾"), ("欧阳修", "ou yang xiu", "欧阳"),
        ("欧阳", "ou yang", "欧"), ("阿不都·热西提", "a bu dou · re xi ti", "阿不都"), ("", "", ""),
        ("SMITH", "s m i t h", "S"),
    ],
)  # fmt: skip
def test_names(name, read, of):
    assert reading(name) == read
    assert family(name) == of


def test_tables_are_of_characters():
    assert all(len(one) == 1 for one in FAMILY)
    assert all(len(one) == 2 for one in DOUBLE)


def test_spelled_keeps_the_order():
    assert spelled(["李四", "王五"]).to_pylist() == [
        {"name": "李四", "reading": "li si", "family": "李"}, {"name": "王五", "reading": "wang wu", "family": "王"},
    ]  # fmt: skip
