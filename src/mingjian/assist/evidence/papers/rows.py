"""The rows of a case file that is being made: each list, with ids, and where the values of each row stand."""

from __future__ import annotations

from typing import Any

from mingjian.assist.evidence.papers.paper import Draft
from mingjian.assist.evidence.records import LISTS, CaseFile

__all__ = ["Rows", "span_of", "spans_of"]

_PREFIX = {
    "documents": "d", "persons": "p", "acts": "a", "items": "i", "samples": "j", "statements": "s", "procedures": "y",
    "opinions": "o", "measures": "m", "claims": "c",
}  # fmt: skip
_ASIDE = ("text", "speaker", "about", "what", "person")
"""Values whose characters do not tell where a record stands: the whole of a paper, its head."""


class Rows:
    """Rows by list. ``fresh`` are those that were made here, not those of the file that is ``known``."""

    def __init__(self, known: CaseFile | None = None) -> None:
        self.lists: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
        self.fresh: set[str] = set()
        self._taken: set[str] = set()
        for name in LISTS if known is not None else ():
            for one in getattr(known, name):
                self.lists[name].append(one.model_dump(mode="json", by_alias=True, exclude_defaults=True))
                self._taken.add(one.id)

    def add(self, name: str, said: dict[str, Any], document: str | None = None, draft: Draft | None = None) -> str:
        """A new row; its id."""
        number = len(self.lists[name]) + 1
        while (ref := f"{_PREFIX[name]}{number}") in self._taken:
            number += 1
        row: dict[str, Any] = {"id": ref}
        if document is not None:
            row["document"] = document
        if draft is not None and (span := span_of(spans_of(draft))) is not None:
            sure = min(one.sure for one in draft.said.values())
            row |= {"span": span, "spans": spans_of(draft), "note": f"自动读取 {sure:.1f}"}
        row |= {key: value for key, value in said.items() if value not in (None, "", [])}
        self.lists[name].append(row)
        self._taken.add(ref)
        self.fresh.add(ref)
        return ref

    def row(self, ref: str) -> dict[str, Any]:
        """The row of an id."""
        return next(row for rows in self.lists.values() for row in rows if row["id"] == ref)

    def made(self) -> list[tuple[str, dict[str, Any]]]:
        """What was made, list by list."""
        return [(name, row) for name, rows in self.lists.items() for row in rows if row["id"] in self.fresh]


def spans_of(draft: Draft) -> dict[str, tuple[int, int]]:
    """The characters of every value that stands somewhere."""
    return {key: one.span for key, one in draft.said.items() if one.span and one.span[1] > one.span[0]}


def span_of(spans: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    """From the first to the last character that tells where a record stands."""
    places = [span for key, span in spans.items() if key not in _ASIDE]
    return (min(one[0] for one in places), max(one[1] for one in places)) if places else None
