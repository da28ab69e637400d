"""Who sees and does what in a contest: the one place that says it. What somebody does not see is not there, 404.

Table of `docs/plans/making.md` §5.2. Every row says for each seat from which phase on; a seat that is not in a
row never sees it. Whose a work or a form is, is asked beside it by those who look it up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.contest import Contest as Definition
from mingjian.contest import parse_contest
from mingjian.desk.contests.models import Contest, Seat
from mingjian.desk.contests.states import Phase, SeatKind
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right

__all__ = ["TABLE", "Seen", "What", "idle", "seats_in", "seen", "visible", "working"]


class What(StrEnum):
    """What there is to see or to do in a contest."""

    STEER = "steer"
    SEATS = "seats"
    ENTER = "enter"
    OWN = "own"
    ENTRIES = "entries"
    ORIGINALS = "originals"
    AUTHORS = "authors"
    NUMBERS = "numbers"
    PACKAGES = "packages"
    RESIDUAL = "residual"
    TASKS = "tasks"
    CONFLICTS = "conflicts"
    ASSIGNING = "assigning"
    ASSIGNED = "assigned"
    SCORING = "scoring"
    ENTERING = "entering"
    COUNTS = "counts"
    LENIENCY = "leniency"
    AGREEMENT = "agreement"
    FARAWAY = "faraway"
    RESULTS = "results"
    NAMES = "names"
    EXPORT = "export"
    REJUDGING = "rejudging"
    FINALS = "finals"
    PAIRS = "pairs"
    SIGNING = "signing"
    PUBLISHED = "published"
    APPEALS = "appeals"
    HEARING = "hearing"
    RUN_STATES = "run_states"
    RUN_FIGURES = "run_figures"
    LIKENESS = "likeness"
    LIKENESS_SECOND = "likeness_second"
    HANDOVER = "handover"
    CHAIN = "chain"
    SHEETS = "sheets"
    CERTIFICATES = "certificates"


_O, _S, _J, _D, _A, _G, _E = SeatKind
P = Phase
_ALL = dict.fromkeys(SeatKind, P.PUBLISHED)

TABLE: dict[What, dict[SeatKind, Phase]] = {
    What.STEER: {_O: P.DRAFT},
    What.SEATS: {_O: P.DRAFT, _S: P.DRAFT},
    What.ENTER: {_E: P.OPEN},
    What.OWN: {_E: P.OPEN},
    What.ENTRIES: {_S: P.OPEN},
    What.ORIGINALS: {_S: P.CLOSED},
    What.AUTHORS: {_O: P.CLOSED, _S: P.CLOSED},
    What.NUMBERS: {_O: P.CLOSED, _S: P.CLOSED, _G: P.FROZEN},
    What.PACKAGES: {_O: P.CLOSED, _S: P.CLOSED},
    What.RESIDUAL: {_S: P.CLOSED},
    What.TASKS: {_O: P.DRAFT, _S: P.DRAFT},
    What.CONFLICTS: {_S: P.OPEN},
    What.ASSIGNING: {_S: P.CHECKED},
    What.ASSIGNED: {_J: P.JUDGING},
    What.SCORING: {_J: P.JUDGING},
    What.ENTERING: {_S: P.JUDGING},
    What.COUNTS: {_O: P.JUDGING, _S: P.JUDGING},
    What.LENIENCY: {_O: P.JUDGING},
    What.AGREEMENT: {_O: P.JUDGING, _S: P.JUDGING},
    What.FARAWAY: {_S: P.JUDGING},
    What.RESULTS: {_O: P.FROZEN, _S: P.FROZEN, _G: P.FROZEN},
    What.NAMES: {**_ALL, _G: P.SIGNED},
    What.EXPORT: {_O: P.FROZEN, _S: P.FROZEN, _G: P.FROZEN},
    What.REJUDGING: {_O: P.FROZEN, _S: P.FROZEN},
    What.FINALS: {_S: P.DEFENCE},
    What.PAIRS: {_D: P.DEFENCE, _J: P.DEFENCE},
    What.SIGNING: {_G: P.FROZEN},
    What.PUBLISHED: _ALL,
    What.APPEALS: {_O: P.PUBLISHED, _S: P.PUBLISHED},
    What.HEARING: {_A: P.PUBLISHED},
    What.RUN_STATES: {_O: P.CLOSED, _S: P.CLOSED},
    What.RUN_FIGURES: {_O: P.CLOSED, _G: P.SIGNED},
    What.LIKENESS: {_O: P.CLOSED, _S: P.CLOSED},
    What.LIKENESS_SECOND: {_O: P.CLOSED, _S: P.CLOSED},
    What.HANDOVER: {_O: P.PUBLISHED, _S: P.PUBLISHED},
    What.CHAIN: {_O: P.FROZEN, _S: P.FROZEN, _G: P.FROZEN},
    What.SHEETS: {_J: P.JUDGING, _O: P.FROZEN, _S: P.FROZEN, _G: P.FROZEN},
    What.CERTIFICATES: {_O: P.PUBLISHED, _S: P.PUBLISHED},
}


@dataclass(frozen=True)
class Seen:
    """A contest as somebody sees it: his seat, if he has one."""

    user: User
    contest: Contest
    seat: Seat | None

    @property
    def kind(self) -> SeatKind | None:
        """The kind of his seat."""
        return None if self.seat is None else SeatKind.of(self.seat.kind)

    @property
    def phase(self) -> Phase:
        """Where the contest is."""
        return Phase.of(self.contest.phase)

    @cached_property
    def rules(self) -> Definition:
        """What its file says."""
        return parse_contest(self.contest.text)

    def may(self, what: What) -> bool:
        """Whether his seat sees or does something in this phase."""
        kind = self.kind
        first = TABLE[what].get(kind) if kind is not None else None
        return first is not None and self.phase.reached(first)

    def need(self, *what: What) -> Seat:
        """His seat, if it sees any of these now; `NotFound` otherwise."""
        if self.seat is None or not any(self.may(one) for one in what):
            raise NotFound
        return self.seat

    def act(self, *what: What) -> Seat:
        """As `need`, for what changes something: by hand, never by a token."""
        if self.user.scope is not None:
            raise NotFound
        return self.need(*what)


def visible(user: User) -> QuerySet[Contest]:
    """Contests somebody sees: those he has a seat in, and all that were announced."""
    if not user.may(Right.SEE_MODELS):
        return Contest.objects.none()
    announced = ~Q(phase=Phase.DRAFT.value)
    return Contest.objects.filter(announced | Q(pk__in=Seat.objects.filter(user=user).values("contest")))


def seen(user: User, slug: str) -> Seen:
    """A contest as somebody sees it; `NotFound` for any other."""
    found = visible(user).select_related("office", "by").filter(slug=slug).first()
    if found is None:
        raise NotFound("没有此竞赛，或您无权查看", "there is no such contest, or you may not see it")
    return Seen(user, found, seats_in([found], user).get(found.pk))


def seats_in(contests: Iterable[Contest], user: User) -> dict[int, Seat]:
    """The seat somebody has in each contest. Who entered a work is an entrant, whatever seat he was given by people
    who could not know it."""
    entrant = SeatKind.ENTRANT.value
    mine = Seat.objects.select_related("user").filter(contest__in=contests, user=user)
    return {one.contest_id: one for one in sorted(mine, key=lambda one: one.kind == entrant)}


def idle() -> QuerySet[Seat]:
    """Seats without effect: of people who entered a work of the same contest."""
    entrant = Seat.objects.filter(contest=OuterRef("contest"), user=OuterRef("user"), kind=SeatKind.ENTRANT.value)
    return Seat.objects.exclude(kind=SeatKind.ENTRANT.value).filter(Exists(entrant))


def working() -> QuerySet[Seat]:
    """All other seats."""
    return Seat.objects.exclude(pk__in=idle().values("pk"))
