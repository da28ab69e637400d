"""The table of penalties: known rows, dates, and its derivation from the text of the law."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from mingjian.law.charges import charges
from mingjian.law.penalties import penalties, penalty, penalty_tiers

ROOT = Path(__file__).parents[2]


def test_drunk_driving_allows_detention_only_and_needs_a_fine() -> None:
    row = penalty("危险驾驶罪", date(2020, 1, 1))
    assert row is not None
    assert (row.allows_fixed_term, row.allows_detention, row.fine_rule) == (False, True, "must")


def test_embezzlement_got_its_fine_in_2021() -> None:
    before, after = (penalty("职务侵占罪", day) for day in (date(2021, 2, 28), date(2021, 3, 1)))
    assert before is not None
    assert after is not None
    assert (before.fine_rule, after.fine_rule) == ("none", "must")
    assert (before.verified, after.verified) == (False, True)


def test_bribery_takes_the_penalty_of_the_article_it_refers_to() -> None:
    row = penalty("受贿罪", date(2020, 1, 1))
    assert row is not None
    assert row.article == "383"
    assert row.confiscation
    assert row.fine_rule == "must"


def test_two_articles_of_one_charge_are_joined() -> None:
    row = penalty("放火罪", date(2020, 1, 1))
    assert row is not None
    assert row.article == "114、115-1"
    assert (row.allows_detention, row.allows_death, row.min_months) == (False, True, 36)
    carelessly = penalty("失火罪", date(2020, 1, 1))
    assert carelessly is not None
    assert (carelessly.allows_death, carelessly.max_months) == (False, 84)


def test_a_time_the_table_does_not_hold_is_unknown() -> None:
    assert penalty("危险驾驶罪", date(2010, 1, 1)) is None
    assert penalty("伪造货币罪", date(1997, 9, 30)) is None


@pytest.mark.parametrize(
    ("charge", "day", "months", "fine", "detention", "surveillance", "life"),
    [
        ("盗窃罪", "2018-01-01", (6, 180), "must", True, True, True),
        ("诈骗罪", "2018-01-01", (6, 180), "must", True, True, True),
        ("交通肇事罪", "2018-01-01", (6, 180), "none", True, False, False),
        ("故意伤害罪", "2018-01-01", (6, 180), "none", True, True, True),
        ("寻衅滋事罪", "2018-01-01", (6, 120), "may", True, True, False),
        ("开设赌场罪", "2018-01-01", (6, 120), "must", True, True, False),
        ("开设赌场罪", "2022-01-01", (6, 120), "must", True, True, False),
        ("赌博罪", "2018-01-01", (6, 36), "must", True, True, False),
        ("非法持有毒品罪", "2018-01-01", (6, 180), "must", True, True, True),
        ("走私、贩卖、运输、制造毒品罪", "2018-01-01", (6, 180), "must", True, True, True),
        ("容留他人吸毒罪", "2018-01-01", (6, 36), "must", True, True, False),
        ("妨害公务罪", "2018-01-01", (6, 36), "alternative", True, True, False),
        ("袭警罪", "2022-01-01", (6, 84), "none", True, True, False),
        ("强奸罪", "2018-01-01", (36, 180), "none", False, False, True),
        ("猥亵儿童罪", "2022-01-01", (6, 180), "none", False, False, False),
        ("催收非法债务罪", "2022-01-01", (6, 36), "must", True, True, False),
        ("掩饰、隐瞒犯罪所得、犯罪所得收益罪", "2018-01-01", (6, 84), "must", True, True, False),
        ("组织卖淫罪", "2018-01-01", (60, 180), "must", False, False, True),
        ("协助组织卖淫罪", "2018-01-01", (6, 120), "must", False, False, False),
        ("拒不执行判决、裁定罪", "2018-01-01", (6, 84), "may", True, False, False),
        ("职务侵占罪", "2018-01-01", (6, 180), "none", True, False, False),
        ("行贿罪", "2018-01-01", (6, 180), "must", True, False, True),
    ],
)
def test_known_charges(charge, day, months, fine, detention, surveillance, life) -> None:
    row = penalty(charge, date.fromisoformat(day))
    assert row is not None
    assert (row.min_months, row.max_months) == months
    assert row.fine_rule == fine
    assert (row.allows_detention, row.allows_surveillance, row.allows_life) == (detention, surveillance, life)


def test_rows_of_one_charge_never_overlap() -> None:
    by_charge: dict[str, list[tuple[date, date]]] = {}
    for row in penalties():
        by_charge.setdefault(row.charge, []).append((row.start, row.end or date.max))
    for spans in by_charge.values():
        spans.sort()
        assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_every_charge_has_a_row_and_the_names_of_today_are_all_there() -> None:
    have = {row.charge for row in penalties()}
    assert set(charges()) == have
    # 483 by the eighth supplement, one of which (骗购外汇罪) stands outside the Criminal Law
    assert sum(one.end is None for one in charges().values()) == 482


@pytest.mark.realdata
def test_the_shipped_table_is_what_the_text_of_the_law_says() -> None:
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    for table in ("penalties", "tiers"):
        derived = subprocess.run(
            [sys.executable, str(ROOT / "scripts/derive_penalties.py"), str(Path(data) / "lawrefbook"), table],
            check=True,
            capture_output=True,
            text=True,
        )
        assert derived.stderr == ""
        assert derived.stdout == (ROOT / f"src/mingjian/law/data/{table}.csv").read_text(encoding="utf-8")


def test_tiers_of_a_charge() -> None:
    theft = penalty_tiers("盗窃罪", date(2018, 1, 1))
    assert [(tier.min_months, tier.max_months, tier.fine_only) for tier in theft] == [
        (6, 36, True),
        (36, 120, False),
        (120, 180, False),
    ]
    assert penalty_tiers("危险驾驶罪", date(2010, 1, 1)) == ()


def test_every_row_is_the_union_of_its_tiers() -> None:
    for row in penalties():
        found = penalty_tiers(row.charge, row.start)
        assert found
        assert row.max_months == max((t.max_months for t in found if t.max_months is not None), default=None)
        assert row.allows_detention == any(tier.detention for tier in found)
