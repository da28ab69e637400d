"""Files that go out: clues to a partner, and what became of those a partner sent.

Only what the sender may hand over goes, in his sight; it is logged as unmasking, since identities leave the desk. The
clue stays with the giver as transferred, and he sees what comes back.
"""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from mingjian.clues import clues_of
from mingjian.desk.cases.models import Member, Outcome
from mingjian.desk.clues.copies import copy_of
from mingjian.desk.clues.evidence import evidence_at
from mingjian.desk.clues.models import Attachment, Clue, ClueText, Copy, Step, Verdict
from mingjian.desk.clues.page import machine_facts
from mingjian.desk.clues.papers import stored
from mingjian.desk.clues.states import CLOSED, OPEN, State
from mingjian.desk.clues.steps import find
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.exchange.container import pack
from mingjian.desk.exchange.content import Back, ClueContent, Facts, Paper
from mingjian.desk.exchange.keys import own_key
from mingjian.desk.exchange.models import File, Partner, Sent
from mingjian.desk.exchange.partners import find_partner
from mingjian.desk.exchange.schemas import Send, SendOutcomes
from mingjian.desk.lake import run_of
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import sight
from mingjian.desk.traces.services import trace
from mingjian.models.enumerations import Line

__all__ = ["may_send", "send_clues", "send_outcomes"]

_FULL = 4


def may_send(user: User) -> bool:
    """Who assigns or decides, and may see identities."""
    return (user.may(Right.ASSIGN) or user.may(Right.DECIDE)) and user.unmasks_to >= _FULL and user.may(Right.UNMASK)


def send_clues(user: User, given: Send) -> tuple[File, bytes]:
    """Hand clues over to a partner: the file, and the row that remembers it. All or nothing."""
    _sender(user)
    partner = find_partner(given.to)
    clues = [find(user, one) for one in dict.fromkeys(given.clues)]
    for clue in clues:
        _may_go(user, clue)
    parts: dict[str, bytes] = {}
    for clue in clues:
        content, files = _content(user, clue)
        parts[f"clues/{clue.pk.lower()}.json"] = content.model_dump_json().encode()
        parts.update(files)
    with transaction.atomic():
        file, data = _file(user, partner, "clues", parts, len(clues), given.days)
        for clue in clues:
            _leaves(user, clue, partner, file, given.why.strip())
    return file, data


def send_outcomes(user: User, given: SendOutcomes) -> tuple[File, bytes]:
    """Tell a partner what became of the clues it sent, those that are decided and that the user sees."""
    _sender(user)
    partner = find_partner(given.to)
    seen = Clue.objects.visible_to(user)
    copies = Copy.objects.filter(origin_code=partner.code, clue__in=seen.values("pk"))
    decided = copies.filter(clue__state__in=[one.value for one in CLOSED]).select_related("clue")
    told = [back for one in decided if (back := _back(one.clue)) is not None]
    if not told:
        raise BadRequest("该院移送的线索还没有结论", "none of the clues this office sent is decided", "to")
    parts = {f"outcomes/{one.clue.lower()}.json": one.model_dump_json().encode() for one in told}
    with transaction.atomic():
        return _file(user, partner, "outcomes", parts, len(told), given.days)


# -- within ----------------------------------------------------------------------------------------------


def _sender(user: User) -> None:
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    if not may_send(user):
        raise BadRequest("您的角色不能移送线索", "your roles do not allow clues to be sent")


def _may_go(user: User, clue: Clue) -> None:
    if clue.state not in [one.value for one in OPEN]:
        raise BadRequest(
            f"线索 {clue.pk} 已办结，不能移送", f"the clue {clue.pk} is closed and cannot be sent", "clues"
        )
    if copy_of(clue) is not None:
        raise BadRequest(
            f"线索 {clue.pk} 来自外网，不能转送", f"the clue {clue.pk} came from elsewhere: it goes no further", "clues"
        )
    if clue.owner_id not in (None, user.pk) and not user.may(Right.ASSIGN):
        raise BadRequest(f"线索 {clue.pk} 由他人承办", f"somebody else holds the clue {clue.pk}", "clues")


