"""Matches of works over the borders, from any order of works the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mingjian.originality.against import Relation, relation, unrelated_table
from mingjian.originality.clusters import clusters
from mingjian.originality.collecting import seldom_collected
from mingjian.originality.index import KINDS, Kind, Pairs, all_pairs
from mingjian.originality.plan import Explained, Likeness, StepPair, Weighed, Weights, explained, likeness
from mingjian.originality.report.excerpts import Excerpt, excerpts
from mingjian.originality.thresholds import RATES, Border, bench_border, border
from mingjian.originality.timeline import Timeline, timeline
from mingjian.originality.work import Work

__all__ = ["SENTENCE", "Match", "Report", "Witness", "borders_of", "found"]

SENTENCE = {
    "zh": "相同之处只是供两个人判断的线索，不是抄袭的结论；本报告不给总分，也不判断文字是否由机器写成。",
    "en": "Likeness is evidence for two humans, never a verdict; this report gives no single score and does not tell "
    "whether a text was written by a machine.",
}
_SPARED = 10
"""As many pairs of works entered may be copies however few works there are: five that are one copy are ten pairs."""
_ORDER = {"contest": 0, "earlier": 1, "shelf": 2}


@dataclass(frozen=True)
class Witness:
    """One kind of likeness: its value beside the border, and how much of each work it covers."""

    value: float
    passes: bool
    of_one: float
    of_other: float


@dataclass(frozen=True)
class Match:
    """Two works of which one kind at least passes its border."""

    one: str
    other: str
    relation: Relation
    witnesses: Mapping[Kind, Witness]
    timeline: Timeline
    excerpts: tuple[Excerpt, ...]
    left_out: int
    files: tuple[str, str]
    explained: Explained | None


@dataclass(frozen=True)
class Report:
    """Everything a page shows. ``borders`` may come from another contest. ``about``: only matches of these works."""

    works: tuple[Work, ...]
    borders: Mapping[Kind, Border]
    own_borders: bool
    matches: tuple[Match, ...]
    clusters: tuple[tuple[str, ...], ...]
    names: Mapping[str, str]
    about: frozenset[str] | None = None

    def told_of(self) -> list[Work]:
        """The works of which it tells."""
        mine = [one for one in self.works if one.origin == "contest"]
        return mine if self.about is None else [one for one in mine if one.id in self.about]

    def data(self) -> dict[str, Any]:
        """As JSON, with ``hash`` over everything else: the same works and borders, the same hash."""
        named = self.names
        body: dict[str, Any] = {
            "says": SENTENCE,
            "borders": {kind: one.data() for kind, one in self.borders.items()},
            "borders_are_of_these_works": self.own_borders,
            "works": [_work(one, self) for one in self.told_of()],
            "matches": [_match(one, named) for one in self.matches],
            "clusters": [sorted(named[name] for name in group) for group in self.clusters],
        }
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return {**body, "hash": "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()}


def found(
    works: Iterable[Work],
    borders: Mapping[Kind, Border] | None = None,
    *,
    mask: bool = False,
    alone: bool = False,
    about: Collection[str] | None = None,
) -> Report:
    """What the works of the contest have in common with each other and with all others given.

    ``alone``: the works of the contest are no sample of unrelated ones (two that somebody wants compared), so that
    borders rest on the others only. ``about``: only the matches of these works, each as in the report of all.
    """
    with seldom_collected():
        return _found(sorted(works, key=lambda one: (_ORDER[one.origin], one.id)), borders, mask, alone, about)


def _found(
    held: list[Work], borders: Mapping[Kind, Border] | None, mask: bool, alone: bool, about: Collection[str] | None
) -> Report:
    pairs = all_pairs(held)
    limits = borders if borders is not None else borders_of(held, pairs, alone=alone)
    matched = _matched(held, pairs, limits)
    explainer = _Explainer(held, pairs.weights)
    older = _older(held, matched)
    asked = frozenset(work.id for work in held) if about is None else frozenset(about)
    matches = tuple(
        _told(held, pairs, limits, place, older, explainer)
        for place in matched
        if held[place[0]].id in asked or held[place[1]].id in asked
    )
    groups = clusters(
        (held[one].id, held[other].id)
        for one, other in matched
        if held[one].origin == held[other].origin == "contest" and relation(held[one], held[other]) == "other"
    )
    if about is not None:
        groups = [group for group in groups if asked & set(group)]
    masked = sorted(work.id for work in held if work.origin != "shelf")
    names = {work.id: work.id for work in held}
    if mask:
        names |= {name: f"W{number:03}" for number, name in enumerate(masked, 1)}
    order = sorted(matches, key=lambda one: (one.relation != "other", -_most(one, limits), one.one, one.other))
    given = None if about is None else frozenset(about)
    return Report(tuple(held), limits, borders is None, tuple(order), tuple(groups), names, given)


def borders_of(
    works: Sequence[Work], pairs: Pairs, rates: Mapping[Kind, float] = RATES, *, alone: bool = False,
    clean: bool = False,
) -> dict[Kind, Border]:  # fmt: skip
    """A border a kind, over the pairs that nothing known ties together; ``alone`` as in :func:`found`. As many
    pairs as half the works of a contest may be copies (of those counted, the same share) and do not lift it, unless the
    works are known to be ``clean``."""
    apart = np.triu(unrelated_table(works))
    contest = np.array([work.origin == "contest" for work in works], dtype=bool)
    if alone:
        apart &= ~contest[:, None] & ~contest[None, :]
    entered = contest[:, None] & contest[None, :]
    found: dict[Kind, Border] = {}
    for kind in KINDS:
        has = np.zeros(len(works), bool)
        has[list(pairs.has[kind])] = True
        both = has[:, None] & has[None, :]
        counted = apart & both
        first, second, values = pairs.values(kind)
        held = values[counted[first, second]]
        every, rested = int(np.triu(both & entered, 1).sum()), int((counted & entered).sum())
        spared = min(every, max(int((has & contest).sum()) // 2, _SPARED))
        copies = 0 if alone or clean or not every else round(spared * rested / every)
        found[kind] = border(held, int(counted.sum()), rates[kind], bench_border(kind, len(works)), copies)
    return found


def _matched(works: Sequence[Work], pairs: Pairs, limits: Mapping[Kind, Border]) -> list[tuple[int, int]]:
    contest = np.array([work.origin == "contest" for work in works], dtype=bool)
    found: set[tuple[int, int]] = set()
    for kind in KINDS:
        first, second, values = pairs.values(kind)
        above = (values > limits[kind].value) & contest[first]
        found.update(zip(first[above].tolist(), second[above].tolist(), strict=True))
    return sorted(found)


def _most(match: Match, limits: Mapping[Kind, Border]) -> float:
    """By how much the strongest witness passes its border: the order of the list, shown nowhere."""
    return max(one.value / max(limits[kind].value, 1e-9) for kind, one in match.witnesses.items())


def _told(
    works: Sequence[Work], pairs: Pairs, limits: Mapping[Kind, Border], place: tuple[int, int],
    older: Mapping[int, set[str]], explainer: _Explainer,
) -> Match:  # fmt: skip
    one, other = works[place[0]], works[place[1]]
    witnesses: dict[Kind, Witness] = {}
    text = pairs.texts.get(place)
    if text is not None:
        witnesses["text"] = _witness(text.value, text.of_first, text.of_second, limits["text"])
    kinds: tuple[tuple[Kind, Mapping[tuple[int, int], Likeness]], ...]
    kinds = (("structure", pairs.structure), ("program", pairs.program))
    for kind, table in kinds:
        alike = table.get(place)
        if alike is not None:
            witnesses[kind] = _witness(alike.value, alike.of_one, alike.of_other, limits[kind])
    shown, left_out = excerpts(one, other, text) if text is not None else ((), 0)
    passes = "structure" in witnesses and witnesses["structure"].passes
    files, how = explainer.pair(place) if passes else (("", ""), None)
    when = timeline(one, other, older.get(place[0], set()) & older.get(place[1], set()))
    return Match(one.id, other.id, relation(one, other), witnesses, when, shown, left_out, files, how)


def _witness(value: float, of_one: float, of_other: float, limit: Border) -> Witness:
    return Witness(round(value, 6), value > limit.value, round(of_one, 6), round(of_other, 6))


def _older(works: Sequence[Work], matched: Sequence[tuple[int, int]]) -> dict[int, set[str]]:
    """For each work the older ones it has a match with."""
    found: dict[int, set[str]] = {}
    for one, other in matched:
        if works[other].origin != "contest":
            found.setdefault(one, set()).add(works[other].id)
    return found


class _Explainer:
    """Of each pair the two files most alike, and in what; a work's plans are weighed once."""

    def __init__(self, works: Sequence[Work], weights: Weights) -> None:
        self.works, self.weights = works, weights
        self.weighed: dict[int, list[Weighed]] = {}

    def plans(self, number: int) -> list[Weighed]:
        if number not in self.weighed:
            self.weighed[number] = [self.weights.weigh(plan.features) for _, plan in self.works[number].plans]
        return self.weighed[number]

    def pair(self, place: tuple[int, int]) -> tuple[tuple[str, str], Explained | None]:
        best: tuple[float, int, int] | None = None
        for number, left in enumerate(self.plans(place[0])):
            for other, right in enumerate(self.plans(place[1])):
                value = likeness(left, right).value
                if best is None or value > best[0]:
                    best = value, number, other
        if best is None:
            return ("", ""), None
        (here, plan), (there, candidate) = self.works[place[0]].plans[best[1]], self.works[place[1]].plans[best[2]]
        return (here, there), explained(plan, candidate, self.weights)


