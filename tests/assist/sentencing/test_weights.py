"""Drug weights into tiers: thresholds, several kinds, what contradicts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sentencing_parts import DAYS

from mingjian.assist.sentencing import Calculation, Shelf, calculate, read_facts, replay, shipped_parameters
from mingjian.models.problems import ModelErrors

TRAFFICKING, POSSESSION = "走私、贩卖、运输、制造毒品罪", "非法持有毒品罪"


def _made(charge: str, drugs: dict[str, Any], **more: Any) -> Calculation:
    facts = {**DAYS, "crimes": [{"charge": charge, "drugs": drugs, **more}]}
    read = read_facts(json.dumps(facts, ensure_ascii=False), "facts.yaml", shipped_parameters())
    return calculate(read, Shelf(shipped_parameters()))


@pytest.mark.parametrize(
    ("charge", "drugs", "months"),
    [
        (TRAFFICKING, {"海洛因": 9.999}, (1, 48)),  # below: small, or small and serious
        (TRAFFICKING, {"海洛因": 10}, (84, 96)),  # 以上 includes the number itself
        (TRAFFICKING, {"海洛因": 49.99}, (84, 96)),
        (TRAFFICKING, {"海洛因": 50}, (180, 180)),
        (TRAFFICKING, {"氯胺酮": 100}, (84, 96)),
        (TRAFFICKING, {"海洛因": 8, "氯胺酮": 20}, (84, 96)),  # 8/10 + 20/100 = 1
        (TRAFFICKING, {"海洛因": 8, "氯胺酮": 19.9}, (1, 48)),
        (TRAFFICKING, {"海洛因": 40, "氯胺酮": 100}, (180, 180)),  # 40/50 + 100/500 = 1
        (POSSESSION, {"鸦片": 200}, (1, 48)),  # 348: larger, or serious beside it
        (POSSESSION, {"鸦片": 1000}, (84, 108)),
    ],
)
def test_a_weight_chooses_the_tier(charge: str, drugs: dict[str, Any], months: tuple[int, int]) -> None:
    """Worked by hand: starting points of the tiers the weight is in."""
    made = _made(charge, drugs)
    assert made.months == months
    assert replay(json.loads(json.dumps(made.plain())), Shelf(shipped_parameters())).same


def test_what_contradicts_is_asked() -> None:
    told = [one.zh for one in _made(TRAFFICKING, {"海洛因": 60}, situation="small").asks]
    assert any("与所选档次不符" in one for one in told)
    told = [one.zh for one in _made(POSSESSION, {"海洛因": 3}).asks]
    assert any("不足定罪数量" in one for one in told)


@pytest.mark.parametrize(
    ("charge", "drugs", "told"),
    [
        (POSSESSION, {"海洛英": 8}, "是否想写：海洛因"), ("盗窃罪", {"海洛因": 8}, "不按毒品数量定档"),
        (POSSESSION, {"海洛因": -1}, "drugs"), (POSSESSION, {"海洛因": "八"}, "drugs"),
    ],
)  # fmt: skip
def test_kinds_and_crimes_that_are_not_there(charge: str, drugs: dict[str, Any], told: str) -> None:
    with pytest.raises(ModelErrors) as error:
        _made(charge, drugs)
    assert told in str(error.value)
