"""The parts of one sentence, and how an event of the operative part fills them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from mingjian.documents.money import parse_money
from mingjian.documents.terms import parse_term

Place = tuple[int, int]
_KIND = {"有期徒刑": "fixed_term", "拘役": "detention", "管制": "surveillance", "无期徒刑": "life", "死刑": "death"}


@dataclass(slots=True)
class Penalty:
    """Parts of one sentence; each with the clean span that yields it in ``at``."""

    kind: str | None = None
    months: int | None = None
    days: int | None = None
    fine: Decimal | None = None
    confiscation: Decimal | Literal["all"] | None = None
    probation_months: int | None = None
    deprivation_months: int | None = None
    at: dict[str, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Charge(Penalty):
    """A count of the verdict."""

    charge: str = ""


_RANK = ("fine_only", "surveillance", "detention", "fixed_term", "life", "suspended_death", "death")


def weight(penalty: Penalty) -> tuple[int, int, int]:
    """How heavy a penalty is, for counts that the judgment forgot to combine (刑法 arts. 33, 69)."""
    rank = _RANK.index(penalty.kind) if penalty.kind in _RANK else -1
    return rank, penalty.months or 0, penalty.days or 0


def put(target: Penalty, event: re.Match[str], depth: int) -> None:
    """Let ``event`` (a match with the groups of ``verdict``) fill what it states; ``depth`` > 0 is inside a bracket."""
    place = event.span()
    if event["exempt"]:
        if target.kind is None:
            target.kind, target.at["kind"] = "exempted", place
    elif event["main"]:
        if depth or target.kind not in (None, "fine_only"):
            return
        kind = _KIND[event["main"]]
        if kind == "death" and event["delay"]:
            kind = "suspended_death"
        target.kind, target.at["kind"] = kind, place
        term = parse_term(event["term"]) if event["term"] else None
        if term and kind in ("fixed_term", "detention", "surveillance"):
            target.months, target.days = term
            target.at["months"] = target.at["days"] = event.span("term")
    elif event["probation"]:
        term = parse_term(event["probation"])
        if term and target.probation_months is None and not depth:
            target.probation_months, target.at["probation_months"] = term.months, place
    elif event["fine"]:
        amount = parse_money(event["fine"])
        if amount is None or target.fine is not None or (not event["yuan"] and amount < 100):
            return
        target.fine, target.at["fine"] = amount, place
        if target.kind is None:
            target.kind, target.at["kind"] = "fine_only", place
    elif event["life"] or event["deprive"]:
        if target.deprivation_months is None:
            term = parse_term(event["deprive"]) if event["deprive"] else None
            value = -1 if event["life"] else (term.months if term else None)
            if value is not None:
                target.deprivation_months, target.at["deprivation_months"] = value, place
    elif "财产" in event[0] and target.confiscation is None:
        if event["estate"]:
            target.confiscation, target.at["confiscation"] = parse_money(event["estate"]), place
        elif event["whole"] != "部分":
            target.confiscation, target.at["confiscation"] = "all", place
