"""The head of a delimited file: its encoding, line ends and delimiter, and its first records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mingjian.intake.encodings import detect_encoding
from mingjian.intake.errors import refuse

_DELIMITERS = (",", "\t", "|", ";", "\x01", "^")
_HEAD = 1 << 20
SAMPLE = 300


@dataclass(frozen=True)
class CsvHead:
    """What was found: `records` are the first records' cells, `lines[i]` the number of lines up to record i's end."""

    encoding: str
    delimiter: str
    newline: str
    records: list[list[str]]
    lines: list[int]


_ODD = re.compile("[\x02-\x08\x0b\x0c\x0e-\x1f\ufffd]")


def read_head(path: Path, name: str, encoding: str | None = None, delimiter: str | None = None) -> CsvHead:
    """Look at the beginning of a file; `encoding` and `delimiter` are taken as given where they are.

    Raises `IntakeError` for an empty file, an unknown encoding or a file that is no text.
    """
    if path.stat().st_size == 0:
        raise refuse("文件是空的", "the file is empty", name)
    if encoding is None:
        encoding = detect_encoding(path)
    else:
        try:
            encoding = _plain(codecs.lookup(encoding).name)
        except LookupError:
            raise refuse(f"不认识的编码“{encoding}”", f"unknown encoding '{encoding}'", name) from None
    with path.open("rb") as file:
        data = file.read(_HEAD)
    text = data.decode(encoding, "replace").lstrip("\ufeff")
    if _binary(text):
        raise refuse("不是文本文件，或编码无法识别", "not a text file, or its encoding cannot be recognised", name)
    newline = "\r" if "\n" not in text and "\r" in text else "\n"
    if newline == "\r":
        text = text.replace("\r", "\n")
    if len(data) == _HEAD and "\n" in text:
        text = text[: text.rfind("\n") + 1]
    delimiter = delimiter or sniff_delimiter(text, path.suffix.lower())
    records, lines = _records(text, delimiter)
    return CsvHead(encoding, delimiter, newline, records, lines)


def _plain(name: str) -> str:
    """One name for an encoding and its subsets and marks."""
    return {"utf-8-sig": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "utf-16": "utf-16-le", "ascii": "utf-8",
            "big5hkscs": "big5hkscs"}.get(name, name)  # fmt: skip


def _binary(text: str) -> bool:
    head = text[:20_000]
    odd = len(_ODD.findall(head))
    return odd > 0.3 * len(head) or head.count("\x00") > 0.9 * len(head)


def sniff_delimiter(text: str, suffix: str) -> str:
    """The delimiter that gives most lines the same number of cells, the more cells the better."""
    lines = [line for line in text.split("\n")[:SAMPLE] if line.strip()]
    best, best_score = ("\t" if suffix in (".tsv", ".tab") else ","), 0.0
    for delimiter in _DELIMITERS:
        counts = Counter(_count(line, delimiter) for line in lines)
        counts.pop(0, None)
        if not counts:
            continue
        cells, times = max(counts.items(), key=lambda one: (one[1], one[0]))
        score = times / len(lines) * (1 + min(cells, 20) / 20) + (0.2 if delimiter == best else 0.0)
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    return best


def _count(line: str, delimiter: str) -> int:
    if '"' not in line:
        return line.count(delimiter)
    parts = line.split('"')
    return sum(part.count(delimiter) for part in parts[0::2])


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first records and after how many lines each ends; a quote that is never closed ends the reading."""
    records: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    try:
        for record in reader:
            records.append(record)
            lines.append(reader.line_num)
            if len(records) >= SAMPLE:
                break
    except csv.Error:
        pass
    return records, lines
