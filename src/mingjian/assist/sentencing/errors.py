"""What the calculation refuses to do, in both languages."""

from __future__ import annotations

__all__ = ["SentencingError"]


class SentencingError(Exception):
    """A calculation that cannot be made as asked: no parameters on the day, a ratio to be chosen, a bad record."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en
