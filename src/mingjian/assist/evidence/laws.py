"""The laws that packs and rules cite: title, days in force of the cited text, whether it was compared.

A reference is the short form of `law.Article`, as `刑诉法118-1`; one table holds the dates of every law.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from mingjian.law import Article
from mingjian.law.articles import parse_short
from mingjian.models.source import read_source

__all__ = ["Cited", "Law", "cited", "laws"]


@dataclass(frozen=True)
class Law:
    """A law as it is cited; ``verified``: every article cited here was compared with the published text."""

    short: str
    title: str
    start: date
    end: date | None
    verified: bool
    why: str


@dataclass(frozen=True)
class Cited:
    """An article of a law."""

    law: Law
    article: Article

    def text(self, lang: Literal["zh", "en"] = "zh") -> str:
        """For people: title and article, with a mark where it was not compared with the published text."""
        mark = "" if self.law.verified else ("（未核对原文）" if lang == "zh" else " (not compared with the text)")
        return f"《{self.law.title}》{self.article.zh}{mark}"

    def valid_on(self, day: date) -> bool:
        """Whether the cited text is in force on a day."""
        return self.law.start <= day and (self.law.end is None or day <= self.law.end)

    def as_dict(self) -> dict[str, object]:
        """As JSON data."""
        return {
            "ref": self.article.text, "law": self.law.title, "article": self.article.zh,
            "from": self.law.start.isoformat(), "to": self.law.end.isoformat() if self.law.end else None,
            "verified": self.law.verified,
        }  # fmt: skip


@cache
def laws() -> dict[str, Law]:
    """Every law by its short name."""
    text = files("mingjian.assist.evidence").joinpath("data/laws.yaml").read_text(encoding="utf-8")
    return {
        short: Law(short, one["title"], one["from"], one.get("to"), one["verified"], one.get("why", ""))
        for short, one in read_source(text, "laws.yaml").data.items()
    }


@cache
def cited(reference: str) -> Cited:
    """The article of a reference. LookupError where the law is not in the table, ValueError where it is no article."""
    article = parse_short(reference)
    law = laws().get(article.law)
    if law is None:
        raise LookupError(article.law)
    return Cited(law, article)
