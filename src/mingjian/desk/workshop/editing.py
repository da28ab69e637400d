"""Editing a draft: each edit is made over the text, kept with what it changed, and can be taken back to the byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from mingjian.desk.errors import BadRequest
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.workshop.drafts import find_draft, keep, to_change
from mingjian.desk.workshop.history import again, back, difference, kept
from mingjian.desk.workshop.models import Draft, Edit
from mingjian.desk.workshop.schemas import NewEdit, NewPaste, NewText, Versioned
from mingjian.models.editing import Bench, EditRefused, pasted, read_edit

__all__ = ["TEXT", "edit", "edit_text", "make_edits", "paste", "redo", "undo"]

TEXT = "as_text"
"""The kind of an edit that gave a file as text."""


def edit(user: User, number: int, given: NewEdit) -> None:
    """Make an edit. What stands in its way is told with its place; nothing has changed then."""
    make_edits(user, to_change(user, number, given.version), [given.edit])


def make_edits(user: User, draft: Draft, edits: Sequence[dict[str, Any]]) -> None:
    """Make edits one after the other, all or none, on a draft that `to_change` gave."""
    with transaction.atomic():
        for what in edits:
            try:
                wanted = read_edit(what)
                bench = Bench.of(draft.files).apply(wanted)
            except EditRefused as refused:
                raise _refused(refused) from None
            if bench.done:  # else it says so already
                _keep(user, draft, bench.texts, wanted.kind, what, kept(bench.done[-1].made))
                draft.refresh_from_db()


def paste(user: User, number: int, given: NewPaste) -> None:
    """Put a step of a draft that the user sees into this one, with the inputs and parameters it names."""
    draft = to_change(user, number, given.version)
    source = draft if given.source == number else find_draft(user, given.source)
    try:
        edits = pasted(Bench.of(source.files).model.data, Bench.of(draft.files).model.data, given.step)
    except EditRefused as refused:
        raise _refused(refused) from None
    make_edits(user, draft, edits)


def edit_text(user: User, number: int, given: NewText) -> None:
    """Give a file as text. It need not be right, nor even readable: what is wrong is told by the page."""
    draft = to_change(user, number, given.version)
    text = given.text
    made = difference(given.name, draft.files.get(given.name), text)
    if made:
        what = {"kind": TEXT, "name": given.name}
        _keep(user, draft, {**draft.files, given.name: text}, TEXT, what, kept(made))


def undo(user: User, number: int, given: Versioned) -> None:
    """Take the last edit back."""
    draft = to_change(user, number, given.version)
    last = draft.edits.filter(undone=False).order_by("-number").first()
    if last is None:
        raise BadRequest("没有可以撤销的操作", "there is nothing to undo")
    _step(user, draft, last, back(draft.files, last.made), undone=True)


def redo(user: User, number: int, given: Versioned) -> None:
    """Make the edit that was undone last once more."""
    draft = to_change(user, number, given.version)
    first = draft.edits.filter(undone=True).order_by("number").first()
    if first is None:
        raise BadRequest("没有可以重做的操作", "there is nothing to redo")
    _step(user, draft, first, again(draft.files, first.made), undone=False)


def _step(user: User, draft: Draft, one: Edit, files: Mapping[str, str], *, undone: bool) -> None:
    with transaction.atomic():
        keep(user, draft, files)
        Edit.objects.filter(pk=one.pk).update(undone=undone)
        trace(user.username, f"workshop.{'undo' if undone else 'redo'}", str(draft.pk), edit=one.number, kind=one.kind)


def _keep(
    user: User, draft: Draft, files: Mapping[str, str], kind: str, what: dict[str, Any], made: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        keep(user, draft, files)
        draft.edits.filter(undone=True).delete()
        number = (draft.edits.aggregate(last=Max("number"))["last"] or 0) + 1
        Edit.objects.create(draft=draft, number=number, kind=kind, what=what, made=made, by=user, at=now())
        trace(user.username, "workshop.edit", str(draft.pk), edit=number, kind=kind)


def _refused(refused: EditRefused) -> BadRequest:
    zh = "；".join(one.text("zh") for one in refused.problems)
    en = "; ".join(one.text("en") for one in refused.problems)
    return BadRequest(zh, en, "edit")
