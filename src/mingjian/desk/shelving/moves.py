"""Steps along the road: what each needs is checked, what it brings about is kept in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from mingjian.desk.errors import BadRequest, Conflict
from mingjian.desk.held.models import Held, Standing, Way
from mingjian.desk.held.services import allow, keep_here, stand
from mingjian.desk.known import known
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.secret import ring_of
from mingjian.desk.shelving.entries import find_entry, keep_step, quicker, told_of
from mingjian.desk.shelving.figures import counted_for, runs_of
from mingjian.desk.shelving.models import Asked, Entry, EntryStep, Pilot
from mingjian.desk.shelving.nearby import point_under, was_shown
from mingjian.desk.shelving.schemas import ShelfAct
from mingjian.desk.shelving.who import can
from mingjian.desk.shipped import shipped
from mingjian.models import parse_model
from mingjian.shelf import State, identities, move_named, tried
from mingjian.shelf.states import ANSWERS, SENT_BACK
from mingjian.trust.container import fingerprint as key_print

__all__ = ["act_on_entry"]

LEAST = 6
"""Signs a reason has at least: a word is none."""


def act_on_entry(user: User, number: int, given: ShelfAct) -> None:
    """Take a step; once, whoever else tries at the same instant."""
    entry = find_entry(user, number)
    if given.version != entry.version:
        raise quicker(entry)
    if given.action not in can(user, entry):
        move = move_named(given.action)
        who = ("", "") if move is None else (f"：应由{move.who.zh}办理", f": it is for {move.who.en}")
        raise BadRequest(f"您现在不能这样办理{who[0]}", f"you cannot do this now{who[1]}", "action")
    _DO[given.action](user, entry, given)


# -- before it runs ----------------------------------------------------------------------------------------


def _renew(user: User, entry: Entry, given: ShelfAct) -> None:
    """The draft as it is now, instead of what was sent."""
    draft = entry.draft
    if draft is None or draft.owner_id != user.pk:
        raise BadRequest("草稿已不在", "its draft is gone", "action")
    told = told_of(draft.files, draft)
    with transaction.atomic():
        keep_step(user, entry, "renew", State.IDEA, given.why.strip(), difference="", **told)


def _propose(user: User, entry: Entry, given: ShelfAct) -> None:
    lacking = _unnamed(entry)
    if lacking:
        raise BadRequest(f"还没有写明{'、'.join(zh for zh, _ in lacking)}",
                         f"not named yet: {', '.join(en for _, en in lacking)}", "action")  # fmt: skip
    showing = was_shown(user, entry)
    if showing is None:
        raise BadRequest("请先查看最相近的模型", "look at the nearest models first", "difference")
    if showing.shown and len(given.difference.strip()) < LEAST:
        raise BadRequest("请说明与最相近模型的不同之处", "say how it differs from the nearest models", "difference")
    if _number_taken(entry):
        raise BadRequest(
            f"{entry.model} 的 {entry.model_version} 版已经存在，请改版本号",
            f"version {entry.model_version} of {entry.model} is there already: give it another number",
            "action",
        )
    with transaction.atomic():
        keep_step(user, entry, "propose", State.DRAFT, given.difference.strip(), difference=given.difference.strip(),
                  data={"shown": showing.shown})  # fmt: skip


def _assess(user: User, entry: Entry, given: ShelfAct) -> None:
    answers = _answers(given)
    refused = [ANSWERS[code] for code, one in answers.items() if not one["passed"]]
    if refused:
        raise BadRequest("有一问未通过：请退回修改", "an answer is no: send it back instead of passing it", "answers")
    found = tried(entry.files["model.yaml"], {n: t for n, t in entry.files.items() if n != "model.yaml"})
    wrong = [*found.wrong, *(one.said for one in identities(entry.files))]
    if wrong:
        zh, en = ("；".join(one[place] for one in wrong[:5]) for place in (0, 1))
        raise BadRequest(f"不能评估通过：{zh}", f"it cannot pass: {en}", "action")
    model = parse_model(entry.files["model.yaml"], "model.yaml")
    ships = shipped().get(model.id)
    if ships is not None and ships.fingerprint == model.fingerprint:
        raise BadRequest("与随软件发布的模型完全相同", "it is the very model that ships", "action")
    with transaction.atomic():
        keep_step(
            user, entry, "assess", State.ASSESSED, given.why.strip(), review=answers, fingerprint=model.fingerprint,
            line=model.definition.line.value, data={"answers": answers},
        )  # fmt: skip


def _send_back(user: User, entry: Entry, given: ShelfAct) -> None:
    _reason(given)
    answers = _answers(given) if given.answers else {}
    with transaction.atomic():
        more: dict[str, Any] = {"endorsed_by": None} if State.of(entry.state) is not State.DRAFT else {}
        keep_step(user, entry, "send_back", SENT_BACK[State.of(entry.state)], given.why.strip(),
                  data={"answers": answers}, **more)  # fmt: skip


# -- the pilot ---------------------------------------------------------------------------------------------


def _ask(user: User, entry: Entry, given: ShelfAct) -> None:
    """Which offices are asked to pilot it, and what for. The own office agrees with its chief's asking."""
    below = {one.code: one for one in Office.objects.filter(path__startswith=user.office.path)}
    unknown = [code for code in given.offices if code not in below]
    if unknown or not given.offices:
        raise BadRequest(f"请选择本院及下级院作为试点院{'：没有' + unknown[0] if unknown else ''}",
                         "choose the offices of the pilot among yours and those below", "offices")  # fmt: skip
    if len(given.purpose.strip()) < LEAST:
        raise BadRequest("请写明试点用途", "say what the pilot is for", "purpose")
    with transaction.atomic():
        keep_step(user, entry, "ask", State.ASSESSED, given.purpose.strip(), purpose=given.purpose.strip(),
                  data={"offices": given.offices})  # fmt: skip
        Pilot.objects.filter(entry=entry).exclude(office__code__in=given.offices).delete()
        for code in dict.fromkeys(given.offices):
            own = below[code].pk == user.office_id
            known_ = {"state": Asked.AGREED.value, "by": user, "at": now()} if own else {}
            Pilot.objects.get_or_create(entry=entry, office=below[code], defaults=known_)


