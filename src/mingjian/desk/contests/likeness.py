"""Originality: blind packages compared with each other, with those of earlier contests and with models that ship, by a
job; a match is evidence, and a verdict is two people's who say the same, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from mingjian.contest import parse_contest
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.likeness_schemas import (
    LikenessInfo,
    LikenessList,
    LikenessWord,
    VerdictInfo,
)
from mingjian.desk.contests.models import Contest, LikenessCase, LikenessVerdict, Package, Work
from mingjian.desk.contests.persons import id_of
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.reading_works import ToRead, read_behind_walls
from mingjian.desk.contests.sealing import opened_data, place_of, sealed_data
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.states import CaseState, Phase, WorkState
from mingjian.desk.contests.works import about_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded

__all__ = ["compare", "compared_by_job", "likenesses", "say"]

_MOST_PASSAGES = 20


def compare(user: User, slug: str) -> None:
    """Let all works with a finished package be compared."""
    at = seen(user, slug)
    at.act(What.LIKENESS)
    queue_task(at.contest, user, "likeness")


def compared_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job. A case that is there stays, with what was said of it; its evidence is made anew."""
    from mingjian.originality.gather import shelf
    from mingjian.originality.report.findings import found

    del job
    rules = parse_contest(contest.text).definition
    own = _ready([contest.slug])
    earlier = _ready(rules.originality.earlier)
    every = [*((one, "contest") for one in own), *((one, "earlier") for one in earlier)]
    works = read_behind_walls([_opened(*one) for one in every], watch)
    if rules.originality.shelf:
        works += shelf()
    watch.tell("比对", "comparing", 0.6)
    if not own:
        return {"cases": 0}
    report = found(works).data()
    watch.check()
    numbers = {one.work.number: one.work for one in own}
    made = 0
    with transaction.atomic():
        locked(contest)
        for match in report["matches"]:
            one, other = match["one"], match["other"]
            if one not in numbers:
                one, other = other, one
            if one not in numbers:
                continue
            origin = "contest" if other in numbers else "earlier" if "/" in other else "shelf"
            evidence = {**match, "passages": match["passages"][:_MOST_PASSAGES]}
            row, new = LikenessCase.objects.get_or_create(
                one=numbers[one], other=other,
                defaults={"contest": contest, "origin": origin, "match": "",
                          "declared": match["relation"] == "declared"},
            )  # fmt: skip
            LikenessCase.objects.filter(pk=row.pk).update(match=sealed_data(f"case {row.pk}", evidence))
            made += new
    return {"cases": made}


def likenesses(user: User, slug: str) -> LikenessList:
    """Cases of a contest; passages are those of blind packages."""
    at = seen(user, slug)
    at.need(What.LIKENESS)
    rows = LikenessCase.objects.filter(contest=at.contest).select_related("one").prefetch_related("verdicts__by")
    return LikenessList(items=[_info(one, user) for one in rows.order_by("one__number", "other")])


def say(user: User, slug: str, number: int, given: LikenessWord) -> LikenessInfo:
    """What one of two people says. With the second who says the same it is decided; nothing else changes a work."""
    at = seen(user, slug)
    at.act(What.LIKENESS)
    with transaction.atomic():
        held = locked(at.contest)
        row = LikenessCase.objects.select_for_update().filter(contest=held, pk=number).select_related("one").first()
        if row is None:
            raise NotFound
        if Phase.of(held.phase).reached(Phase.FROZEN):
            raise BadRequest("结果已封存", "the result is frozen")
        if row.state == CaseState.DECIDED.value:
            raise Conflict("该件已认定", "the case is decided")
        if given.word == "copied" and given.work not in (row.one.number, row.other if row.origin == "contest" else ""):
            raise BadRequest("请指明不通过的作品", "say which of the works fails", "work")
        word = f"copied {given.work}" if given.word == "copied" else given.word
        LikenessVerdict.objects.update_or_create(
            case=row, by=user, defaults={"word": word, "reason": given.reason.strip(), "at": now()}
        )
        agreed = LikenessVerdict.objects.filter(case=row, word=word).count() >= 2
        state = CaseState.DECIDED if agreed else CaseState.PROPOSED
        LikenessCase.objects.filter(pk=row.pk).update(state=state.value, word=word if agreed else "")
        if agreed and given.word == "copied":
            _fail(held, given.work, given.reason.strip())
        link(held, "likeness", {"case": row.pk, "word": word, "by": user.username, "decided": agreed})
        trace(user.username, "contest.likeness", held.slug, case=row.pk, word=word, decided=agreed)
    return _info(LikenessCase.objects.select_related("one").get(pk=row.pk), user)


def _fail(contest: Contest, number: str, why: str) -> None:
    Work.objects.filter(contest=contest, number=number, state=WorkState.ADMITTED.value).update(
        state=WorkState.FAILED.value, reason=why, anchor=False, version=F("version") + 1
    )


def _ready(slugs: Iterable[str]) -> list[Package]:
    found = Package.objects.filter(work__contest__slug__in=list(slugs), state="ready").select_related("work__contest")
    return list(found.exclude(work__number="").order_by("work__contest__slug", "work__number"))


def _opened(package: Package, origin: Any) -> ToRead:
    """A work as its blind package. Authors are told to the comparison, which calls a work of one's own re-use."""
    from mingjian.originality.work import Told

    work = package.work
    said = about_of(work)
    told = Told(authors=frozenset(id_of(one) for one in said["authors"]),
                office=next((one["office"] for one in said["authors"] if one["office"]), ""))  # fmt: skip
    name = work.number if origin == "contest" else f"{work.contest.slug}/{work.number}"
    return ToRead(name, origin, told, place_of(work.contest, package.digest))


def _info(row: LikenessCase, user: User) -> LikenessInfo:
    state = CaseState.of(row.state)
    match = opened_data(f"case {row.pk}", row.match) or {}
    verdicts = list(row.verdicts.select_related("by"))
    mine = any(one.by_id == user.pk for one in verdicts)
    shown = state is CaseState.DECIDED or mine  # the second says it without having read the first
    return LikenessInfo(
        id=row.pk, one=row.one.number, other=row.other, origin=row.origin, relation=str(match.get("relation", "")),
        witnesses=match.get("witnesses", {}), passages=match.get("passages", []), structure=match.get("structure"),
        state=coded(state.value, state), word=row.word,
        verdicts=[VerdictInfo(by=v.by.name, word=v.word, reason=v.reason, at=v.at) for v in verdicts] if shown else [],
        said=len(verdicts), may_say=state is not CaseState.DECIDED and user.scope is None,
    )  # fmt: skip
