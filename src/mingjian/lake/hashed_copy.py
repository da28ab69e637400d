"""A copy of datasets for building models: a lake of its own in which keyed hashes stand for whom the rows are about.

Identifiers and names are hashed so that they still collide across the datasets of the copy (`standards.hashing`), and
everything that could lead back another way goes: rows under seal, quarantined records, delivered files and their names,
cells as delivered, the order of rows, row ids (which are digests of what was delivered), numbers of subjects, free
texts. Of texts that are kept a value goes where the row's own name or a long number stands in it. Days, codes and
amounts stay as they are, since models reckon with them; so a copy is still personal data, for the bench of whoever
builds models and for nobody else.

The copy is made beside its place and renamed; of a killed process a hidden folder is left and no copy.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from mingjian.lake.digesting import part
from mingjian.lake.errors import LakeError
from mingjian.lake.lake import Lake
from mingjian.lake.layout import PARTS
from mingjian.lake.locking import Staged
from mingjian.lake.manifest import Counts, Hashed, Manifest, Schema, Source, SubjectPart
from mingjian.lake.rows import FILE, LINE, RAW, ROW_HASH, ROW_ID, SQL_TYPES, row_hash_sql, state_column
from mingjian.lake.sql import WRITE, connect, name, text
from mingjian.standards import Column, Standard, standards
from mingjian.standards.hashing import TEXT, KeyedHashes, hashed_kind
from mingjian.trust.audit import AuditLog
from mingjian.trust.masking import HIDDEN

__all__ = ["hashed_copy"]

_BATCH = 50_000
_LONG_NUMBER = "[0-9０-９]{7,}"
_AUDITED = "lake.hashed_copy"


def hashed_copy(
    lake: Lake, into: Path | str, datasets: Sequence[str], *, purpose: str, by: str,
    progress: Callable[[float, str], None] | None = None,
) -> Lake:  # fmt: skip
    """Copy the newest versions of datasets (`name` or `name@version`; all, when none is named) into a new lake.

    That it was made, what of, what for and by whom stands in the audit log of the lake before the copy is in its place.
    Raises `LakeError` with all that is wrong; then there is no copy.
    """
    target = Path(into).absolute()
    manifests = _checked(lake, target, datasets, purpose)
    hashes = KeyedHashes(lake.keyring)
    making = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        made = Lake.create(making, clock=lake.clock, hashed=True)
        copies = []
        for number, manifest in enumerate(manifests):
            if progress is not None:
                progress(number / len(manifests), manifest.dataset)
            copies.append(_copy(lake, made, manifest, hashes, purpose.strip(), by))
        log = AuditLog(lake.path / "audit", lake.keyring.key("audit"))
        rows = {one.dataset: one.rows for one in copies}
        log.append(
            by, _AUDITED, target.name, {"purpose": purpose.strip(), "of": [m.name for m in manifests], "rows": rows}
        )
        if target.exists():
            target.rmdir()
        making.rename(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return Lake.open(target, lake.clock)


def _checked(lake: Lake, target: Path, datasets: Sequence[str], purpose: str) -> list[Manifest]:
    """The versions to copy. Raises `LakeError` with everything that stands in the way."""
    wrong: list[tuple[str, str]] = []
    if lake.hashed:
        wrong.append(("这个数据湖本身就是哈希副本", "this lake is a copy with keyed hashes itself"))
    if not purpose.strip():
        wrong.append(("请写明用途（专项名称或建模任务）", "say what for: a campaign or the model that is built"))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        wrong.append((f"文件夹不是空的：{target}", f"the folder is not empty: {target}"))
    if target.is_relative_to(lake.path):
        wrong.append(("副本不能放在数据湖之内", "the copy cannot lie within the lake"))
    if not target.parent.is_dir():
        wrong.append((f"没有文件夹 {target.parent}", f"there is no folder {target.parent}"))
    found: dict[str, Manifest] = {}
    for one in datasets or [one for one in lake.datasets() if lake.latest(one) is not None]:
        try:
            manifest = lake.version(one)
        except LakeError as error:
            wrong.append((error.zh, error.en))
            continue
        if manifest.standard.partition(".")[0] not in standards():
            wrong.append((f"{one}：不认识标准{manifest.standard}", f"{one}: standard {manifest.standard} is not known"))
        elif manifest.dataset in found:
            wrong.append((f"{manifest.dataset}给出两次", f"{manifest.dataset} is named twice"))
        found[manifest.dataset] = manifest
    if not found and not wrong:
        wrong.append(("数据湖中没有数据", "there is no data in the lake"))
    if wrong:
        raise LakeError("；".join(zh for zh, _ in wrong), "; ".join(en for _, en in wrong))
    return list(found.values())


def _copy(lake: Lake, made: Lake, manifest: Manifest, hashes: KeyedHashes, purpose: str, by: str) -> Manifest:
    try:
        with lake.staging() as work, made.writing(), made.staging() as staged, connect(temp=work.scratch) as con:
            return _Copy(lake, made, manifest, hashes, con).write(staged, purpose, by)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise LakeError(
            f"{manifest.name}无法复制（可用 mingjian lake verify 查看损坏处）",
            f"{manifest.name} cannot be copied (mingjian lake verify shows damage): {said}",
        ) from None


class _Copy:
    """Copies one version."""

    def __init__(
        self, lake: Lake, made: Lake, manifest: Manifest, hashes: KeyedHashes, con: duckdb.DuckDBPyConnection
    ) -> None:
        self._lake, self._made, self._manifest, self._hashes, self._con = lake, made, manifest, hashes, con
        self._standard: Standard = standards()[manifest.standard.partition(".")[0]]
        self._schema = Schema(
            columns=manifest.columns, subjects=manifest.subject_columns, sealed=manifest.schemas[-1].sealed
        )

    def write(self, staged: Staged, purpose: str, by: str) -> Manifest:
        """Write and publish the copy."""
        manifest, con = self._manifest, self._con
        asked = [ROW_ID, RAW, *(one.name for one in manifest.columns)]
        asked += [state_column(one.name) for one in manifest.columns if one.identifier is not None]
        con.execute(f"CREATE VIEW delivered AS {self._lake.scan_sql(manifest, asked, numbered=False)}")
        for kind in sorted({kind for _, kind in self._hashed()}):
            self._hash(kind)
        minted = tuple(self._mint(staged))
        rows = self._rows(staged)
        parts = (part(rows, staged.path),) if self._count("rows") else ()
        if not parts:
            rows.unlink()
        total = sum(one.rows for one in parts)
        return self._made.publish(
            staged,
            Manifest(
                dataset=manifest.dataset, standard=manifest.standard, owner=manifest.owner,
                synthetic=manifest.synthetic, schemas=(self._schema,), parts=parts,
                counts=Counts(source=total, accepted=total, quarantined=0, set_aside=0),
                coverage=tuple(self._lake.coverage(manifest)), extracted_on=manifest.extracted_on,
                sources=(Source(name=manifest.name, sha256=manifest.version, bytes=0, records=total),),
                subjects=minted, intake_version=manifest.intake_version,
                hashed=Hashed(of=manifest.name, purpose=purpose, by=by, key=self._hashes.key_id),
            ),
        )  # fmt: skip

    def _column(self, column: str) -> Column | None:
        return self._standard.columns.get(column)

    def _how(self, column: str) -> str:
        """What becomes of a column; one that the standard does not know any more is withheld."""
        found = self._column(column)
        return found.in_copies if found is not None else "withhold"

    def _hashed(self) -> Iterator[tuple[str, str]]:
        """Columns that are hashed, with their kinds."""
        for one in self._manifest.columns:
            found = self._column(one.name)
            if found is not None and found.in_copies == "hash":
                yield one.name, hashed_kind(found) or TEXT

    def _hash(self, kind: str) -> None:
        """Table `hash_<kind>`: every value of the kind with its hash, each reckoned once."""
        columns = [column for column, own in self._hashed() if own == kind]
        every = " UNION ALL ".join(f"SELECT {name(column)} AS value FROM delivered" for column in columns)
        values = f"SELECT DISTINCT value FROM ({every}) WHERE value IS NOT NULL"
        self._con.execute(f"CREATE TABLE hash_{kind} (value VARCHAR, hash VARCHAR)")
        with self._con.cursor() as reading:
            for batch in reading.execute(values).to_arrow_reader(_BATCH):
                given = batch.column(0).to_pylist()
                table = pa.table({"v": given, "h": [self._hashes.in_copy(kind, one) for one in given]})
                self._con.register("batch", table)
                self._con.execute(f"INSERT INTO hash_{kind} SELECT v::VARCHAR, h::VARCHAR FROM batch")
                self._con.unregister("batch")

    def _mint(self, staged: Staged) -> Iterator[SubjectPart]:
        kinds = dict(self._hashed())
        by_kind: dict[str, list[str]] = {}
        for one in self._manifest.subject_columns:
            by_kind.setdefault(one.kind, []).append(one.column)
        for kind, columns in by_kind.items():
            keys = " UNION ALL ".join(
                f"SELECT hash AS key FROM hash_{kinds[column]} WHERE value IN (SELECT {name(column)} FROM delivered)"
                for column in columns
            )
            minted = self._made.subjects.mint(self._con, kind, keys, staged.path)
            if minted is not None:
                yield minted

    def _rows(self, staged: Staged) -> Path:
        """The rows, in the order of their new ids."""
        kinds = dict(self._hashed())
        joins, items = [], []
        for number, one in enumerate(self._manifest.columns):
            column, how = name(one.name), self._how(one.name)
            if how == "hash":
                joins.append(f"LEFT JOIN hash_{kinds[one.name]} h{number} ON d.{column} = h{number}.value")
                items.append(f"h{number}.hash AS {column}")
            elif how == "withhold":
                items.append(f"NULL::{SQL_TYPES[one.type]} AS {column}")
            else:
                items.append(f"{self._kept(one.name)} AS {column}")
            if one.identifier is not None:
                items.append(f"d.{name(state_column(one.name))}")
        for subject in self._manifest.subject_columns:
            known = next(n for n, one in enumerate(self._manifest.columns) if one.name == subject.column)
            table = f"s_{subject.name}"
            joins.append(f"LEFT JOIN subject_{subject.kind} {table} ON h{known}.hash = {table}.key")
            items.append(f"{table}.subject::INTEGER AS {name(subject.name)}")
        self._con.execute("SET VARIABLE row_key = $key", {"key": self._hashes.row_key})
        row_id = f"unhex(left(sha256(getvariable('row_key') || lower(hex(d.{ROW_ID}))), 32))"
        self._con.execute(
            f"CREATE TABLE rows AS SELECT {row_id} AS {ROW_ID}, {self._raw()} AS {RAW}, {', '.join(items)} "
            f"FROM delivered d {' '.join(joins)}"
        )
        folder = staged.path / PARTS
        folder.mkdir()
        path = folder / "copied.parquet"
        self._con.execute(
            f"COPY (SELECT *, {row_hash_sql(self._schema)} AS {ROW_HASH}, 0::INTEGER AS {FILE}, "
            f"(row_number() OVER (ORDER BY {ROW_ID}))::INTEGER AS {LINE} FROM rows ORDER BY {ROW_ID}) "
            f"TO {text(path)} {WRITE}"
        )
        return path

    def _kept(self, column: str) -> str:
        """A kept value; a text is withheld where the row's own names or a long number stand in it."""
        found = self._column(column)
        value = f"d.{name(column)}"
        if found is None or not (found.type == "text" or found.open_list):
            return value
        names = [one for one, kind in self._hashed() if kind == "person_name"]
        telling = [f"coalesce(contains({value}, d.{name(one)}), false)" for one in names]
        telling.append(f"regexp_matches({value}, '{_LONG_NUMBER}')")
        return f"CASE WHEN {' OR '.join(telling)} THEN NULL ELSE {value} END"

    def _raw(self) -> str:
        """Which cells cleaning changed or could not read, without what was delivered: that a cell was damaged matters
        to models, the text does not."""
        known = [one.name for one in self._manifest.columns if self._how(one.name) != "withhold"]
        keys = f"list_filter(json_keys(d.{RAW}), lambda k: k IN ({', '.join(map(text, known)) or 'NULL'}))"
        pairs = f"list_transform({keys}, lambda k: {{'k': k, 'v': {text(HIDDEN)}}})"
        made = f"to_json(map_from_entries({pairs}))::VARCHAR"
        return f"CASE WHEN d.{RAW} IS NULL OR NOT json_valid(d.{RAW}) OR len({keys}) = 0 THEN NULL ELSE {made} END"

    def _count(self, table: str) -> int:
        row = self._con.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert row is not None
        return int(row[0])
