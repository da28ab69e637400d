"""A case file looked at: what is there, what is not, what does not agree, what speaks for the suspect. Advice only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingjian.assist.evidence.case import Case
from mingjian.assist.evidence.checks import findings
from mingjian.assist.evidence.contradictions import Context
from mingjian.assist.evidence.coverage import Cell, cells, gaps, packs_for, points_for, unknowns
from mingjian.assist.evidence.favourable import speaking_for
from mingjian.assist.evidence.finding import Finding, For, Gap, Unknown
from mingjian.assist.evidence.laws import Cited
from mingjian.assist.evidence.packs import Pack, facts_of, shipped_packs
from mingjian.assist.evidence.records import Override
from mingjian.assist.evidence.rule import Rule, shipped_rules
from mingjian.law import full_charge
from mingjian.models.problems import nearest
from mingjian.models.texts import Text

__all__ = ["NOTICE", "Report", "check"]

NOTICE = Text(
    zh="本结果只提示材料是否齐备、形式是否合规、记载是否一致，不表示事实是否清楚、证据是否确实充分，"
    "不阻止任何办案步骤；是否采信、排除、认定由办案人员判断。",
    en="This tells whether materials are complete, in due form and in agreement. It does not say that facts are clear "
    "or evidence sufficient, and it stops no step: what to believe, exclude or find is for those who handle the case.",
)


@dataclass(frozen=True)
class Report:
    """What was found. ``lacking``: charges of the case without a pack; ``unread``: facts stated that no pack asks for,
    each with the nearest name that one does."""

    case: Case
    packs: tuple[Pack, ...]
    cells: tuple[Cell, ...]
    gaps: tuple[Gap, ...]
    findings: tuple[Finding, ...]
    unknowns: tuple[Unknown, ...]
    speaking_for: tuple[For, ...]
    lacking: tuple[str, ...]
    unread: tuple[tuple[str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every material asked for at this stage is there (材料齐备); says nothing of the facts."""
        return not self.gaps and not any(cell.state in ("unknown", "unclear") for cell in self.cells)

    @property
    def cited(self) -> dict[str, Cited]:
        """Every article cited, by its short form."""
        told: list[Gap | Finding | For] = [*self.gaps, *self.findings, *self.speaking_for]
        found = [source for one in told for source in one.sources]
        return {one.article.text: one for one in found}

    @property
    def stale(self) -> tuple[Cited, ...]:
        """Articles whose text is not the one in force on the day of the check."""
        day = self.case.file.on
        return tuple(one for one in self.cited.values() if day is not None and not one.valid_on(day))

    def as_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {
            "case": self.case.file.case, "title": self.case.file.title, "stage": self.case.file.stage,
            "notice": self.notice.model_dump(), "packs": [one.named for one in self.packs],
            "lacking": list(self.lacking), "complete": self.complete, "unread": dict(self.unread),
            "gaps": [{**_gap(one), "override": _plain(self.aside(one.key))} for one in self.gaps],
            "findings": [_finding(one) for one in self.findings],
            "unknowns": [
                {"rule": one.rule, "title": one.title.model_dump(), "asks": list(one.asks),
                 "place": one.place.as_dict() if one.place else None}
                for one in self.unknowns
            ],
            "for": [_for(one) for one in self.speaking_for],
            "laws": [one.as_dict() for one in self.cited.values()],
            "stale": [one.article.text for one in self.stale],
        }  # fmt: skip

    @property
    def notice(self) -> Text:
        """What the result is and is not."""
        return NOTICE

    def aside(self, key: str) -> Override | None:
        """The entry by which a gap or finding was set aside."""
        return next((one for one in self.case.file.overrides if one.finding == key), None)

    def counts(self) -> dict[str, int]:
        """How many cells are in which state."""
        return dict(Counter(one.state for one in self.cells))


def check(
    case: Case, packs: Mapping[str, Pack] | None = None, rules: Mapping[str, Rule] | None = None, on: date | None = None
) -> Report:
    """A case file against the packs of its charges and the rules. ``on``: the day of the check, for terms that run."""
    packs = shipped_packs() if packs is None else packs
    if on is not None and case.file.on is None:
        case = Case(case.file.model_copy(update={"on": on}))
    chosen = packs_for(case, packs)
    looked = cells(case, chosen)
    found, open_ = findings(Context(case, points_for(chosen)), shipped_rules() if rules is None else rules)
    known = {full.name for one in chosen if one.file.charge and (full := full_charge(one.file.charge))}
    lacking = [name for name in case.file.charges if (full := full_charge(name)) is None or full.name not in known]
    return Report(
        case, tuple(chosen), tuple(looked), tuple(gaps(looked)), tuple(found), (*unknowns(looked), *open_),
        tuple(speaking_for(case, chosen)), tuple(lacking), _unread(case, chosen),
    )  # fmt: skip


def _unread(case: Case, chosen: list[Pack]) -> tuple[tuple[str, str], ...]:
    known = facts_of(*(one.file for one in chosen)) if chosen else {}
    return tuple((name, "".join(nearest(name, known))) for name in case.file.facts if name not in known)


def _plain(override: Override | None) -> dict[str, Any] | None:
    return override.model_dump(mode="json") if override is not None else None


def _gap(one: Gap) -> dict[str, Any]:
    return {
        "key": one.key, "pack": one.pack, "point": one.point, "need": one.need, "title": one.title.model_dump(),
        "element": one.element, "level": one.level, "stage": one.stage, "about": one.about,
        "about_name": one.about_name,
        "any_of": list(one.any_of), "sources": [c.as_dict() for c in one.sources],
    }  # fmt: skip


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "key": one.key, "rule": one.rule, "kind": one.kind, "severity": one.severity.value,
        "says": one.says.model_dump(),
        "mend": one.mend.model_dump(), "sources": [c.as_dict() for c in one.sources],
        "places": [place.as_dict() for place in one.places],
        "override": _plain(one.override),
    }  # fmt: skip


def _for(one: For) -> dict[str, Any]:
    return {
        "id": one.id, "title": one.title.model_dump(), "says": one.says.model_dump(), "state": one.state,
        "sources": [c.as_dict() for c in one.sources], "places": [place.as_dict() for place in one.places],
    }  # fmt: skip
