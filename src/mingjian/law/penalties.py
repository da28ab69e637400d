"""What the law allows as a penalty for a charge: the union over all tiers of its articles, with dates.

The union is the cautious direction for supervision: a penalty outside it is outside every tier. Derived from the
text of the Criminal Law and its amendments by `scripts/derive_penalties.py`; rows of superseded texts that were not
at hand are marked unverified. Mitigation below the range (Criminal Law art. 63) is for the model to consider, not
for this table.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from mingjian.law.charges import Charge, charges
from mingjian.law.tiers import Tier

FineRule = Literal["none", "may", "must", "alternative"]

_REFERS = {"382": "383", "385": "383", "386": "383", "388": "383", "389": "390"}
"""Articles that define a charge and leave its penalty to another: 386 refers to 383 in its own words."""


@dataclass(frozen=True)
class Penalty:
    """One charge's penalties between `start` and `end` (closed; a null end is still).

    `article` is the provision, with its paragraph where the article holds several charges (`115-2`, `114、115-1`).
    The union also holds what responsible persons of units may get, so a fine they are spared is no duty (`may`).
    `min_months`, `max_months`: of fixed-term imprisonment over all tiers, null when the charge has none.
    `fine_rule`: `must` a fine (or confiscation) in every tier, `may` in some, `alternative` only instead of
    imprisonment, `none`. `fine_min`, `fine_max` in yuan where the article prints amounts in every tier.
    """

    charge: str
    article: str
    start: date
    end: date | None
    allows_fixed_term: bool
    allows_detention: bool
    allows_surveillance: bool
    allows_life: bool
    allows_death: bool
    min_months: int | None
    max_months: int | None
    fine_rule: FineRule
    fine_only_ok: bool
    confiscation: bool
    fine_min: int | None
    fine_max: int | None
    verified: bool
    source: str


@cache
def penalties() -> tuple[Penalty, ...]:
    """One row a charge name and period, in the order of the law. A charge whose articles set none is absent."""
    known: dict[str, list[Penalty]] = {}
    text = files("mingjian.law").joinpath("data/penalties.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        known.setdefault(row["article"], []).append(_read(row))
    return tuple(
        replace(row, charge=charge.name)
        for charge in charges().values()
        for row in known.get("、".join(penalty_provisions(charge)), ())
    )


@cache
def _tiers() -> dict[tuple[str, date], tuple[Tier, ...]]:
    """Tiers by provisions and first day of validity."""
    found: dict[tuple[str, date], list[Tier]] = {}
    text = files("mingjian.law").joinpath("data/tiers.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        key = row["article"], date.fromisoformat(row["from"])
        found.setdefault(key, []).append(_read_tier(row))
    return {key: tuple(tiers) for key, tiers in found.items()}


def penalty_tiers(charge: str, on: date) -> tuple[Tier, ...]:
    """The tiers of a charge on a day, in the order of the law; empty when the table does not hold that time."""
    row = penalty(charge, on)
    return _tiers()[row.article, row.start] if row else ()


def _read_tier(row: dict[str, str]) -> Tier:
    given: dict[str, Any] = {}
    for field in fields(Tier):
        text = row[field.name]
        given[field.name] = (
            text == "true" if text in ("true", "false") else int(text) if text.isdigit() else text or None
        )
    return Tier(**given)


def penalty_provisions(charge: Charge) -> tuple[str, ...]:
    """The provisions that set the penalty of a charge: its own, or those its own refer to."""
    return tuple(dict.fromkeys(_REFERS.get(one, one) for one in charge.provisions))


def penalty(charge: str, on: date) -> Penalty | None:
    """The row of a charge (full name) on a day, or None when the table does not hold that time."""
    for row in penalties():
        if row.charge == charge and row.start <= on and (row.end is None or on <= row.end):
            return row
    return None


def _read(row: dict[str, str]) -> Penalty:
    def flag(name: str) -> bool:
        return row[name] == "true"

    def whole(name: str) -> int | None:
        return int(row[name]) if row[name] else None

    rule: FineRule
    if row["fine_rule"] not in ("none", "may", "must", "alternative"):
        raise ValueError(f"penalties.csv: fine_rule {row['fine_rule']!r}")
    rule = row["fine_rule"]  # type: ignore[assignment]  # checked in the line above
    return Penalty(
        charge="",
        article=row["article"],
        start=date.fromisoformat(row["from"]),
        end=date.fromisoformat(row["to"]) if row["to"] else None,
        allows_fixed_term=flag("allows_fixed_term"),
        allows_detention=flag("allows_detention"),
        allows_surveillance=flag("allows_surveillance"),
        allows_life=flag("allows_life"),
        allows_death=flag("allows_death"),
        min_months=whole("min_months"),
        max_months=whole("max_months"),
        fine_rule=rule,
        fine_only_ok=flag("fine_only_ok"),
        confiscation=flag("confiscation"),
        fine_min=whole("fine_min"),
        fine_max=whole("fine_max"),
        verified=flag("verified"),
        source=row["source"],
    )
