"""How a person is told by what stands beside a number that fails: what is compared, and which pairs are looked at."""

from __future__ import annotations

from mingjian.identity.comparisons import Comparison, Plan

__all__ = ["KEYED", "PERSON"]

KEYED: dict[str, str] = {
    "first5": "CASE WHEN NOT contains(left(written, 5), '_') THEN left(written, 5) END",
    "first15": "CASE WHEN NOT contains(left(written, 15), '_') THEN left(written, 15) END",
    "ends": "CASE WHEN NOT contains(left(written, 4) || right(written, 4), '_')"
    " THEN left(written, 4) || right(written, 4) END",
}
"""Parts of a written number (18 characters, ``_`` for what cannot be read) that both sides may share: SQL, null when
not all of the part can be read."""

PERSON = Plan(
    comparisons=(
        Comparison("name", "chinese_name", "姓名", "name"),
        Comparison("birth", "number", "出生日期", "date of birth"),
        Comparison("sex", "exact", "性别", "sex"),
        Comparison("phone", "number", "电话", "telephone"),
        Comparison("account", "number", "银行账号", "bank account"),
        Comparison("address", "text", "住址", "address"),
    ),
    blocks=(
        ("name", "first5"),
        ("name", "ends"),
        ("name", "birth"),
        ("name", "phone"),
        ("name", "account"),
        ("name", "address"),
        ("name_reading", "birth"),
        ("name_family", "first15"),
        ("name_reading", "ends"),
        ("name_family", "phone"),
        ("name_family", "account"),
    ),
    training=(("first15",), ("name", "first5")),
)
"""Never by a name alone: every block holds something that few share."""
