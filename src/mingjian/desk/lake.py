"""The lake the desk works over, opened once a process."""

from __future__ import annotations

from functools import cache, lru_cache

from django.conf import settings

from mingjian.lake import Lake, LakeError
from mingjian.runs import RunStore, StoredRun

__all__ = ["run_of", "the_lake", "the_runs"]


@cache
def the_lake() -> Lake:
    """The lake of the settings. Raises `LakeError` when there is none, or when it is a copy with keyed hashes: nothing
    that a run finds over one is a clue."""
    lake = Lake.open(settings.DESK.lake_path)
    if lake.hashed:
        raise LakeError(
            "这个数据湖是建模用的哈希副本，其结果不是线索，工作台不能使用；请改用原数据湖",
            "this lake is a copy with keyed hashes for building models: what it gives are no clues, and no desk works "
            "over it; name the lake of the data itself",
        )
    return lake


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
