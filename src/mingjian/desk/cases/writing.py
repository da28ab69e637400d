"""What letters say: from a case and its model to the fields of a letter, and from those to Word and PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import ValidationError

from mingjian.desk.cases.models import Case, Letter
from mingjian.desk.clues.copies import grounds_of_clues
from mingjian.desk.clues.models import Clue, ClueText
from mingjian.desk.errors import BadRequest
from mingjian.desk.letters import LetterFields, draft, kind_of
from mingjian.desk.letters.fields import EDITABLE
from mingjian.desk.offices.models import User
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind
from mingjian.standards import codes
from mingjian.standards.wrong_value import listed

__all__ = ["DRAFT", "changed_fields", "fields_of", "first_fields", "own_name", "urging_fields"]

DRAFT = "草稿"
"""What stands above a letter until it is signed."""


def first_fields(case: Case, model: Model, kind: DocumentKind, user: User) -> dict[str, Any]:
    """The first draft, with the clues' sentences as far as the user may unmask them."""
    clues = Clue.objects.filter(membership__case=case).order_by("-rank")
    texts = dict(ClueText.objects.filter(clue__in=clues, clearance=user.unmasks_to).values_list("clue_id", "zh"))
    said = [texts[one.pk] for one in clues if one.pk in texts]
    contact = f"{user.name} {user.phone or case.office.contact}".strip()
    places = {one.place for one in clues}
    made = draft(
        kind, office=case.office.zh, model=model, clues=said, contact=contact, grounds=grounds_of_clues(clues),
        place=own_name(places.pop()) if len(places) == 1 else "",
    )  # fmt: skip
    return made.model_dump(mode="json")


def own_name(place: str) -> str:
    """What a region is called without the ones above it: 肥东县."""
    regions = codes("regions")
    whole = (regions.label(place, "zh") if place in regions else None) or ""
    above = [code for code in (f"{place[:4]}00", f"{place[:2]}0000") if code != place and code in regions]
    return whole.removeprefix((regions.label(above[0], "zh") or "") if above else "")


def urging_fields(case: Case, letter: Letter, user: User) -> dict[str, Any]:
    """A letter that urges the reply to another: which one it was, and when the reply was due."""
    kind, before = kind_of(DocumentKind.URGE), fields_of(letter.fields)
    assert letter.served_on is not None, "a served letter"
    assert letter.reply_due is not None, "with a period for its reply"
    facts = (
        f"本院于{_day(letter.served_on)}向你单位送达《{before.heading}》（{letter.number}），回复期限至"
        f"{_day(letter.reply_due)}届满，本院至今未收到书面回复。"
    )
    return LetterFields(
        kind=DocumentKind.URGE.value, heading=kind.heading, office=case.office.zh, to=before.to, about=before.about,
        opening=kind.opening, facts=facts, closing=kind.closing, asks=(f"{kind.ask}。",),
        contact=f"{user.name} {user.phone or case.office.contact}".strip(),
    ).model_dump(mode="json")  # fmt: skip


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def changed_fields(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The fields with what a user changed. `BadRequest` names every field that cannot be so, or may not be changed."""
    fixed = sorted(name for name in given if name not in EDITABLE and given[name] != before.get(name))
    if fixed:
        raise BadRequest(f"不能修改：{'、'.join(fixed)}", f"cannot be changed: {', '.join(fixed)}", fixed[0])
    try:
        return LetterFields.model_validate({**before, **given}).model_dump(mode="json")
    except ValidationError as error:
        zh, en = listed(error.errors())
        first = ".".join(map(str, error.errors()[0]["loc"]))
        raise BadRequest(f"文书内容有误：{zh}", f"the letter cannot say so: {en}", first) from None


def fields_of(stored: dict[str, Any]) -> LetterFields:
    """The fields of a letter as they are kept."""
    return LetterFields.model_validate(stored)
