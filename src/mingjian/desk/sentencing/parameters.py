"""The parameters of this desk: ours, and the office's own folder `sentencing` in the lake where there is one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mingjian.assist.sentencing import Parameters, load_parameters
from mingjian.desk.errors import Conflict
from mingjian.desk.lake import the_lake
from mingjian.models.problems import ModelErrors

__all__ = ["FOLDER", "the_parameters"]

FOLDER = "sentencing"
"""Where an office's own parameters lie in a lake, as `*.yaml`."""


def the_parameters() -> Parameters:
    """All layers as they are now. `Conflict` with every mistake of the office's files: nothing is computed on half."""
    folder = the_lake().path / FOLDER
    files = sorted(folder.glob("*.yaml"))
    state = tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    try:
        return _read(str(folder) if files else "", state)
    except ModelErrors as error:
        zh, en = "本院的量刑参数有误", "the office's own parameters of sentencing have mistakes"
        raise Conflict(f"{zh}：{_short(error, folder, 'zh')}", f"{en}: {_short(error, folder, 'en')}") from None


@lru_cache(maxsize=4)
def _read(folder: str, state: tuple[tuple[str, int, int], ...]) -> Parameters:
    del state  # part of the key: files that changed are read again
    return load_parameters([Path(folder)] if folder else ())


def _short(error: ModelErrors, folder: Path, lang: str) -> str:
    """Its lines without the folder, which is the machine's own affair."""
    return error.text("zh" if lang == "zh" else "en").replace(f"{folder}/", "")
