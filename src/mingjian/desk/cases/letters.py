"""Letters of a case: drafting, changing, the steps up to the reply."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.desk.cases.models import Case, CaseStep, Letter
from mingjian.desk.cases.numbering import next_number
from mingjian.desk.cases.schemas import LetterAct, LetterAction, LetterInfo, LetterKind
from mingjian.desk.cases.states import LETTER_STEPS, CaseState, LetterState, LetterStep
from mingjian.desk.cases.terms import next_deadline
from mingjian.desk.cases.writing import changed_fields, fields_of, first_fields, urging_fields
from mingjian.desk.clues.copies import model_of_clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.letters import kind_of, number_text
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import GRANTS, Right
from mingjian.desk.stationery.services import template_in_use
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded, text
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind
from mingjian.runs import RunStore
from mingjian.runs.rerun import model_of

__all__ = [
    "act_on_letter",
    "change_letter",
    "draft_letter",
    "draft_with",
    "find_letter",
    "kinds_of",
    "letter_info",
    "model_of_case",
    "urge_reply",
]


def kinds_of(case: Case) -> list[LetterKind]:
    """Every kind of letter; those the model proposes first, with whom they go to."""
    model = model_of_case(case)
    proposed = {one.document: one for one in model.definition.disposition}
    listed = [
        LetterKind(kind=coded(kind.value, kind), to=text(one.to), proposed=True) for kind, one in proposed.items()
    ]
    rest = [kind for kind in DocumentKind if kind not in proposed and kind is not DocumentKind.URGE]  # urged by a step
    return [*listed, *(LetterKind(kind=coded(kind.value, kind), to=None, proposed=False) for kind in rest)]


def letter_info(user: User, case: Case, letter: Letter) -> LetterInfo:
    """A letter as the user may handle it."""
    kind = DocumentKind.of(letter.kind)
    return LetterInfo(
        id=letter.pk, kind=coded(kind.value, kind), number=letter.number,
        state=coded(letter.state, LetterState.of(letter.state)), fields=fields_of(letter.fields),
        drafted_by=letter.drafted_by.name,
        signed_by=letter.signed_by.name if letter.signed_by is not None else None, signed_on=letter.signed_on,
        served_on=letter.served_on, reply_due=letter.reply_due, replied_on=letter.replied_on, reply=letter.reply,
        accepted=letter.accepted, version=letter.version, editable=_may_edit(user, case, letter),
        signers=_signers(case) if letter.state == LetterState.REVIEW else [], gathered=_gathered(case, letter),
        actions=[
            LetterAction(code=one.code, zh=one.zh, en=one.en, needs=list(one.needs), optional=list(one.optional))
            for one in LETTER_STEPS.values()
            if _may(user, case, letter, one)
        ],
    )  # fmt: skip


def draft_letter(user: User, case: Case, kind: str) -> Letter:
    """A first draft, written from the model's disposition and the case's clues."""
    if kind not in list(DocumentKind):
        raise BadRequest(f"没有文书种类“{kind}”", f"there is no kind of letter '{kind}'", "kind")
    if case.owner_id != user.pk or not user.may(Right.DECIDE):
        raise BadRequest("只有承办人可起草文书", "only who holds the case drafts letters")
    if case.state == CaseState.CLOSED:
        raise BadRequest("案件已办结", "the case is closed")
    return draft_with(user, case, kind, first_fields(case, model_of_case(case), DocumentKind.of(kind), user))


def urge_reply(user: User, number: int) -> Letter:
    """Draft a letter that urges the reply to another one, whose period has ended."""
    letter, case = find_letter(user, number)
    if case.owner_id != user.pk or not user.may(Right.DECIDE) or case.state == CaseState.CLOSED:
        raise BadRequest("只有承办人可起草文书", "only who holds the case drafts letters")
    if letter.state != LetterState.SERVED or letter.reply_due is None or letter.reply_due >= today():
        raise BadRequest("回复期限未届满，或已经回复", "the period for the reply has not ended, or there is one")
    return draft_with(user, case, DocumentKind.URGE.value, urging_fields(case, letter, user))


def draft_with(user: User, case: Case, kind: str, fields: dict[str, Any]) -> Letter:
    """A draft that says what is given: for letters that are written from something else than the case's clues."""
    with transaction.atomic():
        made = Letter.objects.create(case=case, kind=kind, fields=fields, drafted_by=user, drafted_at=now())
        _case_moves(case, user, CaseState.DRAFTING, "draft", made, "")
        trace(user.username, "letter.draft", case.number, kind=kind, letter=made.pk)
        for clue in case.members.values_list("clue", flat=True):  # the draft names what screens mask
            trace(user.username, "clue.unmask", clue, why=f"letter {made.pk}", clearance=user.unmasks_to)
    return made


