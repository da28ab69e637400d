"""Taking a step with a clue: who may take which now, and doing it, once, however many try at the same instant."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils.timezone import localtime

from mingjian.clues import REJECTIONS
from mingjian.desk.clues.checklist import unanswered
from mingjian.desk.clues.models import Clue, Step, Verdict
from mingjian.desk.clues.schemas import Act, Bulk, BulkDone, Failed
from mingjian.desk.clues.states import TRANSITIONS, Body, Need, State, Transition
from mingjian.desk.errors import BadRequest, Conflict, DeskError, NotFound
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import sight
from mingjian.desk.traces.services import trace
from mingjian.models.enumerations import Line

__all__ = ["act", "act_on_many", "allowed", "assignable", "clue_filed", "find", "other_offices"]

clue_filed = Signal()
"""Sent inside the transaction when a clue is filed: `clue`, `user`, `why`. Cases listen."""


@dataclass(frozen=True)
class _Said:
    """What was said with a step, looked up and checked."""

    why: str
    reason: str
    to_user: User | None
    to_office: Office | None
    to_body: str


def find(user: User, clue_id: str) -> Clue:
    """A clue the user sees; `NotFound` for every other, whether it exists or not."""
    found = Clue.objects.visible_to(user).select_related("office", "owner").filter(pk=clue_id).first()
    if found is None:
        raise NotFound("没有此线索，或您无权查看", "there is no such clue, or you may not see it")
    return found


def allowed(user: User, clue: Clue) -> list[Transition]:
    """The steps the user may take with the clue as it stands, in their usual order."""
    return [one for one in TRANSITIONS.values() if _may(user, clue, one)]


def assignable(user: User, clue: Clue | None = None) -> list[User]:
    """To whom the user may assign: those who handle clues, in his sight, and who would see the clue."""
    people = (
        User.objects.filter(is_active=True, office__path__startswith=user.office.path)
        .select_related("office").prefetch_related("roles", "lines")
    )  # fmt: skip
    return [one for one in people if one.may(Right.HANDLE) and (clue is None or _sees(one, clue))]


def other_offices(clue: Clue) -> list[Office]:
    """Offices a clue may be handed over to."""
    return list(Office.objects.exclude(pk=clue.office_id))


def act(user: User, clue_id: str, given: Act) -> Clue:
    """Take one step. `BadRequest` when it cannot be taken so, `Conflict` when somebody was quicker."""
    clue = find(user, clue_id)
    step = TRANSITIONS.get(given.action)
    if step is None:
        raise BadRequest(f"没有“{given.action}”这一步骤", f"there is no step '{given.action}'", "action")
    if clue.version != given.version:
        raise _quicker(clue)
    if not _may(user, clue, step):
        raise BadRequest(*_why_not(user, clue, step), "action")
    said = _checked(user, clue, step, given)
    with transaction.atomic():
        _move(user, clue, step, given, said)
    return Clue.objects.select_related("office", "owner").get(pk=clue_id)


def act_on_many(user: User, given: Bulk) -> BulkDone:
    """The same step for several clues, each on its own: those that cannot are left and told."""
    done, failed = [], []
    for one in given.items:
        wanted = Act(
            action=given.action,
            version=one.version,
            why=given.why,
            to_user=given.to_user,
            deadline=given.deadline,
            document_no="",
        )
        try:
            act(user, one.id, wanted)
            done.append(one.id)
        except DeskError as error:
            failed.append(Failed(id=one.id, zh=error.zh, en=error.en))
    return BulkDone(done=done, failed=failed)


# -- within ----------------------------------------------------------------------------------------------


def _may(user: User, clue: Clue, step: Transition) -> bool:
    if clue.state not in step.sources or not user.may(step.right):
        return False
    if step.code == "claim" and clue.state == State.ASSIGNED:
        return clue.owner_id == user.pk
    return not step.owner or clue.owner_id == user.pk


def _why_not(user: User, clue: Clue, step: Transition) -> tuple[str, str]:
    state = State.of(clue.state)
    if clue.state not in step.sources:
        return (f"线索处于“{state.zh}”，不能{step.zh}", f"a clue that is '{state.en}' cannot: {step.en}")
    if not user.may(step.right):
        return (f"您的角色不能{step.zh}", f"your roles do not allow: {step.en}")
    return (f"只有承办人可以{step.zh}", f"only who holds the clue can: {step.en}")


def _checked(user: User, clue: Clue, step: Transition, given: Act) -> _Said:
    """Everything the step needs is there and means something."""
    for need in step.needs:
        if not str(getattr(given, need) or "").strip():
            raise BadRequest(*_MISSING[need], need)
    if given.deadline is not None and given.deadline < today():
        raise BadRequest("期限不能早于今天", "the deadline is before today", "deadline")
    if given.reason and given.reason not in REJECTIONS:
        raise BadRequest("没有此理由代码", f"no reason code '{given.reason}'", "reason")
    if given.to_body and (given.to_body not in list(Body) or given.to_body == Body.OFFICE):
        raise BadRequest("没有此移送对象", f"nobody called '{given.to_body}' to transfer to", "to_body")
    if step.code == "file" and (open_ := unanswered(clue)):
        zh, en = "；".join(one.zh for one in open_), "; ".join(one.en for one in open_)
        raise BadRequest(f"成案前须答完核查清单：{zh}", f"answer the checklist before filing: {en}", "checks")
    needs = set(step.needs) | set(step.optional)
    return _Said(
        given.why.strip(),
        given.reason or "" if "reason" in needs else "",
        _assignee(user, clue, given.to_user) if "to_user" in needs else None,
        _receiver(clue, given.to_office) if "to_office" in needs else None,
        given.to_body or "" if "to_body" in needs else "",
    )


_MISSING: dict[Need, tuple[str, str]] = {
    "why": ("请写明理由", "say why"),
    "reason": ("请选择理由代码", "choose a reason"),
    "to_user": ("请选择承办人", "choose who shall handle it"),
    "to_office": ("请选择接收的检察院", "choose the office that takes it"),
    "to_body": ("请选择移送对象", "choose to whom it is transferred"),
    "deadline": ("请填写期限", "give a deadline"),
    "document_no": ("请填写文号", "give the document's number"),
    "to_case": ("请选择案件", "choose a case"),
}


def _assignee(user: User, clue: Clue, username: str | None) -> User:
    found = next((one for one in assignable(user, clue) if one.username == username), None)
    if found is None:
        raise BadRequest(
            "不能分派给此人：须为本院或下级院、办理该条线线索的人员",
            "cannot be assigned to this person: somebody here or below who handles this line",
            "to_user",
        )
    return found


def _receiver(clue: Clue, code: str | None) -> Office:
    found = next((one for one in other_offices(clue) if one.code == code), None)
    if found is None:
        raise BadRequest("没有这个检察院", f"there is no other office '{code}'", "to_office")
    return found


def _sees(user: User, clue: Clue) -> bool:
    below = clue.office.path.startswith(user.office.path)
    return below and Line.of(clue.line) in user.line_set and user.may(Right.SEE_CLUES)


def _move(user: User, clue: Clue, step: Transition, given: Act, said: _Said) -> None:
    """Change the row if it is still as it was seen, and leave the step, the verdict and the trace."""
    changes: dict[str, object] = {"state": step.target.value, "version": F("version") + 1, "changed": now()}
    if step.code == "claim":
        changes["owner"] = user
    elif said.to_user is not None:
        changes["owner"] = said.to_user
    elif step.code in ("return", "hand_over", "reopen"):
        changes["owner"] = None
    if said.to_office is not None:
        changes["office"] = said.to_office
    if given.deadline is not None and "deadline" in (*step.needs, *step.optional):
        changes["deadline"] = given.deadline
    elif step.code in ("file", "reject", "transfer", "return", "hand_over", "reopen"):
        changes["deadline"] = None
    same = Clue.objects.filter(sight(user), pk=clue.pk, version=clue.version, state=clue.state)
    if not same.update(**changes):
        raise _quicker(clue)
    Step.objects.create(
        clue=clue, at=now(), by=user, action=step.code, source=clue.state, target=step.target.value, why=said.why,
        reason=said.reason, document_no=given.document_no if "document_no" in (*step.needs, *step.optional) else "",
        deadline=given.deadline, to_user=said.to_user, office=clue.office, to_office=said.to_office,
        to_body=said.to_body,
    )  # fmt: skip
    code = {"file": "confirmed", "reject": said.reason, "reopen": "reopened"}.get(step.code)
    if code is not None and not (code == "reopened" and clue.state == State.TRANSFERRED):
        Verdict.objects.create(
            clue=clue, model_version=clue.model_version, episode=clue.episode, code=code, note=said.why, by=user,
            at=now(),
        )  # fmt: skip
    trace(user.username, f"clue.{step.code}", clue.pk, why=said.why, reason=said.reason, office=clue.office.code)
    if step.code == "file":
        clue_filed.send(sender=Clue, clue=clue, user=user, why=said.why, to_case=given.to_case)


def _quicker(clue: Clue) -> Conflict:
    """Who was quicker, and when."""
    last = Step.objects.filter(clue_id=clue.pk).select_related("by").last()
    if last is None or last.by is None:
        return Conflict("线索刚被更新，请刷新后再办", "the clue was just updated: load it again")
    label = TRANSITIONS.get(last.action)
    zh, en = (label.zh, label.en) if label is not None else (last.action, last.action)
    who, when = last.by.name, f"{localtime(last.at):%Y-%m-%d %H:%M}"
    return Conflict(f"{who}已于{when}办理（{zh}），请刷新后再办", f"{who} was quicker, at {when} ({en}): load it again")
