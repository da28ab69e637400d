"""The result of a type: anchors tell of judges, what is out counts nowhere, what must be known is noted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from forms_parts import SCORING, forms_of

from mingjian.contest.results import Design, Standing, result, simulate


@pytest.fixture(scope="module")
def judged():
    made = simulate(Design(works=20, judges=6, reviews=4), 44_050)
    return forms_of(made), dict.fromkeys(made.truth, Standing.JUDGED)


def test_everything_of_a_result(judged):
    forms, standings = judged
    found = result("prototype", forms, SCORING, standings)
    assert [one.rank for one in found.ranks][:3] == [1, 2, 3]
    assert {one.work for one in found.intervals} == set(standings)
    assert set(found.by_criterion) == set(found.means) == {"novelty", "basis"}
    assert found.estimate.method == "robust"


def test_works_that_are_out_count_nowhere(judged):
    forms, standings = judged
    out = {**standings, "W0001": Standing.WITHDRAWN, "W0002": Standing.REFUSED}
    with_them = result("prototype", forms, SCORING, out)
    without = result("prototype", [form for form in forms if form.work not in ("W0001", "W0002")], SCORING,
                     {work: one for work, one in standings.items() if work not in ("W0001", "W0002")})  # fmt: skip
    assert with_them.estimate.by_work() == without.estimate.by_work()
    tombstones = [one for one in with_them.ranks if one.rank is None]
    assert [(one.work, one.standing) for one in tombstones] == [("W0001", "withdrawn"), ("W0002", "refused")]


def test_anchors_tell_of_judges_and_do_not_rank(judged):
    forms, standings = judged
    found = result("prototype", forms, SCORING, {**standings, "W0003": Standing.ANCHOR})
    anchor = next(one for one in found.ranks if one.work == "W0003")
    assert anchor.rank is None
    assert anchor.score is not None
    assert "W0003" in found.estimate.table.works


def test_forms_of_other_types_withdrawn_or_abstaining_do_not_count(judged):
    forms, standings = judged
    first = result("prototype", forms, SCORING, standings)
    more = [
        *forms,
        replace(forms[0], number=9001, kind="creative"),
        replace(forms[0], number=9002, withdrawn="conflict"),
        replace(forms[0], number=9003, abstained="not my field", scores={}),
    ]
    assert result("prototype", more, SCORING, standings).estimate.by_work() == first.estimate.by_work()


def test_what_has_to_be_said(judged):
    forms, standings = judged
    panels = result("prototype", forms, SCORING, standings, panels=True)
    assert panels.estimate.method == "raw"
    assert panels.notes[0].kind == "panels"
    lonely = result("prototype", forms, SCORING, {**standings, "W9999": Standing.JUDGED})
    assert any(note.kind == "unread" and "W9999" in note.zh for note in lonely.notes)
    apart = [form for form in forms if (form.work < "W0011") == (form.judge < "J004")]
    assert any(note.kind == "unconnected" for note in result("prototype", apart, SCORING, standings).notes)
