"""What is otherwise in a clue that moved, by columns and in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa

from mingjian.measure.moves import told_move
from mingjian.runs.difference import compare_tables, moved_fields
from mingjian.runs.tables import CLUES, SCHEMAS, WITNESSES

ONE = {"clue_id": "a", "key": "{}", "subject_kind": "person", "subject": "1", "place": "340102", "day": "2025-01-02",
       "amount": Decimal("10.00"), "says_zh": "甲", "says_en": "a", "values": "{}", "level": "high", "points": 75,
       "reasons": "[]", "rows": 1, "digests": "{}"}  # fmt: skip


def table(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([ONE | row for row in rows], schema=SCHEMAS[CLUES])


def told(**changed: Any) -> tuple[tuple[str, ...], tuple[str, str]]:
    before, after = table({}), table(changed)
    fields = moved_fields(before, after)["a"]
    return fields, told_move(before.to_pylist()[0], after.to_pylist()[0], fields)


def test_a_change_of_place_is_told_with_both_places() -> None:
    fields, (zh, en) = told(place="340103")
    assert fields == ("place",)
    assert zh == "管辖地 安徽省合肥市瑶海区 → 安徽省合肥市庐阳区"
    assert en.startswith("place ")
    none = told(place="")[1]
    assert none[0].endswith("→ 无")
    assert none[1].endswith("→ none")


def test_amount_day_and_risk_are_told_and_what_may_be_sensitive_is_only_named() -> None:
    fields, (zh, en) = told(
        amount=Decimal("1234.50"), day=None, level="low", points=20, says_zh="乙", values='{"a": 1}'
    )
    assert set(fields) == {"amount", "day", "level", "points", "says_zh", "values"}
    assert zh == "发生日 2025-01-02 → 无；金额 10.00 元 → 1,234.50 元；风险 高 75 → 低 20；线索内容、结果值改变"
    assert en == (
        "day 2025-01-02 → none; amount 10.00 yuan → 1,234.50 yuan; risk high 75 → low 20; sentence, values otherwise"
    )
    assert "乙" not in zh


def test_fields_are_of_clues_in_both_tables_that_differ() -> None:
    before, after = (
        table({}, {"clue_id": "b"}, {"clue_id": "c"}),
        table({"rows": 2}, {"clue_id": "b"}, {"clue_id": "d"}),
    )
    assert moved_fields(before, after) == {"a": ("rows",)}
    none = SCHEMAS[WITNESSES].empty_table()
    found = compare_tables((before, none), (after, none))
    assert (found.changed, found.new, found.gone, found.same) == ({"a"}, {"d"}, {"c"}, 1)
    assert told_move(ONE, ONE, ["evidence"]) == ("佐证记录改变", "rows of evidence otherwise")
