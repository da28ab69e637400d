"""One-time codes from a shared secret and the clock.

Source: RFC 6238 (TOTP) with RFC 4226 (HOTP): SHA-1, six digits, steps of thirty seconds, as every authenticator has it.
"""

from __future__ import annotations

import base64
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote

__all__ = ["code_of", "link", "new_secret", "readable", "step_of", "which_step"]

SECONDS, DIGITS, BYTES = 30, 6, 20
AROUND = 1
"""Steps before and after the present one whose codes are taken too, since clocks differ."""


def new_secret() -> bytes:
    """A secret of 160 bits, as long as the hash (RFC 4226 section 4)."""
    return secrets.token_bytes(BYTES)


def step_of(at: datetime) -> int:
    """The number of the step of an instant."""
    return int(at.timestamp()) // SECONDS


def code_of(secret: bytes, step: int) -> str:
    """The code of a step."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    begin = digest[-1] & 0xF
    number = int.from_bytes(digest[begin : begin + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def which_step(secret: bytes, code: str, at: datetime) -> int | None:
    """The step a code is of, among those taken now; None for a wrong code. All are compared, whichever fits."""
    now = step_of(at)
    fits = [
        step
        for step in range(now - AROUND, now + AROUND + 1)
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode("utf-8", "replace"))
    ]
    return fits[-1] if fits else None


def readable(secret: bytes) -> str:
    """A secret as people type it: Base32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def link(secret: bytes, issuer: str, name: str) -> str:
    """What the QR code says (the key-URI format that authenticators read)."""
    plain = base64.b32encode(secret).decode().rstrip("=")
    label = quote(f"{issuer}:{name}", safe=":")
    return (
        f"otpauth://totp/{label}?secret={plain}&issuer={quote(issuer)}&algorithm=SHA1&digits={DIGITS}&period={SECONDS}"
    )
