"""The bytes of a Word file: the same content gives the same bytes, so that a hash of a letter says something."""

from __future__ import annotations

import io
import zipfile
from typing import Any

__all__ = ["bytes_of"]

_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""A package holds the time of each part, to two seconds; this is the least it can say."""


def bytes_of(document: Any) -> bytes:
    """What `document.save` writes, without the time at which it was written."""
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, _NO_TIME), given.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()
