"""Counting by the database: one grouped query a kind of number, folded over groups and never over clues.

A clue counts in the period it was first found in, wherever it stands now; a case when one of its clues does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case as When_
from django.db.models import CharField, Count, F, Func, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncDate, TruncMonth

from mingjian.desk.cases.models import Case, Letter, Member
from mingjian.desk.cases.states import LetterState
from mingjian.desk.clues.models import Clue
from mingjian.desk.clues.states import CLOSED, OPEN, State
from mingjian.desk.feedback.precision import standing
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import part_of, sight

__all__ = ["Key", "Scope", "Sums", "ages", "backlog", "counted", "days_to_verdict", "months", "scope_of"]

Key = tuple[int, str, str]
"""Office, line, model."""
_DONE = [one.value for one in CLOSED]
_OPEN = [one.value for one in OPEN]


@dataclass
class Sums:
    """Numbers that add up. `hidden`: something was left out of them."""

    clues: int = 0
    open: int = 0
    overdue: int = 0
    verified: int = 0
    confirmed: int = 0
    cases: int = 0
    rectified: int = 0
    recovered: Decimal = field(default_factory=Decimal)
    held: int = 0
    served: int = 0
    replied: int = 0
    accepted: int = 0
    late: int = 0
    hidden: bool = False

    def add(self, **more: Any) -> None:
        """Add numbers by their names; None is nothing."""
        for name, value in more.items():
            setattr(self, name, getattr(self, name) + (value or 0))

    def take(self, other: Sums) -> None:
        """Add all numbers of another."""
        for one in fields(self):
            if one.name == "hidden":
                self.hidden = self.hidden or other.hidden
            else:
                setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def add_clues(self, state: str, n: int) -> None:
        """Add clues of a state."""
        self.add(clues=n, open=n if state in _OPEN else 0, verified=n if state in _DONE else 0,
                 confirmed=n if state == State.FILED else 0)  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What is counted: clues and cases of a part of the tree that the user sees, or sees as statistics."""

    clues: QuerySet[Clue]
    cases: QuerySet[Case]


def scope_of(
    user: User, right: Right, office: str, below: bool, line: str | None, model: str | None, first: date | None,
    last: date | None,
) -> Scope:  # fmt: skip
    """Clues and cases by office, line, model and the day clues were first found."""
    which = Q(office__in=part_of(user, office, below))
    which &= Q(line=line) if line else Q()
    which &= Q(model=model) if model else Q()
    clues = Clue.objects.filter(sight(user, right), which).order_by()
    cases = Case.objects.filter(sight(user, right), which).order_by()
    when = (Q(first_seen__gte=first) if first else Q()) & (Q(first_seen__lte=last) if last else Q())
    if first or last:
        found = Clue.objects.filter(when).values("pk")
        cases = cases.filter(pk__in=Member.objects.filter(clue__in=found).values("case"))
    return Scope(clues.filter(when), cases)


def counted(scope: Scope) -> dict[Key, Sums]:
    """All numbers by office, line and model."""
    found: dict[Key, Sums] = defaultdict(Sums)
    # what the index of the inbox holds, so that the table itself is not read
    for row in scope.clues.values_list("office", "line", "model", "state").annotate(n=Count("*")):
        found[row[:3]].add_clues(*row[3:])
    late = scope.clues.filter(deadline__lt=today(), state__in=_OPEN)
    for row in late.values_list("office", "line", "model").annotate(n=Count("*")):
        found[row[:3]].add(overdue=row[3])
    cases = scope.cases.values_list("office", "line", "model").annotate(
        n=Count("pk"), rectified=Count("pk", filter=Q(outcome__rectified=True)), money=Sum("outcome__recovered"),
        held=Sum("outcome__held_to_account"),
    )  # fmt: skip
    for row in cases:
        found[row[:3]].add(cases=row[3], rectified=row[4], recovered=row[5], held=row[6])
    letters = Letter.objects.filter(case__in=scope.cases.values("pk"), served_on__isnull=False).exclude(kind="urge")
    answers = letters.order_by().values_list("case__office", "case__line", "case__model").annotate(
        n=Count("pk"), replied=Count("replied_on"), accepted=Count("pk", filter=Q(accepted=True)),
        late=Count("pk", filter=Q(state=LetterState.SERVED.value, reply_due__lt=today())),
    )  # fmt: skip
    for row in answers:
        found[row[:3]].add(served=row[3], replied=row[4], accepted=row[5], late=row[6])
    return dict(found)


class _Days(Func):
    """Days between two dates, as a whole number."""

    output_field = IntegerField()
    arg_joiner = " - "
    template = "(%(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite keeps dates as text."""
        later, earlier = (compiler.compile(one) for one in self.get_source_expressions())
        sql = f"CAST(julianday({later[0]}) - julianday({earlier[0]}) AS INTEGER)"
        return sql, (*later[1], *earlier[1])


def days_to_verdict(scope: Scope, by: str | None = None) -> dict[Any, dict[int, int]]:
    """How many first verdicts came after how many days, by a field of the clue (None: all in one).

    Of first episodes only: when a later one began is not the day the clue was first found.
    """
    first = standing(scope.clues).filter(episode=1)
    days = _Days(TruncDate("at"), F("clue__first_seen"))
    key = Value("", output_field=CharField()) if by is None else F(f"clue__{by}")
    rows = first.order_by().annotate(days=days, key=key).values_list("key", "days").annotate(n=Count("pk"))
    found: dict[Any, dict[int, int]] = defaultdict(dict)
    for at, after, n in rows:
        found[at][after] = n
    return dict(found)


def months(clues: QuerySet[Clue]) -> list[tuple[str, int, int]]:
    """Month, clues first found in it, how many of them are concluded."""
    rows = clues.annotate(month=TruncMonth("first_seen")).values_list("month").annotate(
        n=Count("*"), done=Count("pk", filter=Q(state__in=_DONE))
    ).order_by("month")  # fmt: skip
    return [(f"{month:%Y-%m}", n, done) for month, n, done in rows]


def ages(days: Iterable[tuple[date | None, date | None]]) -> list[Q]:
    """Bands of the day a clue was first found, as conditions."""
    return [
        (Q(first_seen__gte=first) if first else Q()) & (Q(first_seen__lte=last) if last else Q())
        for first, last in days
    ]


def backlog(clues: QuerySet[Clue], bands: list[Q]) -> Mapping[str, list[int]]:
    """Open clues by state and band."""
    band = When_(*(When(one, then=Value(number)) for number, one in enumerate(bands)), output_field=IntegerField())
    rows = clues.filter(state__in=_OPEN).annotate(band=band).values_list("state", "band").annotate(n=Count("*"))
    found: dict[str, list[int]] = {}
    for state, number, n in rows:
        if number is not None:
            found.setdefault(state, [0] * len(bands))[number] += n
    return found
