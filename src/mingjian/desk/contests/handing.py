"""Winners for the shelf: what the contest knows of a work, signed by this desk. The shelf takes it as a draft of an
entry that was applied; it checks the signature and asks for nothing here."""

from __future__ import annotations

import json
from typing import Any

from django.db import IntegrityError, transaction

from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.checking import digest_of
from mingjian.desk.contests.entries import last_version
from mingjian.desk.contests.models import Handover, Work
from mingjian.desk.contests.result_schemas import HandoverInfo, WinnerList
from mingjian.desk.contests.results import award_of, outcomes_of, ranks_of
from mingjian.desk.contests.sealing import file_of, sign
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.works import about_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.exchange.keys import own_public
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace

__all__ = ["canonical", "hand_over", "handover_file", "handovers"]


def hand_over(user: User, slug: str, number: str) -> HandoverInfo:
    """Give a work that won an award to the shelf."""
    at = seen(user, slug)
    at.act(What.HANDOVER)
    work = Work.objects.filter(contest=at.contest, number=number).first()
    data = outcomes_of(at.contest).get(work.kind) if work is not None else None
    mine = ranks_of(data).get(number) if data is not None else None
    if work is None or mine is None:
        raise NotFound
    award = award_of(at.rules.definition.types[work.kind], mine["rank"])
    if award is None:
        raise BadRequest("只有获奖作品可以移交", "only a work with an award is handed over", "work")
    version, said = last_version(work), about_of(work)
    assert version is not None, "what was ranked was handed in"
    record: dict[str, Any] = {
        "contest": at.contest.slug, "organiser": at.rules.definition.organiser.model_dump(), "work": number,
        "type": work.kind, "title": said["title"], "authors": said["authors"], "rank": mine["rank"],
        "score": mine["score"], "award": award.model_dump(), "sha256": digest_of(version),
        "result": at.contest.digest, "at": now().isoformat(timespec="seconds"),
    }  # fmt: skip
    try:
        with transaction.atomic():
            held = locked(at.contest)
            row = Handover.objects.create(
                contest=held, work=work, record=record, signature=sign(canonical(record)), by=user, at=now()
            )
            link(held, "handover", {"work": number})
            trace(user.username, "contest.handover", held.slug, work=number)
    except IntegrityError:
        raise Conflict("作品已移交", "the work was handed over already") from None
    return _info(row)


def handovers(user: User, slug: str) -> WinnerList:
    """Winners that were handed over."""
    at = seen(user, slug)
    at.need(What.HANDOVER)
    found = Handover.objects.filter(contest=at.contest).select_related("work").order_by("work__number")
    return WinnerList(items=[_info(one) for one in found])


def handover_file(user: User, slug: str, number: str) -> tuple[dict[str, Any], bytes]:
    """For the shelf: the record and the bytes of the work it is of."""
    at = seen(user, slug)
    at.need(What.HANDOVER)
    row = Handover.objects.filter(contest=at.contest, work__number=number).first()
    if row is None:
        raise NotFound
    return row.record, file_of(at.contest, row.record["sha256"])


def canonical(record: dict[str, Any]) -> bytes:
    """What is signed: canonical JSON."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _info(row: Handover) -> HandoverInfo:
    return HandoverInfo(
        work=row.work.number, record=row.record, signature=row.signature, public=own_public(), at=row.at
    )
