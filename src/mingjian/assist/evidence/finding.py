"""What a check hands back: gaps, findings, things that cannot be told, and what speaks for the suspect.

No word here says that a fact is proved or that somebody is guilty: materials are complete (材料齐备) or not, which is
another question than whether the facts are clear (事实清楚).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from mingjian.assist.evidence.laws import Cited
from mingjian.assist.evidence.records import Override
from mingjian.models.enumerations import Labelled
from mingjian.models.texts import Text

__all__ = ["Finding", "For", "Gap", "Place", "Severity", "Unknown", "gap_key"]


class Severity(Labelled):
    """What a finding may lead to; a person decides whether it does."""

    MEND = "mend", "瑕疵可补正", "a flaw that can be mended"
    EXCLUDE = "exclude", "应排除可能", "may have to be excluded"
    CONVICTION = "conviction", "影响定罪", "bears on conviction"


@dataclass(frozen=True)
class Place:
    """Where something stands: record, document, page, characters, and the words there."""

    record: str
    document: str | None = None
    title: str = ""
    page: int | None = None
    span: tuple[int, int] | None = None
    excerpt: str = ""

    def text(self, lang: str = "zh") -> str:
        """For people."""
        where = self.title or self.document or self.record
        page = "" if self.page is None else f"第 {self.page} 页" if lang == "zh" else f"page {self.page}"
        quote = f"“{self.excerpt}”" if self.excerpt else ""
        return " ".join(part for part in (where, page, quote) if part)

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "record": self.record, "document": self.document, "title": self.title, "page": self.page,
            "span": list(self.span) if self.span else None, "excerpt": self.excerpt,
        }  # fmt: skip


@dataclass(frozen=True)
class Gap:
    """A requirement without its material."""

    pack: str
    point: str
    need: str
    title: Text
    element: str
    level: str
    stage: str
    about: str | None
    about_name: str
    any_of: tuple[str, ...]
    sources: tuple[Cited, ...]

    @property
    def key(self) -> str:
        """What an override names."""
        return gap_key(self.pack, self.need, self.about)


@dataclass(frozen=True)
class Finding:
    """A rule that does not hold, with the places that say so and what would mend it."""

    rule: str
    kind: str
    severity: Severity
    says: Text
    mend: Text
    sources: tuple[Cited, ...]
    places: tuple[Place, ...]
    override: Override | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """What an override names: the rule and the records, so that it ends when they change."""
        return _key(self.rule, *sorted(place.record for place in self.places))


@dataclass(frozen=True)
class Unknown:
    """A rule or condition that cannot be told, because the file does not record something."""

    rule: str
    title: Text
    asks: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True)
class For:
    """Something that speaks for the suspect. ``state``: found in the file, or still to be looked into."""

    id: str
    title: Text
    says: Text
    state: str
    sources: tuple[Cited, ...]
    places: tuple[Place, ...] = ()


def gap_key(pack: str, need: str, about: str | None) -> str:
    """What an override of a missing material names."""
    return _key("gap", pack, need, about or "")


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
