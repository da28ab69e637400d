"""From a model to a plan: scans of its needs, parameters, the as-of day, and the clue of each row of the result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mingjian.collision import Context, Field, Plan, Relation, Scan, Step, bind_plan, parse_step
from mingjian.engines.kinds import Kind
from mingjian.models.ghosts import DERIVED, GhostScan
from mingjian.models.given import givens
from mingjian.models.labels import Labels
from mingjian.models.minimal import clue_columns
from mingjian.models.model import Model
from mingjian.models.parameters import resolve_parameters
from mingjian.models.prepare import prepared
from mingjian.models.problems import Lang
from mingjian.models.risk import Score, risk_columns, risk_expressions, score_of
from mingjian.models.sentences import render

__all__ = ["Compiled", "NotReady", "compile_model", "compile_steps", "readable_of"]

CLUE_STEP = "clue"
"""Name of the last step of a plan, which adds the risk columns to the step the clue is made from."""


class NotReady(ValueError):
    """A model cannot run on what was given; says in both languages what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Compiled:
    """A model bound to its data, ready for ``collision.execute(plan, engine, final, columns)``.

    ``columns`` are the columns of ``final`` to ask for. The methods read a row of the result, a mapping of column
    names to Python values.
    """

    model: Model
    plan: Plan
    final: str
    columns: tuple[str, ...]
    parameters: Mapping[str, Any]
    as_of: dt.date
    labels: Labels = field(default_factory=Labels)

    @property
    def relation(self) -> Relation:
        """The relation the clues are rows of."""
        return self.plan.relation(self.final)

    @property
    def readable(self) -> tuple[Path, ...]:
        """Folders an engine must be allowed to read besides the parts of the dataset versions."""
        return readable_of(self.plan)

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """Kind of every column of the result."""
        return {one.name: one.kind for one in self.relation.visible}

    def field(self, column: str) -> Field | None:
        """A column of the result."""
        return self.relation.field(column)

    def says(self, row: Mapping[str, Any], lang: Lang) -> str:
        """The sentence of a row; ``{rule}`` is the sentence of the row's rule."""
        values, kinds = dict(row), dict(self.kinds)

        def label(column: str, code: str) -> str | None:
            return self.labels.of(column, code, lang)

        rule = self.model.rule_texts.get(str(row.get("rule")))
        if rule is not None:
            values["rule"] = render(rule.of(lang), row, self.kinds, lang, label)
            kinds["rule"] = Kind.TEXT
        return render(self.model.clue.says.of(lang), values, kinds, lang, label)

    def score(self, row: Mapping[str, Any]) -> Score:
        """Points, level and reasons of a row."""
        return score_of(self.model.clue, row, self.labels.columns)

    def key(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The stable columns that make the clue the same clue, in the model's order."""
        return {name: row.get(name) for name in self.model.clue.key}


def compile_model(
    model: Model,
    scans: Mapping[str, Scan],
    *,
    as_of: dt.date,
    parameters: Mapping[str, Any] | None = None,
    ready: bool = True,
) -> Compiled:
    """Bind a model to scans (one a need), parameter overrides and the as-of day.

    Raises ParameterError for a parameter out of range, NotReady for a missing dataset or undeclared coverage; with
    ``ready=False`` coverage is not asked for, to show what would run.
    """
    values = resolve_parameters(model.parameters, parameters or {})
    _ready(model, scans, coverage=ready)
    whole, steps = prepared(model, scans)
    final, steps = _with_risk(model, steps)
    plan = bind_plan(whole, steps, _context(model, scans, as_of, values))
    available = frozenset(one.name for one in plan.relation(final).visible)
    columns = clue_columns(model.clue, available) | (frozenset(risk_columns(model.clue).values()) & available)
    return Compiled(model, plan, final, tuple(sorted(columns)), values, as_of, Labels.of_model(model, plan, final))


def compile_steps(
    model: Model, scans: Mapping[str, Scan], *, as_of: dt.date, parameters: Mapping[str, Any] | None = None
) -> Plan:
    """The steps alone, without a clue, as far as a draft has them (:mod:`mingjian.models.sketch`).

    Coverage is not asked for: what lies outside it is undetermined. Raises ParameterError, and NotReady for missing
    data.
    """
    values = resolve_parameters(model.parameters, parameters or {})
    _ready(model, scans, coverage=False)
    whole, steps = prepared(model, scans)
    return bind_plan(whole, steps, _context(model, scans, as_of, values))


def readable_of(plan: Plan) -> tuple[Path, ...]:
    """Folders an engine must be allowed to read besides the parts of the dataset versions."""
    lakes = {scan.lake.path for scan in plan.scans.values() if isinstance(scan, GhostScan) and scan.lake}
    return tuple(sorted(path / DERIVED for path in lakes))


def _context(model: Model, scans: Mapping[str, Scan], as_of: dt.date, values: Mapping[str, Any]) -> Context:
    covered = {name: scan.covered for name, scan in scans.items()}
    return Context(givens(model.parameters, values), as_of, covered)


def _ready(model: Model, scans: Mapping[str, Scan], *, coverage: bool) -> None:
    missing = [name for name in model.needs if name not in scans]
    if missing:
        raise NotReady(
            f"模型 {model.id} 缺少数据：{'、'.join(missing)}",
            f"the model {model.id} lacks data: {', '.join(missing)}",
        )
    for name in model.absent_needs if coverage else ():
        if not scans[name].covered:
            raise NotReady(
                f"“{name}”没有声明数据覆盖（地区、起止日），不能认定缺失；请先声明覆盖再运行",
                f"'{name}' has no declared coverage (region, from, to), so nothing is called absent; declare it",
            )


def _with_risk(model: Model, steps: list[Step]) -> tuple[str, list[Step]]:
    """The steps, with a last one that computes the risk columns when there are any."""
    expressions = risk_expressions(model.clue)
    if not expressions:
        return model.clue.from_, steps
    take = {column: expressions[name] for name, column in risk_columns(model.clue).items()}
    return CLUE_STEP, [*steps, parse_step(CLUE_STEP, {"derive": model.clue.from_, "take": take})]
