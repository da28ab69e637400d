"""Signing keys in files: PEM, private ones readable by their owner only and never overwritten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.cli.errors import BadInput

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["read_private", "read_public", "write_pair"]


def read_private(path: Path) -> Ed25519PrivateKey:
    """An Ed25519 private key without a password; `BadInput` when the file holds no such key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInput(f"{path} 不是 Ed25519 私钥（PEM）", f"{path} holds no Ed25519 private key (PEM)")
    return key


def read_public(path: Path) -> Ed25519PublicKey:
    """An Ed25519 public key; `BadInput` when the file holds no such key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(path.read_bytes())
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise BadInput(f"{path} 不是 Ed25519 公钥（PEM）", f"{path} holds no Ed25519 public key (PEM)")
    return key


def write_pair(path: Path) -> tuple[Ed25519PublicKey, Path]:
    """Make a pair: the private key in `path`, the public one beside it as `<path>.pub`. Both must be new."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    key = Ed25519PrivateKey.generate()
    public = path.with_name(path.name + ".pub")
    if path.exists() or public.exists():
        raise BadInput(f"密钥文件已存在，不会覆盖：{path}", f"the key file exists and is not overwritten: {path}")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return key.public_key(), public
