"""Case files with materials taken away, and with changes that take nothing away, for completeness."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.evidence.dossiers import BASE, DOSSIERS
from benchmarks.evidence.making import Data, whole_file

__all__ = ["Holed", "holed_files"]

_EACH = ("household", "criminal_record", "rights_notice", "interrogation")
_LATE = {"property_disposal", "transfer_opinion", "plea_notice", "plea_statement"}


@dataclass(frozen=True)
class Holed:
    """A file with what was taken: groups of kinds (with the person, where only his was taken)."""

    name: str
    data: Data
    taken: tuple[tuple[frozenset[str], str | None], ...]


def holed_files(seed: int) -> Iterator[Holed]:
    """Four files of each charge: two with holes, one whole with other materials instead, one at an earlier stage."""
    for name in DOSSIERS:
        chance = random.Random(f"holes/{name}/{seed}")
        for number in range(2):
            yield _with_holes(name, seed * 10 + number, chance)
        yield Holed(f"{name}-other", _with_others(name, seed * 10 + 2), ())
        yield Holed(f"{name}-early", _early(name, seed * 10 + 3), ())


def _with_holes(name: str, seed: int, chance: random.Random) -> Holed:
    data = whole_file(name, seed)
    groups = [*BASE, *DOSSIERS[name].groups]
    taken: list[tuple[frozenset[str], str | None]] = []
    for group in chance.sample(groups, 4):
        suspects = [one["id"] for one in data["persons"] if "suspect" in one["roles"]]
        if group[0] in _EACH and len(suspects) > 1 and chance.random() < 0.7:
            person = chance.choice(suspects)
            data["documents"] = [
                d for d in data["documents"] if not (d["kind"] == group[0] and d.get("of") == [person])
            ]
            taken.append((frozenset(group), person))
        else:
            data["documents"] = [d for d in data["documents"] if d["kind"] not in group]
            taken.append((frozenset(group), None))
    return Holed(f"{name}-{seed}", _tied(data), tuple(taken))


def _with_others(name: str, seed: int) -> Data:
    """The last kind of each group instead of the first: another way to the same."""
    data = whole_file(name, seed)
    other = {group[0]: group[-1] for group in DOSSIERS[name].groups}
    for document in data["documents"]:
        kind = other.get(document["kind"], document["kind"])
        if kind != document["kind"] and not document.get("speaker") and "copy_of" not in document:
            document["kind"] = kind
    return data


def _early(name: str, seed: int) -> Data:
    """A file at the request for arrest, without what comes later."""
    data = whole_file(name, seed)
    data["stage"] = "arrest"
    data["documents"] = [d for d in data["documents"] if d["kind"] not in _LATE]
    return _tied(data)


def _tied(data: Data) -> Data:
    """Ties to documents that were taken away are cut."""
    left = {one["id"] for one in data["documents"]}
    for rows in data.values():
        for one in rows if isinstance(rows, list) else ():
            if isinstance(one, dict):
                for key in ("document", "copy_of"):
                    if one.get(key) is not None and one[key] not in left:
                        del one[key]
    return data
