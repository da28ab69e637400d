"""The simulation: the same for a seed, and escalation is what brings answers in."""

from __future__ import annotations

from mingjian.knowledge.answers.simulation import Setting, simulate


def test_escalation_brings_answers_in_time() -> None:
    small = Setting(44_001, questions=120, days=20)
    with_it, without = simulate(small), simulate(Setting(44_001, questions=120, days=20, escalation=False))
    assert with_it.usage.in_time >= 0.95 * with_it.usage.asked
    assert with_it.usage.in_time > without.usage.in_time
    assert with_it.usage.median_days is not None
    assert simulate(small) == with_it
