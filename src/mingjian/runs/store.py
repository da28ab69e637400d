"""Runs on disk: written whole by one rename, read back, checked against their seal.

::

    runs/<number>-<hash>/run.json             the proof (see `record`)
    runs/<number>-<hash>/clues.parquet        one row a clue
    runs/<number>-<hash>/witnesses.parquet    the rows behind each clue, by number, id and hash
    runs/<number>-<hash>/undetermined.parquet rows that were neither hit nor miss, kept up to a cap

A killed process leaves at most a staging folder, which the lake removes; nothing under `runs/` changes once it is
there.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from mingjian.lake import Lake, Problem
from mingjian.lake.files import sync_folder, sync_tree
from mingjian.lake.listing import names
from mingjian.lake.locking import Staged
from mingjian.runs.damage import describe_damage
from mingjian.runs.errors import RunDamaged, RunError
from mingjian.runs.record import RunRecord
from mingjian.runs.tables import CLUES, SCHEMAS, UNDETERMINED, WITNESSES
from mingjian.trust.digests import sha256_file

__all__ = ["RUN", "RunStore", "StoredRun"]

RUN = "run.json"
SHORT = 12
_FOLDER = re.compile(rf"(\d{{6,}})-([0-9a-f]{{{SHORT}}})")


@dataclass(frozen=True)
class StoredRun:
    """A run as published. Tables are read when first asked for; a damaged one raises `RunError`."""

    folder: Path
    record: RunRecord

    @property
    def run_id(self) -> str:
        """`000012-ab12cd34ef56`: the run's number in its lake and the first digits of its digest."""
        return self.record.run_id

    @cached_property
    def clues(self) -> pa.Table:
        """One row a clue; columns as in `SCHEMAS`."""
        return self._table(CLUES)

    @cached_property
    def witnesses(self) -> pa.Table:
        """The rows behind each clue."""
        return self._table(WITNESSES)

    @cached_property
    def undetermined(self) -> pa.Table:
        """Rows that were neither a hit nor a miss, up to the cap the record states."""
        return self._table(UNDETERMINED)

    def _table(self, name: str) -> pa.Table:
        try:
            table = pq.read_table(self.folder / name)
        except (OSError, pa.ArrowException) as error:
            zh, en = f"运行{self.run_id}的{name}无法读取", f"{name} of run {self.run_id} cannot be read"
            raise RunDamaged(zh, en) from error
        if not table.schema.equals(SCHEMAS[name]):
            raise RunDamaged(f"运行{self.run_id}的{name}列不符", f"{name} of run {self.run_id} has other columns")
        return table


