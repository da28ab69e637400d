"""How one agency writes one dataset: header words, forms of days, encoding, container."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from mingjian.standards import Column, Standard, codes, standards

_EPOCH = dt.date(1970, 1, 1)
_DAY_FORMS = {
    "-": "{0:04d}-{1:02d}-{2:02d}",
    "/": "{0:04d}/{1}/{2}",
    "": "{0:04d}{1:02d}{2:02d}",
    "年": "{0:04d}年{1:02d}月{2:02d}日",
}


@dataclass(frozen=True)
class Layout:
    """The habits of an agency.

    ``container``: csv, tsv, jsonl, xlsx, sqlite. ``style`` chooses among header synonyms.
    """

    dataset: str
    agency: str
    container: str = "csv"
    encoding: str = "utf-8"
    style: int = 0
    day_form: str = "-"
    month_form: str = "-"
    truth: tuple[str, str] = ("否", "是")
    title: str | None = None
    total: bool = False
    left_out: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def standard(self) -> Standard:
        """The standard of the dataset."""
        found: Standard = standards()[self.dataset]
        return found

    @property
    def columns(self) -> list[str]:
        """Columns in the order of the file."""
        return [name for name in self.standard.columns if name not in self.left_out]

    def header(self, name: str) -> str:
        """The agency's word for a column: its label or one of the synonyms nobody else in the standard uses."""
        options = _headers(self.dataset, name)
        return options[zlib.crc32(f"{self.dataset}/{name}/{self.style}".encode()) % len(options)]

    def label(self, column: Column, word: str) -> str:
        """How a code is written: by its Chinese label."""
        if column.codes is None or column.type != "code" or column.codes in ("regions", "charges"):
            return word
        return str(codes(column.codes).label(word, "zh"))

    def day(self, value: int) -> str:
        """A day in the agency's form."""
        day = _EPOCH + dt.timedelta(days=int(value))
        return _DAY_FORMS[self.day_form].format(day.year, day.month, day.day)


@lru_cache(maxsize=10_000)  # every file asks for its columns again, and a province has hundreds
def _headers(dataset: str, name: str) -> list[str]:
    """The Chinese words for a column: its label, and up to six synonyms that no other column has."""
    columns = standards()[dataset].columns
    others = {word.lower() for other in columns.values() if other.name != name for word in other.headers}
    own = [
        word for word in columns[name].synonyms if word.lower() not in others and any("一" <= c <= "鿿" for c in word)
    ]
    return [columns[name].label.zh, *own[:6]]
