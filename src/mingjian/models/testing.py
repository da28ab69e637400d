"""Running a model's examples: known-bad rows must fire, known-good rows must stay silent, doubt must be kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.collision import Outcome, execute
from mingjian.engines import Engine, EngineError, QueryEngine
from mingjian.engines.dialect import name as quoted
from mingjian.models.compile import Compiled, NotReady, compile_model
from mingjian.models.definition import HANDLED_OUTSIDE
from mingjian.models.example_tables import ExampleTables, build_tables
from mingjian.models.examples import Case, Expected, Read, Unsure, read_examples, read_texts
from mingjian.models.model import Model
from mingjian.models.parameters import ParameterError
from mingjian.models.problems import Lang, ModelErrors

__all__ = ["CaseResult", "ExampleReport", "Failure", "FoundClue", "examined_texts", "run_examples", "test_model"]


@dataclass(frozen=True, slots=True)
class Failure:
    """What an example gave instead of what it should."""

    zh: str
    en: str

    def text(self, lang: Lang) -> str:
        """The message in one language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class FoundClue:
    """A clue that the examples gave."""

    key: Mapping[str, Any]
    rule: str | None
    zh: str
    en: str
    amount: Any
    level: str


@dataclass(frozen=True)
class CaseResult:
    """One case: what it found and what was wrong with that."""

    file: str
    name: str
    trap: str | None
    clues: tuple[FoundClue, ...]
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether the case gave exactly what it should."""
        return not self.failures


@dataclass(frozen=True)
class ExampleReport:
    """All cases of a model, and what the examples as a whole lack."""

    model: str
    cases: tuple[CaseResult, ...]
    lacking: tuple[Failure, ...]
    seconds: float = 0.0
    errors: ModelErrors | None = None

    @property
    def ok(self) -> bool:
        """Whether every case is right and nothing is lacking."""
        return self.errors is None and not self.lacking and all(case.ok for case in self.cases)

    def text(self, lang: Lang) -> str:
        """Everything that is wrong, one a line; empty when all is right."""
        lines = [] if self.errors is None else [self.errors.text(lang)]
        for case in self.cases:
            lines += [f"{case.file}:{case.name}: {failure.text(lang)}" for failure in case.failures]
        return "\n".join([*lines, *(failure.text(lang) for failure in self.lacking)])


@dataclass
class _Found:
    clues: dict[str | None, list[FoundClue]] = field(default_factory=dict)
    doubts: dict[str | None, list[tuple[str, str, str]]] = field(default_factory=dict)
    stray: list[FoundClue] = field(default_factory=list)


def test_model(model: Model) -> ExampleReport:
    """Run all example files of a model's folder on an engine in memory."""
    return _tested(model, lambda: [] if model.folder is None else read_examples(model.folder))


def examined_texts(model: Model, texts: Mapping[str, str]) -> ExampleReport:
    """Run the texts of example files (file → text), which need not lie in any folder."""
    return _tested(model, lambda: read_texts(texts))


def _tested(model: Model, files: Callable[[], list[Read]]) -> ExampleReport:
    started = time.perf_counter()
    cases: list[CaseResult] = []
    try:
        for read in files():
            cases += run_examples(model, read)
    except ModelErrors as errors:
        return ExampleReport(model.id, tuple(cases), (), time.perf_counter() - started, errors)
    lacking = _lacking(model, cases)
    return ExampleReport(model.id, tuple(cases), tuple(lacking), time.perf_counter() - started)


def run_examples(model: Model, read: Read) -> list[CaseResult]:
    """One example file: one run over the rows of all its cases, told apart by their witnesses."""
    try:
        with Engine(memory_limit="1GiB", threads=1) as engine:
            tables = build_tables(engine, model, read)
            compiled = compile_model(model, tables.scans, as_of=read.content.as_of, parameters=read.content.parameters)
            outcome = execute(compiled.plan, engine, compiled.final, compiled.columns, lineage="carry")
            found = _found(engine, compiled, outcome, tables)
    except (EngineError, NotReady, ParameterError) as error:
        failure = Failure(error.zh, error.en)
        return [
            CaseResult(read.file.name, name, case.trap, (), (failure,)) for name, case in read.content.cases.items()
        ]
    return [_result(read, name, case, found) for name, case in read.content.cases.items()]


def _found(engine: QueryEngine, compiled: Compiled, outcome: Outcome, tables: ExampleTables) -> _Found:
    found = _Found()
    for row in engine.arrow(f"SELECT * FROM {quoted(outcome.table)}").to_pylist():
        clue = _clue(compiled, row)
        owners = _owners(outcome, tables, row)
        if not owners:
            found.stray.append(clue)
        for owner in owners:
            found.clues.setdefault(owner, []).append(clue)
    for step, table in outcome.doubts.items():
        for reason, _, source, number in engine.run(f"SELECT reason, alias, source, _row FROM {quoted(table)}"):
            doubt_owner = tables.owner.get((source, number))
            found.doubts.setdefault(doubt_owner, []).append((source, step, reason))
    return found


