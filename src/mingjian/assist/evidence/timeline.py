"""What happened when, and who is tied to what: as data for a view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.contradictions.times import said
from mingjian.assist.evidence.finding import Place
from mingjian.assist.evidence.records import LISTS
from mingjian.assist.evidence.values import earliest

__all__ = ["Link", "Moment", "relations", "timeline"]

_TIMED = {
    "documents": ("on",), "acts": ("from_",), "presences": ("from_",), "samples": ("taken_at", "sent_at"),
    "statements": ("from_",), "procedures": ("at",), "opinions": ("commissioned", "on", "told_suspect", "told_victim"),
    "transfers": ("at",), "measures": ("from_", "custody_at", "family_told_at", "requested", "decided"),
}  # fmt: skip
_TIED = {
    "of": "of", "person": "person", "suspects": "suspect", "victims": "victim", "act": "act", "acts": "act",
    "items": "item", "document": "document", "speaker": "speaker", "about": "about",
    "copy_of": "copy_of", "after": "after",
}  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """Something at a time. ``what``: the field that tells it; ``until``: its end, where it has one."""

    at: str
    until: str | None
    list: str
    what: str
    record: str
    name: str
    place: Place

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "at": self.at, "until": self.until, "list": self.list, "what": self.what, "record": self.record,
            "name": self.name, "place": self.place.as_dict(),
        }  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A tie between two records, by the field that tells it."""

    source: str
    target: str
    kind: str


def timeline(case: Case) -> list[Moment]:
    """Every moment the records tell, in order; what is told to the day only stands at its beginning."""
    found = []
    for name, fields in _TIMED.items():
        for record in getattr(case.file, name):
            for field in fields:
                when = getattr(record, field)
                if when is None:
                    continue
                end = getattr(record, "to", None) if field == "from_" else None
                told = Moment(
                    said(when), said(end) if end else None, name, field.strip("_"), record.id, case.called(record.id),
                    case.place(record),
                )  # fmt: skip
                found.append((earliest(when), told))
    return [told for _, told in sorted(found, key=lambda one: (one[0], one[1].record, one[1].what))]


def relations(case: Case) -> list[Link]:
    """Every tie between two records."""
    links = []
    for name in LISTS:
        for record in getattr(case.file, name):
            for field, kind in _TIED.items():
                said_ = getattr(record, field, None)
                for target in said_ if isinstance(said_, list) else [said_] if said_ else []:
                    if target in case.records:
                        links.append(Link(record.id, target, kind))
    return links
