"""Advice on charges on the desk: candidates with places, what decides, articles, sums, and when it cannot tell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mingjian.assist.charges import Example, train
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.roles import Role

pytestmark = pytest.mark.django_db

THEFT = "2024年3月1日夜间，被告人张某翻墙进入李某家中，趁无人之机秘密窃取现金人民币5200元后逃离现场。"
DRUGS = "2024年3月1日，被告人张某在某酒店将甲基苯丙胺12.5克贩卖给王某，得款3000元，被当场抓获。"


@pytest.fixture
def client(user: Any, client_of: Any, clues: Any) -> Any:
    return client_of(user("reader", Role.PROSECUTOR))


def ask(client: Any, **body: Any) -> Any:
    return client.post("/api/charges/advise", json.dumps(body), content_type="application/json")


def test_candidates_stand_with_the_words_for_them_and_what_they_are_taken_for(client: Any) -> None:
    found = ask(client, text=THEFT, on="2024-03-01").json()
    first = found["candidates"][0]
    assert (first["charge"], first["sentencing"]) == ("盗窃罪", True)
    conduct = next(one for one in first["elements"] if one["role"]["code"] == "conduct")
    words = [THEFT[place["start"] : place["end"]] for place in conduct["places"]]
    assert any("窃" in one or "进入" in one for one in words)
    assert all(pair["decides"]["zh"] and "盗窃罪" in (pair["one"], pair["other"]) for pair in first["neighbours"])
    assert (found["learned"], found["learned_from"]) == (False, 0)
    assert "264" in [one["number"] for one in found["articles"]]
    assert "第二百六十四条" in [one["label"] for one in found["articles"]]
    assert found["amount"]["yuan"] == "5200"
    assert [(one["yuan"], one["counted"]) for one in found["amount"]["amounts"]] == [("5200", True)]
    assert found["disclaimer"]["zh"]


def test_what_decides_beside_a_charge_told_too_comes_first(client: Any) -> None:
    snatched = THEFT + "2024年3月9日，张某在菜市场一把抢走王某手中的手机一部后逃跑，价值2300元。"
    first = next(one for one in ask(client, text=snatched).json()["candidates"] if one["charge"] == "盗窃罪")
    here = [pair["here"] for pair in first["neighbours"]]
    assert here == sorted(here, reverse=True)
    told = [{pair["one"], pair["other"]} for pair in first["neighbours"] if pair["here"]]
    assert {"盗窃罪", "抢夺罪"} in told
    assert not any("侵占罪" in pair for pair in told)


def test_weights_of_drugs_are_told_by_kind_with_their_places(client: Any) -> None:
    found = ask(client, text=DRUGS).json()
    assert {(one["kind"], one["grams"]) for one in found["drugs"] if not one["person"]} == {("甲基苯丙胺", "12.5")}
    place = found["drugs"][0]["places"][0]
    assert DRUGS[place["start"] : place["end"]] == "12.5克"


def test_it_says_when_it_cannot_tell_and_why(client: Any) -> None:
    found = ask(client, text="今天天气很好。").json()
    assert (found["candidates"], found["articles"], found["amount"]["yuan"]) == ([], [], None)
    assert found["doubts"][0]["text"]["zh"]


def test_weights_that_the_office_trained_take_part_and_damaged_ones_are_told(client: Any) -> None:
    file = the_lake().path / "charges" / "weights.npz"
    file.parent.mkdir()
    try:
        texts = [Example(f"{THEFT}{n}", ("盗窃罪",)) for n in range(6)]
        texts += [Example(f"{DRUGS}{n}", ("走私、贩卖、运输、制造毒品罪",)) for n in range(6)]
        train(texts).save(file)
        assert ask(client, text=THEFT).json()["learned"]
        file.write_bytes(b"no weights")
        answer = ask(client, text=THEFT)
        assert (answer.status_code, "重新训练" in answer.json()["zh"]) == (409, True)
    finally:
        file.unlink()
        file.parent.rmdir()


def test_the_confusable_table_is_searched_by_words(client: Any, user: Any, client_of: Any) -> None:
    every = client.get("/api/charges/confusable").json()
    assert len(every["items"]) == every["total"] > 20
    some = client.get("/api/charges/confusable", {"q": "盗窃"}).json()["items"]
    assert some
    assert len(some) < len(every["items"])
    assert client.get("/api/charges/confusable", {"q": "没有此罪"}).json()["items"] == []
    modeller = client_of(user("modeller", Role.MODELLER))
    assert modeller.get("/api/charges/confusable").status_code == ask(modeller, text="x").status_code == 404
