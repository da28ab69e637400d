"""Which of the people and companies that quarantined records name are subjects: all that other datasets change in them.

A number in a quarantined record becomes a subject when any dataset brings it. So what such records say depends on their
version and on this answer, and not on everybody else whom a delivery mints.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, ValidationError

from mingjian.lake import Lake, Manifest

__all__ = ["known_among"]


class _Named(BaseModel):
    """``keys``: kind → numbers that the records name; ``known``: the answer while there are so many subjects."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keys: dict[str, tuple[str, ...]]
    minted: dict[str, int]
    known: str


def known_among(lake: Lake, manifest: Manifest, named: Callable[[], dict[str, set[str]]], folder: str, way: str) -> str:
    """A hash of the subjects there are among the numbers that ``named`` gives, by kind.

    The numbers are read once a version, in this ``way``, and kept in a folder of the lake that can be deleted.
    """
    name = f"{manifest.dataset}-{manifest.version[:12]}-named-{way}.json"
    path = lake.path / folder / name
    try:
        found = _Named.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        found = _Named(keys={kind: tuple(sorted(keys)) for kind, keys in named().items()}, minted={}, known="")
    minted = {kind: lake.subjects.count(kind) for kind in found.keys}
    if not found.known or minted != found.minted:
        subjects = [
            f"{kind} {key} {n}" for kind, keys in found.keys.items() for key, n in lake.subjects.ids(kind, keys).items()
        ]
        known = hashlib.sha256("\n".join(sorted(subjects)).encode()).hexdigest()[:16]
        found = found.model_copy(update={"minted": minted, "known": known})
        lake.keep(folder, name, found.model_dump_json().encode())
    return found.known
