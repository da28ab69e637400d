"""What an answer rests on: every citation resolved on the day, and told when the words have changed since the review.

The one engine of citations does the work (`law.citing`); two texts that differ in signs only are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mingjian.knowledge.answers.thread import Rest
from mingjian.law.articles import Article
from mingjian.law.citing import Finding, check, cited_in, resolve
from mingjian.law.citing.resolve import REASONS, Resolved
from mingjian.law.store import StatuteStore
from mingjian.law.store.difference import Part, difference, folded

__all__ = ["Changed", "changed", "cited", "enough", "rests_of", "unresolved"]


@dataclass(frozen=True)
class Changed:
    """An article that is not what the reviewer saw. `now`: its words (null: there are none, `zh`/`en` say why)."""

    rest: Rest
    how: Literal["words", "gone"]
    now: str | None
    zh: str
    en: str

    @property
    def parts(self) -> list[Part]:
        """What came and what went."""
        return difference(self.rest.words, self.now or "")


def cited(answer: str, store: StatuteStore, on: date) -> list[Finding]:
    """Every citation of an answer, read on a day."""
    return check(cited_in(answer, store, on), store, answer)


def unresolved(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep an answer from being published: whatever the store does not find whole on that day.

    An article that is found and may not fit the words beside it is doubtful, which is shown and blocks nothing.
    """
    return [one for one in findings if one.resolved.severity != "ok"]


def enough(findings: Sequence[Finding]) -> bool:
    """Whether at least one article is cited, and none is unresolved."""
    return any(one.cited.article.number for one in findings) and not unresolved(findings)


def rests_of(findings: Iterable[Finding], law_on: date | None) -> tuple[Rest, ...]:
    """The articles cited as they stand, each once. Laws cited whole are not compared later."""
    found: dict[tuple[str, int, int], Rest] = {}
    for one in findings:
        article, view = one.cited.article, one.resolved.view
        if article.number:
            words, law = _words(one.resolved), view.law.short if view is not None else article.law
            key = (law, article.number, article.inserted)
            found.setdefault(key, Rest(*key, _digest(words), words, law_on))
    return tuple(found.values())


def changed(rests: Iterable[Rest], store: StatuteStore, today: date) -> list[Changed]:
    """The articles whose words are now others, or that are no longer found."""
    found = []
    for rest in rests:
        now = resolve(Article(rest.law, rest.number, rest.inserted), store, rest.on or today)
        words = _words(now)
        if _digest(words) == rest.digest:
            continue
        if words:
            found.append(Changed(rest, "words", words, "条文已经修改", "its words have changed"))
        else:
            _, zh, en = REASONS[now.reason]
            found.append(Changed(rest, "gone", None, zh, en))
    return found


def _words(resolved: Resolved) -> str:
    return (resolved.view.text or "") if resolved.view is not None else ""


def _digest(words: str) -> str:
    return hashlib.sha256(folded(words).encode()).hexdigest()[:16] if words else ""
