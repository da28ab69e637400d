"""Before results are frozen: how far judges agree, how strict each is, and forms far from the others, each a task that
is settled by people. No score is changed, and nobody sees a rank here."""

from __future__ import annotations

from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.contest import Standing, parse_contest
from mingjian.contest.forms import digest_of
from mingjian.desk.contests.assigning import propose_more
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.forms import forms_of, take_back
from mingjian.desk.contests.judging_schemas import (
    AgreementInfo,
    FarAct,
    FarInfo,
    FarList,
    JudgesAgree,
    LeniencyInfo,
    QuestionAnswer,
)
from mingjian.desk.contests.models import Contest, FormRow, Outcome, ProposalRow, TaskRow, Work
from mingjian.desk.contests.outcomes import computed, standings_of
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.states import Phase
from mingjian.desk.contests.works import type_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text

__all__ = ["act_on_far", "agreement_of", "answer_question", "far_forms", "settle", "settled_by_job"]


def settle(user: User, slug: str) -> None:
    """Let agreement and outliers be computed over the forms there are."""
    at = seen(user, slug)
    at.act(What.FARAWAY)
    if at.phase.reached(Phase.DEFENCE):
        raise BadRequest("评分已定，不再核对", "forms stay as they are: there is nothing left to settle")
    queue_task(at.contest, user, "settle")


def settled_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job: a task for each form far from the others; further reviews proposed where judges do not agree."""
    types = parse_contest(contest.text).definition.types
    opened, more = 0, 0
    for place, kind in enumerate(types):
        watch.check()
        watch.tell(f"计算 {kind}", f"computing {kind}", place / len(types))
        forms = forms_of(contest, kind)
        if not any(one.counts for one in forms):
            continue
        found = computed(contest, kind, forms)
        with transaction.atomic():
            held = locked(contest)
            if Phase.of(held.phase).reached(Phase.DEFENCE):
                break
            rows = {(one.work.number, one.judge.code): one for one in _counting(held, kind)}
            for far in found.data["outliers"]:
                row = rows.get((far["work"], far["judge"]))
                if row is not None:
                    _, new = TaskRow.objects.get_or_create(
                        form=row, defaults={"contest": held, "away": far["away"], "far": far["far"]}
                    )
                    opened += new
            tried = ProposalRow.objects.filter(contest=held, kind=kind).exclude(more={}).exists()
            if found.data["diagnosis"]["more"] and not tried:  # once; what comes of it, people decide
                judged = [w for w, one in standings_of(held, kind).items() if one is Standing.JUDGED]
                propose_more(held, job.by, kind, dict.fromkeys(judged, 1))
                more += 1
    return {"tasks": opened, "proposals": more}


def far_forms(user: User, slug: str) -> FarList:
    """Forms to be settled, for the secretary: whose and of which work, not how far off."""
    at = seen(user, slug)
    at.need(What.FARAWAY)
    found = TaskRow.objects.filter(contest=at.contest).select_related("form__work", "form__judge")
    return FarList(items=[_info(one) for one in found])


def act_on_far(user: User, slug: str, number: int, given: FarAct) -> FarInfo:
    """Ask the judge, or settle it with a reason."""
    at = seen(user, slug)
    at.act(What.FARAWAY)
    if given.action == "close" and not given.why.strip():
        raise BadRequest("请写明如何处理", "say how it was settled", "why")
    with transaction.atomic():
        held = locked(at.contest)
        state, from_ = ("asked", ["open"]) if given.action == "ask" else ("closed", ["open", "asked", "answered"])
        changed = TaskRow.objects.filter(
            contest=held, pk=number, version=given.version, state__in=from_
        ).update(state=state, closed_why=given.why.strip(), version=F("version") + 1)  # fmt: skip
        row = TaskRow.objects.filter(contest=held, pk=number).select_related("form__work", "form__judge").first()
        if row is None:
            raise NotFound
        if not changed:
            raise Conflict("该事项已被他人处理，请刷新后再试", "somebody dealt with it meanwhile: look again")
        link(held, "far", {"form": row.form.number, "action": given.action, "why": given.why.strip()})
        trace(user.username, f"contest.far.{given.action}", held.slug, form=row.form.number)
    return _info(row)


def answer_question(user: User, slug: str, number: int, given: QuestionAnswer) -> None:
    """A judge's answer: his form stands, or he takes it back and sends another."""
    at = seen(user, slug)
    seat = at.act(What.SCORING)
    with transaction.atomic():
        held = locked(at.contest)
        row = TaskRow.objects.select_related("form").filter(contest=held, pk=number, form__judge=seat).first()
        if row is None or row.state not in ("asked", "answered"):
            raise NotFound
        if Phase.of(held.phase).reached(Phase.DEFENCE) or row.state != "asked":
            raise Conflict("该事项已答复", "it was answered already")
        if given.withdraw:
            take_back(held, row.form, given.answer.strip(), user)
        TaskRow.objects.filter(pk=row.pk).update(
            state="answered", answer=given.answer.strip(), version=F("version") + 1
        )
        link(held, "answer", {"form": row.form.number, "withdrawn": given.withdraw})
        trace(user.username, "contest.answer", held.slug, form=row.form.number, withdrawn=given.withdraw)


