"""Mended records of a quarantine as a delivery of their own, which adds them to the dataset they were kept out of.

Its file holds the records as they are now and, beside each, where it stood: version, file and line. The file is kept
as every original is, and rows point to it; so what was mended, from what, stays to be seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from mingjian.intake.mapping import MappingFile, parse_mapping
from mingjian.intake.rejected import Rejected
from mingjian.lake import Manifest

__all__ = ["LINEAGE", "mending_mapping", "write_mended"]

LINEAGE = ("原版本", "原文件", "原行号")
"""Columns of the file that say where a record stood."""


def write_mended(path: Path, manifest: Manifest, records: Iterable[tuple[Rejected, dict[str, str]]]) -> int:
    """Write records with their mended cells (header → cell; the others stay as delivered); how many."""
    header, count = tuple(manifest.mapping.get("header", ())), 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for found, mended in records:
            cells = {**dict.fromkeys(header, ""), **(found.cells or {}), **mended}
            whence = dict(zip(LINEAGE, (manifest.name, found.source, str(found.line)), strict=True))
            file.write(json.dumps({**cells, **whence}, ensure_ascii=False) + "\n")
            count += 1
    return count


def mending_mapping(manifest: Manifest) -> MappingFile:
    """The mapping such a file is loaded by: the version's own, under a name that is no agency's source."""
    given = {**manifest.mapping, "source": f"隔离区更正-{manifest.dataset}", "dataset": manifest.dataset}
    return parse_mapping({**given, "header": (), "options": {}}, manifest.name)
