"""Steps in a campaign: of the office that made it, and of those it asks. Each is taken once, whoever else tries."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localtime

from mingjian.desk.campaigns.models import Campaign, CampaignRun, CampaignStep, Chosen, Part
from mingjian.desk.campaigns.progress import progress_of
from mingjian.desk.campaigns.schemas import Answering, CampaignAct, CampaignAction, CampaignAnswer, CampaignStart
from mingjian.desk.campaigns.states import CampaignState, PartState, Reason
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.runs import start_run
from mingjian.desk.jobs.schemas import NewRun
from mingjian.desk.known import known
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.standards import standards

__all__ = ["act_on_campaign", "answer", "answers", "can", "find_campaign", "may_run", "own_part", "run_purpose",
           "start"]  # fmt: skip


def find_campaign(user: User, number: int) -> Campaign:
    """A campaign the user sees; `NotFound` for every other."""
    found = Campaign.objects.visible_to(user).select_related("office", "by").filter(pk=number).first()
    if found is None:
        raise NotFound("没有此专项，或您无权查看", "there is no such campaign, or you may not see it")
    return found


def own_part(user: User, campaign: Campaign) -> Part | None:
    """What the user's own office is asked to do."""
    seen = Part.objects.visible_to(user).select_related("office", "answered_by")
    return seen.filter(campaign=campaign, office=user.office).first()


def run_purpose(campaign: Campaign) -> str:
    """What runs of the campaign are for: its number and name."""
    return f"{campaign.number} {campaign.name}"


def can(user: User, campaign: Campaign) -> list[CampaignAction]:
    """What the user may do with the campaign now: chiefs, heads and digital office of the office that made it."""
    if campaign.office_id != user.office_id or not user.may(Right.ASSIGN):
        return []
    if campaign.state == CampaignState.DRAFT:
        return ["publish", "discard"]
    return ["remind", "extend", "close"] if campaign.state == CampaignState.OPEN else []


def answers(user: User, campaign: Campaign, part: Part | None) -> list[Answering]:
    """What the user may answer for his office now."""
    if part is None or campaign.state != CampaignState.OPEN:
        return []
    found: list[Answering] = ["seen"] if part.seen is None else []
    if user.may(Right.ASSIGN):
        found += ["take"] if part.state != PartState.TAKEN else []
        found += ["decline"] if part.state == PartState.ASKED else []
    return found


def may_run(user: User, campaign: Campaign, part: Part | None) -> bool:
    """Whether the user may run models in the campaign now."""
    going = campaign.state == CampaignState.OPEN and campaign.first <= today() <= campaign.last
    return going and part is not None and part.state == PartState.TAKEN and user.may(Right.RUN)


def act_on_campaign(user: User, number: int, given: CampaignAct) -> None:
    """A step of the office that made it."""
    one = find_campaign(user, number)
    if given.action not in can(user, one):
        if one.version != given.version:
            raise _quicker(one)
        raise BadRequest("您现在不能这样办理此专项", "you cannot do this with the campaign now", "action")
    with transaction.atomic():
        _TAKE[given.action](user, one, given)
        told = {"until": given.until.isoformat()} if given.until and given.action == "extend" else {}
        trace(user.username, f"campaign.{given.action}", one.number, why=given.why.strip(), **told)


def answer(user: User, number: int, given: CampaignAnswer) -> None:
    """What the user's office answers."""
    campaign = find_campaign(user, number)
    part = own_part(user, campaign)
    if part is None:
        raise NotFound
    if given.action not in answers(user, campaign, part):
        if part.version != given.version:
            raise _answered(part)
        raise BadRequest("您现在不能这样响应此专项", "you cannot answer this now", "action")
    if given.action == "seen":
        with transaction.atomic():  # that it was opened is a fact whatever else changed, and is told once
            if Part.objects.filter(pk=part.pk, seen=None).update(seen=now()):
                trace(user.username, "campaign.seen", campaign.number, office=part.office.code)
        return
    changes: dict[str, Any] = {"state": PartState.TAKEN.value, "reason": "", "why": given.why.strip(), "missing": []}
    if given.action == "decline":
        changes = _declined(campaign, given)
    changes |= {"answered": now(), "answered_by": user, "seen": part.seen or now()}
    with transaction.atomic():
        _move(part, given.version, **changes)
        CampaignStep.objects.create(
            campaign=campaign, part=part, at=now(), by=user, action=given.action, why=given.why.strip()
        )
        trace(user.username, f"campaign.{given.action}", campaign.number, office=part.office.code, reason=given.reason,
              missing=given.missing, why=given.why.strip())  # fmt: skip


