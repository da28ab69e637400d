"""The quarantine of a version: looking through it, mending rows and sending them in, leaving rows as they are.

A row under seal shows nothing to anybody here and is mended by the agency: no approval opens what no model reads.
Source: Criminal Procedure Law art. 286 (records of minors' offences are sealed).
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from mingjian.desk.data.datasets import mine, reasons_of, version_of
from mingjian.desk.data.delivery_schemas import DeliveryDraft, NoteInfo
from mingjian.desk.data.importing import queue_import
from mingjian.desk.data.models import Decision, Mark, State, Upload
from mingjian.desk.data.quarantine_schemas import (
    Dismiss,
    Mend,
    QuarantineList,
    QuarantineQuery,
    QuarantineRow,
    RawCell,
    Reveal,
    RowPlace,
)
from mingjian.desk.data.receiving import keep_mended
from mingjian.desk.data.words import OTHER_LEVEL, seen, shape, standard_of, title_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import person
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Counted, coded, text
from mingjian.intake import From, Quarantine, Rejected, judge_record, reason_words, under_seal, write_mended
from mingjian.lake import Manifest
from mingjian.standards import Standard
from mingjian.trust.digests import sha256_file

__all__ = ["deliver", "dismiss", "list_rows", "mend", "reopen", "reveal"]

_OPEN = Coded(code="open", zh="待处理", en="open")
_SEALED = "＊＊＊"
"""Stands for every value of a row under seal."""


def list_rows(user: User, dataset: str, query: QuarantineQuery) -> QuarantineList:
    """A page of the rows in one state, with counts by state and, of the shown state, by reason."""
    versions = mine(user, dataset)
    manifest = version_of(versions, query.version)
    marks = {(one.file, one.line): one for one in Mark.objects.select_related("by").filter(of=manifest.version)}
    found, standard = Quarantine(the_lake(), manifest), standard_of(manifest)
    which = _which(query.state, marks)
    start = (query.page - 1) * query.size
    rows = found.records(start, query.size, query.reason, **which)
    counted = {one: sum(mark.decision == one.value for mark in marks.values()) for one in Decision}
    states = [Counted(**_OPEN.model_dump(), count=manifest.counts.quarantined - len(marks))]
    states += [Counted(code=one.value, zh=one.zh, en=one.en, count=counted[one]) for one in Decision]
    return QuarantineList(
        dataset=dataset, title=title_of(manifest), number=manifest.number,
        numbers=[one.number for one in reversed(versions) if one.quarantine is not None],
        items=[_row(manifest, standard, one, marks.get((one.file, one.line)), user.clearance) for one in rows],
        total=found.count(query.reason, **which), states=states, reasons=reasons_of(standard, found.reasons(**which)),
        can=True,
    )  # fmt: skip


def reveal(user: User, dataset: str, given: Reveal) -> QuarantineRow:
    """A row without masks, up to what the user may unmask; logged with the reason."""
    if not user.may(Right.UNMASK):
        raise NotFound
    manifest, found = _open_one(user, dataset, given)
    name = f"{manifest.name} {found.file}:{found.line}"
    trace(user.username, "data.unmask", name, why=given.why, clearance=user.unmasks_to)
    return _row(manifest, standard_of(manifest), found, _mark(manifest, found), user.unmasks_to)


def mend(user: User, dataset: str, given: Mend) -> QuarantineRow:
    """Write down new cells of a row. Only a row that would be accepted is kept as mended; else it is told why not."""
    manifest, found = _open_one(user, dataset, given)
    standard = standard_of(manifest)
    if standard is None:
        raise BadRequest("本程序没有这个数据标准，不能修改", "this program lacks the standard: rows cannot be mended")
    known = set(_headers(manifest, found))
    if unknown := [one for one in given.cells if one not in known]:
        raise BadRequest(f"没有列{'、'.join(unknown)}", f"there is no column {', '.join(unknown)}", "cells")
    before = _mark(manifest, found)
    cells = {**(before.cells if before is not None else {}), **given.cells}
    notes = _notes(manifest, standard, found, cells)
    if faults := [one for one in notes if one.error]:
        labels = {one.column: text(standard.columns[one.column].label) for one in faults}
        raise BadRequest(
            "；".join(f"{labels[one.column].zh}：{one.zh}" for one in faults),
            "; ".join(f"{labels[one.column].en}: {one.en}" for one in faults), "cells",
        )  # fmt: skip
    mark = _decide(user, manifest, found.file, found.line, Decision.MENDED, "", cells)
    trace(
        user.username, "data.mend", f"{manifest.name} {found.file}:{found.line}", columns=sorted(given.cells)
    )  # what was written is in the delivery, not in the log
    return _row(manifest, standard, found, mark, user.clearance)


def dismiss(user: User, dataset: str, given: Dismiss) -> int:
    """Leave rows as they are, for a reason; how many."""
    manifest = version_of(mine(user, dataset), given.version)
    if not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    decided = set(Mark.objects.filter(of=manifest.version).values_list("file", "line"))
    found = Quarantine(the_lake(), manifest)
    wanted = found.places(only=given.places) if given.places else found.places(given.reason, without=decided)
    places = [one for one in wanted if one not in decided]
    at = now()
    rows = [
        Mark(
            dataset=dataset, of=manifest.version, file=file, line=line, decision=Decision.DISMISSED.value,
            why=given.why.strip(), by=user, at=at,
        )
        for file, line in places
    ]  # fmt: skip
    with transaction.atomic():
        Mark.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        trace(
            user.username,
            "data.dismiss",
            manifest.name,
            count=len(rows),
            reason=given.reason or "",
            why=given.why.strip(),
        )
    return len(rows)


def reopen(user: User, dataset: str, given: RowPlace) -> None:
    """Take back that a row was mended or dismissed; one that was delivered stays so."""
    manifest = version_of(mine(user, dataset), given.version)
    with transaction.atomic():
        gone, _ = Mark.objects.filter(
            of=manifest.version, file=given.file, line=given.line, upload=None,
            decision__in=[Decision.MENDED.value, Decision.DISMISSED.value],
        ).delete()  # fmt: skip
        if not gone:
            raise Conflict("这一行没有可以撤回的决定", "there is no decision on this row that can be taken back")
        trace(user.username, "data.reopen", f"{manifest.name} {given.file}:{given.line}")


def deliver(user: User, dataset: str, number: int) -> Upload:
    """Send all mended rows of a version in as a delivery that adds them to the dataset; the import is a job."""
    manifest = version_of(mine(user, dataset), number)
    marks = {(one.file, one.line): one for one in _waiting(manifest)}
    if not marks:
        raise BadRequest("没有已改好、待送入的行", "there are no mended rows to deliver")
    found = Quarantine(the_lake(), manifest).records(0, len(marks), only=list(marks))
    owner = Office.objects.filter(code=manifest.owner).first() or user.office
    folder: Path = settings.DESK.folder / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".receiving-", ignore_cleanup_errors=True) as made:
        path = Path(made) / "rows"
        count = write_mended(path, manifest, [(one, dict(marks[one.file, one.line].cells)) for one in found])
        draft = DeliveryDraft(
            standard=manifest.standard.partition(".")[0], dataset=dataset, delivery="append", owner=manifest.owner
        )
        name = f"隔离区更正-{dataset}-{manifest.number}-{count}.jsonl"
        with transaction.atomic():
            upload = Upload.objects.create(
                name=name, mends=manifest.version, size=path.stat().st_size, sha256=sha256_file(path), files=[name],
                office=owner, by=user, at=now(), state=State.MAPPED.value, draft=draft.model_dump(mode="json"),
                dataset=dataset,
            )  # fmt: skip
            taken = Mark.objects.filter(pk__in=[one.pk for one in marks.values()], upload=None).update(upload=upload)
            if taken != len(marks):
                raise Conflict(
                    "刚才已有人送入这些行，请刷新", "somebody delivered these rows just now: reload the page"
                )
            keep_mended(upload, path)
            return queue_import(user, upload, upload.version)


def _waiting(manifest: Manifest) -> list[Mark]:
    """Mended rows that are on their way in no delivery, or in one that failed."""
    marks = Mark.objects.select_related("upload__job").filter(of=manifest.version, decision=Decision.MENDED.value)
    return [one for one in marks if one.upload is None]


def _which(state: str, marks: Mapping[tuple[int, int], Mark]) -> dict[str, list[tuple[int, int]]]:
    if state == "open":
        return {"without": list(marks)}
    return {"only": [place for place, mark in marks.items() if mark.decision == state]}


def _open_one(user: User, dataset: str, given: RowPlace) -> tuple[Manifest, Rejected]:
    """A row that may be looked into."""
    manifest = version_of(mine(user, dataset), given.version)
    found = Quarantine(the_lake(), manifest).record((given.file, given.line))
    if found is None:
        raise NotFound
    if _under_seal(manifest, standard_of(manifest), found):
        raise BadRequest(
            "这是封存记录，不予显示，也不在此更正：请来源机关更正后重新报送，或整行不予采用",
            "this record is under seal: it is neither shown nor mended here; ask the agency to deliver it again, or "
            "leave it out",
        )
    return manifest, found


def _under_seal(manifest: Manifest, standard: Standard | None, found: Rejected) -> bool:
    return standard is not None and under_seal(standard, _columns(manifest), found.cells or {})


def _mark(manifest: Manifest, found: Rejected) -> Mark | None:
    return Mark.objects.select_related("by").filter(of=manifest.version, file=found.file, line=found.line).first()


def _decide(
    user: User, manifest: Manifest, file: int, line: int, decision: Decision, why: str, cells: dict[str, str]
) -> Mark:
    """Write a decision on a row that is open or was mended by somebody; one that is on its way is not changed."""
    facts = {"decision": decision.value, "why": why, "cells": cells, "by": user, "at": now()}
    try:
        with transaction.atomic():
            Mark.objects.create(dataset=manifest.dataset, of=manifest.version, file=file, line=line, **facts)
    except IntegrityError:
        again = Mark.objects.filter(
            of=manifest.version, file=file, line=line, upload=None, decision=Decision.MENDED.value
        )
        if not again.update(**facts):
            raise Conflict("这一行已有决定，请刷新", "this row has been decided on: reload the page") from None
    return Mark.objects.select_related("by").get(of=manifest.version, file=file, line=line)


def _headers(manifest: Manifest, found: Rejected) -> list[str]:
    """The headers of the version's source and those the record has beyond them."""
    return list(dict.fromkeys([*manifest.mapping.get("header", ()), *(found.cells or {})]))


