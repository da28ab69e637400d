"""What two records are compared by, and how nearly they may agree: the vocabulary of :mod:`mingjian.identity`.

A comparison is a column of both sides and its kind. Kinds that were measured on Chinese persons: equal names, then
equal readings (which takes in homophones and variant characters), then equal family names; of organisations the name
without place and legal form stands for the family. Edit distances only on ASCII, for the engine counts bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["KINDS", "Comparison", "Kind", "Level", "Plan"]

Kind = Literal["chinese_name", "organisation", "name", "number", "text", "exact"]


@dataclass(frozen=True)
class Level:
    """One way of agreeing: SQL over ``{0}_l`` and ``{0}_r``, and how often it is so among the same and among any two.

    ``m`` and ``u`` are where training begins, and what counts where there is too little to train on. ``frequent``: the
    rarer the value, the more it says (term frequency). ``zh``, ``en``: how an explanation tells it.
    """

    name: str
    sql: str
    m: float
    u: float
    zh: str
    en: str
    frequent: bool = False


_ELSE = "ELSE"
_EQUAL = "{0}_l = {0}_r"
_NEAR = "damerau_levenshtein({0}_l, {0}_r) <= 1"

KINDS: dict[Kind, tuple[Level, ...]] = {
    "chinese_name": (
        Level("equal", _EQUAL, 0.94, 1e-3, "相同", "equal", frequent=True),
        Level("reading", "{0}_reading_l = {0}_reading_r", 0.03, 5e-4, "读音相同", "read alike"),
        Level("family", "{0}_family_l = {0}_family_r", 0.02, 4e-2, "仅姓相同", "family name alone"),
        Level("different", _ELSE, 0.01, 0.958, "不同", "different"),
    ),
    "organisation": (
        Level("equal", _EQUAL, 0.93, 1e-4, "相同", "equal", frequent=True),
        Level("reading", "{0}_reading_l = {0}_reading_r", 0.02, 1e-4, "读音相同", "read alike"),
        Level(
            "core", "{0}_family_l = {0}_family_r", 0.03, 2e-3, "字号和行业相同", "alike but for place and legal form"
        ),
        Level("different", _ELSE, 0.02, 0.9978, "不同", "different"),
    ),
    "name": (
        Level("equal", _EQUAL, 0.80, 5e-3, "相同", "equal", frequent=True),
        Level("close", "jaro_winkler_similarity({0}_l, {0}_r) >= 0.9", 0.12, 5e-3, "相近", "close"),
        Level("like", "jaro_winkler_similarity({0}_l, {0}_r) >= 0.75", 0.04, 5e-2, "略近", "somewhat close"),
        Level("different", _ELSE, 0.04, 0.94, "不同", "different"),
    ),
    "number": (
        Level("equal", _EQUAL, 0.85, 1e-3, "相同", "equal", frequent=True),
        Level("near", _NEAR, 0.08, 1e-3, "差一处", "one place apart"),
        Level("different", _ELSE, 0.07, 0.998, "不同", "different"),
    ),
    "text": (
        Level("equal", _EQUAL, 0.70, 1e-3, "相同", "equal", frequent=True),
        Level("close", "jaccard({0}_l, {0}_r) >= 0.8", 0.15, 1e-3, "相近", "close"),
        Level("different", _ELSE, 0.15, 0.998, "不同", "different"),
    ),
    "exact": (
        Level("equal", _EQUAL, 0.95, 0.3, "相同", "equal"),
        Level("different", _ELSE, 0.05, 0.7, "不同", "different"),
    ),
}
"""Levels from the nearest to none; a null on either side says nothing."""


@dataclass(frozen=True)
class Comparison:
    """A column of both sides and how it is compared; ``zh`` and ``en`` name it in explanations."""

    column: str
    kind: Kind
    zh: str
    en: str

    @property
    def levels(self) -> tuple[Level, ...]:
        """From the nearest to none."""
        return KINDS[self.kind]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it reads."""
        extra = ("_reading", "_family") if self.kind in ("chinese_name", "organisation") else ()
        return (self.column, *(f"{self.column}{one}" for one in extra))


@dataclass(frozen=True)
class Plan:
    """How two tables are linked: what is compared, and in what pairs of records must be equal to be looked at.

    ``blocks``: pairs equal in all columns of one of them are candidates. ``training``: blocks in which nearly all pairs
    are the same one, from which the shares of each level are learned. ``least``: pairs that weigh less, before what
    their numbers say, are given up.
    """

    comparisons: tuple[Comparison, ...]
    blocks: tuple[tuple[str, ...], ...]
    training: tuple[tuple[str, ...], ...] = ()
    least: float = -15.0

    @property
    def columns(self) -> Sequence[str]:
        """Columns both tables must have, beside ``unique_id``."""
        found = [column for one in self.comparisons for column in one.columns]
        found += [column for block in (*self.blocks, *self.training) for column in block]
        return tuple(dict.fromkeys(found))
