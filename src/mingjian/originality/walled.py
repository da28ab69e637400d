"""Works of strangers read behind walls: a file that breaks its reader, or keeps it busy for ever, costs itself alone.

>>> with Walled([folder]) as reader:
...     works = works_of(folder, Excluded(), reader=reader)

A child reads all files of a work at once; where it had to be stopped, each by itself. What it answers is data that a
hostile file may have made: it is checked like what is kept in an index.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from mingjian.confinement import Answer, Bounds, Confined, Lack
from mingjian.originality.archives import unpacked
from mingjian.originality.opening import FILES, Problem
from mingjian.originality.plan import Feature
from mingjian.originality.plan.bags import number_of
from mingjian.originality.reading import Reading, read_file
from mingjian.originality.storing import reading_from, stored_reading

__all__ = ["BOUNDS", "Walled", "read_inside", "unpack_inside"]

BOUNDS = Bounds(cpu=120.0, seconds=600.0, memory=2_000_000_000, disk=1_000_000_000, tasks=64)
"""Of one work, or of one file where the work was too much."""
_READ, _UNPACK = f"{__name__}:read_inside", f"{__name__}:unpack_inside"
_ENDS = {
    "cpu": ("处理器时间", "CPU time"), "time": ("时间", "time"), "memory": ("内存", "memory"), "disk": ("磁盘", "disk"),
    "tasks": ("线程", "threads"),
}  # fmt: skip
_SENT: dict[int, Feature] = {}
"""In the child: the words its parent has had."""


class Walled:
    """A reader (:class:`mingjian.originality.readers.Reader`) of what lies in some files and folders, as a context."""

    def __init__(self, places: Sequence[Path], bounds: Bounds = BOUNDS) -> None:
        self._places, self._bounds = [one.resolve() for one in places], bounds
        self._words: dict[int, Feature] = {}
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._child: Confined | None = None

    def __enter__(self) -> Walled:
        self._home = tempfile.TemporaryDirectory(prefix="mingjian-works-")
        self._child = Confined(read=self._places, write=Path(self._home.name), bounds=self._bounds, modules=(__name__,))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._child is not None
        assert self._home is not None
        self._child.close()
        self._home.cleanup()

    @property
    def scratch(self) -> Path | None:
        """A folder the child may write to."""
        return None if self._home is None else Path(self._home.name)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Which walls this machine does not have."""
        assert self._child is not None
        return self._child.start()

    def read(self, files: Sequence[tuple[str, Path]]) -> list[Reading]:
        """What each of some files gives."""
        if not files:
            return []
        answer = self._called(_READ, {"files": [[name, str(path.absolute())] for name, path in files]})
        found = self._readings(answer, len(files))
        if found is not None:
            return found
        if len(files) > 1:
            return [self.read([one])[0] for one in files]
        return [Reading(told=_stopped(answer))]

    def unpack(self, name: str, archive: Path, into: Path, room: int = FILES) -> list[Problem]:
        """An archive unpacked into a folder within `scratch`."""
        answer = self._called(
            _UNPACK, {"name": name, "archive": str(archive.absolute()), "into": str(into), "room": room}
        )
        try:
            if answer.ending == "done":
                return [Problem(str(one[0]), str(one[1]), str(one[2])) for one in answer.value]
        except (TypeError, KeyError, IndexError):
            pass
        return [Problem(name, *_stopped(answer))]

    def _called(self, job: str, given: Mapping[str, Any]) -> Answer:
        assert self._child is not None
        answer = self._child.call(job, given)
        if answer.ending != "done":
            self._child.close()  # the next one begins anew, and tells all its words again
        return answer

    def _readings(self, answer: Answer, many: int) -> list[Reading] | None:
        """What was answered; None where it is nothing that can be used."""
        if answer.ending != "done":
            return None
        try:
            fresh = {int(number): Feature(str(text)) for _, words in answer.value for number, text in words}
            if all(number_of(text) == number for number, text in fresh.items()):
                self._words.update(fresh)
                found = [_checked(base64.b64decode(body), self._words) for body, _ in answer.value]
                if len(found) == many:
                    return found
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError):
            pass
        assert self._child is not None
        self._child.close()
        return None


def _checked(body: bytes, words: Mapping[int, Feature]) -> Reading:
    """A reading of which every number has its word, so that nothing is wanting later."""
    read = reading_from(body, words)
    if not isinstance(read.text, str | None) or not isinstance(read.point, str):
        raise TypeError("a text is no text")
    if not all(map(words.__contains__, np.frombuffer(body[8 + int.from_bytes(body[:8], "big") :], np.int64).tolist())):
        raise KeyError("a feature without its word")
    return read


def _stopped(answer: Answer) -> tuple[str, str]:
    zh, en = _ENDS.get(answer.ending, ("", ""))
    if zh:
        return f"读取超过{zh}限制，已停止", f"stopped: it takes too much {en} to be read"
    return "读取中断，打不开", "it cannot be read: the reader broke off"


def read_inside(given: Mapping[str, Any]) -> list[tuple[str, list[tuple[int, str]]]]:
    """The child's side: readings as :mod:`mingjian.originality.storing` has them, and words that are new."""
    out = []
    for name, path in given["files"]:
        body, fresh = stored_reading(read_file(name, Path(path)), _SENT)
        out.append((base64.b64encode(body).decode("ascii"), fresh))
    return out


def unpack_inside(given: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The child's side of an archive."""
    found = unpacked(given["name"], Path(given["archive"]), Path(given["into"]), given["room"])
    return [(one.name, one.zh, one.en) for one in found]
