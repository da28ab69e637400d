"""Freezing: results computed over the forms as they are, exported, counted again by a program that shares no line, and
the export's digest given to be signed. Without the same ranks there is no digest."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from django.db import transaction

import mingjian.contest
from mingjian.contest import Form, parse_contest, write_export
from mingjian.contest.export import export, plain
from mingjian.contest.forms import digest_of
from mingjian.contest.results import Result
from mingjian.desk.contests.chain import link, locked
from mingjian.desk.contests.compared import pairs_of, works_of_finals
from mingjian.desk.contests.forms import forms_of
from mingjian.desk.contests.models import Contest, Outcome
from mingjian.desk.contests.outcomes import result_of
from mingjian.desk.contests.sealing import file_of, keep_file
from mingjian.desk.contests.states import Phase
from mingjian.desk.errors import Conflict, NotFound
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.watch import Watch
from mingjian.desk.now import now
from mingjian.desk.traces.services import trace

__all__ = ["bundle_of", "export_files", "freeze_by_job", "shadow_of"]

_SECONDS = 300
_OLDEST = (1980, 1, 1, 0, 0, 0)
SCRIPT = "recompute_contest.py"


def freeze_by_job(contest: Contest, job: Job, watch: Watch) -> dict[str, Any]:
    """The job: the same forms give the same digest, however often it is done."""
    forms = forms_of(contest)
    types = parse_contest(contest.text).definition.types
    results: dict[str, Result] = {}
    for place, kind in enumerate(types):
        watch.check()
        watch.tell(f"计算 {kind}", f"computing {kind}", 0.7 * place / len(types))
        own = [one for one in forms if one.kind == kind]
        if own:
            results[kind] = result_of(contest, kind, own)
    files = export_files(contest, forms, results)
    watch.tell("独立重算", "counting again by another program", 0.8)
    shadow = shadow_of(files)
    watch.check()
    bundle = keep_file(contest, zipped(files))
    digest = digest_of_files(files) if shadow["ok"] else ""
    with transaction.atomic():
        held = locked(contest)
        if held.phase != Phase.FROZEN.value or digest_of(forms_of(held)) != digest_of(forms):
            raise Conflict("评分表在计算期间有变动，请重新计算", "forms changed meanwhile: compute again")
        for kind, one in results.items():
            own = [form for form in forms if form.kind == kind]
            Outcome.objects.update_or_create(
                contest=held, kind=kind, on=digest_of(own), defaults={"data": plain(one), "made": now()}
            )
        Contest.objects.filter(pk=held.pk).update(digest=digest, bundle=bundle, shadow=shadow)
        if held.digest != digest:
            link(held, "frozen", {"digest": digest, "forms": digest_of(forms), "shadow": shadow["ok"]})
            trace(job.by.username, "contest.frozen", held.slug, digest=digest, shadow=shadow["ok"])
    return {"digest": digest}


def export_files(contest: Contest, forms: list[Form], results: dict[str, Result]) -> dict[str, str]:
    """Every form, criterion, estimate, weight and flag as CSV and JSON."""
    types = parse_contest(contest.text).definition.types
    scorings = {kind: types[kind].scoring() for kind in results}
    own = [one for one in forms if one.kind in results]
    panels = {kind: types[kind].panels for kind in results}
    pairs = [one for one in pairs_of(contest) if one.kind in results]
    return export(contest.slug, own, scorings, results, panels, works_of_finals(contest), pairs)


def bundle_of(contest: Contest) -> bytes:
    """The frozen export as a ZIP."""
    try:
        return file_of(contest, contest.bundle)
    except (FileNotFoundError, IsADirectoryError):
        raise NotFound("结果尚未计算完成", "the result is not computed yet") from None


def shadow_of(files: dict[str, str]) -> dict[str, Any]:
    """What the independent program says of an export: run as a process of its own, with the standard library alone."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_export(folder, files)
        try:
            done = subprocess.run(  # noqa: S603  our own script, over a folder of ours
                [sys.executable, "-I", str(script()), str(folder)], capture_output=True, text=True, timeout=_SECONDS,
                check=False, env={"PYTHONIOENCODING": "utf-8"},
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return {"ok": False, "said": type(error).__name__}
    said = (done.stdout + done.stderr).replace(str(folder), "export").strip()
    return {"ok": done.returncode == 0, "said": said[-2000:]}


def script() -> Path:
    """The program: beside the package where it is installed, in `scripts` where the source is."""
    package = Path(mingjian.contest.__file__).parent
    beside = package / SCRIPT
    return beside if beside.exists() else package.parents[2] / "scripts" / SCRIPT


def digest_of_files(files: dict[str, str]) -> str:
    """SHA-256 over the names and the digests of the files, in the order of their names: what is signed."""
    lines = [f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items())]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def zipped(files: dict[str, str]) -> bytes:
    """The same files, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in sorted(files.items()):
            mark = "\ufeff" if name.endswith(".csv") else ""
            made.writestr(zipfile.ZipInfo(name, _OLDEST), (mark + text).encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
