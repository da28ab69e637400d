"""Judging again, as a set: what would change is computed and shown, then it is applied or dropped, with the reason. A
set made on older forms is refused; one that is applied takes the result back to be computed and signed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.contest import ContestError, Form
from mingjian.contest.forms import digest_of
from mingjian.contest.results import Rank, Rejudging, applied, dropped, preview, rejudge
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.forms import as_form, forms_of
from mingjian.desk.contests.models import Contest, FormRow, RejudgingSet, Seat, Work
from mingjian.desk.contests.outcomes import result_of
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.result_schemas import (
    AddedForm,
    NewRejudging,
    RankMove,
    RejudgingAct,
    RejudgingInfo,
    RejudgingList,
)
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.signing import unfreeze
from mingjian.desk.contests.states import Phase, SeatKind
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["act_on_set", "make_set", "preview_by_job", "sets_of"]


def make_set(user: User, slug: str, given: NewRejudging) -> None:
    """A set on the forms as they are; what it would change is computed by a job."""
    at = seen(user, slug)
    at.act(What.REJUDGING)
    with transaction.atomic():
        held = locked(at.contest)
        _refuse_ended(held)
        forms = forms_of(held)
        added = [_added(Seen(user, held, at.seat), one, held.last_form + n) for n, one in enumerate(given.add, 1)]
        made = _set(forms, user, given.reason, {int(number): why for number, why in given.withdraw.items()}, added)
        _refuse_doubles(forms, made)
        row = RejudgingSet.objects.create(
            contest=held, on=made.on, reason=made.reason, withdraw=given.withdraw,
            add=[one.model_dump() for one in given.add], by=user, at=now(),
        )  # fmt: skip
        link(held, "rejudging", {"set": row.pk, "on": made.on, "reason": made.reason})
        trace(user.username, "contest.rejudging.make", held.slug, set=row.pk, reason=made.reason)
        queue_task(held, user, "rejudge", set=row.pk)


def preview_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job: which works would move."""
    row = RejudgingSet.objects.filter(contest=contest, pk=job.argument.get("set")).select_related("by").first()
    if row is None or row.state != "made":
        return {"moves": 0}
    forms = forms_of(contest)
    made = _read(contest, forms, row)
    touched = {one.kind for one in forms if str(one.number) in row.withdraw} | {one.kind for one in made.add}
    watch.tell("计算", "computing", 0.2)

    def ranks(some: Sequence[Form]) -> list[Rank]:
        watch.check()
        own = {kind: [one for one in some if one.kind == kind] for kind in sorted(touched)}
        return [rank for kind, forms_ in own.items() for rank in result_of(contest, kind, forms_).ranks]

    moves = [asdict(one) for one in preview(forms, made, ranks)]
    RejudgingSet.objects.filter(pk=row.pk, state="made").update(moves=moves)
    return {"moves": len(moves)}


def act_on_set(user: User, slug: str, number: int, given: RejudgingAct) -> None:
    """Apply a set that was looked at, or drop it with a reason."""
    at = seen(user, slug)
    at.act(What.REJUDGING)
    if given.action == "drop" and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    with transaction.atomic():
        held = locked(at.contest)
        row = RejudgingSet.objects.select_for_update().filter(contest=held, pk=number).select_related("by").first()
        if row is None:
            raise NotFound
        if row.state != "made":
            raise Conflict("该方案已处理", "the set was dealt with already")
        if given.action == "apply":
            _refuse_ended(held)
            if row.moves is None:
                raise BadRequest("请先查看会改变什么", "look at what would change first", "action")
            forms = forms_of(held)
            made = _read(held, forms, row)
            try:
                after, said = applied(forms, made)
            except ContestError as error:
                raise Conflict(error.zh, error.en) from None
            _write(held, user, row, made)
            assert digest_of(forms_of(held)) == digest_of(after), "the rows are the forms the library made"
            unfreeze(held, user, row.reason)
        else:
            said = dropped(Rejudging(row.on, row.by.username, row.reason), given.why.strip())
        RejudgingSet.objects.filter(pk=row.pk).update(
            state="applied" if given.action == "apply" else "dropped", why=given.why.strip()
        )
        link(held, "rejudged", {"set": row.pk, **said})
        trace(user.username, f"contest.rejudging.{given.action}", held.slug, set=row.pk, why=given.why.strip())


def sets_of(user: User, slug: str) -> RejudgingList:
    """Sets of a contest, newest first."""
    at = seen(user, slug)
    at.need(What.REJUDGING)
    found = RejudgingSet.objects.filter(contest=at.contest).select_related("by")
    return RejudgingList(items=[_info(one) for one in found])


