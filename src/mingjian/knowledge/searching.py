"""A search: which documents may be seen and pass the filters, how well they fit, in what order, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from mingjian.knowledge.authority import rank
from mingjian.knowledge.document import KINDS, Document
from mingjian.knowledge.grouping import Groups
from mingjian.knowledge.index import Snapshot
from mingjian.knowledge.number import Number, matching_laws, number_of
from mingjian.knowledge.query import DEEPEST, Query, standing
from mingjian.knowledge.ranking import Placed, Ranking
from mingjian.knowledge.segment import Mask, Segment
from mingjian.knowledge.showing import Shown, phrases, show, spans
from mingjian.knowledge.sight import Sight
from mingjian.knowledge.weighing import Asked, Fit, asked, weigh
from mingjian.knowledge.wording import widened
from mingjian.law.store.statutes import today

__all__ = ["DEFAULT", "Hit", "Results", "candidates", "search", "told"]

DEFAULT = Ranking()
"""The order of articles where an office has learned none."""

_FACETS = ("law", "charge", "level", "authority", "cause")
_SHOWN = 12
"""Values of a mark that are counted for the reader, the most frequent."""
_QUESTION = 200
"""Signs of a question; what is longer is a description or a document, whose words are its own."""
_ALIKE = 0.7
"""Documents with this share of the best score fit about as well, and go by authority when that is asked for."""


@dataclass(frozen=True)
class Hit:
    """One answer, and why: score by part, phrases of the question found in it, exact spans."""

    document: Document
    score: float
    parts: Mapping[str, float]
    phrases: tuple[str, ...]
    title_spans: tuple[tuple[int, int], ...]
    shown: Shown
    standing: str
    also: tuple[str, ...]
    """Ids of documents of the same group (other versions, instances of one case) or with nearly the same words."""


@dataclass(frozen=True)
class Results:
    """Answers of one page. `whole`: documents that hold every pair of signs of the question; `some`: at least one."""

    hits: tuple[Hit, ...]
    some: int
    whole: int
    kinds: Mapping[str, int]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    number: Number | None


@dataclass
class _Candidate:
    segment: Segment
    place: int
    score: float
    parts: dict[str, float]
    also: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.segment.head["ids"][self.place]


def search(snapshot: Snapshot, query: Query, sight: Sight, ranking: Ranking = DEFAULT) -> Results:
    """Search what a reader may see of an index, and nothing else of it; `ranking` orders the articles."""
    seen = snapshot.seen(sight)
    number = number_of(query.text)
    wanted = _wanted(query.text)
    fits = _fits(seen, query, wanted)
    least = int(wanted.needed.sum())
    masks = [_matching(fit, query, least) for fit in fits]
    meant = _meant(seen, number)
    cited = [query.admits(fit.segment) & fit.segment.marked("article", meant) for fit in fits] if number else []
    pinned = _pinned(fits, cited, meant)
    if number and number.alone and pinned:
        masks, ranked, least = cited, pinned, 0
    else:
        ranked = _ordered(_ranked(_best(fits, masks), seen, ranking), query)
        pinned = [one for one in pinned if one.segment.kind == "article"]
        ranked = pinned + [one for one in ranked if one.id not in {pin.id for pin in pinned}]
    grouped = _grouped(ranked)
    page = grouped[query.first : query.first + query.limit]
    return Results(
        tuple(_hit(one, query, wanted) for one in page),
        sum(int(mask.sum()) for mask in masks),
        sum(int((mask & (fit.met >= least)).sum()) for fit, mask in zip(fits, masks, strict=True)),
        _kinds(fits, masks),
        _facets(fits, masks),
        number,
    )


def candidates(snapshot: Snapshot, query: Query, sight: Sight) -> list[Placed]:
    """The documents that are put in order for a question, as BM25 has them."""
    wanted = _wanted(query.text)
    fits = _fits(snapshot.seen(sight), query, wanted)
    best = _best(fits, [_matching(fit, query, int(wanted.needed.sum())) for fit in fits])
    return [Placed(one.segment, one.place, one.parts) for one in best]


def told(one: Placed, query: Query, score: float) -> Hit:
    """A candidate as it is shown: its excerpt, spans and parts."""
    return _hit(_Candidate(one.segment, one.place, score, dict(one.parts)), query, _wanted(query.text))


def _ranked(found: list[_Candidate], seen: Snapshot, ranking: Ranking) -> list[_Candidate]:
    """Articles in the order of `ranking`. They share out the scores they have, and other kinds keep their places."""
    articles = [one for one in found if one.segment.kind == "article"]
    placed = [Placed(one.segment, one.place, dict(one.parts)) for one in articles]
    values = ranking.order(placed, [one for one in seen.segments if one.kind == "article"])
    for score, at in zip([one.score for one in articles], np.argsort(-values, kind="stable").tolist(), strict=True):
        articles[at].parts["order"] = score - articles[at].score
        articles[at].score = score
    return sorted(found, key=lambda one: (-one.score, one.id))


def _wanted(text: str) -> Asked:
    return asked(text, _other_words(text))


@lru_cache(maxsize=64)
def _other_words(text: str) -> str:
    """What a question may also be written as: 偷 is 盗窃 in the law. A whole document says itself what it speaks of."""
    return widened(text).removeprefix(text).strip() if len(text) <= _QUESTION else ""


def _fits(seen: Snapshot, query: Query, wanted: Asked) -> list[Fit]:
    kinds = query.kinds or tuple(KINDS)
    return [
        fit
        for kind in KINDS
        if kind in kinds
        for fit in weigh([one for one in seen.segments if one.kind == kind], wanted)
    ]


def _matching(fit: Fit, query: Query, least: int) -> Mask:
    return query.admits(fit.segment) & (fit.met >= least if query.every else fit.some)


def _best(fits: Sequence[Fit], masks: Sequence[Mask]) -> list[_Candidate]:
    """The best documents of all segments; of equals those whose id comes first."""
    scores = np.concatenate([fit.total[mask] for fit, mask in zip(fits, masks, strict=True)] or [np.empty(0)])
    least = np.partition(scores, -DEEPEST)[-DEEPEST] if len(scores) > DEEPEST else -np.inf
    found: list[_Candidate] = []
    for fit, mask in zip(fits, masks, strict=True):
        for place in np.flatnonzero(mask & (fit.total >= least)).tolist():
            parts = {name: float(one[place]) for name, one in fit.fields.items() if one[place]}
            found.append(_Candidate(fit.segment, place, float(fit.total[place]), parts))
    found.sort(key=lambda one: (-one.score, one.id))
    return found[:DEEPEST]


def _ordered(found: list[_Candidate], query: Query) -> list[_Candidate]:
    if not query.by_authority or not found:
        return found
    alike = [one for one in found if one.score >= _ALIKE * found[0].score]
    ranks = {id(one): rank(one.segment.document(one.place).marks, query.province) for one in alike}
    return sorted(alike, key=lambda one: ranks[id(one)]) + found[len(alike) :]


def _meant(seen: Snapshot, number: Number | None) -> list[str]:
    """Articles a number may mean, as marks: `刑法264`; the law meant first. Without a law those of every law."""
    if number is None:
        return []
    articles = [one for one in seen.segments if one.kind == "article"]
    known = list(dict.fromkeys(law for one in articles for law in one.values("law")))
    laws = matching_laws(number.law, known) if number.law else known
    there = {code for one in articles for code in one.values("article")}
    meant = [law + number.code for law in laws if law + number.code in there]
    return meant[:1] if number.law else meant


def _pinned(fits: Sequence[Fit], cited: Sequence[Mask], meant: Sequence[str]) -> list[_Candidate]:
    """Articles of the number asked for, of their versions the latest, and behind them what cites them, newest first."""
    found: list[tuple[tuple[object, ...], _Candidate]] = []
    for fit, mask in zip(fits, cited, strict=False):
        for place in np.flatnonzero(mask).tolist():
            one, article = _Candidate(fit.segment, place, 0.0, {"number": 1.0}), fit.segment.kind == "article"
            end, begin = _end(one)
            weight = rank(fit.segment.document(place).marks, "") if article and len(meant) > 1 else 0
            day = (-end, -begin) if article else (-int(fit.segment.days[place, 0]), 0)
            found.append(((not article, weight, *day, one.id), one))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])[:DEEPEST]]


def _grouped(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Versions of an article, instances of a case, copies and near copies as one answer.

    Of versions the one in force longest stands for all; of the others the one that fits best.
    """
    groups, out = Groups(), []
    for one in found:
        head = one.segment.head
        at = groups.place(head["words"][one.place], head["groups"][one.place].split(), one.segment.sketch(one.place))
        if at is None:
            out.append(one)
            continue
        kept = out[at]
        versions = one.segment.kind == "article" and not _groups(one).isdisjoint(_groups(kept))
        if versions and _end(one) > _end(kept):
            one.also, one.score, one.parts = [*kept.also, kept.id], kept.score, kept.parts
            out[at] = one
        else:
            kept.also.append(one.id)
    return out


