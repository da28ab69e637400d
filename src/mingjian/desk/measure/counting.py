"""Counting what was decided, by the database: a finding (`measure.yields`) is a clue in one of its episodes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet

from mingjian.desk.cases.models import Letter
from mingjian.desk.clues.models import Clue, Verdict
from mingjian.desk.clues.states import State
from mingjian.desk.feedback.precision import standing
from mingjian.desk.figures.small import ClueAtom
from mingjian.measure import Tally

__all__ = ["Counted", "Key", "Passed", "counted", "undecided", "without_small"]

Key = tuple[str, str]
"""Model, version."""


@dataclass
class Passed:
    """What became of confirmed clues."""

    in_case: int = 0
    served: int = 0
    rectified: int = 0
    cases: int = 0


@dataclass
class Counted:
    """The numbers of a version of a model."""

    tally: Tally = field(default_factory=Tally)
    transferred: int = 0
    passed: Passed = field(default_factory=Passed)
    hidden: bool = False
    line: str = ""

    def take(self, other: Counted) -> None:
        """Add all numbers of another."""
        for code, n in other.tally.reasons.items():
            self.tally.reasons[code] += n
        for name in ("clues", "confirmed", "rejected", "neutral", "gone"):
            setattr(self.tally, name, getattr(self.tally, name) + getattr(other.tally, name))
        for name in ("in_case", "served", "rectified", "cases"):
            setattr(self.passed, name, getattr(self.passed, name) + getattr(other.passed, name))
        self.transferred += other.transferred
        self.hidden = self.hidden or other.hidden


def undecided(clues: QuerySet[Clue]) -> QuerySet[Clue]:
    """Clues without a verdict about their present episode."""
    own = Verdict.objects.filter(clue=OuterRef("pk"), episode=OuterRef("episode"))
    later = Verdict.objects.filter(clue=OuterRef("clue"), episode=OuterRef("episode"), pk__gt=OuterRef("pk"))
    return clues.filter(~Exists(own.exclude(code="reopened").filter(~Exists(later))))


def counted(clues: QuerySet[Clue]) -> dict[Key, Counted]:
    """All numbers by model and version."""
    found: dict[Key, Counted] = defaultdict(Counted)
    rows = undecided(clues).values_list("model", "model_version", "line", "state", "found").annotate(n=Count("pk"))
    for model, version, line, state, seen, n in rows.order_by():
        one = found[model, version]
        one.line = line
        transferred = state == State.TRANSFERRED
        one.transferred += n if transferred else 0
        one.tally.add(None, n, gone=seen == "vanished" and not transferred)
    passed = standing(clues)
    of_version = ("clue__model", "model_version", "clue__line")
    for model, version, line, code, n in passed.values_list(*of_version, "code").annotate(n=Count("pk")):
        found[model, version].line = line
        found[model, version].tally.add(code, n)
    _outcomes(passed.filter(code="confirmed", clue__membership__isnull=False), found)
    return dict(found)


def _outcomes(confirmed: QuerySet[Verdict], found: dict[Key, Counted]) -> None:
    served = Letter.objects.filter(case=OuterRef("clue__membership__case"), served_on__isnull=False).exclude(
        kind="urge"
    )
    right = {"clue__membership__case__outcome__rectified": True}
    for name, part in (("in_case", confirmed), ("served", confirmed.filter(Exists(served))),
                       ("rectified", confirmed.filter(**right))):  # fmt: skip
        for model, version, n in part.values_list("clue__model", "model_version").annotate(n=Count("pk")):
            setattr(found[model, version].passed, name, n)
    cases = confirmed.values_list("clue__model", "model_version")
    for model, version, n in cases.annotate(n=Count("clue__membership__case", distinct=True)):
        found[model, version].passed.cases = n


def without_small(atoms: list[ClueAtom], least: int) -> dict[Key, Counted]:
    """The numbers for a reader of statistics: atoms under `least` are left out before anything is added up."""
    found: dict[Key, Counted] = defaultdict(Counted)
    for one in atoms:
        mine = found[one.model, one.version]
        mine.line = one.line
        if 0 < one.n < least:
            mine.hidden = True
            continue
        mine.transferred += one.n if one.state == State.TRANSFERRED else 0
        mine.tally.clues += one.n
        kind = "confirmed" if one.state == State.FILED else "neutral" if one.neutral else "rejected"
        if one.state in (State.FILED, State.NOT_ESTABLISHED):
            setattr(mine.tally, kind, getattr(mine.tally, kind) + one.n)
    return dict(found)
