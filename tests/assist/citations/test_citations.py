"""What rests on which article: gathered from everything that ships, checked against a store, asked for by article."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mingjian.assist.citations import Graph, Use, check_uses, of_parameters, shipped_uses
from mingjian.assist.sentencing import load_parameters
from mingjian.law.articles import Article, parse_short
from mingjian.law.store import StatuteStore
from mingjian.models.texts import Text

OWN = """layer: province:34
circumstances:
  surrender:
    values:
      - from: 2021-07-01
        range: [10%, 20%]
        ref: {title: 某省细则（某发〔2021〕1号）, item: "3—4"}
        unverified: {zh: 试, en: trial}
"""


def use(code: str, start: date | None, end: date | None = None, id_: str = "x") -> Use:
    return Use("model", id_, Text(zh="试", en="trial"), parse_short(code), start, end, "here")


@pytest.fixture
def store(tmp_path: Path) -> StatuteStore:
    (tmp_path / "甲法(2012-01-01).md").write_text("# 甲法\n<!-- INFO END -->\n第一条 旧一。\n\n第二条 旧二。\n")
    (tmp_path / "甲法(2020-01-01).md").write_text("# 甲法\n<!-- INFO END -->\n第一条 新一。\n")
    return StatuteStore.import_folder(tmp_path)


def test_everything_that_ships_is_there() -> None:
    kinds = Counter(one.kind for one in shipped_uses())
    assert set(kinds) == {"model", "parameter", "pack", "rule", "charge", "limit"}
    assert all(one.article.law and one.where for one in shipped_uses())


def test_an_article_is_cited_by_all_that_rests_on_it() -> None:
    graph = Graph(shipped_uses())
    found = graph.of("中华人民共和国刑法", "264")
    assert {one.kind for one in found} == {"model", "parameter", "pack", "charge"}
    assert any(one.id == "theft" for one in found if one.kind == "pack")
    assert "盗窃罪" in [one.id for one in found if one.kind == "charge"]
    assert any(one.id.startswith("crimes.theft.") for one in found if one.kind == "parameter")
    assert graph.of("刑法", "264", date(1990, 1, 1)) != found
    assert graph.of("刑法", "9999") == []
    assert graph.of("法发〔2021〕21号")  # a text that is cited as a whole


def test_a_use_is_there_once_and_on_its_days() -> None:
    old = use("甲法1-2", date(2012, 1, 1), date(2019, 12, 31))
    graph = Graph([old, old, use("甲法1", date(2020, 1, 1))])
    assert [one.article.text for one in graph.of("甲法", "1")] == ["甲法1-2", "甲法1"]
    assert [one.article.text for one in graph.of("甲法", "1", date(2015, 1, 1))] == ["甲法1-2"]


def test_a_dead_citation_is_found_on_the_day_it_died(store: StatuteStore) -> None:
    found = check_uses([use("甲法2", date(2013, 1, 1)), use("甲法2", date(2013, 1, 1), date(2014, 1, 1))], store)
    said = [(one.finding.cited.on and one.finding.cited.on.year, one.finding.resolved.reason) for one in found]
    assert said[0] == (2013, "found")
    assert said[1][1] == "no_such_article"  # today
    assert said[2:] == [(2013, "found"), (2014, "found")]


def test_parameters_of_an_office_cite_as_those_that_ship(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    own = [one for one in of_parameters(load_parameters([tmp_path])) if one.where.startswith("province:34")]
    assert [one.article for one in own if one.article.law == "某省细则"] == [
        Article("某省细则", 3),
        Article("某省细则", 4),
    ]
    assert {one.article.text for one in own} >= {"刑法67-1"}


@pytest.mark.realdata
@pytest.mark.skipif("MINGJIAN_DATA" not in os.environ, reason="MINGJIAN_DATA is not set: the shared data set is absent")
def test_nothing_that_ships_cites_what_the_law_does_not_have() -> None:
    store = StatuteStore.import_folder(Path(os.environ["MINGJIAN_DATA"]) / "lawrefbook")
    found = check_uses(shipped_uses(), store)
    wrong = [f"{one.use.where} {one.finding.said()[1]}" for one in found if one.finding.severity in ("wrong", "doubt")]
    assert wrong == []
    assert sum(one.finding.severity == "ok" for one in found) > 2_500
