"""What happens to a clue, as it is written down: append-only files, one per run, verdict or correction.

::

    clues/<model>/<sequence>-<kind>-<reference>.jsonl

The first line is a header with the keyed hash of the rest; every further line is one event of one clue. The state of a
clue is the fold of its events in order (`ledger`); nothing is ever changed or removed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from mingjian.lake import Problem, write_new
from mingjian.runs.identity import plain_json

__all__ = ["Event", "EventFile", "Happened", "Why", "last_sequence", "read_events", "write_events"]

Happened = Literal["new", "again", "returned", "vanished", "episode", "touched", "closed", "reopened"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Why(_Frozen):
    """One reason, in both languages; `rows` are ids of the rows it is about."""

    kind: str
    zh: str
    en: str
    rows: tuple[str, ...] = ()


class Event(_Frozen):
    """One thing that happened to one clue. `day` is the as-of day of the run, or the day of the verdict."""

    clue: str
    event: Happened
    day: str
    run: str = ""
    episode: int = 1
    why: tuple[Why, ...] = ()
    by: str = ""
    detail: str = ""


class EventFile(_Frozen):
    """One file of events: a run taken in, a verdict, a correction."""

    sequence: int
    kind: Literal["run", "verdict", "correction"]
    reference: str
    events: tuple[Event, ...]


def write_events(folder: Path, key: bytes, kind: str, reference: str, events: Sequence[Event]) -> Path:
    """Append a file of events with the next sequence number. To be called under the ledger's lock."""
    sequence = last_sequence(folder) + 1
    lines = b"".join(line.model_dump_json(exclude_defaults=True).encode() + b"\n" for line in events)
    header = {"format": 1, "sequence": sequence, "kind": kind, "reference": reference, "events": len(events)}
    header["mac"] = _mac(key, header, lines)
    path = folder / f"{sequence:06d}-{kind}-{reference}.jsonl"
    write_new(path, plain_json(header).encode() + b"\n" + lines)
    return path


def last_sequence(folder: Path) -> int:
    """The number of the last file of events; 0 when there is none."""
    return max((number for number, _ in _names(folder)), default=0)


def read_events(folder: Path, key: bytes, clue: str | None = None) -> Iterator[EventFile | Problem]:
    """Every file of events in order; a `Problem` in the place of one that is not what was written.

    With `clue` the files hold the events of this clue only: the others are checked but not parsed, which is the cost.
    """
    expected = 1
    for number, path in sorted(_names(folder)):
        if number != expected:
            zh, en = f"缺少第{expected}号记录文件", f"file {expected} of the ledger is missing"
            yield Problem("missing", _where(path), zh, en)
        expected = number + 1
        yield _read(path, key, clue)


def _read(path: Path, key: bytes, clue: str | None) -> EventFile | Problem:
    named = b"" if clue is None else json.dumps(clue).encode()
    try:
        first, _, rest = path.read_bytes().partition(b"\n")
        header: dict[str, Any] = json.loads(first)
        mac = header.pop("mac")
        if not hmac.compare_digest(mac, _mac(key, header, rest)):
            return Problem("changed", _where(path), "线索台账文件被改动", "a file of the clue ledger was changed")
        events = tuple(Event.model_validate_json(line) for line in rest.splitlines() if named in line)
        return EventFile(sequence=header["sequence"], kind=header["kind"], reference=header["reference"], events=events)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        en = f"a file of the clue ledger cannot be read: {error}"
        return Problem("unreadable", _where(path), "线索台账文件无法读取", en)


def _names(folder: Path) -> Iterable[tuple[int, Path]]:
    if not folder.is_dir():
        return []
    return [(int(path.name[:6]), path) for path in folder.glob("[0-9][0-9][0-9][0-9][0-9][0-9]-*.jsonl")]


def _where(path: Path) -> str:
    return f"clues/{path.parent.name}/{path.name}"


def _mac(key: bytes, header: dict[str, Any], lines: bytes) -> str:
    body = plain_json({name: value for name, value in header.items() if name != "mac"}).encode()
    return hmac.new(key, b"mingjian-clues-1\n" + body + b"\n" + lines, hashlib.sha256).hexdigest()
