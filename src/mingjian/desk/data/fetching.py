"""The kind of jobs `fetch`: rows of a database become a delivery, which then goes the road of an uploaded file.

The rows are read within one transaction of the database into a file that nobody sees; it takes its place together with
the row that tells of it. Killed before that, nothing was fetched, and the next worker begins anew.
"""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from mingjian.desk.config import SettingsError
from mingjian.desk.connection import Connection
from mingjian.desk.data.delivery_schemas import DeliveryDraft
from mingjian.desk.data.importing import refused
from mingjian.desk.data.models import State, Upload
from mingjian.desk.data.origins import kept, pick_of, table_of
from mingjian.desk.data.receiving import change, check_disk, find_upload, forget, uploads_folder
from mingjian.desk.data.source_schemas import FetchGiven
from mingjian.desk.data.sources import access_of, described, find_source, last_of
from mingjian.desk.data.words import in_charge
from mingjian.desk.errors import BadRequest
from mingjian.desk.jobs.kinds import Kind, Refused, Told
from mingjian.desk.jobs.models import Job
from mingjian.desk.jobs.schemas import Fact, JobResult
from mingjian.desk.jobs.services import add_job
from mingjian.desk.jobs.watch import Stopped, Watch
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.intake import IntakeError
from mingjian.intake.databases import Pick, Taken, check, take
from mingjian.trust.digests import sha256_file

__all__ = ["KIND", "fetch", "fetch_again", "owner_for"]


def fetch(user: User, name: str, given: FetchGiven, also: Callable[[Upload], object] | None = None) -> Upload:
    """Put the fetch of a table into the queue; its delivery waits for it, and `also` is done together with writing it
    down. `BadRequest` tells what cannot be."""
    source = find_source(user, name)
    check_disk(uploads_folder())
    last = last_of(user, name, given) if given.newer else None
    goes_on = last is not None and last.origin["newer"] == given.newer
    pick = Pick(
        given.space, given.table, tuple(given.columns), given.newer,
        last.origin.get("upto") if goes_on and last is not None else None,
    )  # fmt: skip
    try:
        check(described(source, given), pick)
    except IntakeError as error:
        said = "；".join(one.zh for one in error.messages), "; ".join(one.en for one in error.messages)
        raise BadRequest(*said, "columns") from error
    before = last_of(user, name, given)
    draft = DeliveryDraft(
        standard="", dataset=before.dataset if before is not None else "",
        delivery="append" if pick.since is not None else "full", owner=owner_for(user, before),
    )  # fmt: skip
    with transaction.atomic():
        upload = Upload.objects.create(
            name=_name(name, pick), source=name, origin=kept(pick), office=user.office, by=user, at=now(),
            state=State.FETCHING.value, draft=draft.model_dump(mode="json"),
        )  # fmt: skip
        upload.job = _job(user, upload)
        upload.save(update_fields=["job"])
        _trace(user, upload)
        if also is not None:
            also(upload)
    return upload


def fetch_again(user: User, number: int, version: int) -> Upload:
    """The same again: one that did not succeed takes its own place, else there is a new delivery."""
    upload = find_upload(user, number)
    if not upload.source:
        raise BadRequest("这批数据不是从数据库取的", "the delivery was not fetched from a database")
    find_source(user, upload.source)
    if upload.stands is not State.UNFETCHED:
        origin = upload.origin
        return fetch(user, upload.source, FetchGiven(
            space=origin["space"], table=origin["table"], columns=origin["columns"], newer=origin["newer"]
        ))  # fmt: skip
    check_disk(uploads_folder())
    with transaction.atomic():
        job = _job(user, upload)
        upload = change(upload, version, states=(State.UNFETCHED,), state=State.FETCHING.value, job=job)
        _trace(user, upload)
    return upload


def _job(user: User, upload: Upload) -> Job:
    return add_job(user, KIND.code, str(upload.pk), {"upload": upload.pk}, upload.name, sight=Right.LOAD_DATA)


def _trace(user: User, upload: Upload) -> None:
    origin = upload.origin
    trace(
        user.username, "data.fetch", f"upload {upload.pk}", source=upload.source, table=table_of(origin),
        columns=len(origin["columns"]), newer=origin["newer"],
    )  # fmt: skip


def owner_for(user: User, before: Upload | None) -> str:
    """Whose a delivery is that follows another: the office the dataset belongs to, where the user looks after it."""
    latest = the_lake().latest(before.dataset) if before is not None and before.dataset else None
    return latest.owner if latest is not None and in_charge(user, latest.owner) else str(user.office.code)


def _name(source: str, pick: Pick) -> str:
    """The name of the file, by which its mapping is remembered. A table whose name cannot be one is told from others
    by a few letters."""
    full = f"{source}-{pick.schema}.{pick.table}" if pick.schema else f"{source}-{pick.table}"
    plain = "".join("_" if sign in '/\\:*?"<>|%' or unicodedata.category(sign)[0] == "C" else sign for sign in full)
    plain = plain.encode()[:120].decode("utf-8", "ignore").strip()
    if plain != full:
        digest = hashlib.sha256(full.encode()).hexdigest()[:8]
        plain += "~" + digest.translate(str.maketrans("0123456789", "ghijklmnop"))
    return f"{plain}.parquet"


