"""Serving the desk: processes that answer requests, and beside them the keeper and those who work on jobs."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
from collections.abc import Callable
from pathlib import Path

from mingjian.desk.config import DeskConfig, SettingsError, load_config
from mingjian.desk.lake import the_lake
from mingjian.desk.parent import SERVER
from mingjian.desk.setup import is_desk, migrate, open_desk
from mingjian.desk.wizard.run import check_place, run_wizard

__all__ = ["serve"]


def serve(
    folder: Path, host: str | None, port: int | None, told: Callable[[str], None],
    asked: Callable[[str, str], None] | None = None, language: str = "zh",
) -> None:  # fmt: skip
    """Serve the desk in `folder` until the process is told to end; `told` gets the address once it answers.

    Where there is no desk yet, or nobody in it, the set-up wizard is served first (in `language`): `asked` gets its
    address and code, and without it such a folder is an error. Raises `SettingsError` for wrong settings and for an
    address that is in use, `LakeError` when there is no lake to work over.
    """
    if asked is not None and not is_desk(folder):
        check_place(folder)
        default = DeskConfig()
        check_free(host or default.host, port or default.port)
        run_wizard(folder, host or default.host, port or default.port, language, True, False, asked)
    config = load_config(folder)
    where, at = host or config.host, port or config.port
    check_free(where, at)
    open_desk(folder)
    the_lake()
    migrate()
    if asked is not None:
        _first_people(folder, where, at, config.language, asked)
    _run(config, where, at, told)


def _first_people(folder: Path, host: str, port: int, language: str, asked: Callable[[str, str], None]) -> None:
    """The wizard for a desk that was made and has nobody who could log in."""
    from django.db import connections

    from mingjian.desk.offices.models import Office, User

    empty, offices = not User.objects.exists(), Office.objects.exists()
    connections.close_all()
    if empty:
        run_wizard(folder, host, port, language, False, offices, asked)


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
    from mingjian.desk.schedules.scheduler import Scheduler

    os.environ[SERVER] = str(os.getpid())
    multiprocessing.set_start_method("spawn", force=True)  # a fork would take half of the threads' locks along
    server = Granian(
        "mingjian.desk.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=config.workers,
        blocking_threads=config.threads, respawn_failed_workers=True, workers_kill_timeout=20,
        log_level=LogLevels.warning, websockets=False,
    )  # fmt: skip
    keeper, workers = Keeper(), [Worker() for _ in range(config.jobs)]
    scheduler = Scheduler() if config.watch else None
    server.on_startup(lambda: told(f"http://{f'[{host}]' if ':' in host else host}:{port}"))
    keeper.start()
    for one in workers:
        one.start()
    if scheduler is not None:
        scheduler.start()
    try:
        server.serve()
    finally:
        if scheduler is not None:
            scheduler.end()
        for one in workers:
            one.end()
        for one in workers:
            one.stop()
        if scheduler is not None:
            scheduler.stop()
        keeper.stop()
