"""Serving the desk: processes that answer requests, and beside them the keeper and those who work on jobs."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
from collections.abc import Callable
from pathlib import Path

from mingjian.desk.config import DeskConfig, SettingsError, load_config
from mingjian.desk.parent import SERVER
from mingjian.desk.setup import migrate, open_desk

__all__ = ["serve"]


def serve(folder: Path, host: str | None, port: int | None, told: Callable[[str], None]) -> None:
    """Serve the desk in `folder` until the process is told to end; `told` gets the address once it answers.

    Raises `SettingsError` for wrong settings and for an address that is in use.
    """
    config = load_config(folder)
    where, at = host or config.host, port or config.port
    check_free(where, at)
    open_desk(folder)
    migrate()
    _run(config, where, at, told)


def check_free(host: str, port: int) -> None:
    """Raise `SettingsError` when nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SettingsError(
                    f"{host}:{port} 已被占用，请用 --port 另选端口", f"{host}:{port} is in use: choose another --port"
                ) from error
            raise SettingsError(
                f"不能监听 {host}:{port}：{error.strerror}", f"cannot listen on {host}:{port}: {error.strerror}"
            ) from error


def _run(config: DeskConfig, host: str, port: int, told: Callable[[str], None]) -> None:
    """Processes answer requests; keeper and jobs are here, beside them, so that their number is not theirs."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from mingjian.desk.jobs.worker import Worker
    from mingjian.desk.keeper import Keeper

    os.environ[SERVER] = str(os.getpid())
    multiprocessing.set_start_method("spawn", force=True)  # a fork would take half of the threads' locks along
    server = Granian(
        "mingjian.desk.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=config.workers,
        blocking_threads=config.threads, respawn_failed_workers=True, workers_kill_timeout=20,
        log_level=LogLevels.warning, websockets=False,
    )  # fmt: skip
    keeper, workers = Keeper(), [Worker() for _ in range(config.jobs)]
    server.on_startup(lambda: told(f"http://{f'[{host}]' if ':' in host else host}:{port}"))
    keeper.start()
    for one in workers:
        one.start()
    try:
        server.serve()
    finally:
        for one in workers:
            one.end()
        for one in workers:
            one.stop()
        keeper.stop()
