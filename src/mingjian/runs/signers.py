"""Who may sign approvals: the public keys a lake knows, each registered under its secret.

::

    signers/<name hash>.json

A registration carries the keyed hash of itself, so that nobody can add a signer by writing a file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mingjian.lake import Lake, write_new
from mingjian.runs.errors import RunError
from mingjian.runs.identity import plain_json
from mingjian.trust.audit import AuditLog

__all__ = ["audit_log", "register_signer", "signers"]


def audit_log(lake: Lake) -> AuditLog:
    """The audit log of a lake."""
    return AuditLog(lake.path / "audit", lake.keyring.key("audit"))


def register_signer(lake: Lake, name: str, public: Ed25519PublicKey, by: str) -> None:
    """Let `name` sign approvals with this key. A name is registered once; raises `RunError` otherwise."""
    if not name.strip():
        raise RunError("签署人须有姓名", "a signer needs a name")
    body = {"name": name, "public": public.public_bytes_raw().hex(), "by": by}
    data = plain_json({**body, "mac": _mac(lake, body)}).encode()
    try:
        write_new(_path(lake, name), data)
    except FileExistsError:
        raise RunError(f"签署人“{name}”已登记", f"signer '{name}' is registered already") from None
    audit_log(lake).append(by, "signer.register", name, {"public": body["public"]})


def signers(lake: Lake) -> dict[str, Ed25519PublicKey]:
    """Names → public keys. Registrations that were not made under the lake's secret do not count."""
    found = {}
    for path in sorted((lake.path / "signers").glob("*.json")):
        try:
            body = json.loads(path.read_bytes())
            mac = body.pop("mac")
            if hmac.compare_digest(mac, _mac(lake, body)):
                found[body["name"]] = Ed25519PublicKey.from_public_bytes(bytes.fromhex(body["public"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def _path(lake: Lake, name: str) -> Path:
    return lake.path / "signers" / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"


def _mac(lake: Lake, body: dict[str, str]) -> str:
    key = lake.keyring.key("signers")
    return hmac.new(key, b"mingjian-signer-1\n" + plain_json(body).encode(), hashlib.sha256).hexdigest()
