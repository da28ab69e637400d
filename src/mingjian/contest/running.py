"""What the child does with a work: read the model, run it over the lake, tell what it found. Publishes nothing.

Nothing here knows the truth: it lies outside the walls.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["CLUES", "run_inside"]

CLUES = 200_000
"""Clues of which keys are told; a model that finds more is told how many."""


def run_inside(given: Mapping[str, Any]) -> dict[str, Any]:
    """`model` and `lake` are folders, `as_of` a day, `memory` what the engine may take. One of `wrong`, `refused` (each
    with messages) or `clues`."""
    from mingjian.engines import EngineError, OutOfMemory
    from mingjian.lake import Lake
    from mingjian.models import ModelErrors, load_model
    from mingjian.models.parameters import ParameterError
    from mingjian.runs import RunRefused
    from mingjian.runs.execute import carry_out
    from mingjian.runs.request import RunRequest, resolve
    from mingjian.runs.tables import CLUES as FOUND

    try:
        model = load_model(Path(given["model"]))
    except ModelErrors as errors:
        return {"wrong": [[one.text("zh"), one.text("en")] for one in errors.problems[:20]]}
    about = {"model": model.id, "fingerprint": model.fingerprint, "catalogue": model.definition.catalogue}
    lake = Lake(Path(given["lake"]))
    request = RunRequest(model, date.fromisoformat(given["as_of"]), "contest", {}, {}, (), "contest")
    try:
        resolved = resolve(lake, request)
        with tempfile.TemporaryDirectory() as scratch:
            ran = carry_out(lake, resolved, Path(scratch), memory_limit=f"{given['memory']}B", threads=1)
    except RunRefused as refused:
        return {**about, "refused": [[one.zh, one.en] for one in refused.refusals[:20]]}
    except OutOfMemory:
        return {**about, "memory": True}
    except (EngineError, ParameterError) as error:
        return {**about, "refused": [[error.zh, error.en]]}
    clues = ran.found.tables[FOUND]
    keys, subjects = clues.column("key").to_pylist(), clues.column("subject").to_pylist()
    return {
        **about,
        "clues": len(keys),
        "keys": [[key, subject or ""] for key, subject in zip(keys, subjects, strict=True)][:CLUES],
        "undetermined": sum(doubt.rows for step in ran.outcome.steps for doubt in step.undetermined),
    }
