"""From the rows a plan found to clues: ids, sentences, risk, witness rows by id and hash, undetermined rows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pyarrow as pa

from mingjian.collision import Doubt, Outcome
from mingjian.engines import Kind, QueryEngine, month_text
from mingjian.engines.dialect import name as quoted
from mingjian.engines.dialect import text_literal
from mingjian.lake import Lake
from mingjian.lake.rows import ROW_HASH, ROW_ID
from mingjian.models.compile import Compiled
from mingjian.runs.identity import KEY_PURPOSE, canonical_key, clue_id, plain, plain_json
from mingjian.runs.linked_rows import RowLink, linked_rows, rests_on
from mingjian.runs.request import Resolved
from mingjian.runs.rows import rows_by_number, subject_keys
from mingjian.runs.tables import CLUES, SCHEMAS, UNDETERMINED, WITNESSES, values

__all__ = ["KEPT", "LISTED", "Found", "collect"]

LISTED = 200
"""Witness rows of one alias that are listed with a clue; of more, a count and a digest stand for all."""

KEPT = 10_000
"""Undetermined rows kept for each step, reason and input; all are counted."""


@dataclass
class Found:
    """What a run found, as tables of `runs.tables`. `merged` counts result rows that fell on another row's clue."""

    tables: dict[str, pa.Table]
    merged: int = 0


@dataclass
class _Clue:
    """A clue while result rows are gathered: the row that speaks for it, and the witnesses of all."""

    row: dict[str, Any]
    order: tuple[Any, ...]
    reasons: Sequence[Mapping[str, Any]]
    rows: int = 1
    witnesses: dict[tuple[str, str], set[int]] = field(default_factory=dict)


def collect(lake: Lake, engine: QueryEngine, compiled: Compiled, resolved: Resolved, outcome: Outcome) -> Found:
    """Read the final table and the undetermined rows and make them the tables of a run."""
    clues, merged = _gather(lake, engine, compiled, resolved, outcome)
    doubts = _doubts(engine, outcome)
    hashes = _Hashes(lake, resolved)
    hashes.ask((need, row) for one in clues.values() for (_, need), rows in one.witnesses.items() for row in rows)
    hashes.ask((row["need"], row["row"]) for row in doubts if row["need"] and row["row"] is not None)
    hashes.look_up()
    witnesses: list[dict[str, Any]] = []
    links = _links(lake, resolved, clues.values())
    for key in sorted(clues):
        one = clues[key]
        mine = (links.get((need, row)) for (_, need), rows in one.witnesses.items() for row in rows)
        told = rests_on(link for link in mine if link is not None)
        one.row["reasons"] = plain_json([*one.reasons, *told])
        listed, digests = _witness_rows(key, one.witnesses, hashes)
        one.row["digests"] = plain_json(digests)
        one.row["rows"] = one.rows
        witnesses += listed
    for row in doubts:
        row["row_id"] = hashes.ids.get((row["need"], row["row"]), ("", ""))[0]
    return Found(
        {
            CLUES: pa.Table.from_pylist([clues[key].row for key in sorted(clues)], SCHEMAS[CLUES]),
            WITNESSES: pa.Table.from_pylist(witnesses, SCHEMAS[WITNESSES]),
            UNDETERMINED: pa.Table.from_pylist(doubts, SCHEMAS[UNDETERMINED]),
        },
        merged,
    )


# -- clues ----------------------------------------------------------------------------------------------------


