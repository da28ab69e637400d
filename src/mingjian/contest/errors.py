"""What can go wrong with a contest, in both languages."""

from __future__ import annotations

__all__ = ["ContestError"]


class ContestError(Exception):
    """Something asked of a contest cannot be done; ``zh`` and ``en`` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en