def _set(forms: Sequence[Form], user: User, reason: str, withdraw: dict[int, str], add: list[Form]) -> Rejudging:
    if not withdraw and not add:
        raise BadRequest("方案没有内容", "the set says nothing", "withdraw")
    try:
        return rejudge(forms, user.username, reason, withdraw, add)
    except ContestError as error:
        raise BadRequest(error.zh, error.en, "withdraw") from None


def _refuse_doubles(forms: Sequence[Form], made: Rejudging) -> None:
    """After it each judge has one form of a work that counts at most."""
    standing = [one for one in forms if not one.withdrawn and one.number not in made.withdraw]
    pairs = [(one.work, one.judge) for one in [*standing, *made.add]]
    if twice := sorted({one for one in pairs if pairs.count(one) > 1}):
        raise BadRequest(
            f"评委{twice[0][1]}对{twice[0][0]}会有两份评分表",
            f"judge {twice[0][1]} would have two forms of {twice[0][0]}",
            "add",
        )


def _refuse_ended(contest: Contest) -> None:
    if Phase.of(contest.phase) is Phase.FINAL:
        raise BadRequest("竞赛已终结", "the contest is final")


def _added(at: Seen, given: AddedForm, number: int) -> Form:
    """A form that comes with the set: of a judge of the contest, entered by who makes the set."""
    judge = Seat.objects.select_related("user").filter(
        contest=at.contest, kind=SeatKind.JUDGE.value, code=given.judge
    ).first()  # fmt: skip
    work = Work.objects.filter(contest=at.contest, number=given.work, assigned__judge=judge).first() if judge else None
    if judge is None or work is None:
        raise BadRequest("评委没有分到这件作品", "the work is not assigned to the judge", "add")
    row = FormRow(
        contest=at.contest, number=number, key=given.key, work=work, judge=judge, scores=given.scores,
        reasons={name: why.strip() for name, why in given.reasons.items() if why.strip()},
        abstained=given.abstained.strip(), entered_by=at.user, paper=given.paper.strip(), at=now(),
    )  # fmt: skip
    form = as_form(row)
    rules = at.rules.definition.types[work.kind]
    if flaws := rules.scoring().flaws(form):
        raise BadRequest("；".join(one.zh for one in flaws), "; ".join(one.en for one in flaws), "add")
    if strange := sorted(set(form.reasons) - set(rules.criteria)):
        raise BadRequest(f"没有评分项“{strange[0]}”", f"there is no criterion '{strange[0]}'", "add")
    return form


def _read(contest: Contest, forms: Sequence[Form], row: RejudgingSet) -> Rejudging:
    """The set as the library takes it, on the forms it was made on."""
    if digest_of(forms) != row.on:
        raise Conflict(
            "评分表在此之后有变动，请重新制作复核方案", "forms have changed since this set was made: make it anew"
        )
    at = Seen(row.by, contest, None)
    added = [_added(at, AddedForm(**one), contest.last_form + n) for n, one in enumerate(row.add, 1)]
    return Rejudging(
        row.on, row.by.username, row.reason, {int(n): why for n, why in row.withdraw.items()}, tuple(added)
    )


def _write(contest: Contest, user: User, row: RejudgingSet, made: Rejudging) -> None:
    for number, why in made.withdraw.items():
        FormRow.objects.filter(contest=contest, number=number, withdrawn="").update(withdrawn=why)
    seats = {one.code: one for one in Seat.objects.filter(contest=contest)}
    works = {one.number: one for one in Work.objects.filter(contest=contest).exclude(number="")}
    for form, given in zip(made.add, row.add, strict=True):
        try:
            with transaction.atomic():
                FormRow.objects.create(
                    contest=contest, number=form.number, key=given["key"], work=works[form.work],
                    judge=seats[form.judge], scores=dict(form.scores), reasons=dict(form.reasons),
                    abstained=form.abstained, entered_by=row.by, paper=form.paper, at=now(),
                )  # fmt: skip
        except IntegrityError:
            raise Conflict("这个编号已用于另一份评分表", "the key was used for another form") from None
    Contest.objects.filter(pk=contest.pk).update(last_form=F("last_form") + len(made.add))
    contest.refresh_from_db()


def _info(row: RejudgingSet) -> RejudgingInfo:
    return RejudgingInfo(
        id=row.pk, reason=row.reason, withdraw=row.withdraw, add=row.add,
        moves=None if row.moves is None else [RankMove(**one) for one in row.moves], state=row.state, why=row.why,
        by=row.by.name, at=row.at,
    )  # fmt: skip
