"""Campaigns as their readers see them: the list, the page, the table of progress as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q

from mingjian.desk.campaigns.making import may_make
from mingjian.desk.campaigns.models import Campaign, CampaignStep, Part
from mingjian.desk.campaigns.progress import ended_models, jobs_of, progress_of, stage_of
from mingjian.desk.campaigns.schemas import (
    CampaignList,
    CampaignPage,
    CampaignQuery,
    CampaignRow,
    CampaignStepInfo,
    ChosenInfo,
    DataNeed,
    PartInfo,
    Progress,
)
from mingjian.desk.campaigns.states import CampaignState, PartState, Reason
from mingjian.desk.campaigns.steps import answers, can, find_campaign, may_run, run_purpose
from mingjian.desk.errors import NotFound
from mingjian.desk.exports.rows import Cell, Column
from mingjian.desk.exports.services import Exported, Taking, hand_out
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.services import job_info
from mingjian.desk.known import known
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text, coded
from mingjian.models.enumerations import Line
from mingjian.standards import standards

__all__ = ["campaign_file", "campaign_page", "list_campaigns"]

JOBS = 10
_STEPS = {
    "make": ("拟定", "made"), "publish": ("发布", "published"), "remind": ("催办", "reminded"),
    "extend": ("延期", "extended"), "close": ("结束", "closed"), "take": ("承接", "taken up"),
    "decline": ("暂不能开展", "not taken up"), "run": ("运行模型", "model run"),
}  # fmt: skip


def list_campaigns(user: User, query: CampaignQuery) -> CampaignList:
    """A page of the campaigns the user sees, newest first."""
    if not user.may(Right.SEE_MODELS):
        raise NotFound
    seen = Campaign.objects.visible_to(user)
    if query.view != "all":
        seen = seen.filter(state=CampaignState.OPEN.value)
    if query.view == "asked":
        waiting = Part.objects.filter(office=user.office, state=PartState.ASKED.value)
        seen = seen.filter(pk__in=waiting.values("campaign"))
    begin = (query.page - 1) * query.size
    shown = seen.select_related("office").order_by("-id")[begin : begin + query.size]
    return CampaignList(items=_rows(user, list(shown)), total=seen.count(), may_make=may_make(user))


def campaign_page(user: User, number: int) -> CampaignPage:
    """A campaign with the parts, figures and runs the user sees."""
    one = find_campaign(user, number)
    visible = Part.objects.visible_to(user).filter(campaign=one).select_related("office", "answered_by")
    parts = list(visible.order_by("office__path"))
    draft = one.state == CampaignState.DRAFT
    found = None if draft else progress_of(user, one, parts)
    runs = jobs_of(parts)
    rows = [_part(part, *runs.get(part.pk, (0, 0)), None if found is None else found[0][part.pk]) for part in parts]
    own = next((part for part in parts if part.office_id == user.office_id), None)
    jobs = Job.objects.visible_to(user).filter(campaign_run__part__in=parts).select_related("office", "by")
    whole = one.office_id in user.offices_below and user.may(Right.SEE_CLUES)
    return CampaignPage(
        **_rows(user, [one])[0].model_dump(), purpose=one.purpose, basis=one.basis,
        by=Person(username=one.by.username, name=one.by.name), published=one.published, closed=one.closed,
        run_purpose=run_purpose(one), models=_chosen(one), part_rows=rows,
        own_part=next((row for part, row in zip(parts, rows, strict=True) if part is own), None),
        total_progress=None if found is None else found[1],
        summary=Progress.model_validate(one.summary) if one.summary and whole else None,
        steps=_steps(one, parts), jobs=[job_info(user, job) for job in jobs.order_by("-id")[:JOBS]],
        can=can(user, one), answers=answers(user, one, own), may_run=may_run(user, one, own),
        reasons=[coded(reason.value, reason) for reason in Reason],
    )  # fmt: skip


def campaign_file(user: User, number: int, given: Taking) -> Exported:
    """The progress by office as a marked file."""
    page = campaign_page(user, number)
    heads = (("检察院", "Office", 32), ("要求", "Asked for", 40), ("进度", "Stage", 14), ("理由", "Reason", 24),
             ("运行", "Runs", 8), ("线索", "Clues", 10), ("未结", "Open", 10), ("已有结论", "Concluded", 10),
             ("成案线索", "Confirmed", 10), ("案件", "Cases", 10), ("已整改", "Put right", 10),
             ("追回金额（元）", "Recovered (yuan)", 16), ("追责人数", "Held to account", 10))  # fmt: skip
    columns = [Column(zh, en, width, width / 12) for zh, en, width in heads]
    rows = [_cells(one, given.lang) for one in page.part_rows]
    return hand_out(user, given, columns, rows, action="campaign.export", stem="campaign", title=("专项", "Campaign"),
                    campaign=page.number)  # fmt: skip


# -- within ----------------------------------------------------------------------------------------------


def _cells(one: PartInfo, lang: str) -> list[Cell]:
    why = " ".join(part for part in (getattr(one.reason, lang, ""), one.why) if part)
    numbers: list[Cell] = [None] * 8
    if (of := one.progress) is not None:
        numbers = [of.clues, of.open, of.verified, of.confirmed, of.cases, of.rectified, of.recovered, of.held]
    return [getattr(one.office, lang), one.task, getattr(one.stage, lang), why, one.runs, *numbers]


def _rows(user: User, shown: list[Campaign]) -> list[CampaignRow]:
    visible = Part.objects.visible_to(user).filter(campaign__in=shown)
    counts: dict[int, dict[str, Any]] = {
        row["campaign"]: dict(row)
        for row in visible.order_by().values("campaign").annotate(
            parts=Count("pk"), taken=Count("pk", filter=Q(state=PartState.TAKEN.value)),
            declined=Count("pk", filter=Q(state=PartState.DECLINED.value)),
            unseen=Count("pk", filter=Q(seen=None, state=PartState.ASKED.value)),
        )
    }  # fmt: skip
    own = {part.campaign_id: part for part in visible.filter(office=user.office)}
    return [_row(one, counts.get(one.pk, {}), own.get(one.pk)) for one in shown]


def _row(one: Campaign, counts: dict[str, int], own: Part | None) -> CampaignRow:
    return CampaignRow(
        id=one.pk, number=one.number, name=one.name, line=coded(one.line, Line.of(one.line)),
        office=office_code(one.office), first=one.first, last=one.last, days_left=(one.last - today()).days,
        state=coded(one.state, CampaignState.of(one.state)), version=one.version,
        own=None if own is None else coded(own.state, PartState.of(own.state)),
        reminded=own is not None and own.reminded is not None and own.state == PartState.ASKED,
        **{name: counts.get(name, 0) for name in ("parts", "taken", "declined", "unseen")},
    )  # fmt: skip


def _part(part: Part, runs: int, working: int, progress: Progress | None) -> PartInfo:
    stage = stage_of(part, runs, progress)
    return PartInfo(
        office=office_code(part.office), task=part.task, state=coded(part.state, PartState.of(part.state)),
        stage=coded(stage.value, stage), seen=part.seen, answered=part.answered, answered_by=person(part.answered_by),
        reason=coded(part.reason, Reason.of(part.reason)) if part.reason else None, why=part.why,
        missing=_needs(part.missing), reminded=part.reminded, runs=runs, working=working, progress=progress,
        version=part.version,
    )  # fmt: skip


def _chosen(one: Campaign) -> list[ChosenInfo]:
    ran, here, listed = ended_models(one), known(), []
    for chosen in one.models.all():
        model = here.exact(chosen.model, chosen.fingerprint) or here.get(chosen.model)
        needs = [] if model is None else [need.standard for need in model.needs.values() if need.standard]
        listed.append(ChosenInfo(
            model=chosen.model, title=Text(zh=chosen.title_zh, en=chosen.title_en), version=chosen.model_version,
            parameters=chosen.parameters, current=model is not None and model.fingerprint == chosen.fingerprint,
            ran=chosen.model in ran, needs=_needs(dict.fromkeys(needs)),
        ))  # fmt: skip
    return listed


def _needs(majors: Iterable[str]) -> list[DataNeed]:
    """Data by their standards, and whether any were delivered."""
    wanted = list(majors)
    if not wanted:
        return []
    lake, known = the_lake(), {one.major: one for one in standards().values()}
    newest = [lake.latest(name) for name in lake.datasets()]
    have = {one.standard.partition(".")[0] for one in newest if one is not None}
    listed = []
    for major in wanted:
        title = known[major].title if major in known else Text(zh=major, en=major)
        listed.append(DataNeed(standard=major, zh=title.zh, en=title.en, there=major in have))
    return listed


def _steps(one: Campaign, parts: list[Part]) -> list[CampaignStepInfo]:
    """What was done with the campaign, and in the parts the reader sees."""
    steps = CampaignStep.objects.filter(Q(part=None) | Q(part__in=parts), campaign=one)
    return [
        CampaignStepInfo(
            at=step.at, by=Person(username=step.by.username, name=step.by.name),
            office=office_code(step.part.office) if step.part is not None else None,
            action=coded(step.action, Text(zh=_STEPS[step.action][0], en=_STEPS[step.action][1])), why=step.why,
        )
        for step in steps.select_related("by", "part__office")
    ]  # fmt: skip
