"""The secret of a lake, and keyed hashes under keys derived from it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from mingjian.trust.digests import keyed_hash

SECRET_BYTES = 32


class KeyringError(Exception):
    """The lake's secret is missing or is not a secret; says which file and what to do."""


class Keyring:
    """Keys derived from one secret, each for one purpose (clue ids, masked exports …).

    A key for one purpose tells nothing about a key for another (HMAC as a key-derivation step).
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SECRET_BYTES:
            raise KeyringError(f"密钥长度不足{SECRET_BYTES}字节 / the secret is shorter than {SECRET_BYTES} bytes")
        self._secret = secret

    @classmethod
    def create(cls, path: Path, secret: bytes | None = None) -> Keyring:
        """Write a new secret (random unless given) to `path`, readable by its owner only, and open it.

        Raises `KeyringError` when the file is there already: a secret is never overwritten.
        """
        ring = cls(secret if secret is not None else secrets.token_bytes(SECRET_BYTES))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise KeyringError(f"密钥文件已存在 / the key file exists already: {path}") from None
        with os.fdopen(handle, "wb") as file:
            file.write(ring._secret.hex().encode("ascii") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return ring

    @classmethod
    def open(cls, path: Path) -> Keyring:
        """Read a secret; raises `KeyringError` when the file is missing or is not one."""
        try:
            secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            raise KeyringError(f"缺少密钥文件 / the key file is missing: {path}") from None
        except (OSError, ValueError):
            raise KeyringError(f"密钥文件无法读取 / the key file cannot be read: {path}") from None
        return cls(secret)

    def key(self, purpose: str) -> bytes:
        """The 32-byte key for one purpose."""
        return hmac.new(self._secret, b"mingjian:" + purpose.encode("utf-8"), hashlib.sha256).digest()

    def hash(self, purpose: str, text: str) -> str:
        """Keyed hash of a text for one purpose, in hex."""
        return keyed_hash(self.key(purpose), text)
