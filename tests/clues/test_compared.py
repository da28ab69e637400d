"""Which columns the evidence points out."""

from __future__ import annotations

import pytest

from mingjian.clues.compared import compared_words
from mingjian.library import shipped_models
from mingjian.models import Model, load_model


def shipped(name: str) -> Model:
    return load_model(shipped_models()[name])


@pytest.mark.parametrize(
    ("model", "need", "compared", "carried"),
    [
        ("fake-hospital-stays", "deaths", {"person", "died_on"}, {"name"}),
        ("fake-hospital-stays", "settlements", {"person", "admitted_on", "hospital"}, {"fund_paid", "name"}),
        # effective_on is compared by way of due_on, which a derive step computes from it
        ("community-correction-never-enrolled", "judgments", {"effective_on"}, {"court", "case_number"}),
        ("missed-recidivism", "custody", {"left_on", "reason"}, {"facility"}),
    ],
)
def test_joined_and_tested_columns_are_compared_and_carried_ones_are_not(model, need, compared, carried):
    words = compared_words(shipped(model), need)
    assert compared <= words
    assert not carried & words


def test_every_need_of_every_shipped_model_has_something_compared():
    for name in shipped_models():
        model = shipped(name)
        for need, wanted in model.needs.items():
            columns = set(wanted.columns or ())
            assert not columns or columns & compared_words(model, need), (name, need)
