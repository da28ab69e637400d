"""Where the records of a block of delimited text begin and end, and which of them are not of one shape.

Works on UTF-8 bytes with NumPy: the cost is a few passes over the bytes, not a loop over lines. Quoted cells
follow RFC 4180; a block in which a quote stands where it cannot is left to the patient reader in
`csv_repair`, as are records with another number of cells than the header.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

NEWLINE, RETURN, QUOTE, NUL = 10, 13, 34, 0
Positions = npt.NDArray[np.int64]
_Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Shape:
    """How a table is delimited: the delimiter byte, and the number of cells of a record."""

    delimiter: int
    cells: int

    @property
    def sign(self) -> str:
        """The delimiter as text."""
        return chr(self.delimiter)


@dataclass(frozen=True)
class Block:
    """Records of a block.

    `ends[i]` is the place of the line feed that ends record i; bytes after the last one belong to a record
    that goes on. `odd`: numbers of the records that need a closer look. `proper`: false when quotes are not
    where RFC 4180 wants them, and nothing else here can be relied on. `returns`: records whose line feed has a
    carriage return before it.
    """

    ends: Positions
    odd: Positions
    proper: bool
    returns: int = 0


def split_block(data: bytes, shape: Shape) -> Block:
    """Find the records of `data`, which must begin at a record and end with a line feed."""
    place = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(place == NEWLINE)
    delimiters = np.flatnonzero(place == shape.delimiter)
    if QUOTE in data:
        quotes = np.flatnonzero(place == QUOTE)
        if not _quotes_proper(place, quotes, shape.delimiter):
            return Block(ends, np.empty(0, np.int64), proper=False)
        ends, delimiters = _outside(ends, quotes, len(place)), _outside(delimiters, quotes, len(place))
    if not len(ends):
        return Block(ends, ends, proper=True)
    delimiters = delimiters[: np.searchsorted(delimiters, ends[-1])]
    odd = _odd_counts(ends, delimiters, shape.cells - 1)
    returns = int(np.count_nonzero(place[np.maximum(ends - 1, 0)] == RETURN)) if RETURN in data else 0
    return Block(ends, np.union1d(odd, _with_odd_bytes(data, place, ends)), proper=True, returns=returns)


def with_line_ends(data: bytes, ends: Positions, returns: bool) -> bytes:
    """The records of `data` with one kind of line end: `\\r\\n` if `returns`, else `\\n`. Cells are left alone."""
    place = np.frombuffer(data, np.uint8)
    has = place[np.maximum(ends - 1, 0)] == RETURN
    if returns:
        return np.insert(place, ends[~has], RETURN).tobytes()
    return np.delete(place, ends[has] - 1).tobytes()


def _quotes_proper(place: _Bytes, quotes: Positions, delimiter: int) -> bool:
    """Whether each quote opens a cell at its beginning, closes it at its end, or is doubled within."""
    opens, closes = quotes[0::2], quotes[1::2]
    before = np.where(opens > 0, place[np.maximum(opens - 1, 0)], NEWLINE)
    after = place[np.minimum(closes + 1, len(place) - 1)]
    good_open = (before == delimiter) | (before == NEWLINE) | (before == QUOTE)
    good_close = (after == delimiter) | (after == NEWLINE) | (after == QUOTE) | (after == RETURN)
    return bool(np.all(good_open) and np.all(good_close))


def _outside(places: Positions, quotes: Positions, size: int) -> Positions:
    """The places that do not lie between a quote and the next; quotes are few, so they are looked up in the places."""
    opens, closes = quotes[0::2], quotes[1::2]
    first = np.searchsorted(places, opens)
    last = np.searchsorted(places, closes if len(closes) == len(opens) else np.append(closes, size))
    if np.array_equal(first, last):
        return places
    steps: Positions = np.bincount(first, minlength=len(places) + 1) - np.bincount(last, minlength=len(places) + 1)
    outside: Positions = places[np.cumsum(steps[:-1]) == 0]
    return outside


def _odd_counts(ends: Positions, delimiters: Positions, expected: int) -> Positions:
    """Numbers of the records that are blank or do not hold the expected number of delimiters."""
    if expected > 0 and len(delimiters) == len(ends) * expected:
        table = delimiters.reshape(-1, expected)
        if np.all(table[:, -1] < ends) and np.all(table[1:, 0] > ends[:-1]):
            return np.empty(0, np.int64)
    counts = np.diff(np.searchsorted(delimiters, ends), prepend=0)
    starts = np.concatenate([[0], ends[:-1] + 1])
    return np.flatnonzero((counts != expected) | (ends - starts <= 1))


def _with_odd_bytes(data: bytes, place: _Bytes, ends: Positions) -> Positions:
    """Numbers of the records that hold a NUL, or a carriage return that is not part of a line end."""
    found: list[Positions] = []
    if NUL in data:
        found.append(np.flatnonzero(place == NUL))
    if RETURN in data and data.count(b"\r") != data.count(b"\r\n"):
        returns = np.flatnonzero(place == RETURN)
        found.append(returns[place[np.minimum(returns + 1, len(place) - 1)] != NEWLINE])
    if not found:
        return np.empty(0, np.int64)
    odd = np.unique(np.searchsorted(ends, np.concatenate(found)))
    return odd[odd < len(ends)]
