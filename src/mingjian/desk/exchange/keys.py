"""The key this desk signs with, in its folder; made once, readable by its owner only."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

__all__ = ["FILE", "own_key", "own_public"]

FILE = "exchange.pem"


def own_key() -> Ed25519PrivateKey:
    """The desk's signing key; the first time it is asked for it is made."""
    path: Path = settings.DESK.folder / FILE
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey), f"{FILE} holds the desk's Ed25519 key"
    return key


def own_public() -> str:
    """The public half as PEM, to be given to partners."""
    return own_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _make(path: Path) -> None:
    data = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    try:
        os.link(draft, path)  # another process may have been quicker: its key stands
    except FileExistsError:
        pass
    finally:
        draft.unlink()
