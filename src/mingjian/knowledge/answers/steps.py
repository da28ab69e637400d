"""Taking a step with a question: whether this person may, from this state, and what is lacking for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mingjian.knowledge.answers.errors import StepRefused
from mingjian.knowledge.answers.resting import cited, enough, rests_of
from mingjian.knowledge.answers.routing import Given
from mingjian.knowledge.answers.states import MOVES, Move, Need, Place, State, move_named
from mingjian.knowledge.answers.thread import Published, Rest, Step, Thread
from mingjian.law.store import StatuteStore

__all__ = ["RULES", "Actor", "Deed", "moves_of", "take"]


@dataclass(frozen=True)
class Actor:
    """Who acts. `reviews`: whether he is a reviewer of the expert's office or of one above it."""

    id: str
    reviews: bool = False


RULES = Actor("")
"""Nobody: routing, escalation and re-checking go by themselves."""


@dataclass(frozen=True)
class Deed:
    """What a step is given: a reason, a text of the answer, an expert with his deadline, a public text, the statutes.

    Whoever sends an answer back gives the same expert a new deadline (`routing.again`).
    `store` is the law an answer is checked against; None where nothing was imported, and then nothing is resolved.
    """

    why: str = ""
    answer: str = ""
    given: Given | None = None
    public: Published | None = None
    store: StatuteStore | None = None


def moves_of(thread: Thread, actor: Actor) -> list[Move]:
    """The steps somebody may take with a question as it stands, whatever else each of them needs."""
    return [one for one in MOVES if thread.state in one.sources and _may(one, thread, actor)]


def take(thread: Thread, code: str, actor: Actor, on: date, deed: Deed | None = None) -> Thread:
    """The question after a step; `StepRefused` says what keeps it, everything at once."""
    deed, move = deed or Deed(), move_named(code)
    if move is None:
        raise StepRefused(f"没有步骤“{code}”", f"there is no step '{code}'")
    if thread.state not in move.sources:
        stands = thread.state
        raise StepRefused(
            f"{thread.id} 现为“{stands.zh}”，不能{move.zh}", f"{thread.id} is {stands.en}: not the state to {move.en}"
        )
    if not _may(move, thread, actor):
        raise StepRefused(f"{move.zh}须由{move.who.zh}进行", f"to {move.en} is for {move.who.en}")
    after = _changes(thread, move, actor, on, deed)
    lacking = list(_lacking(move, thread, after, on, deed))
    if lacking:
        raise StepRefused("；".join(zh for zh, _ in lacking), "; ".join(en for _, en in lacking))
    to, due = (deed.given.expert, deed.given.due) if deed.given is not None else ("", None)
    step = Step(code, actor.id, on, deed.why.strip(), to, due)
    return replace(after, state=move.target, steps=(*thread.steps, step))


def _may(move: Move, thread: Thread, actor: Actor) -> bool:
    reviewer = actor.reviews and actor.id not in {thread.by, thread.answered_by, ""}
    expert = actor.id != "" and actor.id == thread.expert
    return {
        Place.ANYBODY: True,
        Place.RULE: actor == RULES,
        Place.ASKER: actor.id != "" and actor.id == thread.by,
        Place.EXPERT: expert,
        Place.HANDLER: expert or reviewer,
        Place.REVIEWER: reviewer,
    }[move.who]


def _changes(thread: Thread, move: Move, actor: Actor, on: date, deed: Deed) -> Thread:
    """What the step leaves behind, before it is known whether anything is lacking."""
    if deed.given is not None and move.target is State.ROUTED:
        given = deed.given
        thread = replace(thread, expert=given.expert, expert_office=given.office, due=given.due)
    if move.code in {"save", "answer"}:
        thread = replace(thread, answer=deed.answer if deed.answer.strip() else thread.answer)
    if move.code == "answer":
        thread = replace(thread, answered_by=actor.id)
    if move.code in {"review", "confirm"}:
        thread = replace(thread, reviewer=actor.id, rests=_rests(thread, on, deed))
    if move.code == "publish":
        thread = replace(thread, published=deed.public)
    return thread


def _rests(thread: Thread, on: date, deed: Deed) -> tuple[Rest, ...]:
    """The articles as they are now: what a later import is compared with."""
    if deed.store is None:
        return ()
    return rests_of(cited(thread.answer, deed.store, thread.law_on or on), thread.law_on)


def _lacking(move: Move, before: Thread, after: Thread, on: date, deed: Deed) -> Iterator[tuple[str, str]]:
    for need in move.needs:
        met = {
            Need.TEXT: bool(after.answer.strip()),
            Need.WHY: bool(deed.why.strip()),
            Need.EXPERT: deed.given is not None and deed.given.expert not in {before.expert, before.by},
            Need.CITED: _cited(after, on, deed),
            Need.UNCHANGED: _rests(after, on, deed) == after.rests,
            Need.MASKED: deed.public is not None and bool(deed.public.answer.strip()),
        }[need]
        if not met:
            yield f"还缺：{need.zh}", f"lacking: {need.en}"
    if Need.CITED in move.needs and deed.store is None:
        yield "还没有导入法律文本，引用无法核实", "no statutes were imported, so that no citation can be resolved"


def _cited(thread: Thread, on: date, deed: Deed) -> bool:
    return deed.store is not None and enough(cited(thread.answer, deed.store, thread.law_on or on))
