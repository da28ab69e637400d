"""Finding the files of a delivery, keeping their originals, and opening each with the reader of its kind."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from mingjian.intake.errors import IntakeError, Message, refuse
from mingjian.intake.mapping import Options, source_of
from mingjian.intake.readers.csv import CsvReader
from mingjian.intake.readers.database import DatabaseSource, extract, parse_source
from mingjian.intake.readers.excel import ExcelReader
from mingjian.intake.readers.jsonl import JsonReader
from mingjian.intake.readers.parquet import ParquetReader
from mingjian.intake.tables import Reader, ReaderFactory
from mingjian.trust.digests import sha256_file

_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et")
_TEXTS = (".csv", ".tsv", ".txt", ".tab")
_OLE = b"\xd0\xcf\x11\xe0"
_READERS: dict[str, ReaderFactory] = {
    **dict.fromkeys(_TEXTS, CsvReader),
    **dict.fromkeys(_BOOKS, ExcelReader),
    ".jsonl": JsonReader,
    ".ndjson": JsonReader,
    ".json": JsonReader,
    ".parquet": ParquetReader,
}
READABLE = tuple(sorted(_READERS))
"""Endings of the files that can be read."""
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


def open_sources(source: Path | str, folder: Path, options: Options) -> list[OpenSource]:
    """Keep every file of a delivery in `folder` (or the extract of a database) and open each."""
    database = parse_source(source, options)
    if database is not None:
        return [_open_database(database, folder, options)]
    opened = []
    for file in find_files(Path(source)):
        path, sha256, size = keep(file, folder)
        opened.append(OpenSource(file.name, _reader(file, path)(path, options, file.name), sha256, size, path))
    return opened


def _reader(file: SourceFile, path: Path) -> ReaderFactory:
    """The reader of a file, by what it begins with where its ending lies: a workbook that is really text or the other
    way round is common."""
    suffix = file.path.suffix.lower()
    with path.open("rb") as opened:
        magic = opened.read(8)
    if suffix in _BOOKS and magic and not magic.startswith((b"PK", _OLE)):
        if magic.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\x09\x08", b"\x09\x04")):
            return ExcelReader
        return CsvReader
    if suffix in _TEXTS and magic.startswith((b"PK\x03\x04", _OLE)):
        return ExcelReader
    return _READERS[suffix]


def _open_database(source: DatabaseSource, folder: Path, options: Options) -> OpenSource:
    folder.mkdir(parents=True, exist_ok=True)
    extracted = folder / "extract.parquet"
    extract(source, extracted)
    sha256, size = sha256_file(extracted), extracted.stat().st_size
    path = folder / f"{sha256[:16]}-extract.parquet"
    extracted.rename(path)
    return OpenSource(source.name, ParquetReader(path, options, source.name), sha256, size, path)


def name_of(source: Path | str, options: Options) -> str:
    """The name a source is remembered under."""
    database = parse_source(source, options)
    return database.name if database is not None else source_of(Path(source).name)
