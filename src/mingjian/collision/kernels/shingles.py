"""Texts as sets of three-character pieces: normalised, masked, and compared exactly.

A piece is a whole number: three code points of 21 bits each, so that no two different pieces are ever taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as compute

from mingjian.collision.kernels.expand import Ints, cuts

__all__ = ["MASKS", "PIECE", "Shingled", "normalised"]

PIECE = 3
_AT_ONCE = 1_000_000
"""Characters that are taken apart at a time: some 60 MB."""

_HAN = "零〇一二三四五六七八九十百千万亿两"
_DIGITS = r"[0-9]+(?:[.,][0-9]+)*"
_NUMBERS = (
    (_DIGITS, "①"),
    (f"[{_HAN}]{{2,}}", "①"),
    (f"[{_HAN}](年|个月|月|日|天|时|分|元|条|款|项|号|岁|克|次|名|人|件|起|份|张|栋|幢|室)", r"①\1"),
)
_DATES = (
    (rf"([0-9]{{2,4}}|[{_HAN}]{{2,4}})年([0-9]{{1,2}}|[{_HAN}]{{1,3}})月(([0-9]{{1,2}}|[{_HAN}]{{1,3}})[日号])?", "②"),
    (r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}", "②"),
)
_MONEY = ((rf"(人民币)?(¥|({_DIGITS}|[{_HAN}]+)[余多]?[万亿]?元)({_DIGITS}|整)?", "③"),)
_ROLES = "被告人|被告单位|被害人|原告人?|被告|上诉人|被上诉人|申请人|被申请人|第三人|罪犯|证人|嫌疑人|当事人|处罚人"
_INTRODUCED = re.compile(rf"(?:{_ROLES})[:：]?\s?([\u4e00-\u9fff·]{{2,4}})(?=[,、。;(（，；])")
_HIDDEN = re.compile(r"[\u4e00-\u9fff]某{1,2}[0-9甲乙丙丁]?")
MASKS: dict[str, tuple[tuple[str, str], ...]] = {"dates": _DATES, "money": _MONEY, "numbers": _NUMBERS}
"""Patterns and the sign put in their place, which normalising leaves in no text, so that nobody can have written it."""


pc: Any = compute
"""Some functions that the stubs of Arrow do not know."""


def normalised(texts: Any, mask: Collection[str] = ()) -> Any:
    """Texts in one width and case, what is masked replaced by a sign, and only letters and digits left."""
    found = pc.utf8_lower(pc.utf8_normalize(pc.cast(texts, pa.large_string()), "NFKC"))
    if "names" in mask:
        found = pa.array((_nameless(text) for text in found.to_pylist()), pa.large_string())
    for name, rules in MASKS.items():
        for pattern, sign in rules if name in mask else ():
            found = pc.replace_substring_regex(found, pattern=pattern, replacement=sign)
    return pc.replace_substring_regex(found, pattern=r"[^\p{L}\p{N}]+", replacement="")


def _nameless(text: str) -> str:
    """Names after the word for a party, wherever they stand in the text, and names that are half hidden already."""
    names = sorted(set(_INTRODUCED.findall(text)), key=len, reverse=True)
    if names:
        text = re.sub("|".join(map(re.escape, names)), "④", text)
    return _HIDDEN.sub("④", text)


class Shingled:
    """Different texts, each at least ``PIECE`` characters long, that are taken apart when they are needed."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.lengths = np.fromiter(map(len, texts), np.int64, len(texts))

    def pieces(self, which: Ints) -> Iterator[tuple[slice, npt.NDArray[np.uint64], Ints]]:
        """Slices of ``which``, with the pieces of each text one after the other and where each text's begin and end."""
        for part in cuts(self.lengths[which], _AT_ONCE):
            joined = "".join([self.texts[number] for number in which[part].tolist()])
            points = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
            numbers = (points[:-2] << np.uint64(42)) | (points[1:-1] << np.uint64(21)) | points[2:]
            lengths = self.lengths[which[part]]
            ends = np.cumsum(lengths)
            within = np.ones(len(points), dtype=bool)
            within[ends - 1] = within[ends - 2] = False
            yield part, numbers[within[:-2]], np.concatenate([[0], np.cumsum(lengths - (PIECE - 1))])

    def shared(self, left: Ints, right: Ints, beat: Callable[[], None]) -> tuple[Ints, Ints]:
        """For pairs of texts how many different pieces both have, and how many they have together. Exact."""
        both, together = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for part in cuts(self.lengths[left] + self.lengths[right], _AT_ONCE):
            beat()
            some, where = np.unique(np.concatenate([left[part], right[part]]), return_inverse=True)
            sets = self._sets(some)
            sizes = np.diff(sets.indptr)
            one, other = where[: len(where) // 2], where[len(where) // 2 :]
            found = np.diff(_canonical(sets[one]).multiply(_canonical(sets[other])).indptr)
            both.append(found.astype(np.int64))
            together.append((sizes[one] + sizes[other] - found).astype(np.int64))
        return np.concatenate(both), np.concatenate(together)

    def _sets(self, which: Ints) -> Any:
        """A sparse matrix: a row a text, a column a piece."""
        found, sizes = [], []
        for _, tokens, offsets in self.pieces(which):
            # each text's few thousand numbers are sorted by themselves, which no call over all of them does as cheaply
            for start, stop in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True):
                tokens[start:stop].sort()
            new = np.ones(len(tokens), dtype=bool)
            new[1:] = tokens[1:] != tokens[:-1]
            new[offsets[:-1]] = True
            found.append(tokens[new])
            sizes.append(np.add.reduceat(new, offsets[:-1], dtype=np.int64))
        from scipy.sparse import csr_matrix  # here: it takes a quarter of a second to begin, and few compare texts

        columns = np.concatenate(found).astype(np.int64)
        bounds = np.concatenate([[0], np.cumsum(np.concatenate(sizes))])
        shape = (len(bounds) - 1, 2**63 - 1)
        return _canonical(csr_matrix((np.ones(len(columns), np.int8), columns, bounds), shape))


def _canonical(sets: Any) -> Any:
    """The rows are sorted and have no repeats: said, so that nobody looks."""
    sets.has_sorted_indices = sets.has_canonical_format = True
    return sets
