"""Python's collector, which looks through all that was read each time something is read, kept to what is new."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["seldom_collected"]


@contextmanager
def seldom_collected() -> Iterator[Callable[[], object]]:
    """While it lasts nothing is collected but by the function given, and of that only what came since the last time.

    Works by the hundred are held at once and none of them is garbage; syntax trees of queries are, in circles.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield lambda: gc.collect(0)
    finally:
        if was:
            gc.enable()
