"""A work as it was handed in, a zip or a folder, opened with limits: no bomb, no way out, no archive in an archive."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from mingjian.contest.completeness.finding import Finding

__all__ = ["LIMITS", "Limits", "Opened", "open_work"]

_ENCRYPTED = 0x1
_LINK = 0o120000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes as handed in and unpacked, files, depth of folders, bytes unpacked for each byte packed."""

    packed: int = 100_000_000
    unpacked: int = 300_000_000
    one: int = 100_000_000
    files: int = 500
    depth: int = 6
    ratio: int = 200


LIMITS = Limits()


@dataclass
class Opened:
    """Files by name with `/`, and what was wrong with the whole."""

    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, check: str, zh: str, en: str, file: str = "") -> None:
        """An error of the whole or of one file."""
        self.findings.append(Finding(check, "error", zh, en, file))


def open_work(work: Path | bytes, limits: Limits = LIMITS) -> Opened:
    """The files of a folder, or of a zip given as a file or as bytes. Never raises for what is in it."""
    if isinstance(work, Path) and work.is_dir():
        return _folder(work, limits)
    data = work.read_bytes() if isinstance(work, Path) else work
    return _zip(data, limits)


def _folder(folder: Path, limits: Limits) -> Opened:
    opened, total = Opened(), 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            opened.refuse("archive_path", "不能是链接", "a link", name)
        elif path.is_file():
            total += path.stat().st_size
            if not _fits(opened, name, path.stat().st_size, total, limits):
                break
            opened.files[name] = path.read_bytes()
    return opened


def _zip(data: bytes, limits: Limits) -> Opened:
    opened = Opened()
    if len(data) > limits.packed:
        opened.refuse("archive_size", f"文件超过 {limits.packed} 字节", f"more than {limits.packed} bytes")
        return opened
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _entries(archive, opened, limits)
    except Exception:  # each way of packing raises its own for what is broken in it
        opened.refuse("archive_unreadable", "不是能打开的 zip 压缩包", "no zip that can be opened")
    return opened


def _entries(archive: zipfile.ZipFile, opened: Opened, limits: Limits) -> None:
    total = 0
    for entry in archive.infolist():
        name = _name(entry)
        if entry.is_dir():
            continue
        if entry.flag_bits & _ENCRYPTED:
            opened.refuse("archive_encrypted", "加密的文件，无法检查", "encrypted: cannot be looked at", name)
            continue
        if not _safe(name) or (entry.external_attr >> 16) & 0o170000 == _LINK:
            opened.refuse(
                "archive_path", "文件路径越出压缩包，或是链接", "a path that leads out of the archive, or a link", name
            )
            continue
        total += entry.file_size
        if not _fits(opened, name, entry.file_size, total, limits, packed=entry.compress_size):
            return
        with archive.open(entry) as file:
            read = file.read(limits.one + 1)
        if len(read) != entry.file_size:
            opened.refuse("archive_unreadable", "大小与目录不符", "its size is not what the directory says", name)
            continue
        if name in opened.files:
            opened.refuse("archive_path", "同名文件出现两次", "the name is there twice", name)
        opened.files[name] = read


def _name(entry: zipfile.ZipInfo) -> str:
    """As it was meant: names without the mark of UTF-8 are GBK where they can be, as Chinese systems write them."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _safe(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return bool(name) and not path.is_absolute() and ".." not in path.parts and ":" not in name and "\0" not in name


def _fits(opened: Opened, name: str, size: int, total: int, limits: Limits, packed: int | None = None) -> bool:
    """Whether a file may be read too; False ends the reading."""
    if len(opened.files) >= limits.files:
        opened.refuse("archive_files", f"超过 {limits.files} 个文件", f"more than {limits.files} files")
        return False
    if name.count("/") >= limits.depth:
        opened.refuse("archive_depth", f"文件夹超过 {limits.depth} 层", f"folders deeper than {limits.depth}", name)
        return False
    bomb = packed is not None and size > 1_000_000 and size > limits.ratio * max(packed, 1)
    if size > limits.one or total > limits.unpacked or bomb:
        opened.refuse(
            "archive_bomb", "解压后过大或压缩比异常", "too large once unpacked, or packed beyond reason", name
        )
        return False
    return True
