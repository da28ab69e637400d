"""Papers of strangers read behind walls: a file that breaks its reader, or keeps it busy, costs itself alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mingjian.assist.evidence.folder import texts_of
from mingjian.assist.evidence.reading import parse_case
from mingjian.assist.evidence.told import join_papers
from mingjian.confinement import Answer, Bounds, Confined
from mingjian.models.problems import ModelErrors

__all__ = ["BOUNDS", "read_behind_walls", "read_inside"]

BOUNDS = Bounds(cpu=60.0, seconds=180.0, memory=1_500_000_000, disk=50_000_000)
"""Of the papers of one upload."""


def read_behind_walls(place: Path, known: str) -> Answer:
    """The papers of a folder or file as records for a case file (its text is ``known``), read by a child of its own.

    The answer's value: records (list and row), lacks (file, line, both languages), problems of files not opened.
    """
    with Confined(read=[place.resolve()], bounds=BOUNDS, modules=(__name__,)) as child:
        return child.call(f"{__name__}:read_inside", {"place": str(place.resolve()), "known": known})


def read_inside(given: dict[str, Any]) -> dict[str, Any]:
    """In the child."""
    try:
        joined = join_papers(texts_of(Path(given["place"])), parse_case(given["known"]).file)
    except ModelErrors as errors:
        problems = [[Path(one.file).name, one.line, one.zh, one.en] for one in errors.problems]
        return {"records": [], "lacks": [], "problems": problems}
    lacks = [[file, one.line, one.zh, one.en] for file, one in joined.lacks]
    return {"records": joined.records, "lacks": lacks, "problems": []}
