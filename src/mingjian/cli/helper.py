"""A second process of this program beside a command: two threads of one process share Python's lock.

Reading models, planning queries and making cells hold that lock, so that two threads keep little more than one
processor busy. A helper does one piece of work at a time: a function of a module that is called with `tell` and plain
arguments. What it cannot do — it was killed, there is no memory, an error that cannot be passed on — is `HelperLost`;
whoever asked does it himself then and meets the error himself. It ends with the process that began it, however that
ends.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

__all__ = ["MANY", "Helper", "HelperLost", "helping"]

MANY = 12
"""Models or runs from which a helper, which needs a second or two to begin, is worth it."""
Told = Callable[[Any], None]
_Made = TypeVar("_Made")


class HelperLost(Exception):
    """The helper could not do it; nobody is told of this."""


class Helper:
    """`call` may be used by several threads, one after the other; `turn` asks whether it is free."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take half of the threads' locks along
        self._line, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), name="helper", daemon=True)
        self._process.start()
        there.close()
        self._turn = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether it is free now; if so, it is the block's."""
        free = self._turn.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._turn.release()

    def call(self, work: Callable[..., _Made], *given: Any, told: Told | None = None) -> _Made:
        """What `work(tell, *given)` gives there; `told` gets what it tells meanwhile. Only within a `turn`.

        Raises what the work raises, or `HelperLost`.
        """
        try:
            self._line.send((work, given))
            while True:
                kind, said = self._line.recv()
                if kind != "told":
                    break
                if told is not None:
                    told(said)
        except (EOFError, OSError) as error:
            raise HelperLost from error
        except BaseException:  # nobody would read what comes behind this
            self.close()
            raise
        if kind == "failed":
            raise said
        made: _Made = said
        return made

    def close(self) -> None:
        """End it, whatever it is doing: what it writes appears by a rename or not at all."""
        self._process.terminate()
        self._process.join()


@contextmanager
def helping(given: Helper | None, worth: bool) -> Iterator[Helper | None]:
    """The helper there is, or one for this block where that is worth it."""
    if given is not None or not worth:
        yield given
        return
    made = Helper()
    try:
        yield made
    finally:
        made.close()


def _serve(line: Connection) -> None:
    """In the child: do what is asked until nobody is left to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both; the parent decides
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    sending = threading.Lock()

    def tell(said: Any) -> None:
        with sending:
            line.send(("told", said))

    while True:
        try:
            work, given = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer = pickle.dumps(("done", work(tell, *given)))
        except BaseException as error:  # whatever it is, the parent is told
            answer = pickle.dumps(("failed", _passable(error)))
        with sending:
            line.send_bytes(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _passable(error: BaseException) -> BaseException:
    """The error, if it comes out of a pipe as it went in."""
    try:
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # any class may have its own way of failing at this
        return HelperLost()
    return error if type(again) is type(error) and str(again) == str(error) else HelperLost()
