"""Which standard a delivery is taken for when nobody says."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.intake import Intake
from mingjian.intake.suggest import SURE, suggest, surely
from mingjian.lake import Lake
from mingjian.standards import standards


@pytest.mark.parametrize(
    ("name", "above", "expected"),
    [
        ("明细.csv", "某区人社局养老待遇发放明细", "pension_payment@1"),
        ("2025年养老金发放.csv", "", "pension_payment@1"),
        ("明细.csv", "某区民政局救助与补贴发放情况", "benefit_payment@1"),
        ("困难群众救助补贴发放.csv", "", "benefit_payment@1"),
    ],
)
def test_lists_of_one_shape_are_told_apart_by_what_they_are_called(
    lake: Lake, tmp_path: Path, name: str, above: str, expected: str
) -> None:
    lines = [f"{above},,,,", "制表日期：2025.7.1,,,,"] if above else []
    lines += ["姓名,公民身份号码,所属期,发放金额,行政区划", "甲乙,340102195001020011,2025-01,600,340102"]
    (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    assert Intake(lake).plan(tmp_path / name).mapping.standard == expected


def test_what_is_sure_is_so_among_all_suggestions() -> None:
    """Guessing the standard of a table looks at sure names only; that is a shorter way to the same ones."""
    for told in list(standards().values())[::24]:
        names = [one.headers[len(one.headers) // 2] for one in told.columns.values()]
        header = [*names, "金额（万元）", "甲/姓名", "姓名#2", "", "身份证号码1", *(f"列 {n}" for n in range(20))]
        samples = [["x"] * len(header)] * 6
        for standard in standards().values():
            expected = [one for one in suggest(standard, header, samples) if one.confidence >= SURE]
            assert surely(standard, header, samples) == expected
