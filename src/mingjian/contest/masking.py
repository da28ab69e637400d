"""A passage of somebody else as the author of its counterpart may see it: what both share is legible, the rest not."""

from __future__ import annotations

from difflib import SequenceMatcher

__all__ = ["MASK", "masked"]

MASK = "■"
_LEAST = 3
"""Signs in a row that both must have: fewer are shared by any two texts and would let words be guessed."""


def masked(own: str, other: str) -> str:
    """The other text, sign by sign, with all that is not in the own one too covered. Blanks stay, so that lines do."""
    shown = [False] * len(other)
    for block in SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks():
        if block.size >= _LEAST:
            shown[block.b : block.b + block.size] = [True] * block.size
    return "".join(sign if kept or sign.isspace() else MASK for sign, kept in zip(other, shown, strict=True))