def change_letter(user: User, number: int, fields: dict[str, Any], version: int) -> Case:
    """Other words in a draft. `BadRequest` names the field that cannot be so."""
    letter, case = find_letter(user, number)
    if not _may_edit(user, case, letter):
        raise BadRequest("只有承办人可修改起草中的文书", "only who holds the case changes a draft")
    checked = changed_fields(letter.fields, fields)
    with transaction.atomic():
        same = Letter.objects.filter(pk=letter.pk, version=version, state=LetterState.DRAFT)
        if not same.update(fields=checked, version=F("version") + 1):
            raise _quicker()
        trace(user.username, "letter.change", case.number, letter=letter.pk)
    return case


def act_on_letter(user: User, number: int, given: LetterAct) -> Case:
    """Take a step of a letter; the case moves along. Signing gives the number, in the same transaction."""
    letter, case = find_letter(user, number)
    if letter.version != given.version:
        raise _quicker()
    step = LETTER_STEPS.get(given.action)
    if step is None or not _may(user, case, letter, step):
        raise BadRequest("现在不能这样办理此文书", "this cannot be done with the letter now", "action")
    _check(letter, step, given)
    with transaction.atomic():
        changes = _changes(user, letter, case, step, given)
        same = Letter.objects.filter(pk=letter.pk, version=given.version, state=step.source)
        if not same.update(state=step.target, version=F("version") + 1, **changes):
            raise _quicker()
        _case_moves(case, user, step.case, step.code, letter, given.why.strip())
        trace(user.username, f"letter.{step.code}", case.number, letter=letter.pk, number=changes.get("number", ""))
    return case


def model_of_case(case: Case) -> Model:
    """The model of the case's clues, as the newest run among them kept it; of a class case, as the newest run did."""
    member = case.members.select_related("clue").order_by("-clue__last_seen").first()
    if member is not None:
        return model_of_clue(member.clue)
    newest = RunStore(the_lake()).latest(case.model)
    if newest is None:
        raise NotFound("数据湖中没有此模型的运行", "the lake holds no run of this model")
    return model_of(newest.record)


def find_letter(user: User, number: int) -> tuple[Letter, Case]:
    """A letter of a case the user sees; `NotFound` for every other."""
    letter = (
        Letter.objects.select_related("case__office", "case__owner", "drafted_by", "signed_by", "template")
        .filter(pk=number, case__in=Case.objects.visible_to(user).values("pk")).first()
    )  # fmt: skip
    if letter is None:
        raise NotFound("没有此文书，或您无权查看", "there is no such letter, or you may not see it")
    return letter, letter.case


# -- within ----------------------------------------------------------------------------------------------


def _may(user: User, case: Case, letter: Letter, step: LetterStep) -> bool:
    """Four eyes: who holds the case drafts and serves, somebody else signs."""
    if letter.state != step.source or not user.may(step.right) or case.state == CaseState.CLOSED:
        return False
    holder = case.owner_id == user.pk
    return holder if step.right is Right.DECIDE else not holder


