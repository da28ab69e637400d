"""Whom a work is compared with, and what a match with it means: a copy, re-use of one's own, or declared."""

from __future__ import annotations

from typing import Literal

from mingjian.originality.work import Work

__all__ = ["Relation", "relation", "unrelated"]

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
