"""What is tuned on and what is held out, by the hash of a name: nobody chooses."""

from __future__ import annotations

import hashlib

__all__ = ["held_out", "seed_of"]


def held_out(name: str) -> bool:
    """Whether a model or text is scored only, never tuned on."""
    return hashlib.sha256(f"originality/{name}".encode()).digest()[0] % 2 == 1


def seed_of(*parts: object) -> int:
    """A seed that depends on nothing but the names given."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:6], "big")
