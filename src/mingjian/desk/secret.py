"""The desk's own secret, from which the keys of sessions, tokens and receipts are derived; what it keeps encrypted."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mingjian.trust.keyring import Keyring

__all__ = ["desk_keyring", "opened", "ring_of", "sealed", "secret_key"]

FILE = "secret"
_NONCE = 12


def desk_keyring(folder: Path) -> Keyring | None:
    """The keys of the desk in a folder; None where no desk was made yet."""
    path = folder / FILE
    return Keyring.open(path) if path.exists() else None


def ring_of(folder: Path) -> Keyring:
    """The keys of a desk that was made. Raises `KeyringError` when the file is gone."""
    return Keyring.open(folder / FILE)


def secret_key(folder: Path) -> str:
    """Django's secret key; a new one every time where there is no desk, as for checks and tests."""
    ring = desk_keyring(folder)
    return ring.key("django").hex() if ring is not None else secrets.token_hex(32)


def sealed(ring: Keyring, purpose: str, about: str, data: bytes) -> str:
    """Data encrypted for a purpose; it opens only as being `about` the same, so that rows cannot be exchanged."""
    nonce = secrets.token_bytes(_NONCE)
    hidden = AESGCM(ring.key(purpose)).encrypt(nonce, data, about.encode())
    return base64.b64encode(nonce + hidden).decode()


def opened(ring: Keyring, purpose: str, about: str, text: str) -> bytes | None:
    """What was sealed; None for what this key did not seal for this."""
    try:
        raw = base64.b64decode(text, validate=True)
        return AESGCM(ring.key(purpose)).decrypt(raw[:_NONCE], raw[_NONCE:], about.encode())
    except (InvalidTag, ValueError):
        return None
