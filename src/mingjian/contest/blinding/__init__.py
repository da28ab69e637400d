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

import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from mingjian.contest.blinding.package import Decision, Doubt, Left, Package, Part, Picture
from mingjian.contest.blinding.plain import blind_text
from mingjian.contest.blinding.roster import Roster, roster_of
from mingjian.contest.blinding.search import Searcher
from mingjian.contest.blinding.sheet import FileSheet, Sheet
from mingjian.contest.completeness import part_of, unwrapped
from mingjian.contest.completeness.opening import open_work
from mingjian.contest.completeness.sniffing import kind_of, named_kind
from mingjian.contest.definition import Material
from mingjian.contest.errors import ContestError
from mingjian.trust.digests import sha256_bytes

__all__ = ["Decision", "Doubt", "Left", "Package", "Part", "Picture", "Roster", "blind", "roster_of"]

ARCHIVE, FILES = "package.zip", "files"
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,39}")
_TIME = (1980, 1, 1, 0, 0, 0)
_TEXTS = {"md", "txt", "sql", "py", "yaml"}

Blinder = Callable[[bytes, FileSheet], bytes | None]


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
    made = {
        name: done
        for name, data in sorted(unwrapped(opened.files).items())
        if (done := _blinded(name, data, sheet.file(name, data))) is not None
    }
    parts, files = _numbered(made, sheet, materials or {})
    archive = _zipped(files)
    _write(into, files, archive)
    return Package(
        number, parts, sha256_bytes(archive), tuple(sheet.doubts), tuple(sheet.pictures), tuple(sheet.left),
        dict(sorted(sheet.found.items())),
    )  # fmt: skip


def _blinded(name: str, data: bytes, page: FileSheet) -> tuple[str, bytes] | None:
    """Kind and bytes of a file without names; None for what is left out."""
    real, claimed = kind_of(data), named_kind(name)
    kind = claimed if real == "text" and claimed in _TEXTS else "txt" if real == "text" else real
    blinder = _BLINDERS.get(kind)
    if blinder is None:
        page.leave(kind, f"{kind} 文件尚不能匿名", f"{kind} files cannot be blinded yet")
        return None
    done = blinder(data, page)
    return None if done is None else (kind, done)


_BLINDERS: dict[str, Blinder] = dict.fromkeys(_TEXTS, blind_text)


def _numbered(
    made: Mapping[str, tuple[str, bytes]], sheet: Sheet, materials: Mapping[str, Material]
) -> tuple[tuple[Part, ...], dict[str, bytes]]:
    """Parts in an order that does not depend on who made the work: by material, kind, name without names, content."""
    places = {name: place for place, name in enumerate(materials)}

    def key(name: str) -> tuple[int, str, str, str]:
        kind, data = made[name]
        return places.get(part_of(name, materials) or "", len(places)), kind, sheet.blinded(name), sha256_bytes(data)

    parts, files, numbers = [], {}, {}
    for place, name in enumerate(sorted(made, key=key), 1):
        kind, data = made[name]
        numbers[name] = called = f"{place:02d}.{kind}"
        files[called] = data
        parts.append(Part(called, kind, len(data), sha256_bytes(data), name, part_of(name, materials) or ""))
    sheet.name(numbers)
    return tuple(parts), files


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """One zip, whose times and order say nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


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
