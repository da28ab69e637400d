"""What nobody may go around: the audit chain, approvals, masking, keys and digests."""

from mingjian.trust.approvals import Approval, Refusal, check_approval, sign_approval
from mingjian.trust.audit import Act, AuditLog, AuditProblem, Entry
from mingjian.trust.digests import keyed_hash, sha256_bytes, sha256_file
from mingjian.trust.keyring import Keyring, KeyringError
from mingjian.trust.masking import mask

__all__ = [
    "Act",
    "Approval",
    "AuditLog",
    "AuditProblem",
    "Entry",
    "Keyring",
    "KeyringError",
    "Refusal",
    "check_approval",
    "keyed_hash",
    "mask",
    "sha256_bytes",
    "sha256_file",
    "sign_approval",
]
