"""Two checks of one case file, before a change and after it: what is new, and what is gone."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.assist.evidence.finding import Finding, Gap
from mingjian.assist.evidence.report import Report

__all__ = ["Changes", "changes"]


@dataclass(frozen=True)
class Changes:
    """Keys of what is new, and what is gone, of gaps and findings."""

    new: frozenset[str]
    gone_gaps: tuple[Gap, ...]
    gone_findings: tuple[Finding, ...]


def changes(before: Report, after: Report) -> Changes:
    """What a change of the case file did to its check."""
    was, now = _keys(before), _keys(after)
    return Changes(
        frozenset(now - was),
        tuple(one for one in before.gaps if one.key not in now),
        tuple(one for one in before.findings if one.key not in now),
    )


def _keys(report: Report) -> set[str]:
    return {one.key for one in report.gaps} | {one.key for one in report.findings}
