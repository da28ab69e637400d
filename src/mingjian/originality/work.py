"""A work as it is compared: its texts, its models and queries, its programs, and what its entrants say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from mingjian.originality.opening import Opened, Problem, opened
from mingjian.originality.plan import Feature, Plan, features, plan_of_model
from mingjian.originality.prose import Excluded, Prose, prose
from mingjian.originality.python import features_of_python
from mingjian.originality.sql import plan_of_sql

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
    """``text`` is all prose of the work one after another; ``parts`` where each file begins in it."""

    id: str
    origin: Origin
    text: Prose
    parts: tuple[tuple[int, str], ...]
    plans: tuple[tuple[str, Plan], ...]
    structure: frozenset[Feature]
    program: frozenset[Feature]
    told: Told = field(default_factory=Told)
    problems: tuple[Problem, ...] = ()

    def file_at(self, place: int) -> str:
        """The file in which a sign of the text stands."""
        return next((name for start, name in reversed(self.parts) if start <= place), "")


def read_work(
    path: Path, excluded: Excluded, *, id_: str = "", origin: Origin = "contest", told: Told | None = None
) -> Work:
    """A work from its folder or file. Whatever is wrong with its files is told, never raised."""
    files, problems = opened(path)
    texts: list[tuple[str, str]] = []
    plans: list[tuple[str, Plan]] = []
    program: set[Feature] = set()
    for one in files:
        _read(one, texts, plans, program, problems)
    whole, parts, length = [], [], 0
    for name, text in texts:
        parts.append((length, name))
        whole.append(text + "\n\n")
        length += len(text) + 2
    structure = frozenset(feature for _, plan in plans for feature in features(plan))
    return Work(
        id_ or path.stem if path.is_file() else id_ or path.name, origin, prose("".join(whole), excluded), tuple(parts),
        tuple(plans), structure, frozenset(program), told or Told(), tuple(problems),
    )  # fmt: skip


def _read(
    one: Opened,
    texts: list[tuple[str, str]],
    plans: list[tuple[str, Plan]],
    program: set[Feature],
    problems: list[Problem],
) -> None:
    if one.kind == "model":
        plans.append((one.name, plan_of_model(one.data)))
    elif one.kind == "sql":
        plan, how = plan_of_sql(one.text)
        if how.queries:
            plans.append((one.name, plan))
        else:
            problems.append(
                Problem(one.name, "SQL 无法解析，按文字比较", "SQL that no dialect reads, compared as text")
            )
            texts.append((one.name, one.text))
    elif one.kind == "python":
        found = features_of_python(one.text)
        if found is None:
            problems.append(Problem(one.name, "Python 无法解析，按文字比较", "no Python, compared as text"))
            texts.append((one.name, one.text))
        program |= found or frozenset()
    else:
        texts.append((one.name, one.text))


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
