"""Figures of a version, counted from runs and verdicts: nobody types them in.

Counts below `small_cells` are not told, and no share that rests on fewer verdicts: an entry is read by offices whose
clues these are not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from mingjian.desk.clues.models import Clue
from mingjian.desk.lake import the_runs
from mingjian.desk.measure.counting import Counted, counted
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.shelving.models import Entry
from mingjian.desk.shelving.schemas import ShelfFigures

__all__ = ["counted_for", "offices_that_ran", "runs_of"]


def runs_of(entries: Iterable[Entry]) -> dict[int, list[Any]]:
    """The runs of each entry's very content."""
    wanted = {one.fingerprint: one.pk for one in entries if one.fingerprint}
    found: dict[int, list[Any]] = {pk: [] for pk in wanted.values()}
    for record in the_runs().records() if wanted else ():
        if record.model.fingerprint in wanted:
            found[wanted[record.model.fingerprint]].append(record)
    return found


def offices_that_ran(records: Iterable[Any]) -> set[int]:
    """Offices whose people ran it: take-up counts these, not clicks."""
    actors = {one.actor for one in records}
    return set(User.objects.filter(username__in=actors).values_list("office", flat=True)) if actors else set()


def counted_for(entry: Entry, records: list[Any]) -> ShelfFigures:
    """The figures as of today."""
    clues = Clue.objects.filter(model=entry.model, model_version=entry.model_version)
    found = counted(clues).get((entry.model, entry.model_version), Counted())
    tally, least = found.tally, settings.DESK.small_cells
    enough = tally.confirmed + tally.rejected >= least
    told = enough and _fine(tally.confirmed, least) and _fine(tally.rejected, least)
    interval = tally.interval if enough else None
    return ShelfFigures(
        at=today(), runs=len(records), offices=len(offices_that_ran(records)), clues=_shown(tally.clues, least),
        confirmed=tally.confirmed if told else None, rejected=tally.rejected if told else None,
        precision=tally.precision if enough else None, low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        undetermined=_shown(sum(records[-1].undetermined.values()), least) if records else None, least=least,
    )  # fmt: skip


def _fine(n: int, least: int) -> bool:
    return n == 0 or n >= least


def _shown(n: int, least: int) -> int | None:
    return n if _fine(n, least) else None
