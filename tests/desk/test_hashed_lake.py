"""No desk works over a copy with keyed hashes: what a run finds there is no clue."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.desk.lake import the_lake
from mingjian.lake import Lake, LakeError
from mingjian.lake.hashed_copy import hashed_copy


def test_a_desk_refuses_a_copy(shared_lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    copy = hashed_copy(shared_lake, tmp_path / "copy", [], purpose="x", by="x")
    the_lake.cache_clear()
    try:
        with monkeypatch.context() as changed:
            changed.setattr("django.conf.settings.DESK", settings.DESK.model_copy(update={"lake": copy.path}))
            with pytest.raises(LakeError, match="no desk works over it"):
                the_lake()
    finally:
        the_lake.cache_clear()
    assert not the_lake().hashed
