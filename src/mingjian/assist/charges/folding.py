"""A text without its white space, with the way back to places in the text as it was."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

__all__ = ["Folded", "fold"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` without white space and with full-width letters and digits folded; `places[i]` is where its sign stood."""

    text: str
    places: tuple[int, ...]

    def back(self, span: Span) -> Span:
        """The span in the text as it was."""
        start, end = span
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text without white space; one sign stays one sign."""
    kept = [(at, sign) for at, sign in enumerate(text) if not sign.isspace()]
    return Folded("".join(_one(sign) for _, sign in kept), tuple(at for at, _ in kept))


def _one(sign: str) -> str:
    """Full-width letters and digits as ASCII; everything else, punctuation included, as it is."""
    plain = unicodedata.normalize("NFKC", sign) if "０" <= sign <= "ｚ" else sign
    return plain if len(plain) == 1 and plain.isalnum() else sign
