"""Receipts of works handed in, and the one root that fixes them all at close.

A receipt is of bytes: their SHA-256, the server's time, the number of the version. The root is that of the hash tree of
RFC 6962 (section 2.1): leaves hashed behind a byte 0, nodes behind a byte 1, so that no node can be shown as a leaf.
Every entrant gets the path from his receipt to the published root. What came late gets a receipt that says so; it is no
version, and in no tree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

__all__ = ["Receipt", "path_of", "receive", "root_of", "verify_path"]

_LEAF, _NODE = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True)
class Receipt:
    """That a version of a work was taken in, or came late. `at`: server time, UTC, ISO 8601 to the millisecond."""

    contest: str
    work: str
    version: int
    sha256: str
    size: int
    at: str
    late: bool = False

    @property
    def bytes(self) -> bytes:
        """What is hashed as its leaf: canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def receive(
    contest: str, work: str, data: bytes, at: datetime, deadline: datetime, former: Sequence[Receipt] = ()
) -> Receipt:
    """The receipt of bytes handed in at an instant by the server's clock. `former`: receipts of the work; the version
    is the next one, or 0 when it came at the deadline or later. Raises ValueError for times without a zone."""
    if at.tzinfo is None or deadline.tzinfo is None:
        raise ValueError("times of receipts have a zone")
    late = at >= deadline
    number = 0 if late else 1 + max((one.version for one in former if one.work == work and not one.late), default=0)
    when = at.astimezone(UTC).isoformat(timespec="milliseconds")
    return Receipt(contest, work, number, hashlib.sha256(data).hexdigest(), len(data), when, late)


def root_of(receipts: Sequence[Receipt]) -> str:
    """The root of all receipts that are not late, in the order of work and version, in hex."""
    return _root([one.bytes for one in _leaves(receipts)]).hex()


def path_of(receipts: Sequence[Receipt], one: Receipt) -> list[tuple[str, str]]:
    """From a receipt to the root: hashes of neighbours in hex, each with the side it stands on (`left`, `right`).

    Raises ValueError when the receipt is late or not among them."""
    leaves = _leaves(receipts)
    if one not in leaves:
        raise ValueError("only what came in time is in the tree")
    return _path([leaf.bytes for leaf in leaves], leaves.index(one))


def verify_path(one: Receipt, path: Sequence[tuple[str, str]], root: str) -> bool:
    """Whether a path leads from a receipt to a root; False for one that cannot be read."""
    found = hashlib.sha256(_LEAF + one.bytes).digest()
    try:
        for side, hashed in path:
            other = bytes.fromhex(hashed)
            found = hashlib.sha256(_NODE + (other + found if side == "left" else found + other)).digest()
    except ValueError:
        return False
    return found.hex() == root


def _leaves(receipts: Sequence[Receipt]) -> list[Receipt]:
    return sorted((one for one in receipts if not one.late), key=lambda one: (one.work, one.version))


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(_LEAF + leaves[0]).digest()
    middle = _middle(len(leaves))
    return hashlib.sha256(_NODE + _root(leaves[:middle]) + _root(leaves[middle:])).digest()


def _path(leaves: Sequence[bytes], place: int) -> list[tuple[str, str]]:
    if len(leaves) <= 1:
        return []
    middle = _middle(len(leaves))
    if place < middle:
        return [*_path(leaves[:middle], place), ("right", _root(leaves[middle:]).hex())]
    return [*_path(leaves[middle:], place - middle), ("left", _root(leaves[:middle]).hex())]


def _middle(number: int) -> int:
    """The greatest power of two below a number."""
    return 1 << (number - 1).bit_length() - 1
