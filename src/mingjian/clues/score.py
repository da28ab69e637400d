"""Clues against the truth of a synthetic province: recall, precision, traps, undetermined; silent dirt apart.

The unit is a story: a case, a person, or a person in a company, as the truth names it. Several clues about one story
count once. Recall is over *findable* stories, whose rows can be read; a story behind which a valid but wrong value
stands (silent dirt) is counted on its own, and so is a false clue about somebody of whom the model read such a value: a
trap whose day was falsified so that nobody can tell is no longer the trap that was set.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from mingjian.province import Expected, expected
from mingjian.province.plants import KEYS
from mingjian.runs.store import StoredRun
from mingjian.runs.tables import values
from mingjian.standards import standards

__all__ = ["ModelScore", "Truth", "read_truth", "score", "score_json", "score_table"]


@dataclass(frozen=True)
class Truth:
    """The truth of a province: by catalogue id, and whose cells were silently falsified, by dataset and column."""

    by_model: Mapping[str, Expected]
    silent: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def misled(self, run: StoredRun) -> set[str]:
        """The people some cell of whom that the run could read is valid but wrong."""
        people: set[str] = set()
        for use in run.record.datasets:
            standard = standards()[use.standard]
            for name in use.columns:
                column = standard.subjects[name].key if name in standard.subjects else name
                people |= self.silent.get((standard.id, column), frozenset())
        return people


@dataclass(frozen=True, slots=True)
class ModelScore:
    """How one run did. All figures but `clues` and `undetermined` (rows) are stories."""

    model: str
    catalogue: str
    run_id: str
    clues: int
    reported: int
    planted: int
    findable: int
    found: int
    missed: tuple[str, ...]
    true: int
    false: tuple[str, ...]
    traps: int
    trap_hits: tuple[str, ...]
    silent: int
    silent_found: int
    false_by_silent: tuple[str, ...]
    undetermined: int

    @property
    def recall(self) -> float | None:
        """Found of what usable keys and readable values allow; None when nothing was to be found."""
        return self.found / self.findable if self.findable else None

    @property
    def precision(self) -> float | None:
        """True stories of those reported, false ones that silent dirt explains left out; None: nothing reported."""
        judged = self.true + len(self.false)
        return self.true / judged if judged else None

    @property
    def precision_all(self) -> float | None:
        """True stories of all reported, whatever explains the false ones."""
        return self.true / self.reported if self.reported else None


def read_truth(folder: Path | str) -> Truth:
    """The truth of the province in `folder`. Raises `FileNotFoundError` when there is none."""
    path = Path(folder) / "truth" / "dirt.parquet"
    wanted = ["dataset", "column", "class", "person"]
    silent = pq.read_table(path, columns=wanted, filters=[("class", "==", "silent")])
    people: dict[tuple[str, str], set[str]] = {}
    for *cell, person in zip(*(values(silent, name) for name in ("dataset", "column", "person")), strict=True):
        if person is not None:
            people.setdefault((cell[0], cell[1]), set()).add(person)
    return Truth(expected(folder), {cell: frozenset(found) for cell, found in people.items()})


def score(truth: Truth, runs: Iterable[StoredRun]) -> list[ModelScore]:
    """One score for each run of a model the truth knows, by catalogue id."""
    found = []
    for run in runs:
        catalogue = run.record.model.catalogue
        if catalogue in truth.by_model:
            found.append(_score(catalogue, truth, run))
    return sorted(found, key=lambda one: one.catalogue)


def _score(catalogue: str, truth: Truth, run: StoredRun) -> ModelScore:
    wanted = truth.by_model[catalogue]
    people: dict[str, str] = {}
    for key_json, subject in zip(values(run.clues, "key"), values(run.clues, "subject"), strict=True):
        key = json.loads(key_json)
        people[story_of(catalogue, key, subject)] = subject or str(key.get("id_number") or "")
    reported = set(people)
    wrong = reported - wanted.violations
    misled = truth.misled(run)
    by_silent = {story for story in wrong if people[story] in misled}
    traps = {story for story in wrong - by_silent if story in wanted.traps}
    return ModelScore(
        model=run.record.model.id,
        catalogue=catalogue,
        run_id=run.run_id,
        clues=run.clues.num_rows,
        reported=len(reported),
        planted=len(wanted.violations),
        findable=len(wanted.findable),
        found=len(wanted.findable & reported),
        missed=tuple(sorted(wanted.findable - reported)),
        true=len(reported & wanted.violations),
        false=tuple(sorted(wrong - by_silent)),
        traps=len(wanted.traps),
        trap_hits=tuple(sorted(traps)),
        silent=len(wanted.silent),
        silent_found=len(wanted.silent & reported),
        false_by_silent=tuple(sorted(by_silent)),
        undetermined=sum(run.record.undetermined.values()),
    )


def story_of(catalogue: str, key: Mapping[str, Any], subject: str | None) -> str:
    """A clue's story as the truth of the province names it."""
    shape = KEYS[catalogue]
    person = str(key.get("id_number") or subject or "")
    if shape == "document":
        numbers = [value for name, value in key.items() if name.endswith("_number") and name != "id_number"]
        return str(numbers[0]) if numbers else ""
    if shape == "company":
        return str(key.get("uscc") or "")
    return f"{person}|{key.get('uscc') or ''}" if shape == "person_company" else person


_HEAD = ("目录 Id", "线索 Clues", "可查 Findable", "查出 Found", "召回 Recall", "准确 Precision", "误报 False")
_MORE = ("陷阱命中 Trap hits", "静默 Silent", "静默查出 Found", "静默误报 False", "待定 Undetermined")


def score_table(scores: Sequence[ModelScore]) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a table for people, the last row all models together."""
    rows = [_row(one.catalogue, [one]) for one in scores]
    return [*_HEAD, *_MORE], [*rows, _row("合计 All", scores)]


def _row(name: str, scores: Sequence[ModelScore]) -> list[str]:
    def total(figure: str) -> int:
        given = [getattr(one, figure) for one in scores]
        return sum(len(value) if isinstance(value, tuple) else value for value in given)

    true, false = total("true"), total("false")
    recall = total("found") / total("findable") if total("findable") else None
    precision = true / (true + false) if true + false else None
    figures = [total("clues"), total("findable"), total("found")]
    hits = f"{total('trap_hits')}/{total('traps')}"
    silent = [total("silent"), total("silent_found"), total("false_by_silent"), total("undetermined")]
    shown = [*map(str, figures), _share(recall), _share(precision), str(false), hits, *map(str, silent)]
    return [name, *shown]


def _share(share: float | None) -> str:
    return "—" if share is None else f"{share:.3f}"


def score_json(scores: Sequence[ModelScore]) -> list[dict[str, Any]]:
    """The scores as JSON data."""
    return [
        {**asdict(one), "recall": one.recall, "precision": one.precision, "precision_all": one.precision_all}
        for one in scores
    ]