def _clue(compiled: Compiled, row: Mapping[str, Any]) -> FoundClue:
    clue = compiled.model.clue
    amount = row.get(clue.amount) if clue.amount is not None else None
    rule = row.get("rule")
    score = compiled.score(row)
    return FoundClue(
        compiled.key(row), None if rule is None else str(rule), compiled.says(row, "zh"), compiled.says(row, "en"),
        amount, score.level.value,
    )  # fmt: skip


def _owners(outcome: Outcome, tables: ExampleTables, row: Mapping[str, Any]) -> set[str | None]:
    owners: set[str | None] = set()
    for witness in outcome.relation.witnesses:
        numbers = row.get(witness.column)
        for number in numbers if isinstance(numbers, list) else [numbers]:
            owner = None if number is None else tables.owner.get((witness.source, number))
            if owner is not None:
                owners.add(owner)
    return owners


def _result(read: Read, name: str, case: Case, found: _Found) -> CaseResult:
    clues = found.clues.get(name, [])
    left = list(clues)
    failures: list[Failure] = []
    for expected in case.clues:
        match = next((clue for clue in left if _fits(expected, clue)), None)
        if match is None:
            failures.append(_missing(expected, clues))
        else:
            left.remove(match)
    failures += [Failure(f"不应产生线索：{clue.zh}", f"should be silent: {clue.en}") for clue in left]
    doubts = found.doubts.get(name, [])
    failures += [
        _decided(unsure, doubts) for unsure in case.undetermined if not any(_unsure(unsure, d) for d in doubts)
    ]
    return CaseResult(read.file.name, name, case.trap, tuple(clues), tuple(failures))


def _fits(expected: Expected, clue: FoundClue) -> bool:
    key = all(str(clue.key.get(name)) == str(value) for name, value in expected.key.items())
    rule = expected.rule is None or expected.rule == clue.rule
    says = expected.says is None or expected.says in clue.zh
    amount = expected.amount is None or float(expected.amount) == float(clue.amount or 0)
    return key and rule and says and amount and expected.level in (None, clue.level)


def _missing(expected: Expected, clues: list[FoundClue]) -> Failure:
    wanted = expected.model_dump(exclude_defaults=True)
    got_zh = "；".join(f"{clue.zh}（规则 {clue.rule}，键 {dict(clue.key)}）" for clue in clues) or "没有线索"
    got_en = "; ".join(f"{clue.en} (rule {clue.rule}, key {dict(clue.key)})" for clue in clues) or "no clue"
    return Failure(f"应有线索 {wanted}，实际：{got_zh}", f"expected a clue {wanted}, got: {got_en}")


def _unsure(unsure: Unsure, doubt: tuple[str, str, str]) -> bool:
    need, step, reason = doubt
    return (
        unsure.need == need
        and unsure.step in (None, step)
        and (unsure.reason is None or reason == unsure.reason or reason.startswith(unsure.reason + ":"))
    )


def _decided(unsure: Unsure, doubts: list[tuple[str, str, str]]) -> Failure:
    wanted = unsure.model_dump(exclude_none=True)
    return Failure(f"应待定 {wanted}，实际待定：{doubts}", f"expected undetermined {wanted}, got: {doubts}")


def _lacking(model: Model, cases: list[CaseResult]) -> list[Failure]:
    """What the examples do not show: a trap, a rule, anything that fires or stays silent."""
    lacking: list[Failure] = []
    shown = {case.trap for case in cases}
    for trap in model.definition.traps:
        inside = [
            name for name in trap.handlers if name not in HANDLED_OUTSIDE or name in ("sealed", "coverage", "keys")
        ]
        if trap.id not in shown and inside:
            lacking.append(Failure(f"没有示例展示误报“{trap.id}”", f"no example shows the trap '{trap.id}'"))
    known = {trap.id for trap in model.definition.traps}
    lacking += [
        Failure(f"示例“{case.name}”引用了未知的误报“{case.trap}”", f"example '{case.name}' names an unknown trap")
        for case in cases
        if case.trap is not None and case.trap not in known
    ]
    fired = {clue.rule for case in cases for clue in case.clues}
    for rule in model.clue.rules:
        if rule not in fired:
            lacking.append(Failure(f"没有示例触发规则“{rule}”", f"no example fires the rule '{rule}'"))
    if not any(case.clues for case in cases):
        lacking.append(Failure("没有应当触发的示例", "no example fires"))
    if all(case.clues for case in cases):
        lacking.append(Failure("没有应当静默的示例", "no example stays silent"))
    return lacking