def _groups(one: _Candidate) -> set[str]:
    return set(one.segment.head["groups"][one.place].split())


def _end(one: _Candidate) -> tuple[int, int]:
    return int(one.segment.days[one.place, 2]), int(one.segment.days[one.place, 1])


def _hit(one: _Candidate, query: Query, wanted: Asked) -> Hit:
    document = one.segment.document(one.place)
    shown = show(document.text, wanted.codes)
    body = f"{document.title}\n{document.heading}\n{document.text}"
    title = tuple(spans(document.title, wanted.codes))
    state = standing(document.from_, document.to, query.on or today())
    parts = {name: round(value, 6) for name, value in one.parts.items()}
    own = phrases(query.text, body)
    meant = [other for other in phrases(_other_words(query.text), body) if not any(other in said for said in own)]
    return Hit(document, round(one.score, 6), parts, (*own, *meant), title, shown, state, tuple(one.also))


def _kinds(fits: Sequence[Fit], masks: Sequence[Mask]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for fit, mask in zip(fits, masks, strict=True):
        found[fit.segment.kind] += int(mask.sum())
    return {kind: found[kind] for kind in KINDS if found[kind]}


def _facets(fits: Sequence[Fit], masks: Sequence[Mask]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for name in _FACETS:
        counts: Counter[str] = Counter()
        for fit, mask in zip(fits, masks, strict=True):
            counts.update(fit.segment.counted(name, mask))
        best = sorted((one for one in counts.items() if one[1]), key=lambda one: (-one[1], one[0]))
        if best:
            found[name] = tuple(best[:_SHOWN])
    return found
