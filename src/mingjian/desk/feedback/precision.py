"""Precision of models from human verdicts: confirmed of all decided, by version, with the reasons of what was rejected.

The last verdict about an episode of a clue counts; one that was taken back counts nowhere. `known` (handled already)
and `too_old` speak neither for nor against a model's rules and are left out of the share, but shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from mingjian.desk.clues.models import Clue, Verdict

__all__ = ["NEUTRAL", "Record", "records"]

NEUTRAL = frozenset({"known", "too_old"})


@dataclass
class Record:
    """Verdicts about one version of a model."""

    model: str
    version: str
    confirmed: int = 0
    rejected: int = 0
    neutral: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float | None:
        """Share of confirmed; None while nothing was decided."""
        decided = self.confirmed + self.rejected
        return self.confirmed / decided if decided else None

    def add(self, code: str) -> None:
        """Count one verdict."""
        if code == "confirmed":
            self.confirmed += 1
            return
        self.reasons[code] += 1
        if code in NEUTRAL:
            self.neutral += 1
        else:
            self.rejected += 1


def records(clues: QuerySet[Clue], models: Iterable[str] | None = None) -> list[Record]:
    """The record of every model version with a verdict about these clues, newest version first."""
    asked = Verdict.objects.filter(clue__in=clues.values("pk"))
    if models is not None:
        asked = asked.filter(clue__model__in=list(models))
    last: dict[tuple[str, int], tuple[str, str, str]] = {}
    rows = asked.order_by("id").values_list("clue_id", "episode", "clue__model", "model_version", "code")
    for clue, episode, model, version, code in rows.iterator():
        last[clue, episode] = (model, version, code)
    found: dict[tuple[str, str], Record] = {}
    for model, version, code in last.values():
        if code != "reopened":
            found.setdefault((model, version), Record(model, version)).add(code)
    return sorted(found.values(), key=lambda one: (one.model, _order(one.version)))


def _order(version: str) -> list[int]:
    return [-int(part) if part.isdigit() else 0 for part in version.split(".")]
