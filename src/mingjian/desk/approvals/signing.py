"""Signing an approval on the desk: with a key of the approver's own, which the desk derives and the lake is told of.

The library checks the signature when a run begins: a row of a request that was changed, or written, has no valid one.
"""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.models import User
from mingjian.desk.secret import ring_of
from mingjian.lake import Lake
from mingjian.runs import RunRequest, draft_approval, register_signer, signers
from mingjian.trust.approvals import Approval, sign_approval

__all__ = ["signed_by"]


def signed_by(user: User, lake: Lake, request: RunRequest, expires_at: datetime) -> Approval:
    """The approval of a run, signed. Raises `RunRefused` for what is wrong with the request."""
    ring = ring_of(settings.DESK.folder)
    key = Ed25519PrivateKey.from_private_bytes(ring.key(f"approver {user.username}"))
    # two desks over one lake may both have a user of this name: each signs under its own mark
    signer = f"{user.username} · desk {ring.hash('desk', 'mark')[:8]}"
    known, public = signers(lake).get(signer), key.public_key()
    if known is None:
        register_signer(lake, signer, public, user.username)
    elif known.public_bytes_raw() != public.public_bytes_raw():
        raise BadRequest(
            "数据湖中登记的签署密钥与本工作台不符，请系统管理员核查",
            "the lake knows another key of this signer: ask the system administrator",
        )
    return sign_approval(draft_approval(lake, request, signer, expires_at), key)
