"""Whose the telephone, the account and the address of a row are."""

from __future__ import annotations

from datetime import date

import pytest
from runs_parts import publish_rows

from mingjian.identity.features import features_of

LICENCE = {
    "licence_number": "JY1",
    "status": "valid",
    "region": "340100",
    "company_name": "甲店",
    "address": "人民路1号",
}
COMPANY = {
    "company_name": "甲公司",
    "registered_on": date(2020, 1, 5),
    "address": "人民路1号",
    "phone": "1",
    "region": "340100",
}
PENSION = {"name": "甲", "month": 624, "amount": 1, "account": "6", "region": "340100"}


@pytest.mark.parametrize(
    ("standard", "row", "person", "company"),
    [
        ("company_registration@1", COMPANY, {"name"}, {"name", "address", "phone"}),
        ("food_licence@1", LICENCE, {"name"}, {"name", "address"}),
        ("pension_payment@1", PENSION, {"name", "account"}, None),
    ],
)
def test_what_is_the_companys_is_not_its_representatives(lake, standard, row, person, company):
    manifest = publish_rows(lake, "rows", standard, [row])
    for kind, wanted in (("person", person), ("company", company)):
        found = [set(one.beside) for one in features_of(manifest, kind)]
        assert found == ([] if wanted is None else [wanted])
