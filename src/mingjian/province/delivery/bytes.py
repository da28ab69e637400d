"""CSV, TSV and JSON-lines files out of cells, as bytes in the agency's encoding, without a loop over rows.

Words are encoded (not rows), cells are taken, joined by Arrow, and the data buffer of the joined array is the file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from mingjian.province.arrow import Words, pa, pc
from mingjian.province.chance import Rng
from mingjian.province.delivery.cells import Text
from mingjian.province.dirt import REPAIRABLE, UNUSABLE
from mingjian.province.dirt.log import WHOLE_ROW, DirtLog, Stain
from mingjian.province.tables import Block

_SHARED: dict[tuple[int, str], tuple[Words, Words]] = {}
MARKS = {"utf-8-sig": b"\xef\xbb\xbf", "utf-16": b"\xff\xfe"}


def encoded(part: Words, encoding: str) -> Words:
    """UTF-8 words in another encoding; long shared dictionaries are kept encoded."""
    if encoding in ("utf-8", "utf-8-sig", "utf-16") or not len(part) or _ascii(part):
        return part
    key = (id(part), encoding)
    if key in _SHARED:
        return _SHARED[key][1]
    done = pa.array([word.decode().encode(encoding) for word in part.to_pylist()], pa.binary())
    if len(part) > 5_000:
        _SHARED[key] = (part, done)
    return done


def forget() -> None:
    """Drop the dictionaries kept for one province."""
    _SHARED.clear()


def _ascii(part: Words) -> bool:
    _, offsets, data = part.buffers()
    if data is None:
        return True
    ends = np.frombuffer(offsets, np.int32)[[part.offset, part.offset + len(part)]]
    whole = np.frombuffer(data, np.uint8, count=int(ends[1] - ends[0]), offset=int(ends[0]))
    return not len(whole) or int(whole.max()) < 128


def taken(text: Text, encoding: str, quote: str | None) -> Words:
    """The cells of a column as encoded bytes, quoted where the separator ``quote`` makes it necessary."""
    text = _needed(text)
    parts = [encoded(_quoted(part, quote) if quote else part, encoding) for part in text.parts if len(part)]
    if not parts:
        return pa.nulls(len(text.index), pa.binary())
    words = parts[0] if len(parts) == 1 else pa.concat_arrays(parts)
    return words.take(pa.array(text.index, pa.int32(), mask=text.index < 0))


def _needed(text: Text) -> Text:
    """A short column out of a long dictionary (a list of a hundred of all people) with the words that it uses."""
    if 2 * len(text.index) > sum(map(len, text.parts)):
        return text
    named = text.index >= 0
    used, place = np.unique(text.index[named], return_inverse=True)
    index = np.full(len(text.index), -1, np.int32)
    index[named] = place
    words = text.parts[0] if len(text.parts) == 1 else pa.concat_arrays(text.parts)
    return Text((words.take(pa.array(used, pa.int32())),), index)


def _quoted(part: Words, separator: str) -> Words:
    if len(part) > 200_000:  # ids, names: never a separator in them
        return part
    if not pc.any(pc.match_substring(part, separator.encode())).as_py():
        return part
    mark = separator.encode()
    return pa.array([b'"' + word + b'"' if mark in word else word for word in part.to_pylist()], pa.binary())


def lines_of(texts: Sequence[Text], separator: str, encoding: str) -> Words:
    """One binary value a row, without the line end."""
    columns = [taken(text, encoding, separator) for text in texts]
    return pc.binary_join_element_wise(
        *columns, pa.scalar(separator.encode(), pa.binary()), null_handling="replace", null_replacement=b""
    )


def json_lines_of(texts: Sequence[Text], headers: Sequence[str]) -> Words:
    """One JSON object a row; empty cells are null."""
    columns = []
    for position, (text, header) in enumerate(zip(texts, headers, strict=True)):
        lead = ("{" if position == 0 else ", ") + json.dumps(header, ensure_ascii=False) + ": "
        cells = taken(text, "utf-8", None)
        if any(pc.any(pc.match_substring_regex(part, rb'["\\]')).as_py() for part in text.parts if len(part)):
            raise ValueError(f"{header}: a word needs escaping")
        quoted = pc.binary_join_element_wise(b'"', cells, b'"', b"")
        filled = pc.fill_null(quoted, b"null")
        columns.append(pc.binary_join_element_wise(lead.encode(), filled, b""))
    return pc.binary_join_element_wise(*columns, b"}", b"")


class LineFile:
    """A file of lines being written: repeated, ragged and empty lines go in by chance, and are logged."""

    def __init__(self, path: Path, encoding: str, rng: Rng, log: DirtLog, dataset: str) -> None:
        self._encoding, self._rng, self._log, self._dataset = encoding, rng, log, dataset
        self._file = path.open("wb")
        self._file.write(MARKS.get(encoding, b""))

    def write_text(self, text: str) -> None:
        """A title, header or total line."""
        encoding = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(self._encoding, self._encoding)
        self._file.write((text + "\r\n").encode(encoding))

    def write(self, lines: Words, block: Block, dirt: float, separator: str | None) -> None:
        """Rows of a chunk; ``separator`` None for formats that cannot be ragged."""
        lines = self._disturbed(lines, block, dirt, separator) if dirt else lines
        ends = pa.scalar(b"\r\n" if separator else b"\n", pa.binary())
        whole = pc.binary_join_element_wise(lines, ends, pa.scalar(b"", pa.binary()))
        data = _data(whole)
        if self._encoding == "utf-16":
            self._file.write(bytes(data).decode().encode("utf-16-le"))
        else:
            self._file.write(data)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def _disturbed(self, lines: Words, block: Block, dirt: float, separator: str | None) -> Words:
        """Some rows are sent twice (a fortieth of the dirt share), a few ragged, and some lines empty."""
        n = len(lines)
        order = np.arange(n)
        twice = np.flatnonzero(self._rng.random(n) < dirt / 40)
        self._note(block, "sent_twice", REPAIRABLE, twice)
        extra = []
        if separator is not None:
            ragged = np.flatnonzero(self._rng.random(n) < dirt / 250)
            self._note(block, "ragged", UNUSABLE, ragged)
            mark = separator.encode()
            extra = [line + mark + mark + "见备注".encode(_plain(self._encoding)) for line in _some(lines, ragged)]
            order[ragged] = n + np.arange(len(extra))
            blank = max(1, n // 20_000)
            extra += [b"", mark * 3]
            places = np.sort(self._rng.integers(0, n + 1, blank))
            order = np.insert(order, places, n + len(extra) - 1 - np.arange(blank) % 2)
        order = np.concatenate([order, twice]) if len(twice) else order
        everything = pa.concat_arrays([lines, pa.array(extra, pa.binary())]) if extra else lines
        return everything.take(pa.array(order))

    def _note(self, block: Block, kind: str, grade: int, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> None:
        if len(rows):
            records, people = np.asarray(block["_r"])[rows], np.asarray(block["_p"])[rows]
            self._log.stains.append(Stain(self._dataset, WHOLE_ROW, kind, grade, records, people))


def _plain(encoding: str) -> str:
    return "utf-8" if encoding in ("utf-8-sig", "utf-16") else encoding


def _some(lines: Words, rows: np.ndarray[tuple[int], np.dtype[np.intp]]) -> list[bytes]:
    found: list[bytes] = lines.take(pa.array(rows)).to_pylist()
    return found


def _data(whole: Words) -> memoryview:
    _, offsets, data = whole.buffers()
    ends = np.frombuffer(offsets, np.int32)[[whole.offset, whole.offset + len(whole)]]
    return memoryview(data)[int(ends[0]) : int(ends[1])]
