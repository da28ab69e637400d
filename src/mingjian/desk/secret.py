"""The desk's own secret, from which the keys of sessions, tokens and receipts are derived."""

from __future__ import annotations

import secrets
from pathlib import Path

from mingjian.trust.keyring import Keyring

__all__ = ["desk_keyring", "secret_key"]

FILE = "secret"


def desk_keyring(folder: Path) -> Keyring | None:
    """The keys of the desk in a folder; None where no desk was made yet."""
    path = folder / FILE
    return Keyring.open(path) if path.exists() else None


def secret_key(folder: Path) -> str:
    """Django's secret key; a new one every time where there is no desk, as for checks and tests."""
    ring = desk_keyring(folder)
    return ring.key("django").hex() if ring is not None else secrets.token_hex(32)
