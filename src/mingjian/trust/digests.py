"""Digests of files and keyed digests of texts: what the lake, proofs and clue ids are made of."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path

_BLOCK = 1 << 20


def sha256_file(path: Path | str, progress: Callable[[int], None] | None = None) -> str:
    """SHA-256 of a file's bytes in lower-case hex; `progress` gets the number of bytes read so far.

    Raises `OSError` when the file cannot be read.
    """
    digest = hashlib.sha256()
    done = 0
    with Path(path).open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            if progress is not None:
                progress(done)
    return digest.hexdigest()


def sha256_bytes(data: bytes) -> str:
    """SHA-256 of bytes in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def keyed_hash(key: bytes, text: str) -> str:
    """HMAC-SHA-256 of a text in lower-case hex: equal texts give equal hashes only under one key.

    A plain hash of an identity number can be turned back by trying all of them; a keyed one cannot.
    """
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()
