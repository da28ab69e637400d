"""Resolving a citation to the text of the day it is read on. What is not resolved is kept, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any, Literal

from mingjian.law.articles import Article, short_title
from mingjian.law.history import paragraphs
from mingjian.law.numerals import NUMERAL, parse_int
from mingjian.law.store import ArticleText, Law, StatuteStore, View
from mingjian.law.store.names import folded_title, without_nested

__all__ = ["REASONS", "Reason", "Resolved", "Severity", "resolve"]

Reason = Literal[
    "found", "not_imported", "ambiguous", "no_such_article", "no_such_paragraph", "no_such_item", "repealed", "not_yet",
    "before_known", "beyond_all", "other_version", "words_unknown", "start_unknown",
]  # fmt: skip
Severity = Literal["ok", "wrong", "doubt", "open"]
"""ok; wrong: the text says so; doubt: likely wrong; open: the store cannot tell."""

REASONS: dict[Reason, tuple[Severity, str, str]] = {
    "found": ("ok", "有此条", "found"),
    "not_imported": ("open", "没有导入这部法律", "the law was not imported"),
    "ambiguous": ("open", "名称不全，可指几部法律", "the title is incomplete and may mean several laws"),
    "no_such_article": ("wrong", "当时没有这一条", "no such article then"),
    "no_such_paragraph": ("wrong", "该条没有这一款", "the article has no such paragraph"),
    "no_such_item": ("wrong", "没有这一项", "no such item"),
    "repealed": ("wrong", "当时已废止", "repealed by then"),
    "not_yet": ("wrong", "当时尚未施行", "not yet in force then"),
    "before_known": ("open", "当时的版本没有导入", "the version of that day was not imported"),
    "beyond_all": ("doubt", "已知各版本都没有这一条款", "no version known has such an article or paragraph"),
    "other_version": (
        "open",
        "现行文本没有，其他版本有；文书日期未知",
        "not in the present text but in another; no day is known",
    ),
    "words_unknown": ("open", "当时有此条，文字未知", "it stood then, with words not known"),
    "start_unknown": ("open", "文本从何时施行未知", "it is not known from when this text is in force"),
}
"""Reason → how grave, in Chinese, in English."""

_NEAR = 0.9
_MORE = 1  # paragraphs that a text not known may have had beyond those known
_SOON = timedelta(days=366)
_ITEM = re.compile(rf"(?:^|\n)[（(]({NUMERAL}{{1,3}})[）)]")


@dataclass(frozen=True)
class Resolved:
    """A citation with the text it means on `on`. `title_as`: the law it was taken for when its title is not exact."""

    article: Article
    on: date | None
    reason: Reason
    view: View | None = None
    title_as: str = ""
    nearest: str = ""

    @property
    def severity(self) -> Severity:
        """How grave the reason is."""
        return REASONS[self.reason][0]

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        view = self.view
        return {
            "reason": self.reason, "severity": self.severity, "law": view.law.title if view else None,
            "on": self.on.isoformat() if self.on else None, "state": view.state if view else "unknown",
            "from": view.start.isoformat() if view and view.start else None,
            "to": view.end.isoformat() if view and view.end else None,
            "taken_for": self.title_as or None, "nearest": self.nearest or None,
        }  # fmt: skip


def resolve(article: Article, store: StatuteStore, on: date | None = None, beside: Iterable[str] = ()) -> Resolved:
    """The text an article means on a day; without one the present text, or another that has it. `beside`: short titles
    the same text cites, which decide what an incomplete title means (关于适用的解释)."""
    law = store.find(article.law)
    title_as = ""
    if law is None:
        candidates = _candidates(article.law, store, list(beside))
        if len(candidates) > 1:
            return Resolved(article, on, "ambiguous", nearest="、".join(candidates[:3]))
        if not candidates:
            return _not_imported(article, store, on)
        law = store.law(candidates[0])
        title_as = law.title
    if not article.number:
        return _whole_law(article, law, store, on, title_as)
    view = store.article(law.short, (article.number, article.inserted), on)
    reason = _reason(article, view, store, on)
    if on is None and REASONS[reason][0] == "wrong" and _in_another(article, law, store):
        reason = "other_version"
    return Resolved(article, on, reason, view, title_as)


def _in_another(article: Article, law: Law, store: StatuteStore) -> bool:
    """Whether some version of the law has the article with paragraph and item (or had it, with words not known)."""
    texts = store.through_time(law.short, (article.number, article.inserted))
    return any(not _beyond(article, texts) if not one.text else _part_of(article, one.text) is None for one in texts)


def _beyond(article: Article, texts: list[ArticleText]) -> bool:
    """Whether no text known has nearly so many paragraphs as the one cited."""
    most = max((len(paragraphs(one.text)) + _MORE for one in texts if one.text), default=article.paragraph)
    return article.paragraph > most


def _whole_law(article: Article, law: Law, store: StatuteStore, on: date | None, title_as: str) -> Resolved:
    if law.repealed is not None and on is not None and on >= law.repealed:
        return Resolved(article, on, "repealed", title_as=title_as)
    if law.passed is not None and on is not None and on < law.passed:
        return Resolved(article, on, "not_yet", title_as=title_as)
    return Resolved(article, on, "found", title_as=title_as)


def _not_imported(article: Article, store: StatuteStore, on: date | None) -> Resolved:
    gone = store.repeal_of(article.law)
    if gone is not None and on is not None and on >= gone[0]:
        return Resolved(article, on, "repealed", nearest=gone[1])
    return Resolved(article, on, "not_imported", nearest=_nearest(article.law, store)[0])


def _candidates(law: str, store: StatuteStore, beside: list[str]) -> list[str]:
    wanted = folded_title(law)
    found = [name for name in store.laws() if "〈" in name and folded_title(without_nested(name)) == wanted]
    if len(found) > 1:
        cited = {short_title(one) for one in beside} | ({"刑诉法"} if "刑法" in beside else set())
        nested = [one for one in found if any(short_title(n) in cited for n in re.findall(r"〈([^〈〉]*)〉", one))]
        found = nested or found
    if found:
        return found
    near, ratio = _nearest(law, store)
    return [near] if ratio >= _NEAR and len(wanted) >= 8 else []


def _nearest(law: str, store: StatuteStore) -> tuple[str, float]:
    wanted, best = folded_title(law), ("", 0.0)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for name in store.laws():
        matcher.set_seq1(folded_title(name))
        floor = max(best[1], 0.6)
        if matcher.real_quick_ratio() > floor and matcher.quick_ratio() > floor and matcher.ratio() > floor:
            best = (name, matcher.ratio())
    return best


def _reason(article: Article, view: View, store: StatuteStore, on: date | None) -> Reason:
    if view.why == "no_such_article":
        return "before_known" if _just_changed(article, view, store) else "no_such_article"
    if view.why in {"repealed", "not_yet"}:
        return view.why
    if view.text is None:
        known = store.through_time(view.law.short, (article.number, article.inserted))
        if not known or _beyond(article, known):
            return "beyond_all"
        return "words_unknown" if view.why == "words_unknown" else "before_known"
    lacking = _part_of(article, view.text)
    return lacking or ("start_unknown" if view.why == "start_unknown" and on is not None else "found")


def _part_of(article: Article, text: str) -> Reason | None:
    """What of the paragraph and item cited the text does not have."""
    found = paragraphs(text)
    if article.paragraph > len(found):
        return "no_such_paragraph"
    inside = found[article.paragraph - 1] if article.paragraph else text
    if article.item and article.item not in [parse_int(number) for number in _ITEM.findall(inside)]:
        return "no_such_item"
    return None


def _just_changed(article: Article, view: View, store: StatuteStore) -> bool:
    """Whether an earlier version had the article and the present one may not have begun on the day asked for."""
    version = view.version
    if (
        version is None
        or version.sure
        or version.start is None
        or view.on - version.start > _SOON
        or not version.number
    ):
        return False
    before = store.versions(view.law.short)[version.number - 1]
    return before.end is not None and (article.number, article.inserted) in store.keys(view.law.short, before.end)