def _answer(user: User, entry: Entry, given: ShelfAct) -> None:
    state = Asked.AGREED if given.action == "agree" else Asked.DECLINED
    if state is Asked.DECLINED:
        _reason(given)
    with transaction.atomic():
        keep_step(user, entry, given.action, State.ASSESSED, given.why.strip())
        asked = Pilot.objects.filter(entry=entry, office=user.office, state=Asked.ASKED.value)
        if not asked.update(state=state.value, by=user, at=now(), why=given.why.strip()):
            raise quicker(entry)


def _pilot(user: User, entry: Entry, given: ShelfAct) -> None:
    agreed = [one.office for one in entry.pilots.filter(state=Asked.AGREED.value).select_related("office")]
    if not agreed or not entry.purpose:
        raise BadRequest("还没有院同意试点", "no office has agreed to pilot it yet", "offices")
    model = parse_model(entry.files["model.yaml"], "model.yaml")
    with transaction.atomic():
        held = keep_here(model, entry.files, Standing.PILOT)
        if Entry.objects.filter(held=held).exclude(pk=entry.pk).exists():
            raise Conflict("此内容已在共享中", "this very content is on the shelf already")
        allow(held, [entry.office], Way.AUTHOR)
        allow(held, [one for one in agreed if one.pk != entry.office_id], Way.PILOT)
        keep_step(user, entry, "pilot", State.PILOTING, given.why.strip(), held=held,
                  data={"offices": [one.code for one in agreed]})  # fmt: skip


def _apply(user: User, entry: Entry, given: ShelfAct) -> None:
    records = runs_of([entry])[entry.pk]
    if not records:
        raise BadRequest("试点院还没有运行过，没有数字可报", "no office has run it yet: there are no figures", "action")
    figures = counted_for(entry, records).model_dump(mode="json")
    with transaction.atomic():
        keep_step(user, entry, "apply", State.APPLIED, given.why.strip(), figures=figures, data={"figures": figures})


# -- the provincial office -----------------------------------------------------------------------------------


def _endorse(user: User, entry: Entry, given: ShelfAct) -> None:
    if was_shown(user, entry) is None:
        raise BadRequest("请先阅读相近模型对照", "read what it has in common with the nearest models first", "action")
    with transaction.atomic():
        over = _place_left(entry, given)
        keep_step(user, entry, "endorse", State.PROVINCIAL, over or given.why.strip(), endorsed_by=user)


