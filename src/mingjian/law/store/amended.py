"""A law taken back through its amendments: what every article said from which day, as far as they tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingjian.law.history import Amendment, Key, Text, history, paragraphs, told, unread
from mingjian.law.store.dates import amended_by, days_in, start_of
from mingjian.law.store.source import Piece, Source

__all__ = ["Told", "told_back"]

State = tuple[date, Source | None, dict[Key, Piece | None]]


@dataclass(frozen=True)
class Told:
    """The law on each day on which it changed, oldest first; the amendment that changed it is null for the first."""

    states: list[State]
    gaps: list[str]


def told_back(present: Mapping[Key, Piece | None], sources: list[Source], amendments: list[Source]) -> Told | None:
    """Null when the text names no day on which the law began, or no amendment has a day."""
    since = _since(sources)
    days = sorted(_days(amendments).items(), key=lambda pair: pair[0])
    if since is None or not days or days[0][0] <= since:
        return None
    now = {key: piece.text for key, piece in present.items() if piece is not None}
    while days and not _carries(now, Amendment(days[-1][1].title, days[-1][0], days[-1][1].body)):
        days.pop()
    given = [Amendment(one.title, day, one.body) for day, one in days]
    if not given:
        return None
    texts: dict[Key, list[Text]] = {}
    for text in history(now, given, since):
        texts.setdefault(text.article, []).append(text)
    touched = {key: amendment.day for amendment in given for key in unread(amendment)}
    states: list[State] = [(since, None, _on(texts, touched, present, since))]
    states += [(day, one, _on(texts, touched, present, day)) for day, one in days]
    named = {day: what for source in sources for day, what in amended_by(source)}
    imported = {day for one in amendments for line in one.note for day in days_in(line)} | {day for day, _ in days}
    gaps = [f"{day} {what}" for day, what in sorted(named.items()) if day not in imported and day > since]
    return Told(states, gaps)


def _days(amendments: list[Source]) -> dict[date, Source]:
    """Amendments by the day they came into force; one that does not tell it is left out."""
    found: dict[date, Source] = {}
    for one in amendments:
        start = start_of(one)
        told_day = start.day if start.sure else next(iter(_at_once(one)), None)
        if told_day is not None:
            found[told_day] = one
    return found


def _since(sources: list[Source]) -> date | None:
    """The day the law began: 本法自1997年10月1日起施行, whatever was amended later."""
    for source in sources:
        for piece in list(source.articles.values())[::-1]:
            if "施行" in piece.text and (found := days_in(piece.text)):
                return found[0]
    return None


def _at_once(source: Source) -> list[date]:
    """An amendment in force from the day it was passed, which its head note tells."""
    if not any(word in source.body for word in ("公布之日起施行", "公布之日起生效")):
        return []
    return [source.published] if source.published else [day for line in source.note for day in days_in(line)][:1]


def _carries(now: Mapping[Key, str], amendment: Amendment) -> bool:
    """Whether the text was put together after the amendment: it holds most of the words the amendment gave."""
    given = [text.replace(" ", "") in now.get(key, "").replace(" ", "") for key, text in told(amendment)]
    return not given or sum(given) * 2 >= len(given)


def _on(
    texts: Mapping[Key, list[Text]], touched: Mapping[Key, date], present: Mapping[Key, Piece | None], day: date
) -> dict[Key, Piece | None]:
    found: dict[Key, Piece | None] = {}
    for key, said in texts.items():
        here = sorted(
            (one for one in said if one.start <= day and (one.end is None or day <= one.end)),
            key=lambda one: one.paragraph,
        )
        if not here:
            continue
        piece = present.get(key)
        known = all(one.text for one in here) and not (key in touched and day < touched[key])
        if known and piece is not None and [one.text for one in here] == paragraphs(piece.text):
            found[key] = piece
        else:
            path = piece.path if piece is not None else ""
            found[key] = Piece("\n".join(one.text for one in here), path) if known else None
    return found
