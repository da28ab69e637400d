"""Asking for an approval, deciding it, taking it back. What a run asks for is `permits`.

Four eyes: nobody decides what he asked for. What is approved is exactly what was asked: the model by fingerprint, the
dataset versions, the parameters, the purpose, for the asker's office, until the end of a day.

Source: Personal Information Protection Law of the PRC arts. 55, 56 (assessment before handling sensitive information);
the same, arts. 6, 34; Criminal Procedure Law art. 286 (sealed records).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Literal

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import get_current_timezone, localtime

from mingjian.desk.approvals.models import Request, Standing
from mingjian.desk.approvals.schemas import (
    ApprovalAct,
    ApprovalInfo,
    ApprovalList,
    ApprovalQuery,
    NewApproval,
)
from mingjian.desk.approvals.signing import signed_by
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.held.services import check_runs, mapping_of
from mingjian.desk.known import Known, known
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded, text
from mingjian.measure import past_run, trial_request
from mingjian.models import Model, ParameterError, resolve_parameters
from mingjian.models.enumerations import Line
from mingjian.runs import RunError, RunRefused, RunRequest, examine, needs_approval, sealed_exception
from mingjian.trust.approvals import Approval

__all__ = ["act_on_approval", "answered", "ask_for_approval", "asked_run", "asked_trial", "find_approval", "infos",
           "list_approvals", "model_of", "number_of", "to_decide", "usable"]  # fmt: skip

LONGEST = timedelta(days=366)
Step = Literal["approve", "refuse", "withdraw", "use"]


def ask_for_approval(user: User, given: NewApproval) -> ApprovalInfo:
    """Ask. `BadRequest` where none is needed, or for a day that is no day to ask for."""
    model, lake = model_of(user, given.model, given.version), the_lake()
    if not today() < given.until <= today() + LONGEST:
        raise BadRequest(
            "到期日须在明天至一年之内", "the last day must lie between tomorrow and a year from now", "until"
        )
    try:
        if given.run is None:
            resolve_parameters(model.parameters, given.parameters)
            asked = asked_run(model, given.purpose, given.parameters, mapping_of(user.office, model), user)
        else:
            asked = asked_trial(model, given.run, given.purpose, user)
        resolved = examine(lake, asked)
    except ParameterError as error:
        raise BadRequest(error.zh, error.en, "parameters") from error
    except RunRefused as refused:
        zh, en = ("；".join(getattr(one, lang) for one in refused.refusals) for lang in ("zh", "en"))
        raise BadRequest(zh, en, "model") from refused
    if not needs_approval(resolved):
        raise BadRequest("此次运行无须审批", "this run needs no approval", "model")
    with transaction.atomic():
        made = Request.objects.create(
            model=model.id, model_version=model.version, fingerprint=model.fingerprint, sensitivity=model.sensitivity,
            exception=sealed_exception(model) or "", parameters=dict(asked.parameters), purpose=given.purpose.strip(),
            datasets={need: one.name for need, one in resolved.manifests.items()}, until=given.until,
            assessment=given.assessment.model_dump(), office=user.office, line=model.definition.line.value, by=user,
            asked=now(),
        )  # fmt: skip
        trace(user.username, "approval.ask", number_of(made), **_facts(made), assessment=made.assessment)
    return infos(user, [made])[0]


def list_approvals(user: User, query: ApprovalQuery) -> ApprovalList:
    """A page of those the user sees. `NotFound` for who neither runs models nor decides."""
    if not user.may(Right.RUN):
        raise NotFound
    found = {"mine": _seen(user).filter(by=user), "decide": to_decide(user), "all": _seen(user)}[query.view]
    start = (query.page - 1) * query.size
    shown = found.order_by("-id")[start : start + query.size]
    return ApprovalList(items=infos(user, shown), total=found.count(), waiting=to_decide(user).count())


def find_approval(user: User, number: int) -> ApprovalInfo:
    """One the user sees."""
    return infos(user, [_find(user, number)])[0]


def act_on_approval(user: User, number: int, given: ApprovalAct) -> ApprovalInfo:
    """Decide, or take back; once, whoever else tries at the same instant."""
    one = _find(user, number)
    if given.action not in _can(user, one, known()):
        if one.version != given.version:
            raise _quicker(one)
        raise BadRequest(
            "您现在不能这样办理：审批须由申请人以外、有审批权限的人作出，且申请尚待审批",
            "you cannot do this now: somebody else than the asker decides, who may approve, while it is to be decided",
            "action",
        )
    if given.action != "approve" and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    signed = _sign(user, one) if given.action == "approve" else None
    target = {"approve": Standing.APPROVED, "refuse": Standing.REFUSED, "withdraw": Standing.WITHDRAWN}[given.action]
    changes = {"state": target.value, "decided_by": user, "decided": now(), "why": given.why.strip()}
    if signed is not None:
        changes["signed"] = signed.model_dump_json()
    with transaction.atomic():
        rows = Request.objects.filter(pk=one.pk, version=given.version, state=one.state)
        if one.version != given.version or not rows.update(version=F("version") + 1, **changes):
            raise _quicker(_find(user, number))
        more = {"signer": signed.signer, "signature": signed.signature[:32]} if signed is not None else {}
        trace(
            user.username, f"approval.{given.action}", number_of(one), **_facts(one), because=given.why.strip(), **more
        )
    return find_approval(user, number)


def to_decide(user: User) -> QuerySet[Request]:
    """Those that wait for the user."""
    if not user.may(Right.APPROVE):
        return Request.objects.none()
    return _seen(user).filter(state=Standing.ASKED.value, until__gte=today()).exclude(by=user)


def answered(user: User, days: int = 7) -> int:
    """How many of the user's own were decided by others these days."""
    recent = _seen(user).filter(by=user, decided__gte=now() - timedelta(days=days)).exclude(decided_by=user)
    return recent.count()


