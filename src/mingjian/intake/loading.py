"""One load: from kept originals and a confirmed mapping to a published version, or to nothing."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from mingjian.intake.deliver import Delivered
from mingjian.intake.describing import counts, reasons, schema, sources
from mingjian.intake.plan import PlannedTable
from mingjian.intake.progress import Meter
from mingjian.intake.quality import quality
from mingjian.intake.reading import Reading
from mingjian.intake.rejects import QUARANTINED, SET_ASIDE
from mingjian.intake.request import Request
from mingjian.intake.version import INTAKE_VERSION
from mingjian.intake.writing import Writing
from mingjian.lake import ColumnQuality, FileRef, Lake, Manifest, Schema, Staged, SubjectPart


class Load:
    """Does the work inside a staging folder, in two halves: `read` needs nothing of the lake, `write` needs the
    writer's lock."""

    def __init__(
        self, lake: Lake, staged: Staged, request: Request, planned: Sequence[PlannedTable], meter: Meter,
        con: duckdb.DuckDBPyConnection,
    ) -> None:  # fmt: skip
        self._lake, self._staged, self._request, self._meter = lake, staged, request, meter
        self._reading = Reading(staged, request, planned, meter, con)
        self._read = False

    def read(self) -> None:
        """Read and clean, once."""
        if not self._read:
            self._reading.run()
        self._read = True

    def write(self, fingerprint: str) -> Manifest:
        """Write and publish."""
        self.read()
        request, reading = self._request, self._reading
        parent = self._lake.latest(request.dataset) if request.delivery != "full" else None
        reading.number_from(len(parent.sources) if parent is not None else 0)
        writing = Writing(self._lake, self._staged, request, reading, parent)
        minted = writing.mint()
        self._meter.stage("写入", "writing", 0.9)
        stored = schema(request.standard)
        delivered = writing.rows(stored)
        rejects = writing.rejects(delivered)
        found = quality(reading.con, delivered.fresh, delivered.accepted, reading.cleaning.columns, writing.refused)
        self._meter.stage("发布", "publishing", 1.0)
        manifest = self._manifest(fingerprint, parent, stored, minted, delivered, rejects, found)
        return self._lake.publish(self._staged, manifest)

    def _manifest(
        self, fingerprint: str, parent: Manifest | None, stored: Schema, minted: tuple[SubjectPart, ...],
        delivered: Delivered, rejects: dict[str, FileRef | None], found: tuple[ColumnQuality, ...],
    ) -> Manifest:  # fmt: skip
        request, reading = self._request, self._reading
        known = parent.schemas if parent else ()
        return Manifest(
            dataset=request.dataset,
            standard=request.standard.full_id,
            owner=request.owner,
            synthetic=request.synthetic,
            delivery=request.delivery,
            parent=parent.version if parent else None,
            schemas=known if stored in known else (*known, stored),
            parts=delivered.parts,
            counts=counts(reading.con, reading.records, delivered.accepted),
            reasons=reasons(reading.con),
            coverage=request.coverage,
            extracted_on=request.extracted_on,
            sources=(
                *(parent.sources if parent else ()),
                *sources(reading.planned, reading.tables, self._staged, request.origin),
            ),
            mapping=request.mapping.model_dump(mode="json", by_alias=True, exclude_none=True),
            quality=found,
            quarantine=rejects[QUARANTINED],
            set_aside=rejects[SET_ASIDE],
            removed=delivered.removed,
            removed_rows=delivered.removed_rows,
            subjects=minted,
            fingerprint=fingerprint,
            intake_version=INTAKE_VERSION,
        )