def _gathered(case: Case, letter: Letter) -> bool:
    """Whether the letter may say less, or more, than the case holds now."""
    if letter.state not in (LetterState.DRAFT, LetterState.REVIEW):
        return False
    return case.steps.filter(action__in=("file", "join", "split"), at__gt=letter.drafted_at).exists()


def _signers(case: Case) -> list[str]:
    """Who may sign, of the nearest office that has somebody: the case's own, or one above it."""
    roles = [role.value for role, grant in GRANTS.items() if Right.SIGN_LETTER in grant.rights]
    found = (
        User.objects.filter(is_active=True, locked=False, roles__role__in=roles, lines__line=case.line)
        .filter(office__code__in=case.office.path.split("/")).exclude(pk=case.owner_id).select_related("office")
        .distinct().order_by("username")
    )  # fmt: skip
    nearest = max((len(one.office.path) for one in found), default=0)
    return [
        one.name if one.office_id == case.office_id else f"{one.name}（{one.office.zh}）"
        for one in found if len(one.office.path) == nearest
    ]  # fmt: skip


def _may_edit(user: User, case: Case, letter: Letter) -> bool:
    return letter.state == LetterState.DRAFT and case.owner_id == user.pk and case.state != CaseState.CLOSED


def _check(letter: Letter, step: LetterStep, given: LetterAct) -> None:
    missing = {
        "why": ("请写明理由", "say why"),
        "served_on": ("请填写送达日期", "give the day of service"),
        "replied_on": ("请填写回复日期", "give the day of the reply"),
        "accepted": ("请选择是否采纳", "say whether it was accepted"),
    }
    for need in step.needs:
        if getattr(given, need) in (None, ""):
            raise BadRequest(*missing[need], need)
    for name, day, first in (
        ("served_on", given.served_on, letter.signed_on),
        ("replied_on", given.replied_on, letter.served_on),
    ):
        if name in step.needs and day is not None and (day > today() or (first is not None and day < first)):
            raise BadRequest(
                "日期不能早于上一步，也不能晚于今天", "the day is before the last step or after today", name
            )
    if given.reply_due is not None and given.served_on is not None and given.reply_due <= given.served_on:
        raise BadRequest("回复期限须晚于送达日期", "the reply is due after the day of service", "reply_due")


def _changes(user: User, letter: Letter, case: Case, step: LetterStep, given: LetterAct) -> dict[str, Any]:
    if step.code == "sign":
        year = today().year
        number = number_text(
            case.office.short or case.office.zh,
            DocumentKind.of(letter.kind),
            year,
            next_number(letter.kind, case.office, year),
        )
        fields = {**letter.fields, "number": number, "signed_on": today().isoformat()}
        template = template_in_use(case.office, DocumentKind.of(letter.kind))
        return {
            "number": number, "signed_by": user, "signed_on": today(), "fields": fields, "template": template
        }  # fmt: skip
    if step.code == "serve" and given.served_on is not None:
        due = given.reply_due or kind_of(DocumentKind.of(letter.kind)).reply_due(given.served_on)
        return {"served_on": given.served_on, "reply_due": due}
    if step.code == "reply":
        return {"replied_on": given.replied_on, "reply": given.reply.strip(), "accepted": given.accepted}
    return {}


def _case_moves(case: Case, user: User, state: CaseState, action: str, letter: Letter, why: str) -> None:
    """The case follows its letter; so does its deadline."""
    going = Case.objects.filter(pk=case.pk).exclude(state=CaseState.CLOSED)
    if not going.update(state=state, version=F("version") + 1, deadline=next_deadline(case)):
        raise _quicker()
    CaseStep.objects.create(case=case, letter=letter, at=now(), by=user, action=action, why=why)


def _quicker() -> Conflict:
    return Conflict("文书刚被他人更新，请刷新后再办", "somebody was quicker: load the letter again")
