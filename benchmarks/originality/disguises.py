"""Copies of a model that hide that they are: other names, order, values, steps, and steps that do nothing.

Each takes the data of a model and gives other data. All but `foreign` mean to leave a model that can still be run.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.originality.printing import printed, turned
from mingjian.collision import OPERATORS, StepErrors
from mingjian.collision.expressions import parse
from mingjian.collision.expressions.nodes import Binary, Node
from mingjian.models.durations import parse_duration
from mingjian.models.editing.columns import NotTold, maker_of, rename_column
from mingjian.models.editing.meanings import meanings
from mingjian.models.editing.plain import at, copied
from mingjian.models.editing.primitives import Rewrite
from mingjian.models.editing.renaming import Renaming, rename_parameter, rename_relation, rename_trap

__all__ = ["DISGUISES", "Data", "foreign", "input_names"]

Data = dict[str, Any]
_WORDS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|[^\W\d]\w*(?=\s*\()|[^\W\d]\w*")


def renamed(data: Data, chance: random.Random) -> Data:
    """Every need, step, parameter, trap and made column under another name."""
    made = iter(f"x{number}" for number in chance.sample(range(1000, 9999), 900))
    for step in list(data["steps"]):
        for column in list(_made(data["steps"][step])):
            try:
                data = _written(data, rename_column(data, step, column, next(made))[0], "", "")
            except (NotTold, KeyError, ValueError):
                continue
    for section in ("needs", "steps"):
        for old in list(data[section]):
            new = next(made)
            data = _written(data, rename_relation(data, section, old, new), old, new)
    for old in list(data.get("parameters", {})):
        data = _written(data, rename_parameter(data, old, next(made)), "", "")
    for index in range(len(data["traps"])):
        data = _written(data, rename_trap(data, index, next(made)), "", "")
    return data


def _made(step: Data) -> Iterator[str]:
    for option in ("take", "find"):
        if isinstance(step.get(option), dict):
            yield from (name for name in step[option] if maker_of(step, name) == option)


def _written(data: Data, renaming: Renaming, old: str, new: str) -> Data:
    aliased = {path: at(data, path) for path in renaming.aliased}
    found: Data = Rewrite((), renaming.texts, renaming.keys).over(data)
    for path in aliased:
        place = at(found, tuple(renaming.keys.get(path[: n + 1], part) for n, part in enumerate(path[:-1])))
        place[path[-1]] = {old: new}
    return found


def reordered(data: Data, chance: random.Random) -> Data:
    """Steps, needs, parameters and columns in another order; parts of conditions and comparisons exchanged."""
    data = copied(data)
    for section in ("steps", "needs", "parameters"):
        data[section] = _shuffled(data.get(section, {}), chance)
    for need in data["needs"].values():
        chance.shuffle(need.get("columns", []))
    chance.shuffle(data["traps"])
    for step in data["steps"].values():
        for place, text in _expressions(step):
            _replace(step, place, _turned(text, chance))
        for option in ("by", "on"):
            if isinstance(step.get(option), list) and "union" not in step:
                chance.shuffle(step[option])
        if isinstance(step.get("take"), dict) and "union" not in step:
            step["take"] = _shuffled(step["take"], chance)
        if "union" in step and isinstance(step["union"], list) and "take" in step:
            order = chance.sample(range(len(step["union"])), len(step["union"]))
            step["union"] = [step["union"][n] for n in order]
            step["take"] = {name: [branches[n] for n in order] for name, branches in step["take"].items()}
    return data


def _shuffled(section: Data, chance: random.Random) -> Data:
    names = list(section)
    chance.shuffle(names)
    return {name: section[name] for name in names}


def _expressions(step: Data) -> list[tuple[tuple[Any, ...], str]]:
    found = [
        (place, at(step, place)) for place, meaning, is_key in meanings(step) if meaning == "expression" and not is_key
    ]
    return [(place, text) for place, text in found if isinstance(text, str)]


def _replace(step: Data, place: tuple[Any, ...], new: Any) -> None:
    at(step, place[:-1])[place[-1]] = new


def _turned(text: str, chance: random.Random) -> str:
    try:
        return printed(turned(parse(text), chance))
    except StepErrors:
        return text


def revalued(data: Data, chance: random.Random) -> Data:
    """Every number, duration and list of a parameter, and every number in a step, is another one."""
    data = copied(data)
    for parameter in data.get("parameters", {}).values():
        parameter["value"] = _other(parameter.get("value"), chance)
        parameter.pop("range", None)
    for step in data["steps"].values():
        for place, text in _expressions(step):
            changed = re.sub(r"(?<![\w'.-])(\d{1,7})(?![\w'.-])", lambda m: str(_scaled(int(m[1]), chance)), text)
            _replace(step, place, text if "'" in text or re.search(r"\d{4}-\d\d", text) else changed)
    return data


def _scaled(number: int, chance: random.Random) -> int:
    return max(1, round(number * chance.choice((0.5, 0.7, 1.4, 2, 3)))) if number else 0


def _other(value: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _scaled(value, chance)
    if isinstance(value, float):
        return round(value * chance.choice((0.6, 0.8, 1.2)), 3)
    if isinstance(value, str) and parse_duration(value) is not None:
        return re.sub(r"\d+", lambda m: str(_scaled(int(m[0]), chance)), value)
    if isinstance(value, list) and len(value) > 2:
        return value[1:]
    return value


def resplit(data: Data, chance: random.Random) -> Data:
    """Filters cut in two or drawn together, parts of conditions computed first, counts and spans in plainer verbs."""
    data = copied(data)
    data["steps"] = _merged(data["steps"], data["clue"]["from"])
    steps: Data = {}
    for name, step in data["steps"].items():
        for made, body in _split(name, step, chance):
            steps[made] = body
    data["steps"] = steps
    return data


def _merged(steps: Data, last: str) -> Data:
    used = [name for step in steps.values() for _, name in input_names(step)]
    out = dict(steps)
    for name, step in steps.items():
        inner = step.get("filter")
        if (
            isinstance(inner, str)
            and inner in out
            and "filter" in out[inner]
            and used.count(inner) == 1
            and inner != last
        ):
            before = out.pop(inner)
            out[name] = {"filter": before["filter"], "where": f"({before['where']}) and ({step['where']})"}
    return out


def input_names(step: Data) -> list[tuple[str, str]]:
    verb = next((key for key in step if key in OPERATORS), None)
    if verb is None:
        return []
    found: list[tuple[str, str]] = []
    for item in step[verb] if isinstance(step[verb], list) else [step[verb]]:
        found += list(item.items()) if isinstance(item, dict) else [(item, item)]
    return found


def _split(name: str, step: Data, chance: random.Random) -> Iterator[tuple[str, Data]]:
    if "filter" in step:
        parts = _conjuncts(step["where"])
        if len(parts) > 1:
            cut = chance.randrange(1, len(parts))
            yield f"{name}_first", {"filter": step["filter"], "where": " and ".join(parts[:cut])}
            yield f"{name}_flag", {"derive": f"{name}_first", "take": {f"{name}_ok": " and ".join(parts[cut:])}}
            yield name, {"filter": f"{name}_flag", "where": f"{name}_ok"}
            return
    if "count" in step and not {"window", "day", "distinct", "weak"} & set(step):
        bounds = [f"count {sign} {step[key]}" for key, sign in (("at_least", ">="), ("at_most", "<=")) if key in step]
        body = {"aggregate": step["count"], "by": step["by"], "take": {"count": "count()"}}
        yield name, {**body, "having": " and ".join(bounds)} if bounds else body
        return
    yield name, step


def _conjuncts(text: Any) -> list[str]:
    try:
        found = parse(str(text))
    except StepErrors:
        return [str(text)]
    parts: list[Node] = []
    waiting = [found]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Binary) and node.operator == "and":
            waiting += [node.right, node.left]
        else:
            parts.append(node)
    return [f"({printed(part)})" for part in parts]


def junked(data: Data, chance: random.Random) -> Data:
    """Steps, conditions, columns and parameters that do nothing, half of them on the way to the clue."""
    data = copied(data)
    needs, steps = list(data["needs"]), {}
    data.setdefault("parameters", {})
    for number in range(4):
        data["parameters"][f"spare_{number}"] = {"value": chance.randrange(1, 90), "unit": "times", "range": [0, 100],
                                                 "why": {"zh": "备用", "en": "spare"}}  # fmt: skip
    for name, step in data["steps"].items():
        if chance.random() < 0.3:
            given = chance.choice(needs)
            column = chance.choice(data["needs"][given].get("columns") or ["code"])
            steps[f"idle_{name}"] = {"filter": given, "where": f"{column} is not null"}
        if "filter" in step and chance.random() < 0.5:
            always = chance.choice(["true", "1 = 1", "2 > 1"])
            steps[f"{name}_kept"] = {**step, "where": f"({step['where']}) and ({always})"}
            steps[name] = {"derive": f"{name}_kept", "take": {f"{name}_note": f"'{name}'"}}
        elif "aggregate" in step and chance.random() < 0.5:
            steps[name] = {**step, "take": {**step["take"], f"{name}_rows": "count()"}}
        else:
            steps[name] = step
    final = data["clue"]["from"]
    steps["nearly_last"] = steps.pop(final)
    steps[final] = {"filter": "nearly_last", "where": f"({data['clue']['place']}) is not null"}
    data["steps"] = steps
    return data


def together(data: Data, chance: random.Random) -> Data:
    """All of them."""
    for one in (resplit, junked, reordered, revalued, renamed):
        data = one(data, chance)
    return data


def foreign(data: Data, chance: random.Random, share: float = 0.3) -> Data:
    """A share of the lists and columns replaced by words no standard knows, the same word everywhere."""
    data = copied(data)
    columns = sorted({name for need in data["needs"].values() for name in need.get("columns") or ()})
    chosen = {name: f"own_{number}" for number, name in enumerate(columns) if chance.random() < share}
    for number, need in enumerate(data["needs"].values()):
        if need.get("columns"):
            need["columns"] = [chosen.get(name, name) for name in need["columns"]]
        if "standard" in need and chance.random() < share:
            need["standard"] = f"own_list_{number}@1"
    data["steps"] = {name: _foreign(step, chosen) for name, step in data["steps"].items()}
    for part in ("about", "place", "day", "amount"):
        if part in data["clue"]:
            data["clue"][part] = chosen.get(data["clue"][part], data["clue"][part])
    data["clue"]["key"] = [chosen.get(name, name) for name in data["clue"]["key"]]
    return data


def _foreign(value: Any, chosen: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {_words(key, chosen): _foreign(item, chosen) for key, item in value.items()}
    if isinstance(value, list):
        return [_foreign(item, chosen) for item in value]
    return _words(value, chosen) if isinstance(value, str) else value


def _words(text: str, chosen: dict[str, str]) -> str:
    def one(found: re.Match[str]) -> str:
        following = text[found.end() : found.end() + 1]
        return found[0] if following == "(" else chosen.get(found[0], found[0])

    return _WORDS.sub(one, text)


def together_foreign(data: Data, chance: random.Random) -> Data:
    """All of them, and three in ten lists and columns unknown."""
    return foreign(together(data, chance), chance)


DISGUISES: dict[str, Callable[[Data, random.Random], Data]] = {
    "reorder": reordered, "values": revalued, "junk": junked, "rename": renamed, "split": resplit,
    "together": together, "together+30%": together_foreign,
}  # fmt: skip
