"""When people were not free: stays in custody and terms of correction, looked up for whole columns of rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mingjian.province.clock import NONE, Bools, Ints
from mingjian.province.tables import Tables

_FAR = np.int32(2**30)


@dataclass(frozen=True)
class Spans:
    """Closed spans of days by person: up to ``k`` each, unused ones empty."""

    first: Ints
    last: Ints
    some: Bools

    def touch(self, who: Ints, first: Ints, last: Ints) -> Bools:
        """True where the days ``first`` to ``last`` share a day with any span of the person."""
        out = np.zeros(len(who), np.bool_)
        rows = np.flatnonzero(self.some[who])
        if len(rows):
            a, b = self.first[who[rows]], self.last[who[rows]]
            out[rows] = ((a <= last[rows, None]) & (b >= first[rows, None])).any(axis=1)
        return out


def spans(tables: Tables, dataset: str, first: str, last: str, people: int) -> Spans:
    """The spans of a dataset's rows; an open end lasts for ever."""
    block = tables.whole(dataset)
    who = np.asarray(block["_p"])
    order = np.argsort(who, kind="stable")
    who = who[order]
    if not len(who):
        return Spans(np.full((people, 1), _FAR, np.int32), np.full((people, 1), -_FAR), np.zeros(people, np.bool_))
    begin, end = np.asarray(block[first])[order], np.asarray(block[last])[order]
    starts = np.flatnonzero(np.r_[True, who[1:] != who[:-1]])
    slot = np.arange(len(who)) - np.repeat(starts, np.diff(np.r_[starts, len(who)]))
    width = int(slot.max()) + 1
    a = np.full((people, width), _FAR, np.int32)
    b = np.full((people, width), -_FAR, np.int32)
    a[who, slot] = begin
    b[who, slot] = np.where(end == NONE, _FAR, end)
    some = np.zeros(people, np.bool_)
    some[who] = True
    return Spans(a, b, some)


@dataclass(frozen=True)
class Life:
    """What keeps the background lawful: nobody works, travels or draws a pension from a cell or after death."""

    custody: Spans
    correction: Spans
    died: Ints

    def free(self, who: Ints, first: Ints, last: Ints) -> Bools:
        """Alive and out of custody on all days from ``first`` to ``last``."""
        died = self.died[who]
        return np.asarray(((died == NONE) | (died > last)) & ~self.custody.touch(who, first, last))


def lived(tables: Tables, died: Ints) -> Life:
    """The lives the explicit rows so far describe."""
    people = len(died)
    return Life(
        spans(tables, "custody_stay", "entered_on", "left_on", people),
        spans(tables, "community_correction", "from_on", "to_on", people),
        died,
    )
