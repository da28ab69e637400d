"""Identifiers of the province are valid by the standards' own checkers, and distinct."""

from __future__ import annotations

import numpy as np
import pytest

from mingjian.province.background.pensions import accounts
from mingjian.province.chance import stream
from mingjian.province.companies import register
from mingjian.province.numbers import id_check, resident_ids
from mingjian.province.people import settle
from mingjian.standards import identifiers
from mingjian.standards.results import Tri

PEOPLE = settle(20_000, 3)


def test_resident_ids_are_usable_as_delivered_and_distinct() -> None:
    texts = PEOPLE.id_texts(np.arange(20_000))
    assert len(set(texts)) == 20_000
    assert {identifiers.check("person_id", text).state for text in texts[:4_000]} == {Tri.USABLE}


def test_resident_ids_tell_birth_and_sex() -> None:
    for i, text in enumerate(PEOPLE.id_texts(np.arange(500))):
        born = np.datetime64(int(PEOPLE.birth[i]), "D")
        assert text[6:14] == str(born).replace("-", "")
        assert int(text[16]) % 2 == PEOPLE.male[i]


def test_vector_check_digit_equals_the_published_example() -> None:
    body = np.frombuffer(b"11010519491231002", np.uint8)[None, :]
    assert id_check(body).tobytes() == b"X"


def test_too_many_births_on_one_day_are_refused() -> None:
    same = np.full(600, 340102, np.int32), np.full(600, 3650, np.int32), np.ones(600, np.int32)
    with pytest.raises(ValueError, match="fewer people"):
        resident_ids(*same, stream(1, "x"))


def test_credit_codes_are_usable_and_tell_individual_businesses() -> None:
    companies = register(20_000, 3)
    texts = companies.code_texts(np.arange(len(companies)))
    assert len(set(texts)) == len(companies)
    assert {identifiers.check("uscc", text).state for text in texts} == {Tri.USABLE}
    assert all((text[1] == "2") == alone for text, alone in zip(texts, companies.individual, strict=True))


def test_account_numbers_pass_the_luhn_check() -> None:
    for number in accounts(np.arange(300, dtype=np.int32), 1).tolist():
        digits = [int(d) for d in str(number)][::-1]
        doubled = [d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(digits)]
        assert sum(doubled) % 10 == 0


def test_population_looks_like_one() -> None:
    age = PEOPLE.age(20_269)
    assert 0.16 < (age >= 60).mean() < 0.32
    assert 0.48 < PEOPLE.male.mean() < 0.54
    withdrawn = {
        "342622",
        "341421",
        "342601",
        "341402",
        "342623",
        "341422",
        "340225",
        "340221",
        "340824",
        "342123",
        "342101",
    }
    share = np.mean([text[:6] in withdrawn for text in PEOPLE.id_texts(np.arange(20_000))])
    assert share > 0.05
    names = np.bincount(PEOPLE.name)
    assert names.max() >= 3  # homonyms
    assert any("·" in name for name in PEOPLE.name_words)
    assert (PEOPLE.died > 0).mean() > 0.02


def test_no_company_code_looks_damaged() -> None:
    firms = register(400_000, 7)
    texts = firms.code_texts(np.arange(len(firms), dtype=np.int32))
    assert len(set(texts)) == len(firms)
    assert {identifiers.check("uscc", text).state for text in texts} == {Tri.USABLE}
