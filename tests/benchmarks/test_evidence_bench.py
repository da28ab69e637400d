"""The files evidence guidance is measured by are whole, and a fault of each kind can be put into one of them."""

from __future__ import annotations

import json
import random

import pytest

from benchmarks.evidence.clashes import CLASHES
from benchmarks.evidence.dossiers import DOSSIERS
from benchmarks.evidence.expected import EXPECTED
from benchmarks.evidence.making import whole_file
from mingjian.assist.evidence import check, parse_case, shipped_rules


@pytest.mark.parametrize("name", DOSSIERS)
def test_nothing_is_told_of_a_whole_file(name: str) -> None:
    report = check(parse_case(json.dumps(whole_file(name, 44_000), ensure_ascii=False)))
    assert not report.gaps
    assert not report.findings
    assert not report.lacking


def test_every_kind_of_fault_finds_a_file_and_has_a_name() -> None:
    for change in CLASHES:
        assert EXPECTED[change.__name__] <= set(shipped_rules())
        made = [change(whole_file(name, 44_000), random.Random(1)) for name in DOSSIERS]
        assert any(one is not None for one in made), change.__name__
