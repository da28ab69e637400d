"""Who cites what: from an article to everything of ours that rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mingjian.assist.citations.use import Use
from mingjian.law.articles import short_title

__all__ = ["Graph"]


class Graph:
    """Uses by article. An article is asked for whole: a use of one of its paragraphs is among them."""

    def __init__(self, uses: Iterable[Use]) -> None:
        self._uses: dict[str, list[Use]] = {}
        for one in uses:
            self._uses.setdefault(one.code, []).append(one)

    def of(self, law: str, article: str = "", on: date | None = None) -> list[Use]:
        """What rests on an article (`133之1`), or on a law as a whole, each entry of each thing once; on a day: what
        rests on it then."""
        return [one for one in self.of_code(short_title(law) + article) if on is None or _holds(one, on)]

    def of_code(self, code: str) -> list[Use]:
        """What rests on an article by its short form (`刑法264`)."""
        return list(_once(self._uses.get(code, [])))

    def articles(self) -> list[str]:
        """All articles that something rests on, as `刑法264`."""
        return list(self._uses)


def _holds(one: Use, on: date) -> bool:
    return (one.start is None or one.start <= on) and (one.end is None or on <= one.end)


def _once(uses: Iterable[Use]) -> Iterator[Use]:
    seen: set[tuple[str, ...]] = set()
    for one in uses:
        key = (one.kind, one.id, one.article.provision, str(one.start), str(one.end))
        if key not in seen:
            seen.add(key)
            yield one
