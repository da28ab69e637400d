"""What can go wrong with a run or a proof, said in both languages so that a user knows what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Refusal", "RunDamaged", "RunError", "RunRefused"]


class RunError(Exception):
    """A run, or what is left of one, cannot be used; the text says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class RunDamaged(RunError):
    """What a run left on the disk is gone, was changed or cannot be read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a run may not begin, and what to do about it.

    `kind`: `purpose`, `dataset` (none, or of another standard), `columns`, `coverage`, `parameter`, `approval`,
    `sealed`.
    """

    kind: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


class RunRefused(RunError):
    """The run was refused before it read anything; `refusals` holds every reason at once."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("；".join(one.zh for one in self.refusals), "; ".join(one.en for one in self.refusals))
