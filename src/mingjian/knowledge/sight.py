"""Who may know that a document is there. Rights are part of a search: what is not seen is never opened.

An index keeps documents of different rights apart, so that a search reads the permitted parts and no other: results,
counts, frequencies of terms and the time taken are those of an index that holds nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["ALL", "OPEN", "PUBLIC", "Rights", "Sight"]


@dataclass(frozen=True, order=True)
class Rights:
    """What a document asks of its reader: an office (empty: any), a secrecy level (0: none), a line (empty: any)."""

    office: str = ""
    secrecy: int = 0
    line: str = ""


OPEN = Rights()
"""Nothing: for everybody."""


@dataclass(frozen=True)
class Sight:
    """What a reader has: offices and lines (None: all of them), and the secrecy level he is cleared for."""

    offices: frozenset[str] | None = frozenset()
    secrecy: int = 0
    lines: frozenset[str] | None = frozenset()

    @classmethod
    def of(cls, offices: Iterable[str], secrecy: int, lines: Iterable[str]) -> Sight:
        """Sight from any collections."""
        return cls(frozenset(offices), secrecy, frozenset(lines))

    def permits(self, rights: Rights) -> bool:
        """Whether a document of these rights is seen."""
        return (
            rights.secrecy <= self.secrecy
            and (not rights.office or self.offices is None or rights.office in self.offices)
            and (not rights.line or self.lines is None or rights.line in self.lines)
        )


PUBLIC = Sight()
"""What belongs to no office and no line and is no secret: statutes, published cases."""
ALL = Sight(None, 1 << 30, None)
"""Everything: for whoever owns the machine, on the command line."""
