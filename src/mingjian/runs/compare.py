"""Two sets of clue tables, compared clue by clue: what is said, how grave, and which rows stand behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from mingjian.runs.store import StoredRun
from mingjian.runs.tables import CLUES, WITNESSES

__all__ = ["compare_clues"]

_FIELDS = {
    "key": ("线索键", "key"),
    "subject_kind": ("主体类别", "kind of subject"),
    "subject": ("主体", "subject"),
    "place": ("管辖地", "place"),
    "day": ("发生日", "day"),
    "amount": ("金额", "amount"),
    "says_zh": ("线索内容", "sentence (Chinese)"),
    "says_en": ("线索内容（英文）", "sentence (English)"),
    "level": ("风险等级", "level"),
    "points": ("风险分值", "points"),
    "reasons": ("风险理由", "reasons"),
    "rows": ("结果行数", "result rows"),
    "digests": ("佐证摘要", "digest of witnesses"),
}
_NAMED = 5


def compare_clues(
    run: StoredRun, again: Mapping[str, pa.Table], clues: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Clue, and what differs in Chinese and English; nothing for a clue that came out the same."""
    wanted = set(clues)
    before = {row["clue_id"]: row for row in run.clues.to_pylist() if row["clue_id"] in wanted}
    after = {row["clue_id"]: row for row in again[CLUES].to_pylist() if row["clue_id"] in wanted}
    rows_before, rows_after = _rows(run.witnesses, wanted), _rows(again[WITNESSES], wanted)
    for clue in clues:
        if clue not in after:
            yield clue, "重新运行没有得出这条线索", "the second run does not find this clue"
            continue
        for zh, en in _fields(before[clue], after[clue]):
            yield clue, zh, en
        old, new = rows_before.get(clue, set()), rows_after.get(clue, set())
        if old != new:
            yield clue, f"佐证记录不同：{_diff(old, new)}", f"other rows stand behind it: {_diff(old, new)}"


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, (zh, en) in _FIELDS.items():
        if before[name] != after[name]:
            yield f"{zh}：{before[name]} → {after[name]}", f"{en}: {before[name]} → {after[name]}"
    if before["values"] != after["values"]:
        changed = _changed(before["values"], after["values"])
        yield f"结果值不同：{changed}", f"other values: {changed}"


def _changed(before: str, after: str) -> str:
    try:
        old, new = json.loads(before), json.loads(after)
        names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
        return "; ".join(f"{name}: {old.get(name)} → {new.get(name)}" for name in names)
    except (ValueError, TypeError, AttributeError):
        return f"{before} → {after}"


def _rows(table: pa.Table, clues: set[str]) -> dict[str, set[tuple[str, str, str]]]:
    found: dict[str, set[tuple[str, str, str]]] = {}
    for row in table.to_pylist():
        if row["clue_id"] in clues:
            found.setdefault(row["clue_id"], set()).add((row["alias"], row["row_id"], row["row_hash"]))
    return found


def _diff(old: set[tuple[str, str, str]], new: set[tuple[str, str, str]]) -> str:
    gone, come = (sorted(f"{alias} {row_id}" for alias, row_id, _ in one) for one in (old - new, new - old))
    parts = [f"− {', '.join(gone[:_NAMED])}" if gone else "", f"+ {', '.join(come[:_NAMED])}" if come else ""]
    return " ".join(part for part in parts if part)
