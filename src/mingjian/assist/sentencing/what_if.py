"""What one change of the facts does to the result."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.assist.sentencing.book import Shelf
from mingjian.assist.sentencing.calculation import Calculation, calculate
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import Facts
from mingjian.assist.sentencing.parameters import Parameters
from mingjian.assist.sentencing.stating import read_facts
from mingjian.models.problems import nearest

__all__ = ["Compared", "changed_facts", "what_if"]

_WITH = re.compile(r"([a-z][a-z0-9_]*)(?:=(\d{1,3}(?:\.\d{1,2})?%))?")


@dataclass(frozen=True)
class Compared:
    """Before and after; `low`, `high`: by how many months each end moves."""

    before: Calculation
    after: Calculation

    @property
    def low(self) -> int:
        """Months the low end moves."""
        return self.after.months[0] - self.before.months[0]

    @property
    def high(self) -> int:
        """Months the high end moves."""
        return self.after.months[1] - self.before.months[1]

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "before": self.before.result(),
            "after": self.after.result(),
            "difference": {"low": self.low, "high": self.high},
        }


def what_if(
    facts: Facts, parameters: Parameters, *, crime: int = 1, added: Sequence[str] = (), removed: Sequence[str] = ()
) -> Compared:
    """The case as it is, and with circumstances added (`surrender`, `surrender=30%`) or taken away in one crime."""
    changed = changed_facts(facts, parameters, crime, added, removed)
    return Compared(calculate(facts, Shelf(parameters)), calculate(changed, Shelf(parameters)))


def changed_facts(
    facts: Facts, parameters: Parameters, crime: int, added: Sequence[str], removed: Sequence[str]
) -> Facts:
    """The facts with the change. SentencingError: nothing to take away; ModelErrors: not sound."""
    if not 1 <= crime <= len(facts.crimes):
        raise SentencingError(f"没有第 {crime} 罪", f"there is no crime {crime}")
    data = facts.plain()
    have: dict[str, Any] = data["crimes"][crime - 1].setdefault("circumstances", {})
    for name in removed:
        if name not in have:
            near = "、".join(nearest(name, have))
            raise SentencingError(
                f"没有情节“{name}”可去掉" + (f"，是否指 {near}" if near else ""),
                f"there is no circumstance '{name}' to take away" + (f", did you mean {near}" if near else ""),
            )
        del have[name]
    for one in added:
        found = _WITH.fullmatch(one)
        if found is None:
            raise SentencingError(
                f"应写作 surrender 或 surrender=30%：{one}", f"write surrender or surrender=30%: {one}"
            )
        have[found[1]] = {"ratio": found[2]} if found[2] else {}
    return read_facts(json.dumps(data, ensure_ascii=False), "what-if", parameters)
