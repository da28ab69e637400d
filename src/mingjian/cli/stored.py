"""Runs and clues of a lake as several commands look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingjian.cli.errors import BadInput

if TYPE_CHECKING:
    from mingjian.clues import Ranked
    from mingjian.lake import Lake
    from mingjian.runs import StoredRun

__all__ = ["chosen_runs", "newest_runs", "ranked_clues"]


def newest_runs(lake: Lake) -> list[StoredRun]:
    """The newest run of each model."""
    from mingjian.runs import RunStore

    return list({run.record.model.id: run for run in RunStore(lake).runs()}.values())


def chosen_runs(lake: Lake, run: str | None, model: str | None) -> list[StoredRun]:
    """A run by its id or number, else the newest run of each model, or of one model (by id or catalogue id)."""
    from mingjian.models.problems import nearest
    from mingjian.runs import RunStore

    if run is not None:
        return [RunStore(lake).get(run)]
    found = newest_runs(lake)
    if model is None:
        return found
    named = [one for one in found if one.record.model.catalogue]
    ids = {one.record.model.catalogue: one for one in named} | {one.record.model.id: one for one in found}
    if model not in ids:
        near = nearest(model, ids)
        zh, en = (f"，是否指 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
        raise BadInput(f"模型“{model}”还没有运行过{zh}", f"model '{model}' has not been run yet{en}")
    return [ids[model]]


def ranked_clues(lake: Lake, run: str | None, model: str | None, clearance: int) -> list[Ranked]:
    """The clues of the chosen runs, gravest first, as somebody with this clearance may see them."""
    from mingjian.clues import clues_of, rank

    return rank(clue for one in chosen_runs(lake, run, model) for clue in clues_of(one, clearance))
