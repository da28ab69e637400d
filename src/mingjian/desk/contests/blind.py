"""Blind packages: made by a job from the works as they were handed in; what is doubtful the secretary decides one by
one, and a package without anything left to decide is ready. Originals are never touched, and no judge gets one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from mingjian.confinement import Confined
from mingjian.contest import ContestError, parse_contest
from mingjian.contest.definition import Material
from mingjian.contest.walled import BLINDING, OPENING, blind_walled
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.checking import digest_of
from mingjian.desk.contests.entries import last_version
from mingjian.desk.contests.judging_schemas import (
    BlindList,
    BlindPackage,
    ResidualDecision,
    ResidualInfo,
    ResidualList,
)
from mingjian.desk.contests.models import Contest, Package, Residual, Work
from mingjian.desk.contests.persons import judges_of, world_of
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.sealing import keep_file, opened_data, place_of, sealed_data
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import Phase, WorkState
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Text

if TYPE_CHECKING:
    from mingjian.contest.blinding import Roster

__all__ = ["blind_list", "blind_works", "decide_residual", "make_blind", "residuals_of"]

_STATES = {
    "": ("未制作", "not made"), "residual": ("待裁定", "to be decided"), "ready": ("已完成", "ready"),
    "failed": ("未能制作", "not possible"),
}  # fmt: skip
_GROUPS = ("doubts", "pictures", "left")
_KINDS = {"doubts": "doubt", "pictures": "picture", "left": "left"}


def make_blind(user: User, slug: str) -> None:
    """Make the packages of all admitted works that have none, or whose places were decided."""
    at = seen(user, slug)
    at.act(What.RESIDUAL)
    queue_task(at.contest, user, "blind")


def blind_works(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job: each package appears whole; the next job goes on where a killed one stopped."""
    from mingjian.contest.blinding import roster_of

    del job
    materials = parse_contest(contest.text).definition.types
    world = world_of(contest, judges_of(contest))
    authors = {key for one in world.entries for key in one.authors}
    people = [one for key, one in world.people.items() if key in authors]
    roster = roster_of(people, (), [one for entry in world.entries for one in entry.contacts])
    admitted = Work.objects.filter(contest=contest, state=WorkState.ADMITTED.value)
    waiting = [one for one in admitted.order_by("number") if _is_to_make(one)]
    with (
        tempfile.TemporaryDirectory(prefix="mingjian-blind-") as scratch,
        Confined(write=Path(scratch), bounds=OPENING, modules=BLINDING) as child,
    ):
        watch.on_stop(child.close)
        for done, work in enumerate(waiting):
            watch.check()
            watch.tell(f"第 {done + 1} 份，共 {len(waiting)} 份", f"{done + 1} of {len(waiting)}", done / len(waiting))
            with tempfile.TemporaryDirectory(dir=scratch) as own:
                _make(contest, work, _Maker(roster, materials[work.kind].materials, child, Path(own), watch))
    return {"made": len(waiting)}


def blind_list(user: User, slug: str) -> BlindList:
    """Packages of all works that are to be judged."""
    at = seen(user, slug)
    at.need(What.RESIDUAL)
    works = Work.objects.filter(contest=at.contest, state=WorkState.ADMITTED.value).order_by("number")
    items = [_row(one) for one in works.select_related("package").prefetch_related("package__residuals")]
    return BlindList(items=items, ready=sum(one.state.code == "ready" for one in items), total=len(items))


def residuals_of(user: User, slug: str, number: str) -> ResidualList:
    """What is to be decided of a work, with its context; each look is traced, since it shows who made the work."""
    at = seen(user, slug)
    at.need(What.RESIDUAL)
    package = _package(at, number)
    trace(user.username, "contest.residual", at.contest.slug, work=number)
    return ResidualList(
        work=number, items=[_residual(one) for one in package.residuals.order_by("number")], digest=package.digest
    )


def decide_residual(user: User, slug: str, number: str, place: int, given: ResidualDecision) -> BlindPackage:
    """Decide one place; when the last one is, the package is made anew with the decisions."""
    at = seen(user, slug)
    at.act(What.RESIDUAL)
    package = _package(at, number)
    with transaction.atomic():
        held = locked(at.contest)
        if Phase.of(held.phase).reached(Phase.FROZEN) or package.work.assigned.exists():
            raise Conflict("作品已分配评委，匿名材料不能再变", "the work is with its judges: its package stays")
        one = Residual.objects.select_for_update().filter(package=package, pk=place).first()
        if one is None:
            raise NotFound
        if given.was is not None and one.decision not in (given.was, given.decision):
            raise Conflict("该处已被他人决定，请刷新后再试", "somebody decided this place meanwhile: look again")
        kind = opened_data(f"residual {one.package_id}/{one.key}", one.context)["kind"]
        if kind == "left" and given.decision == "keep":
            raise BadRequest("无法匿名的内容不能保留", "what cannot be blinded cannot be kept", "decision")
        Residual.objects.filter(pk=one.pk).update(decision=given.decision, by=user, at=now())
        Package.objects.filter(pk=package.pk).update(state="residual")
        link(held, "residual", {"work": number, "place": one.number, "decision": given.decision})
        trace(user.username, "contest.decide", held.slug, work=number, place=one.number, decision=given.decision)
        if not package.residuals.filter(decision="").exists():
            queue_task(held, user, "blind")
    return _row(Work.objects.get(pk=package.work_id))


