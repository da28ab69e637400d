"""The tree of offices as a file: every fault at its line, and an order it can be made in."""

from __future__ import annotations

import pytest

from mingjian.desk.offices.tree_file import read_tree

HEAD = "代码,名称,级别,上级,简称\n"


def test_offices_come_after_the_one_above_them_whatever_the_order_of_lines() -> None:
    text = f"{HEAD}340102,甲区院,county,340100,甲\n340100,甲市院,市级院,340000,\n340000,省院,province,,皖\n"
    offices, faults = read_tree(text.encode())
    assert not faults
    assert [(one.code, one.level, one.above) for one in offices] == [
        ("340000", "province", ""), ("340100", "city", "340000"), ("340102", "county", "340100"),
    ]  # fmt: skip
    assert read_tree(text.encode("gb18030")) == (offices, [])
    assert read_tree("﻿code,name,level,above\n340000,P,province,\n".encode())[1] == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "空"),
        (b"\xff\xfe\x00", "编码"),
        ("代码,名称\n340000,省院\n".encode(), "缺少列：级别"),
        ((HEAD + "34000x,省院,province,,\n").encode(), "第2行：没有行政区划代码“34000x”"),
        ((HEAD + "340000,省院,provinz,,\n").encode(), "第2行：没有级别“provinz”"),
        ((HEAD + "340000,,province,,\n").encode(), "第2行：缺少名称"),
        ((HEAD + "340000,省院,province,,\n340000,省院,province,,\n").encode(), "第3行：代码“340000”重复"),
        ((HEAD + "340000,省院,province,,\n340100,市院,city,349900,\n").encode(), "第3行：没有上级院“349900”"),
        (
            (HEAD + "340000,省院,province,,\n350000,省院,province,,\n").encode(),
            "最上级院（现有：340000、350000）",
        ),
        ((HEAD + "340000,a,province,,\n340100,b,city,340102,\n340102,c,county,340100,\n").encode(), "成环"),
        ((HEAD + "340000,省院,province,,过长过长过长过长过长\n").encode(), "超过8字"),
        (HEAD.encode(), "没有检察院"),
        (b"x" * (2 * 1024 * 1024 + 1), "过大"),
        ((HEAD + '340000,"省院,province,,\n').encode(), "CSV 无法读取"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(data: bytes, told: str) -> None:
    offices, faults = read_tree(data)
    assert offices == []
    assert any(told in one.zh for one in faults), faults
    assert all(one.en for one in faults)
