"""The contest's chain: scores, withdrawals and settings, each link with the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from mingjian.desk.contests.models import Contest, Link
from mingjian.desk.now import now

__all__ = ["GENESIS", "broken_links", "link", "locked"]

GENESIS = "0" * 64


def locked(contest: Contest) -> Contest:
    """The row of a contest, held until the transaction ends: numbers and links are given out one at a time."""
    return Contest.objects.select_for_update().get(pk=contest.pk)


def link(contest: Contest, what: str, data: dict[str, Any]) -> Link:
    """Add a link. Within a transaction that holds the contest (`locked`)."""
    last = Link.objects.filter(contest=contest).order_by("-seq").first()
    seq, before = (last.seq + 1, last.hash) if last is not None else (1, GENESIS)
    at = now().isoformat(timespec="milliseconds")
    return Link.objects.create(
        contest=contest, seq=seq, what=what, data=data, at=at, hash=_hash(before, seq, what, data, at)
    )


def broken_links(contest: Contest) -> list[int]:
    """Numbers of links that are not what was written, or that are missing."""
    found, before = [], GENESIS
    links: Sequence[Link] = list(Link.objects.filter(contest=contest).order_by("seq"))
    for place, one in enumerate(links, 1):
        if one.seq != place or one.hash != _hash(before, one.seq, one.what, one.data, one.at):
            found.append(one.seq)
        before = one.hash
    return found


def last_seq(contest: Contest) -> int:
    """How many links there are."""
    return int(Link.objects.filter(contest=contest).aggregate(last=Max("seq"))["last"] or 0)


def _hash(before: str, seq: int, what: str, data: dict[str, Any], at: str) -> str:
    text = json.dumps([before, seq, what, data, at], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
