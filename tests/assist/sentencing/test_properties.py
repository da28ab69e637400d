"""What holds for every calculation: each circumstance moves the term its own way, in any order, within the law."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentencing_parts import computed, frozen, one, stated

from mingjian.assist.sentencing import Calculation, Span
from mingjian.assist.sentencing.adjusting import adjusted
from mingjian.assist.sentencing.bands import span_of
from mingjian.assist.sentencing.spans import exact

_FEW = settings(max_examples=25)
_SOME = {"attempt": (0, 50), "accessory": (20, 50), "confession": (0, 20), "restitution": (0, 30), "merit": (0, 20),
         "recidivist": (10, 40), "prior_record": (0, 10), "vulnerable_victim": (0, 20)}  # fmt: skip


@st.composite
def _cases(draw: st.DrawFn) -> dict[str, Any]:
    """A theft with some circumstances, each with a ratio or open."""
    names = draw(st.lists(st.sampled_from(sorted(_SOME)), unique=True, max_size=5))
    ratios = {name: draw(st.none() | st.integers(*_SOME[name]).map(lambda share: f"{share}%")) for name in names}
    situation, start = draw(st.sampled_from([("large", 10), ("huge", 40), ("very_huge", 130)]))
    added = draw(st.integers(0, 24))
    return one("盗窃罪", situation, start, circumstances=ratios, increments=[{"what": "增加", "months": added}])


def _made(crime: dict[str, Any]) -> Calculation:
    return computed(stated([crime]))


@_FEW
@given(_cases(), st.randoms(use_true_random=False))
def test_order_within_a_tier_does_not_matter(crime: dict[str, Any], random: Any) -> None:
    names = list(crime["circumstances"])
    random.shuffle(names)
    turned = {**crime, "circumstances": {name: crime["circumstances"][name] for name in names}}
    assert _made(crime).crimes[0].exact == _made(turned).crimes[0].exact


@_FEW
@given(_cases())
def test_the_term_is_within_the_law(crime: dict[str, Any]) -> None:
    """Within the tier, or with a mitigating circumstance within the next lower one; so is the wider band."""
    made = _made(crime).crimes[0].chosen[0]
    low, high = span_of(made.tier) or (0, 0)
    for value in (made.limited, made.band):
        assert value.low >= made.lowest
        assert value.high <= high
    if not {"attempt", "accessory", "merit"} & set(crime["circumstances"]):
        assert made.lowest == low
    assert made.band.low <= made.limited.low <= made.limited.high <= made.band.high


@pytest.mark.parametrize("name", sorted(frozen().circumstances))
def test_each_circumstance_moves_its_own_way(name: str) -> None:
    """More of a lenient circumstance is never a longer term, more of a severe one never a shorter."""
    entry = frozen().circumstances[name]
    given_range = entry.values[0].range or ["10%", "90%"]
    charge = "交通肇事罪" if name == "elderly_negligent" else "盗窃罪"
    crime = one(charge, "basic" if name == "elderly_negligent" else "large", 12)
    low, high = (
        _made({**crime, "circumstances": {name: share}}).crimes[0].exact for share in (given_range[0], given_range[1])
    )
    without = _made(crime).crimes[0].exact
    if entry.direction == "lenient":
        assert high.high <= low.high <= without.high
        assert high.low <= low.low <= without.low
    else:
        assert high.low >= low.low >= without.low
        assert high.high >= low.high >= without.high


@_FEW
@given(_cases(), st.data())
def test_a_choice_lies_in_what_was_open(crime: dict[str, Any], data: st.DataObject) -> None:
    """Choosing ratios that were open gives a term inside the interval there was before."""
    chosen = {
        name: ratio or f"{data.draw(st.integers(*_SOME[name]))}%" for name, ratio in crime["circumstances"].items()
    }
    before, after = _made(crime).crimes[0].exact, _made({**crime, "circumstances": chosen}).crimes[0].exact
    assert after.single
    assert before.holds(after)


_SHARE = st.fractions(-2, 2, max_denominator=20)
_MONTHS = st.fractions(0, 180, max_denominator=10)


@given(st.tuples(_MONTHS, _MONTHS), st.tuples(_SHARE, _SHARE), st.tuples(*[st.fractions(0, 1, max_denominator=20)] * 2),
       st.fractions(0, 1, max_denominator=7), st.fractions(0, 1, max_denominator=7))  # fmt: skip
def test_adjusting_holds_every_inner_value(
    base: tuple[Fraction, Fraction], shares: tuple[Fraction, Fraction], least: tuple[Fraction, Fraction],
    at: Fraction, other: Fraction,
) -> None:  # fmt: skip
    """Whatever is chosen inside the intervals, the result is inside; also where the least number of months binds."""
    spans = [Span(min(pair), max(pair)) for pair in (base, shares, least)]
    whole = adjusted(spans[0], spans[1], (spans[2], Fraction(3)))
    b, s, r = (one.low + (one.high - one.low) * share for one, share in zip(spans, (at, other, at), strict=True))
    inner = adjusted(Span.of(b), Span.of(s), (Span.of(r), Fraction(3)))
    assert whole.holds(inner)


@pytest.mark.parametrize(
    ("number", "mode", "whole"),
    [("4.5", "half_up", 5), ("4.49", "half_up", 4), ("4.5", "down", 4), ("4.1", "up", 5), ("4", "up", 4)],
)
def test_rounding(number: str, mode: str, whole: int) -> None:
    assert Span.of(exact(number)).rounded(mode) == (whole, whole)
