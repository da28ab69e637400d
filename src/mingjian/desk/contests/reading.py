"""What a judge reads: blind packages of what is assigned to him, in his order, and nothing else. All of it is answered
from the package, the contest file and his own forms: the same for whoever made the work."""

from __future__ import annotations

import io
import zipfile

from django.db.models import Q

from mingjian.desk.contests.compared import numbers_before
from mingjian.desk.contests.forms import form_info, may_score
from mingjian.desk.contests.judging_schemas import AssignedList, AssignedWork, PackageFile, QuestionInfo
from mingjian.desk.contests.models import Assigned, Contest, FormRow, Package, TaskRow, Work
from mingjian.desk.contests.sealing import file_of
from mingjian.desk.contests.sight import Seen, What, seen
from mingjian.desk.contests.states import SeatKind, WorkState
from mingjian.desk.contests.works import type_of
from mingjian.desk.errors import NotFound
from mingjian.desk.offices.models import User

__all__ = ["assigned_works", "files_of", "package_of", "part_of_package"]


def assigned_works(user: User, slug: str) -> AssignedList:
    """A judge's works in the order of his reading, his forms, and what he is asked."""
    at = seen(user, slug)
    seat = at.need(What.ASSIGNED)
    rows = Assigned.objects.filter(judge=seat, work__state=WorkState.ADMITTED.value)
    mine = list(rows.select_related("work__package").order_by("place", "work__number"))
    forms = list(FormRow.objects.filter(judge=seat).select_related("work", "judge", "entered_by").order_by("number"))
    current = {one.work_id: one for one in forms if not one.withdrawn}
    scores = may_score(at)
    items = [
        AssignedWork(
            number=one.work.number, type=type_of(one.work.kind), place=place, anchor=one.work.anchor,
            files=files_of(one.work), archive=one.work.package.digest,
            form=form_info(at, current[one.work_id]) if one.work_id in current else None,
            may_score=scores and one.work_id not in current,
        )
        for place, one in enumerate(mine, 1)
    ]  # fmt: skip
    asked = TaskRow.objects.filter(form__judge=seat, state__in=["asked", "answered"]).select_related("form__work")
    return AssignedList(
        items=items,
        questions=[
            QuestionInfo(id=t.pk, work=t.form.work.number, form=t.form.number, state=t.state, answer=t.answer)
            for t in asked
        ],
        withdrawn=[form_info(at, one) for one in forms if one.withdrawn],
    )


def package_of(user: User, slug: str, number: str) -> tuple[str, bytes]:
    """The blind package of a work as a ZIP."""
    at = seen(user, slug)
    package = _package(at, number)
    return f"{number}.zip", _bytes(at.contest, package)


def part_of_package(user: User, slug: str, number: str, name: str) -> tuple[str, bytes]:
    """One file of a package."""
    at = seen(user, slug)
    package = _package(at, number)
    if name not in {one["name"] for one in package.files}:
        raise NotFound
    with zipfile.ZipFile(io.BytesIO(_bytes(at.contest, package))) as archive:
        try:
            return f"{number}-{name.replace('/', '-')}", archive.read(name)
        except KeyError:  # a folder, of which the parts are within
            raise NotFound from None


def _package(at: Seen, number: str) -> Package:
    """A finished package: a judge's of the works he scores or compares, those who run the contest of all."""
    at.need(What.ASSIGNED, What.PACKAGES, What.HEARING, What.PAIRS)
    found = Package.objects.filter(work__contest=at.contest, work__number=number, state="ready")
    if at.kind in (SeatKind.JUDGE, SeatKind.DEFENCE):
        assert at.seat is not None
        mine = Q(work__assigned__judge=at.seat) | Q(work__number__in=numbers_before(at.seat))
        found = found.filter(mine, work__state=WorkState.ADMITTED.value).distinct()
    elif at.kind is SeatKind.APPEAL:
        found = found.filter(work__appeals__judges=at.seat)
    package = found.first()
    if package is None:
        raise NotFound("没有此作品，或您无权查看", "there is no such work, or you may not see it")
    return package


def _bytes(contest: Contest, package: Package) -> bytes:
    try:
        return file_of(contest, package.digest)
    except FileNotFoundError:
        raise NotFound("文件已不在工作台上", "the file is not on the desk any more") from None


def files_of(work: Work) -> list[PackageFile]:
    return [
        PackageFile(name=one["name"], kind=one["kind"], material=one["material"], kilobytes=-(-one["size"] // 1024))
        for one in work.package.files
    ]
