"""Models made up: lists about one kind of subject, filtered, matched or missed, counted; no two the same.

They are meant to be compared, not to be run: what they ask makes no sense, but its parts are those of real models.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from benchmarks.originality.disguises import Data
from mingjian.standards import Column, Standard, codes, standards

__all__ = ["made_model", "titles"]

_WORDS = (
    "注销",
    "补办",
    "临时",
    "退回",
    "死亡",
    "迁出",
    "停业",
    "外省",
    "转让",
    "变更",
    "调解",
    "撤回",
    "减免",
    "欠缴",
)


@cache
def _about(kind: str) -> tuple[Standard, ...]:
    """Lists with columns enough about a kind of subject."""
    found = (standards()[name] for name in standards())
    return tuple(one for one in found if kind in one.subjects and len(one.columns) >= 5)


def made_model(chance: random.Random) -> Data:
    """A model of three to five lists."""
    kind = chance.choice(("person", "person", "person", "company"))
    pool = _about(kind)
    chosen = chance.sample(pool, min(len(pool), chance.randint(3, 5)))
    needs, steps = dict[str, Any](), dict[str, Any]()
    for number, one in enumerate(chosen):
        key = one.subjects[kind].key
        others = [name for name in one.columns if name != key]
        columns = chance.sample(others, min(len(others), chance.randint(3, 7)))
        needs[f"list_{number}"] = {"standard": one.major, "columns": [kind, key, *columns]}
        asked = [_condition(one.columns[name], chance) for name in columns]
        kept = [text for text in asked if text][: chance.randint(1, 4)] or [f"{key} is not null"]
        steps[f"kept_{number}"] = {"filter": f"list_{number}", "where": " and ".join(kept)}
    last, dated = "kept_0", _dated(chosen[0], needs["list_0"]["columns"])
    for number, one in enumerate(chosen[1:], 1):
        day, at = _dated(one, needs[f"list_{number}"]["columns"]), f"joined_{number}"
        verb = chance.choice(("match", "match", "absent"))
        steps[at] = {verb: [{f"a{number}": last}, {f"b{number}": f"kept_{number}"}], "on": kind}
        if day and dated:
            sign, days = chance.choice(("<", ">", ">=")), chance.randint(5, 700)
            steps[at]["where"] = f"b{number}.{day} {sign} a{number}.{dated} + {days} days"
        last = at
    key = chosen[0].subjects[kind].key
    taken = {"times": "count()", "key_of": f"last({key})"}
    for name in needs["list_0"]["columns"]:
        column = chosen[0].columns.get(name)
        if column is not None and column.type in ("money", "integer", "decimal"):
            taken[f"sum_{name}"] = f"{chance.choice(('sum', 'max'))}({name})"
        elif column is not None and column.type == "date":
            taken[f"first_{name}"] = f"{chance.choice(('min', 'max'))}({name})"
    steps["counted"] = {"aggregate": last, "by": [kind], "take": taken, "having": "times >= least"}
    return {
        "model": f"made-{chance.randrange(10**9)}", "version": "1.0.0", "needs": needs,
        "parameters": {"least": {"value": chance.randint(1, 6), "why": {"zh": "次数", "en": "times"}}}, "steps": steps,
        "clue": {"from": "counted", "about": kind, "key": ["key_of"], "place": "key_of", "day": "key_of"},
        "traps": [{"id": "often", "zh": "一次不算", "en": "once is nothing", "handled": "counted"}],
    }  # fmt: skip


def _condition(column: Column, chance: random.Random) -> str:
    """What might be asked of a column; empty where nothing sensible can be."""
    name = column.name
    if column.type in ("money", "integer", "decimal"):
        sign, size = chance.choice((">", ">=", "<")), chance.choice((1, 3, 12, 500, 2000, 30000))
        return f"{name} {sign} {size * chance.randint(1, 9)}"
    if column.type == "date":
        return chance.choice((f"{name} > as_of - {chance.randint(2, 60)} months", f"{name} is not null", ""))
    if column.type == "code" and column.codes is not None:
        known = list(codes(column.codes))
        some = chance.sample(known, min(len(known), chance.randint(1, 3)))
        return f"{name} in [{', '.join(repr(one) for one in some)}]"
    if column.type == "boolean":
        return chance.choice((name, f"not {name}"))
    if column.type == "text":
        words = ", ".join(f"'{one}'" for one in chance.sample(_WORDS, chance.randint(1, 3)))
        return chance.choice((f"contains_any({name}, {words})", f"{name} is not null", ""))
    return ""


def _dated(standard: Standard, columns: list[str]) -> str:
    return next((name for name in columns if name in standard.columns and standard.columns[name].type == "date"), "")


def titles(model: Data) -> list[str]:
    """The lists of a model as people call them."""
    return [standards()[need["standard"]].title.zh for need in model["needs"].values()]
