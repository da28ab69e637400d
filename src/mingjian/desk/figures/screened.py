"""How many rows were screened: those the newest run of each model read."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.timezone import localdate

from mingjian.desk.figures.schemas import FigureQuery
from mingjian.desk.known import known
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.runs import RunStore

__all__ = ["screened_rows"]


def screened_rows(user: User, office: Office, query: FigureQuery) -> int | None:
    """Rows of all datasets that the newest run of each model read in the period, of the reader's lines.

    None below the top of the tree: a run goes over all data, and how much others have is not told.
    """
    if office.parent_id is not None or not user.may(Right.SEE_CLUES) or not query.below:
        return None
    here, store, newest = known(), RunStore(the_lake()), dict[str, int]()
    for run_id in reversed(store.ids()):
        model, started, rows = _facts(str(the_lake().path), run_id)
        one = here.get(model)
        if one is None or one.definition.line not in user.line_set or model in newest:
            continue
        line = one.definition.line.value
        if (query.line and query.line != line) or (query.model and query.model != model):
            continue
        if (query.first and started < query.first) or (query.last and started > query.last):
            continue
        newest[model] = rows
    return sum(newest.values())


@lru_cache(maxsize=8192)
def _facts(lake: str, run_id: str) -> tuple[str, date, int]:
    """Model, day and rows of a run; runs never change, so each is read once a process."""
    del lake  # part of the key: a process may open another lake
    record = RunStore(the_lake()).get(run_id).record
    return record.model.id, localdate(record.started), sum(one.rows for one in record.datasets)
