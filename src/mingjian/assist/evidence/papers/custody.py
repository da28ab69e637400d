"""拘留证、逮捕证、取保候审和监视居住决定书及其通知书 (公安规定125, 144, 145, 89): measures with their times."""

from __future__ import annotations

import re

from mingjian.assist.evidence.papers.filing import charges_of, dated
from mingjian.assist.evidence.papers.moments import moment, moments
from mingjian.assist.evidence.papers.page import Page
from mingjian.assist.evidence.papers.paper import Draft, Paper, Who
from mingjian.assist.evidence.papers.people import everybody, who
from mingjian.documents.found import Found

__all__ = ["arrest", "bail", "detention"]

_PERSON = (
    "(?:对|将)?(?:犯罪)?嫌疑人|你的(?:亲属|家属)|被(?:拘留|逮捕|取保候审|监视居住)人(?:姓名)?|被"
    "(?:取保|监视)人|姓名|兹(?:决定)?(?:对|将)"
)


def detention(page: Page, paper: Paper) -> None:
    """拘留证, 拘留通知书."""
    _measure(page, paper, "detention", "(?:刑事)?拘留")


def arrest(page: Page, paper: Paper) -> None:
    """逮捕证, 逮捕通知书."""
    _measure(page, paper, "arrest", "(?:执行)?逮捕")


def bail(page: Page, paper: Paper) -> None:
    """取保候审决定书, 监视居住决定书."""
    kind = "residence" if "监视居住" in paper.title else "bail"
    draft = _measure(page, paper, kind, "取保候审|监视居住")
    begin, end = page.period("期限(?:为)?|(?:取保候审|监视居住)(?:期限|时间)")
    start = begin or _near(page, "从|自", "起(?:算|计算)?")
    if start is not None:
        draft.said["from"] = start
    draft.put("to", end)


def _measure(page: Page, paper: Paper, kind: str, words: str) -> Draft:
    paper.on = dated(page)
    paper.charges = charges_of(page)
    draft = Draft("measures", {"kind": page.found(kind, 0, 0)})
    person = _person(page)
    if person is not None:
        paper.people.append(person)
        draft.put("person", Found[Who].model_construct(value=person, span=person.name.span, sure=1.0))
    notice = "通知书" in paper.title
    draft.put("from", _begin(page, words, notice))
    draft.put("custody_at", _delivered(page))
    draft.put("family_told_at", _told(page, notice))
    paper.drafts.append(draft)
    return draft


def _person(page: Page) -> Who | None:
    """Whom it is about. A form that runs on (对犯罪嫌疑人张某执行拘留) has its label within a sentence."""
    found = who(page, _PERSON, "suspect")
    if found is not None:
        return found
    inside = everybody(page, "(?:对|将)?犯罪嫌疑人|你的亲属|你的家属|(?:对|将)(?!犯罪)", "suspect")
    return inside[0] if inside else None


def _begin(page: Page, words: str, notice: bool) -> Found[str] | None:
    """When it was carried out: told to the person, or as the notice says."""
    told = _near(
        page, "(?:本证|本决定|此证|本决定书)?(?:已)?[于在]|我(?:已)?[于在]", "(?:时)?(?:向我宣布|宣布|对我宣布)"
    )
    told = told or page.when("(?:宣布|执行)(?:拘留|逮捕)?时间|被(?:拘留|逮捕)时间|执行(?:拘留|逮捕)?(?:日期)")
    if told is None or notice:
        told = told or _near(page, "(?:已)?[于在]", f"(?:被)?(?:依法)?(?:我局|我分局)?(?:执行)?(?:{words})")
    return told


def _delivered(page: Page) -> Found[str] | None:
    return page.when("(?:收押|入所|送押|羁押)时间") or _near(
        page,
        "[于在]",
        "(?:将[\u4e00-\u9fff]{1,6})?(?:送(?:至|往|交)?[\u4e00-\u9fff]{0,12}(?:看守所)?(?:羁押|收押)|收押|入所)",
    )


def _told(page: Page, notice: bool) -> Found[str] | None:
    when = page.when("通知(?:家属)?时间|家属(?:签收|收到)时间|(?:被通知人|家属)签收[：_]?")
    when = when or _near(page, "[于在]", "(?:通知(?:其|了)?(?:家属|亲属)|(?:收到|签收)(?:此|本)?通知)")
    if when is None and notice:
        for at, _ in page.behind("(?:被通知人|家属|亲属)(?:签名|（签名）|签收)?"):
            match = next((m for m in _moments_behind(page, at)), None)
            if match is not None:
                return match
    return when


def _moments_behind(page: Page, at: int) -> list[Found[str]]:
    return [page.found(m.value, m.start, m.end) for m in moments(page.clean, at, min(len(page.text), at + 40))]


def _near(page: Page, before: str, behind: str) -> Found[str] | None:
    """A moment between words that tell what happened then."""
    for match in re.finditer(before, page.text):
        day = moment(page.clean, match.end())
        if day is not None and re.compile(rf"[，]?(?:{behind})").match(page.text, day.end):
            return page.at(day)
    return None
