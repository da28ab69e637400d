"""户籍证明, 前科证明, 到案经过: who somebody is, what he did before, how he was caught."""

from __future__ import annotations

from typing import Any

from mingjian.assist.evidence.papers.filing import dated
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper
from mingjian.assist.evidence.papers.people import everybody, signed, who
from mingjian.documents.found import Found

__all__ = ["course", "household", "record"]


def household(page: Page, paper: Paper) -> None:
    """户籍证明: name, day of birth and number as the register has them."""
    paper.on = dated(page)
    person = who(page, "(?<!曾用)(?:姓名|被证明人)", "other")
    person = person or next(iter(everybody(page, "居民|兹证明|查", "other")), None)
    if person is not None:
        paper.people.append(person)


def record(page: Page, paper: Paper) -> None:
    """前科、违法犯罪记录证明: about whom."""
    paper.on = dated(page)
    person = who(page, "姓名|犯罪嫌疑人|被查询人", "suspect")
    person = person or next(iter(everybody(page, "犯罪嫌疑人|查询|经查", "suspect")), None)
    if person is not None:
        paper.people.append(person)


def course(page: Page, paper: Paper) -> None:
    """到案经过: who was caught, whether those who caught him signed."""
    paper.on = dated(page)
    paper.people += everybody(page, "(?:犯罪)?嫌疑人", "suspect")
    sign = signed(page, "(?:抓获|办案|侦查|出警)(?:人|民警|员|人员)|民警")
    draft = Draft("documents")
    if sign is not None:
        draft.put("signed", sign)
    seal = page.has("（印章?）|（公章）|（盖章）|加盖公章|印章")
    if seal is not None:
        draft.put("sealed", Found[Any].model_construct(value=True, span=seal.span, sure=0.8))
    paper.drafts.append(draft)
