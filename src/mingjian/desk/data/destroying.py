"""Destroying versions of a dataset: what may go, what rests on it, the certificate that is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mingjian.desk.data.dataset_schemas import CertificateInfo, Destroy, Destroyable
from mingjian.desk.data.models import Mark
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.lake import run_of, the_lake
from mingjian.desk.offices.models import User
from mingjian.desk.traces.services import trace
from mingjian.lake import Certificate, Lake, Manifest
from mingjian.runs import RunStore

__all__ = ["certificate_info", "destroy", "destroyable", "runs_on"]


def destroy(user: User, versions: Sequence[Manifest], given: Destroy) -> None:
    """Destroy versions (of those of one dataset, which the user looks after). Clues whose proof rests on them keep
    their rows' hashes only; that has to be said expressly."""
    lake, dataset = the_lake(), versions[0].dataset
    doomed = [one for one in versions if one.number in given.versions]
    if len(doomed) != len(set(given.versions)):
        raise NotFound
    if given.confirm.strip() != dataset:
        raise BadRequest(
            f"请输入数据集名称“{dataset}”以确认", f"type the dataset's name, '{dataset}', to confirm", "confirm"
        )
    if not given.basis.strip() or not given.why.strip():
        raise BadRequest("请写明依据和原因", "say on what ground, and why", "basis")
    resting = {
        version: runs for version, runs in runs_on(lake, dataset).items() if version in {one.version for one in doomed}
    }
    if resting and not given.proofs:
        count = sum(len(runs) for runs in resting.values())
        raise Conflict(
            f"有{count}次模型运行的线索以这些版本为证，销毁后无法复验；确要销毁请勾选确认",
            f"clues of {count} runs rest on these versions and cannot be proved afterwards: confirm that it is known",
        )
    made = lake.destroy(
        dataset, [one.version for one in doomed], by=f"{user.name}（{user.username}）", basis=given.basis.strip(),
        why=given.why.strip(), proofs=resting,
    )  # fmt: skip
    with transaction.atomic():
        Mark.objects.filter(of__in=[one.version for one in doomed]).update(cells={})
        for one in made:
            trace(
                user.username, "data.destroy", f"{dataset}@{one.version[:12]}", number=one.number, basis=one.basis,
                why=one.why, rows=one.rows, proofs=list(one.proofs), files=[ref.sha256 for ref in one.files],
            )  # fmt: skip
    run_of.cache_clear()


def destroyable(lake: Lake, versions: Sequence[Manifest]) -> list[Destroyable]:
    """Each version that is still there, with the later ones that build on it and must go along."""
    there = [one for one in versions if lake.certificate(one) is None]
    lines = {one.number: {step.number for step in lake.line_of(one)} for one in there}
    return [
        Destroyable(
            number=one.number, along=sorted(n for n, line in lines.items() if one.number in line and n != one.number)
        )
        for one in there
    ]


def runs_on(lake: Lake, dataset: str) -> dict[str, list[str]]:
    """Version → runs that used it and found clues."""
    found: dict[str, list[str]] = {}
    for run in RunStore(lake).runs():
        for use in run.record.datasets:
            if use.dataset == dataset and run.record.clues:
                found.setdefault(use.version, []).append(run.run_id)
    return found


def certificate_info(one: Certificate) -> CertificateInfo:
    """A certificate as the API gives it."""
    return CertificateInfo(
        dataset=one.dataset, number=one.number, version=one.version, standard=one.standard, owner=one.owner,
        rows=one.rows, destroyed=datetime.fromisoformat(one.destroyed_on), by=one.by, basis=one.basis, why=one.why,
        files=[[ref.path, ref.sha256, str(ref.bytes)] for ref in one.files],
        kept=[[ref.path, ref.sha256, str(ref.bytes)] for ref in one.kept], proofs=list(one.proofs),
    )  # fmt: skip
