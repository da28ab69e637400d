"""Rows as whole columns, and the store into which lives, plants and background put them.

A *block* is a dict of equally long NumPy columns. Besides the columns of its dataset it has ``_p`` (person index, -1
for none) and, for datasets about companies, ``_c`` (company index). Texts are object arrays or ``Coded``; days and
months int32, money int64 fen, whole numbers int64, booleans int8 (-1 null); ``NONE`` is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.province.clock import NONE, Ints

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Coded:
    """A text column of few distinct words: indexes (-1 null) into a list of words."""

    index: Ints
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.index)

    def take(self, rows: Array) -> Coded:
        """Some rows."""
        return Coded(self.index[rows], self.words)


Column = Array | Coded
Block = dict[str, Column]


def coded(words: npt.ArrayLike | Coded, n: int) -> Coded:
    """Texts as a ``Coded``: a single text for all rows, or one a row (None is null)."""
    if isinstance(words, Coded):
        return words
    if isinstance(words, str):
        return Coded(np.zeros(n, np.int32), (words,))
    where: dict[str, int] = {}
    texts = list(np.asarray(words, object))
    index = [-1 if text is None else where.setdefault(text, len(where)) for text in texts]
    return Coded(np.array(index, np.int32), tuple(where))


def stacked(parts: list[Coded]) -> Coded:
    """Several coded columns one below the other."""
    if len({id(part.words) for part in parts}) == 1:
        return Coded(np.concatenate([part.index for part in parts]), parts[0].words)
    where: dict[str, int] = {}
    out = []
    for part in parts:
        new = np.array([where.setdefault(word, len(where)) for word in part.words] or [0], np.int32)
        out.append(np.where(part.index < 0, -1, new[np.maximum(part.index, 0)]))
    return Coded(np.concatenate(out).astype(np.int32), tuple(where))


@dataclass
class Tables:
    """Explicit rows by dataset: those of criminal cases, of plants and of small background datasets.

    ``add`` answers the record numbers, by which the truth refers to rows.
    """

    blocks: dict[str, list[Block]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, dataset: str, person: Any = None, company: Any = None, **columns: Any) -> Ints:
        """Append rows; scalars are repeated. Texts may be given as one text, a list or a ``Coded``."""
        n = _length(person, company, columns)
        block: Block = {
            "_p": np.full(n, -1, np.int32) if person is None else np.asarray(person, np.int32),
        }
        if company is not None:
            block["_c"] = np.asarray(company, np.int32)
        for name, value in columns.items():
            block[name] = _column(value, n)
        start = self.counts.get(dataset, 0)
        block["_r"] = np.arange(start, start + n, dtype=np.int32)
        self.blocks.setdefault(dataset, []).append(block)
        self.counts[dataset] = start + n
        return np.arange(start, start + n, dtype=np.int32)

    def whole(self, dataset: str) -> Block:
        """All rows of a dataset as one block, which is kept: joining many small ones again and again costs most."""
        found = join(self.blocks.get(dataset, []))
        if len(found["_p"]):
            self.blocks[dataset] = [found]
        return dict(found)

    def copy(self, dataset: str, records: Ints, **columns: Any) -> Ints:
        """Append copies of rows with some columns changed (a correction of them); answers their record numbers."""
        whole = take(self.whole(dataset), records)
        whole.pop("_r")
        person = np.asarray(whole.pop("_p"))
        company = whole.pop("_c", None)
        out = self.add(dataset, person, None if company is None else np.asarray(company), **whole)
        self.change(dataset, out, **columns)
        return out

    def change(self, dataset: str, records: Ints, **columns: Any) -> None:
        """Overwrite columns of rows already added (a plant spoils a lawful row). Texts are given as one text."""
        for block in self.blocks[dataset]:
            first, size = int(np.asarray(block["_r"])[0]), len(block["_p"])
            order = np.flatnonzero((records >= first) & (records < first + size))
            if len(order):
                for name, value in columns.items():
                    _overwrite(block, name, records[order] - first, value, order)


def _overwrite(block: Block, name: str, here: Array, value: Any, order: Array) -> None:
    if name.startswith("_") and name not in block:
        block[name] = np.zeros(len(block["_p"]), np.int8)
    column = block[name]
    if isinstance(column, Coded):
        fresh = Coded(column.index.copy(), column.words)
        if value is None:
            fresh.index[here] = -1
        else:
            words = list(column.words)
            if value not in words:
                words.append(value)
            fresh = Coded(fresh.index, tuple(words))
            fresh.index[here] = words.index(value)
        block[name] = fresh
        return
    fresh_array = column.copy()
    fresh_array[here] = value if np.ndim(value) == 0 else np.asarray(value)[order]
    block[name] = fresh_array


def _length(person: Ints | None, company: Ints | None, columns: Mapping[str, Any]) -> int:
    for value in (person, company, *columns.values()):
        if value is not None and not isinstance(value, str) and (isinstance(value, Coded) or np.ndim(value) == 1):
            return len(value)
    return 1


def _column(value: Any, n: int) -> Column:
    if isinstance(value, Coded | str):
        return coded(value, n)
    if value is None:
        return Coded(np.full(n, -1, np.int32), ())
    array = np.asarray(value)
    if array.ndim == 0:
        array = np.full(n, value)
    if array.dtype == object or array.dtype.kind == "U":
        return coded(array.astype(object), n)
    if array.dtype.kind == "b":
        return array.astype(np.int8)
    return array


def join(blocks: list[Block]) -> Block:
    """Blocks one below the other; a column a block lacks is null there."""
    blocks = [block for block in blocks if len(block["_p"])]
    if len(blocks) <= 1:
        return blocks[0] if blocks else {"_p": np.zeros(0, np.int32), "_r": np.zeros(0, np.int32)}
    names = list(dict.fromkeys(name for block in blocks for name in block))
    out: Block = {}
    for name in names:
        model = next(block[name] for block in blocks if name in block)
        parts = [block.get(name) for block in blocks]
        sizes = [len(block["_p"]) for block in blocks]
        if isinstance(model, Coded) or any(isinstance(part, Coded) for part in parts):
            out[name] = stacked([_coded_part(part, size) for part, size in zip(parts, sizes, strict=True)])
        else:
            filled = [
                np.full(size, null_of(name, model), model.dtype) if part is None else part
                for part, size in zip(parts, sizes, strict=True)
            ]
            out[name] = np.concatenate([np.asarray(part) for part in filled])
    return out


def _coded_part(part: Column | None, size: int) -> Coded:
    if part is None:
        return Coded(np.full(size, -1, np.int32), ())
    if isinstance(part, Coded):
        return part
    raise TypeError("a text column must be given as texts in every block")


def null_of(name: str, model: Array) -> int:
    """The null of a column by its type."""
    return -1 if name.startswith("_") or model.dtype == np.int8 else int(NONE)


def take(block: Block, rows: Array) -> Block:
    """Some rows of a block, in the order given."""
    return {name: column.take(rows) if isinstance(column, Coded) else column[rows] for name, column in block.items()}
