"""Works as the secretary handles them: all entries with their authors, each admitted or not, anchors named; and the
authors alone, tied to no work, for the organiser."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.checking import digest_of, findings_of
from mingjian.desk.contests.models import Assigned, Contest, Package, Version, Work
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.sealing import file_of
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, WorkState
from mingjian.desk.contests.work_schemas import (
    AuthorInfo,
    AuthorList,
    ContestFinding,
    EntryAct,
    EntryList,
    EntryQuery,
    EntryRow,
)
from mingjian.desk.contests.works import about_of, key_of, type_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded

__all__ = ["act_on_entry", "authors_of", "entries", "everybody", "original", "recheck"]


def entries(user: User, slug: str, query: EntryQuery) -> EntryList:
    """All works, for the secretary."""
    at = seen(user, slug)
    at.need(What.ENTRIES)
    found = Work.objects.filter(contest=at.contest).select_related("package").prefetch_related("versions")
    if query.state:
        found = found.filter(state=query.state)
    start = (query.page - 1) * query.size
    shown = found.order_by("number", "id")[start : start + query.size]
    return EntryList(items=[_row(one) for one in shown], total=found.count())


def authors_of(user: User, slug: str) -> AuthorList:
    """Who made any work at all, by name: nothing tells which, nor how many."""
    at = seen(user, slug)
    at.need(What.AUTHORS)
    return AuthorList(items=[AuthorInfo(name=n, username=u, office=o) for n, u, o in sorted(everybody(at.contest))])


def everybody(contest: Contest) -> set[tuple[str, str, str]]:
    """Name, user name and office of all who made a work that came in time."""
    return {
        (one["name"], one["username"], one["office"])
        for work in Work.objects.filter(contest=contest).exclude(number="")
        for one in about_of(work)["authors"]
    }


def act_on_entry(user: User, slug: str, word: str, given: EntryAct) -> EntryRow:
    """Admit a work, refuse it, let it fail; name it an anchor."""
    at = seen(user, slug)
    at.act(What.ENTRIES)
    work = _entry(at, word)
    if given.action in ("refuse", "fail") and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    with transaction.atomic():
        held = locked(at.contest)
        work = Work.objects.select_for_update().get(pk=work.pk)
        if work.version != given.version:
            raise Conflict("作品已被他人处理，请刷新后再试", "somebody dealt with the work meanwhile: look again")
        phase = Phase.of(held.phase)
        if not phase.reached(Phase.CLOSED):
            raise BadRequest("截止之后才能审查", "works are decided on after the close", "action")
        if phase.reached(Phase.FROZEN):
            raise BadRequest("结果已封存", "the result is frozen", "action")
        changes = _decided(work, given, at)
        Work.objects.filter(pk=work.pk).update(**changes, version=F("version") + 1)
        link(held, "work", {"work": work.number, "action": given.action})
        trace(user.username, f"contest.work.{given.action}", held.slug, work=work.number)
    work.refresh_from_db()
    return _row(work)


def recheck(user: User, slug: str) -> None:
    """Let all versions nobody looked at be looked at, should the job have been lost."""
    at = seen(user, slug)
    at.act(What.ENTRIES)
    queue_task(at.contest, at.contest.by, "complete")


def original(user: User, slug: str, word: str) -> tuple[str, bytes]:
    """The bytes of the last version of a work, for the secretary; each look is traced."""
    at = seen(user, slug)
    at.need(What.ORIGINALS)
    work = _entry(at, word)
    last = work.versions.filter(number__gt=0).order_by("-number").first()
    if last is None:
        raise NotFound
    try:
        data = file_of(at.contest, digest_of(last))
    except FileNotFoundError:
        raise NotFound("文件已不在工作台上", "the file is not on the desk any more") from None
    trace(user.username, "contest.original", at.contest.slug, work=work.number)
    return f"{work.number or work.pk.hex}.zip", data


def last_version(work: Work) -> Version | None:
    """The version that counts."""
    mine = [one for one in work.versions.all() if one.number > 0]
    return max(mine, key=lambda one: one.number, default=None)


def _entry(at: Seen, word: str) -> Work:
    found = Work.objects.filter(contest=at.contest, pk=key_of(word)).first()
    if found is None:
        raise NotFound("没有此作品，或您无权查看", "there is no such work, or you may not see it")
    return found


def _decided(work: Work, given: EntryAct, at: Seen) -> dict[str, object]:
    """What a decision changes. An admitted work that judges have begun with is not taken from them without a reason."""
    state = WorkState.of(work.state)
    if given.action in ("anchor", "unanchor"):
        if state is not WorkState.ADMITTED or Assigned.objects.filter(work=work).exists():
            raise BadRequest(
                "只有已参评、尚未分配的作品可以定为锚定作品", "an anchor is admitted and not assigned yet", "action"
            )
        return {"anchor": given.action == "anchor"}
    if state in (WorkState.DRAFT, WorkState.WITHDRAWN):
        raise BadRequest("作品未提交或已撤回", "the work was not handed in, or was taken back", "action")
    if given.action == "admit":
        last = last_version(work)
        if last is None or last.whole is None:
            raise BadRequest("完整性检查尚未完成", "completeness was not looked at yet", "action")
        if not last.whole and not given.why.strip():
            raise BadRequest(
                "作品不完整，如仍予参评请写明理由", "the work is incomplete: say why it is admitted", "why"
            )
        return {"state": WorkState.ADMITTED.value, "reason": given.why.strip()}
    to = WorkState.REFUSED if given.action == "refuse" else WorkState.FAILED
    return {"state": to.value, "reason": given.why.strip(), "anchor": False}


def _row(work: Work) -> EntryRow:
    said, state, last = about_of(work), WorkState.of(work.state), last_version(work)
    versions = list(work.versions.all())
    package: Package | None = getattr(work, "package", None)
    return EntryRow(
        id=work.pk.hex, number=work.number, type=type_of(work.kind), title=said["title"],
        authors=[AuthorInfo(**one) for one in said["authors"]], contacts=said["contacts"], topics=work.topics,
        state=coded(state.value, state), reason=said.get("withdrawn", work.reason), anchor=work.anchor,
        versions=sum(one.number > 0 for one in versions), late=sum(one.number == 0 for one in versions),
        whole=None if last is None else last.whole,
        findings=[ContestFinding(**one) for one in (findings_of(last) or [])] if last is not None else [],
        package=package.state if package is not None else "", version=work.version,
    )  # fmt: skip
