"""Who reads the files of works: this process, or one behind walls (`walled`), in the same words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from mingjian.originality.archives import is_archive, unpacked
from mingjian.originality.opening import FILES, Problem, listed
from mingjian.originality.reading import Reading, read_file

__all__ = ["IN_PROCESS", "Files", "Reader", "files_of"]

Files = list[tuple[str, Path]]


class Reader(Protocol):
    """Reads files and unpacks archives. Whatever is wrong with them is told, never raised."""

    @property
    def scratch(self) -> Path | None:
        """Where archives are unpacked; None for anywhere."""

    def read(self, files: Sequence[tuple[str, Path]]) -> list[Reading]:
        """What each of some files gives."""

    def unpack(self, name: str, archive: Path, into: Path, room: int) -> list[Problem]:
        """As :func:`mingjian.originality.archives.unpacked`."""


class _InProcess:
    scratch: Path | None = None

    def read(self, files: Sequence[tuple[str, Path]]) -> list[Reading]:
        return [read_file(name, path) for name, path in files]

    def unpack(self, name: str, archive: Path, into: Path, room: int) -> list[Problem]:
        return unpacked(name, archive, into, room)


IN_PROCESS: Reader = _InProcess()


@contextmanager
def files_of(work: Path, reader: Reader) -> Iterator[tuple[Files, list[Problem]]]:
    """The files of a work by name, those of its archives among them while the block lasts, and what is left out."""
    plain, problems = listed(work)
    files: Files = []
    with ExitStack() as stack:
        for name, path in plain:
            if not is_archive(name):
                files.append((name, path))
                continue
            into = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=reader.scratch)))
            room = FILES - len(files)
            problems += reader.unpack(name, path, into, room)
            inner, hidden = listed(into)
            files += [(f"{name}/{one}", file) for one, file in inner if not one.startswith("__MACOSX/")][:room]
            problems += [Problem(f"{name}/{one.name}", one.zh, one.en) for one in hidden]
        yield files, problems
