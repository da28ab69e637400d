"""Which way a condition on groups turns when a group gets more rows."""

import pytest

from mingjian.collision import Context, Scan, bind_plan, parse_step, scan_relation
from mingjian.collision.operators.growing import falls, ways

TAKE = {
    "c": "count()", "s": "sum(amount)", "lo": "min(day)", "hi": "max(day)", "an": "any(n = 1)", "al": "all(n = 1)",
    "f": "first(n)", "m": "avg(n)", "both": "count() - count_if(n = 1)", "more": "count() + distinct(n)",
}  # fmt: skip


@pytest.mark.parametrize(
    ("having", "expected"),
    [
        ("c >= 3", "up"),
        ("3 <= c", "up"),
        ("c > 2 and an", "up"),
        ("an or s > 100", "up"),
        ("lo <= 2022-01-01", "up"),
        ("hi > 2022-01-01", "up"),
        ("more >= 3", "up"),
        ("not al", "up"),
        ("c <= 3", "down"),
        ("3 > c", "down"),
        ("not an", "down"),
        ("not (c > 2 or an)", "down"),
        ("al", "down"),
        ("lo > 2022-01-01", "down"),
        ("hi < 2022-01-01", "down"),
        ("c between 2 and 4", "down up"),
        ("c = 2", "down up"),
        ("c >= f", "down up"),
        ("f = 1", "down up"),
        ("m >= 1", "down up"),
        ("both >= 1", "down up"),
        ("hi is null", "down up"),
        ("case when c > 2 then true end", "down up"),
        ("region = '330106'", ""),
    ],
)
def test_which_way(kit, having, expected):
    made = bound(kit, having)
    assert " ".join(sorted(ways(made.having, made.made))) == expected
    assert made.members.asked == ("down" in expected)


@pytest.mark.parametrize(
    ("having", "expected"),
    [
        ("c > 2 and an", "never"),
        ("al and c >= 1", "with all"),
        ("c >= 1 and (not an and c <= 9)", "with all"),
        ("al or c >= 1", "with some"),
        ("c = 1 and al", "with some"),
        ("c >= 1 and m >= 1", "with some"),
    ],
)
def test_whether_what_holds_can_fall(kit, having, expected):
    """Parts of a conjunction all hold, so those that only go up stay."""
    made = bound(kit, having)
    assert falls(made.having, made.made) == expected
    assert made.members.asked == (expected != "never")


def bound(kit, having):
    step = {"aggregate": "a", "by": ["person", "region"], "take": TAKE, "having": having}
    scans = {"a": Scan(scan_relation("a", kit.FIELDS))}
    return bind_plan(scans, [parse_step("s", step)], Context()).steps[-1].bound
