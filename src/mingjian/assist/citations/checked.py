"""The one check of citations over everything of ours that rests on articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.assist.citations.use import Use
from mingjian.law.citing import Finding, check
from mingjian.law.store import StatuteStore

__all__ = ["Checked", "check_uses"]


@dataclass(frozen=True)
class Checked:
    """What the store says of an article on one of the days something rests on it."""

    use: Use
    finding: Finding


def check_uses(uses: Iterable[Use], store: StatuteStore) -> list[Checked]:
    """A finding for every use and each of its days."""
    asked = [(use, cited) for use in uses for cited in use.cited()]
    found = check([cited for _, cited in asked], store)
    return [Checked(use, finding) for (use, _), finding in zip(asked, found, strict=True)]
