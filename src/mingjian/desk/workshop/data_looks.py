"""The kind of jobs `look`: a draft step by step over the newest data, under the rules of a run; nothing is published.

What somebody sees of it are the rows in his own sight, masked by his clearance, and counts that are not so small that
they tell of one person. Real personal data need an approval of the very text, which a draft has none of while it is
changed: until it is published and approved, it is looked at over synthetic data and over its examples.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from mingjian.collision.relation import Field
from mingjian.desk.clues.graph import reader_of
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import OVER, Job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.services import add_job, job_info
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Text
from mingjian.desk.workshop.data_schemas import DataLookInfo, DataLookPage, NewDataLook
from mingjian.desk.workshop.data_shown import masked, within
from mingjian.desk.workshop.drafts import find_draft
from mingjian.desk.workshop.folders import MODEL
from mingjian.desk.workshop.looking import look_info, with_readers
from mingjian.desk.workshop.models import DataLook, Draft
from mingjian.desk.workshop.schemas import CautionInfo, LookInfo
from mingjian.desk.workshop.services import caution_info
from mingjian.models.enumerations import Line
from mingjian.models.levels import sensitivity_of
from mingjian.models.sketch import Sketch, sketch_of
from mingjian.runs import Control, Look, Preview, Progress, RunRefused, preview_lake
from mingjian.runs.cautions import cautions_of_text
from mingjian.runs.preview import Shown

__all__ = ["KIND", "data_page", "look_at_data", "own_look"]

CODE = "look"
DRAWN = 100
"""Rows of a step that are drawn; those of them that the reader may see are shown, up to `MOST`."""
MOST = 20
SECONDS = 120.0
"""For all steps together; what is over is told as unknown."""


def look_at_data(user: User, number: int, given: NewDataLook) -> Job:
    """Put a look into the queue. What is wrong with the data is found when it begins."""
    draft, purpose = find_draft(user, number), given.purpose.strip()
    if not user.may(Right.RUN):
        raise NotFound("没有此草稿，或您不能运行模型", "there is no such draft, or you may not run models")
    if not purpose:
        raise BadRequest("请写明用途：专项名称或案件编号", "say what it is for: a campaign or a case number", "purpose")
    if given.as_of > today():
        raise BadRequest("截止日不能晚于今天", "the as-of day cannot be after today", "as_of")
    sketch = sketch_of(draft.files[MODEL], MODEL)
    if not sketch.names:
        raise BadRequest("草稿还没有可以查看的数据或步骤", "the draft has no input or step that can be looked at")
    if given.upto is not None and given.upto not in sketch.names:
        zh, en = f"“{given.upto}”还有问题，不能预览", f"'{given.upto}' has mistakes and cannot be looked at"
        raise BadRequest(zh, en, "upto")
    argument: dict[str, Any] = {"as_of": given.as_of.isoformat(), "upto": given.upto, "parameters": {}}
    return add_job(user, CODE, str(draft.pk), argument, purpose, line=Line.of(draft.line), sight=Right.RUN,
                   model=draft.model)  # fmt: skip


def data_page(user: User, number: int) -> DataLookPage:
    """The user's last look at a draft, and the job of one that is on its way or has failed since."""
    draft = find_draft(user, number)
    found = DataLook.objects.filter(draft=draft, by=user).first()
    jobs = Job.objects.visible_to(user).filter(kind=CODE, subject=str(draft.pk), by=user)
    last = jobs.select_related("office", "by").order_by("-id").first()
    shown = found if found is not None and _still_his(user, found) else None
    if last is not None and shown is not None and last.pk == shown.job_id and last.state in OVER:
        last = None
    return DataLookPage(
        look=None if shown is None else _info(shown), job=None if last is None else job_info(user, last),
        may_look=user.may(Right.RUN),
    )  # fmt: skip


def own_look(user: User, draft: Draft, number: int) -> DataLook:
    """A look of the user's own at a draft; `NotFound` for every other."""
    found = DataLook.objects.filter(draft=draft, by=user, pk=number).first()
    if found is None or not _still_his(user, found):
        raise NotFound("没有这次试看，请重新试看", "there is no such look any more: look again")
    return found


def _still_his(user: User, look: DataLook) -> bool:
    """Whether he may still see what he saw: rows were chosen and masked by the right, office and clearance he had."""
    return user.may(Right.RUN) and look.clearance <= user.clearance and look.job.office_id == user.office_id


# -- the job ---------------------------------------------------------------------------------------------


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    kept = DataLook.objects.filter(job=job).first()
    if kept is None:
        kept = _looked(job, watch)
    return {"look": kept.pk, "seconds": kept.seconds}


def _looked(job: Job, watch: Watch) -> DataLook:
    draft = find_draft(job.by, int(job.subject))  # he may have lost his sight of it since
    sketch, upto = sketch_of(draft.files[MODEL], MODEL), job.argument["upto"]
    if upto is not None and upto not in sketch.names:
        raise BadRequest(f"“{upto}”已改名或还有问题", f"'{upto}' has another name now, or mistakes")
    wanted = sketch if upto is None else sketch.upto(upto)
    control = Control(_Teller(wanted, watch))
    watch.on_stop(control.cancel)
    try:
        preview = preview_lake(
            the_lake(), wanted, as_of=date.fromisoformat(job.argument["as_of"]), purpose=job.purpose, rows=DRAWN,
            seconds=SECONDS, control=control, actor=job.by.username,
        )  # fmt: skip
    except RunRefused as refused:
        raise Refused([_reason(one.kind, one.zh, one.en, wanted) for one in refused.refusals]) from refused
    watch.check()
    return _keep(job, draft, wanted, preview)


