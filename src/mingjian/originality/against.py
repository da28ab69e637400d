"""Whom a work is compared with, and what a match with it means: a copy, re-use of one's own, or declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from mingjian.originality.work import Work

__all__ = ["Relation", "relation", "unrelated", "unrelated_table"]

Relation = Literal["other", "own", "declared"]
"""``own``: an author has part in both; ``declared``: one of the two says that it builds on the other."""


def relation(one: Work, other: Work) -> Relation:
    """How two works stand to each other."""
    if other.id in one.told.declares or one.id in other.told.declares:
        return "declared"
    if one.told.authors & other.told.authors:
        return "own"
    return "other"


def unrelated(one: Work, other: Work) -> bool:
    """Whether a pair is one of those a border is set by: nothing known ties the two together.

    Another point, another office, no author in common, nothing declared; what is not known of a work ties it to none.
    """
    same = [(one.told.point, other.told.point), (one.told.office, other.told.office)]
    return relation(one, other) == "other" and not any(a and a == b for a, b in same)


def unrelated_table(works: Sequence[Work]) -> npt.NDArray[np.bool_]:
    """:func:`unrelated` of each with each; no work with itself."""
    apart = ~np.eye(len(works), dtype=bool)
    for said in ("point", "office"):
        _tie(apart, ([getattr(work.told, said)] for work in works))
    _tie(apart, (work.told.authors for work in works))
    places: dict[str, list[int]] = {}
    for number, work in enumerate(works):
        places.setdefault(work.id, []).append(number)
    for number, work in enumerate(works):
        for declared in work.told.declares:
            for other in places.get(declared, ()):
                apart[number, other] = apart[other, number] = False
    return apart


def _tie(apart: npt.NDArray[np.bool_], said: Iterable[Iterable[str]]) -> None:
    """Works of which the same is said are tied together; what is not said ties nobody."""
    groups: dict[str, list[int]] = {}
    for number, names in enumerate(said):
        for name in names:
            if name:
                groups.setdefault(name, []).append(number)
    for group in groups.values():
        apart[np.ix_(group, group)] = False
