"""What can go wrong with a lake, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass, field


class LakeError(Exception):
    """A lake cannot do what was asked; the text says why, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh = zh
        self.en = en


class LakeDamaged(LakeError):
    """A file without which nothing can be read is gone or unreadable: its description, its secret, a manifest."""


@dataclass(frozen=True)
class Problem:
    """One thing `Lake.verify` found.

    `kind`: `missing` (file gone), `changed` (bytes differ, and a row or row group is named where one can
    be), `unreadable` (row group or footer cannot be read), `inconsistent` (figures do not add up),
    `unexpected` (a file nobody wrote).
    """

    kind: str
    path: str
    zh: str
    en: str
    row_group: int | None = None
    rows: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.path}: {self.zh} / {self.en}"
