"""Why a run no longer asserts a clue of an earlier run.

Reasons are looked for from the most particular to the most general, and all that apply are given: a row behind the
clue was removed or corrected (which, and in which version), it is undetermined now, rows of the subject came in, the
declared coverage shrank, the as-of day, the parameters or the model changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from mingjian.clues.events import Why
from mingjian.lake import Coverage, Lake, LakeError, Manifest
from mingjian.lake.rows import ROW_HASH, ROW_ID
from mingjian.runs.reasons import reason_text
from mingjian.runs.record import DatasetUse, RunRecord
from mingjian.runs.rows import rows_by_id, rows_of_subjects
from mingjian.runs.store import StoredRun
from mingjian.runs.tables import values
from mingjian.standards import standards

__all__ = ["Lost", "corrected_rows", "explain", "uncovered"]


@dataclass(frozen=True)
class Lost:
    """Clues of `before` that `after` does not assert."""

    before: StoredRun
    after: StoredRun
    clues: frozenset[str]


def explain(lake: Lake, lost: Lost) -> dict[str, list[Why]]:
    """The reasons for each lost clue; never empty."""
    found: dict[str, list[Why]] = {clue: [] for clue in lost.clues}
    for clue, why in _particular(lake, lost):
        found[clue].append(why)
    general = list(_settings(lost.before.record, lost.after.record))
    shrunk = list(_shrunk(lost.before.record, lost.after.record))
    places = _column_of(lost.before.clues, lost.clues, "place")
    for clue, reasons in found.items():
        reasons += [why for coverage, why in shrunk if _within(coverage, places.get(clue))]
        reasons += general
        if not reasons:
            reasons += _data_changed(lost)
    return found


def _particular(lake: Lake, lost: Lost) -> Iterator[tuple[str, Why]]:
    for use in lost.before.record.datasets:
        now = lost.after.record.dataset(use.need)
        if now is None or now.dataset != use.dataset or now.version == use.version:
            continue
        try:
            yield from _removed(lake, lost.before, lake.version(f"{now.dataset}@{now.version}"), lost.clues).items()
            yield from _added(lake, lost, use, now)
        except LakeError as error:
            why = Why(kind="unavailable", zh=error.zh, en=error.en)
            yield from ((clue, why) for clue in lost.clues)
    yield from _undetermined(lost)


def corrected_rows(lake: Lake, run: StoredRun, manifest: Manifest, clues: Iterable[str]) -> dict[str, Why]:
    """Clues of a run behind which a row is gone from, or differs in, another version of the same dataset."""
    if not any(use.dataset == manifest.dataset and use.version != manifest.version for use in run.record.datasets):
        return {}
    return _removed(lake, run, manifest, frozenset(clues))


def _removed(lake: Lake, before: StoredRun, manifest: Manifest, clues: frozenset[str]) -> dict[str, Why]:
    table = _witnesses(before, clues, manifest.dataset)
    if table.num_rows == 0:
        return {}
    present = rows_by_id(lake, manifest, values(table, "row_id"), [ROW_HASH])
    stored = [one.hex() for one in values(present, ROW_HASH)]
    hashes = dict(zip(values(present, ROW_ID), stored, strict=True))
    gone: dict[str, list[str]] = {}
    for row in table.to_pylist():
        if hashes.get(row["row_id"]) != row["row_hash"]:
            gone.setdefault(row["clue_id"], []).append(row["row_id"])
    return {clue: _corrected(manifest, sorted(set(rows))) for clue, rows in gone.items()}


def _corrected(manifest: Manifest, rows: list[str]) -> Why:
    zh, en = _delivery(manifest)
    return Why(
        kind="corrected",
        zh=f"{zh}更正或移除了{len(rows)}条佐证记录",
        en=f"{en} corrected or removed {_rows(len(rows))} behind it",
        rows=tuple(rows),
    )


def _delivery(manifest: Manifest) -> tuple[str, str]:
    """A version of a dataset as people know it: what the list is called, which version of it, of which day."""
    standard = standards().get(manifest.standard.partition("@")[0])
    zh, en = (manifest.dataset, manifest.dataset) if standard is None else (standard.title.zh, standard.title.en)
    day = manifest.extracted_on
    on = (f"，{day}提取", f", extracted on {day}") if day else ("", "")
    return f"{zh}（第{manifest.number}版{on[0]}）", f"{en} (version {manifest.number}{on[1]})"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _added(lake: Lake, lost: Lost, use: DatasetUse, now: DatasetUse) -> Iterator[tuple[str, Why]]:
    """Rows of the clue's subject that the later version has and the earlier one had not."""
    old, new = lake.version(f"{use.dataset}@{use.version}"), lake.version(f"{now.dataset}@{now.version}")
    subjects = _column_of(lost.before.clues, lost.clues, "subject")
    kinds = set(_column_of(lost.before.clues, lost.clues, "subject_kind").values())
    for subject in new.subject_columns:
        if subject.kind not in kinds:
            continue
        after = rows_of_subjects(lake, new, subject.column, [s for s in subjects.values() if s])
        earlier = rows_of_subjects(lake, old, subject.column, [s for s in subjects.values() if s])
        known = set(values(earlier, ROW_ID))
        fresh: dict[str, list[str]] = {}
        for row_id, key in zip(values(after, ROW_ID), values(after, "key"), strict=True):
            if row_id not in known:
                fresh.setdefault(key, []).append(row_id)
        for clue, key in subjects.items():
            if key in fresh:
                rows = sorted(fresh[key])
                zh, en = _delivery(new)
                zh, en = f"{zh}新增该主体的{len(rows)}条记录", f"{en} has {_rows(len(rows))} more of the subject"
                yield clue, Why(kind="added", zh=zh, en=en, rows=tuple(rows))


