"""The figures of a part of the tree as a reader may have them, and its tables as files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from mingjian.desk.clues.models import Projection
from mingjian.desk.clues.states import OPEN
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.feedback.precision import Record, records
from mingjian.desk.figures import small
from mingjian.desk.figures.counting import Key, Scope, Sums, ages, backlog, counted, days_to_verdict, months, scope_of
from mingjian.desk.figures.schemas import (
    AgeBand,
    BacklogRow,
    FigurePage,
    FigureQuery,
    FigureRow,
    MonthRow,
    PrecisionRow,
)
from mingjian.desk.figures.screened import screened_rows
from mingjian.desk.figures.statistics import nearest_rank
from mingjian.desk.now import today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text
from mingjian.measure import wilson
from mingjian.models.enumerations import Line

__all__ = ["figures"]

_BANDS = ((0, 30), (31, 90), (91, 180), (181, 365), (366, None))
"""Ages of open clues in days."""
Histograms = Mapping[Any, Mapping[int, int]]


def figures(user: User, query: FigureQuery) -> FigurePage:
    """Everything that is told of a part. `NotFound` for who sees neither clues nor models, or not this office."""
    right = Right.SEE_CLUES if user.may(Right.SEE_CLUES) else Right.SEE_MODELS
    office = Office.objects.filter(
        path__startswith=user.office.path, code=query.office or user.office.code
    ).first()  # fmt: skip
    if office is None or not user.may(right):
        raise NotFound
    statistical = right is Right.SEE_MODELS
    if query.first and query.last and query.last < query.first:
        raise BadRequest("截止日期早于开始日期", "the last day is before the first", "last")
    if statistical and (query.first or query.last):
        raise BadRequest("统计查看不能限定时段", "statistics are told without a period", "first")
    scope = scope_of(
        user, right, office.code, query.below, query.line, query.model, query.first, query.last
    )  # fmt: skip
    told = _statistics(scope) if statistical else _everything(scope, user, office, query)
    sums, times, more = told
    children = _children(office, query.below)
    by_child = {pk: children.get(pk, 0) for pk, _, _ in sums}
    total = Sums()
    for one in sums.values():
        total.take(one)
    titles = _titles()
    return FigurePage(
        office=office_code(office), way=_way(user, office), statistical=statistical, least=settings.DESK.small_cells,
        total=_row(Text(zh=office.zh, en=office.en), office.code, total, _all(times[0]), statistical),
        offices=_by_office(office, query.below, sums, by_child, _grouped(times[0], children), statistical),
        lines=[
            _row(Line.of(code), code, one, times[1].get(code, {}), statistical)
            for code, one in _fold(sums, lambda key: key[1]).items()
        ],
        models=[
            _row(titles.get(code, Text(zh=code, en=code)), code, one, times[2].get(code, {}), statistical)
            for code, one in sorted(_fold(sums, lambda key: key[2]).items(), key=lambda pair: (-pair[1].clues, pair[0]))
        ],
        **more,
    )  # fmt: skip


Told = tuple[dict[Key, Sums], tuple[Histograms, Histograms, Histograms], dict[str, Any]]


def _everything(scope: Scope, user: User, office: Office, query: FigureQuery) -> Told:
    """To somebody who sees the clues themselves."""
    days = _band_days(today())
    counts = backlog(scope.clues, ages(days))
    more = {
        "screened": screened_rows(user, office, query),
        "months": [MonthRow(month=one, clues=n, verified=done) for one, n, done in months(scope.clues)],
        "ages": [
            AgeBand(zh=f"{low}—{high}天" if high else f"{low - 1}天以上", en=f"{low}–{high} days" if high else
                    f"over {low - 1} days", first=first, last=last)
            for (low, high), (first, last) in zip(_BANDS, days, strict=True)
        ],
        "backlog": [
            BacklogRow(code=one.value, zh=one.zh, en=one.en, counts=counts[one.value]) for one in OPEN
            if one.value in counts
        ],
        "precision": _precision(records(scope.clues)),
    }  # fmt: skip
    times = (days_to_verdict(scope, "office"), days_to_verdict(scope, "line"), days_to_verdict(scope, "model"))
    return counted(scope), times, more


def _statistics(scope: Scope) -> Told:
    """To somebody who sees numbers only."""
    least = settings.DESK.small_cells
    clues = small.clue_atoms(scope)
    more = {"screened": None, "months": [], "ages": [], "backlog": [],
            "precision": _precision(small.precision_of(clues, least))}  # fmt: skip
    return small.sums_of(clues, small.case_atoms(scope), least), ({}, {}, {}), more


def _row(name: Any, code: str, sums: Sums, days: Mapping[int, int], statistical: bool, own: bool = False) -> FigureRow:
    both = ("clues", "open", "verified", "confirmed", "cases", "rectified", "hidden")
    rest = ("overdue", "held", "served", "replied", "accepted", "late")
    told = {name: getattr(sums, name) for name in both}
    told |= {name: None if statistical else getattr(sums, name) for name in rest}
    return FigureRow(
        code=code, zh=name.zh, en=name.en, own=own, median=nearest_rank(days, 50), p90=nearest_rank(days, 90),
        recovered=None if statistical else sums.recovered.quantize(Decimal("0.01")), **told,
    )  # fmt: skip


def _by_office(
    office: Office, below: bool, sums: Mapping[Key, Sums], by_child: Mapping[int, int],
    times: Mapping[int, Mapping[int, int]], statistical: bool,
) -> list[FigureRow]:  # fmt: skip
    """The office alone, if anything is its own, then each one right below it with all under it."""
    if not below:
        return []
    folded = _fold(sums, lambda key: by_child[key[0]])
    rows = []
    for one in (office, *office.children.order_by("path")):
        own = one.pk == office.pk
        if own and one.pk not in folded:
            continue
        rows.append(_row(one, one.code, folded.get(one.pk, Sums()), times.get(one.pk, {}), statistical, own))
    return rows


def _children(office: Office, below: bool) -> dict[int, int]:
    """Every office of the part → the office right below the asked one that it stands under (or the asked one)."""
    if not below:
        return {office.pk: office.pk}
    first = {one.path: one.pk for one in office.children.all()}
    found = {office.pk: office.pk}
    for pk, path in Office.objects.filter(path__startswith=office.path).exclude(pk=office.pk).values_list("pk", "path"):
        found[pk] = first[path[: path.index("/", len(office.path)) + 1]]
    return found


def _way(user: User, office: Office) -> list[Any]:
    """The offices from the reader's own down to the asked one."""
    codes = [code for code in office.path.split("/") if code]
    found = Office.objects.filter(code__in=codes, path__startswith=user.office.path).order_by("path")
    return [office_code(one) for one in found]