def start(user: User, number: int, given: CampaignStart) -> Job:
    """Run a model of the campaign, in its version and with its parameters; the run carries the campaign's number."""
    campaign = find_campaign(user, number)
    part = own_part(user, campaign)
    if part is None or not user.may(Right.RUN):
        raise NotFound
    if part.version != given.version:
        raise _answered(part)
    if not may_run(user, campaign, part):
        raise BadRequest(
            "须先承接专项，并在专项期间内运行", "the campaign has to be taken up first, and be under way", "action"
        )
    chosen = campaign.models.filter(model=given.model).first()
    if chosen is None:
        raise BadRequest("此专项没有这个模型", "the campaign has no such model", "model")
    _same_version(chosen)
    asked = NewRun(as_of=given.as_of, purpose=run_purpose(campaign), parameters=chosen.parameters,
                   version=chosen.model_version, approval=given.approval)  # fmt: skip
    with transaction.atomic():
        _move(part, given.version)
        job = start_run(user, chosen.model, asked)
        CampaignRun.objects.create(part=part, chosen=chosen, job=job)
        CampaignStep.objects.create(campaign=campaign, part=part, at=now(), by=user, action="run", why=chosen.title_zh)
        trace(user.username, "campaign.run", campaign.number, office=part.office.code, model=chosen.model, job=job.pk)
    return job


# -- within ----------------------------------------------------------------------------------------------


def _publish(user: User, one: Campaign, given: CampaignAct) -> None:
    if one.last < today():
        raise BadRequest("截止日期已过，请重新拟定", "the last day has passed: make it anew", "last")
    for chosen in one.models.all():
        _same_version(chosen)
    _change(one, given, state=CampaignState.OPEN.value, published=now())
    _note(one, user, given)


def _discard(user: User, one: Campaign, given: CampaignAct) -> None:
    _change(one, given)
    Campaign.objects.filter(pk=one.pk).delete()


def _remind(user: User, one: Campaign, given: CampaignAct) -> None:
    waiting = one.parts.filter(state=PartState.ASKED.value)
    if not waiting.exists():
        raise BadRequest("各院均已响应，无须催办", "every office has answered", "action")
    _change(one, given)
    waiting.update(reminded=now())
    _note(one, user, given)


def _extend(user: User, one: Campaign, given: CampaignAct) -> None:
    if given.until is None or given.until <= one.last or given.until < today():
        raise BadRequest("新的截止日期须晚于原截止日期和今天", "the new last day lies after the old one", "until")
    if not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    _change(one, given, last=given.until)
    _note(one, user, given)


def _close(user: User, one: Campaign, given: CampaignAct) -> None:
    """Its figures are kept as they are, in the sight of whoever closes it."""
    found = progress_of(user, one, one.parts.select_related("office"))
    summary = {} if found is None else found[1].model_dump(mode="json")
    _change(one, given, state=CampaignState.CLOSED.value, closed=now(), summary=summary)
    _note(one, user, given)


_TAKE = {"publish": _publish, "discard": _discard, "remind": _remind, "extend": _extend, "close": _close}


def _change(one: Campaign, given: CampaignAct, **changes: Any) -> None:
    rows = Campaign.objects.filter(pk=one.pk, version=given.version, state=one.state)
    if not rows.update(version=F("version") + 1, **changes):
        raise _quicker(one)


def _note(one: Campaign, user: User, given: CampaignAct) -> None:
    CampaignStep.objects.create(campaign=one, at=now(), by=user, action=given.action, why=given.why.strip())


def _move(part: Part, version: int, **changes: Any) -> None:
    rows = Part.objects.filter(pk=part.pk, version=version, state=part.state)
    if not rows.update(version=F("version") + 1, **changes):
        raise _answered(part)


def _declined(campaign: Campaign, given: CampaignAnswer) -> dict[str, Any]:
    if given.reason not in list(Reason):
        raise BadRequest("请选择理由", "choose a reason", "reason")
    if given.reason == Reason.OTHER and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    if given.reason == Reason.DATA_MISSING and not given.missing:
        raise BadRequest("请指明缺少哪些数据", "say which data are missing", "missing")
    if unknown := [one for one in given.missing if one not in _majors()]:
        raise BadRequest(f"没有数据标准{unknown[0]}", f"there is no standard {unknown[0]}", "missing")
    missing = given.missing if given.reason == Reason.DATA_MISSING else []
    return {"state": PartState.DECLINED.value, "reason": given.reason, "why": given.why.strip(), "missing": missing}


def _majors() -> set[str]:
    """What data can be called."""
    return {one.major for one in standards().values()}


def _same_version(chosen: Chosen) -> None:
    if known().exact(chosen.model, chosen.fingerprint) is None:
        raise Conflict(
            f"模型“{chosen.title_zh}”已不是专项指定的版本{chosen.model_version}，请发起院重新拟定专项",
            f"'{chosen.title_en}' is no longer version {chosen.model_version} that the campaign names: "
            "whoever made it has to make it anew",
        )


def _quicker(one: Campaign) -> Conflict:
    last = CampaignStep.objects.filter(campaign_id=one.pk, part=None).select_related("by").last()
    if last is None:
        return Conflict("专项刚被更新，请刷新", "the campaign was just changed: load the page again")
    return _told(last)


def _answered(part: Part) -> Conflict:
    last = CampaignStep.objects.filter(part_id=part.pk).select_related("by").last()
    if last is None:
        return Conflict("刚被更新，请刷新", "it was just changed: load the page again")
    return _told(last)


def _told(last: CampaignStep) -> Conflict:
    who, when = last.by.name, f"{localtime(last.at):%Y-%m-%d %H:%M}"
    return Conflict(f"{who}已于{when}办理，请刷新", f"{who} was quicker, at {when}: load the page again")
