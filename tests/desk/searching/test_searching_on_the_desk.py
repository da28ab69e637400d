"""Searching on the desk: what a reader may not see is in no answer, no count and no document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from mingjian.desk.lake import the_lake
from mingjian.desk.offices.roles import Role
from mingjian.knowledge import Document, Index, Rights
from mingjian.knowledge.sight import OPEN
from mingjian.models.enumerations import Line

pytestmark = pytest.mark.django_db


def paper(number: int, text: str, rights: Rights = OPEN, kind: str = "judgment") -> Document:
    return Document(
        f"{kind}:{number}", kind, f"样品文书{number}", text, "样品", rights=rights, day=date(2024, 1, number)
    )


DOCUMENTS = [
    Document(
        "article:样品法7@2020-01-01", "article", "样品法 第七条", "拖欠工资的，应当支付。", "样品",
        from_=date(2020, 1, 1), day=date(2020, 1, 1), marks={"law": ("样品法",), "article": ("样品法7",)},
    ),
    Document("model:wages@1.0.0", "model", "拖欠工资模型", "查找拖欠工资的企业。", "样品"),
    paper(1, "被告拖欠工资三千元𠮷，已经支付。"),
    paper(2, "拖欠工资，外院。", Rights(office="340200")),
    paper(3, "拖欠工资，本院。", Rights(office="340100")),
    paper(4, "拖欠工资，未检。", Rights(line="minors")),
    paper(5, "拖欠工资，密件。", Rights(secrecy=1)),
]  # fmt: skip


@pytest.fixture
def filled(clues: Any) -> Iterator[None]:
    folder = the_lake().path / "search"
    Index(folder).replace(DOCUMENTS)
    yield
    Index(folder).replace([])


@pytest.fixture
def reader(user: Any, client_of: Any) -> Any:
    return client_of(user("reader", Role.PROSECUTOR, office="340100", lines=(Line.PUBLIC_INTEREST,)))


def ask(client: Any, **query: Any) -> Any:
    answer = client.get("/api/search", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_an_empty_index_says_how_to_fill_it(reader: Any, clues: Any) -> None:
    answer = ask(reader, q="工资")
    assert (answer["filled"], answer["items"]) == (False, [])
    assert "mingjian search add" in answer["hint"]["zh"]


def test_answers_with_why_and_where(reader: Any, filled: None) -> None:
    answer = ask(reader, q="拖欠工资")
    first = answer["items"][0]
    assert first["kind"]["code"] == "model", "its title holds the words"
    assert first["model"] == "wages"
    article = next(one for one in answer["items"] if one["kind"]["code"] == "article")
    assert (article["law"], article["article"], article["standing"]["code"]) == ("样品法", "7", "in_force")
    text, met = article["excerpt"]["text"], article["excerpt"]["met"]
    shown = [text[one["start"] : one["end"]] for one in met]
    assert (shown[0], article["phrases"][0]) == ("拖欠工资", "拖欠工资")
    assert {*shown, *article["phrases"]} <= {"拖欠工资", "支付"}, "the others are other words for what was asked"
    assert {one["code"]: one["count"] for one in answer["kinds"]} == {"article": 1, "judgment": 2, "model": 1}
    assert ask(reader, q="样品法7")["items"][0]["article"] == "7"
    assert [one["id"] for one in ask(reader, q="拖欠工资", kind="article")["items"]] == ["article:样品法7@2020-01-01"]
    assert ask(reader, q="拖欠工资", kind="article", on="2010-01-01")["items"] == []


def test_what_may_not_be_seen_is_nowhere(reader: Any, user: Any, client_of: Any, filled: None) -> None:
    answer = ask(reader, q="拖欠工资")
    seen = {one["id"] for one in answer["items"] if one["kind"]["code"] == "judgment"}
    assert seen == {"judgment:1", "judgment:3"}
    assert answer["some"] == 4
    assert not {"外院", "未检", "密件"} & {word for word in ("外院", "未检", "密件") if word in json.dumps(answer)}
    for number, status in ((1, 200), (2, 404), (3, 200), (4, 404), (5, 404), (9, 404)):
        assert reader.get("/api/search/document", {"id": f"judgment:{number}"}).status_code == status
    above = client_of(user("above", Role.HEAD, office="340000", lines=tuple(Line)))
    seen = {one["id"] for one in ask(above, q="拖欠工资", kind="judgment")["items"]}
    assert seen == {"judgment:1", "judgment:2", "judgment:3", "judgment:4"}


def test_a_document_is_read_with_what_was_looked_for(reader: Any, filled: None) -> None:
    page = reader.get("/api/search/document", {"id": "judgment:1", "q": "已经支付"}).json()
    text = page["text"]["text"]
    assert [text[one["start"] : one["end"]] for one in page["text"]["met"]] == ["已经支付"], (
        "behind a sign of two units"
    )
    assert page["source"] == "样品"


def test_who_sees_no_clues_finds_no_papers_that_name_people(user: Any, client_of: Any, filled: None) -> None:
    modeller = client_of(user("modeller", Role.MODELLER, office="340100", lines=tuple(Line)))
    answer = ask(modeller, q="拖欠工资")
    assert {one["code"]: one["count"] for one in answer["kinds"]} == {"article": 1, "model": 1}
    assert (answer["some"], ask(modeller, q="拖欠工资", kind="judgment")["items"]) == (2, [])
    assert modeller.get("/api/search/document", {"id": "judgment:1"}).status_code == 404
