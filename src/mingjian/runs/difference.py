"""Two runs of one model, compared: what they were asked, what they read, and which clues came, went or changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import pyarrow as pa

from mingjian.runs.errors import RunError
from mingjian.runs.store import StoredRun

__all__ = ["EVIDENCE", "FIELDS", "RunDifference", "changed_fields", "compare_runs", "compare_tables", "moved_fields"]

FIELDS: Mapping[str, tuple[str, str]] = {
    "says_zh": ("线索内容", "sentence"),
    "place": ("管辖地", "place"),
    "day": ("发生日", "day"),
    "amount": ("金额", "amount"),
    "level": ("风险等级", "level"),
    "points": ("风险分值", "points"),
    "values": ("结果值", "values"),
    "rows": ("结果行数", "result rows"),
}
"""What of a clue is compared, and what people call it."""
EVIDENCE = ("佐证记录", "rows of evidence")
_CLUES = f"""
SELECT clue_id, CASE WHEN old.level IS NULL THEN 'new' WHEN new.level IS NULL THEN 'gone'
  WHEN {" OR ".join(f'old."{name}" IS DISTINCT FROM new."{name}"' for name in FIELDS)} THEN 'changed' ELSE 'same' END
FROM old FULL JOIN new USING (clue_id)"""
_NAMES = ", ".join(f'CASE WHEN old."{name}" IS DISTINCT FROM new."{name}" THEN \'{name}\' END' for name in FIELDS)
_MOVED = f"""
SELECT * FROM (SELECT clue_id, concat_ws(' ', {_NAMES}) AS names FROM old JOIN new USING (clue_id)) WHERE names <> ''"""
_ROWS = """
WITH o AS (SELECT clue_id, alias, row_id, row_hash FROM old), n AS (SELECT clue_id, alias, row_id, row_hash FROM new)
SELECT DISTINCT clue_id FROM ((FROM o EXCEPT FROM n) UNION ALL (FROM n EXCEPT FROM o))"""


@dataclass(frozen=True)
class RunDifference:
    """Ids of clues by what became of them from the run before to the run after; settings and data that differ.

    `evidence` are those of the changed behind which other rows stand. `settings` and `datasets` hold, by parameter and
    by need, the value before and after; None where there was none.
    """

    new: frozenset[str]
    gone: frozenset[str]
    changed: frozenset[str]
    evidence: frozenset[str]
    same: int
    settings: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    datasets: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


def compare_runs(before: StoredRun, after: StoredRun) -> RunDifference:
    """Compare two runs of one model, column by column. Raises `RunError` for runs of two models, `RunDamaged`."""
    if before.record.model.id != after.record.model.id:
        raise RunError("两次运行不是同一个模型", "the runs are not of one model")
    found = compare_tables((before.clues, before.witnesses), (after.clues, after.witnesses))
    return replace(
        found, settings=_unlike(_settings(before), _settings(after)),
        datasets=_unlike(_datasets(before), _datasets(after)),
    )  # fmt: skip


def compare_tables(before: tuple[pa.Table, pa.Table], after: tuple[pa.Table, pa.Table]) -> RunDifference:
    """Compare the tables of clues and of witnesses of two runs, whether or not they were published."""
    found = _query(_CLUES, before[0], after[0])
    ids = {kind: frozenset(clue for clue, one in found if one == kind) for kind in ("new", "gone", "changed", "same")}
    other = frozenset(clue for (clue,) in _query(_ROWS, before[1], after[1]))
    evidence = other & (ids["changed"] | ids["same"])
    changed = ids["changed"] | evidence
    return RunDifference(ids["new"], ids["gone"], changed, evidence, len(ids["same"] - changed))


def moved_fields(before: pa.Table, after: pa.Table) -> dict[str, tuple[str, ...]]:
    """Of the clues that both tables hold and that differ: which of `FIELDS` are otherwise."""
    return {clue: tuple(names.split()) for clue, names in _query(_MOVED, before, after)}


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is otherwise in two rows of one clue, in Chinese and English; never the values, which may be sensitive."""
    return [called for name, called in FIELDS.items() if before[name] != after[name]]


def _query(sql: str, old: pa.Table, new: pa.Table) -> list[tuple[str, ...]]:
    with duckdb.connect() as connection:
        connection.register("old", old)
        connection.register("new", new)
        return connection.execute(sql).fetchall()


def _settings(run: StoredRun) -> dict[str, str]:
    record = run.record
    return {"version": record.model.version, "as_of": record.as_of.isoformat(), **record.parameters}


def _datasets(run: StoredRun) -> dict[str, str]:
    return {use.need: use.name for use in run.record.datasets}


def _unlike(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, tuple[str | None, str | None]]:
    names = dict.fromkeys([*old, *new])
    return {name: (old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)}
