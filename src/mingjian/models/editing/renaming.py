"""Where a name stands in a model and its examples, so that another can be written in all of these places and no other.

An input's alias is the name of a need or step where its author gave no other; columns carry it along
(``payments.month``, also three steps later), so every dotted name that begins with it or has it within means this
input. That is certain unless somebody wrote the old word, or the new one, as an alias himself: then the steps keep the
old word as their alias (``{payments: pension_payments}``) and nothing behind them changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mingjian.collision import OPERATORS, StepErrors
from mingjian.collision.expressions.tokens import Token, tokenize
from mingjian.models.editing.meanings import Meaning, meanings
from mingjian.models.editing.plain import at
from mingjian.models.sentences import placeholders
from mingjian.models.source import Path

__all__ = ["Renaming", "examples_of_case", "examples_of_need", "examples_of_parameter", "examples_of_step",
           "examples_of_trap", "input_places", "refilled", "rename_parameter", "rename_relation", "rename_trap",
           "respelled_names"]  # fmt: skip

_MADE = ("", "_readable", "_whole")  # steps that compile adds for a need


@dataclass
class Renaming:
    """Texts and keys of a file that become others; ``aliased`` are inputs that get the old word as their alias."""

    texts: dict[Path, str] = field(default_factory=dict)
    keys: dict[Path, str] = field(default_factory=dict)
    aliased: list[Path] = field(default_factory=list)

    def key(self, data: Any, path: Path, new: str) -> None:
        """The key at a path, if there is one."""
        try:
            at(data, path)
        except (KeyError, IndexError):
            return
        self.keys[path] = new

    def text(self, data: Any, path: Path, old: str, new: str) -> None:
        """The whole text at a path, if it is the old name."""
        try:
            if at(data, path) == old:
                self.texts[path] = new
        except (KeyError, IndexError):
            return


# -- in the model ----------------------------------------------------------------------------------------


def rename_relation(data: Mapping[str, Any], section: str, old: str, new: str) -> Renaming:
    """A need or step (``section``) under another name."""
    found = Renaming()
    found.key(data, (section, old), new)
    found.text(data, ("clue", "from"), old, new)
    if old not in _names(data, "parameters"):
        _handled(found, data, old, new)
    steps = _steps(data)
    before = Renaming()
    _prefixes(before, data, steps, old, new)
    aliases = {alias for body in steps.values() for _, alias, _ in input_places(body) if alias}
    for name, body in steps.items():
        places = list(input_places(body))
        for place, alias, given in places:
            if given != old:
                continue
            path = ("steps", name, *place)
            silent = old not in aliases and not before.texts and not before.keys and len(places) == 1
            if alias is None and aliases & {old, new} and not silent:
                found.aliased.append(path)
            else:
                found.texts[path] = new
    if not aliases & {old, new}:
        found.texts |= before.texts
        found.keys |= before.keys
    return found


def rename_parameter(data: Mapping[str, Any], old: str, new: str) -> Renaming:
    """A parameter under another name."""
    found = Renaming()
    found.key(data, ("parameters", old), new)
    if old not in _names(data, "steps") | _names(data, "needs"):
        _handled(found, data, old, new)

    def whole(token: Token, following: Token) -> str | None:
        return new if token.text == old and following.text != "(" else None

    for path, meaning, text in _texts(data):
        if meaning == "expression":
            _note(found, path, text, respelled_names(text, whole))
    return found


def rename_trap(data: Mapping[str, Any], index: int, new: str) -> Renaming:
    """A trap under another id."""
    return Renaming({("traps", index, "id"): new})


def input_places(body: Mapping[str, Any]) -> Iterator[tuple[Path, str | None, str]]:
    """The inputs of a raw step: where each name stands in it, its alias if one is written, the name."""
    verb = next((key for key in body if key in OPERATORS), None)
    if verb is None:
        return
    value = body[verb]
    items = enumerate(value) if isinstance(value, list) else [(None, value)]
    for index, item in items:
        path: Path = (verb,) if index is None else (verb, index)
        if isinstance(item, str):
            yield path, None, item
        elif isinstance(item, dict):
            yield from (((*path, alias), alias, given) for alias, given in item.items() if isinstance(given, str))


def _prefixes(found: Renaming, data: Mapping[str, Any], steps: Mapping[str, Any], old: str, new: str) -> None:
    """Columns written with the name before them, everywhere; keys that name the input where it is one."""

    def dotted(word: str) -> str | None:
        parts = word.split(".")
        if old not in parts[:-1]:
            return None
        return ".".join([new if part == old else part for part in parts[:-1]] + parts[-1:])

    def before(token: Token, _: Token) -> str | None:
        return dotted(token.text)

    for path, meaning, text in _texts(data):
        if meaning == "template":
            _note(found, path, text, refilled(text, dotted))
        else:
            _note(found, path, text, respelled_names(text, before))
    for name, body in steps.items():
        plain = any(alias is None and given == old for _, alias, given in input_places(body))
        for place, meaning, is_key in meanings(body):
            path, key = ("steps", name, *place), str(place[-1])
            if is_key and meaning == "alias" and plain and key == old:
                found.keys[path] = new
            elif is_key and meaning == "column":
                _note_key(found, path, key, respelled_names(key, before))


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[Path, Meaning, str]]:
    """All texts of a model that may name columns, inputs or parameters."""
    for name, body in _steps(data).items():
        for place, meaning, is_key in meanings(body):
            if not is_key:
                yield ("steps", name, *place), meaning, str(at(body, place))
    clue = data.get("clue")
    if not isinstance(clue, dict):
        return
    for part in ("about", "place", "day", "amount"):
        if isinstance(clue.get(part), str):
            yield ("clue", part), "column", clue[part]
    rules = clue.get("rules")
    sentences: list[tuple[Path, Any]] = [(("clue", "says"), clue.get("says"))]
    sentences += [(("clue", "rules", rule), text) for rule, text in rules.items()] if isinstance(rules, dict) else []
    for base, texts in sentences:
        if isinstance(texts, dict):
            yield from (((*base, lang), "template", text) for lang, text in texts.items() if isinstance(text, str))
    risks = clue.get("risk")
    for name, risk in risks.items() if isinstance(risks, dict) else ():
        if isinstance(risk, dict) and isinstance(risk.get("when"), str):
            yield ("clue", "risk", name, "when"), "expression", risk["when"]


def respelled_names(text: str, name: Callable[[Token, Token], str | None]) -> str | None:
    """An expression with other names; the same where it cannot be taken apart (the check tells of it anyway)."""
    try:
        tokens = tokenize(text)
    except StepErrors:
        return None
    out, here = [], 0
    for token, following in pairwise(tokens):
        new = name(token, following) if token.kind == "name" else None
        if new is not None:
            out += [text[here : token.at], new]
            here = token.at + len(token.text)
    return "".join([*out, text[here:]])


def refilled(text: str, name: Callable[[str], str | None]) -> str:
    """A sentence with other columns in its braces."""
    out, here = [], 0
    for found in placeholders(text):
        new = name(found.name)
        if new is not None:
            out += [text[here : found.offset], new]
            here = found.offset + len(found.name)
    return "".join([*out, text[here:]])


def _note(found: Renaming, path: Path, old: str, new: str | None) -> None:
    if new is not None and new != old:
        found.texts[path] = new


def _note_key(found: Renaming, path: Path, old: str, new: str | None) -> None:
    if new is not None and new != old:
        found.keys[path] = new


def _handled(found: Renaming, data: Mapping[str, Any], old: str, new: str) -> None:
    """Where a trap says what handles it."""
    traps = data.get("traps")
    for index, trap in enumerate(traps if isinstance(traps, list) else ()):
        given = trap.get("handled") if isinstance(trap, dict) else None
        for place in [()] if isinstance(given, str) else [(n,) for n in range(len(given or ()))]:
            found.text(data, ("traps", index, "handled", *place), old, new)


def _steps(data: Mapping[str, Any]) -> dict[str, Any]:
    steps = data.get("steps")
    return {name: body for name, body in steps.items() if isinstance(body, dict)} if isinstance(steps, dict) else {}


def _names(data: Mapping[str, Any], section: str) -> set[str]:
    found = data.get(section)
    return set(found) if isinstance(found, dict) else set()


# -- in the examples -------------------------------------------------------------------------------------


def examples_of_need(data: Mapping[str, Any], old: str, new: str) -> Renaming:
    """What a file of examples says of a need."""
    found = Renaming()
    for section in ("coverage", "shared"):
        found.key(data, (section, old), new)
    for name, case in _cases(data).items():
        found.key(data, ("cases", name, "rows", old), new)
        for index, unsure in enumerate(_list(case.get("undetermined"))):
            base = ("cases", name, "undetermined", index)
            found.text(data, (*base, "need"), old, new)
            for made in _MADE[1:]:
                found.text(data, (*base, "step"), old + made, new + made)
            _reason(found, (*base, "reason"), unsure, old, new)
    return found


def examples_of_step(data: Mapping[str, Any], old: str, new: str) -> Renaming:
    """What a file of examples says of a step."""
    found = Renaming()
    for name, case in _cases(data).items():
        for index, unsure in enumerate(_list(case.get("undetermined"))):
            found.text(data, ("cases", name, "undetermined", index, "step"), old, new)
            _reason(found, ("cases", name, "undetermined", index, "reason"), unsure, old, new)
    return found


def _reason(found: Renaming, path: Path, unsure: Any, old: str, new: str) -> None:
    """``null:payments.month`` names a column."""
    reason = unsure.get("reason") if isinstance(unsure, dict) else None
    if isinstance(reason, str):
        renamed = re.sub(rf"(?<=[:.]){re.escape(old)}(?=\.)", new, reason)
        _note(found, path, reason, renamed)


def examples_of_parameter(data: Mapping[str, Any], old: str, new: str) -> Renaming:
    """What a file of examples sets a parameter to."""
    found = Renaming()
    found.key(data, ("parameters", old), new)
    return found


def examples_of_trap(data: Mapping[str, Any], old: str, new: str) -> Renaming:
    """Cases that show a trap."""
    found = Renaming()
    for name in _cases(data):
        found.text(data, ("cases", name, "trap"), old, new)
    return found


def examples_of_case(data: Mapping[str, Any], old: str, new: str) -> Renaming:
    """A case under another name."""
    found = Renaming()
    found.key(data, ("cases", old), new)
    return found


def _cases(data: Mapping[str, Any]) -> dict[str, Any]:
    cases = data.get("cases")
    return {name: case for name, case in cases.items() if isinstance(case, dict)} if isinstance(cases, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
