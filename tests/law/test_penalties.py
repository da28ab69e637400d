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
from mingjian.law.penalties import penalties, penalty

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


def test_two_articles_of_one_charge_are_joined() -> None:
    row = penalty("放火罪", date(2020, 1, 1))
    assert row is not None
    assert row.article == "114、115"
    assert (row.allows_detention, row.allows_death, row.min_months) == (True, True, 6)


def test_a_time_the_table_does_not_hold_is_unknown() -> None:
    assert penalty("盗窃罪", date(2010, 1, 1)) is None


def test_rows_of_one_charge_never_overlap() -> None:
    by_charge: dict[str, list[tuple[date, date]]] = {}
    for row in penalties():
        by_charge.setdefault(row.charge, []).append((row.start, row.end or date.max))
    for spans in by_charge.values():
        spans.sort()
        assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_nearly_every_charge_has_a_row() -> None:
    have = {row.charge for row in penalties()}
    assert [name for name in charges() if name not in have] == ["非法出售、私赠文物藏品罪"]


@pytest.mark.realdata
def test_the_shipped_table_is_what_the_text_of_the_law_says() -> None:
    data = os.environ.get("MINGJIAN_DATA")
    if not data:
        pytest.skip("MINGJIAN_DATA is not set: the shared data set is absent")
    statutes = Path(data) / "lawrefbook" / "statutes.jsonl"
    derived = subprocess.run(
        [sys.executable, str(ROOT / "scripts/derive_penalties.py"), str(statutes)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    shipped = (ROOT / "src/mingjian/law/data/penalties.csv").read_text(encoding="utf-8").splitlines()
    assert shipped[: len(derived)] == derived
    assert all(",false," in line for line in shipped[len(derived) :])
