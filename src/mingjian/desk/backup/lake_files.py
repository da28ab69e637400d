"""The files of a lake that a backup holds, in an order that keeps what is copied in agreement.

Files of a lake are written once and never changed, so a copy taken while others write is whole if what refers is
listed before what it refers to: ledgers, then runs, then what identity found, then versions. Only the audit log and its
head change together; they are copied while nobody may append.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingjian.lake.files import TEMPORARY

__all__ = ["AUDIT", "lake_files"]

AUDIT = "audit"
FIRST = ("clues", "runs", "identity")
LEFT_OUT = {"staging", "steps", "derived", AUDIT}
"""Work in progress, and what is made again when it is needed; the audit log is copied apart."""
LOCKS = {"writer.lock", "staging.lock", "lock"}


def lake_files(root: Path) -> Iterator[Path]:
    """Every file but those of the audit log, relative to the lake. `root` is read as it goes."""
    tops = sorted(one.name for one in root.iterdir() if one.name not in LEFT_OUT)
    for name in [*(one for one in FIRST if one in tops), *(one for one in tops if one not in FIRST)]:
        here = root / name
        found = [here] if here.is_file() else sorted(one for one in here.rglob("*") if one.is_file())
        for path in found:
            if path.name not in LOCKS and not path.name.startswith(TEMPORARY):
                yield path.relative_to(root)
