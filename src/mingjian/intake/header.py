"""Where the header of a table is, and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.standards import fold_header

_LOOK = 40  # records among which the header is looked for
_DATA = re.compile(r"^[\s\d.,:/\-年月日%¥￥Xx*eE+]+$")  # what a header cell does not look like


@dataclass(frozen=True)
class Header:
    """`names`: one for each column, unique. `first`, `last`: 0-based numbers of the records it takes (a header of
    merged cells takes two); `first` = -1 when the table has none and its columns are `#1`, `#2` …"""

    names: tuple[str, ...]
    first: int
    last: int

    @property
    def body(self) -> int:
        """Number of the first record below it."""
        return self.last + 1


def find_header(records: Sequence[Sequence[str]], known: frozenset[str]) -> Header | None:
    """The header of a table from its first records; `known` are the folded headers the standards know.

    The record with the most known names wins, the earlier of two; where none is known, the first record that is
    as wide as the table and holds only words. None when there is no such record.
    """
    looked = records[:_LOOK]
    scores = [sum(fold_header(cell) in known for cell in record) for record in looked]
    best = max(scores, default=0)
    first = scores.index(best) if best else _first_of_words(looked)
    if first is None:
        return None
    if first and _spans(looked[first - 1], looked[first], known) and _width(looked[first - 1]) > 1:
        first -= 1
    if first + 1 < len(looked) and _goes_on(looked[first], looked[first + 1], known):
        return Header(_unique(_joined(looked[first], looked[first + 1])), first, first + 1)
    return Header(_unique(_trimmed(looked[first])), first, first)


def header_at(records: Sequence[Sequence[str]], first: int, last: int) -> Header:
    """The header in the records the user named (0-based, both included); `first` = -1: there is none."""
    if first < 0:
        width = max((len(record) for record in records), default=0)
        return Header(tuple(f"#{number + 1}" for number in range(width)), -1, -1)
    names: Sequence[str] = records[first]
    for number in range(first + 1, last + 1):
        names = _joined(names, records[number])
    return Header(_unique(_trimmed(names)), first, last)


def _width(record: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in record)


def _trimmed(record: Sequence[str]) -> list[str]:
    """Without empty cells at the end."""
    cells = list(record)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _first_of_words(records: Sequence[Sequence[str]]) -> int | None:
    widths = Counter(_width(record) for record in records)
    usual = max(widths, key=lambda width: (widths[width], width), default=0)
    for number, record in enumerate(records):
        cells = [cell.strip() for cell in record if cell.strip()]
        if len(cells) >= max(1, 0.6 * usual) and not any(_DATA.match(cell) for cell in cells):
            return number
    return None


def _goes_on(upper: Sequence[str], lower: Sequence[str], known: frozenset[str]) -> bool:
    """Whether `lower` is the second line of a header: words under empty or spanning cells of `upper`, no data."""
    cells = [cell.strip() for cell in lower if cell.strip()]
    if not cells or any(_DATA.match(cell) for cell in cells) or len(cells) == 1:
        return False
    gaps = [i for i, cell in enumerate(upper) if not cell.strip()]
    under = [i for i in gaps if i < len(lower) and lower[i].strip()]
    under += [i for i in range(len(upper), len(lower)) if lower[i].strip()]
    if not under:
        return False
    known_below = sum(fold_header(cell) in known for cell in cells)
    empty_below = sum(1 for i, cell in enumerate(upper) if cell.strip() and (i >= len(lower) or not lower[i].strip()))
    return known_below > 0 or empty_below > 0


def _spans(upper: Sequence[str], lower: Sequence[str], known: frozenset[str]) -> bool:
    """Whether `upper`, above the best record, is the first line of the same header."""
    return _goes_on(upper, lower, known) and any(
        fold_header(cell) in known and (i >= len(lower) or not lower[i].strip()) for i, cell in enumerate(upper)
    )


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """One name a column from two lines: the lower cell, with the cell that spans it above in front."""
    width = max(len(_trimmed(upper)), len(_trimmed(lower)))
    names, span = [], ""
    for i in range(width):
        above = upper[i].strip() if i < len(upper) else ""
        below = lower[i].strip() if i < len(lower) else ""
        span = above or (span if below else "")
        names.append(f"{span}{below}" if not below or not span else f"{span}/{below}")
    return names


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names as they are; an empty one is `#n` by its place, equal ones are told apart as `name#1`, `name#2`."""
    plain = [" ".join(name.split()) for name in names]
    times = Counter(plain)
    seen: Counter[str] = Counter()
    found = []
    for place, name in enumerate(plain, 1):
        if not name:
            found.append(f"#{place}")
        elif times[name] > 1:
            seen[name] += 1
            found.append(f"{name}#{seen[name]}")
        else:
            found.append(name)
    return tuple(found)
