"""Blind packages: a work as judges get it, without the names of those who made it. The original is never touched.

>>> roster = roster_of(people, offices, contacts)             # of the whole contest, best of all
>>> package = blind(Path("work.zip"), Path("blind/017"), roster, number="017", materials=kind.materials)
>>> package.doubts, package.pictures, package.left            # the secretary's sheet; decided by id, kept by the caller
>>> blind(work, into, roster, number="017", decided={package.doubts[0].id: "keep"}).finished
>>> package.for_judge()                                       # all that a judge may know

`into` gets `package.zip` and the same files under `files/`. A work whose package is not `finished` cannot be assigned
(`WorkSeat.ready`). The same work with its authors exchanged for others gives the same bytes, but for what the secretary
decided to keep and, in PDF files, the room a name took.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from mingjian.contest.blinding.archive import zipped
from mingjian.contest.blinding.files import made_blind, numbered
from mingjian.contest.blinding.package import Decision, Doubt, Left, Package, Part, Picture
from mingjian.contest.blinding.roster import Roster, roster_of
from mingjian.contest.blinding.search import Searcher
from mingjian.contest.blinding.sheet import Sheet
from mingjian.contest.completeness import unwrapped
from mingjian.contest.completeness.opening import open_work
from mingjian.contest.definition import Material
from mingjian.contest.errors import ContestError
from mingjian.trust.digests import sha256_bytes

__all__ = ["Decision", "Doubt", "Left", "Package", "Part", "Picture", "Roster", "blind", "roster_of"]

ARCHIVE, FILES = "package.zip", "files"
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,39}")


def blind(
    work: Path,
    into: Path,
    roster: Roster,
    *,
    number: str,
    materials: Mapping[str, Material] | None = None,
    decided: Mapping[str, Decision] | None = None,
) -> Package:
    """Make the blind package of a work, a folder or a zip, in a new or empty folder `into`, which appears whole or not
    at all. What cannot be blinded is left out and told. Raises ContestError for a number or folder that cannot be."""
    if not _NUMBER.fullmatch(number):
        raise ContestError(
            f"编号“{number}”只能用字母、数字和连字符", f"the number '{number}' may hold letters, digits and hyphens"
        )
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise ContestError(f"{into} 不是空文件夹", f"{into} is not an empty folder")
    sheet = Sheet(Searcher(roster), dict(decided or {}))
    opened = open_work(work)
    for one in opened.findings:
        sheet.file(one.file, b"").leave(one.check, one.zh, one.en)
    parts, files = numbered(made_blind(unwrapped(opened.files), sheet), sheet, materials or {})
    archive = zipped(files)
    _write(into, files, archive)
    return Package(
        number, parts, sha256_bytes(archive), tuple(sheet.doubts), tuple(sheet.pictures), tuple(sheet.left),
        dict(sorted(sheet.found.items())),
    )  # fmt: skip


def _write(into: Path, files: Mapping[str, bytes], archive: bytes) -> None:
    """By one rename: a package that was begun and not ended is never seen."""
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".blind-", dir=into.parent) as scratch:
        whole = Path(scratch) / "whole"
        for name, data in files.items():
            path = whole / FILES / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        whole.mkdir(exist_ok=True)
        (whole / ARCHIVE).write_bytes(archive)
        if into.exists():
            into.rmdir()
        shutil.move(whole, into)
