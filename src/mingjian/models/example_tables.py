"""The rows of an example file as tables laid out like accepted rows of the lake."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pyarrow as pa

from mingjian.collision import Scan
from mingjian.collision.relation import RAW, ROW
from mingjian.engines import QueryEngine
from mingjian.engines.dialect import name as quoted
from mingjian.lake import Coverage
from mingjian.models.definition import Need
from mingjian.models.examples import ExampleFile, Read, rows_of
from mingjian.models.made_up import made_up_person_id, made_up_uscc
from mingjian.models.model import Model
from mingjian.models.problems import ModelErrors, Problem, nearest
from mingjian.models.relations import DAMAGED, QUARANTINED, need_relation
from mingjian.models.scans import code_scan, covered_of
from mingjian.standards import Column, Standard, Tri, identifiers, standards

__all__ = ["ExampleTables", "build_tables"]

_ARROW = {
    "text": pa.string(), "integer": pa.int64(), "money": pa.decimal128(18, 2), "decimal": pa.float64(),
    "date": pa.date32(), "month": pa.int32(), "boolean": pa.bool_(), "identifier": pa.string(), "code": pa.string(),
}  # fmt: skip
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")


@dataclass
class ExampleTables:
    """Scans over the rows, and which case each row belongs to."""

    scans: dict[str, Scan]
    owner: dict[tuple[str, int], str | None]


@dataclass
class _Made:
    """Numbers given to people, companies and subjects of one file."""

    content: ExampleFile
    persons: dict[str, str | None] = field(default_factory=dict)
    companies: dict[str, str | None] = field(default_factory=dict)
    subjects: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for order, (name, person) in enumerate(self.content.people.items()):
            born = person.born or dt.date(1970, 1, 1)
            made = made_up_person_id(born, order, male=person.sex == "male")
            self.persons[name] = person.id if person.id is not None else made
        for order, (name, company) in enumerate(self.content.companies.items()):
            self.companies[name] = company.uscc if company.uscc is not None else made_up_uscc(order)

    def subject(self, kind: str, identifier: str | None) -> int | None:
        """The small integer of an identifier."""
        if identifier is None:
            return None
        return self.subjects.setdefault((kind, identifier), len(self.subjects) + 1)


def build_tables(engine: QueryEngine, model: Model, read: Read) -> ExampleTables:
    """Register the rows of an example file with an engine. Raises ModelErrors for rows that do not fit a standard."""
    made = _Made(read.content)
    by_need: dict[str, list[dict[str, Any]]] = {alias: [] for alias in model.needs}
    owner: dict[tuple[str, int], str | None] = {}
    problems: list[Problem] = []
    for case, alias, row in rows_of(read.content):
        need = model.needs.get(alias)
        if need is None or need.standard is None:
            problems.append(_unknown_need(read, model, case, alias))
            continue
        standard = standards()[need.standard]
        clean, wrong = _row(standard, row, made)
        problems += [_wrong_row(read, case, alias, row, zh, en) for zh, en in wrong]
        if _sealed(standard, clean) and model.definition.sealed is None:
            continue
        owner[(alias, len(by_need[alias]))] = case
        by_need[alias].append(clean)
    if problems:
        raise ModelErrors(problems)
    scans = {alias: _scan(engine, alias, need, by_need[alias], read) for alias, need in model.needs.items()}
    return ExampleTables(scans, owner)


def _place(read: Read, case: str | None, alias: str, row: Mapping[str, Any] | None) -> tuple[str | int, ...]:
    base: tuple[str | int, ...] = ("shared", alias) if case is None else ("cases", case, "rows", alias)
    if row is None:
        return base
    listed = read.content.shared[alias] if case is None else read.content.cases[case].rows[alias]
    return (*base, next(index for index, one in enumerate(listed) if one is row))


def _unknown_need(read: Read, model: Model, case: str | None, alias: str) -> Problem:
    known = list(model.datasets)
    return read.source.problem(
        _place(read, case, alias, None), f"模型没有数据需求“{alias}”", f"the model has no need '{alias}'",
        expected=("、".join(known), ", ".join(known)), nearest=nearest(alias, known), key=True,
    )  # fmt: skip


def _wrong_row(read: Read, case: str | None, alias: str, row: Mapping[str, Any], zh: str, en: str) -> Problem:
    return read.source.problem(_place(read, case, alias, row), zh, en)


def _row(standard: Standard, row: Mapping[str, Any], made: _Made) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A row of the example as clean columns, states, subjects and raw cells."""
    given, wrong = _filled(standard, row, made)
    clean: dict[str, Any] = {}
    raw: dict[str, str] = {}
    for name, value in given.items():
        column = standard.columns.get(name)
        if column is None:
            known = [*standard.columns, "of", "at"]
            near = "".join(nearest(name, known))
            hint = (f"；是否想写：{near}", f"; did you mean: {near}") if near else ("", "")
            wrong.append((f"{standard.id} 没有列“{name}”{hint[0]}", f"{standard.id} has no column '{name}'{hint[1]}"))
            continue
        if column.type == "identifier":
            checked = identifiers.check(column.kind or "", None if value is None else str(value))
            clean[name], clean[f"{name}__state"] = checked.value, int(checked.state)
            if checked.state is Tri.UNUSABLE:
                raw[name] = str(value)
            continue
        try:
            clean[name] = _value(column, value)
        except (ValueError, TypeError, ArithmeticError):
            clean[name] = None
            raw[name] = str(value)  # damaged: the clean value is null and the raw text is kept
    for name, subject in standard.subjects.items():
        clean[name] = made.subject(subject.kind, clean.get(subject.key))
    clean[RAW] = json.dumps(raw, ensure_ascii=False) if raw else None
    return clean, wrong


