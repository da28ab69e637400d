"""Which inputs a clue rests on: those with rows behind it, and those in which something is absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from runs_models import ABSENT, AS_OF, YEAR, deaths, model, payments

from mingjian.clues import clues_of, evidence_of, grounds_of
from mingjian.intake import Intake, Order
from mingjian.lake import Lake
from mingjian.library import shipped
from mingjian.runs import StoredRun, run_model


def same_as_evidence(lake: Lake, run: StoredRun) -> set[tuple[str, ...]]:
    """The grounds of every clue of a run, which are the inputs its evidence shows."""
    shown, found = evidence_of(lake, run), set()
    for clue in clues_of(run):
        grounds = grounds_of(run, [clue.clue_id])
        assert set(grounds) == {table.need for table in shown[clue.clue_id]}
        found.add(grounds)
    assert found
    return found


def test_absence_is_a_ground(lake: Lake) -> None:
    deaths(lake, people=2)
    payments(lake, people=1, coverage=YEAR)
    run = run_model(lake, model(ABSENT), as_of=AS_OF, purpose="专项一号")
    assert {len(one) for one in same_as_evidence(lake, run)} == {2}


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (("pensions",), {("deaths", "pensions")}),
        (("pensions", "relief"), {("deaths", "pensions"), ("deaths", "benefits")}),
    ],
)
def test_a_list_that_says_nothing_of_a_clue_is_none(
    lake: Lake, tmp_path: Path, paid: tuple[str, ...], expected: set[tuple[str, ...]]
) -> None:
    """A model that reads pensions and benefits: who was paid a pension is no case of the benefits list."""
    key, months = "340102195001020011", [f"2024-{month:02d}" for month in range(1, 13)]
    rows = {
        "deaths": ["姓名,身份证号,死亡日期,火化日期,行政区划", f"甲乙,{key},2024-01-05,2024-01-08,340102"],
        "pensions": ["姓名,身份证号,所属月份,发放金额,行政区划"],
        "relief": ["姓名,身份证号,救助类别,所属月份,发放金额,行政区划"],
    }
    if "pensions" in paid:
        rows["pensions"] += [f"甲乙,{key},{month},1000.50,340102" for month in months]
    if "relief" in paid:
        rows["relief"] += [f"甲乙,{key},低保,{month},600,340102" for month in months]
    standards = {"deaths": "death_record", "pensions": "pension_payment", "relief": "benefit_payment"}
    orders = []
    for name, lines in rows.items():
        file = tmp_path / f"{name}.csv"
        file.write_text("\n".join([*lines, lines[-1]] if len(lines) == 1 else lines) + "\n", encoding="utf-8")
        orders.append(
            Order(file, standards[name], dataset=standards[name], delivery="full", owner="340000", synthetic=True)
        )
    for _ in Intake(lake).load_all(orders):
        pass
    run = run_model(lake, shipped("benefits-paid-to-the-dead"), as_of=AS_OF, purpose="专项一号")
    assert same_as_evidence(lake, run) == expected
    assert set(grounds_of(run, [one.clue_id for one in clues_of(run)])) == {name for one in expected for name in one}
