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
from mingjian.assist.charges.surety import TOLD, share_right

__all__ = ["Choice", "Doubt", "choose"]

ENOUGH, WEAK, BESIDE = 0.6, 0.45, 0.75
"""Scores: from which a candidate stands, from which it is told as weak, and the share of the best that it needs. Set on
the tuning halves (`docs/charges.md`)."""
_MARGIN, _LEARNED = 0.1, 0.2


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why it cannot be told, in both languages. `between`: the charges in doubt."""

    zh: str
    en: str
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """`chosen`: the charges the words stand for, best first. `sure`: how sure the first is, 0–1.

    `doubts` is empty when the choice can be told; with doubts, `chosen` is what would be the likeliest and no advice.
    """

    chosen: tuple[Candidate, ...]
    sure: float
    doubts: tuple[Doubt, ...]


def choose(found: Sequence[Candidate], learned: dict[str, float] | None = None) -> Choice:
    """The choice among candidates; `learned` are an office's scores by charge, 0 to 1, where it trained any."""
    scored = [replace(one, score=_together(one, learned)) for one in found if not one.missing and not one.under]
    standing = sorted(scored, key=lambda one: (-one.score, one.name))
    if not standing or standing[0].score < WEAK:
        return Choice((), 0.0, (_nothing(found),))
    best = standing[0].score
    chosen = _apart([one for one in standing if one.score >= max(ENOUGH, BESIDE * best)] or standing[:1])
    doubts = [] if best >= ENOUGH else [_weak(chosen[0])]
    rival = _rival(chosen[0], standing[1:])
    if rival:
        doubts.append(_between(chosen[0], *rival))
    doubts += [_covered(chosen[0], one) for one in found if _as_whole(chosen[0], one)]
    sure = _sure(chosen, standing, rival is not None)
    if not doubts and sure < TOLD:
        doubts.append(_unsure(chosen[0], sure))
    return Choice(chosen, sure, tuple(doubts))


def _sure(chosen: Sequence[Candidate], standing: Sequence[Candidate], rival: bool) -> float:
    """How sure the first charge is: its score, more where its conduct is told again and again, less for what speaks
    against it, for every other charge and for one that scores nearly as well. Set on the tuning halves."""
    best = chosen[0]
    second = max((one.score for one in standing if one.name != best.name), default=0.0)
    told = 0.05 * min(len(best.covered[Role.CONDUCT]), 4)
    doubted = 0.1 * bool(best.against) + 0.07 * (len(chosen) - 1) + 0.3 * max(0.0, second - WEAK) + 0.2 * rival
    return min(1.0, max(0.0, best.score + told - doubted))


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


def _unsure(best: Candidate, sure: float) -> Doubt:
    share = f"{share_right(sure):.0%}"
    return Doubt(
        f"把握不足：在试验文字中，以这样的把握首先提示的罪名约 {share} 正确",
        f"not sure enough: of trial texts answered this surely, the first charge was right in about {share}",
        (best.name,),
    )


def _between(best: Candidate, other: Candidate, pair: Neighbours) -> Doubt:
    return Doubt(
        f"{best.name}与{other.name}难以区分：{pair.zh}",
        f"{best.name} or {other.name}: {pair.en}",
        (best.name, other.name),
    )
