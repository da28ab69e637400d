"""Reading a model folder: every problem of the file at once, or a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mingjian.collision import Context, Covered, Relation
from mingjian.models.given import givens
from mingjian.models.minimal import check_absent, check_columns
from mingjian.models.model import Model
from mingjian.models.outcome_checks import check_clue
from mingjian.models.problems import ModelErrors, Problem
from mingjian.models.references import check_needs, check_traps, check_used
from mingjian.models.relations import need_relation
from mingjian.models.shape import Draft, problems_of, read_shape
from mingjian.models.source import read_source
from mingjian.models.steps import Parsed, bind_steps, parse_steps
from mingjian.models.texts import Text
from mingjian.standards import UnknownName

__all__ = ["check_model", "load_model", "parse_model"]

_KEPT = 256
_parsed: dict[str, Model] = {}  # models by their whole text; a model is never changed


def load_model(path: Path | str) -> Model:
    """The model of a folder (its ``model.yaml``) or of a file. Raises ModelErrors with every problem."""
    place = Path(path)
    file = place / "model.yaml" if place.is_dir() else place
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ModelErrors([_unreadable(file, "没有这个模型文件", "there is no such model file")]) from None
    except UnicodeDecodeError:
        raise ModelErrors([_unreadable(file, "文件不是 UTF-8 编码", "the file is not UTF-8")]) from None
    except OSError as error:
        raise ModelErrors([_unreadable(file, f"无法读取：{error}", f"cannot be read: {error}")]) from None
    return parse_model(text, str(file), folder=file.parent)


def _unreadable(file: Path, zh: str, en: str) -> Problem:
    return Problem(str(file), 1, 1, "", zh, en)


def parse_model(text: str, file: str = "model.yaml", *, folder: Path | None = None) -> Model:
    """The model of a YAML text. Raises ModelErrors with every problem."""
    known = _parsed.get(text)  # a proof reads the text its run kept, which is most often the one just run
    if known is None:
        found, problems = check_model(text, file)
        if found is None:
            raise ModelErrors(problems)
        if len(_parsed) >= _KEPT:
            _parsed.pop(next(iter(_parsed)), None)
        known = _parsed[text] = found
    return replace(known, folder=folder)


def check_model(
    text: str, file: str = "model.yaml", *, folder: Path | None = None
) -> tuple[Model | None, list[Problem]]:
    """The model, or None with every problem of the file, sorted by place."""
    source = read_source(text, file)
    problems = list(source.problems)
    if source.data is None and problems:
        return None, problems
    draft, shape = read_shape(source)
    problems += shape
    problems += check_needs(draft)
    problems += check_traps(draft)
    notes, wrong_notes = _notes(draft)
    problems += wrong_notes
    declared = (source.data.get("needs") or {}) if isinstance(source.data, dict) else {}
    parsed, wrong_steps = parse_steps(source, draft.steps, declared if isinstance(declared, dict) else {})
    problems += wrong_steps
    problems += check_used(draft, parsed)
    problems += check_absent(draft)
    problems += _bound(draft, parsed, complete=not problems)
    if problems or draft.whole is None:
        unique = {(p.line, p.column, p.en): p for p in problems}
        return None, sorted(unique.values(), key=lambda p: (p.line, p.column))
    model = Model(draft.whole, tuple(parsed.steps), notes, text, source.data, folder, _rule_texts(draft))
    return model, []


def _bound(draft: Draft, parsed: Parsed, *, complete: bool) -> list[Problem]:
    """Problems that show when the steps are bound to the columns of the needs."""
    relations = _relations(draft)
    values = {name: parameter.accept(parameter.value) for name, parameter in draft.parameters.items()}
    given = givens(draft.parameters, values)
    covered: dict[str, tuple[Covered, ...] | None] = dict.fromkeys(relations, ())
    known = [step for step in parsed.steps if all(name in relations or name in draft.steps for _, name in step.inputs)]
    plan, problems = bind_steps(draft.source, relations, known, Context(given, covered=covered))
    bad = _broken_parameters(draft)
    problems = [one for one in problems if not any(f"“{name}”" in one.zh for name in bad)]
    if plan is None or draft.clue is None:
        return problems
    if draft.clue.from_ not in {step.name for step in plan.steps}:
        return problems
    relation = plan.relation(draft.clue.from_)
    problems += check_clue(draft, relation, given)
    if complete and not problems:
        problems += check_columns(draft, plan)
    return problems


def _broken_parameters(draft: Draft) -> set[str]:
    """Parameters that are there but wrong themselves: their use is not a second mistake."""
    raw: Any = draft.source.data.get("parameters") if isinstance(draft.source.data, dict) else None
    return set(raw) - set(draft.parameters) if isinstance(raw, dict) else set()


def _relations(draft: Draft) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for alias, need in draft.needs.items():
        try:
            found[alias] = need_relation(alias, need)
        except UnknownName:
            continue
    return found


def _notes(draft: Draft) -> tuple[dict[str, Text], list[Problem]]:
    notes: dict[str, Text] = {}
    problems: list[Problem] = []
    for name, body in draft.steps.items():
        if "note" not in body:
            continue
        try:
            notes[name] = TypeAdapter(Text).validate_python(body["note"])
        except ValidationError as error:
            problems += problems_of(error, draft.source, Text, ("steps", name, "note"))
    return notes, problems


def _rule_texts(draft: Draft) -> dict[str, Text]:
    """The sentence of every rule: those of check steps, then those of the clue section."""
    found: dict[str, Text] = {}
    for body in draft.steps.values():
        rules = body.get("rules") if "check" in body else None
        for rule in rules if isinstance(rules, list) else []:
            says = rule.get("says") if isinstance(rule, Mapping) else None
            if isinstance(says, Mapping) and {"zh", "en"} <= set(says):
                found[str(rule.get("id"))] = Text(zh=str(says["zh"]), en=str(says["en"]))
    if draft.clue is not None:
        found |= draft.clue.rules
    return found
