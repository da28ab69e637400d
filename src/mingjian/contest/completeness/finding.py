"""What completeness finds: a check's id, words, how grave it is, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "Severity"]

Severity = Literal["error", "warning", "notice"]
"""An error makes the work incomplete; a warning is for the entrant to look at, a notice for the secretary."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`check`: id of the check; `file` within the work ("" for the work itself); `place`: line and column."""

    check: str
    severity: Severity
    zh: str
    en: str
    file: str = ""
    place: str = ""
