"""Files that come in: checked whole, taken once, in the order they were made; nothing of a refused one is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.conf import settings
from django.db import IntegrityError, transaction

from mingjian.desk.clues.models import Attachment, Clue, ClueText, Copy, Step, Verdict
from mingjian.desk.clues.papers import keep_bytes
from mingjian.desk.clues.projection import rank_of
from mingjian.desk.clues.states import State
from mingjian.desk.errors import BadRequest, Conflict, NotFound, TooLarge
from mingjian.desk.exchange.container import Opened, Refused, unpack
from mingjian.desk.exchange.content import Back, ClueContent, read_clues, read_outcomes
from mingjian.desk.exchange.models import File, Partner, Sent
from mingjian.desk.exchange.partners import known_keys
from mingjian.desk.exchange.schemas import Received
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded
from mingjian.models import ModelErrors, parse_model

__all__ = ["KINDS", "may_receive", "receive"]

KINDS = {
    "clues": Coded(code="clues", zh="线索", en="clues"),
    "outcomes": Coded(code="outcomes", zh="办理结果", en="outcomes"),
}


def may_receive(user: User) -> bool:
    """Who assigns what comes in."""
    return user.may(Right.ASSIGN)


def receive(user: User, data: bytes) -> Received:
    """Take a file in. `BadRequest` tells everything that is wrong with it."""
    if not user.may(Right.SEE_CLUES):
        raise NotFound
    if not may_receive(user):
        raise BadRequest("您的角色不能接收交换文件", "your roles do not allow files to be taken in")
    limit = settings.DESK.upload_megabytes
    if len(data) > limit * 1024 * 1024:
        raise TooLarge(f"文件超过{limit} MB", f"the file is larger than {limit} MB", "file")
    offices = {one.code: one for one in Office.objects.filter(pk__in=user.offices_below)}
    try:
        opened = unpack(data, known_keys(), frozenset(offices), now())
        return _take(user, opened, offices[opened.manifest.to])
    except Refused as error:
        trace(user.username, "exchange.refused", "file", why=error.en[:1000])
        raise BadRequest(f"拒绝接收：{error.zh}", f"refused: {error.en}", "file") from None


# -- within ----------------------------------------------------------------------------------------------


def _take(user: User, opened: Opened, office: Office) -> Received:
    manifest = opened.manifest
    partner = Partner.objects.get(code=manifest.sender)
    before = File.objects.filter(partner=partner, outgoing=False)
    told = Received(
        kind=KINDS[manifest.kind], sender=partner.zh, sequence=manifest.sequence, items=len(opened.parts), already=True
    )
    if before.filter(sequence=manifest.sequence, sha256=opened.sha256).exists():
        return told
    last = before.order_by("-sequence").first()
    if last is not None and manifest.sequence <= last.sequence:
        raise Refused(
            (f"序号{manifest.sequence}已用过或已过时，最近接收的是{last.sequence}",
             f"the sequence {manifest.sequence} is old: the last one taken in was {last.sequence}")
        )  # fmt: skip
    try:
        with transaction.atomic():
            file = File.objects.create(
                partner=partner, outgoing=False, office=office, kind=manifest.kind, sequence=manifest.sequence,
                sha256=opened.sha256, items=0, by=user, at=now(),
            )  # fmt: skip
            items = _clues(user, opened, office, file) if manifest.kind == "clues" else _outcomes(user, opened, file)
            File.objects.filter(pk=file.pk).update(items=items)
            trace(user.username, f"exchange.receive.{manifest.kind}", partner.code, sequence=manifest.sequence,
                  sha256=opened.sha256, items=items)  # fmt: skip
    except IntegrityError:
        raise Conflict("此文件正在被他人接收", "somebody is taking this file in at this instant") from None
    return told.model_copy(update={"items": items, "already": False})


def _clues(user: User, opened: Opened, office: Office, file: File) -> int:
    contents = read_clues(opened)
    wrong = [problem for one in contents for problem in _wrong(user, one, opened.parts)]
    if wrong:
        raise Refused(*wrong)
    for one in contents:
        _keep(user, one, opened, office, file)
    return len(contents)


def _wrong(user: User, one: ClueContent, parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    wrong = []
    if Clue.objects.filter(pk=one.id).exists():
        wrong.append((f"线索 {one.id} 已在本系统中", f"the clue {one.id} is on this desk already"))
    if one.line not in user.line_set:
        wrong.append(
            (f"线索 {one.id} 属于您不办理的条线（{one.line.zh}）", f"the clue {one.id} is of a line that is not yours")
        )
    if set(one.texts) != {"1", "2", "3", "4"} or set(one.evidence) != {"1", "2", "3", "4"}:
        wrong.append(
            (f"线索 {one.id} 缺少某一级的文字或佐证", f"the clue {one.id} lacks the text or evidence of a clearance")
        )
    for paper in one.papers:
        if f"files/{paper.sha256}" not in parts:
            wrong.append((f"线索 {one.id} 缺少附件“{paper.name}”", f"the clue {one.id} lacks its file '{paper.name}'"))
    try:
        model = parse_model(one.model_file, f"{one.model}/model.yaml")
    except ModelErrors as error:
        first = error.problems[0]
        wrong.append(
            (
                f"线索 {one.id} 的模型无法读取：{first.text('zh')}",
                f"the model of {one.id} cannot be read: {first.text('en')}",
            )
        )
    else:
        if model.id != one.model or model.fingerprint != one.facts.run.fingerprint:
            wrong.append((f"线索 {one.id} 的模型与其指纹不符", f"the model of {one.id} does not have its fingerprint"))
    return wrong


def _keep(user: User, one: ClueContent, opened: Opened, office: Office, file: File) -> None:
    """The clue as a new one of the office, with what it came with beside it."""
    subject = the_lake().keyring.hash("desk.subject", f"{one.subject_kind}:{one.subject}") if one.subject else ""
    clue = Clue.objects.create(
        id=one.id, model=one.model, model_version=one.model_version, title_zh=one.title_zh, title_en=one.title_en,
        line=one.line.value, run="", place=one.place, subject_kind=one.subject_kind, subject=subject, level=one.level,
        points=one.points, amount=one.amount, rank=rank_of(one.level, one.points, one.amount), day=one.day,
        first_seen=one.first_seen, last_seen=one.last_seen, office=office,
    )  # fmt: skip
    ClueText.objects.bulk_create(
        ClueText(clue=clue, clearance=int(level), zh=text.zh, en=text.en, subject=text.subject)
        for level, text in one.texts.items()
    )
    kept = json.loads(one.model_dump_json(include={"facts", "evidence", "texts", "model_file", "proof"}))
    Copy.objects.create(
        clue=clue, origin_code=opened.manifest.sender, origin_zh=opened.manifest.sender_name,
        sequence=opened.manifest.sequence, sha256=opened.sha256, at=now(), data=kept,
    )  # fmt: skip
    for paper in one.papers:
        digest = keep_bytes(opened.parts[f"files/{paper.sha256}"])
        Attachment.objects.create(clue=clue, name=paper.name, size=paper.size, sha256=digest, by=user, at=now())
    Step.objects.create(
        clue=clue, at=now(), by=user, action="take_in", source=State.NEW, target=State.NEW, office=office,
        document_no=f"{opened.manifest.sender_name} #{file.sequence}",
    )  # fmt: skip


def _outcomes(user: User, opened: Opened, file: File) -> int:
    """What became of clues we sent: onto our record, and into the precision of the model."""
    told = read_outcomes(opened)
    sent = {
        one.clue_id: one
        for one in Sent.objects.filter(clue__in=[one.clue for one in told], file__partner=file.partner).select_related(
            "clue"
        )
    }
    strange = [one.clue for one in told if one.clue not in sent]
    if strange:
        raise Refused(*((f"线索 {one} 并未移送该院", f"the clue {one} was not sent to this office") for one in strange))
    for one in told:
        _back(user, one, sent[one.clue], file)
    return len(told)


def _back(user: User, back: Back, sent: Sent, file: File) -> None:
    before = sent.outcome or {}
    now_ = json.loads(back.model_dump_json())
    if before == now_:
        return
    Sent.objects.filter(pk=sent.pk).update(outcome=now_, outcome_at=now())
    clue = sent.clue
    if before.get("verdict") != back.verdict or before.get("decided_at") != now_["decided_at"]:
        Verdict.objects.create(
            clue=clue, model_version=clue.model_version, episode=clue.episode, code=back.verdict,
            note=f"{file.partner.zh}：{back.note}"[:4000], by=user, at=now(),
        )  # fmt: skip
    Step.objects.create(
        clue=clue, at=now(), by=user, action="outcome_back", source=clue.state, target=clue.state, office=clue.office,
        why=back.note, reason=back.verdict if back.verdict != "confirmed" else "",
        document_no=back.case_number or f"{file.partner.zh} #{file.sequence}",
    )  # fmt: skip
