"""One load: from kept originals and a confirmed mapping to a published version, or to nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from mingjian.intake.clean_rows import CleanRows, content_sql, fingerprint_sql
from mingjian.intake.cleaning import Cleaning
from mingjian.intake.deliver import Delivered, Delivery, keyless_sql
from mingjian.intake.errors import refuse
from mingjian.intake.mapping import MappingFile
from mingjian.intake.plan import PlannedTable
from mingjian.intake.progress import Meter
from mingjian.intake.quality import quality
from mingjian.intake.rejects import QUARANTINED, SET_ASIDE, RejectWriter
from mingjian.intake.source_rows import DeliveredTable, rejected_sql, source_sql
from mingjian.intake.version import INTAKE_VERSION
from mingjian.lake import (
    Counts,
    Coverage,
    FileRef,
    Lake,
    Manifest,
    Schema,
    Source,
    Staged,
    StoredColumn,
    StoredSubject,
    SubjectPart,
    file_ref,
)
from mingjian.lake.layout import PARTS, QUARANTINE
from mingjian.lake.layout import SET_ASIDE as SET_ASIDE_FILE
from mingjian.lake.manifest import Delivery as DeliveryKind
from mingjian.lake.sql import WRITE, connect, parquet, text
from mingjian.standards import Standard

_SORTED_IN_MEMORY = 20_000_000  # records whose hashes are sorted at once (8 bytes each)


@dataclass(frozen=True)
class Request:
    """What is loaded as what."""

    dataset: str
    standard: Standard
    mapping: MappingFile
    delivery: DeliveryKind
    owner: str
    synthetic: bool
    coverage: tuple[Coverage, ...]
    extracted_on: date | None


def load_fingerprint(request: Request, tables: Sequence[PlannedTable]) -> str:
    """Hash of source bytes, mapping, standard and intake version: equal ones give equal rows."""
    parts = {
        "sources": [[table.source.sha256, table.head.sheet or ""] for table in tables],
        "columns": {key: one.model_dump(mode="json") for key, one in request.mapping.columns.items()},
        "options": request.mapping.options.model_dump(mode="json"),
        "standard": hashlib.sha256(request.standard.model_dump_json().encode()).hexdigest(),
        "intake": INTAKE_VERSION,
        "delivery": request.delivery,
        "owner": request.owner,
        "synthetic": request.synthetic,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def already_there(lake: Lake, request: Request, fingerprint: str) -> Manifest | None:
    """The version an identical load made, if the dataset still stands on it."""
    latest = lake.latest(request.dataset)
    if latest is None or request.delivery == "full":
        return latest if latest is not None and latest.fingerprint == fingerprint else None
    line = {one.version: one for one in lake.versions(request.dataset)}
    step: Manifest | None = latest
    while step is not None:
        if step.fingerprint == fingerprint:
            return step
        step = line.get(step.parent) if step.parent and step.delivery != "full" else None
    return None


class Load:
    """Does the work on one connection inside a staging folder; the caller holds the writer's lock."""

    def __init__(
        self, lake: Lake, staged: Staged, request: Request, tables: Sequence[PlannedTable], meter: Meter,
        memory_limit: str | None, threads: int | None,
    ) -> None:  # fmt: skip
        self._lake, self._staged, self._request, self._meter = lake, staged, request, meter
        self._planned = tables
        self._parent = lake.latest(request.dataset) if request.delivery != "full" else None
        self._base = len(self._parent.sources) if self._parent else 0
        self._con = connect(memory_limit, threads, staged.scratch / "spill")
        self._structural = staged.scratch / "structural.parquet"

    def run(self, fingerprint: str) -> Manifest:
        """Read, clean, write, publish."""
        try:
            tables = self._read()
            self._meter.stage("清洗", "cleaning", 0.6)
            cleaning = self._clean(tables)
            minted = self._mint(cleaning)
            self._meter.stage("写入", "writing", 0.9)
            delivered = self._write(cleaning)
            rejects = self._write_rejects(tables, delivered)
            self._meter.stage("发布", "publishing", 1.0)
            manifest = self._manifest(fingerprint, tables, cleaning, minted, delivered, rejects)
            return self._lake.publish(self._staged, manifest)
        finally:
            self._con.close()

    # -- reading ------------------------------------------------------------------------------------------

    def _read(self) -> list[DeliveredTable]:
        self._meter.stage("读取", "reading", 0.35)
        tables = []
        total = len(self._planned)
        with RejectWriter(self._structural) as rejects:
            for number, planned in enumerate(self._planned):
                file = self._base + number
                self._titles(planned, file, rejects)
                raw = planned.source.reader.stage(
                    planned.head,
                    planned.header.body,
                    len(planned.header.names),
                    self._staged.scratch,
                    rejects,
                    file,
                    lambda share, done=number: self._meter.at((done + share) / total),  # type: ignore[misc]
                )
                tables.append(DeliveredTable(raw, planned.header.names, file))
        self._tables = tables
        return tables

    @staticmethod
    def _titles(planned: PlannedTable, file: int, rejects: RejectWriter) -> None:
        """What stands above the header is set aside."""
        for number in range(max(planned.header.first, 0)):
            cells = [cell for cell in planned.head.records[number] if cell.strip()]
            reason = "title" if cells else "blank"
            rejects.add(file, planned.head.line(number), SET_ASIDE, reason, "\t".join(cells))

    # -- cleaning -----------------------------------------------------------------------------------------

    def _clean(self, tables: Sequence[DeliveredTable]) -> Cleaning:
        columns = self._request.mapping.columns
        ordered = {column: columns[column] for column in self._request.standard.columns if column in columns}
        self._con.execute(f"CREATE VIEW source_rows AS {source_sql(tables, ordered)}")
        self._con.execute(f"CREATE VIEW structural AS SELECT * FROM {parquet(self._structural)}")
        cleaning = Cleaning(self._con, self._request.standard, ordered)
        cleaning.prepare()
        return cleaning

    def _mint(self, cleaning: Cleaning) -> tuple[SubjectPart, ...]:
        """Subject ids for the usable keys, and a column `subject` in the fix table of each key."""
        minted = []
        by_kind: dict[str, list[str]] = {}
        for subject in self._request.standard.subjects.values():
            column = cleaning.columns[subject.key]
            if column.fixed:
                by_kind.setdefault(subject_kind(subject.name), []).append(column.table)
        for kind, fixes in by_kind.items():
            keys = " UNION ALL ".join(
                f"SELECT value AS key FROM {fix} WHERE state >= 2" for fix in dict.fromkeys(fixes)
            )
            part = self._lake.subjects.mint(self._con, kind, keys, self._staged.path)
            if part is not None:
                minted.append(part)
            for fix in dict.fromkeys(fixes):
                self._con.execute(
                    f"CREATE OR REPLACE TABLE {fix} AS SELECT fix.*, minted.subject FROM {fix} fix "
                    f"LEFT JOIN subject_{kind} minted ON fix.value = minted.key"
                )
        return tuple(minted)

    # -- writing ------------------------------------------------------------------------------------------

    def _write(self, cleaning: Cleaning) -> Delivered:
        standard = self._request.standard
        repeats = self._number_repeats(cleaning)
        refusal = (keyless_sql(standard), "correction_key") if self._request.delivery == "correction" else None
        cleaning.finish()
        self._rows = CleanRows(standard, cleaning, repeats, refusal)
        folder = self._staged.path / PARTS
        folder.mkdir()
        rows = folder / "delivered.parquet"
        with self._as_written():
            self._con.execute(f"COPY ({self._rows.accepted()}) TO {text(rows)} {WRITE}")
        self._con.execute(
            f"CREATE TABLE left_over AS SELECT _file, _line FROM source_rows ANTI JOIN {parquet(rows)} "
            "USING (_file, _line) ANTI JOIN (SELECT file AS _file, line AS _line FROM structural) USING (_file, _line)"
        )
        delivery = Delivery(self._con, self._lake, standard, self._staged.path, self._parent)
        index = len(self._parent.schemas) if self._parent else 0
        if self._parent is not None and self._schema() in self._parent.schemas:
            index = self._parent.schemas.index(self._schema())
        if self._request.delivery == "append":
            return delivery.append(rows, index)
        return delivery.correct(rows, index) if self._request.delivery == "correction" else delivery.full(rows, index)

    @contextmanager
    def _as_written(self) -> Iterator[None]:
        """Run the statements of `CleanRows` as they stand: source rows are the probe side and fix tables the build
        side, and a condition on clean values is not computed twice. Any other join needs the optimizers: without
        them an inner join is a product of all rows with all rows."""
        self._con.execute("SET disabled_optimizers = 'join_order,build_side_probe_side,filter_pushdown'")
        try:
            yield
        finally:
            self._con.execute("RESET disabled_optimizers")

    def _number_repeats(self, cleaning: Cleaning) -> bool:
        """Number identical records of the delivery: table `repeats` holds those from the second on."""
        quick = fingerprint_sql(self._request.standard, cleaning)
        if not self._find_candidates(quick):
            return False
        content = content_sql(self._request.standard, cleaning)
        self._con.execute(
            "CREATE TABLE repeats AS SELECT _file, _line, row_number() OVER (PARTITION BY id ORDER BY _file, _line) "
            f"AS occurrence FROM (SELECT _file, _line, md5({content}) AS id FROM source_rows WHERE _some "
            f"AND {quick} IN (SELECT h FROM candidates)) QUALIFY occurrence > 1"
        )
        return self._count("SELECT count(*) FROM repeats") > 0

    def _find_candidates(self, quick: str) -> bool:
        """Table `candidates` (h): hashes that several records have. Sorting numbers is cheaper than grouping them, as
        long as they fit in memory."""
        hashes = f"SELECT {quick} AS h FROM source_rows WHERE _some"
        if sum(table.raw.rows for table in self._tables) > _SORTED_IN_MEMORY:
            self._con.execute(f"CREATE TABLE candidates AS SELECT h FROM ({hashes}) GROUP BY h HAVING count(*) > 1")
            return self._count("SELECT count(*) FROM candidates") > 0
        numbers = np.sort(np.asarray(self._con.execute(hashes).fetchnumpy()["h"], np.uint64))
        repeated = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
        if not len(repeated):
            return False
        self._con.register("repeated", pa.table({"h": repeated}))
        self._con.execute("CREATE TABLE candidates AS SELECT h FROM repeated")
        self._con.unregister("repeated")
        return True

    def _write_rejects(self, tables: Sequence[DeliveredTable], delivered: Delivered) -> dict[str, FileRef | None]:
        """Quarantine and set-aside files, with every record that is not accepted, from whatever stage."""
        self._con.execute("CREATE TABLE rejected AS SELECT * FROM structural")
        known = self._count("SELECT count(*) FROM rejected")
        if known + delivered.accepted < self._records():
            with self._as_written():
                self._con.execute(f"CREATE TABLE chosen AS {self._rows.refused()}")
            if self._request.delivery != "full":
                self._con.execute("INSERT INTO chosen SELECT _file, _line, 'set_aside', ['resent'] FROM resent")
            for table in tables:
                self._con.execute(f"INSERT INTO rejected {rejected_sql(table, 'SELECT * FROM chosen')}")
        return {
            kind: self._write_kind(kind, file)
            for kind, file in ((QUARANTINED, QUARANTINE), (SET_ASIDE, SET_ASIDE_FILE))
        }

    def _write_kind(self, kind: str, file: str) -> FileRef | None:
        if not self._count(f"SELECT count(*) FROM rejected WHERE kind = '{kind}'"):
            return None
        path = self._staged.path / file
        self._con.execute(
            f"COPY (SELECT file, line, reasons, raw FROM rejected WHERE kind = '{kind}' ORDER BY file, line) "
            f"TO {text(path)} {WRITE}"
        )
        return file_ref(path, self._staged.path)

    # -- describing ---------------------------------------------------------------------------------------

    def _manifest(
        self, fingerprint: str, tables: Sequence[DeliveredTable], cleaning: Cleaning,
        minted: tuple[SubjectPart, ...], delivered: Delivered, rejects: dict[str, FileRef | None],
    ) -> Manifest:  # fmt: skip
        request, parent = self._request, self._parent
        schemas = list(parent.schemas) if parent else []
        if self._schema() not in schemas:
            schemas.append(self._schema())
        return Manifest(
            dataset=request.dataset,
            standard=request.standard.full_id,
            owner=request.owner,
            synthetic=request.synthetic,
            delivery=request.delivery,
            parent=parent.version if parent else None,
            schemas=tuple(schemas),
            parts=delivered.parts,
            counts=self._counts(delivered),
            reasons=self._reasons(),
            coverage=request.coverage,
            extracted_on=request.extracted_on,
            sources=(*(parent.sources if parent else ()), *self._sources(tables)),
            mapping=request.mapping.model_dump(mode="json", by_alias=True, exclude_none=True),
            quality=quality(self._con, list(delivered.fresh), cleaning.columns),
            quarantine=rejects[QUARANTINED],
            set_aside=rejects[SET_ASIDE],
            removed=delivered.removed,
            removed_rows=delivered.removed_rows,
            subjects=minted,
            fingerprint=fingerprint,
            intake_version=INTAKE_VERSION,
        )

    def _records(self) -> int:
        """Records of the delivery: all below the headers, and the title lines above them."""
        titles = sum(max(planned.header.first, 0) for planned in self._planned)
        return titles + sum(table.raw.records for table in self._tables)

    def _counts(self, delivered: Delivered) -> Counts:
        counted = dict(self._con.execute("SELECT kind, count(*) FROM rejected GROUP BY kind").fetchall())
        counts = Counts(
            source=self._records(),
            accepted=delivered.accepted,
            quarantined=counted.get(QUARANTINED, 0),
            set_aside=counted.get(SET_ASIDE, 0),
        )
        if not counts.balanced:
            raise refuse(f"记录数不平衡，未导入：{counts}", f"records do not add up, nothing was taken in: {counts}")
        if counts.quarantined and not counts.accepted and not counted.get(SET_ASIDE):
            self._nothing_accepted()
        return counts

    def _nothing_accepted(self) -> None:
        reasons = "、".join(f"{reason}×{times}" for reason, times in Counter(self._reasons()).most_common(5))
        raise refuse(f"没有一条记录可以接收，原因：{reasons}", f"no record could be accepted, because of: {reasons}")

    def _reasons(self) -> dict[str, int]:
        return dict(
            self._con.execute(
                "SELECT reason, count(*) FROM (SELECT unnest(reasons) AS reason FROM rejected) "
                "GROUP BY ALL ORDER BY ALL"
            ).fetchall()
        )

    def _schema(self) -> Schema:
        standard = self._request.standard
        return Schema(
            columns=tuple(
                StoredColumn(name=column.name, type=column.type, identifier=column.kind)
                for column in standard.columns.values()
            ),
            subjects=tuple(
                StoredSubject(name=one.name, kind=subject_kind(one.name), column=one.key)
                for one in standard.subjects.values()
            ),
            sealed=standard.sealed,
        )

    def _sources(self, tables: Sequence[DeliveredTable]) -> list[Source]:
        found = []
        for planned, table in zip(self._planned, tables, strict=True):
            source = planned.source
            kept = f"./{source.kept.relative_to(self._staged.path).as_posix()}" if source.kept else None
            details = dict(planned.head.details) | {"header_lines": [planned.header.first + 1, planned.header.last + 1]}
            found.append(
                Source(
                    name=source.name,
                    sha256=source.sha256,
                    bytes=source.bytes,
                    sheet=planned.head.sheet,
                    records=table.raw.records,
                    kept=kept,
                    details=details,
                )
            )
        return found

    def _count(self, sql: str) -> int:
        row = self._con.execute(sql).fetchone()
        assert row is not None
        return int(row[0])


def subject_kind(subject: str) -> str:
    """The kind of a subject column: `person` and `company` are kinds, `legal_person` would be a person too."""
    return "company" if subject.endswith("company") else "person"
