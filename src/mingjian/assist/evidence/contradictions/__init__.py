"""Records compared: each function tells what does not agree; words and sources are in `data/rules.yaml`.

Tolerances lean to silence: a day contains all its moments, an approximate value may be a tenth off, a place that says
less than another is not another place, and a name is one of a person's names.
"""

from mingjian.assist.evidence.contradictions import amounts, experts, identity, statements, support, times
from mingjian.assist.evidence.contradictions.context import Compare, Context, Hit

__all__ = ["COMPARISONS", "Compare", "Context", "Hit"]

COMPARISONS: dict[str, Compare] = {
    function.__name__: function
    for function in (
        times.two_places, times.officer_twice, times.person_twice, times.before_cause, times.statement_numbers,
        times.time_outside, times.place_differs,
        amounts.sum_parts, amounts.amount_acts, amounts.quantity_chain, amounts.alcohol_under,
        identity.identity, identity.shared_number, identity.age_at_act,
        statements.statements_differ, statements.speakers_differ, statements.copied_statements,
        experts.injury_grade, experts.sample_numbers, experts.hash_differs, experts.price_day, experts.opinion_early,
        experts.chain_broken, experts.sent_early,
        support.confession_only, support.single_source,
    )
}  # fmt: skip
"""By name."""
