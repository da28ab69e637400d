"""The one check of citations: documents, models, parameters of sentences and packs of evidence go through it.

Every citation gets a finding: resolved, wrong, doubtful, or open because the store cannot tell. An existing article
that is not the right one is found only where the text contradicts it (`fit`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.law.articles import Article
from mingjian.law.citing.find import Citation, find
from mingjian.law.citing.fit import Misfit, misfit
from mingjian.law.citing.resolve import REASONS, Resolved, Severity, resolve
from mingjian.law.store import StatuteStore
from mingjian.law.store.dates import days_in

__all__ = ["Cited", "Finding", "check", "cited_in", "day_of_text"]

_MISFIT = {
    "quote": ("引文与该条文字不符", "the quoted words are not those of the article"),
    "law": (
        "文中罪名是刑法同号条文的罪名，法律名称可能有误",
        "the Criminal Law has the charge named under this number",
    ),
    "charge": ("文中没有该条所涉罪名或者行为", "nothing in the text names what the article is about"),
}


@dataclass(frozen=True)
class Cited:
    """An article cited somewhere: on which day it is read, and where it stands (a line, a place in a file)."""

    article: Article
    on: date | None = None
    where: str = ""
    citation: Citation | None = None


@dataclass(frozen=True)
class Finding:
    """What is to be said of one citation."""

    cited: Cited
    resolved: Resolved
    misfit: Misfit | None = None

    @property
    def severity(self) -> Severity:
        """ok, wrong, doubt or open."""
        return "doubt" if self.misfit is not None else self.resolved.severity

    @property
    def code(self) -> str:
        """`刑法264`; the law alone where no article is cited."""
        one = self.cited.article
        return one.text if one.number else one.law

    def said(self) -> tuple[str, str]:
        """The finding in both languages."""
        if self.misfit is not None:
            zh, en = _MISFIT[self.misfit.kind]
            about = f"（{self.misfit.about}）" if self.misfit.about else ""
            return zh + about, en + (f" ({self.misfit.about})" if self.misfit.about else "")
        _, zh, en = REASONS[self.resolved.reason]
        near = self.resolved.nearest
        if self.resolved.title_as:
            zh, en = f"{zh}（按《{self.resolved.title_as}》）", f"{en} (taken for 《{self.resolved.title_as}》)"
        return (f"{zh}；最接近：{near}", f"{en}; nearest: {near}") if near else (zh, en)

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        zh, en = self.said()
        found = self.cited.citation
        return {
            "cites": self.code, "where": self.cited.where, "severity": self.severity, "zh": zh, "en": en,
            **{key: value for key, value in self.resolved.as_dict().items() if key != "severity"},
            "misfit": self.misfit.as_dict() if self.misfit else None,
            "span": list(found.span) if found else None,
        }  # fmt: skip


def check(cited: Iterable[Cited], store: StatuteStore, text: str = "") -> list[Finding]:
    """A finding for every citation, in order. `text`: the document they stand in, to see whether each fits it."""
    all_ = list(cited)
    beside = {one.article.law for one in all_}
    known: dict[tuple[Article, date | None], Resolved] = {}
    for one in all_:
        if (one.article, one.on) not in known:
            known[one.article, one.on] = resolve(one.article, store, one.on, beside)
    texts = [found.view.text for found in known.values() if found.view is not None and found.view.text]
    return [Finding(one, now := known[one.article, one.on], _unfit(one, now, text, texts)) for one in all_]


def _unfit(one: Cited, resolved: Resolved, text: str, texts: list[str]) -> Misfit | None:
    view = resolved.view
    if not text or one.citation is None or view is None or view.text is None or resolved.severity not in {"ok", "open"}:
        return None
    found = misfit(one.citation, view, text, [other for other in texts if other != view.text])
    return None if found is not None and found.kind == "quote" and one.on is None else found


def cited_in(text: str, store: StatuteStore, on: date | None = None, law: str | None = None) -> list[Cited]:
    """The citations of a text, each with its line, read on a day (without one: the day the text itself bears)."""
    day = on or day_of_text(text)
    starts = [0, *(at + 1 for at, c in enumerate(text) if c == "\n")]
    citations = find(text, law, lambda title: store.find(title) is not None)
    return [Cited(one.article, day, f"{_line(starts, one.span[0])}", one) for one in citations]


def _line(starts: Sequence[int], at: int) -> int:
    return bisect_right(starts, at)


def day_of_text(text: str) -> date | None:
    """The day a document bears: the last one written 二〇二一年三月一日 near its end."""
    written = _BEARS.findall(text)
    days = days_in(re.sub(r"\s", "", written[-1].translate(_ZEROS))) if written else []
    return days[0] if days else None


_BEARS = re.compile(
    r"[一二][〇○ＯO零一二三四五六七八九]{3}\s*年[一二三四五六七八九十]{1,2}\s*月[一二三四五六七八九十]{1,3}\s*日"
)
_ZEROS = str.maketrans("ＯO○", "〇〇〇")
