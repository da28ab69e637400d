"""What is told to those whose sight is statistical only: modellers, reviewers, data officers, who see no clue.

Everything they are shown is a sum of *atoms*: clues of one office, line, model, version and state; cases of one office,
line and model, put right or not. An atom of fewer than `least` is left out before anything is added up, of totals too.
So no total holds a hidden number, and none can be found by subtracting, whichever tables and filters are put side by
side: what is shown would be the same with any other small number in its place. A second cell to hide the first
(complementary suppression) is needed only where totals hold what the cells do not show; here none does. The price is
that totals are too low, which is said beside them.

Numbers that cut across atoms (periods, ages, deadlines, money, days) are not told to them at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef

from mingjian.desk.clues.models import Verdict
from mingjian.desk.clues.states import State
from mingjian.desk.feedback.precision import NEUTRAL, Record
from mingjian.desk.figures.counting import Key, Scope, Sums

__all__ = ["CaseAtom", "ClueAtom", "case_atoms", "clue_atoms", "precision_of", "sums_of"]


class ClueAtom(NamedTuple):
    """Clues that are told together or not at all. `neutral`: set aside for a reason that is none of the model's."""

    office: int
    line: str
    model: str
    version: str
    state: str
    neutral: bool
    n: int


class CaseAtom(NamedTuple):
    """Cases that are told together or not at all."""

    office: int
    line: str
    model: str
    rectified: bool
    n: int


def clue_atoms(scope: Scope) -> list[ClueAtom]:
    """The atoms of clues, small ones too."""
    said = Verdict.objects.filter(clue=OuterRef("pk"), episode=OuterRef("episode"), code__in=sorted(NEUTRAL))
    rows = (
        scope.clues.exclude(state=State.NOT_ESTABLISHED)
        .values_list("office", "line", "model", "model_version", "state").annotate(n=Count("*"))
    )  # fmt: skip
    found = [ClueAtom(office, line, model, version, state, False, n) for office, line, model, version, state, n in rows]
    rejected = (
        scope.clues.filter(state=State.NOT_ESTABLISHED).annotate(neutral=Exists(said))
        .values_list("office", "line", "model", "model_version", "state", "neutral").annotate(n=Count("*"))
    )  # fmt: skip
    return found + [ClueAtom(*row) for row in rejected]


def case_atoms(scope: Scope) -> list[CaseAtom]:
    """The atoms of cases, small ones too."""
    rows = scope.cases.values_list("office", "line", "model", "outcome__rectified").annotate(n=Count("pk"))
    found: Counter[tuple[int, str, str, bool]] = Counter()
    for office, line, model, rectified, n in rows:
        found[office, line, model, bool(rectified)] += n
    return [CaseAtom(*key, n) for key, n in found.items()]


def sums_of(clues: Iterable[ClueAtom], cases: Iterable[CaseAtom], least: int) -> dict[Key, Sums]:
    """The numbers that are told, by office, line and model."""
    found: dict[Key, Sums] = defaultdict(Sums)
    for one in clues:
        sums = found[one.office, one.line, one.model]
        if 0 < one.n < least:
            sums.hidden = True
        else:
            sums.add_clues(one.state, one.n)
    for case in cases:
        sums = found[case.office, case.line, case.model]
        if 0 < case.n < least:
            sums.hidden = True
        else:
            sums.add(cases=case.n, rectified=case.n if case.rectified else 0)
    return dict(found)


def precision_of(clues: Iterable[ClueAtom], least: int) -> list[Record]:
    """The record of each version, from the atoms that are told: of clues as they stand now."""
    found: dict[tuple[str, str], Record] = {}
    for one in clues:
        if one.n < least or one.state not in (State.FILED, State.NOT_ESTABLISHED):
            continue
        record = found.setdefault((one.model, one.version), Record(one.model, one.version))
        if one.state == State.FILED:
            record.confirmed += one.n
        elif one.neutral:
            record.neutral += one.n
        else:
            record.rejected += one.n
    return sorted(found.values(), key=lambda one: (one.model, one.version))
