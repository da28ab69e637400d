"""Several deliveries one after the other: while one is written, those behind it are read.

They are written in the order given, so that versions and subject ids are the same as when loaded one by one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from mingjian.intake.begun import Begun
from mingjian.intake.coming import ComingOrders
from mingjian.intake.errors import IntakeError
from mingjian.intake.mapping import Options, source_slug
from mingjian.intake.order import Order
from mingjian.intake.sources import name_of
from mingjian.lake import Manifest

Begin = Callable[[Order, int, Event, bool], Begun]
"""Reads and cleans a delivery: it, its number, an event that tells to stop, whether it is read ahead."""
_WAITING = 8  # deliveries that may wait to be written
_MOST_BYTES = 16 << 20  # of the files of those that wait, if they are several: they are held in memory


class Several:
    """Iterates over the manifests. A delivery that is refused raises its `IntakeError` when its turn comes; those
    before it are loaded, those behind it are not."""

    def __init__(self, orders: Iterable[Order] | ComingOrders, begin: Begin) -> None:
        self._orders = orders if isinstance(orders, ComingOrders) else ComingOrders.of(orders)
        self._begin, self._stop = begin, Event()
        self._under_way: deque[Order] = deque()  # the one that is written, and those that are read ahead
        self._begun = 0

    def __iter__(self) -> Generator[Manifest, None, None]:
        coming: deque[Future[Begun]] = deque()
        with ThreadPoolExecutor(1, thread_name_prefix="intake") as pool:
            try:
                while coming or self._orders.first(wait=True) is not None:
                    begun = coming.popleft().result() if coming else self._begin(*self._next(), self._stop, False)
                    with begun:
                        self._read_ahead(pool, coming)
                        made = begun.finish()
                    self._under_way.popleft()
                    yield made
            finally:
                self._stop.set()
                for one in coming:
                    _drop(one)

    def _next(self) -> tuple[Order, int]:
        """The next to be begun, and its number."""
        order = self._orders.first(wait=True)
        assert order is not None
        self._orders.take()
        self._under_way.append(order)
        self._begun += 1
        return order, self._begun - 1

    def _read_ahead(self, pool: ThreadPoolExecutor, coming: deque[Future[Begun]]) -> None:
        """Begin deliveries behind the one that is written: the next, and small ones behind it, since a large one is
        read or written as long as many small ones. Nobody waits for one that is not known yet."""
        while (order := self._orders.first(wait=False)) is not None and self._may(order):
            coming.append(pool.submit(self._begin, *self._next(), self._stop, True))

    def _may(self, order: Order) -> bool:
        """Whether a delivery can be read now: not while the mapping for it is only remembered when another is written,
        nor when too much would wait to be written."""
        if order.mapping is None and _slug(order) in map(_slug, self._under_way):
            return False
        waiting = [*list(self._under_way)[1:], order]
        return len(waiting) == 1 or (len(waiting) <= _WAITING and sum(map(_bytes, waiting)) <= _MOST_BYTES)


def _slug(order: Order) -> str | None:
    """The name its mapping is remembered under; none for a source that will be refused when its turn comes."""
    try:
        return source_slug(name_of(order.source, order.options or Options()))
    except IntakeError:
        return None


def _bytes(order: Order) -> int:
    """Bytes of its file; too many for a folder or a database, of which that cannot be told at once."""
    path = Path(order.source)
    return path.stat().st_size if path.is_file() else _MOST_BYTES + 1


def _drop(coming: Future[Begun]) -> None:
    """Close what was begun in vain."""
    if coming.cancel():
        return
    if coming.exception() is None:
        coming.result().close()
