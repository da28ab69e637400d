"""From phase to phase: by the server's clock and a person's step. The deadline is the clock's alone.

Each step says all that is still to be done. Two who step at once: one does, the other is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from mingjian.contest.confined import draw
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.finals import at_borders, judges_for, open_pairs, stale_types
from mingjian.desk.contests.models import Appeal, Assigned, Contest, ProposalRow, Seat, TaskRow, Work
from mingjian.desk.contests.queueing import queue_task, tasks_waiting
from mingjian.desk.contests.roots import root
from mingjian.desk.contests.schemas import ContestStep
from mingjian.desk.contests.sealing import sealed_data
from mingjian.desk.contests.sight import Seen, What, seen, working
from mingjian.desk.contests.states import NEXT, AppealState, Phase, SeatKind, WorkState
from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["may_begin", "move", "step"]

_LETTERS = {"application": "A", "prototype": "P", "creative": "C"}


def step(user: User, slug: str, given: ContestStep) -> None:
    """Take a contest to its next phase."""
    at = seen(user, slug)
    at.act(What.STEER)
    try:
        to = Phase.of(given.to)
    except ValueError:
        raise BadRequest("没有这个阶段", "there is no such phase", "to") from None
    with transaction.atomic():
        held = locked(at.contest)
        if held.version != given.version:
            raise Conflict("竞赛已被他人修改，请刷新后再试", "somebody changed the contest meanwhile: look again")
        here = Seen(user, held, at.seat)
        if to not in NEXT[here.phase]:
            raise BadRequest(
                f"不能从“{here.phase.zh}”进入“{to.zh}”", f"'{to.en}' does not follow '{here.phase.en}'", "to"
            )
        _clock(here, to)
        if lacking := list(_LACKS.get(to, _nothing)(here, given.why.strip())):
            raise BadRequest("；".join(zh for zh, _ in lacking), "; ".join(en for _, en in lacking), "to")
        _DOES.get(to, _do_nothing)(held, user)
        move(held, to, user, given.why.strip())


def move(contest: Contest, to: Phase, user: User, why: str = "") -> None:
    """Write a phase down. Within a transaction that holds the contest."""
    since = {**contest.since, to.value: now().isoformat()}
    Contest.objects.filter(pk=contest.pk).update(phase=to.value, since=since, version=F("version") + 1)
    contest.phase, contest.since = to.value, since
    link(contest, "phase", {"to": to.value, "by": user.username, "why": why})
    trace(user.username, "contest.step", contest.slug, to=to.value, **({"why": why} if why else {}))


def may_begin(at: Seen, phase: Phase) -> datetime | None:
    """When the file lets a phase begin; None: whenever a person says so."""
    return at.rules.begins(phase.value) if phase not in (Phase.DRAFT, Phase.SIGNED) else None


def _clock(at: Seen, to: Phase) -> None:
    when = may_begin(at, to)
    if when is not None and now() < when:
        shown = f"{localtime(when):%Y-%m-%d %H:%M}"
        raise BadRequest(f"“{to.zh}”最早于 {shown} 开始", f"'{to.en}' begins at {shown} at the earliest", "to")


Lacks = Iterator[tuple[str, str]]


def _nothing(at: Seen, why: str) -> Lacks:
    del at, why
    yield from ()


def _before_announced(at: Seen, why: str) -> Lacks:
    del why
    if not _seats(at, SeatKind.SECRETARY):
        yield "还没有秘书", "there is no secretary yet"
    if at.rules.late(now()):
        yield "截止时间已过", "the deadline has passed already"


def _before_checked(at: Seen, why: str) -> Lacks:
    del why
    waiting = Work.objects.filter(contest=at.contest, state=WorkState.SUBMITTED.value).count()
    if waiting:
        yield f"还有 {waiting} 件作品没有审查", f"{waiting} works are not decided on yet"


def _before_judging(at: Seen, why: str) -> Lacks:
    admitted = Work.objects.filter(contest=at.contest, state=WorkState.ADMITTED.value)
    if not admitted and not why:
        yield "没有参评的作品，如仍继续请写明理由", "no work takes part: say why to go on all the same"
    assigned = set(Assigned.objects.filter(contest=at.contest).values_list("work", flat=True))
    lacking = sorted(one.number for one in admitted if one.pk not in assigned)
    if lacking and not why:
        listed = "、".join(lacking[:10])
        yield (
            f"{len(lacking)} 件作品没有评委（{listed}），如仍开始请写明理由",
            f"{len(lacking)} works have no judge ({listed}): say why to begin all the same",
        )


def _before_defence(at: Seen, why: str) -> Lacks:
    del why
    yield from _unsettled(at)
    for kind, finals in at_borders(at.contest).items():
        if finals and not judges_for(at.contest, kind):
            yield (
                f"“{kind}”没有可以参加比较的评委（身份须已确认）",
                f"there is no judge of whom it is sure who that is to compare works of type '{kind}'",
            )


def _unsettled(at: Seen) -> Lacks:
    """Agreement and outliers are computed over the forms there are, and all that came of it is decided: nothing ranks
    before that."""
    if tasks_waiting(at.contest, "settle", "assign"):
        yield "一致性检查或分配方案还在计算", "agreement or a proposal is still being computed"
    elif stale := stale_types(at.contest):
        yield (
            f"评分表在一致性检查之后有变动，请重新检查：{'、'.join(stale)}",
            f"forms changed since agreement was computed: compute it anew ({', '.join(stale)})",
        )
    open_ = TaskRow.objects.filter(contest=at.contest).exclude(state="closed").count()
    if open_:
        yield f"还有 {open_} 项偏离待核", f"{open_} reviews far from the others are not settled"
    proposed = ProposalRow.objects.filter(contest=at.contest, state="open").count()
    if proposed:
        yield f"还有 {proposed} 个分配方案待采用或放弃", f"{proposed} proposals wait to be applied or dropped"


def _before_frozen(at: Seen, why: str) -> Lacks:
    yield from _unsettled(at)
    yield from _uncompared(at, why)
    if working().filter(contest=at.contest, kind=SeatKind.SIGNER.value).count() != 2:
        yield (
            "需要两名能签发的人；席位不起作用的，秘书知道是谁",
            "two signers who can sign are needed; the secretary knows whose seat is without effect",
        )
    judged = Work.objects.filter(contest=at.contest, state=WorkState.ADMITTED.value, anchor=False)
    short = 0
    for work in judged.prefetch_related("forms"):
        least = at.rules.definition.types[work.kind].least
        short += sum(not one.withdrawn and not one.abstained for one in work.forms.all()) < least
    if short and not why:
        yield (
            f"{short} 件作品的评分少于最少评委数，如仍封存请写明理由",
            f"{short} works have fewer forms than the least: say why to freeze all the same",
        )


def _uncompared(at: Seen, why: str) -> Lacks:
    """Works at a border of awards that nobody compared; pairs that wait for their judges."""
    if at.phase is Phase.DEFENCE:
        if not at.contest.drawn:
            yield "决赛尚未抽签", "the finals are not drawn yet"
        elif (waiting := open_pairs(at.contest)) and not why:
            yield (
                f"还有 {waiting} 组比较没有答复，如仍封存请写明理由",
                f"{waiting} pairs are not answered: say why to freeze all the same",
            )
        return
    works = sum(len(final) for finals in at_borders(at.contest).values() for final in finals)
    if works and not why:
        yield (
            f"{works} 件作品的名次区间跨越奖项界线，应进入答辩两两比较，如不答辩请写明理由",
            f"{works} works may lie on either side of an award: they belong into a final; say why there is none",
        )


def _before_final(at: Seen, why: str) -> Lacks:
    del why
    open_ = Appeal.objects.filter(contest=at.contest, state__in=[AppealState.OPEN.value, AppealState.HEARD.value])
    if open_.exists():
        yield f"还有 {open_.count()} 件申诉未办结", f"{open_.count()} appeals are not ended"


_LACKS: dict[Phase, Callable[[Seen, str], Lacks]] = {
    Phase.ANNOUNCED: _before_announced, Phase.CHECKED: _before_checked, Phase.JUDGING: _before_judging,
    Phase.DEFENCE: _before_defence, Phase.FROZEN: _before_frozen, Phase.FINAL: _before_final,
}  # fmt: skip


def _do_nothing(contest: Contest, user: User) -> None:
    del contest, user


def _announce(contest: Contest, user: User) -> None:
    """Draw the seed of the sealed province; what is published is its hash with a salt."""
    del user
    drawn = draw()
    told = sealed_data(f"province {contest.slug}", {"seed": drawn.seed, "salt": drawn.salt})
    Contest.objects.filter(pk=contest.pk).update(sealed=told, promise=drawn.hash)
    link(contest, "promise", {"sha256": drawn.hash})


def _close(contest: Contest, user: User) -> None:
    """Publish the root of all receipts and draw the numbers of works: no order of them tells when a work came."""
    made, count = root(contest)
    by_kind: dict[str, list[Work]] = {}
    for work in Work.objects.filter(contest=contest, versions__number__gt=0).distinct().order_by("id"):
        by_kind.setdefault(work.kind, []).append(work)
    for kind, works in by_kind.items():
        secrets.SystemRandom().shuffle(works)
        for place, work in enumerate(works, 1):
            work.number = f"{_LETTERS[kind]}{place:03}"
        Work.objects.bulk_update(works, ["number"])
    Contest.objects.filter(pk=contest.pk).update(root=made, receipts=count)
    link(contest, "root", {"root": made, "receipts": count})
    trace(user.username, "contest.root", contest.slug, root=made, receipts=count)


def _freeze(contest: Contest, user: User) -> None:
    Contest.objects.filter(pk=contest.pk).update(digest="", bundle="", shadow={})
    queue_task(contest, user, "freeze")


def _settle(contest: Contest, user: User) -> None:
    queue_task(contest, user, "settle")


def _defend(contest: Contest, user: User) -> None:
    queue_task(contest, user, "finals")


_DOES: dict[Phase, Callable[[Contest, User], None]] = {
    Phase.ANNOUNCED: _announce, Phase.CLOSED: _close, Phase.SETTLING: _settle, Phase.DEFENCE: _defend,
    Phase.FROZEN: _freeze,
}  # fmt: skip


def _seats(at: Seen, kind: SeatKind) -> int:
    return Seat.objects.filter(contest=at.contest, kind=kind.value).count()