def _is_to_make(work: Work) -> bool:
    """Without a package; or with one whose places are all decided since."""
    package = Package.objects.filter(work=work).first()
    if package is None or package.state == "failed":
        return True
    return package.state == "residual" and not package.residuals.filter(decision="").exists()


@dataclass(frozen=True)
class _Maker:
    """What a package is made with: a child behind walls, and a folder it may write into."""

    roster: Roster
    materials: Mapping[str, Material]
    child: Confined
    folder: Path
    watch: Watch


def _make(contest: Contest, work: Work, by: _Maker) -> None:
    version = last_version(work)
    former = Package.objects.filter(work=work).first()
    decided: Any = {one.key: one.decision for one in former.residuals.all() if one.decision} if former else {}
    try:
        assert version is not None
        made, data = blind_walled(
            place_of(contest, digest_of(version)), by.folder / "blind", by.roster, by.child, number=work.number,
            materials=by.materials, decided=decided,
        )  # fmt: skip
        archive = keep_file(contest, data)
    except (ContestError, OSError, AssertionError) as error:
        by.watch.check()  # a child that was stopped with the job has made nothing
        zh, en = (error.zh, error.en) if isinstance(error, ContestError) else ("文件已不在", "its file is not there")
        Package.objects.update_or_create(work=work, defaults={"state": "failed", "why_zh": zh, "why_en": en})
        return
    sheet = made.as_json()
    with transaction.atomic():
        package, _ = Package.objects.update_or_create(
            work=work, defaults={"digest": archive, "files": made.for_judge()["parts"], "why_zh": "", "why_en": ""}
        )
        _keep_residuals(package, sheet, decided)
        empty = not made.parts
        state = "failed" if empty else "ready" if made.finished else "residual"
        words = ("没有可供评审的文件", "there is no file for judges in it") if empty else ("", "")
        Package.objects.filter(pk=package.pk).update(
            state=state, sheet=sealed_data(f"sheet {work.pk}", sheet), why_zh=words[0], why_en=words[1]
        )


def _keep_residuals(package: Package, sheet: dict[str, Any], decided: dict[str, str]) -> None:
    """Places of the sheet as rows; what was decided stays decided."""
    listed = [
        (one, _KINDS[group]) for group in _GROUPS for one in sheet[group] if group != "left" or one.get("serious", True)
    ]
    there = {one.key: one for one in package.residuals.all()}
    for place, (one, kind) in enumerate(listed, 1):
        context = sealed_data(f"residual {package.pk}/{one['id']}", {**one, "kind": kind})
        if one["id"] in there:
            Residual.objects.filter(pk=there[one["id"]].pk).update(number=place, context=context)
        else:
            Residual.objects.create(
                package=package, number=place, key=one["id"], context=context, decision=decided.get(one["id"], "")
            )
    package.residuals.exclude(key__in=[one["id"] for one, _ in listed]).delete()


def _package(at: Seen, number: str) -> Package:
    found = Package.objects.select_related("work").filter(work__contest=at.contest, work__number=number).first()
    if found is None:
        raise NotFound
    return found


def _row(work: Work) -> BlindPackage:
    package: Package | None = getattr(work, "package", None)
    state = package.state if package is not None else ""
    zh, en = _STATES[state]
    places = list(package.residuals.all()) if package is not None else []
    return BlindPackage(
        id=work.pk.hex, work=work.number, state=Coded(code=state or "none", zh=zh, en=en),
        undecided=sum(not one.decision for one in places), decided=sum(bool(one.decision) for one in places),
        why=Text(zh=package.why_zh if package else "", en=package.why_en if package else ""),
    )  # fmt: skip


def _residual(row: Residual) -> ResidualInfo:
    said = opened_data(f"residual {row.package_id}/{row.key}", row.context)
    kind = said["kind"]
    size = f"{said['width']}×{said['height']}" if kind == "picture" else ""
    words = {"picture": ("图片", "a picture")}.get(kind, (said.get("zh", ""), said.get("en", "")))
    return ResidualInfo(
        id=row.pk, kind=kind, original=said["original"], place=said["place"], before=said.get("before", ""),
        found=said.get("found", size), after=said.get("after", ""), zh=words[0], en=words[1], decision=row.decision,
        choices=["hide"] if kind == "left" else ["hide", "keep"],
    )  # fmt: skip
