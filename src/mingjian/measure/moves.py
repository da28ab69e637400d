"""What is otherwise in a clue that moved: its place, its day, its amount, its risk, told with both values; of what may
be sensitive (the sentence, values, rows) only that it is otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mingjian.models.enumerations import Level
from mingjian.runs.difference import EVIDENCE, FIELDS
from mingjian.standards import codes

__all__ = ["EVIDENCE_FIELD", "told_move"]

EVIDENCE_FIELD = "evidence"
"""What a move of nothing but the rows behind a clue is called among the fields."""
_PLAIN = ("says_zh", "values", "rows")


def told_move(before: Mapping[str, Any], after: Mapping[str, Any], fields: Sequence[str]) -> tuple[str, str]:
    """A move in both languages, from the rows of the clue in both tables; `fields` are those that are otherwise."""
    zh, en = [], []
    for name, (zh_name, en_name) in FIELDS.items():
        if name not in fields or name in (*_PLAIN, "level", "points"):
            continue
        zh.append(f"{zh_name} {_value(name, before[name], 'zh')} → {_value(name, after[name], 'zh')}")
        en.append(f"{en_name} {_value(name, before[name], 'en')} → {_value(name, after[name], 'en')}")
    if {"level", "points"} & set(fields):
        zh.append(f"风险 {_risk(before, 'zh')} → {_risk(after, 'zh')}")
        en.append(f"risk {_risk(before, 'en')} → {_risk(after, 'en')}")
    plain = [FIELDS[name] for name in _PLAIN if name in fields]
    plain += [EVIDENCE] if EVIDENCE_FIELD in fields else []
    if plain:
        zh.append("、".join(one for one, _ in plain) + "改变")
        en.append(", ".join(one for _, one in plain) + " otherwise")
    return "；".join(zh), "; ".join(en)


def _value(name: str, value: Any, lang: str) -> str:
    if value is None or value == "":
        return {"zh": "无", "en": "none"}[lang]
    if name == "amount":
        return f"{value:,.2f} {'元' if lang == 'zh' else 'yuan'}"
    if name == "place":
        return codes("regions").label(str(value), lang)
    return str(value)


def _risk(row: Mapping[str, Any], lang: str) -> str:
    return f"{getattr(Level.of(row['level']), lang)} {row['points']}"
