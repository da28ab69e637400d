"""Letter templates: which one letters of an office are made from, uploading a version, and what is done with it.

An office without a template of its own uses that of the nearest office above it that has one, else ours. A version
comes into use when a second person who reviews letters approves it; to go back to one that was approved takes one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from django.db import IntegrityError, transaction
from django.db.models import Count, Max

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.letters import blank, check_template, sheet, sheet_pdf, to_docx, to_pdf
from mingjian.desk.letters.check import made_up
from mingjian.desk.letters.sandbox import TemplateProblem
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.stationery.fields import explained
from mingjian.desk.stationery.models import LetterTemplate, TemplateState
from mingjian.desk.stationery.schemas import (
    KindTemplates,
    Language,
    ProblemInfo,
    TemplateAct,
    TemplateAction,
    TemplatePage,
    TemplateVersion,
    Uploaded,
)
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded
from mingjian.models.enumerations import DocumentKind

__all__ = ["act", "file_of", "page", "preview", "start", "template_in_use", "upload"]

SAMPLE = "样稿"
"""What stands above and across a preview."""
Form = Literal["docx", "pdf"]


@dataclass(frozen=True)
class _Step:
    zh: str
    en: str
    source: TemplateState
    target: TemplateState
    why: bool = False


_STEPS: dict[Literal["approve", "refuse", "use", "withdraw"], _Step] = {
    "approve": _Step("复核通过并启用", "approve and use", TemplateState.PROPOSED, TemplateState.IN_USE),
    "refuse": _Step("不通过", "refuse", TemplateState.PROPOSED, TemplateState.REFUSED, why=True),
    "use": _Step("恢复使用此版本", "use this version again", TemplateState.FORMER, TemplateState.IN_USE, why=True),
    "withdraw": _Step("停用本院模板", "stop using it", TemplateState.IN_USE, TemplateState.FORMER, why=True),
}


def template_in_use(office: Office, kind: DocumentKind, lang: Language = "zh") -> LetterTemplate | None:
    """The office's own, else that of the nearest office above; None: ours."""
    above = office.path.strip("/").split("/")
    found = LetterTemplate.objects.filter(office__code__in=above, kind=kind.value, lang=lang, state="in_use")
    return max(found.select_related("office"), key=lambda one: len(one.office.path), default=None)


def page(user: User, lang: Language) -> TemplatePage:
    """All kinds of letters as the user's office has them. `NotFound` for roles that handle no letters."""
    _reader(user)
    own: dict[str, list[LetterTemplate]] = {}
    kept = LetterTemplate.objects.filter(office=user.office, lang=lang).defer("data")
    for one in kept.select_related("by", "decided_by").annotate(letters_made=Count("letters")):
        own.setdefault(one.kind, []).append(one)
    return TemplatePage(
        lang=lang, office=office_code(user.office), may=_may(user),
        kinds=[_kind(user, kind, lang, own.get(kind.value, [])) for kind in DocumentKind], fields=explained(),
    )  # fmt: skip


def upload(user: User, kind: str, lang: Language, name: str, data: bytes, note: str) -> Uploaded:
    """Check a template and, when nothing is wrong with it, keep it as a version to be approved."""
    asked = _kind_of(user, kind)
    if not _may(user):
        raise BadRequest("您的角色不能修改文书模板", "your roles do not allow templates to be changed")
    checked = check_template(data, asked)
    if checked.usable:
        _keep(user, asked, lang, name, data, note.strip())
    return Uploaded(
        kept=checked.usable, problems=_told(checked.problems), warnings=_told(checked.warnings), page=page(user, lang)
    )


def act(user: User, number: int, given: TemplateAct) -> TemplatePage:
    """Approve, refuse, use again or withdraw a version of the user's own office."""
    one = _find(user, number)
    if given.action not in [action.code for action in _actions(user, one)]:
        raise BadRequest("现在不能这样办理此模板", "this cannot be done with the template now", "action")
    step = _STEPS[given.action]
    if step.why and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    same = LetterTemplate.objects.filter(pk=one.pk, state=step.source)
    try:
        with transaction.atomic():
            if step.target is TemplateState.IN_USE:
                others = LetterTemplate.objects.filter(office=one.office, kind=one.kind, lang=one.lang)
                others.filter(state=TemplateState.IN_USE).update(state=TemplateState.FORMER)
            if not same.update(state=step.target, decided_by=user, decided_at=now(), why=given.why.strip()):
                raise _quicker()
            trace(user.username, f"template.{given.action}", f"{one.kind}/{one.lang}/{one.number}",
                  office=one.office.code, sha256=one.sha256, why=given.why)  # fmt: skip
    except IntegrityError:
        raise _quicker() from None
    return page(user, "en" if one.lang == "en" else "zh")


