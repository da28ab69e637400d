"""An approval covers exactly what was signed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjian.trust.approvals import Approval, check_approval, sign_approval

NOW = datetime(2025, 7, 1, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()
RUN: dict[str, Any] = {
    "fingerprint": "abc",
    "datasets": ("deaths@1", "payments@2"),
    "parameters": {"grace": 2},
    "purpose": "专项〔2025〕1号",
    "at": NOW,
}


def _approval(**changes: Any) -> Approval:
    body: dict[str, Any] = {
        "model": "m",
        "fingerprint": "abc",
        "datasets": ("deaths@1", "payments@2"),
        "parameters": {"grace": "2"},
        "purpose": "专项〔2025〕1号",
        "expires_at": NOW + timedelta(days=1),
        "signer": "陈检",
    }
    return sign_approval(Approval(**{**body, **changes}), KEY)


def _refused(approval: Approval) -> int:
    return len(check_approval(approval, {"陈检": KEY.public_key()}, **RUN))


def test_the_signed_run_is_allowed() -> None:
    assert _refused(_approval()) == 0
    assert _refused(_approval(datasets=("deaths@1", "payments@2", "more@3"))) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"fingerprint": "other"},
        {"datasets": ("deaths@1",)},
        {"parameters": {"grace": "3"}},
        {"purpose": "别的"},
        {"expires_at": NOW},
        {"signer": "无名"},
    ],
)
def test_anything_else_is_refused(changes: dict[str, Any]) -> None:
    assert _refused(_approval(**changes)) == 1


@pytest.mark.parametrize("field", ["purpose", "fingerprint", "sealed_exception"])
def test_a_change_after_signing_voids_the_signature(field: str) -> None:
    forged = _approval().model_copy(update={field: "forged"})
    assert _refused(forged) >= 1


def test_signature_of_someone_else_is_refused() -> None:
    forged = sign_approval(_approval(), Ed25519PrivateKey.generate())
    assert _refused(forged) == 1
