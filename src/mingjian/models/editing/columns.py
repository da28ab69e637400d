"""A column that a step makes, under another name in every step it reaches.

Where it goes on, and as what, is asked of the bound steps: each step that reads it is bound before and after, and its
columns are compared place by place. So the model has to be right before; what cannot be told is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.collision import Context, Covered
from mingjian.collision.expressions.tokens import Token
from mingjian.models.editing.meanings import meanings
from mingjian.models.editing.plain import at
from mingjian.models.editing.primitives import Rewrite
from mingjian.models.editing.renaming import Renaming, input_places, refilled, respelled_names
from mingjian.models.given import givens
from mingjian.models.relations import need_relation
from mingjian.models.shape import read_shape
from mingjian.models.source import Path, Source
from mingjian.models.steps import bind_steps, parse_steps

__all__ = ["NotTold", "examples_of_column", "maker_of", "rename_column"]

Names = dict[str, str]


class NotTold(Exception):
    """Where a column goes cannot be told: the path at which it is lost."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class _Side:
    alias: str
    columns: tuple[str, ...]
    names: Names


def maker_of(body: Mapping[str, Any], column: str) -> str | None:
    """The option of a raw step that makes a column: ``take`` or ``find``."""
    return next((one for one in ("take", "find") if isinstance(body.get(one), dict) and column in body[one]), None)


@dataclass(frozen=True)
class Reached:
    """Columns under another name: those of the clues, and those each step reads."""

    clues: Names
    read: Mapping[str, Names]


def rename_column(data: Mapping[str, Any], step: str, old: str, new: str) -> tuple[Renaming, Reached]:
    """What is written otherwise in the model, and what that reaches. Raises `NotTold`."""
    order, before = _bound(data)
    option = maker_of(data["steps"][step], old)
    if option is None or step not in before:
        raise NotTold(("steps", step))
    found = Renaming(keys={("steps", step, option, old): new})
    having = data["steps"][step].get("having")
    if isinstance(having, str):
        _text(found, ("steps", step, "having"), having, lambda name: new if name == old else None)
    now: Any = Rewrite((), found.texts, found.keys).over(data)
    names: dict[str, Names] = {step: _compared(before, _bound(now)[1], step)}
    read: dict[str, Names] = {step: {old: new}}
    for name in order[order.index(step) + 1 :]:
        body = data["steps"][name]
        sides = [_Side(alias or given, before[given], names.get(given, {})) for _, alias, given in input_places(body)]
        if not any(side.names for side in sides):
            continue
        read[name] = {column: word for side in sides for column, word in side.names.items()}
        for side in sides:
            read[name] |= {f"{side.alias}.{column}": f"{side.alias}.{word}" for column, word in side.names.items()}
        own = _within(name, body, sides)
        now = Rewrite((), own.texts, own.keys).over(now)
        names[name] = _compared(before, _bound(now)[1], name)
        found.texts |= own.texts
        found.keys |= own.keys
    last = names.get(str(at(data, ("clue", "from"))), {})
    _in_clue(found, data, last)
    return found, Reached(last, read)


def _bound(data: Mapping[str, Any]) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """The steps in running order, and the columns of every need and step that can be bound."""
    source = Source("model.yaml", "", data)
    draft, _ = read_shape(source)
    parsed, _ = parse_steps(source, draft.steps, data["needs"])
    relations = {alias: need_relation(alias, need) for alias, need in draft.needs.items()}
    values = {name: parameter.accept(parameter.value) for name, parameter in draft.parameters.items()}
    covered: dict[str, tuple[Covered, ...] | None] = dict.fromkeys(relations, ())
    plan, _ = bind_steps(
        source, relations, parsed.steps, Context(givens(draft.parameters, values), dt.date(2000, 1, 1), covered)
    )
    bound = {step.name for step in plan.steps} if plan is not None else set()
    columns = {
        name: tuple(field.name for field in plan.relation(name).visible) for name in (*relations, *bound) if plan
    }
    return [step.name for step in parsed.steps], columns


def _compared(before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]], step: str) -> Names:
    if step not in after or len(after[step]) != len(before[step]):
        raise NotTold(("steps", step))
    return {old: new for old, new in zip(before[step], after[step], strict=True) if old != new}


