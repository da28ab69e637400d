"""Approvals: signed records without which a run over sensitive columns is refused.

An approval names exactly what it allows — a model by fingerprint, dataset versions, parameters, a purpose and
an expiry, and any lawful exception to the sealing of records — and is signed with an Ed25519 key of a
registered signer. Changing any of it after signing makes the signature void.

Source: Personal Information Protection Law of the PRC arts. 6, 29, 34, 55; Criminal Procedure Law
art. 286 (sealed juvenile records).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Approval(BaseModel):
    """What was allowed, by whom, until when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    fingerprint: str
    datasets: tuple[str, ...] = Field(description="dataset versions as name@version")
    parameters: dict[str, str] = Field(default_factory=dict)
    purpose: str = Field(min_length=1, description="campaign or case number")
    sealed_exception: str | None = Field(default=None, description="article that lets sealed rows be read")
    expires_at: AwareDatetime
    signer: str
    signature: str = ""

    def payload(self) -> bytes:
        """The bytes that are signed: everything but the signature, in one fixed form."""
        text = self.model_dump_json(exclude={"signature"})
        return b"mingjian-approval-1\n" + hashlib.sha256(text.encode()).digest()


def sign_approval(approval: Approval, key: Ed25519PrivateKey) -> Approval:
    """The same approval with the signature of `key`."""
    return approval.model_copy(update={"signature": key.sign(approval.payload()).hex()})


class Refusal(BaseModel):
    """One reason why an approval does not cover a run, in both languages."""

    model_config = ConfigDict(frozen=True)

    zh: str
    en: str


def check_approval(
    approval: Approval,
    signers: Mapping[str, Ed25519PublicKey],
    *,
    fingerprint: str,
    datasets: tuple[str, ...],
    parameters: Mapping[str, Any],
    purpose: str,
    at: datetime,
) -> list[Refusal]:
    """Every reason why `approval` does not allow this run; an empty list means it does.

    `at` is the moment of the run (aware). An approval may cover more datasets than the run reads, never fewer.
    """
    found: list[Refusal] = []

    def refuse(zh: str, en: str) -> None:
        found.append(Refusal(zh=zh, en=en))

    public = signers.get(approval.signer)
    if public is None:
        refuse(f"签署人“{approval.signer}”未登记", f"signer {approval.signer!r} is not registered")
    else:
        try:
            public.verify(bytes.fromhex(approval.signature), approval.payload())
        except (InvalidSignature, ValueError):
            refuse("签名无效：审批记录被改动或并非其签署", "the signature is not valid for this record")
    if approval.expires_at <= at:
        refuse(
            f"审批已于{approval.expires_at:%Y-%m-%d %H:%M}失效",
            f"expired at {approval.expires_at.isoformat()}",
        )
    if approval.fingerprint != fingerprint:
        refuse("审批的是该模型的另一版本", "it approves another version of the model")
    if approval.purpose != purpose:
        refuse(f"审批用途是“{approval.purpose}”", f"it is for the purpose {approval.purpose!r}")
    for missing in sorted(set(datasets) - set(approval.datasets)):
        refuse(f"未包括数据版本 {missing}", f"dataset version {missing} is not covered")
    asked = {name: str(value) for name, value in parameters.items()}
    if approval.parameters != asked:
        refuse("审批的参数与本次不同", "it approves other parameters")
    return found
