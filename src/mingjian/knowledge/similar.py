"""Similar cases: what two have in common in facts and in words, what differs, and why one stands before another.

Candidates come by their words (BM25), their order by facts and words together. Advice for a reader, no measure of law.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingjian.documents import read_text
from mingjian.knowledge.charging import likeness
from mingjian.knowledge.document import Document
from mingjian.knowledge.facts import FACTS, facts_of
from mingjian.knowledge.grouping import Groups
from mingjian.knowledge.index import Snapshot
from mingjian.knowledge.query import Query
from mingjian.knowledge.ranking import Placed
from mingjian.knowledge.searching import Hit, candidates, told
from mingjian.knowledge.sight import Sight

__all__ = ["Compared", "Likely", "alike", "compared", "facts_in", "ordered", "similar"]

_POOL = 100
"""Cases that fit by their words and are compared by their facts."""
Facts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Compared:
    """One fact beside the other: values of both, and how alike they are, 0 to 1."""

    name: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    likeness: float

    @property
    def same(self) -> tuple[str, ...]:
        """Values of both."""
        return tuple(value for value in self.one if value in self.other)


@dataclass(frozen=True)
class Likely:
    """A case that is like the one asked for."""

    hit: Hit
    score: float
    words: float
    """Its share of the best score by words."""
    facts: tuple[Compared, ...]


_Row = tuple[float, float, tuple[Compared, ...], Placed, Document]


def facts_in(text: str) -> dict[str, tuple[str, ...]]:
    """Facts of a text, as far as its kind is read."""
    return facts_of(read_text(text), text)


def similar(
    snapshot: Snapshot,
    text: str,
    sight: Sight,
    limit: int = 10,
    marks: Mapping[str, tuple[str, ...]] | None = None,
    weights: Mapping[str, float] | None = None,
) -> list[Likely]:
    """Cases like a text, the likest first; the text itself, where the index holds it, is left out."""
    query = Query(text, ("judgment", "case"), marks or {})
    rows = ordered(snapshot, query, sight, weights)[:limit]
    return [Likely(told(row[3], query, row[0]), row[0], row[1], row[2]) for row in rows]


def ordered(snapshot: Snapshot, query: Query, sight: Sight, weights: Mapping[str, float] | None = None) -> list[_Row]:
    """Score, share by words, facts, place and document of every case that was compared, the likest first."""
    text = query.text
    own = facts_in(text)
    words = Document("asked", "case", "", text, "asked").words
    pool = candidates(snapshot, query, sight)[: _POOL + 1]
    best = max((sum(one.parts.values()) for one in pool), default=0.0) or 1.0
    found: list[_Row] = []
    for one in pool:
        document = one.segment.document(one.place)
        if document.words != words:
            facts, share = tuple(compared(own, document.marks)), sum(one.parts.values()) / best
            found.append((share + alike(facts, weights), share, facts, one, document))
    found.sort(key=lambda row: (-row[0], row[4].id))
    return _apart(found)


def _apart(found: list[_Row]) -> list[_Row]:
    """Of the instances of a case, of copies and near copies the likest alone."""
    groups = Groups()
    return [
        row for row in found if groups.place(row[4].words, row[4].groups, row[3].segment.sketch(row[3].place)) is None
    ]


def compared(one: Facts, other: Facts) -> list[Compared]:
    """Facts either case has, beside each other. A fact only one tells of is shown and counts for nothing."""
    found = []
    for name, fact in FACTS.items():
        here, there = tuple(one.get(name, ())), tuple(other.get(name, ()))
        if not here and not there:
            continue
        if not here or not there:
            value = 0.0
        elif fact.number:
            value = _near(here, there)
        elif name == "charge":
            value = likeness(here, there)
        else:
            value = len(set(here) & set(there)) / len(set(here) | set(there))
        found.append(Compared(name, here, there, value))
    return found


def alike(facts: Sequence[Compared], weights: Mapping[str, float] | None = None) -> float:
    """What the facts of two cases count for together."""
    given = weights or {}
    return sum(given.get(one.name, FACTS[one.name].weight) * one.likeness for one in facts)


def _near(here: Sequence[str], there: Sequence[str]) -> float:
    """1 for sums that are the same, 0 from ten times on; of several the largest counts."""
    one, other = (max(float(value) for value in values) for values in (here, there))
    if one <= 0 or other <= 0:
        return float(one == other)
    return max(0.0, 1 - abs(math.log10(one / other)))