def _work(job: Job, watch: Watch) -> dict[str, Any]:
    """Fetch the rows and put them where the bytes of a delivery lie. Raises `Refused` with what the database says."""
    upload = Upload.objects.select_related("by", "office").get(pk=job.argument["upload"])
    if upload.state == State.FETCHING.value and upload.job_id == job.pk:
        source = _source(upload)
        folder = uploads_folder()
        with tempfile.TemporaryDirectory(dir=folder, prefix=".receiving-", ignore_cleanup_errors=True) as made:
            whole = Path(made) / "whole"
            whole.mkdir()
            taken = _take(upload, source, whole / upload.name, watch)
            watch.check()
            _settle(job, upload, whole, taken)
    rows: int | None = Upload.objects.get(pk=upload.pk).origin.get("rows")
    return {"rows": rows}


def _source(upload: Upload) -> Connection:
    """The connection as the settings have it now, for whoever asked for it."""
    found: list[Connection] = settings.DESK.sources
    for one in found:
        if one.name == upload.source and one.allows(table_of(upload.origin)) and in_charge(upload.by, one.owner):
            return one
    raise Refused(
        [("source", f"设置中已没有“{upload.source}”或不再允许取这张表",
          f"the settings have no source '{upload.source}' any more, or do not allow this table")]
    )  # fmt: skip


def _take(upload: Upload, source: Connection, path: Path, watch: Watch) -> Taken:
    most = settings.DESK.data_megabytes

    def told(rows: int, known: int | None) -> None:
        share = min(rows / known, 1.0) if known else 0.0
        watch.tell(f"已取出 {rows:,} 行", f"{rows:,} rows taken", 0.95 * share)
        if watch.why is not None:
            raise Stopped
        if path.exists() and path.stat().st_size > most << 20:
            raise Refused(
                [("size", f"超过{most} MB，请少选几列或只取新增", f"more than {most} MB: take fewer columns")]
            )
        check_disk(path.parent)

    try:
        taken = take(access_of(source), pick_of(upload.origin), path, told, watch.on_stop)
    except IntakeError as error:
        if watch.why is not None:  # what stopped the query is told as the stopping
            raise Stopped from error
        raise refused(error) from error
    except SettingsError as error:
        raise Refused([("source", error.zh, error.en)]) from error
    if not taken.rows:
        raise Refused([_nothing(upload.origin)])
    return taken


def _nothing(origin: dict[str, Any]) -> tuple[str, str, str]:
    if origin["since"] is not None:
        return (
            "empty", f"自上次导入以来没有新的行（按{origin['newer']}）",
            f"there is no new row since the last import (by {origin['newer']})",
        )  # fmt: skip
    return "empty", f"{table_of(origin)}没有行", f"{table_of(origin)} has no rows"


def _settle(job: Job, upload: Upload, whole: Path, taken: Taken) -> None:
    """The file and what tells of it, together; nothing where the job is not the delivery's any more."""
    path = whole / upload.name
    upload.origin = {**upload.origin, "rows": taken.rows, "upto": taken.upto, "at": now().isoformat()}
    size, digest = path.stat().st_size, sha256_file(path)
    draft = {**upload.draft, "extracted_on": today().isoformat()}
    with transaction.atomic():
        done = Upload.objects.filter(pk=upload.pk, state=State.FETCHING.value, job=job).update(
            state=State.UPLOADED.value, origin=upload.origin, size=size, sha256=digest, files=[upload.name],
            draft=draft, version=upload.version + 1,
        )  # fmt: skip
        if done:
            trace(
                upload.by.username, "data.fetched", f"upload {upload.pk}", source=upload.source,
                table=table_of(upload.origin), rows=taken.rows, size=size, sha256=digest,
            )  # fmt: skip
            forget(upload)  # what a worker left that was killed before its row was kept
            whole.rename(uploads_folder() / str(upload.pk))


def _told(user: User, jobs: Sequence[Job]) -> dict[int, Told]:
    return {job.pk: _one(job) for job in jobs}


def _one(job: Job) -> Told:
    place = f"/data/uploads/{job.subject}"
    title = Text(zh=f"取数 {job.purpose}", en=f"Fetching of {job.purpose}")
    result = None
    if job.result.get("rows") is not None:
        rows = f"{job.result['rows']:,}"
        result = JobResult(said=Text(zh=f"取出 {rows} 行", en=f"{rows} rows taken"), place=place)
    return Told(title, place, [Fact(label=Text(zh="来源", en="source"), value=job.purpose)], result)


KIND = Kind("fetch", "数据库取数", "fetching from a database", Right.LOAD_DATA, _work, _told)
