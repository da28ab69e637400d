"""A small case file for tests: one suspect, one victim, one act, to which a test adds what it is about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mingjian.assist.evidence import Case, Finding, check, parse_case
from mingjian.models.source import read_source

PERSONS = [
    {"id": "p1", "name": "张甲", "roles": ["suspect"], "born": "1990-03-05", "sex": "male"},
    {"id": "v1", "name": "李乙", "roles": ["victim"], "born": "1985-01-01", "sex": "female"},
]
ACT = {
    "id": "a1", "charge": "盗窃罪", "from": "2024-05-01 20:00", "to": "2024-05-01 21:00",
    "place": "合肥市瑶海区长江路12号", "suspects": ["p1"], "victims": ["v1"], "amount": 3000,
}  # fmt: skip


def case(**said: Any) -> Case:
    """A case with the lists given, beside two persons and an act."""
    data = {
        "case": "t1", "title": "张甲盗窃案", "charges": ["盗窃罪"], "stage": "transfer", "persons": PERSONS,
        "acts": [ACT],
        **said,
    }  # fmt: skip
    return parse_case(json.dumps(data, ensure_ascii=False))


def found(rule: str, **said: Any) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in check(case(**said)).findings if one.rule == rule]


def statement(**said: Any) -> dict[str, Any]:
    """A record of interrogation with nothing wrong."""
    return {
        "id": "s1", "kind": "interrogation", "person": "p1", "number": 1, "from": "2024-05-04 10:00",
        "to": "2024-05-04 11:00", "place": "讯问室", "place_kind": "police", "officers": ["王丙", "赵丁"],
        "officers_signed": True, "checked": True, "rights_told": True, "alone": True, **said,
    }  # fmt: skip


def table(name: str) -> dict[str, Any]:
    """A table of cases beside this file."""
    data: dict[str, Any] = read_source((Path(__file__).parent / name).read_text(encoding="utf-8"), name).data
    return data
