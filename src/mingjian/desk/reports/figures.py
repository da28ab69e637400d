"""The figures of a class report, counted by the database over what the user sees."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from mingjian.clues import REJECTIONS
from mingjian.desk.cases.models import Case, Letter, Outcome
from mingjian.desk.clues.checklist import questions
from mingjian.desk.clues.listing import place_code
from mingjian.desk.clues.models import Check, Clue
from mingjian.desk.clues.states import OPEN, State
from mingjian.desk.feedback.precision import records
from mingjian.desk.reports.schemas import AgencyFigures, Figures, MonthFigures, RegionFigures, ReplyText
from mingjian.desk.words import Counted
from mingjian.models import Model

__all__ = ["figures"]

REPLIES = 30


def figures(clues: QuerySet[Clue], cases: QuerySet[Case], model: Model) -> Figures:
    """Everything a report says in numbers. `cases` are those of the clues which the user sees."""
    kept = records(clues)
    states = dict(clues.order_by().values_list("state").annotate(n=Count("pk")))
    letters = Letter.objects.filter(case__in=cases.values("pk"), served_on__isnull=False).exclude(kind="urge")
    outcome = Outcome.objects.filter(case__in=cases.values("pk")).aggregate(
        recovered=Sum("recovered"), held=Sum("held_to_account"), rectified=Count("pk", filter=Q(rectified=True))
    )
    reasons: Counter[str] = sum((one.reasons for one in kept), Counter())
    return Figures(
        clues=sum(states.values()),
        amount=_yuan(clues.aggregate(n=Sum("amount"))["n"]),
        open=sum(states.get(one.value, 0) for one in OPEN),
        confirmed=sum(one.confirmed for one in kept),
        rejected=sum(one.rejected for one in kept),
        neutral=sum(one.neutral for one in kept),
        cases=cases.count(),
        letters=letters.count(),
        replied=letters.filter(replied_on__isnull=False).count(),
        accepted=letters.filter(accepted=True).count(),
        rectified=outcome["rectified"] or 0,
        recovered=_yuan(outcome["recovered"]),
        held_to_account=outcome["held"] or 0,
        regions=_regions(clues, cases),
        months=[
            MonthFigures(month=f"{one['month']:%Y-%m}", clues=one["n"], amount=_yuan(one["money"]))
            for one in clues.order_by().annotate(month=TruncMonth("first_seen")).values("month")
            .annotate(n=Count("pk"), money=Sum("amount")).order_by("month")
        ],
        agencies=_agencies(letters),
        states=[Counted(code=s.value, zh=s.zh, en=s.en, count=states[s.value]) for s in State if s.value in states],
        reasons=[
            Counted(code=code, zh=REJECTIONS[code][0], en=REJECTIONS[code][1], count=n)
            for code, n in reasons.most_common() if code in REJECTIONS
        ],
        checks=_checks(clues, model),
        replies=[
            ReplyText(number=one.number or "", accepted=bool(one.accepted), text=one.reply)
            for one in letters.exclude(reply="").order_by("replied_on", "id")[:REPLIES]
        ],
    )  # fmt: skip


def _yuan(sum_: Any) -> Decimal:
    """A sum with its two places: not every database keeps them."""
    return Decimal(sum_ or 0).quantize(Decimal("0.01"))


def _regions(clues: QuerySet[Clue], cases: QuerySet[Case]) -> list[RegionFigures]:
    """By district, most clues first. A case counts in the district of each of its clues once."""
    confirmed = dict(
        clues.filter(state=State.FILED).order_by().values_list("place").annotate(n=Count("pk"))
    )  # fmt: skip
    of_case = cases.order_by().values_list("members__clue__place")
    counted = dict(of_case.annotate(n=Count("pk", distinct=True)))
    # money came back once a case: it is told where its gravest clue is
    recovered: Counter[str] = Counter()
    for place, money in _first_places(cases):
        recovered[place] += money
    rows = clues.order_by().values("place").annotate(n=Count("pk"), money=Sum("amount")).order_by("-n", "place")
    return [
        RegionFigures(
            **place_code(one["place"]).model_dump(), clues=one["n"], amount=_yuan(one["money"]),
            confirmed=confirmed.get(one["place"], 0), cases=counted.get(one["place"], 0),
            recovered=_yuan(recovered[one["place"]]),
        )
        for one in rows
    ]  # fmt: skip


def _first_places(cases: QuerySet[Case]) -> list[tuple[str, Any]]:
    rows = (
        cases.filter(outcome__recovered__isnull=False).order_by("pk", "-members__clue__rank")
        .values_list("pk", "members__clue__place", "outcome__recovered")
    )  # fmt: skip
    first: dict[int, tuple[str, Any]] = {}
    for case, place, money in rows:
        first.setdefault(case, (place or "", money))
    return list(first.values())


def _agencies(letters: QuerySet[Letter]) -> list[AgencyFigures]:
    """By addressee: what a letter says of it stands in its fields."""
    found: dict[str, AgencyFigures] = {}
    for fields, replied, accepted in letters.values_list("fields", "replied_on", "accepted").iterator():
        name = str(fields.get("to") or "")
        one = found.setdefault(name, AgencyFigures(name=name, letters=0, replied=0, accepted=0))
        one.letters += 1
        one.replied += replied is not None
        one.accepted += accepted is True
    return sorted(found.values(), key=lambda one: (-one.letters, one.name))


def _checks(clues: QuerySet[Clue], model: Model) -> list[Counted]:
    """Questions of the checklist that were answered with no."""
    asked = questions(model)
    counts = Check.objects.filter(clue__in=clues.values("pk"), answer="no").order_by().values_list("key")
    return [
        Counted(code=key, zh=asked[key][0], en=asked[key][1], count=n)
        for key, n in counts.annotate(n=Count("pk")).order_by("-n") if key in asked
    ]  # fmt: skip
