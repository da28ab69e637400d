"""A question with the other words for what it names, so that lay and legal wording meet."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["groups", "widened"]


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Words for one thing, a group each."""
    text = files("mingjian.knowledge.answers").joinpath("data/words.txt").read_text(encoding="utf-8")
    return tuple(tuple(line.split()) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def widened(text: str) -> str:
    """The text, and behind it the other words of every group it has one of."""
    more = (word for group in groups() if any(word in text for word in group) for word in group if word not in text)
    return "\n".join((text, " ".join(dict.fromkeys(more))))
