"""Statutory tiers of the Criminal Law as months: which one a situation has, the next lower one (刑法63), the limits."""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.law.tiers import Tier

__all__ = ["DETENTION_LEAST", "DETENTION_MOST", "lower_of", "personal", "span_of", "tier_of"]

DETENTION_LEAST, DETENTION_MOST = 1, 6
"""Months of criminal detention: 刑法42."""


def personal(tiers: Sequence[Tier]) -> list[Tier]:
    """The tiers for persons that set a term, from the lightest to the heaviest."""
    some = [one for one in tiers if not one.unit_staff and span_of(one) is not None]
    return sorted(some, key=lambda one: span_of(one) or (0, 0))


def span_of(tier: Tier) -> tuple[int, int] | None:
    """Least and most months of a tier, detention included: 三年以下有期徒刑、拘役 is (1, 36); None without a term."""
    if tier.min_months is None or tier.max_months is None:
        return (DETENTION_LEAST, DETENTION_MOST) if tier.detention else None
    return (
        DETENTION_LEAST if tier.detention and tier.min_months == DETENTION_MOST else tier.min_months
    ), tier.max_months


def tier_of(tiers: Sequence[Tier], low: int, high: int) -> Tier | None:
    """The tier of so many months of fixed term (`6, 36`), or of detention alone (`1, 6`)."""
    for one in personal(tiers):
        if (one.min_months, one.max_months) == (low, high):
            return one
        if one.min_months is None and (low, high) == (DETENTION_LEAST, DETENTION_MOST):
            return one
    return None


def lower_of(tiers: Sequence[Tier], tier: Tier) -> Tier | None:
    """The next lower tier, in which a mitigated penalty lies (刑法63第一款); None for the lowest."""
    own = span_of(tier) or (0, 0)
    below = [one for one in personal(tiers) if (span_of(one) or (0, 0))[0] < own[0]]
    return below[-1] if below else None
