"""Scoring forms: what a judge wrote of a work, what a form must have, and the points it gives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = ["Criterion", "Flaw", "Form", "Scoring", "digest_of"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of a form: scored from `least` to `most` in steps of `step`, worth `weight` points of 100."""

    id: str
    zh: str
    en: str
    weight: float
    least: float = 0
    most: float = 10
    step: float = 1

    def points(self, score: float) -> float:
        """The points of 100 that a score gives."""
        return self.weight * (score - self.least) / (self.most - self.least)


@dataclass(frozen=True, slots=True)
class Form:
    """One form. Never changed: it can be withdrawn, with a reason, and another one handed in.

    `kind`: the type of the work. `abstained`: why the judge gives no score. `entered_by`: who typed it in for the
    judge, from which `paper`. `withdrawn`: why it no longer counts.
    """

    number: int
    kind: str
    work: str
    judge: str
    scores: Mapping[str, float] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    abstained: str = ""
    entered_by: str = ""
    paper: str = ""
    withdrawn: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is part of the result."""
        return not self.abstained and not self.withdrawn

    def data(self) -> dict[str, Any]:
        """As plain data."""
        return {**asdict(self), "scores": dict(self.scores), "reasons": dict(self.reasons)}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something missing or wrong in a form: at which criterion ("" for the form) and why."""

    criterion: str
    zh: str
    en: str


@dataclass(frozen=True)
class Scoring:
    """How works of one type are scored: its criteria, how long a reason for an end of a scale must be (in characters),
    and by which criteria equal works are told apart, in order."""

    criteria: tuple[Criterion, ...]
    reason: int = 20
    ties: tuple[str, ...] = ()

    def total(self, form: Form) -> float:
        """Points of 0 to 100."""
        return sum(one.points(form.scores[one.id]) for one in self.criteria)

    def flaws(self, form: Form) -> list[Flaw]:
        """Everything that keeps a form from being handed in; [] for one that is whole."""
        found = _attributed(form)
        if form.abstained:
            if form.scores:
                found.append(Flaw("", "弃评的表不应有分数", "a form that abstains gives no scores"))
            return found
        known = {one.id for one in self.criteria}
        found += [
            Flaw(name, f"没有评分项“{name}”", f"there is no criterion '{name}'")
            for name in sorted(set(form.scores) - known)
        ]
        for one in self.criteria:
            found += self._scored(one, form)
        return found

    def _scored(self, one: Criterion, form: Form) -> Iterable[Flaw]:
        score = form.scores.get(one.id)
        if score is None:
            yield Flaw(one.id, f"“{one.zh}”没有打分", f"'{one.en}' has no score")
            return
        steps = (score - one.least) / one.step
        if not one.least <= score <= one.most or abs(steps - round(steps)) > 1e-9:
            yield Flaw(
                one.id,
                f"“{one.zh}”应为 {one.least:g} 至 {one.most:g} 分，每档 {one.step:g} 分，给出的是 {score:g}",
                f"'{one.en}' is scored from {one.least:g} to {one.most:g} in steps of {one.step:g}, not {score:g}",
            )
        elif score in (one.least, one.most) and len(form.reasons.get(one.id, "").strip()) < self.reason:
            yield Flaw(
                one.id,
                f"“{one.zh}”给了最高或最低分，须写不少于 {self.reason} 字的理由",
                f"'{one.en}' has a score at an end of the scale: a reason of at least {self.reason} characters",
            )


def _attributed(form: Form) -> list[Flaw]:
    if form.entered_by and not form.paper.strip():
        return [
            Flaw("", "代录的表须注明依据的纸质评分表", "a form entered for a judge names the paper it is taken from")
        ]
    if form.entered_by and form.entered_by == form.judge:
        return [Flaw("", "代录人不能是评委本人", "who enters a form for a judge is somebody else")]
    return []


def digest_of(forms: Sequence[Form]) -> str:
    """SHA-256 of all forms, in the order of their numbers: what a result or a rejudging set was made on."""
    listed = [form.data() for form in sorted(forms, key=lambda one: one.number)]
    text = json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
