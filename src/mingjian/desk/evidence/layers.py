"""An office's own layer over a pack: read, changed by a form, saved as versions, withdrawn and used again.

A version is kept only when nothing is wrong with it over what the offices above ask for, so that it tightens and never
loosens. The text is the office's: a form changes the entry it is about and nothing else.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from mingjian.assist.evidence import Pack, check_pack, open_text
from mingjian.assist.evidence.layer import layer_start, put_fact, put_favourable, put_need, put_point, take_entry
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.evidence.layered import packs_above
from mingjian.desk.evidence.models import EvidenceLayer
from mingjian.desk.evidence.pack_schemas import LayerChange, LayerKept, LayerPage, LayerText, LayerUse, LayerVersion
from mingjian.desk.evidence.packs import may_edit_packs
from mingjian.desk.evidence.telling import told_problems
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable, text
from mingjian.models.editing import EditRefused, Sheet
from mingjian.models.problems import Problem
from mingjian.models.source import read_source

__all__ = ["change_layer", "layer_page", "layer_text", "save_layer", "use_layer"]

_FILE = "layer.yaml"


def layer_page(user: User, pack: str) -> LayerPage:
    """The layer of the user's office over a pack, or how one begins."""
    under = _under(user, pack)
    rows = list(EvidenceLayer.objects.filter(office=user.office, pack=pack).select_related("by"))
    used = next((one for one in rows if one.in_use), None)
    shown = used or next(iter(rows), None)
    said = shown.text if shown is not None else layer_start(under.file, user.office.zh)
    return LayerPage(
        pack=pack, title=text(under.file.title), office=office_code(user.office), text=said,
        number=rows[0].number if rows else 0, in_use=used is not None, versions=[_version(one) for one in rows],
        problems=told_problems(_wrong(said, under)) if shown is not None else [], own=_own(said),
        may_edit=may_edit_packs(user),
    )  # fmt: skip


def layer_text(user: User, pack: str, number: int) -> str:
    """The text of a version."""
    _under(user, pack)
    found = EvidenceLayer.objects.filter(office=user.office, pack=pack, number=number).first()
    if found is None:
        raise NotFound
    return found.text


def change_layer(user: User, pack: str, given: LayerChange) -> LayerKept:
    """A change of the text by a form. It is not kept: the text goes back, with all that is wrong with it."""
    under = _writer(user, pack)
    try:
        changed = _changed(open_text(given.text, _FILE), under, given).text
    except EditRefused as refused:
        return _answer(False, given.text, list(refused.problems))
    except (LookupError, TypeError, ValueError, AttributeError):
        raise BadRequest("没有这一项", "there is no such entry", "path") from None
    return _answer(True, changed, _wrong(changed, under))


def save_layer(user: User, pack: str, given: LayerText) -> LayerKept:
    """Keep a text as the version in use, if nothing is wrong with it and nobody was quicker."""
    under = _writer(user, pack)
    if not storable(given.text + given.note):
        raise BadRequest("含有不能保存的字符", "it holds signs that cannot be kept", "text")
    problems = _wrong(given.text, under)
    if problems:
        return _answer(False, given.text, problems)
    rows = EvidenceLayer.objects.filter(office=user.office, pack=pack)
    newest = rows.first()
    if (newest.number if newest else 0) != given.number:
        raise _quicker(newest)
    try:
        with transaction.atomic():
            rows.filter(in_use=True).update(in_use=False)
            made = EvidenceLayer.objects.create(
                office=user.office, pack=pack, number=given.number + 1, text=given.text, note=given.note.strip(),
                by=user, at=now(),
            )  # fmt: skip
            trace(user.username, "evidence.layer", f"{user.office.code}/{pack}", number=made.number, note=given.note)
    except IntegrityError:
        raise _quicker(rows.first()) from None
    return _answer(True, given.text, [])


def use_layer(user: User, pack: str, given: LayerUse) -> LayerPage:
    """A version comes into use again, or none is used any more."""
    under = _writer(user, pack)
    rows = EvidenceLayer.objects.filter(office=user.office, pack=pack)
    newest = rows.first()
    if newest is None or newest.number != given.number:
        raise _quicker(newest)
    chosen = rows.filter(number=given.use).first() if given.use is not None else None
    if given.use is not None and (chosen is None or _wrong(chosen.text, under)):
        raise BadRequest("这个版本不能再用", "this version cannot be used any more", "use")
    with transaction.atomic():
        rows.filter(in_use=True).update(in_use=False)
        if chosen is not None:
            rows.filter(pk=chosen.pk).update(in_use=True)
        action = "evidence.layer_use" if chosen is not None else "evidence.layer_withdraw"
        trace(user.username, action, f"{user.office.code}/{pack}", number=given.use)
    return layer_page(user, pack)


# -- within ----------------------------------------------------------------------------------------------


def _under(user: User, pack: str) -> Pack:
    """The pack as the offices above ask for it."""
    packs, _ = packs_above(user.office)
    if pack not in packs:
        raise NotFound
    return packs[pack]


def _writer(user: User, pack: str) -> Pack:
    under = _under(user, pack)
    if not may_edit_packs(user):
        raise NotFound
    return under


def _changed(sheet: Sheet, under: Pack, given: LayerChange) -> Sheet:
    if given.kind == "need":
        return put_need(sheet, under.file, given.name, given.value)
    if given.kind == "point":
        return put_point(sheet, given.name, given.value)
    if given.kind == "fact":
        return put_fact(sheet, given.name, given.value)
    if given.kind == "favourable":
        return put_favourable(sheet, given.value)
    return take_entry(sheet, tuple(given.path))


def _wrong(said: str, under: Pack) -> list[Problem]:
    """All that is wrong with a text as a layer over this pack."""
    data = read_source(said, _FILE).data
    if isinstance(data, dict) and data.get("adds_to") != under.id:
        source = read_source(said, _FILE)
        expected = (f"adds_to: {under.id}",) * 2
        return [source.problem(("adds_to",), "应叠加于这个包", "a layer over this pack is wanted", expected=expected)]
    return check_pack(said, _FILE, under.file)[1]


def _own(said: str) -> dict[str, Any]:
    """What the layer says, as data; empty where it cannot be read."""
    data = read_source(said, _FILE).data
    return data if isinstance(data, dict) else {}


def _answer(kept: bool, said: str, problems: list[Problem]) -> LayerKept:
    return LayerKept(kept=kept, text=said, problems=told_problems(problems), own=_own(said))


def _version(one: EvidenceLayer) -> LayerVersion:
    by = Person(username=one.by.username, name=one.by.name)
    return LayerVersion(number=one.number, by=by, at=one.at, note=one.note, in_use=one.in_use)


def _quicker(newest: EvidenceLayer | None) -> Conflict:
    who = newest.by.name if newest is not None else ""
    return Conflict(
        f"{who}已保存了新版本，请刷新后再改；您的文字还在页面上",
        f"{who} saved another version: load it again; your text is still here",
    )
