"""Identifiers by their real algorithms: usable, unusable or missing, and what was repaired (design §4.2).

`check(kind, raw)` is the reference. `fast_sql(kind, column)` is an optional DuckDB expression that is TRUE only for
text the reference calls usable as delivered with exactly that value; everything else must go through `check`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mingjian.standards.errors import UnknownName
from mingjian.standards.identifiers import bank, case_number, document_number, person_id, phone, plate, uscc
from mingjian.standards.identifiers.person_id import legible, visible_pattern
from mingjian.standards.results import Checked, Tri


class Kind(NamedTuple):
    """One kind of identifier: its reference checker, its fast path, its name in both languages."""

    check: Callable[[str | None], Checked]
    fast_sql: Callable[[str], str]
    zh: str
    en: str


KINDS: dict[str, Kind] = {
    "person_id": Kind(person_id.check, person_id.fast_sql, "公民身份号码或其他证件", "identity number"),
    "uscc": Kind(uscc.check, uscc.fast_sql, "统一社会信用代码", "unified social credit code"),
    "case_number": Kind(case_number.check, case_number.fast_sql, "案号", "case number"),
    "document_number": Kind(document_number.check, document_number.fast_sql, "文书文号", "document number"),
    "plate": Kind(plate.check, plate.fast_sql, "号牌号码", "number plate"),
    "phone": Kind(phone.check, phone.fast_sql, "电话号码", "telephone number"),
    "bank_card": Kind(bank.check_card, bank.fast_sql, "银行卡号", "bank card"),
    "account": Kind(bank.check_account, bank.fast_sql, "银行账号", "bank account"),
}


def kind_of(kind: str) -> Kind:
    """The kind by name; `UnknownName` with the nearest one otherwise."""
    try:
        return KINDS[kind]
    except KeyError:
        raise UnknownName("identifier kind", kind, KINDS) from None


def check(kind: str, raw: str | None) -> Checked:
    """State, canonical value, repair and reason of an identifier as delivered (`raw` null or text)."""
    return kind_of(kind).check(raw)


def fast_sql(kind: str, column: str) -> str | None:
    """DuckDB expression over the VARCHAR expression `column`: TRUE only where `check` gives `USABLE` with that text."""
    return kind_of(kind).fast_sql(column)


__all__ = ["KINDS", "Checked", "Kind", "Tri", "check", "fast_sql", "kind_of", "legible", "visible_pattern"]
