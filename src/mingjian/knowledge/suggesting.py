"""What a question may become while it is typed: laws, articles by number, charges, titles of models and answers.

Drawn from what the reader may see, and from the public list of charges, alone: a title he may not know of is never
completed, and no number is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingjian.knowledge.grams import fold
from mingjian.knowledge.index import Snapshot
from mingjian.knowledge.number import Number, matching_laws, number_of
from mingjian.knowledge.segment import Segment
from mingjian.law.charges import charges
from mingjian.law.store.statutes import today

__all__ = ["Suggestion", "suggest"]

_EACH = 3
"""Suggestions of a kind, where others are there too."""
_LONGEST = 40
"""Signs of a question that may still become something that has a name."""


@dataclass(frozen=True)
class Suggestion:
    """Words to ask for, and of what kind they are: `article`, `law`, `charge`, `model` or `answer`."""

    text: str
    kind: str


def suggest(seen: Snapshot, typed: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """What was typed, carried on; `seen` is what the reader may know of. A long text is a question of its own."""
    begun = fold(typed).strip()
    if not begun or len(begun) > _LONGEST:
        return ()
    found, day = dict[str, Suggestion](), today()
    for kind, names in (
        ("article", _articles(seen, number_of(typed))),
        ("law", _near(begun, _laws(seen))),
        ("charge", _near(begun, {name: 1 for name, one in charges().items() if one.valid_on(day)})),
        ("model", _near(begun, _titles(seen, "model"))),
        ("answer", _near(begun, _titles(seen, "answer"))),
    ):
        for name in [one for one in names if fold(one) != begun][:_EACH]:
            found.setdefault(name, Suggestion(name, kind))
    return tuple(found.values())[:limit]


def _articles(seen: Snapshot, number: Number | None) -> list[str]:
    """`刑法26` may be article 26, or 260 to 269: those that are there, the shortest first."""
    if number is None or not number.law:
        return []
    kept = [one for one in seen.segments if one.kind == "article"]
    laws = matching_laws(number.law, dict.fromkeys(law for one in kept for law in one.values("law")))
    if not laws:
        return []
    begun = laws[0] + number.code
    there = {code for one in kept for code in one.values("article") if code.startswith(begun)}
    return sorted(there, key=lambda code: (len(code), code))


def _laws(seen: Snapshot) -> Counter[str]:
    """Laws by how many articles of them there are."""
    sizes: Counter[str] = Counter()
    for one in seen.segments:
        if one.kind == "article":
            sizes.update(one.sizes)
    return sizes


def _titles(seen: Snapshot, kind: str) -> dict[str, int]:
    return {title: 1 for one in seen.segments if one.kind == kind for title in _live(one)}


def _live(segment: Segment) -> Iterator[str]:
    return (title for at, title in enumerate(segment.titles) if at not in segment.dead)


def _near(begun: str, names: Counter[str] | dict[str, int]) -> list[str]:
    """Names that hold what was typed: those that begin with it first, then the larger, then the shorter."""
    held: Iterable[str] = (name for name in names if begun in fold(name))
    return sorted(held, key=lambda name: (not fold(name).startswith(begun), -names[name], len(name), name))
