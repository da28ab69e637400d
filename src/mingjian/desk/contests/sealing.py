"""What the database must not tell: sealed with a key of the desk that lies beside it, and signatures of the desk.

Who has the database file alone learns no author. Who has the desk's folder too can open it: that is the server itself.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from mingjian.desk.contests.models import Contest
from mingjian.desk.exchange.keys import own_key
from mingjian.desk.offices.models import User
from mingjian.desk.secret import opened, ring_of, sealed

__all__ = ["file_of", "keep_file", "mark_of", "opened_data", "place_of", "sealed_data", "sign", "signer_key"]

_PURPOSE = "contests"


def sealed_data(about: str, data: Any) -> str:
    """Data sealed as being about something, so that rows cannot be exchanged."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sealed(ring_of(settings.DESK.folder), _PURPOSE, about, text.encode())


def opened_data(about: str, text: str) -> Any:
    """What was sealed; None for nothing, or for what this desk did not seal for this."""
    raw = opened(ring_of(settings.DESK.folder), _PURPOSE, about, text) if text else None
    return None if raw is None else json.loads(raw)


def mark_of(contest: Contest, user: User) -> str:
    """A mark of somebody in one contest, which tells nobody without the desk's key who it is."""
    key = ring_of(settings.DESK.folder).key("contest owners")
    return hmac.new(key, f"{contest.slug}/{user.username}".encode(), hashlib.sha256).hexdigest()


def sign(data: bytes) -> str:
    """The desk's signature (Ed25519), in hex; its public key is the one partners have."""
    return own_key().sign(data).hex()


def signer_key(user: User) -> Ed25519PrivateKey:
    """The key somebody signs results with, derived from the desk's secret."""
    return Ed25519PrivateKey.from_private_bytes(ring_of(settings.DESK.folder).key(f"contest signer {user.username}"))


def keep_file(contest: Contest, data: bytes) -> str:
    """Keep bytes under their SHA-256 in the desk's folder, whole or not at all; answers the digest."""
    digest = hashlib.sha256(data).hexdigest()
    place = place_of(contest, digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = place.with_name(f".{digest}.{os.getpid()}.{os.urandom(4).hex()}")
        draft.write_bytes(data)
        draft.chmod(0o600)
        draft.replace(place)
    return digest


def file_of(contest: Contest, digest: str) -> bytes:
    """Bytes kept under a digest. Raises FileNotFoundError when they are gone."""
    return place_of(contest, digest).read_bytes()


def place_of(contest: Contest, digest: str) -> Path:
    """Where bytes of a digest are kept."""
    folder: Path = settings.DESK.folder / "contests" / contest.slug / digest[:2]
    return folder / digest
