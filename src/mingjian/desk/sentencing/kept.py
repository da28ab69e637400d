"""Calculations that are kept: with their record, reopened and made again, compared, set aside with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from mingjian.assist.sentencing import Calculation as Made
from mingjian.assist.sentencing import Facts, Replayed, SentencingError, Shelf, beside, read_record, replay
from mingjian.desk.cases.models import Case, CaseStep
from mingjian.desk.clues.models import Clue
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, person
from mingjian.desk.sentencing import schemas
from mingjian.desk.sentencing.models import Calculation
from mingjian.desk.sentencing.parameters import the_parameters
from mingjian.desk.sentencing.services import computed, reader, told
from mingjian.desk.sentencing.shown import shown
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, text
from mingjian.trust.digests import sha256_bytes

__all__ = ["before", "compare", "keep", "list_kept", "made_again", "page", "record_of", "set_aside"]


def before(user: User, number: int | None) -> Facts | None:
    """The facts of the kept calculation that another was opened from."""
    if number is None:
        return None
    return Facts.model_validate_json(json.dumps(json.loads(_find(user, number).record)["facts"]))


def keep(user: User, given: schemas.NewCalculation) -> schemas.KeptCalculation:
    """Keep a calculation. A proposal outside the range takes a reason; so does everything that was denied."""
    case, clue = _case(user, given.case), _clue(user, given.clue)
    made = told(computed, user, given, before(user, given.origin))
    if isinstance(made, list):
        zh, en = ("；".join(getattr(one.text, lang) for one in made) for lang in ("zh", "en"))
        raise BadRequest(f"不能保存：{zh}", f"not kept: {en}", "facts")
    low, high = made.band_months
    outside = given.proposal is not None and not low <= given.proposal <= high
    if outside and not given.why.strip():
        zh, en = f"建议不在 {low}–{high} 个月内，请写明理由", f"the proposal is outside {low}–{high} months: say why"
        raise BadRequest(zh, en, "why")
    return page(user, _save(user, given, made, case, clue).pk)


def list_kept(user: User, query: schemas.KeptQuery) -> schemas.KeptList:
    """A page of those the user sees, newest first."""
    found = Calculation.objects.visible_to(user)
    if query.case is not None:
        found = found.filter(case=query.case)
    if query.clue:
        found = found.filter(clue=query.clue)
    start = (query.page - 1) * query.size
    rows = _joined(found)[start : start + query.size]
    return schemas.KeptList(items=[_row(one) for one in rows], total=found.count(), page=query.page, size=query.size)


def page(user: User, number: int) -> schemas.KeptCalculation:
    """A kept calculation, made again from its record."""
    one = _find(user, number)
    found = _again(one)
    return schemas.KeptCalculation(
        **_row(one).model_dump(), why=one.why, sha256=one.sha256,
        facts=found.calculation.facts.model_dump_json(exclude_defaults=True), denied=list(_denied(one)),
        origin=one.origin_id, aside_by=person(one.aside_by), aside_at=one.aside_at, aside_why=one.aside_why,
        may_set_aside=_may_set_aside(user, one), result=shown(found.calculation), same=found.same,
        differs=list(found.differs), changed=[change.key for change in found.changed],
        today=text(found.today.form) if found.today and found.changed else None,
    )  # fmt: skip


def made_again(user: User, number: int) -> Made:
    """The calculation of a kept record."""
    return _again(_find(user, number)).calculation


def record_of(user: User, number: int) -> bytes:
    """The record of a kept calculation as it was kept."""
    one = _find(user, number)
    trace(user.username, "sentencing.record", str(one.pk), sha256=one.sha256)
    return one.record.encode()


def compare(user: User, asked: schemas.CalculationPair) -> schemas.CalculationsCompared:
    """Two kept calculations beside each other."""
    one, other = _find(user, asked.one), _find(user, asked.other)
    first, second = _again(one).calculation, _again(other).calculation
    found = beside(first, second)
    return schemas.CalculationsCompared(
        one=_row(one), other=_row(other), one_form=text(first.form), other_form=text(second.form),
        low=found.low, high=found.high,
        steps=[
            schemas.StepApart(title=text(a.title), under=text(a.under), one=text(a.one), other=text(a.other))
            for a in found.steps
        ],
    )  # fmt: skip


def set_aside(user: User, number: int, why: str) -> schemas.KeptCalculation:
    """Say that a kept calculation no longer counts. It stays, with the reason."""
    one = _find(user, number)
    if not _may_set_aside(user, one):
        zh, en = "只有保存人或案件承办人可以作废，且只能一次", "its maker or the holder of the case sets it aside, once"
        raise BadRequest(zh, en)
    with transaction.atomic():
        same = Calculation.objects.filter(pk=one.pk, aside_at=None)
        if not same.update(aside_by=user, aside_at=now(), aside_why=why.strip()):
            raise Conflict("刚被他人作废", "somebody was quicker")
        trace(user.username, "sentencing.aside", str(one.pk), why=why.strip())
    return page(user, number)


# -- within ----------------------------------------------------------------------------------------------


def _save(
    user: User, given: schemas.NewCalculation, made: Made, case: Case | None, clue: Clue | None
) -> Calculation:  # fmt: skip
    record = json.dumps(made.plain(), ensure_ascii=False)
    digest = sha256_bytes(record.encode())
    denied = [one.model_dump() for one in given.denied]
    with transaction.atomic():
        kept = Calculation.objects.create(
            case=case, clue=clue, title=given.title.strip(), charges="、".join(one.charge for one in made.crimes)[:500],
            record=record, sha256=digest, low=made.months[0], high=made.months[1], needs_review=bool(made.reviews),
            proposal=given.proposal, why=given.why.strip(), denied=denied, origin_id=given.origin, by=user, at=now(),
        )  # fmt: skip
        if case is not None:
            CaseStep.objects.create(case=case, at=now(), by=user, action="sentencing", why=kept.title)
        trace(
            user.username, "sentencing.keep", str(kept.pk), sha256=digest, case=case.number if case else "",
            clue=clue.pk if clue else "", months=list(made.months), proposal=given.proposal, why=given.why.strip(),
            denied=denied,
        )  # fmt: skip
    return kept


def _case(user: User, number: int | None) -> Case | None:
    if number is None:
        return None
    found = Case.objects.visible_to(user).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def _clue(user: User, id_: str) -> Clue | None:
    if not id_:
        return None
    found = Clue.objects.visible_to(user).filter(pk=id_).first()
    if found is None:
        raise NotFound
    return found


def _joined(found: QuerySet[Calculation]) -> QuerySet[Calculation]:
    return found.select_related("by", "case", "aside_by")


def _find(user: User, number: int) -> Calculation:
    found = _joined(Calculation.objects.visible_to(reader(user))).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def _again(one: Calculation) -> Replayed:
    """Made again from its record; one that was changed in the database is told."""
    if sha256_bytes(one.record.encode()) != one.sha256:
        raise Conflict("记录的摘要不符，可能被改动", "the record does not fit its digest: it may have been changed")
    try:
        return replay(read_record(one.record), Shelf(the_parameters()))
    except SentencingError as error:
        raise Conflict(error.zh, error.en) from None


def _row(one: Calculation) -> schemas.KeptRow:
    return schemas.KeptRow(
        id=one.pk, title=one.title, charges=one.charges, low=one.low, high=one.high, needs_review=one.needs_review,
        proposal=one.proposal, case=one.case_id, case_number=one.case.number if one.case else "",
        clue=one.clue_id or "", by=Person(username=one.by.username, name=one.by.name), at=one.at,
        aside=one.aside_at is not None,
    )  # fmt: skip


def _denied(one: Calculation) -> Iterable[schemas.DeniedFact]:
    known = the_parameters()
    for each in one.denied:
        crime = known.crime_of(each["crime"])
        entry = known.circumstances_of(crime).get(each["circumstance"]) if crime else None
        name = text(entry.title) if entry else Text(zh=each["circumstance"], en=each["circumstance"])
        yield schemas.DeniedFact(**each, title=name)


def _may_set_aside(user: User, one: Calculation) -> bool:
    holds = one.case is not None and one.case.owner_id == user.pk
    return one.aside_at is None and (one.by_id == user.pk or holds)
