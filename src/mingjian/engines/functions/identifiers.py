"""What a canonical resident identity number says by itself (GB 11643-1999: region 6, birth 8, order 3, check 1).

In a copy for modelling a keyed hash stands for it and brings the same facts along (`standards.hashing`), the region as
that of the city.
"""

from __future__ import annotations

import datetime as dt
import re

from mingjian.engines.functions.registry import Function, register
from mingjian.engines.kinds import Kind

__all__: list[str] = []

IDENTIFIER = frozenset({Kind.IDENTIFIER, Kind.TEXT})
_SHAPE = re.compile(r"^\d{17}[\dX]\Z", re.ASCII)
_IS_ID = "regexp_full_match({0}, '[0-9]{{17}}[0-9X]')"
_HASHED = re.compile(r"#[0-9a-f]{16}-([0-9]{8})-([mf])-([0-9]{6})\Z")
_IS_HASHED = "regexp_full_match({0}, '#[0-9a-f]{{16}}-[0-9]{{8}}-[mf]-[0-9]{{6}}')"


def _birth(number: str) -> dt.date | None:
    if hashed := _HASHED.match(number):
        number = f"000000{hashed[1]}"
    elif not _SHAPE.match(number) or number[6:10] < "1800":
        return None
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _sex(number: str) -> str | None:
    if hashed := _HASHED.match(number):
        return "male" if hashed[2] == "m" else "female"
    if not _SHAPE.match(number):
        return None
    return "male" if int(number[16]) % 2 else "female"


def _region(number: str) -> str | None:
    if hashed := _HASHED.match(number):
        return hashed[3]
    return number[:6] if _SHAPE.match(number) else None


register(
    Function("id_birth", (IDENTIFIER,), Kind.DATE,
             f"CASE WHEN {_IS_ID} AND substring({{0}}, 7, 4) >= '1800'"
             " THEN TRY_CAST(substring({0}, 7, 4) || '-' || substring({0}, 11, 2) || '-'"
             " || substring({0}, 13, 2) AS DATE)"
             f" WHEN {_IS_HASHED} THEN TRY_CAST(substring({{0}}, 19, 4) || '-' || substring({{0}}, 23, 2) || '-'"
             " || substring({0}, 25, 2) AS DATE) END",
             _birth, "身份证号中的出生日期；不是十八位身份证号则为空",
             "the birth date in a resident id number; null when it is not one of 18 characters",
             "id_birth('11010519491231002X') = 1949-12-31", partial=True)
)  # fmt: skip
register(
    Function("id_sex", (IDENTIFIER,), Kind.CODE,
             f"CASE WHEN {_IS_ID} THEN CASE WHEN substring({{0}}, 17, 1) IN ('1', '3', '5', '7', '9')"
             f" THEN 'male' ELSE 'female' END WHEN {_IS_HASHED}"
             " THEN CASE WHEN substring({0}, 28, 1) = 'm' THEN 'male' ELSE 'female' END END",
             _sex, "身份证号中的性别（male 男、female 女）", "the sex in a resident id number: male or female",
             "id_sex('11010519491231002X') = 'female'", partial=True)
)  # fmt: skip
register(
    Function("id_region", (IDENTIFIER,), Kind.CODE,
             f"CASE WHEN {_IS_ID} THEN left({{0}}, 6) WHEN {_IS_HASHED} THEN right({{0}}, 6) END", _region,
             "身份证号中首次登记的行政区划", "the region of first registration in a resident id number",
             "id_region('11010519491231002X') = '110105'", partial=True)
)  # fmt: skip
