"""Which candidates an act is told as, or that nobody can tell.

Several acts are several charges: every candidate stands that reads sentences of its own well enough. *Cannot tell* is
an answer, with its reason: nothing told, an element missing, two neighbours that read the same sentences alike, a
covered charge that is told as wholly, or simply too little to be sure (`surety`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingjian.assist.charges.candidates import Candidate
from mingjian.assist.charges.elements import Role
from mingjian.assist.charges.neighbours import Neighbours, neighbours
from mingjian.assist.charges.surety import TOLD, Signs, lowering, share_right

__all__ = ["Choice", "Doubt", "choose"]

ENOUGH, WEAK, BESIDE = 0.6, 0.45, 0.75
"""Scores: from which a candidate stands, from which it is told as weak, and the share of the best that it needs. Set on
the tuning halves (`docs/charges.md`)."""
_MARGIN, _LEARNED = 0.1, 0.2
_AGAIN, _MENTIONS, _WORDINGS, _ADDED = 0.03, 5, 4, 6
"""Of charges told, one whose conduct is told again and again comes first: what each mention counts, and how many do."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it cannot be told, in both languages. `between`: the charges in doubt."""

    zh: str
    en: str
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen`: the charges the words stand for, best first. `sure`: of trial texts with such signs, the share whose
    first charge was right (0 where nothing is told).

    `doubts` is empty when the choice can be told; with doubts, `chosen` is what would be the likeliest and no advice.
    `signs`: what `sure` is reckoned from.
    """

    chosen: tuple[Candidate, ...]
    sure: float
    doubts: tuple[Doubt, ...]
    signs: Signs | None = None


def choose(found: Sequence[Candidate], learned: dict[str, float] | None = None) -> Choice:
    """The choice among candidates; `learned` are an office's scores by charge, 0 to 1, where it trained any."""
    scored = [replace(one, score=_together(one, learned)) for one in found if not one.missing and not one.under]
    standing = sorted(scored, key=lambda one: (-one.score, one.name))
    if not standing or standing[0].score < WEAK:
        return Choice((), 0.0, (_nothing(found),))
    best = standing[0].score
    enough = [one for one in standing if one.score >= max(ENOUGH, BESIDE * best)] or standing[:1]
    chosen = tuple(sorted(_apart(enough), key=_rank))
    doubts = [] if best >= ENOUGH else [_weak(chosen[0])]
    rival = _rival(chosen[0], standing)
    if rival:
        doubts.append(_between(chosen[0], *rival))
    doubts += [_covered(chosen[0], one) for one in found if _as_whole(chosen[0], one)]
    shown = _signs(chosen, standing, found)
    sure = share_right(shown)
    if not doubts and sure < TOLD:
        doubts.append(_unsure(chosen[0], sure, lowering(shown)))
    return Choice(chosen, sure, tuple(doubts), shown)


def _signs(chosen: Sequence[Candidate], standing: Sequence[Candidate], found: Sequence[Candidate]) -> Signs:
    """What is known of the first charge told (`surety`)."""
    best = chosen[0]
    rest = [one for one in standing if one.name != best.name]
    read = frozenset[int]().union(*(one.sentences for one in found))
    return Signs(
        score=best.score,
        share=len(best.sentences) / max(len(read), 1),
        second=max((one.score for one in rest), default=0.0),
        others=len(chosen) - 1,
        elements=len(best.makeup.elements) - 1,
        wordings=min(best.wordings, _WORDINGS),
        added=min(len(best.adds), _ADDED),
        could_add=best.makeup.adds is not None,
        under=max((one.score for one in found if one.under == best.name and not one.missing), default=0.0),
        beside=sum(bool(one.sentences & best.sentences) for one in rest),
    )


def _rank(one: Candidate) -> tuple[float, str]:
    return -one.score - _AGAIN * min(len(one.covered[Role.CONDUCT]), _MENTIONS), one.name


def _apart(standing: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best first; a neighbour that reads no sentence of its own beside one that stands tells the same act again."""
    chosen: list[Candidate] = []
    for one in standing:
        if not any(neighbours(one.name, other.name) and one.sentences <= other.sentences for other in chosen):
            chosen.append(one)
    return tuple(chosen)


def _together(one: Candidate, learned: dict[str, float] | None) -> float:
    """Words, and a fifth of what was learned beside the charge that was learned best; words alone where nothing was."""
    if not learned:
        return one.score
    top = max(learned.values())
    return (1 - _LEARNED) * one.score + (_LEARNED * learned.get(one.name, 0.0) / top if top else 0.0)


def _rival(best: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, Neighbours] | None:
    """A neighbour that reads the same sentences about as well."""
    for other in others:
        pair = neighbours(best.name, other.name)
        if pair and other.score >= best.score - _MARGIN and other.sentences & best.sentences:
            return other, pair
    return None


def _nothing(found: Sequence[Candidate]) -> Doubt:
    near = [one for one in found if one.missing]
    if not near:
        return Doubt("没有读到任何罪名的行为要件", "the conduct of no charge is told")
    one = max(near, key=lambda one: (one.score, one.name))
    lacks = "、".join(role.zh for role in one.missing)
    return Doubt(
        f"要件不齐，最接近的是{one.name}，未写明：{lacks}",
        f"elements are missing; nearest is {one.name}, which lacks: {', '.join(one.missing)}",
        (one.name,),
    )


def _weak(one: Candidate) -> Doubt:
    return Doubt(
        f"{one.name}的依据薄弱，或有相反情节", f"little speaks for {one.name}, or something against it", (one.name,)
    )


def _as_whole(best: Candidate, other: Candidate) -> bool:
    """Whether what the best one covers is told at least as wholly as it is itself."""
    return other.under == best.name and not other.missing and other.score >= best.score


def _covered(best: Candidate, other: Candidate) -> Doubt:
    return Doubt(
        f"{other.name}的要件写得同样完整，它通常被{best.name}包含：须核对{best.name}多出的要件是否成立",
        f"{other.name}, which {best.name} mostly covers, is told as wholly: check what makes it {best.name}",
        (best.name, other.name),
    )


def _unsure(best: Candidate, sure: float, why: Sequence[tuple[str, str]]) -> Doubt:
    zh = "、".join(one for one, _ in why) or "依据一般"
    en = ", ".join(one for _, one in why) or "its signs are middling"
    return Doubt(
        f"把握不足：{zh}；在试验文字中，这样首先提示的罪名约 {sure:.0%} 正确",
        f"not sure enough: {en}; of trial texts like this the first charge was right in about {sure:.0%}",
        (best.name,),
    )


def _between(best: Candidate, other: Candidate, pair: Neighbours) -> Doubt:
    return Doubt(
        f"{best.name}与{other.name}难以区分：{pair.zh}",
        f"{best.name} or {other.name}: {pair.en}",
        (best.name, other.name),
    )
