"""Lists of clues: what a user sees, filtered, counted by facets, sorted, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, F, QuerySet

from mingjian.desk.clues.models import LEVELS, Clue, ClueText, Projection
from mingjian.desk.clues.schemas import ClueList, ClueQuery, ClueRow, Facets, Sort
from mingjian.desk.clues.searching import searched
from mingjian.desk.clues.states import CLOSED, OPEN, State
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code, person, who_left
from mingjian.desk.sight import part_of
from mingjian.desk.words import Coded, Counted, Text, coded
from mingjian.models.enumerations import Level, Line
from mingjian.standards import codes

__all__ = ["chosen", "list_clues", "place_code", "rows_of"]

_BY_NUMBER = {number: Level.of(name) for name, number in LEVELS.items()}
_ORDER: dict[Sort, list[Any]] = {
    "rank": ["-rank"],
    "amount": [F("amount").asc(nulls_last=True), "-rank"],
    "-amount": [F("amount").desc(nulls_last=True), "-rank"],
    "day": [F("day").asc(nulls_last=True), "-rank"],
    "-day": [F("day").desc(nulls_last=True), "-rank"],
    "seen": ["-last_seen", "-rank"],
    "deadline": [F("deadline").asc(nulls_last=True), "-rank"],
}


def list_clues(user: User, query: ClueQuery) -> ClueList:
    """A page of the clues the user sees, with the facets of all that fit the other filters."""
    base = _filtered(Clue.objects.visible_to(user), user, query)
    facets, total = _facets(base, _wanted(query))
    start = (query.page - 1) * query.size
    rows = _narrowed(base, query).select_related("office", "owner")[start : start + query.size]
    return ClueList(items=rows_of(user, rows), total=total, facets=facets)


def chosen(user: User, query: ClueQuery) -> QuerySet[Clue]:
    """All clues the user sees that fit, in the asked order."""
    return _narrowed(_filtered(Clue.objects.visible_to(user), user, query), query)


def _narrowed(found: QuerySet[Clue], query: ClueQuery) -> QuerySet[Clue]:
    """Those that fit the facets too, in the asked order."""
    for name, allowed in _wanted(query).items():
        if allowed is not None:
            found = found.filter(**{f"{name}__in": allowed})
    return found.order_by(*_ORDER[query.sort], "id")


def rows_of(user: User, clues: Iterable[Clue]) -> list[ClueRow]:
    """Clues as the user may read them, in the given order."""
    listed = list(clues)
    texts = ClueText.objects.filter(clue__in=[one.pk for one in listed], clearance=user.clearance)
    says = {one.clue_id: Text(zh=one.zh, en=one.en) for one in texts}
    return [_row(one, says.get(one.pk, Text(zh="", en=""))) for one in listed]


def place_code(place: str) -> Coded:
    """A region by its code; an unknown one stands for itself."""
    regions = codes("regions")
    if place not in regions:
        return Coded(code=place, zh=place, en=place)
    return Coded(code=place, zh=regions.label(place, "zh") or place, en=regions.label(place, "en") or place)


def _row(clue: Clue, says: Text) -> ClueRow:
    return ClueRow(
        id=clue.pk, title=Text(zh=clue.title_zh, en=clue.title_en), model=clue.model,
        line=coded(clue.line, Line.of(clue.line)), place=place_code(clue.place), office=office_code(clue.office),
        level=coded(_BY_NUMBER[clue.level].value, _BY_NUMBER[clue.level]), points=clue.points, amount=clue.amount,
        day=clue.day, says=says, state=coded(clue.state, State.of(clue.state)), owner=person(clue.owner),
        deadline=clue.deadline, found="vanished" if clue.found == "vanished" else "present", touched=clue.touched,
        first_seen=clue.first_seen, last_seen=clue.last_seen, episode=clue.episode, version=clue.version,
    )  # fmt: skip


def _filtered(clues: QuerySet[Clue], user: User, query: ClueQuery) -> QuerySet[Clue]:
    """The filters that are no facets."""
    if query.owner == "me":
        clues = clues.filter(owner=user)
    elif query.owner == "none":
        clues = clues.filter(owner=None)
    elif query.owner == "gone":
        clues = clues.filter(owner__in=who_left())
    elif query.owner:
        clues = clues.filter(owner__username=query.owner)
    if query.found:
        clues = clues.filter(found=query.found)
    if query.touched is not None:
        clues = clues.filter(touched=query.touched)
    if query.office:
        clues = clues.filter(office__in=part_of(user, query.office, query.below))
    if query.first:
        clues = clues.filter(first_seen__gte=query.first)
    if query.last:
        clues = clues.filter(first_seen__lte=query.last)
    if query.version:
        clues = clues.filter(model_version=query.version)
    if query.due:
        first = today() if query.due == "soon" else None
        last = today() + timedelta(days=settings.DESK.remind_days if query.due == "soon" else -1)
        clues = clues.filter(deadline__lte=last, state__in=[one.value for one in OPEN])
        clues = clues if first is None else clues.filter(deadline__gte=first)
    return searched(clues, user, query.q or "")


def _facets(base: QuerySet[Clue], wanted: dict[str, list[Any] | None]) -> tuple[Facets, int]:
    """Counts by each facet with the other facets' filters applied, and the count with all: one query, then folding."""
    names = list(wanted)
    groups = list(base.order_by().values(*names).annotate(n=Count("*")))
    counts: dict[str, Counter[Any]] = {name: Counter() for name in names}
    total = 0
    for group in groups:
        misses = [name for name in names if (allowed := wanted[name]) is not None and group[name] not in allowed]
        if not misses:
            total += group["n"]
        for name in names:
            if not misses or misses == [name]:
                counts[name][group[name]] += group["n"]
    called = {one.model: Text(zh=one.title_zh, en=one.title_en) for one in Projection.objects.all()}
    titles = {model: called.get(model, Text(zh=model, en=model)) for model in counts["model"]}
    facets = Facets(
        state=[Counted(code=s.value, zh=s.zh, en=s.en, count=n) for s in State if (n := counts["state"][s.value])],
        level=[
            Counted(code=_BY_NUMBER[v].value, zh=_BY_NUMBER[v].zh, en=_BY_NUMBER[v].en, count=n)
            for v, n in sorted(counts["level"].items(), reverse=True)
        ],
        model=[Counted(code=m, zh=titles[m].zh, en=titles[m].en, count=n) for m, n in counts["model"].most_common()],
        line=[
            Counted(code=one.value, zh=one.zh, en=one.en, count=n) for one in Line if (n := counts["line"][one.value])
        ],
    )
    return facets, total


def _wanted(query: ClueQuery) -> dict[str, list[Any] | None]:
    """The filters that are facets."""
    return {
        "state": _states(query.state),
        "level": _numbers(query.level),
        "model": _split(query.model),
        "line": _split(query.line),
    }


def _states(given: str | None) -> list[str] | None:
    sets: dict[str, Sequence[State]] = {"open": OPEN, "closed": CLOSED}
    if given in sets:
        return [one.value for one in sets[given or ""]]
    return _split(given)


def _numbers(given: str | None) -> list[int] | None:
    names = _split(given)
    return None if names is None else [LEVELS.get(name, 0) for name in names]


def _split(given: str | None) -> list[str] | None:
    return None if not given else [one for one in given.split(",") if one]
