"""Archives within a work unpacked under limits: no bomb, no way out, no archive in an archive; what is refused is told.

Zip and tar, plain or packed with gzip, bzip2 or xz, are opened; others are told with what to do. Nothing is trusted
that an archive says of itself: sizes are counted as they are read.
"""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from mingjian.originality.opening import BYTES, FILES, Problem

__all__ = ["PACKED", "UNPACKED", "is_archive", "unpacked"]

PACKED = 100_000_000
UNPACKED = 300_000_000
DEPTH = 8
RATIO = 200
"""Of an archive: its bytes, bytes of all that is in it, folders in folders, bytes unpacked for each byte packed."""

_TARS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".tar": lambda raw: raw,
    ".tar.gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".tgz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".tar.bz2": bz2.BZ2File,
    ".tbz2": bz2.BZ2File,
    ".tar.xz": lzma.LZMAFile,
    ".txz": lzma.LZMAFile,
}
_OTHERS = (".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".cab", ".iso")
_ENCRYPTED, _LINK, _FORMAT = 0x1, 0o120000, 0o170000
_ENTRY = b"PK\x01\x02"
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
           RuntimeError, NotImplementedError, OverflowError, UnicodeError)  # fmt: skip
_BOMB = (
    "解压后过大或压缩比异常，已停止解压",
    "too large once unpacked, or packed beyond reason: the rest is not unpacked",
)


def is_archive(name: str) -> bool:
    """Whether a file is one, by its name; also of kinds that are not opened."""
    return name.lower().endswith((".zip", *_TARS, *_OTHERS))


def unpacked(name: str, archive: Path, into: Path, room: int = FILES) -> list[Problem]:
    """Write what is in an archive into an empty folder, ``room`` files at most; answers what was left out and why."""
    lower = name.lower()
    packing = next((_TARS[end] for end in sorted(_TARS, key=len, reverse=True) if lower.endswith(end)), None)
    problems: list[Problem] = []
    try:
        if archive.stat().st_size > PACKED:
            return [
                Problem(name, f"压缩包超过 {PACKED // 1_000_000} MB", f"an archive of over {PACKED // 1_000_000} MB")
            ]
        if lower.endswith(".zip"):
            entries = _zipped(archive)
        elif packing is not None:
            entries = _taped(archive, packing)
        else:
            return [Problem(name, "此类压缩包不能打开，请改用 zip", "this kind of archive is not opened: use zip")]
        _written(name, entries, into, room, problems)
    except _TooMuch:
        problems.append(Problem(name, *_BOMB))
    except _BROKEN:
        problems.append(Problem(name, "压缩包损坏，无法全部打开", "a damaged archive, not all of it can be opened"))
    return problems


class _TooMuch(Exception):
    """More than an archive may hold."""


Entry = tuple[str, str, Callable[[], bytes]]
"""Name, why it is left out (a word of `_WHY`, or nothing), and its bytes."""
_WHY = {
    "encrypted": ("加密的文件，无法打开", "encrypted: it cannot be opened"),
    "link": ("链接或特殊文件，未读", "a link or special file, not read"),
    "path": ("路径越出压缩包或过深，未读", "a path that leads out of the archive or too deep, not read"),
    "twice": ("同名文件出现两次，只读第一个", "the name is there twice, the first is read"),
    "archive": ("压缩包中的压缩包，未打开", "an archive within an archive is not opened"),
    "large": (f"超过 {BYTES // 1_000_000} MB", f"larger than {BYTES // 1_000_000} MB"),
    "broken": ("损坏，无法读取", "damaged: it cannot be read"),
    "name": ("文件名不能使用，未读", "a name that cannot be used, not read"),
}


def _written(name: str, entries: Iterator[Entry], into: Path, room: int, problems: list[Problem]) -> None:
    seen: set[str] = set()
    for inner, why, read in entries:
        told = f"{name}/{inner}"
        why = why or _refused(inner, seen)
        if not why and len(seen) == room:
            problems.append(
                Problem(told, f"超过 {FILES} 个文件，其余未读", f"more than {FILES} files, the rest is not read")
            )
            return
        if not why:
            seen.add(inner)
            why = _kept(into.joinpath(*PurePosixPath(inner).parts), read)
        if why:
            problems.append(Problem(told, *_WHY[why]))


def _kept(path: Path, read: Callable[[], bytes]) -> str:
    """One file written; why not, where it was not."""
    try:
        data = read()
    except _Large:
        return "large"
    except _BROKEN:
        return "broken"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        return "name"  # too long, or a folder and a file of one name
    return ""


class _Large(Exception):
    """One file larger than files may be."""


def _refused(inner: str, seen: set[str]) -> str:
    path = PurePosixPath(inner)
    if path.is_absolute() or ".." in path.parts or "\0" in inner or ":" in inner or len(path.parts) > DEPTH + 1:
        return "path"
    if not path.parts:
        return "name"
    if inner in seen:
        return "twice"
    return "archive" if is_archive(inner) else ""


def _zipped(archive: Path) -> Iterator[Entry]:
    data = archive.read_bytes()
    if data.count(_ENTRY) > 50 * FILES:  # each entry takes memory before any is looked at
        raise _TooMuch
    left = UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for entry in opened.infolist():
            if entry.is_dir():
                continue
            inner, mode = _name(entry), entry.external_attr >> 16
            why = "encrypted" if entry.flag_bits & _ENCRYPTED else "link" if mode & _FORMAT == _LINK else ""
            bomb = entry.file_size > 1_000_000 and entry.file_size > RATIO * max(entry.compress_size, 1)
            if bomb or (left := left - min(entry.file_size, BYTES)) < 0:
                raise _TooMuch

            def read(entry: zipfile.ZipInfo = entry) -> bytes:
                with opened.open(entry) as file:
                    return _bounded(file)

            yield inner, why, read


def _name(entry: zipfile.ZipInfo) -> str:
    """As it was meant: names without the mark of UTF-8 are GBK where they can be, as Chinese systems write them."""
    if entry.flag_bits & 0x800:
        return entry.filename.replace("\\", "/")
    try:
        return entry.filename.encode("cp437").decode("gb18030").replace("\\", "/")
    except UnicodeError:
        return entry.filename.replace("\\", "/")


def _taped(archive: Path, packing: Callable[[IO[bytes]], Any]) -> Iterator[Entry]:
    with archive.open("rb") as raw, packing(raw) as plain:
        counted = _Counted(plain, min(UNPACKED, max(10_000_000, RATIO * archive.stat().st_size)))
        with tarfile.open(fileobj=counted, mode="r|") as opened:  # type: ignore[call-overload]  # reads alone
            for member in opened:
                if member.isdir():
                    continue
                file = opened.extractfile(member) if member.isreg() else None

                def read(file: IO[bytes] | None = file) -> bytes:
                    return b"" if file is None else _bounded(file)

                yield member.name.removeprefix("./"), "" if file is not None else "link", read
                opened.members.clear()  # else it keeps all it has met


class _Counted:
    """A stream that breaks off when it has given too much."""

    def __init__(self, inner: IO[bytes], most: int) -> None:
        self.inner, self.left = inner, most

    def read(self, size: int) -> bytes:
        if size > self.left:
            raise _TooMuch
        self.left -= size
        return self.inner.read(size)


def _bounded(file: IO[bytes]) -> bytes:
    data = file.read(BYTES + 1)
    if len(data) > BYTES:
        raise _Large
    return data
