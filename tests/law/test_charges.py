"""The list of charges: dated names, renamed charges, articles that exist."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.charges import charge, charges


def test_a_charge_by_name_with_or_without_its_last_character() -> None:
    theft = charge("盗窃")
    assert theft is not None
    assert theft == charge("盗窃罪")
    assert theft.articles == ("264",)


def test_unknown_name_is_no_charge() -> None:
    assert charge("偷东西罪") is None


@pytest.mark.parametrize(
    ("name", "day", "valid"),
    [
        ("危险驾驶罪", date(2011, 4, 30), False),
        ("危险驾驶罪", date(2011, 5, 1), True),
        ("强制猥亵、侮辱妇女罪", date(2015, 10, 31), True),
        ("强制猥亵、侮辱妇女罪", date(2015, 11, 1), False),
        ("嫖宿幼女罪", date(2016, 1, 1), False),
    ],
)
def test_names_are_valid_between_their_days(name: str, day: date, valid: bool) -> None:
    found = charge(name)
    assert found is not None
    assert found.valid_on(day) is valid


def test_every_replaced_name_points_at_a_charge_that_is_valid_after_it() -> None:
    for one in charges().values():
        if one.now != one.name:
            later = charges()[one.now]
            assert one.end is not None
            assert later.start is not None
            assert later.start > one.end


def test_a_charge_of_two_articles_holds_both() -> None:
    arson = charge("放火罪")
    assert arson is not None
    assert arson.articles == ("114", "115")
