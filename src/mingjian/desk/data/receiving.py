"""Receiving deliveries: streamed to the desk's folder, hashed and checked, kept until imported or discarded."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F

from mingjian.desk.data import checks
from mingjian.desk.data.delivery_schemas import RecordCounts, UploadInfo, UploadList, UploadQuery
from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.origins import origin_info
from mingjian.desk.errors import BadRequest, Conflict, NotFound, TooLarge
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import last_trace, trace
from mingjian.desk.words import coded

__all__ = [
    "change", "check_disk", "discard", "find_upload", "list_uploads", "place_of", "receive", "upload_info",
    "uploads_folder", "write_body",
]  # fmt: skip

_BLOCK = 1 << 20
_LITTER = 24 * 3600
_UNPACKED = 10
"""An archive may unpack to so many times the largest delivery."""


def receive(
    user: User, given: str, read: Callable[[int], bytes], announced: int, also: Callable[[Upload], object] | None = None
) -> Upload:
    """Take a file in; `also` is done together with writing it down. `TooLarge`, or `BadRequest` for what is not taken;
    then nothing is kept."""
    if not user.may(Right.LOAD_DATA):
        raise NotFound
    name, limit = checks.check_name(given), settings.DESK.data_megabytes
    folder = uploads_folder()
    if announced > limit << 20:
        raise _too_large(limit)
    check_disk(folder, announced)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".receiving-", ignore_cleanup_errors=True) as made:
        path = Path(made) / "file"
        digest, size = write_body(path, read, limit)
        checks.check_file(path, name)
        whole = Path(made) / "whole"
        files = _settle(path, whole, name, limit)
        with transaction.atomic():
            upload = Upload.objects.create(
                name=name, size=size, sha256=digest, files=files, office=user.office, by=user, at=now()
            )
            trace(user.username, "data.upload", f"upload {upload.pk}", name=name, size=size, sha256=digest)
            if also is not None:
                also(upload)
            forget(upload)  # what a process left that was killed before its row was kept: the number is given again
            whole.rename(folder / str(upload.pk))
    return upload


def keep_mended(upload: Upload, path: Path) -> None:
    """Put a file of mended rows where the bytes of a delivery lie."""
    target: Path = settings.DESK.folder / "uploads" / str(upload.pk)
    forget(upload)
    target.mkdir(parents=True)
    path.rename(target / upload.name)


def place_of(upload: Upload) -> Path:
    """The file or folder that is given to intake."""
    folder: Path = settings.DESK.folder / "uploads" / str(upload.pk)
    return folder / (Path(upload.name).stem if upload.name.lower().endswith(".zip") else upload.name)


def forget(upload: Upload) -> None:
    """Remove the bytes of a delivery."""
    shutil.rmtree(settings.DESK.folder / "uploads" / str(upload.pk), ignore_errors=True)


def find_upload(user: User, number: int) -> Upload:
    """A delivery the user sees; `NotFound` for every other."""
    found = Upload.objects.visible_to(user).select_related("office", "by", "job").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def list_uploads(user: User, query: UploadQuery) -> UploadList:
    """A page of the deliveries the user sees, newest first."""
    found = Upload.objects.visible_to(user)
    if query.open:
        found = found.exclude(state__in=[State.IMPORTED.value, State.DISCARDED.value])
    start = (query.page - 1) * query.size
    shown = found.select_related("office", "by", "job").order_by("-id")[start : start + query.size]
    return UploadList(items=[upload_info(one) for one in shown], total=found.count())


def upload_info(upload: Upload) -> UploadInfo:
    """A delivery as the API gives it."""
    state, result = upload.stands, upload.result
    return UploadInfo(
        id=upload.pk, name=upload.name, files=upload.files, size=upload.size, sha256=upload.sha256,
        mends=bool(upload.mends), office=office_code(upload.office),
        by=Person(username=upload.by.username, name=upload.by.name), at=upload.at, state=coded(state.value, state),
        version=upload.version, job=upload.job_id, dataset=upload.dataset, number=result.get("number"),
        counts=RecordCounts(**result["counts"]) if "counts" in result else None, there=bool(result.get("there")),
        origin=origin_info(upload),
    )  # fmt: skip


def change(upload: Upload, version: int, *, states: tuple[State, ...], **facts: object) -> Upload:
    """Change a delivery that still is what its reader saw; `Conflict` says who was quicker."""
    if upload.stands not in states:
        raise Conflict(
            f"该批数据{upload.stands.zh}，不能再改", f"the delivery is: {upload.stands.en}; it cannot be changed"
        )
    kept = Upload.objects.filter(pk=upload.pk, version=version, state=upload.state, job=upload.job)
    if not kept.update(version=F("version") + 1, **facts):
        last = last_trace("data.", f"upload {upload.pk}")
        who = f"（{last.actor}，{last.at:%H:%M}）" if last else ""
        raise Conflict(f"刚才已被别人改动{who}，请刷新后再改", f"somebody changed it just now{who}: reload the page")
    return Upload.objects.select_related("office", "by", "job").get(pk=upload.pk)


def discard(user: User, number: int, version: int) -> Upload:
    """Give a delivery up: its bytes go, the row stays."""
    upload = find_upload(user, number)
    with transaction.atomic():
        upload = change(
            upload, version, states=(State.UNFETCHED, State.UPLOADED, State.MAPPED, State.FAILED),
            state=State.DISCARDED.value, draft={}, ended=now(),
        )  # fmt: skip
        upload.marks.update(upload=None)
        trace(user.username, "data.discard", f"upload {upload.pk}", name=upload.name, sha256=upload.sha256)
    forget(upload)
    return upload


def uploads_folder() -> Path:
    """Where deliveries lie; what killed processes left there is removed."""
    folder: Path = settings.DESK.folder / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    return folder


def check_disk(folder: Path, more: int = 0) -> None:
    """Raise `BadRequest` where so many bytes more would leave less free than there has to be."""
    if checks.free_of(folder) - more < settings.DESK.disk_megabytes << 20:
        raise BadRequest(
            "服务器磁盘空间不足，请告知系统管理员", "the server's disk is full: tell the system administrator"
        )


def write_body(path: Path, read: Callable[[int], bytes], limit: int) -> tuple[str, int]:
    """Write the body of a request, of so many megabytes at most; its SHA-256 and size. `TooLarge`."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as out:
        while block := read(_BLOCK):
            size += len(block)
            if size > limit << 20:
                raise _too_large(limit)
            digest.update(block)
            out.write(block)
    return digest.hexdigest(), size


def _settle(path: Path, whole: Path, name: str, limit: int) -> list[str]:
    """The file under its own name, or what an archive holds, in `whole`; the names."""
    whole.mkdir()
    if not name.lower().endswith(".zip"):
        path.rename(whole / name)
        return [name]
    return checks.unpack(path, whole / Path(name).stem, _UNPACKED * limit << 20)


def _sweep(folder: Path) -> None:
    """What a killed process left while receiving."""
    for one in folder.glob(".receiving-*"):
        with suppress(OSError):
            if time.time() - one.stat().st_mtime > _LITTER:
                shutil.rmtree(one, ignore_errors=True)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"文件超过{limit} MB", f"the file is larger than {limit} MB", "file")
