"""The file that offices exchange: parts of JSON, from one office to another, until a day (see `trust.container`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, Field

from mingjian.trust import container
from mingjian.trust.container import Listed, Part, Reason, Refused, fingerprint, public_key

__all__ = ["Manifest", "Opened", "Part", "Refused", "fingerprint", "pack", "public_key", "unpack"]

FORMAT: Literal["mingjian-exchange-1"] = "mingjian-exchange-1"


class Manifest(Listed):
    """What the file is, from whom, for whom, until when, and all its parts."""

    format: Literal["mingjian-exchange-1"]
    kind: Literal["clues", "outcomes"]
    sender: str = Field(alias="from", min_length=2, max_length=12)
    sender_name: str = Field(max_length=80)
    to: str = Field(min_length=2, max_length=12)
    sequence: int = Field(ge=1, le=2_000_000_000)
    made_at: AwareDatetime
    expires_at: AwareDatetime


Opened = container.Opened[Manifest]
_FORM = container.Format(FORMAT, Manifest, ("交换文件", "exchange file"))


def pack(given: dict[str, Any], parts: Mapping[str, bytes], key: Ed25519PrivateKey) -> bytes:
    """The bytes of a file; `given` is the manifest without format and parts."""
    return container.pack(_FORM, {**given, "format": FORMAT}, parts, key)


def unpack(data: bytes, keys: Mapping[str, Ed25519PublicKey], addressees: frozenset[str], at: datetime) -> Opened:
    """Open a file: its form, who signed it, for whom, until when, and every part. Raises `Refused` with all reasons.

    `keys` are those of known offices by code. Whether the sequence is new is for whoever keeps count.
    """

    def key_of(manifest: Manifest) -> Ed25519PublicKey | Reason:
        missing = f"发送院“{manifest.sender}”没有登记公钥", f"no key is registered for the sender '{manifest.sender}'"
        return keys.get(manifest.sender) or missing

    def wrong_with(manifest: Manifest) -> list[Reason]:
        wrong: list[Reason] = []
        if manifest.to not in addressees:
            to = manifest.to
            wrong.append((f"收件院是“{to}”，不是本院", f"it is addressed to '{to}', not to this office"))
        if manifest.expires_at <= at:
            until = manifest.expires_at
            wrong.append((f"文件已于{until:%Y-%m-%d %H:%M}失效", f"it expired at {until.isoformat()}"))
        return wrong

    return container.unpack(_FORM, data, key_of, wrong_with)
