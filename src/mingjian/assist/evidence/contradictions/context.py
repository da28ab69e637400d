"""What a comparison is given, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.pack import Point
from mingjian.assist.evidence.records import Record
from mingjian.models.texts import Text

__all__ = ["Compare", "Context", "Hit"]


@dataclass(frozen=True)
class Hit:
    """Records that do not agree, with the words that fill in what is said."""

    records: tuple[Record, ...]
    words: Mapping[str, str | Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """The case and the proof points that hold for it, by `pack.point`."""

    case: Case
    points: dict[str, Point] = field(default_factory=dict)


Compare = Callable[[Context], Iterator[Hit]]
