"""Statutes on the desk: an empty store says how to fill it; laws, days, articles through time, models that cite."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingjian.desk.lake import the_lake
from mingjian.desk.offices.roles import Role
from mingjian.knowledge import Document, Index, from_models
from mingjian.law.store import import_statutes
from mingjian.library import shipped_models

pytestmark = pytest.mark.django_db

OLD = "# 中华人民共和国样品法\n<!-- INFO END -->\n## 第一章 总则\n第一条 旧。\n第二条 本法自2010年6月1日起施行。\n"
NEW = (
    "# 中华人民共和国样品法\n2010年3月1日 通过\n2020年3月1日 修订\n<!-- INFO END -->\n## 第一章 总则\n"
    "第一条 新。\n后款：\n（一）甲；\n（二）乙。\n## 第二章 附则\n第二条 本法自2020年9月1日起施行。\n"
)
INSURANCE = (
    "# 中华人民共和国社会保险法\n<!-- INFO END -->\n第八十八条 另写的文字。\n第九十八条 本法自2011年7月1日起施行。\n"
)


@pytest.fixture
def client(user: Any, client_of: Any, clues: Any) -> Any:
    return client_of(user("reader", Role.PROSECUTOR))


@pytest.fixture
def filled(client: Any, tmp_path: Path) -> Any:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in (("样品法(2010-03-01)", OLD), ("样品法(2020-03-01)", NEW), ("社会保险法", INSURANCE)):
        (texts / f"{name}.md").write_text(text, encoding="utf-8")
    import_statutes(the_lake().path / "law", texts, "样品", "测试")
    yield client
    (the_lake().path / "law" / "statutes.db").unlink()


def test_an_empty_store_says_how_to_fill_it(client: Any) -> None:
    answer = client.get("/api/statutes").json()
    assert (answer["filled"], answer["items"]) == (False, [])
    assert "mingjian law import" in answer["hint"]["zh"]
    assert client.get("/api/statutes/law?law=刑法").status_code == 404


def test_a_damaged_store_is_told(filled: Any) -> None:
    place = the_lake().path / "law" / "statutes.db"
    whole = place.read_bytes()
    place.write_bytes(whole[:100])
    answer = filled.get("/api/statutes")
    place.write_bytes(whole)
    assert (answer.status_code, "重新导入" in answer.json()["zh"]) == (409, True)


def test_laws_are_found_by_words_and_an_article_by_its_number(filled: Any) -> None:
    listed = filled.get("/api/statutes").json()
    assert {one["law"]: one["versions"] for one in listed["items"]} == {"样品法": 2, "社会保险法": 1}
    assert [one["law"] for one in filled.get("/api/statutes?q=保险").json()["items"]] == ["社会保险法"]
    for said in ("样品法1", "样品法第一条", "《样品法》第1条", "样品法 1 条"):
        jumps = filled.get("/api/statutes", {"q": said}).json()["jumps"]
        assert [(one["law"], one["article"], one["label"]) for one in jumps] == [("样品法", "1", "第一条")], said
    assert filled.get("/api/statutes", {"q": "样品法99"}).json()["jumps"] == []
    assert filled.get("/api/statutes", {"q": "无此法"}).json()["items"] == []


def test_a_law_is_shown_as_it_stood(filled: Any) -> None:
    now = filled.get("/api/statutes/law?law=中华人民共和国样品法").json()
    assert [part["path"] for part in now["parts"]] == [["第一章 总则"], ["第二章 附则"]]
    assert now["parts"][0]["articles"][0]["paragraphs"] == ["新。", "后款：\n（一）甲；\n（二）乙。"]
    assert [one["status"]["code"] for one in now["versions"]] == ["historical", "in_force"]
    then = filled.get("/api/statutes/law?law=样品法&on=2015-01-01").json()
    assert (then["version"], then["parts"][0]["articles"][0]["paragraphs"]) == (0, ["旧。"])
    before = filled.get("/api/statutes/law?law=样品法&on=2001-01-01").json()
    assert (before["version"], before["parts"]) == (None, [])
    assert before["why"]["zh"]
    assert filled.get("/api/statutes/law?law=样品").status_code == 404


def test_an_article_through_time(filled: Any) -> None:
    page = filled.get("/api/statutes/article?law=样品法&article=1&on=2015-01-01").json()
    assert (page["state"]["code"], page["paragraphs"], page["end"]) == ("historical", ["旧。"], "2020-08-31")
    assert [one["paragraphs"][0] for one in page["times"]] == ["旧。", "新。"]
    assert page["times"][0]["parts"] == []
    assert [one["kind"] for one in page["times"][1]["parts"]] == ["removed", "added"]
    assert filled.get("/api/statutes/article?law=样品法&article=7").status_code == 404
    wrong = filled.get("/api/statutes/article?law=样品法&article=某条")
    assert (wrong.status_code, wrong.json()["field"]) == (400, "article")


def test_what_rests_on_an_article(filled: Any) -> None:
    found = filled.get("/api/statutes/article?law=社会保险法&article=88").json()["cited_by"]
    models = {one["id"]: one["place"] for one in found["items"] if one["kind"]["code"] == "model"}
    assert models["benefits-paid-to-the-dead"] == "/models/benefits-paid-to-the-dead"
    assert {one["code"]: one["count"] for one in found["kinds"]} == {"model": len(models)}
    assert filled.get("/api/statutes/article?law=样品法&article=1").json()["cited_by"] == {"kinds": [], "items": []}


def test_judgments_that_cite_an_article_are_counted_for_who_may_see_them(
    filled: Any, client_of: Any, user: Any
) -> None:
    index = Index(the_lake().path / "search")
    paper = Document(
        "judgment:1", "judgment", "判决", "文", "样品", day=date(2020, 1, 1), marks={"article": ("样品法1-2",)}
    )
    index.add([paper])
    asked = "/api/statutes/article?law=样品法&article=1"
    page, other = filled.get(asked).json(), client_of(user("builder", Role.MODELLER)).get(asked).json()
    index.remove(["judgment:1"])
    assert [(one["code"], one["count"]) for one in page["cited_by"]["kinds"]] == [("judgment", 1)]
    assert [(one["cites"], one["place"][:16]) for one in page["cited_by"]["items"]] == [
        ("样品法1-2", "/search/document")
    ]
    assert other["cited_by"] == {"kinds": [], "items": []}


def test_the_basis_of_a_model_leads_to_its_article(filled: Any) -> None:
    basis = filled.get("/api/models/benefits-paid-to-the-dead").json()["basis"]
    held = [one for one in basis if one["law"]]
    assert {(one["law"], one["article"]) for one in held} == {("社会保险法", "88")}
    assert all(one["on"] for one in held)


def test_a_paragraph_is_no_article_of_its_own(client: Any, tmp_path: Path) -> None:
    """`25-4` in a model is the fourth paragraph of article 25, and neither page nor index make it article 25之4."""
    text = "# 中华人民共和国行政诉讼法\n<!-- INFO END -->\n第二十五条 样品。\n"
    (tmp_path / "行政诉讼法.md").write_text(text, encoding="utf-8")
    import_statutes(the_lake().path / "law", tmp_path)
    page = client.get("/api/statutes/article?law=行政诉讼法&article=25").json()
    (the_lake().path / "law" / "statutes.db").unlink()
    assert "benefits-paid-to-the-dead" in {one["id"] for one in page["cited_by"]["items"]}
    (model,) = from_models([shipped_models()["benefits-paid-to-the-dead"]])
    assert "行诉法25" in model.marks["article"]
    assert "行诉法25之4" not in model.marks["article"]
