"""What the product calls each fault of `clashes`: the only place of the bench that knows its rules."""

from __future__ import annotations

__all__ = ["EXPECTED"]

EXPECTED: dict[str, frozenset[str]] = {
    name: frozenset(rules.split())
    for name, rules in {
        "elsewhere": "two_places",
        "in_custody_then": "two_places",
        "officer_in_two_rooms": "officer_twice",
        "person_in_two_rooms": "person_twice",
        "wrong_total": "sum_parts",
        "other_amount": "amount_acts",
        "lost_weight": "quantity_chain",
        "examined_less": "quantity_chain",
        "other_birthday": "identity",
        "number_of_another_day": "identity",
        "other_name": "identity",
        "borrowed_number": "shared_number",
        "too_early": "before_cause",
        "before_what_it_rests_on": "before_cause",
        "numbered_wrongly": "statement_numbers",
        "changed_his_mind": "statements_differ",
        "two_tellings": "speakers_differ",
        "copied": "copied_statements",
        "graded_otherwise": "injury_grade",
        "too_young": "age_at_act",
        "another_hour": "time_outside",
        "another_road": "place_differs",
        "other_hash": "hash_differs",
        "other_number": "sample_numbers",
        "lost_on_the_way": "chain_broken",
        "price_of_another_day": "price_day",
        "sober": "alcohol_under",
        "opinion_before_sample": "opinion_early",
        "only_confessed": "confession_only",
        "elsewhere_by_its_name": "two_places",
        "copied_and_changed": "copied_statements",
        "told_before_it_was_given": "opinion_early",
        "sent_before_it_was_taken": "sent_early",
        "officer_written_apart": "officer_twice",
    }.items()
}
