"""Works read for comparison by a child behind walls; the worker itself only takes what the child wrote down of them.

A work over which the child had to be stopped is compared without the files that were not read, and says so.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.confinement import Confined
from mingjian.contest.walled import OPENING
from mingjian.desk.jobs.watch import Watch

if TYPE_CHECKING:
    from mingjian.originality.work import Origin, Told, Work

__all__ = ["ToRead", "read_inside", "read_walled"]

_JOB = f"{__name__}:read_inside"
_MODULES = ("mingjian.originality.work", "mingjian.originality.gather", "mingjian.originality.kept")
_AT_ONCE = 16
"""Works of one call: each call opens what was kept before. Where one ends badly its works are read one by one."""


@dataclass(frozen=True)
class ToRead:
    """A work to be read: a ZIP whose content was made by blinding."""

    name: str
    origin: Origin
    told: Told
    archive: Path


def read_walled(some: Sequence[ToRead], watch: Watch) -> list[Work]:
    """The works, in the same order."""
    with tempfile.TemporaryDirectory(prefix="mingjian-likeness-") as scratch:
        works, index = Path(scratch) / "works", Path(scratch) / "index"
        index.mkdir()
        for place, one in enumerate(some):
            _unpack(one.archive, works / str(place))
        with Confined(read=[works], write=index, bounds=OPENING, modules=_MODULES) as child:
            watch.on_stop(child.close)
            for group in _groups(range(len(some))):
                watch.check()
                at, all_ = group[0] + 1, len(some)
                watch.tell(f"读取第 {at} 件，共 {all_} 件", f"reading {at} of {all_}", 0.5 * group[0] / all_)
                given = {"index": str(index), "works": [str(works / str(place)) for place in group]}
                if child.call(_JOB, given).ending != "done" and len(group) > 1:
                    for one_ in given["works"]:
                        watch.check()
                        child.call(_JOB, {**given, "works": [one_]})
            watch.check()  # a child that was stopped with the job has read nothing
        return _taken(some, works, index)


def read_inside(given: Mapping[str, Any]) -> int:
    """The child's side: everything read is kept in the folder."""
    from mingjian.originality.gather import excluded_of
    from mingjian.originality.kept import Kept
    from mingjian.originality.work import read_work

    with Kept(Path(given["index"])) as kept:
        nothing = excluded_of([])
        for one in given["works"]:
            read_work(Path(one), nothing, kept=kept)
        return kept.made


def _taken(some: Sequence[ToRead], works: Path, index: Path) -> list[Work]:
    """From what is kept alone: no file of a work is opened in this process."""
    from mingjian.originality.gather import excluded_of
    from mingjian.originality.kept import Kept
    from mingjian.originality.work import read_work

    with Kept(index, only=True) as kept:
        nothing = excluded_of([])
        return [
            read_work(works / str(place), nothing, id_=one.name, origin=one.origin, told=one.told, kept=kept)
            for place, one in enumerate(some)
        ]


def _groups(places: range) -> list[range]:
    return [places[at : at + _AT_ONCE] for at in range(0, len(places), _AT_ONCE)]


def _unpack(archive: Path, folder: Path) -> None:
    """What blinding packed: plain files of ours. One that is gone is a work without files."""
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
    except (OSError, zipfile.BadZipFile):
        pass
