"""What one change of the facts does to the result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.calculation import Calculation, calculate
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import Facts
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
    facts: Facts, book: Book, *, crime: int = 1, added: Sequence[str] = (), removed: Sequence[str] = ()
) -> Compared:
    """The case as it is, and with circumstances added (`surrender`, `surrender=30%`) or taken away in one crime."""
    return Compared(calculate(facts, book), calculate(changed_facts(facts, crime, added, removed), book))


def changed_facts(facts: Facts, crime: int, added: Sequence[str], removed: Sequence[str]) -> Facts:
    """The facts with the change. Raises SentencingError for a crime or a circumstance that is not there."""
    if not 1 <= crime <= len(facts.crimes):
        raise SentencingError(f"没有第 {crime} 罪", f"there is no crime {crime}")
    data = facts.model_dump(mode="python")
    have: dict[str, Any] = data["crimes"][crime - 1]["circumstances"]
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
    try:
        return Facts.model_validate(data)
    except ValidationError as error:
        raise SentencingError("改动后的事实不成立", f"the changed facts are not sound: {error.error_count()}") from None
