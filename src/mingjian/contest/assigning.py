"""Who judges what: so many reviews a work, loads within one, nobody with a conflict, all judges comparable.

Works without a finished blind package, and judges of whom it is not sure who they are, are in no proposal and cannot be
forced in. Anchor works come to every judge, before the others. What is assigned stays: further reviews are an
increment. Where not all can be had, the answer is which works lack how many judges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from mingjian.contest.errors import ContestError
from mingjian.contest.results.reviews import Ints
from mingjian.contest.seats import JudgeSeat, Notice, Pair, Proposal, Shortage, WorkSeat, listed
from mingjian.contest.solving import Task, parts_of, solve

__all__ = ["LEAST", "REVIEWS", "assign", "extra"]

REVIEWS, LEAST = 5, 3
_TIE = 0.01
"""What the draw adds to a pair at most: under any difference of expertise."""

Barred = Collection[tuple[str, str]]


def assign(
    works: Sequence[WorkSeat],
    judges: Sequence[JudgeSeat],
    barred: Barred,
    *,
    reviews: int | Mapping[str, int] = REVIEWS,
    least: int = LEAST,
    kept: Collection[tuple[str, str]] = (),
    seed: int = 1,
) -> Proposal:
    """A proposal for the works of one type. `barred` and `kept`: pairs of work and judge; `reviews`: of each work, with
    those kept. Raises ContestError when what is kept may not be."""
    _refuse_forced(works, judges, barred, kept)
    pool = sorted((one for one in judges if one.confirmed), key=lambda one: one.id)
    anchors = sorted(one.id for one in works if one.ready and one.anchor)
    asked = sorted((one for one in works if one.ready and not one.anchor), key=lambda one: one.id)
    plain = [pair for pair in kept if pair[0] not in anchors]
    counts = Counter(work for work, _ in plain)
    wanted = {one.id: reviews if isinstance(reviews, int) else reviews.get(one.id, counts[one.id]) for one in asked}
    panels = any(one.panel for one in pool)
    anchored = any(all((work, judge.id) not in barred for judge in pool) for work in anchors)
    task = _task(asked, pool, set(barred), plain, wanted, counts, seed, linked=not (panels or anchored))
    solution = solve(task)
    found = [(asked[task.work[at]].id, pool[task.judge[at]].id) for at in solution.taken]
    pairs = _in_order(anchors, pool, set(barred), [*plain, *found], set(kept), seed)
    has = Counter(work for work, _ in [*plain, *found])
    free = {
        one.id: sum((one.id, judge.id) not in barred and _same_panel(one, judge) for judge in pool) for one in asked
    }
    short = tuple(
        Shortage(work, number, has[work], free[work], least) for work, number in wanted.items() if has[work] < number
    )
    loads = Counter(judge for _, judge in [*plain, *found])
    connected = solution.connected or _linked_by_anchors(pairs, pool)
    return Proposal(
        tuple(pairs), {one.id: loads[one.id] for one in pool}, connected, short,
        tuple(_notices(works, judges, anchors, set(barred), loads, pool, connected, panels)),
    )  # fmt: skip


def extra(
    works: Sequence[WorkSeat],
    judges: Sequence[JudgeSeat],
    barred: Barred,
    kept: Collection[tuple[str, str]],
    more: Mapping[str, int],
    *,
    least: int = LEAST,
    seed: int = 1,
) -> Proposal:
    """Further reviews of some works, as an increment: all that is assigned stays."""
    counts = Counter(work for work, _ in kept)
    reviews = {work: counts[work] + number for work, number in more.items()}
    return assign(works, judges, barred, reviews=reviews, least=least, kept=kept, seed=seed)


def _refuse_forced(
    works: Sequence[WorkSeat], judges: Sequence[JudgeSeat], barred: Barred, kept: Collection[tuple[str, str]]
) -> None:
    by_work, by_judge = {one.id: one for one in works}, {one.id: one for one in judges}
    for work, judge in sorted(kept):
        if work not in by_work or judge not in by_judge:
            raise ContestError(f"没有作品或评委：{work}、{judge}", f"there is no such work or judge: {work}, {judge}")
        if not by_work[work].ready:
            raise ContestError(f"作品{work}的匿名材料尚未完成，不能分配", f"work {work} has no finished blind package")
        if not by_judge[judge].confirmed:
            raise ContestError(f"评委{judge}的身份尚未确认，不能分配", f"it is not confirmed who judge {judge} is")
        if (work, judge) in barred:
            raise ContestError(f"评委{judge}应回避作品{work}", f"judge {judge} has a conflict with work {work}")


def _same_panel(work: WorkSeat, judge: JudgeSeat) -> bool:
    return work.panel == judge.panel


def _task(
    works: Sequence[WorkSeat], judges: Sequence[JudgeSeat], barred: set[tuple[str, str]],
    kept: Sequence[tuple[str, str]], wanted: Mapping[str, int], counts: Mapping[str, int], seed: int, *, linked: bool,
) -> Task:  # fmt: skip
    random, there = np.random.default_rng(seed), set(kept)
    draw = random.random((len(works), len(judges))) * _TIE
    at_work, at_judge = _places([one.id for one in works]), _places([one.id for one in judges])
    work, judge, worth = [], [], []
    for w, one in enumerate(works):
        for j, other in enumerate(judges):
            if (one.id, other.id) not in barred and (one.id, other.id) not in there and _same_panel(one, other):
                work.append(w)
                judge.append(j)
                worth.append(len(one.topics & other.topics) / max(len(one.topics), 1) + draw[w, j])
    had = Counter(name for _, name in kept)
    room = [len(works) if one.most is None else max(one.most - had[one.id], 0) for one in judges]
    free = Counter(work)  # what no judge can read is not asked of the others' loads
    asked = [min(max(wanted[one.id] - counts.get(one.id, 0), 0), free[w]) for w, one in enumerate(works)]
    return Task(
        len(works), len(judges), np.array(work, np.int64), np.array(judge, np.int64), np.array(worth, float),
        np.array(asked, np.int64), np.array(room, np.int64),
        (np.array([at_work[w] for w, _ in kept], np.int64), np.array([at_judge[j] for _, j in kept], np.int64)),
        linked=linked and max(wanted.values(), default=0) > 1,
    )  # fmt: skip


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _in_order(
    anchors: Sequence[str], judges: Sequence[JudgeSeat], barred: set[tuple[str, str]],
    found: Sequence[tuple[str, str]], kept: set[tuple[str, str]], seed: int,
) -> list[Pair]:  # fmt: skip
    """Each judge reads the anchors first, then the others in an order of his own."""
    random = np.random.default_rng([seed, 1])
    own: dict[str, list[str]] = {one.id: [] for one in judges}
    for work, judge in sorted(found):
        own[judge].append(work)
    pairs = []
    for judge, works in own.items():
        first = [work for work in anchors if (work, judge) not in barred]
        order = [works[place] for place in random.permutation(len(works))]
        pairs += [Pair(w, judge, n, (w, judge) not in kept) for n, w in enumerate([*first, *order], 1)]
    return pairs


def _linked_by_anchors(pairs: Sequence[Pair], judges: Sequence[JudgeSeat]) -> bool:
    """Whether all judges who read anything hang together once anchors are looked at too."""
    names = _places(sorted({one.work for one in pairs}))
    at_judge = _places([one.id for one in judges])
    work: Ints = np.array([names[one.work] for one in pairs], np.int64)
    judge: Ints = np.array([at_judge[one.judge] for one in pairs], np.int64)
    return len(set(parts_of(work, judge, len(names), len(judges))[np.unique(judge)].tolist())) <= 1


def _notices(
    works: Sequence[WorkSeat], judges: Sequence[JudgeSeat], anchors: Sequence[str], barred: set[tuple[str, str]],
    loads: Mapping[str, int], pool: Sequence[JudgeSeat], connected: bool, panels: bool,
) -> list[Notice]:  # fmt: skip
    found = []
    if unready := tuple(sorted(one.id for one in works if not one.ready)):
        names = listed(unready)
        found.append(Notice("unready", f"匿名材料尚未完成、未参与分配：{names}",
                            f"without a finished blind package, left out: {names}", unready))  # fmt: skip
    if unsure := tuple(sorted(one.id for one in judges if not one.confirmed)):
        names = listed(unsure)
        found.append(Notice("unconfirmed", f"身份尚未确认、未参与分配的评委：{names}",
                            f"judges of whom it is not confirmed who they are, left out: {names}", unsure))  # fmt: skip
    if apart := tuple(one.id for one in pool if anchors and all((work, one.id) in barred for work in anchors)):
        names = listed(apart)
        found.append(Notice("no_anchor", f"与全部锚定作品都有冲突的评委：{names}",
                            f"judges with a conflict with every anchor work: {names}", apart))  # fmt: skip
    busy = [loads.get(one.id, 0) for one in pool]
    if busy and max(busy) - min(busy) > 1:
        found.append(Notice("loads", f"工作量未能均衡：最少 {min(busy)} 件，最多 {max(busy)} 件",
                            f"loads differ by more than one: {min(busy)} to {max(busy)} works"))  # fmt: skip
    if panels:
        found.append(Notice(
            "panels", "评委固定分组：各组宽严无法比较，结果不作校正。模拟中这会使名次更不准。",
            "Fixed panels: strictness cannot be compared across them and is not corrected. In the simulator that makes "
            "ranks less true.",
        ))  # fmt: skip
    elif not connected:
        found.append(Notice(
            "unconnected", "无法使全部评委通过共同作品相连：结果不作校正。",
            "Not all judges can be linked by works they share: the result will not be corrected.",
        ))  # fmt: skip
    return found
