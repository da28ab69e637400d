"""A process that answers requests ends with the server that started it.

A server that is killed (-9, out of memory) cannot tell them: they would go on with the old program and keep the port,
so that no new server could start.
"""

from __future__ import annotations

import os
import threading
import time

__all__ = ["SERVER", "end_with_server"]

SERVER = "MINGJIAN_SERVER"
"""The environment variable in which a server tells its processes who it is."""
SECONDS = 1.0


def end_with_server() -> None:
    """Watch, in a thread, whether the server is still there; nothing where none was named (another WSGI server)."""
    named = os.environ.get(SERVER, "")
    if named.isdigit() and os.getppid() == int(named):
        threading.Thread(target=_watch, args=(int(named),), name="parent", daemon=True).start()


def _watch(server: int) -> None:
    while os.getppid() == server:
        time.sleep(SECONDS)
    os._exit(1)  # what was being answered is undone by the database, as in any other kill
