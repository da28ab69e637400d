"""Changes of a text: what stood where, and what stands there now. Everything between them is untouched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Change", "apply_changes", "inverse"]


@dataclass(frozen=True, slots=True)
class Change:
    """At character ``at`` the text ``old`` becomes ``new``."""

    at: int
    old: str
    new: str

    @property
    def end(self) -> int:
        """The first character after what is replaced."""
        return self.at + len(self.old)


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with all changes made; their places are those of the text before. ValueError where one does not fit."""
    out: list[str] = []
    here = 0
    for change in sorted(changes, key=lambda one: (one.at, one.end)):
        if change.at < here or text[change.at : change.end] != change.old:
            raise ValueError(f"a change at {change.at} does not fit this text")
        out += [text[here : change.at], change.new]
        here = change.end
    out.append(text[here:])
    return "".join(out)


def inverse(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that take a text back to what it was, placed in the text after."""
    back: list[Change] = []
    shift = 0
    for change in sorted(changes, key=lambda one: (one.at, one.end)):
        back.append(Change(change.at + shift, change.new, change.old))
        shift += len(change.new) - len(change.old)
    return tuple(back)
