"""Plans of real models: what disguise leaves, what unrelated models share, and how it is explained."""

from __future__ import annotations

import random

import pytest

from benchmarks.originality.disguises import DISGUISES
from mingjian.library import shipped
from mingjian.models.source import read_source
from mingjian.originality.plan import Weights, explained, features, likeness, plan_of_model

NAMES = (
    "benefits-paid-to-the-dead",
    "third-party-injury-billed",
    "empty-card-swiping",
    "sites-without-wage-protection",
)
DATA = {name: read_source((shipped(name) / "model.yaml").read_text("utf-8"), name).data for name in NAMES}
PLANS = {name: plan_of_model(data) for name, data in DATA.items()}
WEIGHTS = Weights(map(features, PLANS.values()))


@pytest.mark.parametrize("kind", DISGUISES)
def test_a_disguised_copy_is_nearer_than_any_other_model(kind: str) -> None:
    name = NAMES[0]
    copy = WEIGHTS.weigh(features(plan_of_model(DISGUISES[kind](DATA[name], random.Random(5)))))
    found = {other: likeness(WEIGHTS.weigh(features(plan)), copy).value for other, plan in PLANS.items()}
    assert max(found, key=lambda one: found[one]) == name
    assert found[name] > 3 * max(value for other, value in found.items() if other != name)


def test_likeness_is_the_same_both_ways_and_whole_for_itself() -> None:
    one, other = (WEIGHTS.weigh(features(PLANS[name])) for name in NAMES[:2])
    assert likeness(one, other).value == likeness(other, one).value
    assert likeness(one, one).value == pytest.approx(1.0)
    assert likeness(one, WEIGHTS.weigh(())).value == 0


def test_the_explanation_names_the_steps_and_what_survived() -> None:
    data = DATA[NAMES[0]]
    copy = plan_of_model(DISGUISES["values"](DISGUISES["rename"](data, random.Random(1)), random.Random(1)))
    told = explained(PLANS[NAMES[0]], copy, WEIGHTS)
    assert told.structure == told.meaning == 1.0
    assert told.values is not None
    assert told.values < 1
    assert told.order == 1.0
    assert {pair.one for pair in told.steps} >= {"pension_after_death", "benefit_after_death"}
    assert all(pair.one != pair.other and pair.share > 0.5 and pair.common for pair in told.steps)
    shuffled = explained(PLANS[NAMES[0]], plan_of_model(DISGUISES["reorder"](data, random.Random(2))), WEIGHTS)
    assert shuffled.order is not None
    assert shuffled.order < 1


def test_unrelated_models_are_explained_as_having_little_in_common() -> None:
    told = explained(PLANS[NAMES[0]], PLANS[NAMES[2]], WEIGHTS)
    assert told.meaning is not None
    assert told.meaning < 0.2
    assert told.only_one
    assert told.only_other
