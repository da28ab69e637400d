"""The result of one type of works: scores, ranks, intervals, agreement, outliers, and what has to be said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from mingjian.contest.forms import Form, Scoring
from mingjian.contest.results.agreement import Agreement, agreement
from mingjian.contest.results.estimate import Estimate, estimate
from mingjian.contest.results.intervals import RankInterval, rank_intervals
from mingjian.contest.results.outliers import Outlier, outliers
from mingjian.contest.results.placing import Final, FinalResult, placed
from mingjian.contest.results.ranks import Rank, Standing, ranked
from mingjian.contest.results.reviews import ReviewTable, reviews_of
from mingjian.contest.results.words import Diagnosis, diagnose

__all__ = ["Note", "Result", "result"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the result must know."""

    kind: str
    zh: str
    en: str


@dataclass(frozen=True)
class Result:
    """All that is told of one type. `agreement` and `diagnosis` are of totals, `by_criterion` of each criterion's
    points, `means` the mean points of each criterion and work."""

    kind: str
    estimate: Estimate
    ranks: tuple[Rank, ...]
    intervals: tuple[RankInterval, ...]
    agreement: Agreement
    diagnosis: Diagnosis
    by_criterion: Mapping[str, Agreement]
    means: Mapping[str, Mapping[str, float]]
    outliers: tuple[Outlier, ...]
    notes: tuple[Note, ...]
    finals: tuple[FinalResult, ...] = ()


def result(
    kind: str,
    forms: Sequence[Form],
    scoring: Scoring,
    standings: Mapping[str, Standing],
    *,
    panels: bool = False,
    finals: Sequence[Final] = (),
) -> Result:
    """Of the works in `standings`; anchor works tell of judges and do not rank, forms of works that are out count
    nowhere. `panels`: judges were fixed to groups of works, so that nobody's strictness is corrected. `finals`: works
    compared by pairs, which share out the ranks they have by scores."""
    counted = {Standing.JUDGED, Standing.ANCHOR}
    own = [form for form in forms if form.kind == kind and standings.get(form.work) in counted and form.counts]
    table = ReviewTable.of(reviews_of(own, scoring))
    found = estimate(table, corrected=not panels)
    means = {name: _means(own, scoring, name) for name in (one.id for one in scoring.criteria)}
    whole = agreement(table.matrix(), found.judges)
    diagnosis = diagnose(whole)
    ties = {name: means[name] for name in scoring.ties}
    ranks, decided = placed(ranked(found.by_work(), standings, ties), finals)
    ranking = {one.work for one in ranks if one.rank is not None}
    return Result(
        kind, found, tuple(ranks), tuple(rank_intervals(found, among=ranking)), whole, diagnosis,
        {name: agreement(ReviewTable.of(reviews_of(own, scoring, name)).matrix()) for name in means}, means,
        tuple(outliers(found)), tuple(_notes(found, diagnosis, standings, panels)), tuple(decided),
    )  # fmt: skip


def _means(forms: Sequence[Form], scoring: Scoring, criterion: str) -> dict[str, float]:
    """Exactly added up, so that the order of forms changes no bit."""
    points: dict[str, list[float]] = {}
    for one in reviews_of(forms, scoring, criterion):
        points.setdefault(one.work, []).append(one.value)
    return {work: fsum(values) / len(values) for work, values in sorted(points.items())}


_PANELS = Note(
    "panels",
    "评委按固定分组评审，各组之间无法比较宽严，名次按原始平均分计算，不作校正。",
    "Judges were fixed to panels: nobody's strictness can be compared across them, so ranks are by raw means.",
)
_UNCONNECTED = Note(
    "unconnected",
    "评委与作品没有连成一片（有的评委与其他评委没有共同评过的作品），无法比较宽严，名次按原始平均分计算。",
    "Judges and works fall apart into groups that share nothing: strictness cannot be compared, so ranks are by raw "
    "means.",
)


def _notes(found: Estimate, diagnosis: Diagnosis, standings: Mapping[str, Standing], panels: bool) -> list[Note]:
    notes = [_PANELS] if panels else [_UNCONNECTED] if found.method == "raw" else []
    if diagnosis.more:
        notes.append(Note("agreement", diagnosis.zh, diagnosis.en))
    missing = sorted(set(standings) - set(found.table.works))
    if unread := [work for work in missing if standings[work] is Standing.JUDGED]:
        zh, en = "、".join(unread), ", ".join(unread)
        notes.append(Note("unread", f"没有有效评分、不排名的作品：{zh}", f"works nobody scored, without a rank: {en}"))
    return notes