def _work(work: Work, report: Report) -> dict[str, Any]:
    mine = [one for one in report.matches if work.id in (one.one, one.other)]
    passed = {kind: sum(kind in one.witnesses and one.witnesses[kind].passes for one in mine) for kind in KINDS}
    return {
        "work": report.names[work.id], "matches": passed, "any": sum(one.relation == "other" for one in mine),
        "own": sum(one.relation == "own" for one in mine), "declared": sum(one.relation == "declared" for one in mine),
        "grey": round(float(work.text.grey.mean()), 4) if len(work.text.grey) else 0.0,
        "unread": [{"file": one.name, "zh": one.zh, "en": one.en} for one in work.problems],
    }  # fmt: skip


def _match(match: Match, names: Mapping[str, str]) -> dict[str, Any]:
    how = match.explained
    return {
        "one": names[match.one], "other": names[match.other], "relation": match.relation,
        "witnesses": {
            kind: {"value": one.value, "passes": one.passes, "of_one": one.of_one, "of_other": one.of_other}
            for kind, one in match.witnesses.items()
        },
        "first": names.get(match.timeline.first, ""), "ancestors": [names[one] for one in match.timeline.ancestors],
        "passages": [one.data() for one in match.excerpts], "passages_left_out": match.left_out,
        "structure": None if how is None else {
            "files": list(match.files),
            **{name: _rounded(getattr(how, name)) for name in ("structure", "meaning", "values", "order", "rarity")},
            "steps": [_step(one) for one in how.steps],
            "only_one": list(how.only_one), "only_other": list(how.only_other),
        },
    }  # fmt: skip


def _step(pair: StepPair) -> dict[str, Any]:
    return {"one": pair.one, "other": pair.other, "share": round(pair.share, 6), "common": list(pair.common)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
