"""Judging again is a set: shown, then applied or dropped; refused on forms it was not made on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from forms_parts import SCORING, forms_of

from mingjian.contest.errors import ContestError
from mingjian.contest.forms import digest_of
from mingjian.contest.results import Design, Standing, applied, dropped, preview, rejudge, result, simulate

MADE = simulate(Design(works=12, judges=6, reviews=3), 44_060)
FORMS = forms_of(MADE)


def ranks(forms):
    return result("prototype", forms, SCORING, dict.fromkeys(MADE.truth, Standing.JUDGED)).ranks


def test_preview_shows_what_applying_does():
    worst = ranks(FORMS)[-1].work
    first = next(form for form in FORMS if form.work == worst)
    better = replace(first, number=900, scores={"novelty": 10, "basis": 10}, reasons={})
    one = rejudge(FORMS, "secretary", "the judge mixed two works up", {first.number: "mixed up"}, [better])
    moves = preview(FORMS, one, ranks)
    assert worst in {move.work for move in moves}
    after, record = applied(FORMS, one)
    now = {rank.work: rank for rank in ranks(after)}
    assert all((now[move.work].rank, now[move.work].score) == (move.after, move.score_after) for move in moves)
    assert record["reason"] == "the judge mixed two works up"
    assert record["withdrawn"] == {str(first.number): "mixed up"}
    assert record["now"] == digest_of(after) != record["on"]
    assert next(form for form in after if form.number == first.number).scores == first.scores


def test_dropping_changes_nothing_and_is_recorded():
    one = rejudge(FORMS, "secretary", "asked for", {1: "doubt"})
    record = dropped(one, "the judge explained it")
    assert (record["outcome"], record["why"]) == ("dropped", "the judge explained it")
    assert digest_of(FORMS) == one.on


def test_a_set_made_on_older_forms_is_refused():
    one = rejudge(FORMS, "secretary", "asked for", {1: "doubt"})
    later, _ = applied(FORMS, rejudge(FORMS, "secretary", "other", {2: "conflict"}))
    for act in (lambda: preview(later, one, ranks), lambda: applied(later, one)):
        with pytest.raises(ContestError, match="forms have changed"):
            act()


@pytest.mark.parametrize(
    ("reason", "withdraw", "add", "match"),
    [
        ("  ", {1: "x"}, [], "needs a reason"),
        ("r", {999: "x"}, [], "no form to withdraw with number 999"),
        ("r", {1: " "}, [], "each form"),
        ("r", {}, [FORMS[0]], "has the number 1 already"),
    ],
)
def test_a_set_that_says_nothing_is_refused(reason, withdraw, add, match):
    with pytest.raises(ContestError, match=match):
        rejudge(FORMS, "secretary", reason, withdraw, add)