def _keep(job: Job, draft: Draft, sketch: Sketch, preview: Preview) -> DataLook:
    user = job.by
    seen_by = reader_of(user, tuple(preview.manifests.values()))
    steps = [one for one in preview.looks.values() if one.name in sketch.names]
    rows = within(the_lake(), sketch.model, preview.manifests, steps, seen_by)
    looks = [_shown(sketch, preview, one, rows[one.name][:MOST], user.clearance) for one in steps]
    looks = with_readers(looks, preview)
    cautions = preview.cautions
    if not (seen_by.everywhere and seen_by.region == ""):
        looks = [_without_few(one) for one in looks]
        cautions = tuple(cautions_of_text(sketch))  # those of rows count people whom he does not see
    with transaction.atomic():
        DataLook.objects.filter(draft=draft, by=user).delete()
        return DataLook.objects.create(
            draft=draft, job=job, by=user, at=now(), version=draft.version, as_of=job.argument["as_of"],
            seconds=round(preview.seconds, 1), clearance=user.clearance, text=draft.files[MODEL],
            datasets={need: one.name for need, one in preview.manifests.items()},
            looks=[one.model_dump() for one in looks],
            behind={one.name: [dict(row.witnesses) for row in rows[one.name][:MOST]] for one in steps},
            hidden={one.name: len(one.rows) - len(rows[one.name]) for one in steps},
            cautions=[caution_info(one).model_dump() for one in cautions],
        )  # fmt: skip


def _shown(sketch: Sketch, preview: Preview, one: Look, rows: Sequence[Shown], clearance: int) -> LookInfo:
    levels = sensitivity_of(sketch.model, preview.plan, one.name)

    def cell(value: Any, field: Field) -> str | None:
        return masked(value, field, levels[field.name], clearance)

    return look_info(sketch, one, rows, cell)


def _without_few(one: LookInfo) -> LookInfo:
    """A step without a count so small that it tells of somebody whom the reader does not see."""
    least = settings.DESK.small_cells
    few = Text(zh=f"少于{least}行，不显示具体行数", en=f"fewer than {least} rows: not told how many")
    doubts = [doubt for doubt in one.undetermined if doubt.rows >= least]
    if one.count is None or one.count >= least or one.count == len(one.rows):
        return one.model_copy(update={"undetermined": doubts})
    return one.model_copy(update={"count": None, "why": few, "undetermined": doubts})


def _reason(kind: str, zh: str, en: str, sketch: Sketch) -> tuple[str, str, str]:
    if kind != "approval":
        return kind, zh, en
    level = sketch.model.sensitivity
    return (
        kind,
        f"草稿读取真实的个人信息（{level}级），不能随改随看：请用示例或虚构数据试看，发布后经审批运行",
        f"the draft reads personal data of real people (level {level}), which nobody may look at while he changes it: "
        "use examples or synthetic data; once published it runs under an approval",
    )


class _Teller:
    """Which step is being made, of how many."""

    def __init__(self, sketch: Sketch, watch: Watch) -> None:
        self.watch, self.ended, self.all = watch, 0, max(len(sketch.names), 1)

    def __call__(self, state: Progress) -> None:
        self.ended += state.rows is not None
        inside = (state.percent or 0) / 100 if state.rows is None else 0
        self.watch.tell(
            f"查看“{state.step}”", f"looking at '{state.step}'", 0.95 * min((self.ended + inside) / self.all, 1)
        )


def _info(one: DataLook) -> DataLookInfo:
    return DataLookInfo(
        id=one.pk, version=one.version, as_of=one.as_of, purpose=one.job.purpose, at=one.at, seconds=one.seconds,
        datasets=sorted(set(one.datasets.values())), looks=[LookInfo(**look) for look in one.looks], hidden=one.hidden,
        cautions=[CautionInfo(**caution) for caution in one.cautions],
    )  # fmt: skip


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    numbers = {int(job.subject) for job in jobs}
    drafts = {one.pk: one for one in Draft.objects.visible_to(user).filter(pk__in=numbers)}
    return {job.pk: _one(job, drafts.get(int(job.subject))) for job in jobs}


def _one(job: Job, draft: Draft | None) -> Told:
    title = Text(zh=f"草稿 {job.subject}", en=f"draft {job.subject}")
    if draft is not None:
        title = Text(zh=draft.title_zh or draft.model, en=draft.title_en or draft.model)
    place, result = f"/workshop/{job.subject}", None
    if "look" in job.result:
        seconds = job.result["seconds"]
        said = Text(zh=f"试看完成，用时 {seconds:.1f} 秒", en=f"looked at, in {seconds:.1f} s")
        result = JobResult(said=said, place=place)
    return Told(title, place, [Fact(label=Text(zh="截止日", en="as of"), value=job.argument["as_of"])], result)


KIND = Kind(CODE, "草稿试看", "look at a draft", Right.RUN, _work, _told)
