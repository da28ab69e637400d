"""Invented identities: nobody's, of the same shape and validity, the same for the same value and for no other."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingjian.models.invented import Invented
from mingjian.models.made_up import NO_REGION, made_up_person_id
from mingjian.standards import Tri, identifiers, standards

DEATHS = standards()["death_record@1"]
PENSIONS = standards()["pension_payment@1"]

NUMBERS = {
    "case_number": "（2023）浙0102刑初123号",
    "phone": "13857149263",
    "account": "330106000123456789",
    "plate": "浙A12B34",
    "document_number": "杭公（西）行罚决字〔2023〕123号",
}


def column_of(kind: str) -> Any:
    return next(
        (one, column)
        for one in standards().values() for column in one.columns.values() if column.kind == kind
    )  # fmt: skip


@given(st.dates(dt.date(1930, 1, 1), dt.date(2015, 1, 1)), st.integers(0, 400), st.booleans(), st.text(max_size=8))
def test_an_identity_number_keeps_birth_and_sex_and_is_nobodys(
    born: dt.date, order: int, male: bool, case: str
) -> None:
    real = "110101" + made_up_person_id(born, order, male=male)[6:17]
    usable = [sign for sign in "0123456789X" if identifiers.check("person_id", real + sign).state is Tri.USABLE]
    assume(usable)  # a number that ends in three zeros may be one that Excel cut off
    real += usable[0]
    made = Invented(case).row(DEATHS, {"id_number": real, "died_on": dt.date(2023, 1, 2)}, {})
    number = made["id_number"]
    assert identifiers.check("person_id", number).state is Tri.USABLE
    assert number[:6] == NO_REGION
    assert (number[6:14], int(number[16]) % 2) == (real[6:14], int(real[16]) % 2)
    assert made["died_on"] == dt.date(2023, 1, 2)


@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers_of_every_kind_stay_as_usable_as_they_were(kind: str) -> None:
    standard, column = column_of(kind)
    before = identifiers.check(kind, NUMBERS[kind])
    assert before.state is not Tri.UNUSABLE
    made = Invented("case").row(standard, {column.name: before.value}, {})[column.name]
    assert made != before.value
    assert identifiers.check(kind, made).state is Tri.USABLE
    assert ("2023" in made) == ("2023" in NUMBERS[kind])


def test_the_same_value_gives_the_same_and_others_give_others() -> None:
    made = Invented("case")
    names = [f"王{sign}" for sign in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
    first = [made.row(DEATHS, {"name": name}, {})["name"] for name in names]
    again = [made.row(PENSIONS, {"name": name}, {})["name"] for name in names]
    assert first == again
    assert len(set(first)) == len(names)
    assert not set(first) & set(names)


def test_two_cases_of_a_file_have_other_people() -> None:
    born = dt.date(1950, 1, 2)
    real = made_up_person_id(born, 3)
    found = {Invented(case).row(DEATHS, {"id_number": real}, {})["id_number"] for case in ("one", "two", "three")}
    assert len(found) == 3


def test_a_damaged_number_stays_damaged_and_tells_nothing() -> None:
    made = Invented("case").row(DEATHS, {"id_number": None}, {"id_number": "11010119500102123"})
    assert identifiers.check("person_id", made["id_number"]).state is Tri.UNUSABLE
    assert "950010212" not in made["id_number"]


def test_a_cell_that_could_not_be_read_is_no_text_of_somebody() -> None:
    made = Invented("case").row(DEATHS, {"died_on": None}, {"died_on": "约王某去世那天", "cause": "王某"})
    assert made == {"died_on": "×"}


def test_free_texts_are_left_out_and_said_so() -> None:
    standard, column = next(
        (one, column)
        for one in standards().values() for column in one.columns.values() if column.in_copies == "withhold"
    )  # fmt: skip
    made = Invented("case")
    assert made.row(standard, {column.name: "张三在家中"}, {}) == {}
    assert made.left_out == {column.name: (column.label.zh, column.label.en)}


def test_amounts_months_and_days_stay() -> None:
    row = {"month": 2023 * 12 + 1, "amount": Decimal("3100.50"), "payment_kind": "monthly"}
    assert Invented("case").row(PENSIONS, row, {}) == {"month": "2023-02", "amount": 3100.5, "payment_kind": "monthly"}


def test_nothing_that_identifies_of_any_standard_survives() -> None:
    """Every column of every standard, filled with a value as it may be delivered."""
    rng = random.Random(66)
    for standard in standards().values():
        for column in standard.columns.values():
            if column.in_copies == "keep":
                continue
            value = "王" + "".join(rng.choices("甲乙丙丁0123456789", k=12))
            made = Invented("case").row(standard, {column.name: value}, {column.name: value})
            assert made.get(column.name) != value, (standard.id, column.name)
