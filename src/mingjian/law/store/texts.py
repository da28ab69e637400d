"""The versions of a law and the texts of its articles, placed in time from what the files say.

Files that give the same first day are one version; a later file only fills what an earlier one lacks. A version ends
on the day before the next begins. Amendments (`刑法修正案…`) take the text now in force back in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from mingjian.law.articles import short_title
from mingjian.law.store.amended import Told, told_back
from mingjian.law.store.dates import Basis, amended_by, days_in, repeals, start_of
from mingjian.law.store.source import ArticleKey, Piece, Source

__all__ = ["LawTexts", "Span", "VersionTexts", "laws_of"]


@dataclass
class VersionTexts:
    """A version as it is stored. `start` null: the sources do not tell from when. `gaps`: amendments the head note
    names whose words were not imported, so that older texts may differ by them."""

    start: date | None
    basis: Basis
    published: date | None = None
    end: date | None = None
    amended: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    articles: dict[ArticleKey, Piece | None] = field(default_factory=dict)
    """Null: the article stood then, with words the sources do not tell."""


@dataclass(frozen=True)
class Span:
    """A text that an article keeps from version number `first` to `last` of its law."""

    key: ArticleKey
    first: int
    last: int
    piece: Piece | None


@dataclass
class LawTexts:
    """A law: short title, whole title, versions in order (one whose first day is unknown last), the day it was first
    passed as head notes tell it, its repeal."""

    short: str
    title: str
    versions: list[VersionTexts]
    passed: date | None = None
    repealed: date | None = None
    repealed_by: str = ""

    def spans(self) -> Iterator[Span]:
        """Every text of every article, each once for the versions it runs through unchanged."""
        for key in sorted({key for version in self.versions for key in version.articles}):
            first = 0
            for number, version in enumerate(self.versions):
                here, there = version.articles.get(key), key in version.articles
                before = self.versions[number - 1] if number else None
                same = before is not None and (key in before.articles) == there and before.articles.get(key) == here
                if not same:
                    first = number
                after = self.versions[number + 1] if number + 1 < len(self.versions) else None
                ends = after is None or (key in after.articles) != there or after.articles.get(key) != here
                if there and ends:
                    yield Span(key, first, number, here)


def laws_of(sources: Iterable[Source]) -> tuple[list[LawTexts], dict[str, tuple[date, str]]]:
    """Every law of the sources, by short title; and the laws they repeal, imported or not: the day, by which law."""
    grouped: dict[str, list[Source]] = {}
    amending: dict[str, list[Source]] = {}
    for source in sources:
        name = short_title(source.title)
        if source.body:
            amending.setdefault(name.partition("修正案")[0], []).append(source)
        else:
            grouped.setdefault(name, []).append(source)
    laws = [_law(name, found, amending.get(name, [])) for name, found in sorted(grouped.items())]
    return laws, _place_repeals(laws)


def _law(name: str, sources: list[Source], amendments: list[Source]) -> LawTexts:
    versions: list[VersionTexts] = []
    for together in _same_day(sources):
        text = _joined(together)
        start = start_of(text)
        known = next((one for one in versions if one.start == start.day), None)
        if known is None:
            known = VersionTexts(start.day, start.basis, text.published, text.end)
            known.amended = [f"{day} {what}" for day, what in amended_by(text)]
            versions.append(known)
        known.sources += together
        known.articles = {**text.articles, **known.articles}
    versions.sort(key=lambda one: (one.start is None, one.start or date.max))
    if amendments:
        versions = [*versions[:-1], *_with_amendments(versions[-1], amendments)]
    for one, after in pairwise(versions):
        if one.start is not None and after.start is not None and one.end is None:
            one.end = after.start - timedelta(days=1)
    noted = [day for source in sources for line in source.note for day in days_in(line)]
    return LawTexts(name, versions[-1].sources[0].title, versions, min(noted, default=None))


def _same_day(sources: list[Source]) -> list[list[Source]]:
    """Files of one law published on one day (or all on a day unknown): a law in several files, or one file twice."""
    found: dict[date | None, list[Source]] = {}
    for source in sorted(sources, key=lambda one: (not one.note, one.origin, one.file)):
        found.setdefault(source.published, []).append(source)
    return [found[day] for day in sorted(found, key=lambda day: (day is None, day or date.max))]


def _joined(sources: list[Source]) -> Source:
    first = sources[0]
    articles = {key: piece for source in sources[::-1] for key, piece in source.articles.items()}
    note = next((source.note for source in sources if source.note), ())
    whole = Source(first.title, first.published, first.file, first.sha256, note=note, articles=articles)
    whole.start = next((source.start for source in sources if source.start), None)
    whole.end = next((source.end for source in sources if source.end), None)
    return whole


def _with_amendments(version: VersionTexts, amendments: list[Source]) -> list[VersionTexts]:
    """The version now in force with those before it, as far as amendments tell; itself where they tell nothing."""
    found: list[VersionTexts] = []
    told: Told | None = told_back(version.articles, version.sources, amendments)
    if told is None:
        return [version]
    for day, amendment, articles in told.states:
        one = VersionTexts(day, "text" if amendment is None else "amendment", gaps=told.gaps, articles=articles)
        one.sources = [*version.sources, *([amendment] if amendment is not None else [])]
        one.amended = [amendment.title] if amendment is not None else []
        one.published = amendment.published if amendment is not None else None
        found.append(one)
    return found


def _place_repeals(laws: list[LawTexts]) -> dict[str, tuple[date, str]]:
    """A law another one repeals ends with it, unless a version of it began later; also those not imported."""
    by_name = {law.short: law for law in laws}
    found: dict[str, tuple[date, str]] = {}
    for law in laws:
        for version in law.versions:
            if version.start is None or version.basis in {"published", "none"}:
                continue
            for name in {name for source in version.sources for name in repeals(source)}:
                later = by_name[name].versions if name in by_name else []
                if any(one.start is not None and one.start >= version.start for one in later):
                    continue
                found[name] = min(found.get(name, (date.max, "")), (version.start, law.title))
    for name, (day, by) in found.items():
        if law_ := by_name.get(name):
            law_.repealed, law_.repealed_by = day, by
            last = law_.versions[-1]
            if last.end is None and last.start is not None:
                last.end = day - timedelta(days=1)
    return found