def _gather(
    lake: Lake, engine: QueryEngine, compiled: Compiled, resolved: Resolved, outcome: Outcome
) -> tuple[dict[str, _Clue], int]:
    witnesses = [one for one in outcome.relation.witnesses if one.source in resolved.manifests]
    columns = [*compiled.columns, *(one.column for one in witnesses)]
    listed = ", ".join(quoted(column) for column in columns)
    rows = engine.arrow(f"SELECT {listed} FROM {quoted(outcome.table)}", "clues").to_pylist()
    subjects = _subjects(lake, compiled, rows)
    secret = lake.keyring.key(KEY_PURPOSE)
    found: dict[str, _Clue] = {}
    for row in rows:
        made, reasons = _clue_row(compiled, resolved, secret, row, subjects)
        new = _Clue(made, (-made["points"], -(made["amount"] or 0), made["values"]), reasons)
        before = found.get(made["clue_id"])
        if before is not None:
            new.rows += before.rows
            new.witnesses = before.witnesses
            if before.order <= new.order:
                new.row, new.order, new.reasons = before.row, before.order, before.reasons
        for witness in witnesses:
            numbers = row[witness.column]
            given = numbers if isinstance(numbers, list) else [numbers]
            kept = (n for n in given if n is not None and n >= 0)  # below zero: a quarantined record, never a witness
            new.witnesses.setdefault((witness.alias, witness.source), set()).update(kept)
        found[made["clue_id"]] = new
    return found, len(rows) - len(found)


@dataclass(frozen=True)
class _Subjects:
    """Subject columns of the result: column → (kind, id → identifier)."""

    kinds: Mapping[str, str]
    keys: Mapping[str, Mapping[int, str]]

    def text(self, column: str, value: Any) -> str | None:
        """The identifier of a subject id."""
        return self.keys[self.kinds[column]].get(value) if value is not None else None


def _subjects(lake: Lake, compiled: Compiled, rows: Sequence[Mapping[str, Any]]) -> _Subjects:
    columns = [name for name in compiled.columns if compiled.kinds.get(name) is Kind.SUBJECT]
    kinds = {column: _subject_kind(compiled, column) for column in columns}
    keys: dict[str, Mapping[int, str]] = {}
    for kind in set(kinds.values()):
        ids = {row[column] for row in rows for column in columns if kinds[column] == kind}
        keys[kind] = subject_keys(lake, kind, sorted(one for one in ids if one is not None))
    return _Subjects(kinds, keys)


def _subject_kind(compiled: Compiled, column: str) -> str:
    """Whom the subjects in a column are. Each kind is numbered for itself, so that a number of the one kind looked up
    in the other would name somebody who has nothing to do with it; a model that mixes them has no clue section."""
    field = compiled.field(column)
    assert field is not None
    assert field.subject is not None, "checked with the model (`models.outcome_checks`)"
    return field.subject


