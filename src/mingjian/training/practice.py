"""A model tried over the practice province: rows and counts at every step, warnings, and the first clues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from mingjian.engines import EngineError
from mingjian.models import NotReady, ParameterError
from mingjian.models.problems import Problem
from mingjian.models.sketch import Sketch, sketch_of
from mingjian.runs import Caution, Look, Preview, RunError, StoredRun, preview_lake
from mingjian.runs.tables import values
from mingjian.training.exercise import MODEL, Exercise
from mingjian.training.findings import Finding
from mingjian.training.grounds import Grounds, Standing, Told
from mingjian.training.idle import idle_columns
from mingjian.training.running import MEMORY, PURPOSE, SECONDS, Failed, model_of, run_on

__all__ = ["Practice", "looked", "practise"]

CLUES = 20
"""Clues that are shown."""


@dataclass(frozen=True)
class Practice:
    """What was seen. ``clues``: how many, None where the model has mistakes; ``says``: the first of them, zh and en."""

    looks: Mapping[str, Look]
    cautions: tuple[Caution, ...]
    problems: tuple[Problem, ...]
    clues: int | None
    says: tuple[tuple[str, str], ...]
    failures: tuple[Finding, ...] = ()


def practise(exercise: Exercise, files: Mapping[str, str], grounds: Grounds, told: Told | None = None) -> Practice:
    """Try a model folder over the practice province of an exercise."""
    ground = exercise.definition.province
    sketch = sketch_of(files[MODEL], MODEL)
    with grounds.standing(ground, ground.seed, exercise.standards, told) as standing:
        preview, failures = _previewed(standing, sketch)
        run: StoredRun | None = None
        if not sketch.problems and not failures:
            try:
                run = run_on(standing, model_of(files[MODEL]))
            except Failed as failed:
                failures = failed.findings
        says = (
            ()
            if run is None
            else tuple(zip(*(values(run.clues, f"says_{n}")[:CLUES] for n in ("zh", "en")), strict=True))
        )
        return Practice(
            {} if preview is None else preview.looks, () if preview is None else preview.cautions, sketch.problems,
            None if run is None else run.record.clues, says, failures,
        )  # fmt: skip


def looked(standing: Standing, sketch: Sketch) -> Preview:
    """Every step over a ground, with the warnings. Raises `Failed`."""
    preview, failures = _previewed(standing, sketch)
    if preview is None:
        raise Failed(failures)
    return preview


def _previewed(standing: Standing, sketch: Sketch) -> tuple[Preview | None, tuple[Finding, ...]]:
    try:
        found = preview_lake(
            standing.lake, sketch, as_of=standing.as_of, purpose=PURPOSE, seconds=SECONDS, memory_limit=MEMORY,
            actor="training",
        )  # fmt: skip
    except RunError as error:
        refusals = getattr(error, "refusals", None) or [error]
        return None, tuple(Finding("model", "", False, one.zh, one.en) for one in refusals)
    except (EngineError, NotReady, ParameterError) as error:
        return None, (Finding("model", "", False, error.zh, error.en),)
    return replace(found, cautions=(*found.cautions, *idle_columns(sketch))), ()
