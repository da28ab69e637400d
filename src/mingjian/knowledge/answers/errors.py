"""What can go wrong with questions and answers, in both languages."""

from __future__ import annotations

__all__ = ["AnswerError", "StepRefused"]


class AnswerError(ValueError):
    """Something given or kept cannot be used; the text says why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class StepRefused(AnswerError):
    """A step that is not to be taken: by this person, from this state, or for what is lacking."""
