"""What can go wrong with a contest, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["ContestError"]


class ContestError(Exception):
    """Something asked of a contest cannot be done; ``zh`` and ``en`` say why and what to do. ``problems``: what is
    wrong, one by one, where it is more than one thing."""

    def __init__(self, zh: str, en: str, problems: Sequence[ContestError] = ()) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en, self.problems = zh, en, tuple(problems)