def start(user: User, kind: str, lang: Language) -> bytes:
    """Our template of a kind, to be changed."""
    return blank(_kind_of(user, kind), lang)


def file_of(user: User, number: int) -> LetterTemplate:
    """A version of the user's office or of one above, with its bytes."""
    return _find(user, number, above=True)


def preview(user: User, kind: str, lang: Language, form: Form, number: int | None = None) -> bytes:
    """A letter of a made-up case: from a version, or from what letters are made of now."""
    asked = _kind_of(user, kind)
    one = _find(user, number, above=True) if number is not None else template_in_use(user.office, asked, lang)
    fields = made_up(asked)
    if one is None and form == "pdf":
        return to_pdf(fields, SAMPLE, watermark=SAMPLE, lang=lang)
    made = to_docx(fields, SAMPLE, template=bytes(one.data) if one is not None else None, lang=lang)
    return made if form == "docx" else sheet_pdf(sheet(made), watermark=SAMPLE)


# -- within ----------------------------------------------------------------------------------------------


def _reader(user: User) -> None:
    if not user.may(Right.SEE_CLUES):
        raise NotFound


def _may(user: User) -> bool:
    """Heads of department and chiefs: those who review letters."""
    return user.may(Right.REVIEW_LETTER)


def _kind_of(user: User, kind: str) -> DocumentKind:
    _reader(user)
    if kind not in list(DocumentKind):
        raise NotFound("没有此文书种类", "there is no such kind of letter")
    return DocumentKind.of(kind)


def _find(user: User, number: int, above: bool = False) -> LetterTemplate:
    _reader(user)
    codes = user.office.path.strip("/").split("/") if above else [user.office.code]
    found = LetterTemplate.objects.filter(pk=number, office__code__in=codes).select_related("office", "by").first()
    if found is None:
        raise NotFound
    return found


def _keep(user: User, kind: DocumentKind, lang: Language, name: str, data: bytes, note: str) -> None:
    digest = hashlib.sha256(data).hexdigest()
    mine = LetterTemplate.objects.filter(office=user.office, kind=kind.value, lang=lang)
    if mine.filter(sha256=digest).exclude(state=TemplateState.REFUSED).exists():
        raise Conflict("这个文件已经上传过", "this very file is kept already")
    try:
        with transaction.atomic():
            last = mine.aggregate(last=Max("number"))["last"] or 0
            made = LetterTemplate.objects.create(
                office=user.office, kind=kind.value, lang=lang, number=last + 1, name=name, data=data, sha256=digest,
                note=note, by=user, at=now(),
            )  # fmt: skip
            trace(user.username, "template.upload", f"{kind.value}/{lang}/{made.number}", name=name, sha256=digest,
                  office=user.office.code)  # fmt: skip
    except IntegrityError:
        raise _quicker() from None


def _kind(user: User, kind: DocumentKind, lang: Language, own: list[LetterTemplate]) -> KindTemplates:
    used = template_in_use(user.office, kind, lang)
    mine = used is not None and used.office_id == user.office_id
    return KindTemplates(
        kind=coded(kind.value, kind), source="builtin" if used is None else "own" if mine else "above",
        office=office_code(used.office) if used is not None else None, number=used.number if used is not None else None,
        versions=[_version(user, one) for one in own],
    )  # fmt: skip


def _version(user: User, one: LetterTemplate) -> TemplateVersion:
    by = person(one.by)
    assert by is not None
    return TemplateVersion(
        id=one.pk, number=one.number, name=one.name, note=one.note,
        state=coded(one.state, TemplateState.of(one.state)), by=by, at=one.at, decided_by=person(one.decided_by),
        decided_at=one.decided_at, why=one.why, letters=getattr(one, "letters_made", 0), actions=_actions(user, one),
    )  # fmt: skip


def _actions(user: User, one: LetterTemplate) -> list[TemplateAction]:
    """Four eyes: whoever uploaded a version does not decide on it."""
    if not _may(user):
        return []
    return [
        TemplateAction(code=code, zh=step.zh, en=step.en, needs_why=step.why)
        for code, step in _STEPS.items()
        if one.state == step.source and not (step.source is TemplateState.PROPOSED and one.by_id == user.pk)
    ]


def _told(problems: tuple[TemplateProblem, ...]) -> list[ProblemInfo]:
    return [
        ProblemInfo(zh=one.zh, en=one.en, part=one.part, paragraph=one.paragraph, says=one.says) for one in problems
    ]


def _quicker() -> Conflict:
    return Conflict("模板刚被他人更新，请刷新后再办", "somebody was quicker: load the page again")
