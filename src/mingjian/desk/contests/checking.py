"""Completeness of what was handed in, looked at by a job: all versions of a contest that nobody looked at yet."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mingjian.confinement import Confined
from mingjian.contest import parse_contest
from mingjian.contest.walled import MODULES, OPENING, complete_walled
from mingjian.desk.contests.models import Contest, Version
from mingjian.desk.contests.sealing import opened_data, place_of, sealed_data
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch

__all__ = ["check_versions", "findings_of"]

_GONE = {
    "check": "unreadable", "severity": "error", "zh": "文件已不在工作台上", "en": "the file is not there any more",
    "file": "", "place": "",
}  # fmt: skip


def check_versions(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """Look at each version once, in a child behind walls; the next job goes on where a killed one stopped."""
    del job
    types = parse_contest(contest.text).definition.types
    waiting = Version.objects.filter(work__contest=contest, number__gt=0, findings="").select_related("work")
    all_, done = waiting.count(), 0
    with Confined(bounds=OPENING, modules=MODULES) as child:
        watch.on_stop(child.close)
        for one in waiting.order_by("id").iterator():
            watch.check()
            watch.tell(f"检查第 {done + 1} 份，共 {all_} 份", f"work {done + 1} of {all_}", done / max(all_, 1))
            try:
                work = place_of(contest, digest_of(one))
                found = [asdict(f) for f in complete_walled(work, types[one.work.kind], child)]
            except FileNotFoundError:
                found = [_GONE]
            watch.check()  # a child that was stopped with the job has found nothing
            whole = not any(f["severity"] == "error" for f in found)
            Version.objects.filter(pk=one.pk, findings="").update(
                findings=sealed_data(f"findings {one.pk}", found), whole=whole
            )
            done += 1
    return {"checked": done}


def findings_of(version: Version) -> list[dict[str, Any]] | None:
    """What was found of a version; None while nobody looked."""
    found: list[dict[str, Any]] | None = opened_data(f"findings {version.pk}", version.findings)
    return found


def digest_of(version: Version) -> str:
    """SHA-256 of the bytes of a version."""
    return str(opened_data(f"receipt {version.pk}", version.receipt)["receipt"]["sha256"])
