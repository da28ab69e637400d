"""The charges of the invented cases keep to the tables of the law."""

from __future__ import annotations

import datetime as dt

import pytest

from mingjian.law import penalty
from mingjian.province.charges import AMENDMENT_XI, CHARGES, INDEX
from mingjian.standards import codes

SELECTIVE = {
    "贩卖毒品罪": "走私、贩卖、运输、制造毒品罪",
    "掩饰、隐瞒犯罪所得罪": "掩饰、隐瞒犯罪所得、犯罪所得收益罪",
    "虚开增值税专用发票罪": "虚开增值税专用发票、用于骗取出口退税、抵扣税款发票罪",
}
"""Parts of a selective name, as judgments write them."""


@pytest.mark.parametrize("charge", CHARGES, ids=lambda charge: charge.name)
def test_values_are_lawful_on_every_day_of_the_cases(charge) -> None:
    full = SELECTIVE.get(charge.name, charge.name)
    first = dt.date(2016, 1, 1) if not charge.since else dt.date(1970, 1, 1) + dt.timedelta(days=charge.since)
    for day in (first, dt.date(2021, 6, 1), dt.date(2025, 6, 1)):
        law = penalty(full, day)
        assert law is not None, day
        if charge.months[1]:
            assert law.allows_fixed_term
            assert law.min_months is None or law.min_months <= charge.months[0]
            assert law.max_months is None or charge.months[1] <= law.max_months
        assert law.allows_detention or not charge.detention
        if charge.fine is None:
            assert law.fine_rule != "must"
        else:
            assert law.fine_rule != "none"
            assert law.fine_min is None or law.fine_min <= charge.fine[0]
            assert law.fine_max is None or charge.fine[1] <= law.fine_max


def test_names_are_known_to_the_standard() -> None:
    listed = codes("charges")
    assert [name for name in INDEX if not listed.find(name) and name not in SELECTIVE] == []
    assert (dt.date(2021, 3, 1) - dt.date(1970, 1, 1)).days == AMENDMENT_XI
