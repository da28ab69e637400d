"""Passages that two texts share, grown from seeds: near each other in both, in the same order."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mingjian.originality.prose.grams import PIECE
from mingjian.originality.prose.seeds import Seeds

__all__ = ["GAP", "SEEDS", "USUAL", "Passage", "passages"]

GAP = 60
"""Folded signs between two seeds of one passage."""
DRIFT = 12
"""How much longer the stretch between two seeds may be in one text than in the other."""
SEEDS = 3
"""Seeds of a passage at least: fewer are chance."""
USUAL = 50
"""Folded signs of a passage that counts as its seeds weigh."""


@dataclass(frozen=True)
class Passage:
    """Folded signs ``[here, here_end)`` of the first text and ``[there, there_end)`` of the second."""

    here: int
    here_end: int
    there: int
    there_end: int
    seeds: int
    weight: float

    @property
    def evidence(self) -> float:
        """What the passage adds to a pair's value: its weight, by the root of its length.

        Names of courts and companies, places and set phrases are rare too, but short; what somebody copied runs on.
        The root was chosen on the tuned half of the bench, among powers, costs of a passage and least lengths.
        """
        length = min(self.here_end - self.here, self.there_end - self.there)
        return self.weight * math.sqrt(length / USUAL)


def passages(found: Seeds) -> list[Passage]:
    """The passages of one pair, in order of the first text."""
    if not len(found.here):
        return []
    out = [Passage(*line) for line in _linked(found) if line[4] >= SEEDS]
    return sorted(out, key=lambda one: (one.here, one.there))


def _linked(found: Seeds) -> list[tuple[int, int, int, int, int, float]]:
    """Seeds strung together in order of the first text; each goes to the open string it fits best."""
    open_: list[list[float]] = []
    closed: list[list[float]] = []
    for here, there, weight in sorted(
        zip(found.here.tolist(), found.there.tolist(), found.weight.tolist(), strict=True)
    ):
        best = None
        for string in open_:
            step, other = here - string[1], there - string[3]
            if 0 < other <= GAP + PIECE and abs(step - other) <= DRIFT and (best is None or other < there - best[3]):
                best = string
        if best is None:
            open_.append([here, here, there, there, 1, weight])
        else:
            best[1], best[3] = here, there
            best[4] += 1
            best[5] += weight
        still = [string for string in open_ if here - string[1] <= GAP + PIECE]
        closed += [string for string in open_ if here - string[1] > GAP + PIECE]
        open_ = still
    return [
        (int(s[0]), int(s[1]) + PIECE, int(s[2]), int(s[3]) + PIECE, int(s[4]), float(s[5])) for s in (*closed, *open_)
    ]
