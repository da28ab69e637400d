"""Agency files in, a checked, normalised, immutable dataset version out. See design §4.1: nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

from mingjian.intake.begun import Begun, check_parent, remember
from mingjian.intake.clear_errors import clear_errors
from mingjian.intake.coming import ComingOrders
from mingjian.intake.errors import IntakeError, refuse
from mingjian.intake.mapping import MappingFile, Options, read_mapping, source_slug
from mingjian.intake.order import Mapping, Order
from mingjian.intake.plan import MappingPlan, PlannedTable, fitting, guess_standard, make_plan, planned_tables
from mingjian.intake.progress import Listener, Meter, Step
from mingjian.intake.request import Request
from mingjian.intake.several import Several
from mingjian.intake.sources import name_of, open_sources
from mingjian.intake.workplaces import Workplaces
from mingjian.lake import Coverage, Lake, Manifest, Staged
from mingjian.lake.layout import SOURCES, check_name
from mingjian.lake.manifest import Delivery
from mingjian.standards import Standard, UnknownName, standards


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
        anew: bool = False,
    ) -> MappingPlan:
        """Look at a source and suggest its mapping (or show the remembered or given one). Changes nothing.
        `anew`: suggest also where a mapping is remembered.

        Raises `IntakeError` when the source cannot be read or no header is found.
        """
        with clear_errors(), self._lake.staging() as staged:
            given = None if anew else self._given(mapping, source, options)
            chosen = given.options if given else options or Options()
            opened = open_sources(source, staged.path / SOURCES, chosen)
            tables = planned_tables(opened, chosen, _standard(given.standard if given else standard))
            if given is None:
                found = _standard(standard) or guess_standard(tables)
                return make_plan(tables, found, name_of(source, chosen), None, chosen)
            return _shown(tables, given)

    def confirm(self, plan: MappingPlan) -> None:
        """Remember a plan's mapping for its source, without loading anything."""
        remember(self._lake, plan.mapping)

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
        origin: dict[str, Any] | None = None,
    ) -> Manifest:
        """Take a file or folder in and return the manifest of the version.

        `mapping`: a plan (giving it back confirms it), a mapping file or its path; without one the mapping remembered
        for this source is used, or the suggested one if it is sure. An identical load made before is returned as it is.
        `origin`: where the file was taken from, which the version says of its sources.
        Raises `IntakeError` with all that is wrong; then the lake is as it was.
        """
        order = Order(
            source, standard, dataset, mapping, delivery, owner, synthetic, tuple(coverage), extracted_on, options,
            origin,
        )  # fmt: skip
        with self._begin(order, Meter(self._progress)) as begun:
            return begun.finish()

    def load_all(
        self, orders: Iterable[Order] | ComingOrders, progress: Callable[[int, Step], None] | None = None
    ) -> Generator[Manifest, None, None]:
        """Take several deliveries in, in their order, and give their manifests one by one; they may become known
        meanwhile. `progress` is told the number of a delivery with its step; two large deliveries, or several small
        ones, are under way at a time, so their steps mix and each may use the memory limit.

        Raises `IntakeError` at the first that is refused: those before it are loaded.
        """

        def begin(order: Order, number: int, stop: Event, ahead: bool) -> Begun:
            told = None if progress is None else partial(progress, number)
            return self._begin(order, Meter(told, stop), places, ahead)

        each = max(1, (os.cpu_count() or 1) // 2)  # a second thread costs a fifth more, and there is nobody to run it
        with self._lake.staging() as staged, self._workplaces(staged, each) as places:
            yield from Several(orders, begin)

    def _workplaces(self, staged: Staged, threads: int | None = None) -> Workplaces:
        return Workplaces(self._memory, self._threads or threads, staged.scratch)

    def _begin(self, order: Order, meter: Meter, places: Workplaces | None = None, ahead: bool = False) -> Begun:
        """Keep the originals, settle the mapping, read and clean. `ahead`: a delivery before this one is not written
        yet, so what the dataset has cannot be judged."""
        with clear_errors(), ExitStack() as stack:
            staged = stack.enter_context(self._lake.staging())
            meter.stage("复制原始文件", "copying the originals", 0.05)
            given = self._given(order.mapping, order.source, order.options)
            chosen = given.options if given else order.options or Options()
            opened = open_sources(order.source, staged.path / SOURCES, chosen)
            tables = planned_tables(opened, chosen, _standard(given.standard if given else order.standard))
            confirmed = given or self._sure(tables, order.standard, order.source, chosen)
            standard = confirmed.standard_used()
            problems = confirmed.check(standard)
            if problems:
                raise IntakeError(problems)
            fit = fitting(tables, confirmed)
            name = check_name(order.dataset or confirmed.dataset or standard.id)
            request = Request(
                name, standard, confirmed, order.delivery, order.owner, order.synthetic, order.coverage,
                order.extracted_on, order.origin,
            )  # fmt: skip
            if not ahead:
                check_parent(self._lake, request)
            places = places or stack.enter_context(self._workplaces(staged))
            con = stack.enter_context(places.one(sum(one.bytes for one in opened)))
            begun = Begun(self._lake, staged, request, fit, meter, con)
            begun.read()
            begun.own(stack.pop_all())
            return begun

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
