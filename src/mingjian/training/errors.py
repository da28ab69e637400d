"""What can go wrong with training, in both languages."""

from __future__ import annotations

__all__ = ["TrainingError"]


class TrainingError(Exception):
    """Something handed in or kept cannot be used; the text says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en
