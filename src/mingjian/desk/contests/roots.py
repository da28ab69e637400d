"""The tree over all receipts of a contest, at its close: the root that is published, and each receipt's way to it."""

from __future__ import annotations

from mingjian.contest import Receipt, path_of, root_of
from mingjian.desk.contests.models import Contest, Version
from mingjian.desk.contests.sealing import opened_data

__all__ = ["all_receipts", "path_to_root", "root"]


def all_receipts(contest: Contest) -> list[Receipt]:
    """Those that came in time."""
    found = Version.objects.filter(work__contest=contest, number__gt=0)
    return [Receipt(**opened_data(f"receipt {one.pk}", one.receipt)["receipt"]) for one in found]


def root(contest: Contest) -> tuple[str, int]:
    """The root, and of how many receipts it is."""
    receipts = all_receipts(contest)
    return root_of(receipts), len(receipts)


def path_to_root(contest: Contest, one: Receipt) -> list[tuple[str, str]]:
    """From a receipt to the root."""
    return path_of(all_receipts(contest), one)
