"""Precision of models from human verdicts: confirmed of all decided, by version, with the reasons of what was rejected.

The last verdict about an episode of a clue counts; one that was taken back counts nowhere. `known` (handled already)
and `too_old` speak neither for nor against a model's rules and are left out of the share, but shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet

from mingjian.desk.clues.models import Clue, Verdict
from mingjian.measure import NEUTRAL, version_order

__all__ = ["NEUTRAL", "Record", "records", "standing"]


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

    def add(self, code: str, n: int = 1) -> None:
        """Count verdicts."""
        if code == "confirmed":
            self.confirmed += n
            return
        self.reasons[code] += n
        if code in NEUTRAL:
            self.neutral += n
        else:
            self.rejected += n


def standing(clues: QuerySet[Clue]) -> QuerySet[Verdict]:
    """The last verdict about each episode of these clues, without those that were taken back."""
    later = Verdict.objects.filter(clue=OuterRef("clue"), episode=OuterRef("episode"), pk__gt=OuterRef("pk"))
    of_these = Verdict.objects.filter(clue__in=clues.order_by().values("pk")).exclude(code="reopened")
    return of_these.filter(~Exists(later)).order_by()


def records(clues: QuerySet[Clue], models: Iterable[str] | None = None) -> list[Record]:
    """The record of every model version with a verdict about these clues, newest version first."""
    asked = standing(clues)
    if models is not None:
        asked = asked.filter(clue__model__in=list(models))
    found: dict[tuple[str, str], Record] = {}
    for model, version, code, n in asked.values_list("clue__model", "model_version", "code").annotate(n=Count("pk")):
        found.setdefault((model, version), Record(model, version)).add(code, n)
    return sorted(found.values(), key=lambda one: (one.model, version_order(one.version)))
