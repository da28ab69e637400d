"""Which clue is which: an id that stays the same run after run and tells nobody whom it is about.

A clue's id is a keyed hash (HMAC-SHA-256 under a key of the lake) of the model's id and the clue's key, written as
JSON of stable texts: identifiers, case numbers, days. Subject integers never enter it, so that a lake which minted
its subjects in another order gives the same ids under the same secret.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mingjian.engines import Duration, Kind, month_text

__all__ = ["GROUPS", "KEY_PURPOSE", "canonical_key", "clue_id", "normal_clue_id", "plain", "plain_json"]

KEY_PURPOSE = "clues"
GROUPS = 5  # groups of four signs: 100 bits, no collision among any number of clues a country could have

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread or misspell
_READ_AS = str.maketrans({"i": "1", "l": "1", "o": "0", "-": None, " ": None})


def plain(value: Any, kind: Kind | None = None) -> Any:
    """A value as JSON holds it, the same on every engine: days and months as text, money and decimals exactly."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list | tuple):
        return [plain(item, kind) for item in value]
    if kind is Kind.MONTH and isinstance(value, int):
        return month_text(value)
    if isinstance(value, int):
        return value
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return float(format(value, ".12g"))  # a sum in another order may differ in its last digits
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dt.timedelta | Duration):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a clue")


def plain_json(data: Any) -> str:
    """JSON in the one form in which things are hashed and compared."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_key(key: Mapping[str, Any]) -> str:
    """The clue key as canonical JSON; the order of the columns does not matter."""
    return plain_json({name: plain(value) for name, value in key.items()})


def clue_id(secret: bytes, model: str, key_json: str) -> str:
    """The id of the clue with this canonical key, as `xxxx-xxxx-xxxx-xxxx-xxxx` in base 32."""
    digest = hmac.new(secret, f"{model}\n{key_json}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _ in range(GROUPS * 4):
        number, rest = divmod(number, 32)
        signs.append(_SIGNS[rest])
    text = "".join(signs)
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def normal_clue_id(written: str) -> str | None:
    """A clue id as somebody typed it (case, spaces, O for 0, no dashes) in its one form; None when it is not one."""
    text = written.strip().lower().translate(_READ_AS)
    if len(text) != GROUPS * 4 or any(sign not in _SIGNS for sign in text):
        return None
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
