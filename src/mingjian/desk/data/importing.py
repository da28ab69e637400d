"""The kind of jobs `import`: a mapped delivery into the lake.

Doing it twice leaves one version. Intake itself answers an identical load with the version that is there; and because
another delivery may have come in between, an attempt that is not the first looks for what an earlier one published.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from mingjian.desk.data.delivery_schemas import DeliveryDraft
from mingjian.desk.data.mapping import coverage_of, mapping_of
from mingjian.desk.data.models import Decision, Mark, State, Upload
from mingjian.desk.data.origins import said_of
from mingjian.desk.data.receiving import change, find_upload, forget, place_of
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.watch import Stopped, Watch
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.intake import Intake, IntakeError, MappingFile, Step, mending_mapping
from mingjian.lake import Lake, LakeError, Manifest
from mingjian.trust.digests import sha256_file

__all__ = ["KIND", "queue_import", "refused", "start_import"]


def start_import(user: User, number: int, version: int) -> Upload:
    """Put the import of a mapped delivery into the queue."""
    return queue_import(user, find_upload(user, number), version)


def queue_import(user: User, upload: Upload, version: int) -> Upload:
    """The same for a delivery at hand."""
    with transaction.atomic():
        job = add_job(user, KIND.code, str(upload.pk), {"upload": upload.pk}, upload.name, sight=Right.LOAD_DATA)
        upload = change(
            upload, version, states=(State.MAPPED, State.FAILED), state=State.IMPORTING.value, job=job
        )  # fmt: skip
        trace(user.username, "data.import", f"upload {upload.pk}", name=upload.name, sha256=upload.sha256)
    return upload


class _Teller:
    """Takes the steps of an intake to the job; at every new stage it asks whether the job is still to go on."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._stage = watch, ""

    def __call__(self, step: Step) -> None:
        self._watch.tell(step.zh, step.en, 0.98 * step.share)
        if self._watch.why is not None:
            raise Stopped
        if step.en != self._stage:
            self._stage = step.en
            self._watch.check()


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    """Load the delivery and write down what it became. Raises `Refused` with all that is wrong, and `Stopped`."""
    upload = Upload.objects.select_related("by", "office").get(pk=job.argument["upload"])
    if upload.state != State.IMPORTED.value:
        lake = the_lake()
        before: set[str] = set()
        if (manifest := _published(lake, job, upload)) is None:
            before = _versions(lake, upload)
            manifest = _load(lake, upload, watch)
        _record(lake, job, upload, manifest, there=manifest.version in before)
    forget(upload)
    made: dict[str, Any] = upload.result
    return made


def _versions(lake: Lake, upload: Upload) -> set[str]:
    """What is there of the dataset a delivery is for."""
    with suppress(LakeError):
        return {one.version for one in lake.versions(_dataset(upload))}
    return set()


def _dataset(upload: Upload) -> str:
    draft = DeliveryDraft.model_validate(upload.draft)
    return upload.dataset or draft.dataset or draft.standard.partition("@")[0]


def _load(lake: Lake, upload: Upload, watch: Watch) -> Manifest:
    draft = DeliveryDraft.model_validate(upload.draft)
    intake = Intake(lake, progress=_Teller(watch))
    try:
        return intake.load(
            place_of(upload), mapping=_mapping(lake, upload), dataset=draft.dataset or None, delivery=draft.delivery,
            owner=draft.owner, synthetic=_synthetic(lake, upload), coverage=coverage_of(draft),
            extracted_on=draft.extracted_on, origin=said_of(upload),
        )  # fmt: skip
    except IntakeError as error:
        raise refused(error) from error


def refused(error: IntakeError) -> Refused:
    """All that intake says is wrong, as the reasons of a job."""
    reasons = [(f"{one.where}：{one.zh}" if one.where else one.zh, str(one)) for one in error.messages]
    return Refused([("intake", zh, en.partition(" / ")[2] or en) for zh, en in reasons])


