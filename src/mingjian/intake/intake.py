"""Agency files in, a checked, normalised, immutable dataset version out. See design §4.1: nothing is lost."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from mingjian.intake.errors import IntakeError, refuse
from mingjian.intake.loading import Load, Request, already_there, load_fingerprint
from mingjian.intake.mapping import MappingFile, Options, read_mapping, source_slug
from mingjian.intake.plan import MappingPlan, PlannedTable, fitting, guess_standard, make_plan, planned_tables
from mingjian.intake.progress import Listener, Meter
from mingjian.intake.sources import name_of, open_sources
from mingjian.lake import Coverage, Lake, LakeError, Manifest
from mingjian.lake.layout import SOURCES, check_name
from mingjian.lake.manifest import Delivery
from mingjian.standards import Standard, UnknownName, standards

Mapping = MappingPlan | MappingFile | Path | str | None


class Intake:
    """Takes deliveries into a lake. `progress` is told how far it is and how long it will take."""

    def __init__(
        self,
        lake: Lake,
        *,
        memory_limit: str | None = None,
        threads: int | None = None,
        progress: Listener | None = None,
    ) -> None:
        self._lake, self._memory, self._threads, self._progress = lake, memory_limit, threads, progress

    def plan(
        self,
        source: Path | str,
        standard: str | None = None,
        *,
        mapping: Mapping = None,
        options: Options | None = None,
    ) -> MappingPlan:
        """Look at a source and suggest its mapping (or show the remembered or given one). Changes nothing.

        Raises `IntakeError` when the source cannot be read or no header is found.
        """
        with _clear_errors(), self._lake.staging() as staged:
            given = self._given(mapping, source, options)
            chosen = given.options if given else options or Options()
            opened = open_sources(source, staged.path / SOURCES, chosen)
            tables = planned_tables(opened, chosen, _standard(given.standard if given else standard))
            if given is None:
                found = _standard(standard) or guess_standard(tables)
                return make_plan(tables, found, name_of(source, chosen), None, chosen)
            return _shown(tables, given)

    def confirm(self, plan: MappingPlan) -> None:
        """Remember a plan's mapping for its source, without loading anything."""
        self._remember(plan.mapping)

    def load(
        self,
        source: Path | str,
        standard: str | None = None,
        *,
        dataset: str | None = None,
        mapping: Mapping = None,
        delivery: Delivery = "full",
        owner: str = "000000",
        synthetic: bool = False,
        coverage: Sequence[Coverage] = (),
        extracted_on: date | None = None,
        options: Options | None = None,
    ) -> Manifest:
        """Take a file or folder in and return the manifest of the version.

        `mapping`: a plan (giving it back confirms it), a mapping file or its path; without one the mapping remembered
        for this source is used, or the suggested one if it is sure. An identical load made before is returned as it is.
        Raises `IntakeError` with all that is wrong; then the lake is as it was.
        """
        meter = Meter(self._progress)
        with _clear_errors(), self._lake.staging() as staged:
            meter.stage("复制原始文件", "copying the originals", 0.05)
            given = self._given(mapping, source, options)
            chosen = given.options if given else options or Options()
            opened = open_sources(source, staged.path / SOURCES, chosen)
            tables = planned_tables(opened, chosen, _standard(given.standard if given else standard))
            confirmed = given or self._sure(tables, standard, source, chosen)
            found = confirmed.standard_used()
            problems = confirmed.check(found)
            if problems:
                raise IntakeError(problems)
            fit = fitting(tables, confirmed)
            name = check_name(dataset or confirmed.dataset or found.id)
            _check_parent(self._lake, name, found, delivery)
            request = Request(name, found, confirmed, delivery, owner, synthetic, tuple(coverage), extracted_on)
            fingerprint = load_fingerprint(request, fit)
            with self._lake.writing():
                done = already_there(self._lake, request, fingerprint)
                if done is None:
                    load = Load(self._lake, staged, request, fit, meter, self._memory, self._threads)
                    done = load.run(fingerprint)
                self._remember(confirmed.model_copy(update={"header": fit[0].header.names}))
            meter.done()
            return done

    def remembered(self, source: str) -> MappingFile | None:
        """The mapping confirmed for a source, by its name."""
        path = self._lake.layout.mappings / f"{source_slug(source)}.yaml"
        return read_mapping(path) if path.exists() else None

    # -- steps --------------------------------------------------------------------------------------------

    def _given(self, mapping: Mapping, source: Path | str, options: Options | None) -> MappingFile | None:
        if isinstance(mapping, MappingPlan):
            if mapping.problems and not mapping.remembered and mapping.unmapped:
                raise IntakeError(mapping.problems)
            return mapping.mapping
        if isinstance(mapping, MappingFile):
            return mapping
        if mapping is not None:
            return read_mapping(Path(mapping))
        return self.remembered(name_of(source, options or Options()))

    def _sure(
        self, tables: Sequence[PlannedTable], standard: str | None, source: Path | str, options: Options
    ) -> MappingFile:
        found = _standard(standard) or guess_standard(tables)
        plan = make_plan(tables, found, name_of(source, options), None, options)
        if not plan.sure:
            raise IntakeError(plan.problems)
        return plan.mapping

    def _remember(self, mapping: MappingFile) -> None:
        self._lake.keep("mappings", f"{source_slug(mapping.source)}.yaml", mapping.to_yaml())


