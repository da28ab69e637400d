"""Whole criminal judgments of the real data, cut into what tells the act, the opinion, and what the court decided.

`judge` (232), `lawsdata995` (237), `lecardv2` (320; most stop before the opinion of the court).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.charges.halves import in_half, key, lines

__all__ = ["Ruling", "rulings"]

_LECARD = ("test_query", "controversial_query", "procedural_query")
_OPINION = re.compile(r"(?:本院(?:经[^，。]{0,8})?|公诉机关|检察机关|检察院|公诉人)(?:据此|由此)?认为")
_COURT = re.compile(r"本院(?:经[^，。]{0,8})?认为")


@dataclass(frozen=True, slots=True)
class Ruling:
    """`source`: the set. `text`: the whole."""

    source: str
    text: str

    def opinions(self) -> Iterator[tuple[str, str]]:
        """Each opinion of court or prosecution, with all that stands before it."""
        for found in _OPINION.finditer(self.text):
            yield self.text[: found.start()], self.text[found.end() :]

    def parted(self) -> tuple[str, str] | None:
        """What stands before the court's last opinion, and that opinion with the decision; None without one."""
        found = list(_COURT.finditer(self.text))
        return (self.text[: found[-1].start()], self.text[found[-1].end() :]) if found else None


def rulings(folder: Path, half: str) -> Iterator[Ruling]:
    """Every judgment of a half once."""
    seen: set[str] = set()
    for source, text in _all(folder):
        if in_half(text, half) and key(text) not in seen:
            seen.add(key(text))
            yield Ruling(source, text)


def _all(folder: Path) -> Iterator[tuple[str, str]]:
    for row in lines(folder / "judge/judge_dev.jsonl"):
        yield "judge", row["fd"]
    for row in lines(folder / "lawsdata995/criminal_minus_sections.jsonl"):
        yield "lawsdata995", row["text"]
    for name in _LECARD:
        for row in lines(folder / f"lecardv2/{name}.json"):
            yield "lecardv2", row["query"]
