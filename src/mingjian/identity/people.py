"""How a person is told by what stands beside a number that fails: what is compared, and which pairs are looked at."""

from __future__ import annotations

from mingjian.identity.comparisons import Comparison, Plan
from mingjian.identity.kin import Kin
from mingjian.identity.spelling import spelled
from mingjian.standards.identifiers import legible
from mingjian.standards.names import person_name_sql

__all__ = ["PERSON"]

_PLAN = Plan(
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

PERSON = Kin(
    kind="person",
    plan=_PLAN,
    parts={
        "first5": "CASE WHEN NOT contains(left(written, 5), '_') THEN left(written, 5) END",
        "first15": "CASE WHEN NOT contains(left(written, 15), '_') THEN left(written, 15) END",
        "ends": "CASE WHEN NOT contains(left(written, 4) || right(written, 4), '_')"
        " THEN left(written, 4) || right(written, 4) END",
    },
    name_sql=person_name_sql,
    spelled=spelled,
    legible=legible,
    known={
        "birth": "substr(key, 7, 4) || '-' || substr(key, 11, 2) || '-' || substr(key, 13, 2)",
        "sex": "CASE WHEN CAST(substr(key, 17, 1) AS INTEGER) % 2 = 1 THEN 'male' ELSE 'female' END",
    },
)