def _publish(user: User, entry: Entry, given: ShelfAct) -> None:
    held, at = _held(entry), now()
    said = {"model": entry.model, "version": entry.model_version, "fingerprint": entry.fingerprint,
            "endorsed_by": entry.endorsed_by.username if entry.endorsed_by else "", "published_by": user.username,
            "at": at.isoformat()}  # fmt: skip
    with transaction.atomic():
        over = _place_left(entry, given)
        keep_step(user, entry, "publish", State.PUBLISHED, over or given.why.strip(), published=at,
                  signed=_signed(user, said))  # fmt: skip
        stand(held, Standing.PUBLISHED)
        former = Entry.objects.filter(model=entry.model, state=State.PUBLISHED.value).exclude(pk=entry.pk)
        for one in former:
            EntryStep.objects.create(
                entry=one, at=at, by=user, office=user.office, action="improved", source=one.state, target=one.state,
                why="", data={"version": entry.model_version},
            )  # fmt: skip


def _retire(user: User, entry: Entry, given: ShelfAct) -> None:
    _reason(given)
    with transaction.atomic():
        keep_step(user, entry, "retire", State.RETIRED, given.why.strip())
        stand(_held(entry), Standing.RETIRED)


def _withdraw(user: User, entry: Entry, given: ShelfAct) -> None:
    """Nobody runs it any more from this instant; the offices that may are named and told."""
    _reason(given)
    held = _held(entry)
    offices = [one.office.code for one in held.uses.select_related("office")]
    with transaction.atomic():
        keep_step(user, entry, "withdraw", State.WITHDRAWN, given.why.strip(), data={"offices": offices})
        stand(held, Standing.WITHDRAWN)


# -- within ------------------------------------------------------------------------------------------------


def _unnamed(entry: Entry) -> list[tuple[str, str]]:
    from mingjian.models.source import read_source

    data: Any = read_source(entry.files["model.yaml"], "model.yaml").data
    lacking = [] if entry.point_zh else [("监督点", "the supervision point")]
    lacking += [] if entry.standards else [("所用数据", "its lists")]
    return lacking + ([] if data.get("basis") else [("法律依据", "its legal basis")])


def _number_taken(entry: Entry) -> bool:
    ships = shipped().get(entry.model)
    if ships is not None and ships.version == entry.model_version:
        return True
    others = Entry.objects.filter(model=entry.model, model_version=entry.model_version).exclude(pk=entry.pk)
    held = Held.objects.filter(model=entry.model, version=entry.model_version)
    return others.exclude(state=State.IDEA.value).exists() or held.exists()


def _answers(given: ShelfAct) -> dict[str, dict[str, Any]]:
    missing = [name for name in ANSWERS if name not in given.answers or len(given.answers[name].why.strip()) < LEAST]
    if missing or set(given.answers) - set(ANSWERS):
        named = [ANSWERS[one] for one in missing]
        zh, en = ([one[place].split("：:"[place])[0] for one in named] for place in (0, 1))
        raise BadRequest(
            f"三问须各写理由：{'、'.join(zh)}",
            f"each of the three answers takes its reason: {', '.join(en)}",
            "answers",
        )
    return {name: {"passed": one.passed, "why": one.why.strip()} for name, one in given.answers.items()}


def _reason(given: ShelfAct) -> None:
    if len(given.why.strip()) < LEAST:
        raise BadRequest("请写明理由", "say why", "why")


def _place_left(entry: Entry, given: ShelfAct) -> str:
    """Why the point may hold one more than its limit; nothing where a place is left. Within a transaction: of two that
    want the last place the second waits here until the first has it."""
    list(Entry.objects.select_for_update().filter(point_zh=entry.point_zh).order_by("pk").values_list("pk"))
    point = point_under(entry, known())
    if point.full and len(given.over.strip()) < LEAST:
        raise BadRequest(point.said[0], point.said[1], "over")
    return given.over.strip() if point.full else ""


def _held(entry: Entry) -> Held:
    if entry.held is None:
        raise Conflict("此模型的文件不在本系统", "the files of this model are not here")
    return entry.held


def _signed(user: User, said: dict[str, str]) -> dict[str, Any]:
    """What is published, by whom, under a key of the publisher's own that the desk derives."""
    key = Ed25519PrivateKey.from_private_bytes(ring_of(settings.DESK.folder).key(f"publisher {user.username}"))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"said": text, "signature": key.sign(f"mingjian-publication@1\n{text}".encode()).hex(),
            "key": key_print(key.public_key()), "public": key.public_key().public_bytes_raw().hex()}  # fmt: skip


_DO: dict[str, Callable[[User, Entry, ShelfAct], None]] = {
    "renew": _renew, "propose": _propose, "assess": _assess, "send_back": _send_back, "ask": _ask, "agree": _answer,
    "decline": _answer, "pilot": _pilot, "apply": _apply, "endorse": _endorse, "publish": _publish, "retire": _retire,
    "withdraw": _withdraw,
}  # fmt: skip
