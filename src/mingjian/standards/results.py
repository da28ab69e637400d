"""What a checker of identifiers and a cleaner of values answer.

An identifier is tri-state (design §4.2): usable, unusable or missing; usable splits into "as delivered" and
"after a recorded repair". The numbers are those of the `<column>__state` columns of the lake.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Tri(IntEnum):
    """State of an identifier in a row."""

    MISSING = 0
    UNUSABLE = 1
    USABLE = 2
    REPAIRED = 3

    @property
    def usable(self) -> bool:
        """True when the value may be a key of a join."""
        return self >= Tri.USABLE


class Checked(NamedTuple):
    """Answer of `identifiers.check`.

    `value` is canonical and only there when the state is usable; `repair` names the repairs in the order they were
    made, joined by `+` (`fullwidth+case`); `reason` says why it is unusable. Words for both: `reasons.REASONS`.
    """

    state: Tri
    value: str | None = None
    repair: str | None = None
    reason: str | None = None

    @property
    def damaged(self) -> bool:
        """Something was delivered that cannot be used."""
        return self.state is Tri.UNUSABLE


class Cleaned(NamedTuple, Generic[T]):
    """Answer of a cleaner in `values`.

    `value` null and `changed` true: damaged, `reason` says how, the raw text must be kept. `value` null and `changed`
    false: nothing was there, or a word for nothing (`无`, `/`), for "still open" (`长期`) or a system's default date;
    `reason` then tells which. A value with `changed` true differs from the delivered text by more than its type.
    """

    value: T | None
    changed: bool = False
    reason: str | None = None

    @property
    def damaged(self) -> bool:
        """Something was delivered that could not be read."""
        return self.value is None and self.changed


MISSING = Checked(Tri.MISSING)


def unusable(reason: str) -> Checked:
    """A key that must not be joined on."""
    return Checked(Tri.UNUSABLE, None, None, reason)


def usable(value: str, repairs: list[str] | None = None) -> Checked:
    """A key that may be joined on; with repairs it is marked as repaired."""
    if repairs:
        return Checked(Tri.REPAIRED, value, "+".join(dict.fromkeys(repairs)), None)
    return Checked(Tri.USABLE, value, None, None)
