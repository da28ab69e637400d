"""Writing the proof: everything about a run that decides its clues, gathered into its record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from mingjian.collision import StepReport
from mingjian.engines import Kind
from mingjian.lake import FileRef, Lake, Manifest
from mingjian.models.compile import Compiled
from mingjian.models.relations import need_standard
from mingjian.runs.record import (
    DatasetUse,
    DoubtRecord,
    ModelUse,
    PartUse,
    ResultColumn,
    RunRecord,
    StepRecord,
)
from mingjian.runs.request import Resolved
from mingjian.runs.results import KEPT
from mingjian.runs.tables import CLUES, UNDETERMINED, WITNESSES

if TYPE_CHECKING:
    from mingjian.runs.execute import Ran

__all__ = ["dataset_uses", "program_version", "record_of", "result_columns"]

_UNKNOWN_TEXT = 3  # a text whose origin is not known may name a person


def record_of(lake: Lake, resolved: Resolved, ran: Ran, started: datetime, seconds: float) -> RunRecord:
    """The record of a run that has just been carried out."""
    model, tables = resolved.model, ran.found.tables
    by_reason: dict[str, int] = {}
    root = f"{lake.path}/"  # a proof names files as the lake does, wherever the lake lies
    for step in ran.outcome.steps:
        for doubt in step.undetermined:
            by_reason[doubt.reason] = by_reason.get(doubt.reason, 0) + doubt.rows
    return RunRecord(
        model=ModelUse(
            id=model.id,
            version=model.version,
            fingerprint=model.fingerprint,
            title={"zh": model.title.zh, "en": model.title.en},
            file=model.text,
            catalogue=model.definition.catalogue or "",
        ),
        parameters=dict(resolved.texts),
        as_of=resolved.as_of,
        purpose=resolved.purpose,
        actor=resolved.actor,
        approvals=resolved.approvals,
        datasets=dataset_uses(lake, resolved),
        absent=tuple(need for need in model.absent_needs if need in resolved.manifests),
        identity_links=resolved.identity,
        engine=ran.engine,
        program=program_version(),
        sealed=resolved.sealed,
        hashed=resolved.hashed,
        steps=tuple(_step(report, ran.reused, root) for report in ran.outcome.steps),
        scans={need: sql.replace(root, "") for need, sql in ran.scans.items()},
        lineage="recovered" if ran.outcome.recovered else "carried",
        columns=tuple(result_columns(ran.compiled)),
        clues=tables[CLUES].num_rows,
        merged=ran.found.merged,
        witnesses=tables[WITNESSES].num_rows,
        undetermined=by_reason,
        undetermined_kept=tables[UNDETERMINED].num_rows,
        undetermined_cap=KEPT,
        started=started,
        seconds=round(seconds, 3),
        renewed=ran.renewed,
    )


@cache
def program_version() -> str:
    """`mingjian 0.1.0`, as a proof names the program."""
    try:
        return f"mingjian {version('mingjian')}"
    except PackageNotFoundError:
        return "mingjian"


def _step(report: StepReport, reused: frozenset[str], root: str) -> StepRecord:
    return StepRecord(
        name=report.name,
        verb=report.verb,
        sql=tuple(sql.replace(root, "") for sql in report.sql),
        rows=report.rows,
        seconds=round(report.seconds, 4),
        reused=report.name in reused,
        undetermined=tuple(DoubtRecord(reason=d.reason, alias=d.alias, rows=d.rows) for d in report.undetermined),
    )


def dataset_uses(lake: Lake, resolved: Resolved) -> tuple[DatasetUse, ...]:
    """The dataset versions of a request as a record names them, with the hashes of every file they rest on."""
    subjects = _subject_files(lake, {s.kind for one in resolved.manifests.values() for s in one.subject_columns})
    return tuple(
        _use(lake, resolved, need, manifest, subjects) for need, manifest in sorted(resolved.manifests.items())
    )


def _use(
    lake: Lake, resolved: Resolved, need: str, manifest: Manifest, subjects: dict[str, tuple[FileRef, ...]]
) -> DatasetUse:
    kinds = sorted({one.kind for one in manifest.subject_columns})
    return DatasetUse(
        need=need,
        dataset=manifest.dataset,
        version=manifest.version,
        standard=manifest.standard,
        owner=manifest.owner,
        rows=manifest.rows,
        synthetic=manifest.synthetic,
        extracted_on=manifest.extracted_on,
        parts=tuple(
            PartUse(path=part.path, sha256=part.sha256, bytes=part.bytes, rows=part.rows, offset=part.offset)
            for part in manifest.parts
        ),
        subjects=tuple(ref for kind in kinds for ref in subjects.get(kind, ())),
        coverage=tuple(resolved.coverage[need]),
        quarantine=_quarantine(lake, manifest) if need in resolved.model.absent_needs else (),
        columns=tuple(resolved.model.needs[need].columns or ()),
        links=resolved.links.get(need),
    )


def _quarantine(lake: Lake, manifest: Manifest) -> tuple[FileRef, ...]:
    """The quarantined records of a version and of those it builds on."""
    older = {one.version: one for one in lake.versions(manifest.dataset)}
    found: list[FileRef] = []
    step: Manifest | None = manifest
    while step is not None:
        if step.quarantine is not None:
            found.append(FileRef(**step.quarantine.model_dump()))
        step = older.get(step.parent) if step.parent and step.delivery != "full" else None
    return tuple(found)


def _subject_files(lake: Lake, kinds: set[str]) -> dict[str, tuple[FileRef, ...]]:
    """Kind → the files of its dictionary, as the manifests that minted them name them."""
    found: dict[str, list[FileRef]] = {}
    for dataset in lake.datasets():
        for manifest in lake.versions(dataset):
            for part in manifest.subjects:
                if part.kind in kinds:
                    ref = FileRef(path=part.path, sha256=part.sha256, bytes=part.bytes)
                    found.setdefault(part.kind, []).append(ref)
    return {kind: tuple(sorted(refs, key=lambda ref: ref.path)) for kind, refs in found.items()}


def result_columns(compiled: Compiled) -> Iterator[ResultColumn]:
    """What the columns of a clue's values are, so that readers can label and mask them without the model."""
    for name in compiled.columns:
        if name.startswith("risk_"):
            continue
        kind = compiled.kinds[name]
        label = compiled.labels.columns.get(name)
        level, mask = _sensitivity(compiled, name, kind)
        lists = compiled.labels.lists.get(name, ())
        zh, en = (label.zh, label.en) if label else (name, name)
        yield ResultColumn(
            name=name, kind=kind.value, zh=zh, en=en, level=level, mask=mask, codes=lists[0] if lists else None
        )


def _sensitivity(compiled: Compiled, name: str, kind: Kind) -> tuple[int, str | None]:
    """Level and mask of a result column: those of its origin, else the gravest of that name, else of its kind."""
    found = compiled.field(name)
    origin = found.origin if found is not None else None
    standards = {alias: need_standard(need) for alias, need in compiled.model.needs.items()}
    if origin is not None and (own := standards.get(origin[0])) is not None:
        source = own.subjects[origin[1]].key if origin[1] in own.subjects else origin[1]
        if source in own.columns:
            return own.columns[source].level, own.columns[source].mask_kind
    plain = name.rpartition(".")[2]
    same = [one.columns[plain] for one in standards.values() if one is not None and plain in one.columns]
    if same:
        gravest = max(same, key=lambda column: column.level)
        return gravest.level, gravest.mask_kind
    if any(plain in (need.columns or ()) for need in compiled.model.needs.values() if need.codes is not None):
        return 1, None  # of a code list: published, about nobody
    if kind is Kind.SUBJECT:
        return int(found.level) if found is not None and found.level else 3, "person_id"
    texts = (Kind.TEXT, Kind.IDENTIFIER)
    return (_UNKNOWN_TEXT, None) if kind in texts and name != "rule" else (2, None)
