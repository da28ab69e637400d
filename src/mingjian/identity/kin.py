"""What is particular to a kind of subject: how it is told by what stands beside a number that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from mingjian.identity.comparisons import Plan

__all__ = ["Kin"]


@dataclass(frozen=True)
class Kin:
    """A kind of subject, the plan of what is compared, and how its names and numbers are read.

    ``parts``: parts of a written number (18 characters, ``_`` for what cannot be read) that both sides may share: SQL
    over ``written``, null when not all of the part can be read. ``known``: facts that a whole number tells, SQL over
    ``key``, by meaning. ``former``: SQL over ``key``, true for a number that was replaced by another: rows that bear it
    are records as well. ``certain``: SQL over ``a.written`` and ``f.written``, true where the one is the other by law.
    """

    kind: str
    plan: Plan
    parts: Mapping[str, str]
    name_sql: Callable[[str], str]
    spelled: Callable[[Iterable[str]], pa.Table]
    legible: Callable[[str | None], str | None]
    known: Mapping[str, str] = field(default_factory=dict)
    former: str = "false"
    certain: str = "false"
