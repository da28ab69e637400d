"""Making a desk and opening one: the folder, the settings, the tables."""

from __future__ import annotations

import os
from pathlib import Path

from mingjian.desk.config import FILE, FOLDER, SettingsError, load_config, write_config
from mingjian.desk.secret import FILE as SECRET
from mingjian.trust.keyring import Keyring

__all__ = ["is_desk", "make_desk", "migrate", "open_desk"]


def make_desk(folder: Path, lake: Path, **settings: object) -> Path:
    """A new desk over a lake: its settings file and its secret. Raises `FileExistsError` where there is one already."""
    relative = os.path.relpath(lake.absolute(), folder.absolute())
    path = write_config(folder, lake=Path(relative).as_posix(), **settings)
    if not (folder / SECRET).exists():
        Keyring.create(folder / SECRET)
    return path


def open_desk(folder: Path) -> None:
    """Let this process work with the desk in `folder`. `SettingsError`: the settings are wrong or the secret is lost.

    A process works with one desk, since Django's settings are made once.
    """
    import django

    load_config(folder)
    _have_secret(folder)
    named = os.environ.get(FOLDER)
    if named is not None and Path(named).absolute() != folder.absolute() and _ready():
        raise RuntimeError(f"this process works with another desk already: {named}")
    os.environ[FOLDER] = str(folder.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.desk.settings")
    django.setup()


def _have_secret(folder: Path) -> None:
    """Each process would make a key of its own without it: a log-in with one would be unknown to the next."""
    path = folder / SECRET
    if is_desk(folder) and not path.exists():
        raise SettingsError(
            f"工作台的密钥文件 {path} 不存在，请从备份中恢复（mingjian desk restore），或把它从原机器复制过来",
            f"the desk's secret {path} is gone: restore it from a backup (mingjian desk restore) or copy it from where "
            "the desk was",
        )


def migrate() -> None:
    """Make or change the tables to what this program needs. Doing it twice changes nothing."""
    from mingjian.desk.tables import bring_up_to_date

    bring_up_to_date()


def _ready() -> bool:
    from django.apps import apps

    return apps.ready


def is_desk(folder: Path) -> bool:
    """Whether there is a desk in a folder."""
    return (folder / FILE).exists()
