"""Every kind of dirt is what it says: repairable comes back as it was, unusable does not come back."""

from __future__ import annotations

import numpy as np
import pytest

from mingjian.province.background.pensions import accounts
from mingjian.province.clock import day, iso
from mingjian.province.companies import register
from mingjian.province.dirt import REPAIRABLE, ids, values
from mingjian.province.people import settle
from mingjian.standards import identifiers
from mingjian.standards.values import clean_date, clean_money, clean_month

PEOPLE = settle(3_000, 5)


@pytest.mark.parametrize("kind", ids.PERSON, ids=lambda kind: kind[0])
def test_ids(kind) -> None:
    name, grade, _, spoil = kind
    for text in PEOPLE.id_texts(np.arange(400)):
        checked = identifiers.check("person_id", spoil(text))
        assert checked.state.usable == (grade == REPAIRABLE), (name, text, spoil(text))
        assert checked.value == (text if grade == REPAIRABLE else None)


@pytest.mark.parametrize("kind", ids.COMPANY, ids=lambda kind: kind[0])
def test_credit_codes(kind) -> None:
    _, grade, _, spoil = kind
    companies = register(3_000, 5)
    for text in companies.code_texts(np.arange(100)):
        checked = identifiers.check("uscc", spoil(text))
        assert checked.value == (text if grade == REPAIRABLE else None)


@pytest.mark.parametrize("kind", ids.ACCOUNT, ids=lambda kind: kind[0])
def test_accounts(kind) -> None:
    _, grade, _, spoil = kind
    for number in accounts(np.arange(50, dtype=np.int32), 1).tolist():
        checked = identifiers.check("account", spoil(str(number)))
        assert checked.value == (str(number) if grade == REPAIRABLE else None)


@pytest.mark.parametrize("kind", values.DATES, ids=lambda kind: kind[0])
def test_days(kind) -> None:
    _, grade, _, write = kind
    for value in range(day("2014-12-01"), day("2025-06-30"), 97):
        cleaned = clean_date(write(value)).value
        assert (None if cleaned is None else cleaned.isoformat()) == (iso(value) if grade == REPAIRABLE else None)


@pytest.mark.parametrize("kind", values.MONTHS, ids=lambda kind: kind[0])
def test_months(kind) -> None:
    _, grade, _, write = kind
    for value in range(2023 * 12, 2025 * 12 + 6):
        assert clean_month(write(value)).value == (value if grade == REPAIRABLE else None), write(value)


@pytest.mark.parametrize("kind", values.MONEY, ids=lambda kind: kind[0])
def test_money(kind) -> None:
    _, grade, _, write = kind
    for fen in (10, 5_000, 100_000, 123_450, 1_000_300, 2_050_000, 30_000_000, 4_005_060, 123_456_789, 1_000_000_000):
        cleaned = clean_money(write(fen)).value
        got = None if cleaned is None else round(float(cleaned) * 100)
        assert got == (fen if grade == REPAIRABLE else None), write(fen)


def test_mistyped_ids_are_valid_and_other() -> None:
    for text in PEOPLE.id_texts(np.arange(200)):
        other = ids.mistyped(text, 7)
        assert other != text
        assert identifiers.check("person_id", other).value == other
