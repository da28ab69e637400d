"""Code lists: what the values of a code column may be, in both languages, and the words agencies write for them.

A list is also a table a model can collide with (`rows`). Charges and their penalties are facts of law and come from
`mingjian.law`; regions have a file of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from mingjian.standards.errors import StandardError, UnknownName
from mingjian.standards.standard import Text
from mingjian.standards.text import squeeze, to_half

_FILE = Path(__file__).parent / "data" / "codes.yaml"


@dataclass(frozen=True)
class Code:
    """One entry of a list. `attributes` are the further columns of the list's table."""

    code: str
    label: Text
    words: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)


class CodeList(Mapping[str, Code]):
    """A code list: mapping code → `Code`, with the look-up of words agencies deliver.

    `find(text)` answers the codes a text may mean: one, several (ambiguous) or none.
    """

    def __init__(self, id: str, title: Text, source: str, codes: list[Code], spare: Spare | None = None) -> None:
        self.id, self.title, self.source = id, title, source
        self._codes = {code.code: code for code in codes}
        self._spare = spare
        self._words: dict[str, list[str]] = {}
        for code in codes:
            for word in dict.fromkeys(fold(w) for w in (code.code, code.label.zh, code.label.en, *code.words)):
                self._words.setdefault(word, []).append(code.code)

    def __getitem__(self, code: str) -> Code:
        try:
            return self._codes[code]
        except KeyError:
            raise UnknownName("code", code, self._codes) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def find(self, text: str) -> list[str]:
        """Codes meant by `text` (a code, a label or a word for it); empty when the list knows nothing of it."""
        if text in self._codes:
            return [text]
        found = self._words.get(fold(text), [])
        return found or (self._spare(text) if self._spare else [])

    def label(self, code: str, lang: str = "zh") -> str:
        """The words for a code; the code itself when the list does not know it."""
        known = self._codes.get(code)
        return code if known is None else getattr(known.label, lang)

    def rows(self) -> list[dict[str, Any]]:
        """The list as a table: code, label_zh, label_en and the attributes of its entries."""
        return [
            {"code": c.code, "label_zh": c.label.zh, "label_en": c.label.en, **c.attributes}
            for c in self._codes.values()
        ]


Spare = Callable[[str], list[str]]


def fold(text: str) -> str:
    """A text as it is compared with the words of a list: half width, without spaces, lower case."""
    return squeeze(to_half(text)).lower()


def codes(list_id: str) -> CodeList:
    """A code list by id; `UnknownName` with the nearest one otherwise."""
    if list_id not in code_list_ids():
        raise UnknownName("code list", list_id, code_list_ids())
    return _load(list_id)


@cache
def code_list_ids() -> tuple[str, ...]:
    """Ids of all code lists."""
    return (*_small(), *_BUILT)


@cache
def _load(list_id: str) -> CodeList:
    if list_id in _BUILT:
        return _BUILT[list_id]()
    raw = _small()[list_id]
    try:
        entries = [
            Code(code, Text(zh=given["zh"], en=given["en"]), tuple(given.get("also", ())))
            for code, given in raw["codes"].items()
        ]
        return CodeList(list_id, Text(**raw["title"]), raw["source"], entries)
    except (KeyError, TypeError, ValueError) as error:
        raise StandardError(f"{_FILE.name}: {list_id}: {error}") from error


@cache
def _small() -> dict[str, Any]:
    loaded = YAML(typ="safe", pure=False).load(_FILE.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def _regions() -> CodeList:
    from mingjian.standards.regions import region_list

    return region_list()


def _charges() -> CodeList:
    from mingjian.standards.charge_codes import charge_list

    return charge_list()


def _penalties() -> CodeList:
    from mingjian.standards.charge_codes import penalty_list

    return penalty_list()


_BUILT: dict[str, Callable[[], CodeList]] = {
    "regions": _regions,
    "charges": _charges,
    "charge_penalties": _penalties,
}
