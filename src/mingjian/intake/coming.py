"""Orders that become known one by one, while those before them are loaded: a list that is still being written."""

from __future__ import annotations

from collections.abc import Iterable
from queue import Empty, SimpleQueue

from mingjian.intake.order import Order

__all__ = ["ComingOrders"]


class ComingOrders:
    """Filled by one thread (`add`, at last `end`) and taken from by another."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Order | BaseException | None] = SimpleQueue()
        self._first: Order | BaseException | None = None
        self._ended = False

    @classmethod
    def of(cls, orders: Iterable[Order]) -> ComingOrders:
        """Orders that are all known."""
        made = cls()
        for order in orders:
            made.add(order)
        made.end()
        return made

    def add(self, order: Order) -> None:
        """The next one."""
        self._queue.put(order)

    def end(self, error: BaseException | None = None) -> None:
        """There are no more; `error`: why there should have been."""
        self._queue.put(error)

    def first(self, wait: bool) -> Order | None:
        """The first that was not taken, which stays the first; None when there is none, or none yet where nobody is to
        wait. Raises the error it ended with to who waits: those before it are still to be loaded."""
        if self._first is None and not self._ended:
            try:
                self._first = self._queue.get(block=wait)
            except Empty:
                return None
            self._ended = self._first is None
        if not isinstance(self._first, BaseException):
            return self._first
        if wait:
            raise self._first
        return None

    def take(self) -> None:
        """Take the first."""
        self._first = None
