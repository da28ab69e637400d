"""Errors put into citations of real judgments: one at a time, by a seed, so that what is wrong is known.

What is put in is written into the text itself, as a judgment prints it; the check then reads the text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mingjian.law import to_chinese
from mingjian.law.citing import Cited, check, cited_in, day_of_text
from mingjian.law.store import StatuteStore

__all__ = ["Seeded", "seeded", "told"]

_OTHER = {"刑法": "刑事诉讼法", "刑诉法": "刑法"}
_REPEALED = "中华人民共和国婚姻法"


@dataclass(frozen=True)
class Seeded:
    """A text with one wrong citation at `start`. `exists`: what is named wrongly is an article of that law on that day;
    null when the store does not know the law's text of that day."""

    kind: str
    text: str
    start: int
    exists: bool | None
    on: date | None


def seeded(text: str, store: StatuteStore, seed: int) -> Iterator[Seeded]:
    """Up to one error of each kind, on citations of the text that are right as they stand."""
    chance = random.Random(f"{seed}:{len(text)}:{text[:40]}")
    day = day_of_text(text)
    right = [one.cited for one in check(cited_in(text, store), store, text) if one.severity == "ok"]
    right = [one for one in right if store.find(one.article.law) is not None]
    articles = [one for one in right if one.article.number and one.citation and one.citation.how in {"named", "listed"}]
    named = [one for one in articles if one.citation and one.citation.how == "named"]
    if articles:
        yield _numbered(text, chance.choice(articles), 500 + chance.randrange(400), "wrong number", store, day)
        one = chance.choice(articles)
        other = chance.choice([n for n in range(1, 451) if n != one.article.number])
        yield _numbered(text, one, other, "another number", store, day)
    if parts := [one for one in articles if one.article.paragraph and _once(text, one)]:
        yield _paragraph(text, chance.choice(parts), chance, day)
    if named:
        one = chance.choice(named)
        yield _law(text, one, _OTHER.get(one.article.law, "刑法"), "wrong law", store, day)
        if day is not None and day >= date(2021, 1, 1):
            yield _law(text, one, _REPEALED, "repealed", store, day)
        else:
            later = text + "\n二〇二二年三月一日"
            yield _law(later, one, _REPEALED, "repealed", store, date(2022, 3, 1))


def _once(text: str, one: Cited) -> bool:
    """Whether the provision is one article with one paragraph, so that the error is one citation."""
    assert one.citation is not None
    a, b = one.citation.span
    return text[a:b].endswith("款") and text[a:b].count("款") == 1 and "、" not in text[a:b]


def _exists(store: StatuteStore, law: str, key: tuple[int, int], day: date | None) -> bool | None:
    if store.find(law) is None:
        return False
    view = store.article(law, key, day)
    return True if view.text is not None else None if store.through_time(law, key) else False


def _numbered(text: str, one: Cited, number: int, kind: str, store: StatuteStore, day: date | None) -> Seeded:
    assert one.citation is not None
    a, b = one.citation.span
    exists = _exists(store, one.article.law, (number, 0), day)
    return Seeded(kind, f"{text[:a]}第{to_chinese(number)}条{text[b:]}", a, exists, day)


def _paragraph(text: str, one: Cited, chance: random.Random, day: date | None) -> Seeded:
    assert one.citation is not None
    a, b = one.citation.span
    at = text.rindex("第", a, b) if text.count("第", a, b) > 1 else text.rindex("条", a, b) + 1
    written = f"{text[a:at]}第{to_chinese(12 + chance.randrange(8))}款"
    return Seeded("wrong paragraph", text[:a] + written + text[b:], a, False, day)


def _law(text: str, one: Cited, law: str, kind: str, store: StatuteStore, day: date | None) -> Seeded:
    assert one.citation is not None
    assert one.citation.title_span is not None
    a, b = one.citation.title_span
    exists = _exists(store, law, (one.article.number, one.article.inserted), day)
    title = f"《{law}》"
    return Seeded(kind, text[:a] + title + text[b:], one.citation.span[0] + len(title) - (b - a), exists, day)


def told(one: Seeded, store: StatuteStore) -> bool:
    """Whether the check says wrong or doubtful of the citation the error is in."""
    for found in check(cited_in(one.text, store), store, one.text):
        citation = found.cited.citation
        if citation is not None and citation.span[0] == one.start and found.severity in {"wrong", "doubt"}:
            return True
    return False