def agreement_of(user: User, slug: str) -> JudgesAgree:
    """Agreement by type as it was computed last; strictness by judge for the organiser."""
    at = seen(user, slug)
    at.need(What.AGREEMENT)
    items, judges = [], []
    for kind in at.rules.definition.types:
        last = Outcome.objects.filter(contest=at.contest, kind=kind).order_by("-made", "-id").first()
        if last is None:
            continue
        forms = forms_of(at.contest, kind)
        items.append(_agreement(last, digest_of(forms)))
        if at.may(What.LENIENCY):
            judges += _leniency(at.contest, last)
    return JudgesAgree(items=items, judges=sorted(judges, key=lambda one: one.judge))


def _counting(contest: Contest, kind: str) -> list[FormRow]:
    found = FormRow.objects.filter(contest=contest, work__kind=kind, withdrawn="", abstained="")
    return list(found.select_related("work", "judge"))


def _info(row: TaskRow) -> FarInfo:
    return FarInfo(
        id=row.pk, judge=row.form.judge.code, work=row.form.work.number, form=row.form.number, state=row.state,
        answer=row.answer, why=row.closed_why, version=row.version,
    )  # fmt: skip


def _agreement(last: Outcome, digest: str) -> AgreementInfo:
    data = last.data
    said, found = data["diagnosis"], data["agreement"]
    return AgreementInfo(
        type=type_of(last.kind), verdict=said["verdict"], zh=said["zh"], en=said["en"], more=said["more"],
        alpha=found["interval"]["value"], alpha_low=found["interval"]["low"], alpha_high=found["interval"]["high"],
        w=found["w"]["value"], forms=len(data["estimate"]["table"]["value"]),
        by_criterion={name: one["interval"]["value"] for name, one in data["by_criterion"].items()},
        notes=[Text(zh=one["zh"], en=one["en"]) for one in data["notes"] if one["kind"] != "unread"],
        current=last.on == digest,
    )  # fmt: skip


def _leniency(contest: Contest, last: Outcome) -> list[LeniencyInfo]:
    """By judge, over all works of his and over anchors alone; no work is named."""
    table, effects = last.data["estimate"]["table"], last.data["estimate"]["judges"]
    anchors = set(Work.objects.filter(contest=contest, anchor=True).values_list("number", flat=True))
    at_anchor = {place for place, work in enumerate(table["works"]) if work in anchors}
    cells = list(zip(table["work"], table["judge"], table["value"], strict=True))
    means = {w: _mean([v for x, _, v in cells if x == w]) for w in at_anchor}
    found = []
    for place, judge in enumerate(table["judges"]):
        own = [(w, v) for w, j, v in cells if j == place]
        values = [v for _, v in own]
        off = [v - means[w] for w, v in own if w in at_anchor]
        found.append(LeniencyInfo(
            judge=judge, forms=len(own), effect=round(effects[place], 4), anchors=round(_mean(off), 4) if off else None,
            lowest=min(values), middle=median(values), highest=max(values),
        ))  # fmt: skip
    return found


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
