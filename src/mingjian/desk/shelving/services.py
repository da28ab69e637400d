"""The shelf as its reader has it: lists with facets, an entry whole, versions compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import unified_diff
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from mingjian.desk.errors import NotFound
from mingjian.desk.known import known
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelving.exchange import may_receive
from mingjian.desk.shelving.figures import offices_that_ran, runs_of
from mingjian.desk.shelving.models import Entry, EntryStep, Favourite, Taking
from mingjian.desk.shelving.nearby import named_lists, point_info
from mingjian.desk.shelving.schemas import ShelfList, ShelfNotice, ShelfQuery, ShelfRow, VersionDifference
from mingjian.desk.shelving.who import can
from mingjian.desk.words import Coded, Counted, Text, coded
from mingjian.desk.workshop.drafts import may_build
from mingjian.models import ModelErrors, parse_model
from mingjian.models.enumerations import Line
from mingjian.shelf import State, difference, points

__all__ = ["list_entries", "rows_of", "version_difference"]

NOT_OWN = {"retire", "withdraw", "renew", "ask"}
"""Steps that wait for nobody: they can be taken, and need not be."""


def list_entries(user: User, query: ShelfQuery) -> ShelfList:
    """A page of the shelf."""
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    seen = Entry.objects.visible_to(user)
    found = _filtered(user, seen, query)
    waiting = _waiting(user, seen)
    if query.view == "waiting":
        found = found.filter(pk__in=waiting)
    have = _at_hand()
    if query.here:
        found = found.filter(pk__in=[pk for pk, lists in found.values_list("pk", "standards") if set(lists) <= have])
    start = (query.page - 1) * query.size
    shown = found.select_related("office", "author", "endorsed_by", "held").defer("files")[start : start + query.size]
    here = known()
    states = Counter(seen.order_by().values_list("state", flat=True))
    lines = Counter(seen.order_by().values_list("line", flat=True))
    full = [one for one in points(list(here.values())).values() if len(one.models) > 1]
    return ShelfList(
        items=rows_of(user, shown, have), total=found.count(),
        states=[Counted(code=s.value, zh=s.zh, en=s.en, count=states[s.value]) for s in State if states[s.value]],
        lines=[Counted(code=s.value, zh=s.zh, en=s.en, count=lines[s.value]) for s in Line if lines[s.value]],
        points=[point_info(one, here) for one in sorted(full, key=lambda one: (-len(one.models), one.name))],
        waiting=len(waiting), notices=_notices(user), may_send=may_build(user), may_receive=may_receive(user),
    )  # fmt: skip


def rows_of(user: User, entries: Iterable[Entry], have: set[str] | None = None) -> list[ShelfRow]:
    """Entries as a list has them."""
    shown = list(entries)
    keys, lists = [one.pk for one in shown], _at_hand() if have is None else have
    records = runs_of(shown)
    rated = {
        row["pk"]: row for row in Entry.objects.filter(pk__in=keys).order_by().values("pk").annotate(
            stars=Avg("ratings__stars"), rated=Count("ratings", distinct=True),
            liked=Count("favourites", distinct=True),
        )
    }  # fmt: skip
    mine = set(Favourite.objects.filter(user=user, entry__in=keys).values_list("entry", flat=True))
    taken = dict(user.office.take_ups.filter(entry__in=keys).values_list("entry", "state"))
    return [_row(user, one, records.get(one.pk, []), rated[one.pk], one.pk in mine, taken.get(one.pk), lists)
            for one in shown]  # fmt: skip


def version_difference(entry: Entry, other: Entry) -> VersionDifference:
    """What differs between an older entry (`other`) and this one, in words and as text."""
    old, new = other.files["model.yaml"], entry.files["model.yaml"]
    try:
        found = difference(parse_model(old, "model.yaml"), parse_model(new, "model.yaml"))
    except ModelErrors:
        found = []
    lines = unified_diff(
        old.splitlines(), new.splitlines(), str(other.model_version), str(entry.model_version), lineterm=""
    )
    items = [Coded(code=one.section, zh=one.zh, en=one.en) for one in found]
    return VersionDifference(old=other.model_version, new=entry.model_version, items=items, text="\n".join(lines))


# -- within ------------------------------------------------------------------------------------------------


def _filtered(user: User, seen: QuerySet[Entry], query: ShelfQuery) -> QuerySet[Entry]:
    found = seen
    if query.state:
        found = found.filter(state__in=query.state.split(","))
    if query.line:
        found = found.filter(line__in=query.line.split(","))
    if query.point:
        found = found.filter(point_zh=query.point)
    for word in query.q.split():
        found = found.filter(Q(title_zh__icontains=word) | Q(title_en__icontains=word) | Q(model__icontains=word)
                             | Q(point_zh__icontains=word))  # fmt: skip
    if query.view == "mine":
        found = found.filter(author=user)
    elif query.view == "favourite":
        found = found.filter(favourites__user=user)
    elif query.view == "taken":
        found = found.filter(take_ups__office=user.office, take_ups__state=Taking.TAKEN.value)
    return found


def _waiting(user: User, seen: QuerySet[Entry]) -> list[int]:
    """Entries that wait for a step of the user."""
    from mingjian.desk.shelving.taking import take_up_can

    live = seen.exclude(state__in=[State.RETIRED.value, State.WITHDRAWN.value]).select_related("office").defer("files")
    asked = {one.entry_id: one for one in user.office.take_ups.filter(state=Taking.ASKED.value)}
    found = []
    for one in live:
        steps = set(can(user, one)) - NOT_OWN
        if one.state == State.PUBLISHED:
            steps = set(take_up_can(user, one, asked.get(one.pk))) & {"agree"}
        if steps:
            found.append(one.pk)
    return found


def _row(
    user: User, one: Entry, records: Sequence[object], rated: Mapping[str, Any], liked: bool,
    taken: str | None, have: set[str],
) -> ShelfRow:  # fmt: skip
    state, line = State.of(one.state), Line.of(one.line)
    stars = rated["stars"]
    return ShelfRow(
        id=one.pk, model=one.model, model_version=one.model_version, title=Text(zh=one.title_zh, en=one.title_en),
        point=Text(zh=one.point_zh, en=one.point_en or one.point_zh), line=coded(line.value, line),
        office=office_code(one.office), author=Person(username=one.author.username, name=one.author.name),
        state=coded(state.value, state), changed=one.changed, published=one.published,
        offices=len(offices_that_ran(records)), stars=None if stars is None else round(float(stars), 1),
        ratings=int(rated["rated"] or 0), favourites=int(rated["liked"] or 0), favourite=liked,
        taken=coded(taken, Taking.of(taken)) if taken else None,
        lacking=named_lists([name for name in one.standards if name not in have]), can=can(user, one),
        version=one.version,
    )  # fmt: skip


def _at_hand() -> set[str]:
    """Lists of which there is a version here."""
    lake = the_lake()
    newest = [lake.latest(name) for name in lake.datasets()]
    return {one.standard.partition(".")[0] for one in newest if one is not None}


def _notices(user: User) -> list[ShelfNotice]:
    """Withdrawn models that the user's office could run: until it ends the take-up, or it was a pilot's."""
    gone = Entry.objects.filter(state=State.WITHDRAWN.value, held__uses__office=user.office).defer("files")
    steps: dict[int, EntryStep] = {}
    for step in EntryStep.objects.filter(entry__in=[one.pk for one in gone], action="withdraw").order_by("id"):
        steps[step.entry_id] = step
    return [
        ShelfNotice(id=one.pk, title=Text(zh=one.title_zh, en=one.title_en), model_version=one.model_version,
                    why=steps[one.pk].why if one.pk in steps else "",
                    at=steps[one.pk].at if one.pk in steps else one.changed)
        for one in gone
    ]  # fmt: skip
