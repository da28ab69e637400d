"""Yield 成效: what came of what each version of a model found.

The unit is a *finding*, a clue in one of its episodes. One that was decided belongs to the version it was decided
under, one that was not to the version that last found it, so each counts once and the versions add up to the whole.
Precision is the share of confirmed among confirmed and rejected, with its Wilson interval at 95 % (`intervals`);
verdicts that say nothing of the model's rules (`NEUTRAL`) are shown and left out of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.clues.ledger import ClueLedger
from mingjian.lake import Lake
from mingjian.measure.findings import CONFIRMED, Finding, findings_of, kind_of
from mingjian.measure.intervals import wilson
from mingjian.runs.record import RunRecord

__all__ = ["Tally", "Yield", "version_order", "yields"]


@dataclass
class Tally:
    """Findings by what was decided about them. `gone`: undecided, and no run finds them any more."""

    clues: int = 0
    confirmed: int = 0
    rejected: int = 0
    neutral: int = 0
    gone: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, code: str | None, n: int = 1, gone: bool = False) -> None:
        """Count findings with a verdict, or none."""
        self.clues += n
        kind = kind_of(code)
        if kind == "open":
            self.gone += n if gone else 0
            return
        setattr(self, kind, getattr(self, kind) + n)
        if code is not None and code != CONFIRMED:
            self.reasons[code] += n

    @property
    def checked(self) -> int:
        """Findings with a verdict."""
        return self.confirmed + self.rejected + self.neutral

    @property
    def waiting(self) -> int:
        """Findings that stand and have no verdict."""
        return self.clues - self.checked - self.gone

    @property
    def share_checked(self) -> float | None:
        """Share of the findings that have a verdict; None without findings."""
        return self.checked / self.clues if self.clues else None

    @property
    def precision(self) -> float | None:
        """Share of confirmed of those that speak for or against the model; None while there are none."""
        decided = self.confirmed + self.rejected
        return self.confirmed / decided if decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of the precision."""
        return wilson(self.confirmed, self.confirmed + self.rejected)


@dataclass(frozen=True)
class Yield:
    """What came of one version of a model. Days are as-of days of its first and last run; `undetermined` are the rows
    of the newest run by reason. `files`: model files that bore this version number; more than one was changed without a
    new number."""

    model: str
    version: str
    title: Mapping[str, str]
    runs: int
    files: int
    first: date
    last: date
    newest: str
    undetermined: Mapping[str, int]
    tally: Tally

    def data(self) -> dict[str, Any]:
        """Everything as plain data, the shares worked out."""
        tally, interval = self.tally, self.tally.interval
        return {
            "model": self.model, "version": self.version, "title": dict(self.title), "runs": self.runs,
            "files": self.files, "first": self.first, "last": self.last, "newest_run": self.newest,
            "clues": tally.clues, "checked": tally.checked, "waiting": tally.waiting, "gone": tally.gone,
            "confirmed": tally.confirmed, "rejected": tally.rejected, "neutral": tally.neutral,
            "reasons": dict(sorted(tally.reasons.items())), "share_checked": tally.share_checked,
            "precision": tally.precision, "low": interval and interval[0], "high": interval and interval[1],
            "undetermined": dict(self.undetermined),
        }  # fmt: skip


def yields(lake: Lake, model: str | None = None, verdicts: Mapping[str, str] | None = None) -> list[Yield]:
    """The yield of every version that ran (of one model), by model, newest version first."""
    ledger, found = ClueLedger(lake), list[Yield]()
    by_model: dict[str, list[RunRecord]] = {}
    for record in ledger.store.records():
        if model in (None, record.model.id) and not record.hashed:
            by_model.setdefault(record.model.id, []).append(record)
    for name in sorted(by_model):
        tallies = tally_by_version(findings_of(ledger, name, verdicts), by_model[name])
        found += _versions(by_model[name], tallies)
    return found


def tally_by_version(findings: list[Finding], records: list[RunRecord]) -> dict[str, Tally]:
    """Findings of one model by the version of the run each belongs to."""
    versions = {record.run_id: record.model.version for record in records}
    counted = Counter((versions.get(one.run, ""), one.code, one.gone) for one in findings)
    found: dict[str, Tally] = {version: Tally() for version in versions.values()}
    for (version, code, gone), n in counted.items():
        found.setdefault(version, Tally()).add(code, n, gone)
    return found


def _versions(records: list[RunRecord], tallies: Mapping[str, Tally]) -> list[Yield]:
    runs: dict[str, list[RunRecord]] = {}
    for record in records:
        runs.setdefault(record.model.version, []).append(record)
    return [
        Yield(
            model=own[-1].model.id, version=version, title=own[-1].model.title, runs=len(own),
            files=len({one.model.fingerprint for one in own}), first=min(one.as_of for one in own),
            last=max(one.as_of for one in own), newest=own[-1].run_id,
            undetermined=own[-1].undetermined, tally=tallies[version],
        )
        for version, own in sorted(runs.items(), key=lambda pair: version_order(pair[0]))
    ]  # fmt: skip


def version_order(version: str) -> list[int]:
    """A key that sorts versions, the newest first."""
    return [-int(part) if part.isdigit() else 0 for part in version.split(".")]
