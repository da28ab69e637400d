"""Digests of the files of a version, and of each row group of a part."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from mingjian.lake.manifest import FileRef, Part, RowGroup
from mingjian.trust.digests import sha256_file

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Extent:
    """Rows and byte range of a row group, as the footer tells them."""

    rows: int
    start: int
    end: int


def extents(path: Path) -> list[Extent]:
    """Row groups of a Parquet file with their byte ranges, in file order."""
    found = []
    metadata = pq.read_metadata(path)
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        starts, ends = [], []
        for number in range(group.num_columns):
            column = group.column(number)
            start = column.data_page_offset
            if column.dictionary_page_offset is not None:
                start = min(start, column.dictionary_page_offset)
            starts.append(start)
            ends.append(start + column.total_compressed_size)
        found.append(Extent(group.num_rows, min(starts), max(ends)))
    return found


def digest_range(path: Path, start: int, end: int) -> str:
    """SHA-256 of the bytes `[start, end)` of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (block := file.read(min(left, _BLOCK))):
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def file_ref(path: Path, root: Path) -> FileRef:
    """A file of the staged version folder `root`, with its path written `./…`."""
    relative = path.relative_to(root).as_posix()
    return FileRef(path=f"./{relative}", sha256=sha256_file(path), bytes=path.stat().st_size)


def content_named(path: Path, root: Path, prefix: str = "") -> FileRef:
    """Rename a staged file to `<prefix><sha256, 16 digits><suffix>` in its folder and refer to it."""
    digest = sha256_file(path)
    final = path.with_name(f"{prefix}{digest[:16]}{path.suffix}")
    path.rename(final)
    return FileRef(path=f"./{final.relative_to(root).as_posix()}", sha256=digest, bytes=final.stat().st_size)


def part(path: Path, root: Path, schema_index: int = 0) -> Part:
    """Name a staged part by its content and describe it: rows, digest, row groups with theirs."""
    ref = content_named(path, root)
    final = root / ref.path
    groups = tuple(
        RowGroup(rows=one.rows, start=one.start, end=one.end, sha256=digest_range(final, one.start, one.end))
        for one in extents(final)
    )
    return Part(
        path=ref.path,
        sha256=ref.sha256,
        bytes=ref.bytes,
        rows=sum(group.rows for group in groups),
        schema_index=schema_index,
        groups=groups,
    )
