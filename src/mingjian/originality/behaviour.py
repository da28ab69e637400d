"""What two works find on the same data: whose clues, and which rows neither decides.

Two honest models of one supervision point find the same people, so this alone raises nothing. Beside structure it
tells a disguise (made alike and finding alike) from two who came to the same by themselves. A single province says
little where models find few: the numbers stand beside the shares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mingjian.lake import Lake
from mingjian.models import load_model
from mingjian.runs import StoredRun, run_model

__all__ = ["Behaviour", "Found", "behaviour", "found_by", "models_of"]

PURPOSE = "originality"
FEW = 10
"""Below so many subjects of one of the two nothing is said of how alike they find. Judgement."""
ALIKE, APART = 0.8, 0.2
"""Shares of common subjects from which two find alike, and below which apart. Judgement; no border is set by them."""
_SAYS = {
    (True, True): (
        "结构相似且所得线索相同：改头换面也会如此，请两人核对",
        "built alike and finding alike, as a disguised copy would: for two people to look at",
    ),
    (False, True): (
        "所得线索相同而结构不相似：同一监督点各自做成的模型也会如此",
        "finding alike but not built alike: so do models of one point made apart",
    ),
    (True, False): (
        "结构相似而所得线索不同：共用了做法，规则已不同",
        "built alike but finding others: the way of doing is shared, the rule is another",
    ),
    (False, False): ("结构和所得线索都不相似", "neither built alike nor finding alike"),
}
"""What is said, by whether the plans are over their border and whether they find alike."""


@dataclass(frozen=True)
class Found:
    """What a work found: kinds and identifiers of subjects of clues, and rows left undecided, by list and number."""

    subjects: frozenset[tuple[str, str]]
    undetermined: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Behaviour:
    """How many subjects and undecided rows each of two works has, and how many both."""

    one: int
    other: int
    both: int
    undetermined_one: int
    undetermined_other: int
    undetermined_both: int

    @property
    def alike(self) -> float | None:
        """Subjects of both over those of either; None where there are too few to say."""
        return _share(self.one, self.other, self.both)

    @property
    def undetermined_alike(self) -> float | None:
        """The same of rows that were not decided."""
        return _share(self.undetermined_one, self.undetermined_other, self.undetermined_both)

    def says(self, structure: bool) -> tuple[str, str]:
        """What it means beside ``structure``: whether the plans are over their border. Never more than a hint."""
        if self.alike is None:
            return "所得线索太少，不能说明什么", "too few clues to tell anything"
        if APART < self.alike < ALIKE:
            return "所得线索部分相同", "finding alike in part"
        return _SAYS[structure, self.alike >= ALIKE]

    def data(self, structure: bool) -> dict[str, Any]:
        """As JSON."""
        zh, en = self.says(structure)
        shares = {"alike": self.alike, "undetermined_alike": self.undetermined_alike}
        rounded = {name: None if share is None else round(share, 6) for name, share in shares.items()}
        return {**asdict(self), **rounded, "zh": zh, "en": en}


def behaviour(one: Found, other: Found) -> Behaviour:
    """What two works found, beside each other."""
    return Behaviour(
        len(one.subjects), len(other.subjects), len(one.subjects & other.subjects), len(one.undetermined),
        len(other.undetermined), len(one.undetermined & other.undetermined),
    )  # fmt: skip


def models_of(work: Path) -> list[Path]:
    """The folders of models in a work, a file's own folder among them."""
    if work.is_file():
        return [work.parent] if work.name == "model.yaml" else []
    return sorted(file.parent for file in work.rglob("model.yaml") if file.resolve().is_relative_to(work.resolve()))


def found_by(lake: Lake, folders: Sequence[Path], as_of: dt.date) -> Found:
    """What the models of a work find together. Raises what :func:`mingjian.runs.run_model` raises."""
    runs = [run_model(lake, load_model(folder), as_of=as_of, purpose=PURPOSE, actor=PURPOSE) for folder in folders]
    subjects, rows = ([one for run in runs for one in part(run)] for part in (_subjects, _rows))
    return Found(frozenset(subjects), frozenset(rows))


def _subjects(run: StoredRun) -> list[tuple[str, str]]:
    table = run.clues
    pairs = zip(table.column("subject_kind").to_pylist(), table.column("subject").to_pylist(), strict=True)
    return [(str(kind), str(subject)) for kind, subject in pairs if subject]


def _rows(run: StoredRun) -> list[tuple[str, str]]:
    """Rows by what they hold, so that another name of a list makes no difference."""
    return [("", str(one)) for one in run.undetermined.column("row_id").to_pylist() if one]


def _share(one: int, other: int, both: int) -> float | None:
    return both / (one + other - both) if min(one, other) >= FEW else None
