"""Edits drawn at random, each with what it means over plain data, said here a second time and otherwise."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from typing import Any

from mingjian.collision import OPERATORS
from mingjian.models.editing import (
    AddNeed,
    AddStep,
    Edit,
    Insert,
    MoveEntry,
    Remove,
    RemoveStep,
    RenameNeed,
    RenameParameter,
    RenameStep,
    SetOption,
    SetText,
    SetValue,
)

Meaning = Callable[[Any], None]
"""Changes plain data in place."""

VALUES: list[Any] = [
    "x",
    "a: b # c",
    "多\n行\n",
    "",
    "'quoted'",
    "null",
    "12",
    "2024-01-01",
    "- x",
    "  lead",
    "\u2028",
    "😀",
    "\x7f",
    "{a",
    "a, b",
    1,
    -2.5,
    True,
    None,
    ["a", "b"],
    [],
    {},
    {"k": 1, "z": {"zh": "中", "en": "e"}},
    [{"a": 1}, {"b": [1, 2]}],
    "long " * 60,
    "月末，" * 80,
]
TEXTS = ["新的一句", "a new sentence, with: signs #1", "两行\n文字", "{name}于{died_on}死亡", 'it\'s "said"']


def everything(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    """All paths and what stands there."""
    found = [(path, data)] if path else []
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        found += everything(value, (*path, key))
    return found


def reached(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def drawn(rng: random.Random, data: Any) -> tuple[Edit, Meaning, tuple[Any, ...], str] | None:
    """An edit, what it means, the path whose comments may go with it, and whether they must (``all``, ``below``)."""
    kinds = [_set, _text, _insert, _remove, _move, _option, _add_step, _remove_step, _add_need, _rename, _rename]
    return rng.choice(kinds)(rng, data)


def _set(rng: random.Random, data: Any) -> Any:
    path, _ = rng.choice(everything(data))
    value = copy.deepcopy(rng.choice(VALUES))

    def mean(now: Any) -> None:
        reached(now, path[:-1])[path[-1]] = value

    return SetValue(path=path, value=value), mean, path, "below"


def _text(rng: random.Random, data: Any) -> Any:
    pairs = [path for path, value in everything(data) if isinstance(value, dict) and {"zh", "en"} <= set(value)]
    if not pairs:
        return None
    path, lang, text = rng.choice(pairs), rng.choice(["zh", "en"]), rng.choice(TEXTS)

    def mean(now: Any) -> None:
        reached(now, path)[lang] = text

    return SetText(path=path, lang=lang, text=text), mean, (*path, lang), "below"


def _insert(rng: random.Random, data: Any) -> Any:
    lists = [path for path, value in everything(data) if isinstance(value, list)]
    if not lists:
        return None
    path = rng.choice(lists)
    index = rng.randint(0, len(reached(data, path)))
    value = copy.deepcopy(rng.choice(VALUES))

    def mean(now: Any) -> None:
        reached(now, path).insert(index, value)

    return Insert(path=path, index=index, value=value), mean, (), "none"


def _remove(rng: random.Random, data: Any) -> Any:
    path, _ = rng.choice(everything(data))
    if len(path) == 1 and len(data) == 1:
        return None

    def mean(now: Any) -> None:
        del reached(now, path[:-1])[path[-1]]

    return Remove(path=path), mean, path, "all"


def _move(rng: random.Random, data: Any) -> Any:
    path, _ = rng.choice(everything(data))
    holder = reached(data, path[:-1])
    to = rng.randrange(len(holder))

    def mean(now: Any) -> None:
        there = reached(now, path[:-1])
        if isinstance(there, list):
            there.insert(to, there.pop(path[-1]))
            return
        keys = [key for key in there if key != path[-1]]
        keys.insert(to, path[-1])
        again = {key: there[key] for key in keys}
        there.clear()
        there.update(again)

    return MoveEntry(path=path, to=to), mean, (), "none"


def _mapping(data: Any, section: str) -> dict[str, Any]:
    found = data.get(section)
    return found if isinstance(found, dict) else {}


def _option(rng: random.Random, data: Any) -> Any:
    steps = {name: body for name, body in _mapping(data, "steps").items() if isinstance(body, dict) and body}
    if not steps:
        return None
    step = rng.choice(list(steps))
    option = rng.choice(list(steps[step]))
    value = rng.choice(["month > 3 and amount >= 10", ["a", "b", "c"], {"left": "right"}, "12 months", 3])

    def mean(now: Any) -> None:
        now["steps"][step][option] = copy.deepcopy(value)

    return SetOption(step=step, option=option, value=value), mean, ("steps", step, option), "below"


def _add_step(rng: random.Random, data: Any) -> Any:
    steps = _mapping(data, "steps")
    if not steps or any("added" in _mapping(data, one) for one in ("needs", "steps", "parameters")):
        return None
    before = rng.choice([None, *steps])
    body = {
        "note": {"zh": "新步骤：筛选", "en": "new: filters"},
        "filter": next(iter(steps)),
        "where": "a > 1 and b = 'c: d'",
    }

    def mean(now: Any) -> None:
        there = now["steps"]
        again = {}
        for name, value in there.items():
            if name == before:
                again["added"] = body
            again[name] = value
        again.setdefault("added", body)
        there.clear()
        there.update(copy.deepcopy(again))

    return AddStep(name="added", body=body, before=before), mean, (), "none"


def _remove_step(rng: random.Random, data: Any) -> Any:
    steps = _mapping(data, "steps")
    if not steps:
        return None
    name = rng.choice(list(steps))

    def mean(now: Any) -> None:
        del now["steps"][name]

    return RemoveStep(name=name), mean, ("steps", name), "all"


def _add_need(rng: random.Random, data: Any) -> Any:
    if not _mapping(data, "needs") or any("fresh" in _mapping(data, one) for one in ("needs", "steps", "parameters")):
        return None

    def mean(now: Any) -> None:
        now["needs"]["fresh"] = {"standard": "death_record@1", "columns": ["person", "died_on"]}

    return AddNeed(alias="fresh", standard="death_record@1", columns=("person", "died_on")), mean, (), "none"


# -- names: by patterns here, by the types of options and the tokens of expressions there --------------------


def _rename(rng: random.Random, data: Any) -> Any:
    section = rng.choice(["needs", "steps", "parameters"])
    names = list(_mapping(data, section))
    others = {name for one in ("needs", "steps", "parameters") for name in _mapping(data, one)}
    new = rng.choice(["renamed", "null", "x9"])
    if not names or new in others:
        return None
    old = rng.choice(names)
    edit = {"needs": RenameNeed, "steps": RenameStep, "parameters": RenameParameter}[section](old=old, new=new)

    def mean(now: Any) -> None:
        renamed(now, section, old, new)

    return edit, mean, (), "none"


def renamed(now: Any, section: str, old: str, new: str) -> None:
    """The model with another name, by patterns over its plain data."""
    there = now[section]
    again = {(new if key == old else key): value for key, value in there.items()}
    there.clear()
    there.update(again)
    for trap in now.get("traps") or [] if isinstance(now.get("traps"), list) else []:
        if not isinstance(trap, dict):
            continue
        others = {"needs", "steps", "parameters"} - {section}
        twice = any(old in _mapping(now, one) for one in others if section == "parameters" or one == "parameters")
        if not twice and trap.get("handled") == old:
            trap["handled"] = new
        if not twice and isinstance(trap.get("handled"), list):
            trap["handled"] = [new if one == old else one for one in trap["handled"]]
    if section == "parameters":
        _through(now, lambda text: _outside_quotes(text, rf"(?<![\w.]){old}(?![\w.]|\s*\()", new), {"expressions"})
        return
    clue = now.get("clue")
    if isinstance(clue, dict) and clue.get("from") == old:
        clue["from"] = new
    bodies = [body for body in _mapping(now, "steps").values() if isinstance(body, dict)]
    written = any(isinstance(item, dict) and old in item for body in bodies for item in _inputs(body))
    plain = [body for body in bodies if any(item == old for item in _inputs(body))]
    for body in bodies:
        verb = _verb(body)
        if verb is None:
            continue
        whole = body[verb] if isinstance(body[verb], list) else [body[verb]]
        fresh = [_input(item, old, new, written) for item in whole]
        body[verb] = fresh if isinstance(body[verb], list) else fresh[0]
    if written:
        return
    for body in plain:
        for option in ("spans", "address", "system", "text"):
            if isinstance(body.get(option), dict) and (_verb(body), option) != ("extract", "text"):
                body[option] = {(new if key == old else key): value for key, value in body[option].items()}
    _through(now, lambda text: _outside_quotes(text, rf"(?<!\w){old}(?=\.\w)", new), {"expressions", "columns"})


def _verb(body: dict[str, Any]) -> str | None:
    return next((key for key in body if key in OPERATORS), None)


def _inputs(body: dict[str, Any]) -> list[Any]:
    verb = _verb(body)
    value = body[verb] if verb is not None else []
    return value if isinstance(value, list) else [value]


def _input(item: Any, old: str, new: str, written: bool) -> Any:
    if isinstance(item, dict):
        return {alias: new if name == old else name for alias, name in item.items()}
    if item != old:
        return item
    return {old: new} if written else new


def _outside_quotes(text: str, pattern: str, new: str) -> str:
    parts = re.split(r"('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")", text)
    return "".join(part if index % 2 else re.sub(pattern, new, part) for index, part in enumerate(parts))


_PLAIN_COLUMNS = {
    "on",
    "by",
    "weak",
    "distinct",
    "peers",
    "order",
    "text",
    "address",
    "shared",
    "of",
    "from",
    "to",
    "area",
    "day",
    "amount",
}


def _through(now: Any, change: Callable[[str], str], what: set[str]) -> None:
    """Every text that may name something changed; where only expressions may, not in options that hold columns."""
    for body in _mapping(now, "steps").values():
        verb = _verb(body) if isinstance(body, dict) else None
        for option in list(body) if verb is not None else ():
            if option not in ("note", verb):
                body[option] = _walk(body[option], verb, option, change, what)
    clue = now.get("clue")
    if not isinstance(clue, dict):
        return
    if isinstance(clue.get("risk"), dict):
        for risk in clue["risk"].values():
            if isinstance(risk, dict) and isinstance(risk.get("when"), str):
                risk["when"] = change(risk["when"])


def _walk(value: Any, verb: str | None, option: str, change: Callable[[str], str], what: set[str]) -> Any:
    if option in ("says", "basis", "id", "any", "pattern", "unless"):
        return value
    column = option in _PLAIN_COLUMNS and not (
        (verb in ("within", "absent") and option in ("from", "to"))
        or (verb == "outlier" and option == "of")
        or (verb == "count" and option == "day")
        or (verb == "latest" and option == "order")
    )
    if isinstance(value, str):
        fixed = option == "keep" or option == "mask" or value == "none"
        return value if fixed or (column and "columns" not in what) else change(value)
    if isinstance(value, list):
        return [_walk(item, verb, option, change, what) for item in value]
    if isinstance(value, dict):
        inner = option in ("find", "rules", "covered", "link", "inside", "components", "hubs", "rings", "paths")
        keys = option in ("on", "weak", "by") and "columns" in what
        return {
            (change(key) if keys else key): _walk(item, verb, key if inner else option, change, what)
            for key, item in value.items()
        }
    return value
