"""Works read for comparison behind walls: no file of a work is opened in the worker itself."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.desk.jobs.watch import Watch

if TYPE_CHECKING:
    from mingjian.originality.work import Origin, Told, Work

__all__ = ["ToRead", "read_behind_walls"]


@dataclass(frozen=True)
class ToRead:
    """A work to be read: a ZIP whose content was made by blinding."""

    name: str
    origin: Origin
    told: Told
    archive: Path


def read_behind_walls(some: Sequence[ToRead], watch: Watch) -> list[Work]:
    """The works, in the same order. What could not be read within the limits is told of its work."""
    from mingjian.originality.gather import excluded_of
    from mingjian.originality.walled import Walled
    from mingjian.originality.work import read_work

    found, nothing = list["Work"](), excluded_of([])
    with tempfile.TemporaryDirectory(prefix="mingjian-likeness-") as scratch:
        works = Path(scratch)
        for place, one in enumerate(some):
            _unpack(one.archive, works / str(place))
        with Walled([works]) as reader:
            for place, one in enumerate(some):
                watch.check()
                at, all_ = place + 1, len(some)
                watch.tell(f"读取第 {at} 件，共 {all_} 件", f"reading {at} of {all_}", 0.5 * place / all_)
                folder = works / str(place)
                found.append(read_work(folder, nothing, id_=one.name, origin=one.origin, told=one.told, reader=reader))
    return found


def _unpack(archive: Path, folder: Path) -> None:
    """What blinding packed: plain files of ours. One that is gone is a work without files."""
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
    except (OSError, zipfile.BadZipFile):
        pass
