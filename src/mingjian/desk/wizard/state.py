"""What the wizard's one process knows: which desk, the code, how often it was guessed at, whether it is over."""

from __future__ import annotations

import hmac
import secrets
import threading
from pathlib import Path

__all__ = ["STATE", "TRIES", "new_code"]

TRIES = 10
"""Wrong codes after which the wizard ends; starting it again prints another code."""
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is mistaken for another


def new_code() -> str:
    """Sixty random bits as people type them."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(12))
    return "-".join((signs[:4], signs[4:8], signs[8:]))


class _State:
    def __init__(self) -> None:
        self.folder, self.whole, self.has_offices = Path(), True, False
        self.code, self.pass_ = new_code(), secrets.token_urlsafe(32)
        self.left, self.finished = TRIES, False
        self.turn, self.over = threading.Lock(), threading.Event()

    def try_code(self, typed: str) -> bool:
        """Whether it is the code; too many wrong ones end the wizard."""
        if self.left <= 0:
            return False
        if hmac.compare_digest(_bare(typed).encode("utf-8", "replace"), _bare(self.code).encode()):
            return True
        self.left -= 1
        if self.left <= 0:
            self.over.set()
        return False

    def finish(self) -> None:
        """It was made: no code opens anything any more."""
        self.finished, self.pass_, self.left = True, secrets.token_urlsafe(32), 0
        self.over.set()


def _bare(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()


STATE = _State()