def _fold(sums: Mapping[Key, Sums], by: Callable[[Key], Any]) -> dict[Any, Sums]:
    found: dict[Any, Sums] = defaultdict(Sums)
    for key, one in sums.items():
        found[by(key)].take(one)
    return dict(sorted(found.items()))


def _grouped(times: Histograms, children: Mapping[int, int]) -> dict[int, Mapping[int, int]]:
    found: dict[int, Counter[int]] = defaultdict(Counter)
    for office, days in times.items():
        found[children[office]].update(days)
    return dict(found)


def _all(times: Histograms) -> Mapping[int, int]:
    found: Counter[int] = Counter()
    for days in times.values():
        found.update(days)
    return found


def _band_days(day: date) -> list[tuple[date | None, date | None]]:
    """The days clues of each band were first found on; whatever lies ahead counts as young."""
    return [
        (None if high is None else day - timedelta(days=high), None if low == 0 else day - timedelta(days=low))
        for low, high in _BANDS
    ]


def _precision(kept: Iterable[Record]) -> list[PrecisionRow]:
    titles = _titles()
    listed = []
    for one in kept:
        bounds = wilson(one.confirmed, one.confirmed + one.rejected)
        listed.append(PrecisionRow(
            model=one.model, title=titles.get(one.model, Text(zh=one.model, en=one.model)), version=one.version,
            confirmed=one.confirmed, rejected=one.rejected, neutral=one.neutral, share=one.precision,
            low=bounds and bounds[0], high=bounds and bounds[1],
        ))  # fmt: skip
    return listed


def _titles() -> dict[str, Text]:
    return {one.model: Text(zh=one.title_zh, en=one.title_en) for one in Projection.objects.all()}
