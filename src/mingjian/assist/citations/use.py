"""A place of our own data that rests on an article: a model, a parameter of sentences, a pack, a rule, a charge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mingjian.law.articles import Article, article_code
from mingjian.law.citing import Cited
from mingjian.law.store.statutes import today
from mingjian.models.texts import Text

__all__ = ["KINDS", "Kind", "Use"]

Kind = Literal["model", "parameter", "pack", "rule", "charge", "limit"]
KINDS: dict[Kind, Text] = {
    "model": Text(zh="监督模型", en="model"),
    "parameter": Text(zh="量刑参数", en="sentencing parameter"),
    "pack": Text(zh="证据指引", en="evidence pack"),
    "rule": Text(zh="证据规则", en="evidence rule"),
    "charge": Text(zh="罪名", en="charge"),
    "limit": Text(zh="刑罚限度", en="limit of penalties"),
}


@dataclass(frozen=True)
class Use:
    """An article as something rests on it. `start`, `end`: the days the thing names, closed; null: not told, still.

    `where` is the place within it: a file, an entry.
    """

    kind: Kind
    id: str
    title: Text
    article: Article
    start: date | None
    end: date | None
    where: str

    @property
    def code(self) -> str:
        """The article as a whole, `刑法264`; the law alone where it is cited as a whole."""
        at = self.article
        return at.law + (article_code(at.number, at.inserted) if at.number else "")

    def days(self) -> Iterator[date]:
        """The days on which the article has to be there: the first one named, and the last, or today while it goes
        on."""
        now = today()
        if self.start is not None:
            yield self.start
        last = self.end or now
        if last != self.start and (self.start is None or self.start < last):
            yield last

    def cited(self) -> Iterator[Cited]:
        """As citations for `law.citing.check`."""
        for day in self.days():
            yield Cited(self.article, day, self.where)

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "kind": self.kind, "id": self.id, "title": self.title.model_dump(), "cites": self.article.text,
            "from": self.start, "to": self.end, "where": self.where,
        }  # fmt: skip
