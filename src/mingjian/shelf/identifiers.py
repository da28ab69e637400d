"""No identity leaves with a model: numbers in its texts that could be somebody's, outside the made-up ranges."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.models.made_up import NO_REGION
from mingjian.models.source import read_source
from mingjian.standards.identifiers import person_id
from mingjian.standards.results import Tri

__all__ = ["Identity", "identities"]

_BREAK = "[\\s\\-._·\u00ad\u200b-\u200f\u2060\ufeff]?"
_NUMBER = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{_BREAK}[0-9]){{16}}{_BREAK}[0-9Xx](?![0-9A-Za-z])")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Identity:
    """A number that could be a person's: where, and what of it may be said."""

    file: str
    line: int
    shown: str

    @property
    def said(self) -> tuple[str, str]:
        """What is wrong, in both languages; the number itself is not repeated."""
        place = (f"{self.file} 第 {self.line} 行", f"{self.file}, line {self.line}")
        if not self.line:
            place = (self.file, self.file)
        return (
            f"{place[0]}有疑似真实身份证号 {self.shown}，请换成虚构号码（以 {NO_REGION} 开头）",
            f"{place[1]} holds what may be a real identity number, {self.shown}: use a made-up one "
            f"(beginning with {NO_REGION})",
        )


def identities(files: Mapping[str, str]) -> list[Identity]:
    """All of some files, also those written with breaks, in other digits, or escaped so that only a reader of YAML
    meets them (these are told without a line)."""
    found: list[Identity] = []
    for name, text in sorted(files.items()):
        plain = list(_in_text(name, text))
        seen = {one.shown for one in plain}
        hidden = (one for value in _scalars(name, text) for one in _in_text(name, value) if one.shown not in seen)
        found += [*plain, *(Identity(name, 0, shown) for shown in sorted({one.shown for one in hidden}))]
        if len(found) > _MOST:
            break
    return found[:_MOST]


def _in_text(name: str, text: str) -> Iterator[Identity]:
    folded = "".join(unicodedata.normalize("NFKC", sign)[:1] or " " for sign in text)  # a sign for a sign: places stay
    for match in _NUMBER.finditer(folded):
        number = "".join(sign for sign in match[0].upper() if sign in "0123456789X")
        if person_id.check(number).state is Tri.USABLE and not number.startswith(NO_REGION):
            yield Identity(name, folded.count("\n", 0, match.start()) + 1, f"{number[:3]}…{number[-2:]}")


def _scalars(name: str, text: str) -> Iterator[str]:
    """Every word and number that a reader of the file gets."""
    try:
        yield from _leaves(read_source(text, name).data)
    except RecursionError:  # nested beyond what a model can be: refused by the model's own reader
        return


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _leaves(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
