"""Which of the people and companies that quarantined records name are subjects: all that other datasets change in them.

A number in a quarantined record becomes a subject when any dataset brings it. So what such records say depends on their
version and on this answer, and not on everybody else whom a delivery mints.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from mingjian.lake import Lake, Manifest

__all__ = ["known_among"]


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


T = TypeVar("T", bound=_File)


class _Named(_File):
    """Kind → numbers that the records name. They may be many, and are read only when subjects were minted."""

    keys: dict[str, tuple[str, ...]]


class _Known(_File):
    """The answer, for as long as there are so many subjects of each kind."""

    minted: dict[str, int]
    known: str


def known_among(lake: Lake, manifest: Manifest, named: Callable[[], dict[str, set[str]]], folder: str, way: str) -> str:
    """A hash of the subjects there are among the numbers that ``named`` gives, by kind.

    Numbers (read once a version, in this ``way``) and answer are kept in a folder of the lake that can be deleted;
    where nothing can be written they are found anew.
    """
    stem = f"{manifest.dataset}-{manifest.version[:12]}"
    answers, numbers = f"{stem}-known-{way}.json", f"{stem}-named-{way}.json"
    answer = _kept(lake, folder, answers, _Known)
    if answer is not None and all(lake.subjects.count(kind) == count for kind, count in answer.minted.items()):
        return answer.known
    found = _kept(lake, folder, numbers, _Named)
    if found is None:
        found = _Named(keys={kind: tuple(sorted(keys)) for kind, keys in named().items()})
        _keep(lake, folder, numbers, found)
    minted = {kind: lake.subjects.count(kind) for kind in found.keys}
    subjects = [
        f"{kind} {key} {subject}"
        for kind, keys in found.keys.items()
        for key, subject in lake.subjects.ids(kind, keys).items()
    ]
    known = hashlib.sha256("\n".join(sorted(subjects)).encode()).hexdigest()[:16]
    _keep(lake, folder, answers, _Known(minted=minted, known=known))
    return known


def _kept(lake: Lake, folder: str, name: str, sort: type[T]) -> T | None:
    try:
        return sort.model_validate_json((lake.path / folder / name).read_bytes())
    except (OSError, ValidationError):
        return None


def _keep(lake: Lake, folder: str, name: str, file: _File) -> None:
    with contextlib.suppress(OSError):
        lake.keep(folder, name, file.model_dump_json().encode())
