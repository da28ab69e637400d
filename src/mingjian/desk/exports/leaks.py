"""Whose copy a file is: found by its digest if it is as it was handed out, else by the number it carries.

The audit log is what is searched, so that exports of the command line and of the log itself are found as well.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingjian.desk.traces.models import Trace
from mingjian.desk.traces.reading import Filter, Row, everything
from mingjian.lake import Lake
from mingjian.runs import audit_log
from mingjian.trust.audit import Entry
from mingjian.trust.digests import sha256_bytes

__all__ = ["Copy", "whose"]

_NUMBER = re.compile(r"\b[XA]\d{8}-[0-9a-f]{8}\b")
_ENTRIES, _BYTES = 300, 64 * 1024 * 1024
"""Parts of a packed file that are looked into, and bytes of all of them together."""


@dataclass(frozen=True)
class Copy:
    """An export, and how it was found: `whole` is the very file, otherwise only its number was."""

    number: str
    whole: bool
    actor: str
    at: datetime
    action: str
    detail: dict[str, Any]


def whose(lake: Lake, data: bytes) -> list[Copy]:
    """Exports a file is of, or holds rows of. A text of a number alone is a file too."""
    digest = sha256_bytes(data)
    same = _once(_copy(row, True) for row in _with_digest(lake, digest))
    if same:
        return same
    found: list[Copy] = []
    for number in sorted({one for part in _parts(data) for one in _NUMBER.findall(part)})[:20]:
        found += [_copy(row, False) for row in everything(lake, Filter(object=number)) if _is_export(row.action)]
    return _once(found)


def _once(copies: Iterable[Copy]) -> list[Copy]:
    """Each export once: a trace that is being sealed stands in the log already and is not marked yet."""
    return list({one.number: one for one in copies}.values())


def _with_digest(lake: Lake, digest: str) -> Iterator[Row]:
    for one in Trace.objects.filter(sealed=0, detail__sha256=digest):
        if _is_export(one.action):
            yield Row(None, one.at, one.actor, one.action, one.object, dict(one.detail))
    for _, entry in audit_log(lake).newest(containing=[digest.encode()]):
        if entry is not None and _is_export(entry.action) and entry.detail.get("sha256") == digest:
            yield _row(entry)


def _row(entry: Entry) -> Row:
    at = entry.detail.get("at") if "desk" in entry.detail else None
    when = datetime.fromisoformat(at if isinstance(at, str) else entry.at)
    return Row(entry.seq, when, entry.actor, entry.action, entry.object, dict(entry.detail))


def _is_export(action: str) -> bool:
    return action.endswith(".export")


def _copy(row: Row, whole: bool) -> Copy:
    hidden = ("desk", "at")
    detail = {name: value for name, value in row.detail.items() if name not in hidden}
    return Copy(row.object, whole, row.actor, row.at, row.action, detail)


def _parts(data: bytes) -> Iterator[str]:
    """The texts of a file: as it is, in two bytes a sign, and what is packed in it, as far as is reasonable."""
    yield data.decode("latin-1")
    yield data.decode("utf-16-le", "replace")
    yield data.decode("utf-16-be", "replace")
    left = _BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for one in packed.infolist()[:_ENTRIES]:
                with packed.open(one) as part:
                    read = part.read(left)
                left -= len(read)
                yield read.decode("latin-1")
                if left <= 0:
                    return
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return
