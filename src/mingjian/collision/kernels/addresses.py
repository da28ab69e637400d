"""The kernel of ``near … address``: addresses that are equal down to a level once they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from mingjian.collision.kernels.found import Found, told
from mingjian.collision.kernels.near import PAIRS
from mingjian.collision.kernels.units import Units
from mingjian.engines import Beat, EngineError
from mingjian.standards.addresses import ADDRESS_LEVELS as LEVELS
from mingjian.standards.addresses import AddressLevel as Level
from mingjian.standards.addresses import parse_address

__all__ = ["LEVELS", "Level", "SameAddress"]

_AT_ONCE = 20_000


@dataclass(frozen=True)
class SameAddress:
    """Rows ``_s``, ``_n``, ``_k`` (block), ``_t`` (address) → ``found.GIVES`` without a measure."""

    level: Level
    alone: bool
    cap: int

    def __call__(self, table: pa.Table, beat: Beat) -> pa.Table:
        encoded: Any = table["_t"].combine_chunks().dictionary_encode()
        numbers = self._numbers(encoded.dictionary.to_pylist(), beat)
        codes = numbers[np.asarray(encoded.indices, dtype=np.int64)]
        side, number, block = (table[name].to_numpy() for name in ("_s", "_n", "_k"))
        read = codes >= 0
        unread = Found.why(side[~read], number[~read], "address")
        units = Units.of(side[read], number[read], (block[read], codes[read]))
        first, second = units.sizes[0], units.sizes[0] if self.alone else units.sizes[1]
        many = (first > 0) & (second - int(self.alone) > self.cap)
        rows = units.members(many, 0)
        same = np.flatnonzero(~many & (first > 0) & (second > 0))
        if int((first[same] * second[same]).sum()) > PAIRS:
            raise EngineError(
                f"地址相同的对超过 {PAIRS:,} 个，无法在内存中列出；请减小 cap，或者用 on、filter 缩小范围",
                f"there are more than {PAIRS:,} pairs of one address, too many to list in memory: lower cap, or narrow"
                " the rows by on or filter",
            )
        pair = units.among if self.alone else units.across
        few = Found.why(np.zeros(len(rows), np.int8), rows, "many")
        return told([unread, few, pair(same, same, np.zeros(len(same)))])

    def _numbers(self, texts: list[str], beat: Beat) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """A number for every different text, equal for equal addresses; -1 where the level is not said."""
        known: dict[tuple[str, ...], int] = {}
        found: list[int] = []
        for start in range(0, len(texts), _AT_ONCE):
            beat(100 * start / len(texts))
            for text in texts[start : start + _AT_ONCE]:
                address = parse_address(text)
                key = address.key(self.level) if address else None
                found.append(-1 if key is None else known.setdefault(key, len(known)))
        return np.array(found, np.int64)