def _filled(standard: Standard, row: Mapping[str, Any], made: _Made) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The row with the columns that ``of`` and ``at`` stand for."""
    given = {name: value for name, value in row.items() if name not in ("of", "at")}
    wrong: list[tuple[str, str]] = []
    if "of" in row:
        person = made.content.people.get(str(row["of"]))
        if person is None:
            wrong.append((f"people 中没有“{row['of']}”", f"there is no '{row['of']}' among the people"))
        else:
            filler = {"name": person.name, "id_number": made.persons[str(row["of"])], "birth_date": person.born,
                      "sex": person.sex}  # fmt: skip
            given = {name: value for name, value in filler.items() if name in standard.columns} | given
    if "at" in row:
        company = made.content.companies.get(str(row["at"]))
        if company is None:
            wrong.append((f"companies 中没有“{row['at']}”", f"there is no '{row['at']}' among the companies"))
        else:
            filler = {"company_name": company.name, "employer": company.name, "uscc": made.companies[str(row["at"])]}
            given = {name: value for name, value in filler.items() if name in standard.columns} | given
    return given, wrong


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    match column.type:
        case "date":
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        case "month":
            found = _MONTH.match(str(value))
            if found is None:
                raise ValueError(value)
            return int(found[1]) * 12 + int(found[2]) - 1
        case "money":
            return Decimal(str(value)).quantize(Decimal("0.01"))
        case "integer":
            return int(value)
        case "decimal":
            return float(value)
        case "boolean":
            if not isinstance(value, bool):
                raise TypeError(value)
            return value
    return str(value)


def _sealed(standard: Standard, clean: Mapping[str, Any]) -> bool:
    return standard.sealed is not None and clean.get(standard.sealed) is True


def _scan(engine: QueryEngine, alias: str, need: Need, rows: list[dict[str, Any]], read: Read) -> Scan:
    if need.codes is not None:
        return code_scan(alias, need)
    standard = standards()[need.standard or ""]
    relation = need_relation(alias, need)
    arrays: dict[str, pa.Array[Any]] = {}
    for one in relation.fields:
        values = [row.get(one.name) for row in rows]
        if one.name.endswith(DAMAGED):
            column = one.name.removesuffix(DAMAGED)
            damaged = [row.get(column) is None and column in json.loads(row.get(RAW) or "{}") for row in rows]
            arrays[one.name] = pa.array(damaged, pa.bool_())
            continue
        if one.name == QUARANTINED:
            arrays[one.name] = pa.array([False] * len(rows), pa.bool_())
            continue
        if one.name.endswith("__state"):
            arrays[one.name] = pa.array([value or 0 for value in values], pa.uint8())
        elif one.name in standard.columns:
            arrays[one.name] = pa.array(values, _ARROW[standard.columns[one.name].type])
        else:
            arrays[one.name] = pa.array(values, pa.string() if one.name == RAW else pa.int32())
    arrays[ROW] = pa.array(range(len(rows)), pa.int64())
    table = f"{alias}~rows"
    engine.register(table, pa.table(arrays))
    declared = read.content.coverage.get(alias)
    covered = None
    if declared is not None:
        covered = covered_of([Coverage(region=c.region, from_=c.from_, to=c.to) for c in declared])
    return Scan(relation, f"SELECT * FROM {quoted(table)}", covered=covered)
