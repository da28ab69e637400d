"""outlier against medians and ranks by hand: borders, groups that cannot be judged, values nobody knows."""

import datetime as dt
import math
from collections import Counter, defaultdict
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def ranked(values, share):
    return sorted(values)[math.ceil(share * len(values)) - 1]


def deviation(value, values):
    """Of whole numbers, as the contract says it."""
    middle = float(median(values))
    spread = float(median(abs(x - middle) for x in values))
    unit = spread / 0.6745 if spread else sum(abs(x - middle) for x in values) / len(values) * 1.253314
    return (value - middle) / unit if unit else 0.0


def expected(kit, table, by, of, option, side, fewest, unknown, scale):
    groups, found, doubts = defaultdict(list), Counter(), Counter()
    for i, one in enumerate(table):
        if reason := kit.key_reason(one, by):
            doubts[reason, "a", "a", i] += 1
        else:
            groups[tuple(one[key] for key in by)].append((i, one))
    for rows in groups.values():
        values = [one[of] for _, one in rows if one[of] is not None]
        missing = len(rows) - len(values)
        why = "few_peers" if len(values) < fewest else "unknown_peers" if missing > unknown * len(rows) else None
        for i, one in rows:
            if one[of] is None or why:
                doubts[f"null:{of}" if one[of] is None else why, "a", "a", i] += 1
            elif (made := judged(one[of], values, option, side, scale)) is not None:
                shown = {column: one[column] for column in kit.VISIBLE}
                quarters = {f"peer_q{q}": ranked(values, Fraction(q, 4)) for q in (1, 3)}
                made |= {"peers": len(values), "peer_low": min(values), "peer_high": max(values)}
                made |= {"peer_median": float(median(values))}
                found[kit.frozen(shown | quarters | made | {"_w.a": i})] += 1
    return found, doubts


def judged(value, values, option, side, scale):
    """The last column of a row that is kept."""
    if "percentile" in option:
        border = ranked(values, Fraction(str(option["percentile"])) / 100)
        passes = value > border if side == "high" else value < border
        return {"peer_border": border} if passes else None
    far = deviation(value * scale, [x * scale for x in values])
    passes = {"high": far >= option["at_least"], "low": far <= -option["at_least"]}
    passes["both"] = any(passes.values())
    return {"deviation": far} if passes[side] else None


@pytest.mark.parametrize(("of", "scale"), [("n", 1), ("amount", 100)])
@pytest.mark.parametrize("by", [["region"], ["person", "region"]])
def test_outlier(world, kit, of, scale, by):
    @SETTINGS
    @given(
        kit.rows(14),
        st.sampled_from([{"at_least": 1}, {"at_least": 0.6745}, {"percentile": 50}, {"percentile": 90}]),
        st.sampled_from(["high", "low", "both"]),
        st.sampled_from([0, 0.25, 0.5]),
    )
    def check(table, option, side, unknown):
        world.clear()
        side = "low" if side == "both" and "percentile" in option else side
        step = {"outlier": "a", "of": of, "peers": by, "side": side, "min_peers": 3, "unknown": unknown} | option
        rows, told, _ = world.run({"a": world.scan("a", table)}, {"s": step}, lineage="carry")
        found, doubts = expected(kit, table, by, of, option, side, 3, Fraction(str(unknown)), scale)
        assert rows == found
        assert told == doubts

    check()


def rows_of(kit, values, column="n"):
    base = dict.fromkeys(kit.VISIBLE) | {"id_number__state": 0, "_raw": None, "region": "330106"}
    return [base | {column: value, "day": dt.date(2022, 1, 1) + dt.timedelta(n)} for n, value in enumerate(values)]


def kept(world, kit, values, column="n", **options):
    world.clear()
    step = {"outlier": "a", "of": column, "peers": "region"} | options
    rows, told, _ = world.run({"a": world.scan("a", rows_of(kit, values, column))}, {"s": step})
    return sorted(dict(row)[column] for row in rows.elements()), Counter(reason for reason, *_ in told.elements())


def test_borders(world, kit):
    """0.6745 · (x − 50) / 10 reaches 3.5 at 101.9; eleven values, the median 50, half of them within 10."""
    values = [40, 40, 40, 40, 40, 50, 60, 60, 60, 60]
    assert kept(world, kit, [*values, 101], at_least=3.5) == ([], Counter())
    assert kept(world, kit, [*values, 102], at_least=3.5) == ([102], Counter())
    assert kept(world, kit, [*values, 102], at_least=3.5, side="low") == ([], Counter())
    assert kept(world, kit, [-2, *values[1:], 102], at_least=3.5, side="both") == ([-2, 102], Counter())


def test_a_percentile_is_a_rank_and_its_border_is_left_out(world, kit):
    assert kept(world, kit, range(100), percentile=95) == ([95, 96, 97, 98, 99], Counter())
    assert kept(world, kit, range(100), percentile=7, side="low") == ([0, 1, 2, 3, 4, 5], Counter())
    assert kept(world, kit, range(100), percentile=99.5) == ([], Counter())


def test_equal_peers_do_not_deviate_and_the_one_that_differs_does(world, kit):
    assert kept(world, kit, [5] * 20, at_least=3.5) == ([], Counter())
    assert kept(world, kit, [5] * 20 + [6], at_least=3.5) == ([6], Counter())


def test_small_groups_and_groups_with_gaps_are_not_judged(world, kit):
    assert kept(world, kit, range(9), at_least=3.5) == ([], Counter(few_peers=9))
    gaps = [None, *range(18)]
    assert kept(world, kit, gaps, percentile=95) == ([], Counter({"unknown_peers": 18, "null:n": 1}))
    assert kept(world, kit, gaps, percentile=95, unknown=0.06) == ([], Counter({"null:n": 1}))


def test_wrong_options_are_told_together(world, kit):
    from mingjian.collision import StepErrors

    with pytest.raises(StepErrors) as told:
        kept(world, kit, [1], percentile=100, side="both", min_peers=2, unknown=1)
    assert [problem.path[-1] for problem in told.value.problems] == ["side", "percentile", "min_peers", "unknown"]
    with pytest.raises(StepErrors, match="one of at_least, percentile"):
        kept(world, kit, [1])
    with pytest.raises(StepErrors, match="more than 0"):
        kept(world, kit, [1], at_least=0)