def _standard(name: str | None) -> Standard | None:
    if name is None:
        return None
    try:
        found: Standard = standards()[name]
    except UnknownName as error:
        near = f"，是否指“{error.nearest}”" if error.nearest else ""
        nearest = f"; did you mean '{error.nearest}'" if error.nearest else ""
        raise refuse(f"没有数据标准“{name}”{near}", f"no such standard: '{name}'{nearest}") from None
    return found


def _shown(tables: Sequence[PlannedTable], given: MappingFile) -> MappingPlan:
    """A given or remembered mapping as a plan."""
    fit = fitting(tables, given)
    header = fit[0].header.names
    used = {one.from_ for one in given.columns.values()}
    return MappingPlan(
        given,
        header,
        ignored=tuple(name for name in header if name not in used),
        samples=fit[0].head.records[fit[0].header.body :][:20],
        problems=tuple(given.check(given.standard_used())),
        remembered=True,
        details=fit[0].head.details,
    )


def _check_parent(lake: Lake, dataset: str, standard: Standard, delivery: Delivery) -> None:
    if delivery == "full":
        return
    latest = lake.latest(dataset)
    if latest is None:
        raise refuse(
            f"数据集“{dataset}”还没有版本，不能追加或更正，请先全量导入",
            f"dataset '{dataset}' has no version to append to or correct: load it in full first",
        )
    if (
        latest.standard.split("@")[0] != standard.id
        or latest.standard.split("@")[1].split(".")[0] != standard.version.split(".")[0]
    ):
        raise refuse(
            f"数据集“{dataset}”用的是标准{latest.standard}，不能按{standard.full_id}追加或更正",
            f"dataset '{dataset}' is under {latest.standard}: no append or correction under {standard.full_id}",
        )


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Everything that can go wrong with files, disk and memory as one clear error."""
    try:
        yield
    except LakeError as error:
        raise refuse(error.zh, error.en) from None
    except duckdb.OutOfMemoryException as error:
        raise refuse("内存不足，请提高内存上限", f"not enough memory, raise the limit: {_line(error)}") from error
    except (duckdb.Error, pa.ArrowException) as error:
        if "No space left" in str(error):
            raise refuse("磁盘空间不足", "the disk is full") from error
        raise refuse("数据处理失败", f"the data could not be processed: {_line(error)}") from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise refuse("磁盘空间不足", "the disk is full") from error
        raise refuse("文件读写失败", f"a file could not be read or written: {error}") from error
    except (UnicodeError, RecursionError) as error:
        raise refuse("文件内容无法解码", f"the content cannot be decoded: {_line(error)}") from error
    except MemoryError as error:
        raise refuse("内存不足", "not enough memory") from error


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
