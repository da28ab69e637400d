"""A small model to be written in several ways."""

from __future__ import annotations

from typing import Any

from mingjian.models.source import read_source
from mingjian.originality.plan import Feature, features, plan_of_model

HEAD = """
needs:
  deaths: {standard: death_record@1, columns: [person, name, id_number, died_on, kind]}
  payments: {standard: pension_payment@1, columns: [person, month, amount, paid_month, region]}
parameters:
  grace: {value: 2 months, range: [0, 12]}
  least: {value: 3, unit: times, range: [1, 9]}
"""
CLUE = """
clue: {from: last, about: person, key: [person], place: region}
"""


def model(steps: str) -> dict[str, Any]:
    """The data of a model with these steps; the last is called ``last``."""
    found = read_source(HEAD + "steps:\n" + steps + CLUE, "model.yaml")
    assert not found.problems, found.problems
    assert isinstance(found.data, dict)
    return found.data


def parts(steps: str) -> frozenset[Feature]:
    """What such a model is made of."""
    plan = plan_of_model(model(steps))
    assert plan.unread == ()
    return features(plan)