def _columns(manifest: Manifest) -> dict[str, From]:
    return {name: From.model_validate(given) for name, given in manifest.mapping.get("columns", {}).items()}


def _notes(manifest: Manifest, standard: Standard, found: Rejected, cells: Mapping[str, str]) -> list[NoteInfo]:
    judged = judge_record(standard, _columns(manifest), {**(found.cells or {}), **cells})
    return [NoteInfo(column=one.column, error=one.error, zh=one.zh, en=one.en) for one in judged]


def _row(
    manifest: Manifest, standard: Standard | None, found: Rejected, mark: Mark | None, clearance: int
) -> QuarantineRow:
    sealed = _under_seal(manifest, standard, found)
    mended = dict(mark.cells) if mark is not None and not sealed else {}
    by_header = {given.from_: name for name, given in _columns(manifest).items() if given.from_ is not None}
    cells = []
    for header in _headers(manifest, found):
        name = by_header.get(header)
        column = standard.columns.get(name) if standard is not None and name is not None else None
        value, new = (found.cells or {}).get(header, ""), mended.get(header)
        shown = seen(value, column, clearance) if not sealed else _SEALED if value else ""
        cells.append(
            RawCell(
                header=header,
                column=text(column.label) if column else None,
                value=shown,
                mended=None if new is None else seen(new, column, clearance),
                masked=shown != value,
            )
        )
    raw = None if found.cells is not None else found.raw
    words = [(one, *(reason_words(standard, one) if standard else (one, one))) for one in found.reasons]
    state = Decision.of(mark.decision) if mark is not None else None
    return QuarantineRow(
        file=found.file, line=found.line, source=found.source, sheet=found.sheet,
        reasons=[Coded(code=code, zh=zh, en=en) for code, zh, en in words], cells=cells,
        raw=raw if raw is None or clearance >= OTHER_LEVEL else shape(raw),
        state=coded(state.value, state) if state is not None else _OPEN, why=mark.why if mark else "", sealed=sealed,
        by=person(mark.by) if mark else None, at=mark.at if mark else None,
        notes=_notes(manifest, standard, found, mended) if standard is not None else [],
    )  # fmt: skip
