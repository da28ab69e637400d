"""Data gaps as a reader may have them: which data there is, everybody who sees models knows; how many rows runs could
not decide is told at the top of the tree only, and the pace of checking is that of the clues he sees."""

from __future__ import annotations

from datetime import timedelta

from mingjian.desk.clues.models import Clue
from mingjian.desk.data.words import may_see
from mingjian.desk.errors import NotFound
from mingjian.desk.feedback.precision import standing
from mingjian.desk.known import Known, known
from mingjian.desk.lake import the_lake, the_runs
from mingjian.desk.measure.counting import counted
from mingjian.desk.measure.schemas import GapPage, GapRow, PaceInfo, UnusedRow
from mingjian.desk.measure.yields import reasons_told
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Coded, text
from mingjian.measure import LACKS, SPAN, UNUSED, Gap, Pace, Unused
from mingjian.measure import gaps as gaps_of
from mingjian.standards import standards

__all__ = ["gap_page"]


def gap_page(user: User) -> GapPage:
    """The gaps. `NotFound` for who does not see which data there is."""
    if not may_see(user):
        raise NotFound
    top = user.office.parent_id is None
    lake = the_lake()
    here = known()
    found = gaps_of(lake, here.values())
    held: dict[str, list[str]] = {}
    for name in lake.datasets():
        if (manifest := lake.latest(name)) is not None:
            held.setdefault(manifest.standard.partition(".")[0], []).append(name)
    days = [the_runs().get(one).record.as_of for one in found.runs]
    return GapPage(
        at=now(), models=found.models, idle=[_model(here, one) for one in found.idle], blocked=len(found.blocked),
        wanted=len({one.standard for one in found.gaps if one.models}),
        gaps=[_gap(here, one, top, held) for one in found.gaps if top or one.models or one.optional],
        unused=[_unused(here, one) for one in found.unused], undecided=reasons_told(found.undecided) if top else None,
        rows=sum(one.rows.total() for one in found.gaps) if top else None, runs=len(found.runs),
        last=max(days, default=None), pace=_pace(user), region=user.office.region, can=user.may(Right.LOAD_DATA),
    )  # fmt: skip


def _gap(here: Known, one: Gap, top: bool, held: dict[str, list[str]]) -> GapRow:
    standard, (zh, en) = standards()[one.standard], LACKS[one.lack]
    return GapRow(
        standard=one.standard, title=text(standard.title), provider=text(standard.provider),
        lack=Coded(code=one.lack, zh=zh, en=en), models=[_model(here, name) for name in one.models],
        alone=len(one.alone), optional=[_model(here, name) for name in one.optional],
        rows=one.rows.total() if top else None,
        reasons=reasons_told(one.rows) if top else [], over=len(one.over) if top else 0,
        datasets=held.get(one.standard, []),
    )  # fmt: skip


def _unused(here: Known, one: Unused) -> UnusedRow:
    zh, en = UNUSED[one.why]
    return UnusedRow(
        dataset=one.dataset, title=text(standards()[one.standard].title), number=one.number, rows=one.rows,
        why=Coded(code=one.why, zh=zh, en=en), models=[_model(here, name) for name in one.models], day=one.day,
    )  # fmt: skip


def _model(here: Known, name: str) -> Coded:
    title = here[name].title
    return Coded(code=name, zh=title.zh, en=title.en)


def _pace(user: User) -> PaceInfo | None:
    if not user.may(Right.SEE_CLUES):
        return None
    clues = Clue.objects.visible_to(user).order_by()
    found = counted(clues).values()
    lately = standing(clues).filter(at__gt=now() - timedelta(days=SPAN)).count()
    pace = Pace(
        sum(one.tally.clues for one in found), sum(one.tally.checked for one in found),
        sum(one.tally.waiting - one.transferred for one in found), lately,
    )  # fmt: skip
    return PaceInfo(
        clues=pace.clues, checked=pace.checked, waiting=pace.waiting, lately=pace.lately, days=SPAN, a_week=pace.a_week,
        weeks=pace.weeks,
    )  # fmt: skip
