"""Several deliveries one after the other: while one is written, those behind it are read.

They are written in the order given, so that versions and subject ids are the same as when loaded one by one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from mingjian.intake.begun import Begun
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

    def __init__(self, orders: Sequence[Order], begin: Begin) -> None:
        self._orders, self._begin, self._stop = orders, begin, Event()

    def __iter__(self) -> Generator[Manifest, None, None]:
        coming: deque[Future[Begun]] = deque()
        with ThreadPoolExecutor(1, thread_name_prefix="intake") as pool:
            try:
                for number, order in enumerate(self._orders):
                    begun = coming.popleft().result() if coming else self._begin(order, number, self._stop, False)
                    with begun:
                        self._read_ahead(pool, coming, number)
                        made = begun.finish()
                    yield made
            finally:
                self._stop.set()
                for one in coming:
                    _drop(one)

    def _read_ahead(self, pool: ThreadPoolExecutor, coming: deque[Future[Begun]], number: int) -> None:
        """Begin the deliveries behind that of `number`: the next, and small ones behind it, since a large one is read
        or written as long as many small ones."""
        while (ahead := number + 1 + len(coming)) < len(self._orders) and self._may(number, ahead):
            coming.append(pool.submit(self._begin, self._orders[ahead], ahead, self._stop, True))

    def _may(self, number: int, ahead: int) -> bool:
        """Whether the delivery `ahead` can be read now: not while the mapping for it is only remembered when another is
        written, nor when too much would wait to be written."""
        order, before = self._orders[ahead], self._orders[number:ahead]
        if order.mapping is None and _slug(order) in map(_slug, before):
            return False
        waiting = [*before[1:], order]
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
