"""An invented law in two texts, an invented list of experts, and questions between invented offices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from mingjian.knowledge.answers import Actor, Deed, Desk, Published, Thread, read_desk, sent_on, take
from mingjian.law.store import StatuteStore, import_statutes

TODAY = date(2026, 3, 2)
EXPERTS = """\
topics:
  theft: {zh: 侵犯财产, en: property offences, words: [盗窃, 诈骗]}
  water: {zh: 水污染, en: water pollution, words: [排污, 河道]}
days: {county: 5, city: 7, province: 10, supreme: 20}
experts:
  - {id: wang, office: "340102", topics: [theft]}
  - {id: zhao, office: "340102", topics: [theft]}
  - {id: qian, office: "340100", topics: [theft, water]}
  - {id: sun, office: "340000", topics: ["*"]}
reviewers:
  - {id: li, office: "340100"}
  - {id: zhou, office: "340200"}
"""
REVIEWER = Actor("li", True)


def desk() -> Desk:
    """The list of experts."""
    return read_desk(EXPERTS)


def question(**more: object) -> Thread:
    """A question of a county."""
    given = Thread(
        "Q00001", "theft", "county", "多次盗窃怎么认定", "二年内三次盗窃，是否入罪？", "340102", "asker", TODAY
    )
    return replace(given, **more)  # type: ignore[arg-type]


def law(folder: Path, words: str = "盗窃的，处罚。") -> StatuteStore:
    """A store of one law: 某法 with two articles."""
    source = folder / "texts" / "某法(2020-01-01).md"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(f"# 某法\n\n第一条 {words}\n\n第二条 本法自2020年1月1日起施行。\n", encoding="utf-8")
    import_statutes(folder / "law", source.parent)
    return StatuteStore.open(folder / "law")


def published(store: StatuteStore, answer: str = "依照《某法》第一条处理。", **more: object) -> Thread:
    """A question brought along the whole road."""
    (one,) = sent_on([question(**more)], desk(), TODAY)
    one = take(one, "answer", Actor(one.expert), TODAY, Deed(answer=answer))
    one = take(one, "review", REVIEWER, TODAY, Deed(store=store))
    public = Published(one.title, one.text, one.answer, TODAY)
    return take(one, "publish", REVIEWER, TODAY, Deed(store=store, public=public))
