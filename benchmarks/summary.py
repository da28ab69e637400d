"""Repetitions in turn, and their medians."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any, TypeVar

from benchmarks.spawn import Failed, Measured

__all__ = ["Summary", "in_turn"]

Key = TypeVar("Key", bound=Hashable)


@dataclass
class Summary:
    """Medians over the repetitions of one rival; ``failed`` says why there is none."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: float = 0.0
    times: int = 0
    spread: tuple[float, float] = (0.0, 0.0)
    answer: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    failed: str = ""


def in_turn(
    rivals: Mapping[Key, Callable[[], Measured]], times: Mapping[Key, int], told: Callable[[str], None]
) -> dict[Key, Summary]:
    """Measure every rival once, then every rival again, until each was measured as often as asked.

    The order is reversed from round to round. A rival that fails once is not tried again.
    """
    found: dict[Key, list[Measured]] = {rival: [] for rival in rivals}
    failed: dict[Key, str] = {}
    for round_ in range(max(times.values())):
        order = list(rivals) if round_ % 2 == 0 else list(reversed(list(rivals)))
        for rival in order:
            if round_ < times[rival] and rival not in failed:
                try:
                    found[rival].append(rivals[rival]())
                except Failed as error:
                    failed[rival] = str(error)
                    told(f"{rival}: {error}")
    return {rival: _summary(ones, failed.get(rival, "")) for rival, ones in found.items()}


def _summary(ones: list[Measured], failed: str) -> Summary:
    if failed or not ones:
        return Summary(failed=failed or "not measured")
    cpu = sorted(one.cpu for one in ones)
    made = Summary(median(cpu), median(one.wall for one in ones), median(one.peak for one in ones), len(ones))
    made.spread = (cpu[0], cpu[-1])
    made.answer, made.notes = ones[-1].answer, ones[-1].notes
    for note in ("compile_ms", "load_cpu", "collect_cpu"):
        if note in made.notes:
            made.notes[note] = median(one.notes[note] for one in ones)
    differing = [one for one in ones if one.answer != made.answer]
    made.failed = "its answers differ from one another" if differing else ""
    return made
