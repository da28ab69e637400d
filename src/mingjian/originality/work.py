"""A work as it is compared: its texts, its models and queries, its programs, and what its entrants say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mingjian.originality.opening import Problem
from mingjian.originality.plan import Bag, Sketch
from mingjian.originality.prose import Excluded, Prose, prose
from mingjian.originality.readers import IN_PROCESS, Reader, files_of

if TYPE_CHECKING:
    from mingjian.originality.kept import Kept

__all__ = ["Origin", "Told", "Work", "read_told", "read_work"]

Origin = Literal["contest", "earlier", "shelf"]


@dataclass(frozen=True)
class Told:
    """What is known of a work beside its files. ``declares`` are works or shelf models it says it builds on."""

    authors: frozenset[str] = frozenset()
    office: str = ""
    point: str = ""
    submitted: dt.datetime | None = None
    declares: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Work:
    """``text`` is all prose of the work one after another; ``parts`` where each file begins in it; ``points`` are the
    supervision points its models name."""

    id: str
    origin: Origin
    text: Prose
    parts: tuple[tuple[int, str], ...]
    plans: tuple[tuple[str, Sketch], ...]
    structure: Bag
    program: Bag
    told: Told = field(default_factory=Told)
    problems: tuple[Problem, ...] = ()
    points: frozenset[str] = frozenset()

    def file_at(self, place: int) -> str:
        """The file in which a sign of the text stands."""
        return next((name for start, name in reversed(self.parts) if start <= place), "")


def read_work(
    path: Path,
    excluded: Excluded,
    *,
    id_: str = "",
    origin: Origin = "contest",
    told: Told | None = None,
    kept: Kept | None = None,
    reader: Reader = IN_PROCESS,
) -> Work:
    """A work from its folder, file or archive. Whatever is wrong with its files is told, never raised.

    ``kept``: what was read before of files that are the same to the byte.
    """
    with files_of(path, reader) as (files, problems):
        readings = reader.read(files) if kept is None else kept.files(files, reader)
    whole, parts, length = [], [], 0
    plans: list[tuple[str, Sketch]] = []
    programs: list[Bag] = []
    points: set[str] = set()
    for (name, _), one in zip(files, readings, strict=True):
        if one.told is not None:
            problems.append(Problem(name, *one.told))
        if one.sketch is not None:
            plans.append((name, one.sketch))
        programs.append(one.program)
        points |= {one.point} - {""}
        if one.text is not None:
            parts.append((length, name))
            whole.append(one.text + "\n\n")
            length += len(one.text) + 2
    structure = Bag.union(plan.bag for _, plan in plans)
    words = "".join(whole)
    problems.sort(key=lambda each: each.name)
    return Work(
        id_ or path.stem if path.is_file() else id_ or path.name, origin,
        prose(words, excluded) if kept is None else kept.prose(words, excluded), tuple(parts),
        tuple(plans), structure, Bag.union(programs), told or Told(), tuple(problems), frozenset(points),
    )  # fmt: skip


def read_told(data: Any) -> Mapping[str, Told]:
    """What ``works.yaml`` says: work → authors, office, point, submitted, declares. What is odd is passed over."""
    found: dict[str, Told] = {}
    for name, one in data.items() if isinstance(data, Mapping) else ():
        if isinstance(one, Mapping):
            found[str(name)] = Told(
                frozenset(_texts(one.get("authors"))), str(one.get("office") or ""), str(one.get("point") or ""),
                _time(one.get("submitted")), frozenset(_texts(one.get("declares"))),
            )  # fmt: skip
    return found


def _texts(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value] if isinstance(value, list) else []


def _time(value: Any) -> dt.datetime | None:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001  the local day the list writes
    try:
        return dt.datetime.fromisoformat(str(value)).replace(tzinfo=None)
    except ValueError:
        return None
