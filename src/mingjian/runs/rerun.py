"""Running again what a run did: the same model file, versions, parameters, coverage and day, without checkpoints."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from mingjian.engines import Kind
from mingjian.lake import Lake
from mingjian.models import Model, ModelErrors, ParameterError, parse_model, resolve_parameters
from mingjian.models.compile import Compiled
from mingjian.runs.engines import DUCKDB
from mingjian.runs.errors import RunError
from mingjian.runs.execute import carry_out, compile_for
from mingjian.runs.record import RunRecord
from mingjian.runs.request import Resolved
from mingjian.runs.restrict import restricted
from mingjian.runs.rows import subject_ids
from mingjian.runs.store import StoredRun

__all__ = ["model_of", "rerun", "resolved_of", "wanted_values"]


def model_of(record: RunRecord) -> Model:
    """The model as the run kept it. Raises `RunError` when this program does not understand it any more."""
    try:
        model = _parsed(record.model.file, record.model.id)
    except ModelErrors as errors:
        first = errors.problems[0]
        raise RunError(
            f"运行{record.run_id}所存的模型文件无法解析：{first.text('zh')}",
            f"the model kept with run {record.run_id} cannot be read: {first.text('en')}",
        ) from errors
    if model.fingerprint != record.model.fingerprint:
        zh = f"运行{record.run_id}所存的模型文件与其指纹不符"
        raise RunError(zh, f"the model kept with run {record.run_id} does not have its fingerprint")
    return model


@lru_cache(maxsize=256)
def _parsed(text: str, name: str) -> Model:
    """A model file, read once for all runs that kept the same text: that takes a fifth of a second."""
    return parse_model(text, f"{name}/model.yaml")


def resolved_of(lake: Lake, record: RunRecord) -> Resolved:
    """The request of a past run, with the coverage it relied on then. Raises `LakeError` for versions that are gone."""
    model = model_of(record)
    try:
        parameters = resolve_parameters(model.parameters, record.parameters)
    except ParameterError as error:
        raise RunError(error.zh, error.en) from error
    return Resolved(
        model,
        record.as_of,
        record.purpose,
        record.actor,
        {use.need: lake.version(f"{use.dataset}@{use.version}") for use in record.datasets},
        {use.need: use.coverage for use in record.datasets},
        parameters,
        record.parameters,
        record.approvals,
        record.sealed,
        {use.need: use.links for use in record.datasets if use.links is not None},
        record.identity_links,
    )


def rerun(
    lake: Lake,
    run: StoredRun,
    clues: Sequence[str] | None = None,
    *,
    memory_limit: str | None = None,
    engine: str = DUCKDB,
) -> dict[str, pa.Table]:
    """The clues a second run gives and their rows, without undetermined ones, which no proof compares: of the whole run
    or, for some clues only, at least what concerns those."""
    resolved = resolved_of(lake, run.record)
    compiled = compile_for(lake, resolved)
    narrow = restricted(compiled, wanted_values(lake, run, compiled, clues)) if clues is not None else None
    with lake.staging() as staged:
        ran = carry_out(
            lake, resolved, staged.scratch, compiled=narrow or compiled, memory_limit=memory_limit, engine=engine,
            doubts="leave",
        )  # fmt: skip
        return ran.found.tables


def wanted_values(lake: Lake, run: StoredRun, compiled: Compiled, clues: Sequence[str]) -> dict[str, list[Any]]:
    """Values of clues of a run by result column, where they can be used to restrict a scan: subjects and texts."""
    rows = [json.loads(row["values"]) for row in run.clues.to_pylist() if row["clue_id"] in set(clues)]
    kinds = {row["subject_kind"] for row in run.clues.to_pylist()} or {"person"}
    wanted: dict[str, list[Any]] = {}
    for column, kind in compiled.kinds.items():
        given = [row.get(column) for row in rows]
        if not given or any(not isinstance(value, str) for value in given):
            continue
        if kind is Kind.SUBJECT:
            ids = _ids(lake, kinds, given)
            if len(ids) == len(set(given)):
                wanted[column] = sorted(ids.values())
        elif kind in (Kind.TEXT, Kind.IDENTIFIER, Kind.CODE):
            wanted[column] = sorted(set(given))
    return wanted


def _ids(lake: Lake, kinds: set[str], keys: Sequence[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for kind in kinds if len(kinds) == 1 else ():
        found |= subject_ids(lake, kind, keys)
    return found
