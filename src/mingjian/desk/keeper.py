"""What goes on behind the screens: new runs into the table of clues, verdicts into the ledger, traces into the log,
questions to experts, answers whose law has changed to be re-checked.

One round does all three; `Keeper` makes rounds in a thread of the server. Several servers may make rounds at once:
each of the three is safe to do twice.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress

from django.db import close_old_connections, connection

from mingjian.desk.answers.keeping import round_now
from mingjian.desk.clues.projection import Projected, project
from mingjian.desk.clues.verdicts import tell_verdicts
from mingjian.desk.lake import the_lake
from mingjian.desk.limits.services import prune
from mingjian.desk.operate.rounds import record_round
from mingjian.desk.traces.services import seal_traces
from mingjian.lake import Lake
from mingjian.lake.mentions import Mentions
from mingjian.runs import RunStore

__all__ = ["Keeper", "one_round"]

log = logging.getLogger("mingjian.desk")


def one_round(lake: Lake) -> Projected:
    """Tell verdicts, take runs in, seal traces. Raises what the lake raises when it is damaged."""
    tell_verdicts(lake)
    made = project(lake)
    seal_traces(lake)
    return made


class Keeper(threading.Thread):
    """Makes a round every few seconds until it is told to stop; a round that fails is logged and tried again."""

    def __init__(self, seconds: float = 3.0) -> None:
        super().__init__(name="keeper", daemon=True)
        self.seconds = seconds
        self._stopped = threading.Event()
        self._known: tuple[tuple[str, ...], ...] = ()

    def run(self) -> None:
        """Make rounds."""
        while not self._stopped.wait(self.seconds):
            close_old_connections()
            begun = time.monotonic()
            try:
                self._round(the_lake())
            except Exception as error:
                log.exception("a round of the keeper failed; it will be tried again")
                self._tell(begun, error)
            else:
                self._tell(begun, None)
        with suppress(Exception):
            seal_traces(the_lake())
        connection.close()

    def stop(self) -> None:
        """End after the present round, with all traces sealed."""
        self._stopped.set()
        self.join(timeout=30)

    def _tell(self, begun: float, error: Exception | None) -> None:
        """Write down how the round went; a database that is away is told by the log, and by `/healthz`."""
        with suppress(Exception):
            record_round(time.monotonic() - begun, error)

    def _round(self, lake: Lake) -> None:
        """The table of clues and the index of graphs are looked at only when a run, a verdict or a delivery is new."""
        told = tell_verdicts(lake)
        there = (tuple(RunStore(lake).ids()), lake.published())
        if told or there != self._known:
            project(lake)
            Mentions(lake).prepare()
            self._known = there
        round_now()
        seal_traces(lake)
        prune()