class RunStore:
    """The runs of one lake."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.folder = lake.path / "runs"
        self._records: dict[tuple[str, int], RunRecord] = {}

    def _key(self) -> bytes:
        return self.lake.keyring.key("runs")

    def publish(
        self,
        staged: Staged,
        record: RunRecord,
        tables: Mapping[str, pa.Table],
        permit: Callable[[], None] | None = None,
    ) -> StoredRun:
        """Write the tables, seal the record and make the run visible by one rename.

        Everything is on the disk before the rename. Raises `OSError` (disk full) with nothing published, and what
        `permit` raises, which is asked once it is this publisher's turn: nobody else publishes until it has answered.
        """
        for name, schema in SCHEMAS.items():
            table = tables[name] if name in tables else schema.empty_table()
            pq.write_table(table.cast(schema), staged.path / name, compression="zstd")
        files = {name: sha256_file(staged.path / name) for name in SCHEMAS}
        self.folder.mkdir(exist_ok=True)
        with self._turn():
            if permit is not None:
                permit()
            numbered = record.model_copy(update={"number": self._last() + 1, "files": files, "run_id": "", "seal": ""})
            run_id = f"{numbered.number:06d}-{numbered.digest()[:SHORT]}"
            final = numbered.model_copy(update={"run_id": run_id, "seal": numbered.mac(self._key())})
            text = final.model_dump_json(by_alias=True, indent=1)
            (staged.path / RUN).write_text(text, encoding="utf-8", newline="\n")
            sync_tree(staged.path)
            target = self.folder / run_id
            staged.path.rename(target)
            sync_folder(self.folder)
            sync_folder(self.lake.path)
        return StoredRun(target, final)

    def ids(self) -> list[str]:
        """Ids of all runs, oldest first."""
        return [name for name in names(self.folder) if _FOLDER.fullmatch(name)]

    def runs(self, model: str | None = None) -> list[StoredRun]:
        """All runs (of one model), oldest first; one that cannot be read raises `RunError`."""
        folders = [self.folder / run_id for run_id in self.ids()]
        found = [StoredRun(folder, self._record(folder)) for folder in folders]
        return [run for run in found if model is None or run.record.model.id == model]

    def records(self) -> list[RunRecord]:
        """What all runs say of themselves, oldest first, without those that cannot be read."""
        found = []
        for run_id in self.ids():
            with suppress(RunError):
                found.append(self._record(self.folder / run_id))
        return found

    def latest(self, model: str) -> StoredRun | None:
        """The newest run of a model."""
        for run_id in reversed(self.ids()):
            run = self.get(run_id)
            if run.record.model.id == model:
                return run
        return None

    def get(self, written: str) -> StoredRun:
        """The run of this id, or whose id or number begins so; `RunError` when there is none or several."""
        ids = self.ids()
        found = [written] if written in ids else [one for one in ids if one.startswith(written) and written]
        if not found and written.isdigit():
            found = [one for one in ids if int(one.split("-")[0]) == int(written)]
        if len(found) != 1:
            zh, en = ("没有", "no run") if not found else ("不止一个", "more than one run")
            raise RunError(f"{zh}以“{written}”开头的运行", f"{en} begins with '{written}'")
        folder = self.folder / found[0]
        return StoredRun(folder, self._record(folder))

    def _record(self, folder: Path) -> RunRecord:
        """The record of a run, read once for as long as its file does not change."""
        path = folder / RUN
        try:
            key = (folder.name, path.stat().st_mtime_ns)
            if key not in self._records:
                self._records[key] = RunRecord.model_validate_json(path.read_bytes())
            return self._records[key]
        except (OSError, ValueError) as error:
            raise RunError(
                f"运行{folder.name}的run.json无法读取", f"run.json of {folder.name} cannot be read"
            ) from error

    def verify(self, run: StoredRun) -> list[Problem]:
        """Whether a run is as it was published: seal, name, and the digest of every file. Empty when it is."""
        record, where = run.record, f"runs/{run.folder.name}"
        problems = []
        body = record.body()
        sound = hmac.compare_digest(record.mac(self._key(), body), record.seal)
        if not sound or run.folder.name != record.run_id or not record.run_id.endswith(record.digest(body)[:SHORT]):
            zh, en = "运行记录被改动：与封印不符", "the record of the run was changed: it does not agree with its seal"
            problems.append(Problem("changed", f"{where}/{RUN}", zh, en))
        for name in SCHEMAS:
            problems += _check_file(run.folder / name, f"{where}/{name}", record.files.get(name))
        return problems

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One publisher at a time: the number of a run is its place in the order."""
        try:
            with FileLock(str(self.folder / ".lock"), timeout=60):
                yield
        except Timeout:
            raise RunError("另一进程正在发布运行结果", "another process is publishing a run") from None

    def _last(self) -> int:
        return max((int(run_id.split("-")[0]) for run_id in self.ids()), default=0)


def _check_file(path: Path, where: str, digest: str | None) -> list[Problem]:
    if not path.exists():
        return [Problem("missing", where, "文件缺失", "the file is missing")]
    try:
        same = sha256_file(path) == digest
    except OSError as error:
        return [Problem("unreadable", where, f"文件无法读取：{error}", f"the file cannot be read: {error}")]
    return [] if same else [describe_damage(path, where)]
