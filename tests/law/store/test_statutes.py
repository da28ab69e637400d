"""Statutes imported from a folder: both forms, versions with days, errors that name the nearest law."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from mingjian.law.store import StatuteStore, UnknownLaw


@pytest.fixture
def folder(tmp_path):
    rows = [
        {
            "law": "中华人民共和国甲法",
            "file": "甲法(2012-01-01).md",
            "date": "2012-01-01",
            "article": "第一条",
            "text": "旧一",
        },
        {
            "law": "中华人民共和国甲法",
            "file": "甲法(2020-01-01).md",
            "date": "2020-01-01",
            "article": "第一条",
            "text": "新一",
        },
        {
            "law": "中华人民共和国甲法",
            "file": "甲法(2020-01-01).md",
            "date": "2020-01-01",
            "article": "第一条之一",
            "text": "加",
        },
    ]
    (tmp_path / "statutes.jsonl").write_text(
        "\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8"
    )
    sub = tmp_path / "诉讼法"
    sub.mkdir()
    (sub / "乙法(2018-10-26).md").write_text(
        "# 中华人民共和国乙法\n\n2018年通过\n\n<!-- INFO END -->\n\n## 第一章\n\n第 一条 甲。\n\n（一）子；\n\n"
        "第二条 乙。\n\n## 第二章\n\n第一百二 十八条 丙。\n",
        encoding="utf-8",
    )
    return tmp_path


def test_articles_and_versions(folder):
    store = StatuteStore.import_folder(folder)
    assert store.has("甲法", "1之1")
    assert not store.has("甲法", "1之1", on=date(2019, 1, 1))
    assert store.text("中华人民共和国甲法", 1, on=date(2019, 12, 31)) == "旧一"
    assert store.text("甲法", "第一条", on=date(2020, 1, 1)) == "新一"
    assert [one.day for one in store.versions("甲法")] == [date(2012, 1, 1), date(2020, 1, 1)]
    assert store.text("乙法", 1) == "甲。\n（一）子；"
    assert store.has("乙法", 128)


def test_what_is_not_there(folder):
    store = StatuteStore.import_folder(folder)
    with pytest.raises(UnknownLaw, match="甲法"):
        store.has("甲甲法", 1)
    with pytest.raises(LookupError, match="第 9 条"):
        store.text("甲法", 9)
    with pytest.raises(LookupError, match="2011"):
        store.text("甲法", 1, on=date(2011, 1, 1))
    with pytest.raises(FileNotFoundError):
        StatuteStore.import_folder(folder / "none")


def test_a_broken_line_names_file_and_line(tmp_path):
    (tmp_path / "statutes.jsonl").write_text(
        '{"law": "甲法", "article": "第一条", "text": "一"}\n{"law"', encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"statutes\.jsonl:2"):
        StatuteStore.import_folder(tmp_path)


@pytest.mark.realdata
def test_the_real_collection():
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    store = StatuteStore.import_folder(Path(data) / "lawrefbook")
    assert len(store.laws()) > 1300
    assert store.text("刑诉法", 128)
    assert store.has("刑法", "133之2")
    assert "拘役" in store.text("中华人民共和国刑法", "133之1")
    assert store.has("社区矫正法", 21)
