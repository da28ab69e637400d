"""The contest's chain as it is shown, and whether every link is what was written."""

from __future__ import annotations

from mingjian.desk.contests.chain import broken_links
from mingjian.desk.contests.models import Link
from mingjian.desk.contests.result_schemas import ContestChain, LinkInfo
from mingjian.desk.contests.sight import What, seen
from mingjian.desk.offices.models import User

__all__ = ["chain_of"]

_SIZE = 200


def chain_of(user: User, slug: str, page: int) -> ContestChain:
    """A page of the chain, oldest first."""
    at = seen(user, slug)
    at.need(What.CHAIN)
    broken = broken_links(at.contest)
    start = (max(page, 1) - 1) * _SIZE
    rows = Link.objects.filter(contest=at.contest).order_by("seq")
    items = [
        LinkInfo(seq=one.seq, what=one.what, data=one.data, at=one.at, hash=one.hash, holds=one.seq not in broken)
        for one in rows[start : start + _SIZE]
    ]
    return ContestChain(items=items, broken=broken, total=rows.count())