def _undetermined(lost: Lost) -> Iterator[tuple[str, Why]]:
    table = lost.after.undetermined
    if table.num_rows == 0:
        return
    reasons: dict[tuple[str, str], tuple[str, str]] = {
        (row["need"], row["row_id"]): (row["step"], row["reason"]) for row in table.to_pylist()
    }
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in _witnesses(lost.before, lost.clues).to_pylist():
        hit = reasons.get((row["need"], row["row_id"]))
        if hit is not None:
            found.setdefault((row["clue_id"], *hit), []).append(row["row_id"])
    for (clue, step, reason), rows in found.items():
        zh, en = reason_text(reason)
        yield (
            clue,
            Why(
                kind="undetermined",
                zh=f"现为待定（{step}）：{zh}（{len(rows)}条记录）",
                en=f"undetermined now ({step}): {en} ({_rows(len(rows))})",
                rows=tuple(sorted(rows)),
            ),
        )


def _shrunk(before: RunRecord, after: RunRecord) -> Iterator[tuple[Coverage, Why]]:
    for need in before.absent:
        old, new = before.dataset(need), after.dataset(need)
        if old is None or new is None:
            continue
        for one in uncovered(old.coverage, new.coverage):
            zh = f"{new.name}的数据覆盖缩小：不再覆盖{one.region} {one.from_}至{one.to}的全部"
            en = f"the coverage of {new.name} shrank: {one.region} {one.from_} … {one.to} is no longer whole"
            yield one, Why(kind="coverage", zh=zh, en=en)


def uncovered(old: Iterable[Coverage], new: Iterable[Coverage]) -> list[Coverage]:
    """The spans of `old` that the spans of `new` together no longer cover from end to end."""
    spans = list(new)
    lost = []
    for one in old:
        day = one.from_
        for other in sorted((s for s in spans if one.prefix.startswith(s.prefix)), key=lambda s: s.from_):
            if other.from_ <= day and other.to >= day:
                day = other.to if other.to >= one.to else other.to.fromordinal(other.to.toordinal() + 1)
        if day < one.to or not any(s.from_ <= one.to <= s.to for s in spans if one.prefix.startswith(s.prefix)):
            lost.append(one)
    return lost


def _settings(before: RunRecord, after: RunRecord) -> Iterator[Why]:
    if before.as_of != after.as_of:
        zh, en = f"截止日由{before.as_of}改为{after.as_of}", f"the as-of day is {after.as_of} instead of {before.as_of}"
        yield Why(kind="as_of", zh=zh, en=en)
    if before.parameters != after.parameters:
        names = sorted(before.parameters.keys() | after.parameters.keys())
        changed = [
            f"{name}: {before.parameters.get(name, '—')} → {after.parameters.get(name, '—')}"
            for name in names
            if before.parameters.get(name) != after.parameters.get(name)
        ]
        zh, en = "参数改变：" + "；".join(changed), "parameters changed: " + "; ".join(changed)
        yield Why(kind="parameters", zh=zh, en=en)
    if before.model.fingerprint != after.model.fingerprint:
        old, new = before.model.version, after.model.version
        zh, en = f"模型改变：{old} → {new}", f"the model changed: {old} → {new}"
        yield Why(kind="model", zh=zh, en=en)


def _data_changed(lost: Lost) -> list[Why]:
    changed = []
    for use in lost.before.record.datasets:
        now = lost.after.record.dataset(use.need)
        if now is None or (now.dataset, now.version) != (use.dataset, use.version):
            changed.append(f"{use.need}: {use.name} → {now.name if now else '—'}")
    if changed:
        return [Why(kind="data", zh="数据版本改变：" + "；".join(changed), en="other data: " + "; ".join(changed))]
    after = lost.after.record
    if sum(after.undetermined.values()) > after.undetermined_kept:
        zh = "未找到原因：可能已成为待定（待定记录未全部保存）"
        return [Why(kind="unknown", zh=zh, en="no reason found: it may be undetermined (not all such rows are kept)")]
    zh, en = "未找到原因：请用 mingjian prove 核对两次运行", "no reason found: check both runs with mingjian prove"
    return [Why(kind="unknown", zh=zh, en=en)]


def _witnesses(run: StoredRun, clues: Iterable[str], dataset: str | None = None) -> pa.Table:
    table = run.witnesses
    table = table.filter(pc.is_in(table.column("clue_id"), pa.array(sorted(clues), pa.string())))
    if dataset is not None:
        names = pa.array([use.name for use in run.record.datasets if use.dataset == dataset], pa.string())
        table = table.filter(pc.is_in(table.column("dataset"), names))
    return table


def _column_of(table: pa.Table, clues: Iterable[str], column: str) -> dict[str, str]:
    wanted = set(clues)
    pairs = zip(values(table, "clue_id"), values(table, column), strict=True)
    return {clue: value for clue, value in pairs if clue in wanted}


def _within(coverage: Coverage, place: str | None) -> bool:
    return place is None or place.startswith(coverage.prefix) or coverage.region.startswith(place.rstrip("0"))