def _synthetic(lake: Lake, upload: Upload) -> bool:
    """Only a demo, where all is invented, takes data in as invented: that exempts it from approvals."""
    if upload.mends:
        return lake.version(f"{upload.dataset}@{upload.mends}").synthetic
    return bool(settings.DESK.demo)


def _mapping(lake: Lake, upload: Upload) -> MappingFile:
    if upload.mends:
        return mending_mapping(lake.version(f"{upload.dataset}@{upload.mends}"))
    return mapping_of(upload)


def _published(lake: Lake, job: Job, upload: Upload) -> Manifest | None:
    """The version that an earlier attempt at this job published, whatever came after it."""
    if job.claim < 2 or job.started is None:
        return None
    place, draft = place_of(upload), DeliveryDraft.model_validate(upload.draft)
    files = [place] if place.is_file() else sorted(one for one in place.rglob("*") if one.is_file())
    digests = {sha256_file(one) for one in files}
    since = job.started.replace(microsecond=0) - timedelta(seconds=1)
    with suppress(LakeError):
        for one in reversed(lake.versions(_dataset(upload))):
            if one.created is None or one.created < since:
                break
            own = {source.sha256 for source in one.sources[-len(digests) :]} if one.sources else set()
            if own == digests and (one.delivery, one.owner) == (draft.delivery, draft.owner):
                return one
    return None


def _record(lake: Lake, job: Job, upload: Upload, manifest: Manifest, *, there: bool) -> None:
    """Write down what became of it, once; what was declared with it is declared for a version that was there before."""
    draft = DeliveryDraft.model_validate(upload.draft)
    lacking = [one for one in coverage_of(draft) if one not in lake.coverage(manifest)]
    if lacking and draft.extracted_on is not None:
        lake.declare_coverage(manifest.dataset, lacking, draft.extracted_on, upload.by.username, manifest.version)
    upload.result = {
        "dataset": manifest.dataset, "version": manifest.version, "number": manifest.number, "there": there,
        "counts": manifest.counts.model_dump(),
    }  # fmt: skip
    with transaction.atomic():
        done = Upload.objects.filter(pk=upload.pk, state=State.IMPORTING.value, job=job).update(
            state=State.IMPORTED.value, dataset=manifest.dataset, made=manifest.version, result=upload.result,
            ended=now(), draft={},
        )  # fmt: skip
        if done:
            Mark.objects.filter(upload=upload).update(decision=Decision.DELIVERED.value, cells={})
            trace(
                upload.by.username, "data.imported", manifest.name, upload=upload.pk, number=manifest.number,
                rows=manifest.counts.accepted, quarantined=manifest.counts.quarantined, sha256=upload.sha256,
            )  # fmt: skip


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    return {job.pk: _one(job) for job in jobs}


def _one(job: Job) -> Told:
    result, made = job.result, None
    if "counts" in result:
        counts, number, dataset = result["counts"], result["number"], result["dataset"]
        taken, kept, aside = (f"{counts[one]:,}" for one in ("accepted", "quarantined", "set_aside"))
        said = Text(
            zh=f"{dataset} 第 {number} 版：接收 {taken} 条，隔离 {kept} 条，另列 {aside} 条",
            en=f"{dataset}, version {number}: {taken} accepted, {kept} quarantined, {aside} set aside",
        )
        if result["there"]:
            said = Text(
                zh=f"相同的数据已经导入过（{dataset} 第 {number} 版），没有重复导入",
                en=f"the same data is there already ({dataset}, version {number}); nothing was done twice",
            )
        made = JobResult(said=said, place=f"/data/{dataset}?version={number}")
    title = Text(zh=f"导入 {job.purpose}", en=f"Import of {job.purpose}")
    facts = [Fact(label=Text(zh="文件", en="file"), value=job.purpose)]
    return Told(title, f"/data/uploads/{job.subject}", facts, made)


KIND = Kind("import", "数据导入", "import of data", Right.LOAD_DATA, _work, _told)
