"""Every undetermined row is told by a source row, whatever it was made of."""

import pytest

from mingjian.collision.operators.telling import Told
from mingjian.collision.relation import Witness

TAKE = {"person": ["a.person", "b.person"], "amount": ["a.amount", "b.amount"]}


@pytest.fixture
def rows(kit):
    """Person 1 without an amount in both needs, person 2 with one, the first row of b without a person."""

    def one(person, amount):
        known = {"person": person, "id_number": kit.IDS[person - 1], "id_number__state": 2} if person else {}
        return dict.fromkeys(kit.VISIBLE) | {"id_number__state": 0, "_raw": None, "amount": amount} | known

    return {"a": [one(2, 1), one(1, None)], "b": [one(None, 1), one(2, 1), one(3, None), one(1, None)]}


@pytest.mark.parametrize("lineage", ["carry", "recover"])
@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"aggregate": "all", "by": ["person"], "take": {"s": "sum(amount)"}, "having": "s > 0"},
         {("null:s", "a", 1), ("null:s", "b", 2), ("key_missing", "b", 0)}),
        ({"ratio": "all", "by": ["person"], "top": "sum(amount)", "bottom": "count()", "at_least": 0},
         {("null:top", "a", 1), ("null:top", "b", 2), ("key_missing", "b", 0)}),
        ({"filter": "all", "where": "amount > 0"},
         {("null:amount", "a", 1), ("null:amount", "b", 2), ("null:amount", "b", 3)}),
        ({"latest": "all", "by": ["person"], "order": "amount", "weak": "none"}, {("key_missing", "b", 0)}),
    ],
)  # fmt: skip
def test_what_is_made_of_several_needs_is_told_by_the_row_it_came_from(world, rows, step, told, lineage):
    world.clear()
    scans = {need: world.scan(need, table) for need, table in rows.items()}
    steps = {"all": {"union": ["a", "b"], "take": TAKE}, "s": step}
    _, doubts, _ = world.run(scans, steps, lineage=lineage)
    assert {(reason, need, row) for reason, _, need, row in doubts} == told


def test_groups_of_groups_are_told_by_their_first_row(world, rows):
    world.clear()
    scans = {need: world.scan(need, table) for need, table in rows.items()}
    steps = {
        "all": {"union": ["a", "b"], "take": TAKE},
        "sums": {"aggregate": "all", "by": ["person"], "take": {"s": "sum(amount)", "n": "count()"}},
        "s": {"aggregate": "sums", "by": ["n"], "take": {"t": "sum(s)"}, "having": "t > 2"},
    }
    _, doubts, _ = world.run(scans, steps)
    assert {told for told in doubts if told[0] == "null:t"} == {("null:t", "sums", "b", 2)}


@pytest.mark.parametrize("row", [0, 1, -1, -(2**40), 2**40 - 1])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_mark_says_which_witness_and_which_row(engine, row, at):
    """Quarantined records have numbers below zero."""
    told = Told((Witness("a", "a", partial=True), Witness("b", "b", many=True, partial=True), Witness("c", "a")))
    values = ["NULL::BIGINT", "NULL::BIGINT[]", "NULL::BIGINT"]
    values[at] = f"[7000000000000, {row}]::BIGINT[]" if at == 1 else f"{row}::BIGINT"
    made = ", ".join(f'{value} AS "_w.{alias}"' for value, alias in zip(values, "abc", strict=True))
    query = f"SELECT {told.columns('m')} FROM (SELECT {told.mark('l')} AS m FROM (SELECT {made}) l)"
    assert engine.run(query) == [("aba"[at], row)]


def test_nothing_names_a_row_without_numbers(engine):
    assert engine.run(f"SELECT {Told(()).columns(Told(()).first('l'))}") == [(None, None)]
    only = Told((Witness("a", "a", partial=True),))
    assert engine.run(f"SELECT {only.columns('NULL::BIGINT')}") == [(None, None)]
