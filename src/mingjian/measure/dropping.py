"""Where in the funnel of a version a clue of another version drops out."""

from __future__ import annotations

from mingjian.lake import Lake
from mingjian.models.compile import Compiled
from mingjian.runs.execute import Control, carry_out
from mingjian.runs.request import Resolved
from mingjian.runs.rerun import wanted_values
from mingjian.runs.restrict import restricted
from mingjian.runs.store import StoredRun

__all__ = ["where_dropped"]


def where_dropped(
    lake: Lake, past: StoredRun, compiled: Compiled, resolved: Resolved, clue: str, control: Control | None = None
) -> str | None:
    """The first step that leaves nothing of the rows the clue could come from; None where that cannot be told.

    The version is run over those rows only, as far as its plan lets a restriction to them through (`restricted`).
    """
    wanted = wanted_values(lake, past, compiled, [clue])
    narrow = restricted(compiled, wanted) if wanted else None
    if narrow is None:
        return None
    with lake.staging() as staged:
        ran = carry_out(lake, resolved, staged.scratch, compiled=narrow, control=control)
    return next((step.name for step in ran.outcome.steps if step.rows == 0), None)
