"""What letters say: from a case and its model to the fields of a letter, and from those to Word and PDF."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from mingjian.desk.cases.models import Case
from mingjian.desk.clues.models import Clue, ClueText
from mingjian.desk.errors import BadRequest
from mingjian.desk.letters import LetterFields, draft
from mingjian.desk.letters.fields import EDITABLE
from mingjian.desk.offices.models import User
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind

__all__ = ["DRAFT", "changed_fields", "fields_of", "first_fields"]

DRAFT = "草稿"
"""What stands above a letter until it is signed."""


def first_fields(case: Case, model: Model, kind: DocumentKind, user: User) -> dict[str, Any]:
    """The first draft, with the clues' sentences as far as the user may unmask them."""
    clues = Clue.objects.filter(membership__case=case).order_by("-rank")
    texts = dict(ClueText.objects.filter(clue__in=clues, clearance=user.unmasks_to).values_list("clue_id", "zh"))
    said = [texts[one.pk] for one in clues if one.pk in texts]
    contact = f"{user.name} {user.phone or case.office.contact}".strip()
    made = draft(kind, office=case.office.zh, model=model, clues=said, contact=contact)
    return made.model_dump(mode="json")


def changed_fields(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The fields with what a user changed. `BadRequest` names every field that cannot be so, or may not be changed."""
    fixed = sorted(name for name in given if name not in EDITABLE and given[name] != before.get(name))
    if fixed:
        raise BadRequest(f"不能修改：{'、'.join(fixed)}", f"cannot be changed: {', '.join(fixed)}", fixed[0])
    try:
        return LetterFields.model_validate({**before, **given}).model_dump(mode="json")
    except ValidationError as error:
        names = [".".join(str(part) for part in one["loc"]) for one in error.errors()]
        listed = "；".join(f"{name}：{one['msg']}" for name, one in zip(names, error.errors(), strict=True))
        raise BadRequest(f"文书内容有误：{listed}", f"the letter cannot say so: {listed}", names[0]) from None


def fields_of(stored: dict[str, Any]) -> LetterFields:
    """The fields of a letter as they are kept."""
    return LetterFields.model_validate(stored)
