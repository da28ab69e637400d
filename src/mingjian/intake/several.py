"""Several deliveries one after the other: while one is written, the next is read.

They are written in the order given, so that versions and subject ids are the same as when loaded one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from mingjian.intake.begun import Begun
from mingjian.intake.errors import IntakeError
from mingjian.intake.mapping import Options, source_slug
from mingjian.intake.order import Order
from mingjian.intake.sources import name_of
from mingjian.lake import Manifest

Begin = Callable[[Order, int, Event, bool], Begun]
"""Reads and cleans a delivery: it, its number, an event that tells to stop, whether it is read ahead."""


class Several:
    """Iterates over the manifests. A delivery that is refused raises its `IntakeError` when its turn comes; those
    before it are loaded, those behind it are not."""

    def __init__(self, orders: Sequence[Order], begin: Begin) -> None:
        self._orders, self._begin, self._stop = orders, begin, Event()

    def __iter__(self) -> Generator[Manifest, None, None]:
        with ThreadPoolExecutor(1, thread_name_prefix="intake") as pool:
            coming: Future[Begun] | None = None
            try:
                for number, order in enumerate(self._orders):
                    begun = coming.result() if coming else self._begin(order, number, self._stop, False)
                    with begun:
                        coming = self._ahead(pool, number + 1)
                        made = begun.finish()
                    yield made
            finally:
                self._stop.set()
                _drop(coming)

    def _ahead(self, pool: ThreadPoolExecutor, number: int) -> Future[Begun] | None:
        """Begin the delivery of that number, unless the mapping for it is only remembered when the present one is
        written."""
        if number >= len(self._orders):
            return None
        before, order = self._orders[number - 1], self._orders[number]
        if order.mapping is None and _slug(before) == _slug(order):
            return None
        return pool.submit(self._begin, order, number, self._stop, True)


def _slug(order: Order) -> str | None:
    """The name its mapping is remembered under; none for a source that will be refused when its turn comes."""
    try:
        return source_slug(name_of(order.source, order.options or Options()))
    except IntakeError:
        return None


def _drop(coming: Future[Begun] | None) -> None:
    """Close what was begun in vain."""
    if coming is None or coming.cancel():
        return
    if coming.exception() is None:
        coming.result().close()
