"""Finding the files of a delivery, keeping their originals, and opening each with the reader of its kind."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from mingjian.intake.errors import IntakeError, Message, refuse
from mingjian.intake.mapping import Options
from mingjian.intake.readers.csv import CsvReader
from mingjian.intake.readers.excel import ExcelReader
from mingjian.intake.tables import Reader, ReaderFactory

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et")
_READERS: dict[str, ReaderFactory] = {
    ".csv": CsvReader,
    ".tsv": CsvReader,
    ".txt": CsvReader,
    ".tab": CsvReader,
    **dict.fromkeys(_BOOKS, ExcelReader),
}
_PASSED_OVER = ("~$", ".", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class SourceFile:
    """A delivered file and the name it is shown under (its path within a delivered folder)."""

    path: Path
    name: str


@dataclass(frozen=True, eq=False)
class OpenSource:
    """A source that can be read: `sha256` and `bytes` of the original, `kept` its copy in the staged version."""

    name: str
    reader: Reader
    sha256: str
    bytes: int
    kept: Path | None


def find_files(path: Path) -> list[SourceFile]:
    """The file, or the files of a folder and its sub-folders in order of their names.

    `IntakeError` when there is none, or one of a kind that cannot be read.
    """
    if not path.exists():
        raise refuse("文件或文件夹不存在", "there is no such file or folder", str(path))
    if path.is_file():
        found = [SourceFile(path, path.name)]
    else:
        inside = sorted(one for one in path.rglob("*") if one.is_file() and not _passed_over(one, path))
        found = [SourceFile(one, one.relative_to(path).as_posix()) for one in inside]
    if not found:
        raise refuse("文件夹是空的", "the folder is empty", str(path))
    kinds = "、".join(sorted(_READERS))
    unknown = [one for one in found if one.path.suffix.lower() not in _READERS]
    if unknown:
        raise IntakeError(
            Message(
                f"不支持的文件类型（支持：{kinds}）",
                f"a file of a kind that cannot be read (can be: {kinds})",
                one.name,
            )
            for one in unknown[:20]
        )
    return found


def _passed_over(path: Path, root: Path) -> bool:
    return any(part.startswith(_PASSED_OVER) for part in path.relative_to(root).parts)


def keep(file: SourceFile, folder: Path) -> tuple[Path, str, int]:
    """Copy a delivered file into `folder` as `<hash>-<name>`: path, SHA-256, bytes. What is read afterwards is the
    copy, so that a file that changes meanwhile cannot be half old, half new."""
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    copy = folder / "copying"
    try:
        with file.path.open("rb") as source, copy.open("wb") as target:
            while block := source.read(1 << 20):
                digest.update(block)
                size += len(block)
                target.write(block)
    except OSError as error:
        raise refuse("文件无法复制", f"the file cannot be copied: {error.strerror}", file.name) from None
    suffix = file.path.suffix.lower()
    stem = file.path.stem.encode("utf-8", "replace")[:80].decode("utf-8", "ignore")
    final = folder / f"{digest.hexdigest()[:16]}-{stem}{suffix}"
    copy.replace(final)
    return final, digest.hexdigest(), size


def open_file(file: SourceFile, path: Path, sha256: str, size: int, options: Options) -> OpenSource:
    """A kept file (at `path`) with its reader."""
    reader = _READERS[file.path.suffix.lower()](path, options, file.name)
    return OpenSource(file.name, reader, sha256, size, path)
