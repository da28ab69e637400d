"""What a run asks for: whether it needs an approval, which one it may begin under, whether that is still in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.desk.approvals.models import Request, Standing
from mingjian.desk.approvals.schemas import ApprovalNeed
from mingjian.desk.approvals.services import asked_run, asked_trial, infos, model_of, number_of, usable
from mingjian.desk.errors import BadRequest
from mingjian.desk.held.services import mapping_of
from mingjian.desk.lake import the_lake
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.words import Text
from mingjian.models import Model
from mingjian.runs import RunRefused, RunRequest, examine, needs_approval, sealed_exception
from mingjian.runs.request import Resolved
from mingjian.trust.approvals import Approval

__all__ = ["Permit", "need_of", "permit_for", "valid_permit"]


@dataclass(frozen=True)
class Permit:
    """What a run under an approval runs with."""

    request: int
    datasets: dict[str, str]


def need_of(user: User, name: str, run: str | None = None, version: str | None = None) -> ApprovalNeed:
    """Whether a run needs an approval now (or a test on the data of the past run `run`), and which of those there are
    the user may run under."""
    model = model_of(user, name, version)
    asked = (
        asked_run(model, "x", {}, mapping_of(user.office, model), user)
        if run is None
        else asked_trial(model, run, "x", user)
    )
    try:
        resolved = examine(the_lake(), asked)
    except RunRefused as refused:
        problems = [Text(zh=one.zh, en=one.en) for one in refused.refusals]
        return ApprovalNeed(
            version=model.version, needed=False, sensitivity=model.sensitivity,
            exception=sealed_exception(model) or "", datasets={}, problems=problems, usable=[],
        )  # fmt: skip
    fitting = [one for one in usable(user, model) if run is None or _fits(one, resolved, asked)]
    return ApprovalNeed(
        version=model.version, needed=needs_approval(resolved), sensitivity=model.sensitivity,
        exception=sealed_exception(model) or "",
        datasets={need: one.name for need, one in resolved.manifests.items()}, problems=[],
        usable=infos(user, fitting),
    )  # fmt: skip


def permit_for(
    user: User, model: Model, purpose: str, parameters: Mapping[str, str], number: int | None, run: str | None = None
) -> Permit | None:
    """Under what a run may begin, or a test on the data of the past run `run`: None where it needs no approval.
    `BadRequest` where none fits that it needs."""
    asked = (
        asked_run(model, purpose, parameters, mapping_of(user.office, model), user)
        if run is None
        else asked_trial(model, run, purpose, user)
    )
    resolved = None
    try:
        resolved = examine(the_lake(), asked)
        needed = needs_approval(resolved)
    except RunRefused:
        needed = False  # the data are not there as they should be: the job tells which
    if not needed and number is None:
        return None
    if number is None:
        raise BadRequest(
            f"该模型读取敏感个人信息（{model.sensitivity}级），须先经审批：请选择已批准的审批，或申请审批",
            f"the model reads personal data (level {model.sensitivity}): choose an approval, or ask for one",
            "approval",
        )
    one = usable(user, model).filter(pk=number).first()
    if one is None:
        raise BadRequest(
            "此审批不存在、未批准、已到期，或不是本院对该模型此版本的审批",
            "there is no such approval, it is not in force, or it is not your office's for this version of the model",
            "approval",
        )
    if one.purpose != purpose or one.parameters != dict(asked.parameters):
        raise BadRequest(
            "用途和参数须与审批一致", "purpose and parameters must be those that were approved", "approval"
        )
    if run is not None and (resolved is None or not _fits(one, resolved, asked)):
        raise BadRequest("审批的数据不是这次运行的数据", "the approval is of other data than this run's", "approval")
    return Permit(one.pk, dict(one.datasets))


def _fits(one: Request, resolved: Resolved, asked: RunRequest) -> bool:
    """Whether an approval is of these dataset versions and parameters."""
    datasets = {need: manifest.name for need, manifest in resolved.manifests.items()}
    return bool(one.datasets == datasets and one.parameters == dict(asked.parameters))


def valid_permit(number: int) -> Approval:
    """The signed approval of a run, asked when it begins and when it ends. `BadRequest` when it is not in force."""
    one = Request.objects.filter(pk=number).first()
    if one is None or one.state != Standing.APPROVED.value or one.until < today():
        name = number_of(one) if one is not None else str(number)
        raise BadRequest(f"审批{name}已撤回或到期", f"the approval {name} was withdrawn or has expired", "approval")
    return Approval.model_validate_json(one.signed)
