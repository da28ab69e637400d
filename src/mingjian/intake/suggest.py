"""Suggesting which column of a source is which of a standard: by name, by synonym, by the shape of the values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from mingjian.intake.cleaners import reference
from mingjian.intake.mapping import From
from mingjian.standards import Column, Standard, fold_header, standards

SURE = 0.85
_SAMPLE = 60  # values of a column that are looked at
_UNIT = re.compile(r"[（(\[【]\s*(万元|亿元|千元|元|人民币|单位[:：]?\s*(?:元|万元))\s*[)）\]】]\s*$")
UNITS = ("万元", "亿元", "千元")
_TELLING = ("person_id", "uscc", "plate", "case_number")  # identifiers whose values alone tell what they are


@dataclass(frozen=True)
class Suggestion:
    """A header suggested for a column of the standard, how sure (0 … 1) and why; `samples` of its values."""

    column: str
    header: str
    confidence: float
    why_zh: str
    why_en: str
    unit: str | None = None
    samples: tuple[str, ...] = ()

    @property
    def origin(self) -> From:
        """The same for a mapping."""
        return From(from_=self.header, unit=self.unit)


def known_headers(standard: Standard | None) -> frozenset[str]:
    """Folded headers of a standard, or of all standards."""
    chosen = [standard] if standard else list(standards().values())
    return frozenset(header for one in chosen for column in one.columns.values() for header in _folded(column.headers))


def suggest(standard: Standard, header: Sequence[str], samples: Sequence[Sequence[str]]) -> list[Suggestion]:
    """At most one suggestion a column, each header used once; the surest pairs first."""
    columns = list(standard.columns.values())
    cells = {name: _values(samples, place) for place, name in enumerate(header)}
    taken = _named(standard, header, cells)
    used = {one.header for one in taken.values()}
    for column in columns:  # what no name tells, the values may; never as sure as a name
        for name in header if column.name not in taken and column.kind in _TELLING else ():
            if name not in used and _have_its_shape(column, name, cells[name]):
                shape = "值的样式相符", "the values have its shape"
                taken[column.name] = Suggestion(column.name, name, 0.5, *shape, samples=cells[name][:5])
                used.add(name)
                break
    return [taken[column.name] for column in columns if column.name in taken]


def surely(standard: Standard, header: Sequence[str], samples: Sequence[Sequence[str]]) -> list[Suggestion]:
    """Those of the suggestions that are sure. A table of a thousand columns is held against every standard, so only
    headers that some column is called by are looked at."""
    known = known_headers(standard)
    called = {name: place for place, name in enumerate(header) if not known.isdisjoint(_read(name)[1:])}
    cells = {name: _values(samples, place) for name, place in called.items()}
    found = _named(standard, [name for name in header if name in called], cells)
    return [found[name] for name in standard.columns if name in found and found[name].confidence >= SURE]


def _named(standard: Standard, header: Sequence[str], cells: Mapping[str, tuple[str, ...]]) -> dict[str, Suggestion]:
    """What the names tell, by column: the surest pairs first."""
    columns = standard.columns.values()
    named = [one for column in columns for name in header if (one := _by_name_and_values(column, name, cells[name]))]
    taken: dict[str, Suggestion] = {}
    used: set[str] = set()
    for one in sorted(named, key=lambda one: -one.confidence):
        if one.column not in taken and one.header not in used:
            taken[one.column] = one
            used.add(one.header)
    return taken


def _values(samples: Sequence[Sequence[str]], place: int) -> tuple[str, ...]:
    cells = (record[place].strip() for record in samples if place < len(record))
    return tuple(cell for cell in cells if cell)[:_SAMPLE]


def _by_name_and_values(column: Column, header: str, values: tuple[str, ...]) -> Suggestion | None:
    confidence, zh, en = _by_name(column, header)
    if confidence == 0.0:
        return None
    share = _readable(column, header, values)
    if share < 0.3 and len(values) >= 5 and (column.type != "code" or column.required):
        confidence, zh, en = min(confidence, 0.6), f"{zh}，但多数值不像", f"{en}, but most values are not like it"
    return Suggestion(column.name, header, confidence, zh, en, _unit(column, header), values[:5])


def _have_its_shape(column: Column, header: str, values: tuple[str, ...]) -> bool:
    return len(values) >= 5 and _readable(column, header, values) >= 0.6


def _by_name(column: Column, header: str) -> tuple[float, str, str]:
    repeated, folded, bare, tail = _read(header)
    headers = _folded(column.headers)
    if not folded:
        return 0.0, "", ""
    if folded in headers[:3]:
        found = (1.0, "与列名相同", "the column's name")
    elif folded in headers:
        found = (0.97, "是列名的别称", "a synonym of the column's name")
    elif bare in headers or (tail in headers and tail != folded):
        found = (0.93, "去掉单位或上级表头后相同", "its name but for a unit or a spanning header")
    else:
        return _nearly(headers, bare)
    return (min(found[0], 0.7), "表头重复，须指明是哪一列", "the header is there twice") if repeated else found


@lru_cache(maxsize=8192)
def _read(header: str) -> tuple[bool, str, str, str]:
    """Whether a header is one of several that are alike, and the header folded: whole, without its unit, its end.

    Kept, since every column of every standard is held against every header.
    """
    plain = re.sub(r"#\d+$", "", header)
    bare, tail = _UNIT.sub("", plain), plain.rsplit("/", 1)[-1]
    return plain != header and bool(plain), fold_header(plain), fold_header(bare), fold_header(tail)


@lru_cache(maxsize=8192)
def _folded(headers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold_header(one) for one in headers)


@lru_cache(maxsize=65_536)
def _nearly(headers: tuple[str, ...], folded: str) -> tuple[float, str, str]:
    inside = [one for one in headers if len(one) >= 3 and one in folded]
    if inside and len(max(inside, key=len)) * 2 > len(folded):
        return 0.75, "表头包含列名", "the header contains its name"
    near = process.extractOne(folded, headers, scorer=fuzz.ratio, score_cutoff=80)
    return (0.6, "表头与列名相近", "the header is close to its name") if near else (0.0, "", "")


def _unit(column: Column, header: str) -> str | None:
    found = _UNIT.search(header)
    unit = next((one for one in UNITS if found and one in found[1]), None)
    return unit if column.type == "money" else None


def _readable(column: Column, header: str, values: tuple[str, ...]) -> float:
    """Share of values that the column's cleaner makes something of (an identifier that is damaged counts half)."""
    if not values or column.type == "text":
        return 1.0
    clean = reference(column, _unit(column, header))
    good = 0.0
    for value in values:
        cell = clean(value)
        good += (
            1.0
            if cell.value is not None or not cell.keep
            else (0.5 if column.kind and any(map(str.isdigit, value)) else 0.0)
        )
    return good / len(values)
