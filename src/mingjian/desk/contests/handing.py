"""Winners to the shelf in one step: what the contest knows of a work is signed by this desk, and the work becomes an
entry in its author's name. Who reviews and publishes there is asked as ever (`shelving.winners`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from mingjian.contest import ContestError
from mingjian.contest.walled import winner_walled
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.checking import digest_of
from mingjian.desk.contests.entries import last_version
from mingjian.desk.contests.models import Handover, Work
from mingjian.desk.contests.result_schemas import HandoverInfo, WinnerList
from mingjian.desk.contests.results import award_of, outcomes_of, ranks_of
from mingjian.desk.contests.sealing import place_of, sign
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase
from mingjian.desk.contests.works import about_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.exchange.keys import own_public
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.models import Entry
from mingjian.desk.shelving.winners import STATES, Winner, look_at, take_winner
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded
from mingjian.models.enumerations import Work as WorkType
from mingjian.shelf import State

__all__ = ["canonical", "hand_over", "handovers"]


def hand_over(user: User, slug: str, number: str) -> HandoverInfo:
    """Give a work that won an award to the shelf: all of it, or nothing."""
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
    if Handover.objects.filter(work=work).exists():
        raise Conflict("作品已移交", "the work was handed over already")
    record = _record(at, work, mine, award)
    winner = _winner(at, work, record)
    look_at(winner)
    try:
        with transaction.atomic():
            held = locked(at.contest)
            if not Phase.of(held.phase).reached(Phase.PUBLISHED) or held.digest != record["result"]:
                raise Conflict("结果已变动，请刷新后再试", "the result is another one now: look again")
            row = Handover.objects.create(
                contest=held, work=work, record=record, signature=sign(canonical(record)), by=user, at=now()
            )
            Handover.objects.filter(pk=row.pk).update(entry=take_winner(user, winner))
            link(held, "handover", {"work": number})
            trace(user.username, "contest.handover", held.slug, work=number)
    except IntegrityError:
        raise Conflict("作品已移交", "the work was handed over already") from None
    return _info(Handover.objects.select_related("work", "entry").get(pk=row.pk), user)


def handovers(user: User, slug: str) -> WinnerList:
    """Winners that were handed over."""
    at = seen(user, slug)
    at.need(What.HANDOVER)
    found = Handover.objects.filter(contest=at.contest).select_related("work", "entry").order_by("work__number")
    return WinnerList(items=[_info(one, user) for one in found])


def canonical(record: dict[str, Any]) -> bytes:
    """What is signed: canonical JSON."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _record(at: Seen, work: Work, mine: Mapping[str, Any], award: Text) -> dict[str, Any]:
    """What is known of the work, as it is signed."""
    version, said = last_version(work), about_of(work)
    assert version is not None, "what was ranked was handed in"
    return {
        "contest": at.contest.slug, "title_of_contest": at.rules.definition.title.model_dump(),
        "organiser": at.rules.definition.organiser.model_dump(), "work": work.number, "type": work.kind,
        "title": said["title"], "authors": said["authors"], "rank": mine["rank"], "score": mine["score"],
        "award": award.model_dump(), "sha256": digest_of(version), "result": at.contest.digest,
        "at": now().isoformat(timespec="seconds"),
    }  # fmt: skip


def _winner(at: Seen, work: Work, record: Mapping[str, Any]) -> Winner:
    """The work as the shelf takes it, in the name of who entered it and with credit to all who made it."""
    author = User.objects.select_related("office").filter(username=about_of(work)["owner"], is_active=True).first()
    if author is None:
        raise BadRequest("参赛者已不在本系统", "who entered it is not on this desk any more", "work")
    materials = at.rules.definition.types[work.kind].materials
    idea = None
    if work.kind == WorkType.CREATIVE.value:
        lines = sorted(line.value for line in author.line_set)
        if not lines:
            raise BadRequest("参赛者没有业务条线", "who entered it has no business line", "work")
        line = next((one for one in lines if one in work.topics), lines[0])
        idea = {"model": f"{at.contest.slug}-{work.number.lower()}", "title": record["title"], "line": line}
    try:
        files = winner_walled(place_of(at.contest, record["sha256"]), materials, idea=idea)
    except (ContestError, FileNotFoundError) as error:
        zh, en = (error.zh, error.en) if isinstance(error, ContestError) else ("文件已不在", "its file is gone")
        raise BadRequest(f"不能送共享：{zh}", f"it cannot come to the shelf: {en}", "work") from None
    title = at.rules.definition.title.zh
    names = "、".join(one["name"] for one in record["authors"])
    credit = f"{title}{record['award']['zh']}，作品 {work.number}《{record['title']}》，作者：{names}"
    return Winner(author, files, STATES[work.kind], credit, record)


def _info(row: Handover, user: User) -> HandoverInfo:
    seen_ = row.entry is not None and Entry.objects.visible_to(user).filter(pk=row.entry.pk).exists()
    state = State.of(row.entry.state) if row.entry is not None and seen_ else None
    return HandoverInfo(
        work=row.work.number, record=row.record, signature=row.signature, public=own_public(), at=row.at,
        entry=row.entry_id if seen_ else None, state=None if state is None else coded(state.value, state),
    )  # fmt: skip