def _clue_row(
    compiled: Compiled, resolved: Resolved, secret: bytes, row: Mapping[str, Any], subjects: _Subjects
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The clue a result row makes, and the reasons of its risk."""
    clue, kinds = compiled.model.clue, compiled.kinds
    shown = {column: _shown(column, row[column], subjects) for column in compiled.columns}
    values_json = plain_json({
        column: plain(value, kinds.get(column)) for column, value in shown.items() if not column.startswith("risk_")
    })  # fmt: skip
    key = canonical_key({name: plain(value, kinds.get(name)) for name, value in compiled.key(shown).items()})
    score = compiled.score(row)
    reasons = [{"zh": one.zh, "en": one.en, "points": one.points} for one in score.reasons]
    made = {
        "clue_id": clue_id(secret, resolved.model.id, key),
        "key": key,
        "subject_kind": subjects.kinds.get(clue.about, ""),
        "subject": shown.get(clue.about),
        "place": shown.get(clue.place),
        "day": _day(row.get(clue.day), kinds.get(clue.day)) if clue.day else None,
        "amount": _amount(row.get(clue.amount)) if clue.amount else None,
        "says_zh": compiled.says(shown, "zh"),
        "says_en": compiled.says(shown, "en"),
        "values": values_json,
        "level": score.level.value,
        "points": score.points,
    }
    return made, reasons


def _shown(column: str, value: Any, subjects: _Subjects) -> Any:
    return subjects.text(column, value) if column in subjects.kinds else value


def _day(value: Any, kind: Kind | None) -> str | None:
    if value is None:
        return None
    return f"{month_text(value)}-01" if kind is Kind.MONTH else str(plain(value, kind))


def _amount(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


def _links(lake: Lake, resolved: Resolved, clues: Iterable[_Clue]) -> dict[tuple[str, int], RowLink]:
    """The links of identity among all witness rows, by need and row."""
    asked: dict[str, set[int]] = {}
    for one in clues:
        for (_, need), rows in one.witnesses.items():
            if need in resolved.links:
                asked.setdefault(need, set()).update(rows)
    return {
        (need, row): link
        for need, rows in asked.items()
        for row, link in linked_rows(lake, resolved.links[need], rows).items()
    }


# -- witnesses and undetermined rows --------------------------------------------------------------------------


class _Hashes:
    """Row numbers of needs → row id and row hash, looked up once for all that was asked."""

    def __init__(self, lake: Lake, resolved: Resolved) -> None:
        self._lake, self._resolved = lake, resolved
        self._asked: dict[str, set[int]] = {}
        self.ids: dict[tuple[str, int], tuple[str, str]] = {}

    def ask(self, rows: Iterable[tuple[str, int]]) -> None:
        """Note rows to be looked up."""
        for need, row in rows:
            self._asked.setdefault(need, set()).add(row)

    def look_up(self) -> None:
        """One pass over each dataset version."""
        for need, numbers in self._asked.items():
            manifest = self._resolved.manifests.get(need)
            if manifest is None:
                continue
            table = rows_by_number(self._lake, manifest, numbers, [ROW_ID, ROW_HASH], sealed=True)
            columns = (values(table, column) for column in ("_row", ROW_ID, ROW_HASH))
            for number, row_id, row_hash in zip(*columns, strict=True):
                self.ids[need, number] = (row_id.hex(), row_hash.hex())

    def dataset(self, need: str) -> str:
        """`dataset@version` of a need."""
        return self._resolved.manifests[need].name


def _witness_rows(
    clue: str, witnesses: Mapping[tuple[str, str], set[int]], hashes: _Hashes
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The listed witness rows of a clue, and for wide witnesses the count and the digest over all row ids."""
    listed: list[dict[str, Any]] = []
    digests: dict[str, Any] = {}
    for (alias, need), numbers in sorted(witnesses.items()):
        ordered = sorted(numbers)
        if len(ordered) > LISTED:
            ids = sorted(hashes.ids[need, number][0] for number in ordered)
            digests[alias] = {"count": len(ids), "sha256": hashlib.sha256("\n".join(ids).encode()).hexdigest()}
        for number in ordered[:LISTED]:
            row_id, row_hash = hashes.ids[need, number]
            listed.append(
                {
                    "clue_id": clue,
                    "alias": alias,
                    "need": need,
                    "dataset": hashes.dataset(need),
                    "row": number,
                    "row_id": row_id,
                    "row_hash": row_hash,
                }
            )
    return listed, digests


def _doubts(engine: QueryEngine, outcome: Outcome) -> list[dict[str, Any]]:
    """Undetermined rows, the first `KEPT` of each step, reason and input by row number."""
    found: list[dict[str, Any]] = []
    for step in outcome.steps:
        table = outcome.doubts.get(step.name)
        for sql in _doubt_queries(table, step.undetermined) if table else ():
            found += [{"step": step.name, **row} for row in engine.arrow(sql, step.name).to_pylist()]
    return found


def _doubt_queries(table: str, doubts: Sequence[Doubt]) -> list[str]:
    """All at once where there are few; else one for each reason and input, of which the first are found unsorted."""
    shown = f"SELECT reason, alias, source AS need, _row AS row FROM {quoted(table)}"
    if not doubts or sum(doubt.rows for doubt in doubts) <= KEPT:
        return [f"{shown} ORDER BY reason, alias, source, _row"] if doubts else []
    return [
        f"{shown} WHERE reason = {text_literal(doubt.reason)} AND alias = {text_literal(doubt.alias)} "
        f"ORDER BY source, _row LIMIT {KEPT}"
        for doubt in doubts
    ]
