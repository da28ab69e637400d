"""The lake the desk works over, opened once a process."""

from __future__ import annotations

from functools import cache, lru_cache

from django.conf import settings

from mingjian.lake import Lake
from mingjian.runs import RunStore, StoredRun

__all__ = ["run_of", "the_lake", "the_runs"]


@cache
def the_lake() -> Lake:
    """The lake of the settings. Raises `LakeError` when there is none."""
    return Lake.open(settings.DESK.lake_path)


def the_runs() -> RunStore:
    """The runs of the lake; what they say of themselves is kept for the next reader."""
    return _runs_of(the_lake())


@cache
def _runs_of(lake: Lake) -> RunStore:
    return RunStore(lake)


@lru_cache(maxsize=32)
def run_of(run_id: str) -> StoredRun:
    """A run, with its tables kept for the next reader: runs never change once they are published."""
    return RunStore(the_lake()).get(run_id)
