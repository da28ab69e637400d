"""What an import changed, article by article: for whoever rests on articles, follows them or cites them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mingjian.law.articles import article_code
from mingjian.law.store.difference import same_words
from mingjian.law.store.statutes import StatuteStore

__all__ = ["ArticleChange", "Changes", "changes"]

Kind = Literal["changed", "added", "gone"]


@dataclass(frozen=True)
class ArticleChange:
    """An article of a law that was known before: `changed` has other words or other days, `added` was not in any
    version, `gone` is in none any more."""

    law: str
    article: str
    kind: Kind

    @property
    def code(self) -> str:
        """`刑法264`."""
        return self.law + self.article


@dataclass(frozen=True)
class Changes:
    """From one store to another. Laws by short title; `repealed`: those that ended by another law since."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    repealed: tuple[str, ...]
    articles: tuple[ArticleChange, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The articles concerned, as `刑法264`."""
        return frozenset(one.code for one in self.articles)

    def touches(self, law: str, article: str) -> bool:
        """Whether an article reads otherwise than before, or ended with its law."""
        return law + article in self.codes or law in self.repealed or law in self.gone

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "new": list(self.new), "gone": list(self.gone), "repealed": list(self.repealed),
            "articles": [{"law": one.law, "article": one.article, "kind": one.kind} for one in self.articles],
        }  # fmt: skip


def changes(before: StatuteStore | None, after: StatuteStore) -> Changes:
    """What differs; signs that differ in glyph only are no change. Of laws that are new no article is named."""
    old, new = _articles(before) if before is not None else {}, _articles(after)
    ended = {name for name in after.laws() if after.law(name).repealed is not None}
    known = {name for name in old if before is not None and before.law(name).repealed is not None}
    return Changes(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted((ended & old.keys()) - known)),
        tuple(one for law in sorted(old.keys() & new.keys()) for one in _between(law, old[law], new[law])),
    )


_Through = tuple[tuple[str, date | None, date | None], ...]
_Texts = dict[str, _Through]


def _articles(store: StatuteStore) -> dict[str, _Texts]:
    """Law → article → its texts with their days."""
    found: dict[str, _Texts] = {name: {} for name in store.laws()}
    for one in store.articles():
        its, code = found[one.law.short], article_code(*one.key)
        its[code] = (*its.get(code, ()), (one.text, one.start, one.end))
    return found


def _between(law: str, old: _Texts, new: _Texts) -> list[ArticleChange]:
    return [
        ArticleChange(law, code, "added" if code not in old else "gone" if code not in new else "changed")
        for code in dict.fromkeys((*old, *new))
        if not _same(old.get(code, ()), new.get(code, ()))
    ]


def _same(old: _Through, new: _Through) -> bool:
    """Nearly always to the letter; only else are signs folded."""
    return old == new or (
        len(old) == len(new) and all(a[1:] == b[1:] and same_words(a[0], b[0]) for a, b in zip(old, new, strict=True))
    )
