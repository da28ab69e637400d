"""Two ways to write one rule make one plan; two rules do not."""

from __future__ import annotations

import pytest
from plan_parts import model, parts

from mingjian.originality.plan import plan_of_model

PLAIN = """
  dead: {filter: deaths, where: kind = 'medical'}
  hits: {match: [{p: payments}, {d: dead}], on: person, where: p.month > month(d.died_on) + grace}
  last: {aggregate: hits, by: person, take: {n: count(), region: last(region)}, having: n >= least}
"""


@pytest.mark.parametrize(
    "steps",
    [
        # other names and order, sides of comparisons and inputs exchanged
        """
  last: {aggregate: z, by: person, take: {w: last(region), m: count()}, having: least <= m}
  z: {match: [{b: y}, {a: payments}], on: person, where: month(b.died_on) + grace < a.month}
  y: {filter: deaths, where: "'medical' = kind"}
""",
        # the filter cut in two, its condition computed first, the difference on the other side
        """
  one: {derive: deaths, take: {fine: kind = 'medical'}}
  two: {filter: one, where: fine}
  hits: {match: [{p: payments}, {d: two}], on: person, where: not (p.month - grace <= month(d.died_on))}
  last: {count: hits, by: person, at_least: least}
""",
        # a choice instead of a condition, and steps and conditions that do nothing
        """
  idle: {filter: payments, where: amount > 5}
  dead: {filter: deaths, where: "case when kind != 'medical' then null when 1 = 1 then true else false end"}
  hits: {match: [{p: payments}, {d: dead}], on: person, where: p.month > month(d.died_on) + grace}
  more: {derive: hits, take: {spare: "'x'"}}
  last: {aggregate: more, by: person, take: {n: count(), spare: count(), region: last(region)}, having: n >= least}
""",
    ],
)
def test_the_same_rule_written_otherwise_is_the_same_plan(steps: str) -> None:
    assert parts(steps) == parts(PLAIN)


@pytest.mark.parametrize(
    ("old", "new"),
    [("p.month > month", "p.month < month"), ("on: person", "on: region"), ("'medical'", "'declared'"),
     ("match:", "absent:"), ("by: person", "by: region"), ("kind =", "kind !=")],
)  # fmt: skip
def test_another_rule_is_another_plan(old: str, new: str) -> None:
    assert old in PLAIN
    assert parts(PLAIN.replace(old, new)) != parts(PLAIN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "  last: {within: [{d: deaths}, {p: payments}], on: person, from: died_on, to: p.paid_month, most: grace}",
            "  last: {match: [{d: deaths}, {p: payments}], on: person, "
            "where: p.paid_month >= d.died_on and p.paid_month <= d.died_on + grace}",
        ),
        (
            "  last: {ratio: payments, by: region, top: count_if(amount > 9), bottom: count(), above: 0.5}",
            "  last: {aggregate: payments, by: region, take: {a: count_if(9 < amount), b: count(), r: a / b}, "
            "having: count_if(amount > 9) / count() > 0.5}",
        ),
        (
            "  last: {check: payments, rules: [{id: a, when: amount > 5, expect: region is not null}]}",
            "  last: {filter: payments, where: amount > 5 and region is null}",
        ),
        ("  last: {filter: deaths, where: \"kind in ['a', 'b']\"}",
         "  last: {filter: deaths, where: kind = 'b' or kind = 'a'}"),
        ("  last: {filter: deaths, where: \"kind not in ['a', 'b']\"}",
         "  last: {filter: deaths, where: not (kind = 'b' or kind = 'a')}"),
        ("  last: {filter: payments, where: amount between 2 and 5}",
         "  last: {filter: payments, where: not (amount < 2 or amount > 5)}"),
        (
            "  last: {absent: [{d: deaths}, {p: payments}], on: person}",
            "  both: {union: [{d: deaths}, {p: payments}], take: {person: [d.person, p.person], "
            "side: [\"'dead'\", \"'paid'\"]}}\n"
            "  last: {aggregate: both, by: person, take: {n: \"count_if(side = 'paid')\"}, having: n = 0}",
        ),
    ],
)  # fmt: skip
def test_what_plainer_operators_say_too(one: str, other: str) -> None:
    assert parts(one + "\n") == parts(other + "\n")


def test_constants_count_by_unit_and_size_before_they_count_by_value() -> None:
    same, near, far = (
        parts(PLAIN.replace("died_on) + grace", f"died_on) + {text}")) for text in ("2 months", "3 months", "9 years")
    )
    levels = {feature.level for feature in same ^ near}
    assert same == parts(PLAIN)
    assert levels == {"exact"}
    assert "sized" in {feature.level for feature in same ^ far}


def test_a_circle_an_unknown_verb_and_an_unknown_list_are_read_as_far_as_they_go() -> None:
    circle = plan_of_model(
        model("  a: {filter: last, where: region is null}\n  last: {match: [a, payments], on: person}\n")
    )
    assert circle.final.verb == "match"
    odd = plan_of_model(model("  a: {conjure: payments}\n  last: {match: [a, nowhere], on: person}\n"))
    assert odd.unread == ("a", "last")
    assert plan_of_model({"needs": [], "steps": None, "clue": 3}).final.verb == "nothing"


def test_columns_made_of_columns_do_not_grow_without_bound() -> None:
    doubling = "".join(f"  s{n}: {{derive: s{n - 1}, take: {{x{n}: x{n - 1} + x{n - 1} * 2}}}}\n" for n in range(1, 60))
    steps = "  s0: {derive: payments, take: {x0: amount + 1}}\n" + doubling + "  last: {filter: s59, where: x59 > 1}\n"
    assert len(parts(steps)) < 100