def number_of(one: Request) -> str:
    """An approval as people and the audit log name it."""
    return f"AP{localtime(one.asked):%Y}-{one.pk:05d}"


def _seen(user: User) -> QuerySet[Request]:
    return Request.objects.visible_to(user).select_related("office", "by", "decided_by")


def _find(user: User, number: int) -> Request:
    found = _seen(user).filter(pk=number).first()
    if found is None:
        raise NotFound("没有此审批，或您无权查看", "there is no such approval, or you may not see it")
    return found


def usable(user: User, model: Model) -> QuerySet[Request]:
    """In force, of the user's own office, for this version of the model."""
    return _seen(user).filter(
        state=Standing.APPROVED.value, until__gte=today(), office=user.office, model=model.id,
        fingerprint=model.fingerprint,
    )  # fmt: skip


def model_of(user: User, name: str, version: str | None = None) -> Model:
    """A model the user may run. `NotFound` for who runs none, `BadRequest` for a line that is not his."""
    model = known().find(name, version)
    if model is None or not user.may(Right.RUN):
        raise NotFound("没有这个模型，或您不能运行模型", "there is no such model, or you may not run models")
    if model.definition.line not in user.line_set:
        line = model.definition.line
        raise BadRequest(
            f"这个模型属于{line.zh}条线，不在您的条线内", f"the model is of the line {line.en}, which is not yours"
        )
    check_runs(user.office, model)
    return model


def asked_run(
    model: Model, purpose: str, parameters: Mapping[str, str], datasets: Mapping[str, str], user: User
) -> RunRequest:
    """The run that is asked for, as the library takes it."""
    return RunRequest(model, today(), purpose, datasets, parameters, (), user.username)


def asked_trial(model: Model, run: str, purpose: str, user: User) -> RunRequest:
    """Testing the model on the data of a past run, as the library takes it. `BadRequest` for no run of the model."""
    try:
        past = past_run(the_lake(), model, run)
    except RunError as error:
        raise BadRequest("没有这个模型的这次运行", "there is no such run of the model", "run") from error
    return trial_request(model, past.record, actor=user.username, purpose=purpose)


def _sign(user: User, one: Request) -> Approval:
    model = known().exact(one.model, one.fingerprint)
    if model is None:
        raise Conflict("模型在申请后已改版，请重新申请", "the model was changed since: it has to be asked for anew")
    end = datetime.combine(one.until + timedelta(days=1), time(), get_current_timezone())
    try:
        return signed_by(user, the_lake(), asked_run(model, one.purpose, one.parameters, one.datasets, one.by), end)
    except RunRefused as refused:
        zh, en = ("；".join(getattr(why, lang) for why in refused.refusals) for lang in ("zh", "en"))
        raise BadRequest(f"不能批准：{zh}", f"it cannot be approved: {en}") from refused


def _standing(one: Request) -> Standing:
    state = Standing.of(one.state)
    return Standing.EXPIRED if state in (Standing.ASKED, Standing.APPROVED) and one.until < today() else state


def _can(user: User, one: Request, here: Known) -> list[Step]:
    state, own = _standing(one), one.by_id == user.pk
    can: list[Step] = []
    if state is Standing.ASKED and user.may(Right.APPROVE) and not own:
        can += ["approve", "refuse"]
    if (state is Standing.ASKED and own) or (state is Standing.APPROVED and (own or user.may(Right.APPROVE))):
        can.append("withdraw")
    if state is Standing.APPROVED and one.office_id == user.office_id and user.may(Right.RUN):
        can += ["use"] if here.exact(one.model, one.fingerprint) is not None else []
    return can


def _quicker(one: Request) -> Conflict:
    who = one.decided_by.name if one.decided_by is not None else one.by.name
    when = localtime(one.decided or one.asked)
    return Conflict(
        f"{who}已于{when:%Y-%m-%d %H:%M}办理，请刷新",
        f"{who} was quicker, at {when:%Y-%m-%d %H:%M}: load the page again",
    )


def _facts(one: Request) -> dict[str, object]:
    return {"model": one.model, "fingerprint": one.fingerprint, "datasets": one.datasets, "parameters": one.parameters,
            "purpose": one.purpose, "exception": one.exception, "office": one.office.code,
            "until": one.until.isoformat(), "by": one.by.username}  # fmt: skip


def infos(user: User, rows: Iterable[Request]) -> list[ApprovalInfo]:
    """Requests as the API gives them to the user."""
    here = known()
    return [_info(user, one, here) for one in rows]


def _info(user: User, one: Request, here: Known) -> ApprovalInfo:
    model, state = here.exact(one.model, one.fingerprint) or here.get(one.model), _standing(one)
    return ApprovalInfo(
        id=one.pk, number=number_of(one), model=one.model,
        title=text(model.title) if model else Text(zh=one.model, en=one.model), model_version=one.model_version,
        fingerprint=one.fingerprint, sensitivity=one.sensitivity, exception=one.exception, datasets=one.datasets,
        parameters=one.parameters, purpose=one.purpose, assessment=one.assessment, until=one.until,
        office=office_code(one.office), line=coded(one.line, Line.of(one.line)),
        by=Person(username=one.by.username, name=one.by.name), asked=one.asked, state=coded(state.value, state),
        decided_by=person(one.decided_by), decided=one.decided, why=one.why,
        signer=Approval.model_validate_json(one.signed).signer if one.signed else "", can=_can(user, one, here),
        version=one.version,
    )  # fmt: skip
