"""Works run on the open and the sealed province, each in a child behind walls, by a job. What it gave is sealed: the
organiser sees it from the close on, signers once both signed, an entrant his own after publication, a judge never."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings

from mingjian.contest import ContestError, parse_contest
from mingjian.contest.definition import Material
from mingjian.desk.contests.checking import digest_of
from mingjian.desk.contests.entries import last_version
from mingjian.desk.contests.models import Contest, RunRow, Work
from mingjian.desk.contests.queueing import queue_task
from mingjian.desk.contests.result_schemas import RunFigures, RunList
from mingjian.desk.contests.sealing import file_of, opened_data, sealed_data
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.contests.states import WorkState
from mingjian.desk.errors import BadRequest
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.offices.models import User
from mingjian.desk.words import Text

__all__ = ["figures_of", "run_by_job", "run_works", "runs_of"]

_SEALED_DIRT, _SEALED_VIOLATIONS = 0.08, 1.3
"""The sealed province differs in seed, in dirt and in how much is planted, so that fitting to the open one shows."""


def run_works(user: User, slug: str) -> None:
    """Let all admitted works that are models be run, which were not."""
    at = seen(user, slug)
    at.act(What.RUN_STATES)
    if at.rules.definition.provinces is None:
        raise BadRequest("竞赛文件没有运行数据（provinces）", "the contest file names no data to run on (provinces)")
    queue_task(at.contest, user, "run")


def run_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job: each work once; the next job goes on where a killed one stopped."""
    from mingjian.contest.confined import run_work

    del job
    rules = parse_contest(contest.text).definition
    waiting = [
        work for work in Work.objects.filter(contest=contest, state=WorkState.ADMITTED.value).order_by("number")
        if _model_part(rules.types[work.kind].materials) and not RunRow.objects.filter(work=work, ended=True).exists()
    ]  # fmt: skip
    if not waiting:
        return {"ran": 0}
    watch.tell("准备运行数据", "making the provinces", 0.01)
    grounds = _grounds(contest, watch)
    for done, work in enumerate(waiting):
        watch.check()
        at, all_ = done + 1, len(waiting)
        watch.tell(f"运行第 {at} 件，共 {all_} 件", f"running {at} of {all_}", 0.1 + 0.9 * done / all_)
        with tempfile.TemporaryDirectory() as scratch:
            try:
                model = _unpacked(contest, work, rules.types[work.kind].materials, Path(scratch))
                told = run_work(model, grounds).as_json()
            except (ContestError, OSError) as error:
                zh, en = (error.zh, error.en) if isinstance(error, ContestError) else ("文件已不在", "its file is gone")
                told = {"grounds": [{"ground": one.name, "ending": "broken", "zh": zh, "en": en} for one in grounds],
                        "lacks": []}  # fmt: skip
        for one in told["grounds"]:
            row, _ = RunRow.objects.get_or_create(work=work, province=one["ground"])
            more = {"fall": told.get("fall"), "lacks": told["lacks"]}
            RunRow.objects.filter(pk=row.pk).update(ended=True, data=sealed_data(f"run {row.pk}", {**one, **more}))
    return {"ran": len(waiting)}


def runs_of(user: User, slug: str) -> RunList:
    """Whether runs ended, and for who may see them their figures; what this host lacks is told before any run."""
    at = seen(user, slug)
    at.need(What.RUN_STATES, What.RUN_FIGURES)
    rows = RunRow.objects.filter(work__contest=at.contest).select_related("work").order_by("work__number", "province")
    figures = at.may(What.RUN_FIGURES)
    return RunList(items=[_info(one, figures) for one in rows], lacks=_lacks())


@cache
def _lacks() -> list[Text]:
    """Asked of a child once: a machine's walls stay while it runs."""
    from mingjian.contest.confined import host_lacks

    return [Text(zh=one.zh, en=one.en) for one in host_lacks()]


def figures_of(work: Work) -> list[RunFigures]:
    """What runs of a work gave, for its entrant after publication."""
    return [_info(one, True) for one in RunRow.objects.filter(work=work).select_related("work").order_by("province")]


def _info(row: RunRow, figures: bool) -> RunFigures:
    return RunFigures(
        work=row.work.number, province=row.province, ended=row.ended,
        figures=opened_data(f"run {row.pk}", row.data) if figures and row.ended else None,
    )  # fmt: skip


def _grounds(contest: Contest, watch: Watch) -> list[Any]:
    """Both provinces, made once and kept in the desk's folder under names that tell no seed."""
    from mingjian.contest.confined import open_ground, prepare
    from mingjian.province.world import TooFewPeople

    said = parse_contest(contest.text).definition.provinces
    drawn = opened_data(f"province {contest.slug}", contest.sealed)
    if said is None or not isinstance(drawn, dict):
        raise BadRequest("没有运行数据", "there is no data to run on")
    home: Path = settings.DESK.folder / "contests" / contest.slug / ".provinces"
    # a name with a dot: backups leave it out, both can be made again from their seeds
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = []
    more: dict[str, Any]
    for name, seed, more in (
        ("open", said.open_seed, {}),
        ("sealed", drawn["seed"], {"dirt": _SEALED_DIRT, "violations": _SEALED_VIOLATIONS}),
    ):
        watch.check()
        folder = home / name
        try:
            found.append(
                open_ground(folder) if folder.exists() else prepare(folder, name, seed=seed, people=said.people, **more)
            )
        except TooFewPeople as error:
            raise ContestError(
                f"虚构省份人数太少（{said.people}），请在竞赛文件中改大 provinces.people",
                f"a province of {said.people} people is too small: raise provinces.people ({error})",
            ) from None
    return found


def _model_part(materials: Mapping[str, Material]) -> str | None:
    return next((name for name, one in materials.items() if one.kinds == ["model"]), None)


def _unpacked(contest: Contest, work: Work, materials: Mapping[str, Material], into: Path) -> Path:
    """The model folder of a work, alone."""
    from mingjian.contest.completeness import unwrapped
    from mingjian.contest.completeness.opening import open_work
    from mingjian.contest.winning import model_part

    version = last_version(work)
    if version is None:
        raise ContestError("没有提交", "nothing was handed in")
    files = unwrapped(open_work(file_of(contest, digest_of(version))).files)
    own = model_part(files, materials)
    folder = into / "model"
    for name, data in own.items():
        path = folder / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    folder.mkdir(exist_ok=True)
    return folder
