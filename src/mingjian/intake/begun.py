"""A delivery between its two halves: read and cleaned by whoever has time, written by one writer at a time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType

import duckdb

from mingjian.intake.clear_errors import clear_errors
from mingjian.intake.errors import refuse
from mingjian.intake.loading import Load
from mingjian.intake.mapping import MappingFile, source_slug
from mingjian.intake.plan import PlannedTable
from mingjian.intake.progress import Meter
from mingjian.intake.request import Request, already_there, load_fingerprint
from mingjian.lake import Lake, Manifest, Staged


class Begun:
    """Closing it without `finish` leaves the lake as it was. `finish` and `close` may be called by another thread
    than the one that began."""

    def __init__(
        self, lake: Lake, staged: Staged, request: Request, planned: Sequence[PlannedTable], meter: Meter,
        con: duckdb.DuckDBPyConnection,
    ) -> None:  # fmt: skip
        self._lake, self._request, self._meter = lake, request, meter
        self._owned = ExitStack()
        self._fingerprint = load_fingerprint(request, planned)
        self._load = Load(lake, staged, request, planned, meter, con)
        # written out here, not in the turn of writing, for which those behind this one wait
        self._mapping = request.mapping.model_copy(update={"header": planned[0].header.names}).to_yaml()

    def read(self) -> None:
        """Read and clean, unless an identical load was made already."""
        if already_there(self._lake, self._request, self._fingerprint) is None:
            self._load.read()

    def own(self, stack: ExitStack) -> None:
        """Take over what must be closed at the end."""
        self._owned = stack

    def finish(self) -> Manifest:
        """Write and publish under the writer's lock, and remember the mapping."""
        with clear_errors(), self._lake.writing():
            check_parent(self._lake, self._request)
            done = already_there(self._lake, self._request, self._fingerprint)
            if done is None:
                done = self._load.write(self._fingerprint)
            _keep(self._lake, self._request.mapping.source, self._mapping)
            self._meter.done()
            return done

    def close(self) -> None:
        """Remove what was staged."""
        self._owned.close()

    def __enter__(self) -> Begun:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def remember(lake: Lake, mapping: MappingFile) -> None:
    """Keep a confirmed mapping for its source."""
    _keep(lake, mapping.source, mapping.to_yaml())


def _keep(lake: Lake, source: str, mapping: bytes) -> None:
    lake.keep("mappings", f"{source_slug(source)}.yaml", mapping)


def check_parent(lake: Lake, request: Request) -> None:
    """`IntakeError` when a dataset has nothing to append to or correct, or not under this standard."""
    dataset, standard = request.dataset, request.standard
    if request.delivery == "full":
        return
    latest = lake.latest(dataset)
    if latest is None:
        raise refuse(
            f"数据集“{dataset}”还没有版本，不能追加或更正，请先全量导入",
            f"dataset '{dataset}' has no version to append to or correct: load it in full first",
        )
    name, _, version = latest.standard.partition("@")
    if name != standard.id or version.split(".")[0] != standard.version.split(".")[0]:
        raise refuse(
            f"数据集“{dataset}”用的是标准{latest.standard}，不能按{standard.full_id}追加或更正",
            f"dataset '{dataset}' is under {latest.standard}: no append or correction under {standard.full_id}",
        )