def _content(user: User, clue: Clue) -> tuple[ClueContent, dict[str, bytes]]:
    """A clue with its page, its evidence at every clearance, its proof and its papers."""
    run = run_of(clue.run)
    subject = next(iter(clues_of(run, _FULL, [clue.pk]))).subject
    papers = list(Attachment.objects.filter(clue=clue))
    files = {f"files/{one.sha256}": stored(one.sha256).read_bytes() for one in papers}
    texts = {
        str(one.clearance): {"zh": one.zh, "en": one.en, "subject": one.subject}
        for one in ClueText.objects.filter(clue=clue)
    }
    facts = machine_facts(user, clue)
    made = ClueContent.model_validate(
        {
            "id": clue.pk, "model": clue.model, "model_version": clue.model_version, "title_zh": clue.title_zh,
            "title_en": clue.title_en, "line": Line.of(clue.line), "place": clue.place,
            "subject_kind": clue.subject_kind, "subject": subject, "level": clue.level, "points": clue.points,
            "amount": clue.amount, "day": clue.day, "first_seen": clue.first_seen, "last_seen": clue.last_seen,
            "texts": texts,
            "evidence": {str(level): evidence_at(clue, level).model_dump() for level in range(1, _FULL + 1)},
            "facts": {name: facts[name] for name in Facts.model_fields}, "model_file": run.record.model.file,
            "proof": json.loads(run.record.model_dump_json(by_alias=True)),
            "papers": [Paper(name=one.name, size=one.size, sha256=one.sha256) for one in papers],
        }
    )  # fmt: skip
    return made, files


def _file(
    user: User, partner: Partner, kind: str, parts: dict[str, bytes], items: int, days: int
) -> tuple[File, bytes]:
    at = now()
    last = File.objects.filter(partner=partner, outgoing=True).aggregate(last=Max("sequence"))["last"] or 0
    given: dict[str, Any] = {
        "kind": kind, "from": user.office.code, "sender_name": user.office.zh, "to": partner.code,
        "sequence": last + 1, "made_at": at, "expires_at": at + timedelta(days=days),
    }  # fmt: skip
    data = pack(given, parts, own_key())
    try:
        with transaction.atomic():
            file = File.objects.create(
                partner=partner, outgoing=True, office=user.office, kind=kind, sequence=last + 1, by=user, at=at,
                sha256=hashlib.sha256(data).hexdigest(), items=items,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("另一份文件刚刚生成，请再试一次", "another file was made at this instant: try again") from None
    trace(user.username, f"exchange.send.{kind}", partner.code, sequence=file.sequence, sha256=file.sha256, items=items)
    return file, data


def _leaves(user: User, clue: Clue, partner: Partner, file: File, why: str) -> None:
    same = Clue.objects.filter(sight(user), pk=clue.pk, version=clue.version, state=clue.state)
    if not same.update(state=State.TRANSFERRED, deadline=None, version=F("version") + 1, changed=now()):
        raise Conflict("线索刚被更新，请刷新后再办", "the clue was just updated: load it again")
    Step.objects.create(
        clue=clue, at=now(), by=user, action="send_out", source=clue.state, target=State.TRANSFERRED, why=why,
        document_no=f"{partner.zh} #{file.sequence}", office=clue.office, to_body="office",
    )  # fmt: skip
    Sent.objects.create(clue=clue, file=file, why=why)
    trace(user.username, "clue.send", clue.pk, to=partner.code, sequence=file.sequence, why=why)
    trace(user.username, "clue.unmask", clue.pk, why=f"exchange {partner.code} {file.sequence}", clearance=_FULL)


def _back(clue: Clue) -> Back | None:
    """What became of a clue: its last verdict, its case and the outcome."""
    verdict = Verdict.objects.filter(clue=clue).exclude(code="reopened").last()
    if verdict is None:
        return None
    member = Member.objects.filter(clue=clue).select_related("case").first()
    outcome = Outcome.objects.filter(case=member.case).first() if member is not None else None
    return Back(
        clue=clue.pk, verdict=verdict.code, note=verdict.note, decided_at=verdict.at, state=clue.state,
        case_number=member.case.number if member is not None else "",
        case_state=member.case.state if member is not None else "",
        rectified=outcome is not None and outcome.rectified,
        recovered=outcome.recovered if outcome is not None else None,
        held_to_account=outcome.held_to_account if outcome is not None else 0,
    )  # fmt: skip
