"""What a model *is*: a hash over its canonical content, blind to layout, comments and the order of keys."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

__all__ = ["canonical", "fingerprint_of"]


def canonical(value: Any) -> Any:
    """Plain JSON data with texts trimmed and days as ISO text; mappings are ordered by the encoder."""
    if isinstance(value, dict):
        return {str(key): canonical(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def fingerprint_of(data: Any) -> str:
    """``sha256:…`` over the canonical JSON of the data of a model file."""
    text = json.dumps(canonical(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
