"""The demo's statutes and search: filled by a process of its own that takes only the time others leave over."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjian.cli.helper import Helper, HelperLost

__all__ = ["Filled", "fill", "filling"]

_PATIENCE = 15
"""By how much the process is nicer than the demo: it does not wait for anything, and nothing waits for it."""


@dataclass(frozen=True)
class Filled:
    """What was filled: laws, articles in the index, models in the index; CPU seconds."""

    laws: int
    articles: int
    models: int
    seconds: float


@contextmanager
def filling(lake: Path, statutes: Path | None) -> Iterator[Future[Filled]]:
    """Fill the store (where statutes are given) and the index of a lake beside the block."""
    helper = Helper()
    with ThreadPoolExecutor(1, thread_name_prefix="law") as pool:
        try:
            yield pool.submit(_filled, helper, lake, statutes)
        finally:
            helper.close()


def _filled(helper: Helper, lake: Path, statutes: Path | None) -> Filled:
    try:
        with helper.turn():
            return helper.call(fill, lake, statutes, _PATIENCE)
    except HelperLost:
        return fill(None, lake, statutes, 0)


def fill(tell: Any, lake: Path, statutes: Path | None, patience: int) -> Filled:
    """Import the statutes of a folder and index them; index the models that ship."""
    from mingjian.knowledge import Index, from_models, from_statutes
    from mingjian.law.store import StatuteStore, import_statutes
    from mingjian.library import shipped_models

    os.nice(patience)
    index, laws, articles = Index(lake / "search"), 0, 0
    models = index.refresh(from_models(shipped_models().values()), "model")
    if statutes is not None:
        laws = import_statutes(lake / "law", statutes, statutes.resolve().name).laws
        articles = index.refresh(from_statutes(StatuteStore.open(lake / "law")), "article").added
    return Filled(laws, articles, models.added, time.process_time())
