"""Nodes of the relationship graph: what they are called, and ids that open for one user at one clue only.

A node's id is its identifier encrypted with the desk's key (AES-SIV, RFC 5297) for the user and the clue: the same
within one graph, so that what two expansions find comes together; another elsewhere, so that a masked value cannot be
told to be the same in two graphs; and none can be made up.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from mingjian.clues.relations import Entity
from mingjian.desk.clues.graph_schemas import GraphNode
from mingjian.desk.clues.models import Clue
from mingjian.desk.offices.models import User
from mingjian.desk.secret import ring_of
from mingjian.desk.words import Coded, Text
from mingjian.standards import standards
from mingjian.trust.masking import mask

__all__ = ["KINDS", "Nodes", "short_id"]

KINDS = {
    one.code: one
    for one in (
        Coded(code="clue", zh="线索", en="clue"),
        Coded(code="person_id", zh="人员", en="person"),
        Coded(code="uscc", zh="单位", en="company"),
        Coded(code="account", zh="银行账户", en="bank account"),
        Coded(code="phone", zh="电话", en="telephone"),
        Coded(code="plate", zh="车辆", en="vehicle"),
        Coded(code="case_number", zh="案件", en="case"),
        Coded(code="document_number", zh="文书", en="document"),
        Coded(code="records", zh="记录", en="records"),
    )
}
_SENSITIVE = 4


class Nodes:
    """Makes and opens the nodes of one user at one clue."""

    def __init__(self, user: User, clue: Clue) -> None:
        self.clearance = user.clearance
        self._cipher = AESSIV(ring_of(settings.DESK.folder).key("graph nodes"))
        self._for = [f"user {user.pk}".encode(), f"clue {clue.pk}".encode()]

    def id(self, entity: Entity) -> str:
        """The id of an entity in this graph."""
        data = json.dumps([entity.kind, entity.value]).encode()
        return base64.urlsafe_b64encode(self._cipher.encrypt(data, self._for)).decode().rstrip("=")

    def opened(self, node: str) -> Entity | None:
        """The entity of an id; None for one that was not given to this user at this clue."""
        try:
            raw = base64.urlsafe_b64decode(node.encode() + b"=" * (-len(node) % 4))
            kind, value = json.loads(self._cipher.decrypt(raw, self._for))
        except (InvalidTag, ValueError):
            return None
        return Entity(kind, value)

    def node(self, entity: Entity, name: str | None, centre: bool = False) -> GraphNode:
        """The node of an entity, as the reader may see it."""
        level, shape = _masking(entity.kind)
        label = mask(entity.value, shape, level, self.clearance) or ""
        return GraphNode(
            id=self.id(entity), kind=KINDS[entity.kind], label=Text(zh=label, en=label), name=name,
            masked=label != entity.value, expandable=True, centre=centre, clue=None,
        )  # fmt: skip


def short_id(*parts: str) -> str:
    """An id made of ids, which tell nothing themselves."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


@cache
def _masking(kind: str) -> tuple[int, str]:
    """The highest level any dataset gives identifiers of a kind, and how they are shortened."""
    columns = [column for one in standards().values() for column in one.columns.values() if column.kind == kind]
    level = max((one.level for one in columns), default=_SENSITIVE)
    return level, next((one.mask_kind for one in columns if one.mask_kind), kind)
