"""What running a work gave: on each ground what was found against what was planted there, and at what cost."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from mingjian.confinement import Lack

__all__ = ["Ending", "Found", "Lack", "OnGround", "Outcome"]

Ending = Literal["ran", "wrong", "refused", "cpu", "memory", "time", "disk", "tasks", "broken", "unequal"]
"""`wrong`: no valid model; `refused`: it asks for lists that are not there; `cpu`, `memory`, `time`, `disk`, `tasks`:
a limit was reached and the run stopped; `broken`: it ended without an answer; `unequal`: three runs, not one result."""


@dataclass(frozen=True, slots=True)
class Found:
    """Against the planted truth, in stories. A share is None where there is nothing to divide by."""

    planted: int
    findable: int
    found: int
    reported: int
    true: int
    false: int
    traps: int
    trap_hits: int

    @property
    def recall(self) -> float | None:
        """Found of what could be found."""
        return self.found / self.findable if self.findable else None

    @property
    def precision(self) -> float | None:
        """True ones of those reported, but for those that falsified values explain."""
        judged = self.true + self.false
        return self.true / judged if judged else None


@dataclass(frozen=True, slots=True)
class OnGround:
    """A work on one ground. `digest`: of all clue keys, one for all runs; `found` is None where no truth is known;
    `cpu` and `seconds` of the costliest run, `peak` the most resident bytes of all."""

    ground: str
    ending: Ending
    zh: str = ""
    en: str = ""
    digest: str = ""
    runs: int = 0
    clues: int = 0
    undetermined: int = 0
    found: Found | None = None
    cpu: float = 0.0
    seconds: float = 0.0
    peak: int = 0


@dataclass(frozen=True)
class Outcome:
    """A work on all its grounds. `lacks`: what this machine does not have to hold it."""

    model: str
    fingerprint: str
    grounds: tuple[OnGround, ...]
    lacks: tuple[Lack, ...] = ()

    def on(self, ground: str) -> OnGround | None:
        """What came of one ground, by its name."""
        return next((one for one in self.grounds if one.ground == ground), None)

    def fall(self) -> tuple[float | None, float | None]:
        """By how much recall and precision fall from the open ground to the sealed one; None where one is not known."""
        sides = [one.found if one is not None else None for one in (self.on("open"), self.on("sealed"))]
        return _less(sides, "recall"), _less(sides, "precision")

    def as_json(self) -> dict[str, Any]:
        """Everything, with shares and falls."""
        recall, precision = self.fall()
        grounds = [
            asdict(one) | ({"recall": one.found.recall, "precision": one.found.precision} if one.found else {})
            for one in self.grounds
        ]
        return {
            "model": self.model, "fingerprint": self.fingerprint, "grounds": grounds,
            "fall": {"recall": recall, "precision": precision}, "lacks": [asdict(one) for one in self.lacks],
        }  # fmt: skip


def _less(sides: list[Found | None], figure: str) -> float | None:
    first, second = (getattr(one, figure) if one is not None else None for one in sides)
    return None if first is None or second is None else round(first - second, 6)
