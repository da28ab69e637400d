"""Clues that came from a desk on another network: kept with the page, the evidence and the proof they came with.

Their run is not in this lake, so whatever is asked of a clue's run is asked here first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mingjian.clues import grounds_of
from mingjian.desk.clues.models import Clue, Copy
from mingjian.desk.lake import run_of
from mingjian.models import Model, parse_model
from mingjian.runs.rerun import model_of

__all__ = ["copied", "copy_of", "grounds_of_clues", "model_of_clue"]


def copy_of(clue: Clue) -> Copy | None:
    """What came with the clue; None for one of our own lake, which has a run."""
    return Copy.objects.filter(clue=clue).first() if not clue.run else None


def copied(copy: Copy, clearance: int, part: str) -> Any:
    """The evidence or the texts of a copy at a clearance."""
    return copy.data[part][str(max(1, min(clearance, 4)))]


def model_of_clue(clue: Clue) -> Model:
    """The model that found the clue: as its run kept it, or as it came with the file."""
    copy = copy_of(clue)
    if copy is None:
        return model_of(run_of(clue.run).record)
    return parse_model(copy.data["model_file"], f"{clue.model}/model.yaml")


def grounds_of_clues(clues: Iterable[Clue]) -> frozenset[str]:
    """The inputs of their model that some clues rest on; of one from another network, those its evidence names."""
    found, by_run = set[str](), dict[str, list[str]]()
    for clue in clues:
        copy = copy_of(clue)
        if copy is None:
            by_run.setdefault(clue.run, []).append(clue.pk)
            continue
        needs = set(model_of_clue(clue).needs)
        found |= needs & {table["alias"] for table in copied(copy, 1, "evidence")["tables"]} or needs
    for run, ids in by_run.items():
        found |= {*grounds_of(run_of(run), ids)}
    return frozenset(found)
