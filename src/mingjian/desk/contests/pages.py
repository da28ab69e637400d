"""A contest as its page shows it: what it asks, when, and what the reader may do now."""

from __future__ import annotations

from datetime import datetime

from mingjian.contest.definition import ContestType
from mingjian.desk.contests.making import may_make
from mingjian.desk.contests.models import Contest
from mingjian.desk.contests.schemas import (
    AwardInfo,
    ContestList,
    ContestPage,
    ContestRow,
    ContestTypeInfo,
    CriterionInfo,
    MaterialInfo,
    PhaseInfo,
    RevealedSeed,
)
from mingjian.desk.contests.sealing import opened_data
from mingjian.desk.contests.sight import Seen, What, seats_in, seen, visible
from mingjian.desk.contests.states import NEXT, PHASES, Phase, SeatKind
from mingjian.desk.contests.steps import may_begin
from mingjian.desk.contests.works import may_enter
from mingjian.desk.errors import NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, Text, coded, text
from mingjian.models.enumerations import Work
from mingjian.models.texts import Text as Words

__all__ = ["contest_file", "contest_page", "list_contests"]


def list_contests(user: User) -> ContestList:
    """Contests the user sees."""
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    found = list(visible(user).select_related("office"))
    seats = seats_in(found, user)
    rows = [_row(Seen(user, one, seats.get(one.pk))) for one in found]
    return ContestList(items=rows, total=len(rows), may_make=may_make(user))


def contest_page(user: User, slug: str) -> ContestPage:
    """A contest the user sees."""
    at = seen(user, slug)
    contest, rules, steers = at.contest, at.rules.definition, user.scope is None and at.may(What.STEER)
    return ContestPage(
        **_row(at).model_dump(), now=now(), zone=rules.zone,
        phases=[
            PhaseInfo(code=one.value, zh=one.zh, en=one.en, may_begin=may_begin(at, one), began=_began(contest, one))
            for one in PHASES
        ],
        types=[_type(kind, one) for kind, one in rules.types.items()],
        may=[one.value for one in What if at.may(one)], may_enter=may_enter(at),
        next=[coded(one.value, one) for one in NEXT[at.phase]] if steers else [], version=contest.version,
        root=contest.root, receipts=contest.receipts if contest.root else 0, promise=contest.promise,
        revealed=_revealed(at),
        digest=contest.digest if at.may(What.RESULTS) or at.phase.reached(Phase.PUBLISHED) else "",
        public=rules.public,
    )  # fmt: skip


def contest_file(user: User, slug: str) -> tuple[str, bytes]:
    """The file of a contest, the same bytes that came in; who judges and signs is in it, so it is not for everybody."""
    at = seen(user, slug)
    at.need(What.SEATS)
    return f"{at.contest.slug}.yaml", at.contest.text.encode()


def _revealed(at: Seen) -> RevealedSeed | None:
    """Nobody's before publication."""
    told = opened_data(f"province {at.contest.slug}", at.contest.sealed) if at.phase.reached(Phase.PUBLISHED) else None
    return RevealedSeed(**told) if isinstance(told, dict) else None


def _began(contest: Contest, phase: Phase) -> datetime | None:
    when = contest.since.get(phase.value)
    return datetime.fromisoformat(when) if when else None


def _row(at: Seen) -> ContestRow:
    contest, rules = at.contest, at.rules
    opens, closes = rules.begins("open"), rules.begins("closed")
    assert opens is not None
    assert closes is not None
    return ContestRow(
        slug=contest.slug, title=text(rules.definition.title), organiser=text(rules.definition.organiser),
        office=office_code(contest.office), phase=coded(at.phase.value, at.phase), open=opens, closed=closes,
        seat=_seat(at.kind),
    )  # fmt: skip


def _seat(kind: SeatKind | None) -> Coded | None:
    return None if kind is None else coded(kind.value, kind)


def _type(kind: str, one: ContestType) -> ContestTypeInfo:
    return ContestTypeInfo(
        type=coded(kind, Work.of(kind)),
        materials=[
            MaterialInfo(id=name, zh=part.title.zh, en=part.title.en, asks=_words(part.asks), kinds=part.kinds,
                         least=part.least, most=part.most, names=list(part.names), optional=part.optional)
            for name, part in one.materials.items()
        ],
        criteria=[
            CriterionInfo(id=name, zh=asked.title.zh, en=asked.title.en, asks=_words(asked.asks), weight=asked.weight,
                          least=asked.scale[0], most=asked.scale[1], step=asked.step)
            for name, asked in one.criteria.items()
        ],
        reviews=one.reviews, least=one.least, anchors=one.anchors, panels=one.panels, reason=one.reason,
        awards=[AwardInfo(zh=award.title.zh, en=award.title.en, number=award.number) for award in one.awards],
    )  # fmt: skip


def _words(said: Words | None) -> Text | None:
    return None if said is None else text(said)