def _within(name: str, body: Mapping[str, Any], sides: list[_Side]) -> Renaming:
    """What a step that reads the column writes otherwise."""
    found = Renaming()
    for place, meaning, is_key in meanings(body):
        path: Path = ("steps", name, *place)
        own = _sides_of(body, place, sides, is_key)
        text = str(place[-1]) if is_key else str(at(body, place))
        if meaning == "expression":
            _text(found, path, text, lambda word, own=own, path=path: _resolved(word, own, path))  # type: ignore[misc]
        elif meaning == "column":
            new = _resolved(text, own, path)
            if new is not None:
                (found.keys if is_key else found.texts)[path] = new
    return found


def _sides_of(body: Mapping[str, Any], place: Path, sides: list[_Side], is_key: bool) -> list[_Side]:
    """The inputs in which a text is looked up: mostly all, else the one it is written for."""
    if len(sides) < 2:
        return sides
    option, last = place[0], place[-1]
    if option in ("on", "weak", "by") and len(place) > 1 and isinstance(body[str(option)], dict):
        return [sides[0 if is_key else 1]]
    if "union" in body and option == "take" and isinstance(last, int) and last < len(sides):
        return [sides[last]]
    if option in ("spans", "address", "text") and len(place) > 1:
        return [side for side in sides if side.alias == place[1]] or sides
    return sides


def _resolved(word: str, sides: list[_Side], path: Path) -> str | None:
    """How a written column is written now; None where it stays. Raises `NotTold` where inputs disagree."""
    alias, _, rest = word.partition(".")
    for side in sides:
        if rest and side.alias == alias and rest in side.columns:
            return f"{alias}.{side.names[rest]}" if rest in side.names else None
    found = {side.names.get(word, word) for side in sides if word in side.columns}
    if len(found) > 1:
        raise NotTold(path)
    return next(iter(found)) if found and found != {word} else None


def _text(found: Renaming, path: Path, text: str, name: Callable[[str], str | None]) -> None:
    def one(token: Token, following: Token) -> str | None:
        return None if following.text == "(" else name(token.text)

    new = respelled_names(text, one)
    if new is not None and new != text:
        found.texts[path] = new


def _in_clue(found: Renaming, data: Mapping[str, Any], names: Names) -> None:
    """The clue's columns, sentences and risk; sentences of rules too, which are filled from the clue's row."""
    clue = data["clue"]
    for part in ("about", "place", "day", "amount"):
        if clue.get(part) in names:
            found.texts[("clue", part)] = names[clue[part]]
    for index, column in enumerate(clue.get("key") or ()):
        if column in names:
            found.texts[("clue", "key", index)] = names[column]
    sentences: list[tuple[Path, Any]] = [(("clue", "says"), clue.get("says"))]
    sentences += [(("clue", "rules", rule), text) for rule, text in (clue.get("rules") or {}).items()]
    for step, body in data["steps"].items():
        for index, rule in enumerate(body.get("rules") or () if "check" in body else ()):
            sentences.append((("steps", step, "rules", index, "says"), rule.get("says")))
    for base, texts in sentences:
        for lang, text in texts.items() if isinstance(texts, dict) else ():
            filled = refilled(text, lambda word: names.get(word))
            if filled != text:
                found.texts[(*base, lang)] = filled
    for name, risk in (clue.get("risk") or {}).items():
        if isinstance(risk, dict) and isinstance(risk.get("when"), str):
            _text(found, ("clue", "risk", name, "when"), risk["when"], lambda word: names.get(word))
        elif name in names:
            found.keys[("clue", "risk", name)] = names[name]


def examples_of_column(data: Mapping[str, Any], reached: Reached) -> Renaming:
    """Keys of the clues that cases must give, and reasons (``null:<column>``) of rows that must stay in doubt."""
    found = Renaming()
    for name in data.get("cases") or {}:
        base: Path = ("cases", name)
        for index in range(_length(data, (*base, "clues"))):
            for old, new in reached.clues.items():
                found.key(data, (*base, "clues", index, "key", old), new)
        for index in range(_length(data, (*base, "undetermined"))):
            unsure = at(data, (*base, "undetermined", index))
            steps = [unsure["step"]] if isinstance(unsure, dict) and "step" in unsure else list(reached.read)
            for old, new in (pair for step in steps for pair in reached.read.get(step, {}).items()):
                found.text(data, (*base, "undetermined", index, "reason"), f"null:{old}", f"null:{new}")
    return found


def _length(data: Any, path: Path) -> int:
    try:
        found = at(data, path)
    except KeyError:
        return 0
    return len(found) if isinstance(found, list) else 0
