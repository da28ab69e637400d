"""Which inputs of a model a clue rests on: those with rows behind it, and those in which something was not found."""

from __future__ import annotations

from collections.abc import Iterable

from mingjian.runs.rerun import model_of
from mingjian.runs.store import StoredRun
from mingjian.runs.tables import of_clues

__all__ = ["grounds_of"]


def grounds_of(run: StoredRun, clues: Iterable[str]) -> tuple[str, ...]:
    """The names of the inputs that any of the clues rests on, in the model's order.

    A model with several conditions reads lists that say nothing of a clue that fulfils one of them: those are not its
    evidence, and a document must not name them.
    """
    rows = of_clues(run.witnesses, frozenset(clues))
    found = {*rows.column("need").unique().to_pylist(), *run.record.absent}
    return tuple(need for need in model_of(run.record).needs if need in found)
