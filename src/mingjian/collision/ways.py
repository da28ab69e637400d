"""How a change of some needs travels through a plan: which steps it reaches row by row, and which only by a key.

Steps are of four sorts. *Untouched*: nothing they read has changed. *By key*: the step is made again, but only for some
values of one column of the final rows, which every step on the way takes a restriction to exactly (`Bound.reach`); the
values are those that changed rows have where they enter. *By rows*: what changed rows make does not depend on the
others (`Bound.splits`), so the change of the step is what those rows make. *Whole*: the step is made as before and as
now; what its rows differ in goes on as a change by rows.

A change that touches few keys goes by key from the very needs (`early`); one that touches nearly everybody and little
of what comes of it, such as a month of payments, goes by rows as far as it can (`late`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mingjian.collision.operators.base import Bound, Reach
from mingjian.collision.plan import BoundStep, Plan

__all__ = ["Entry", "Way", "cuts", "find_way"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a change that travels by rows enters a step that is made again by key.

    ``column`` of the input gives the values; None where the step is to be asked (`Bound.touched`), for the values of
    its own column ``own``.
    """

    step: str
    position: int
    relation: str
    column: str | None
    own: str


@dataclass(frozen=True, slots=True)
class Way:
    """``whole``, ``by_rows`` and ``by_key`` are names of steps; ``rows`` those whose changed rows are needed;
    ``column`` is of the final rows, None where no step goes by key."""

    whole: tuple[str, ...]
    by_rows: tuple[str, ...]
    by_key: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    column: str | None = None
    entries: tuple[Entry, ...] = ()


def find_way(plan: Plan, final: str, changed: Collection[str], *, late: bool) -> Way:
    """The way of a change of ``changed`` needs with as few steps made whole as are needed."""
    steps = plan.upstream(final)
    whole: list[str] = []
    while True:
        found = _Search(steps, final, changed, whole, late).best(plan)
        if found is not None:
            return found
        whole.append(_Search(steps, final, changed, whole, late).obstacle())


def cuts(
    steps: Sequence[BoundStep], final: str, column: str, whole: Collection[str], kept: Collection[str] = (),
    apart: Collection[str] = (), growing: Collection[str] = (),
) -> dict[str, Reach]:  # fmt: skip
    """Needs, and steps of which all rows are ``kept``, that can be cut down for some values of a column of the final
    rows, and by what. ``apart`` are steps whose rows without a key are there already (`Bound.aside`), ``growing`` those
    that do not read their inputs (`Bound.grows`)."""
    wanted: dict[str, set[Reach | None]] = {final: {Reach(column)}}
    for step in reversed(steps):
        if step.name in whole or step.name in kept or step.name in growing or step.name not in wanted:
            continue
        reaches = _single(wanted[step.name])
        known = reaches is not None and not reaches.nulls
        inner = _reaches(step, reaches.column, step.name in apart) if reaches and known else _none(step)
        for name, reach in zip(step.inputs, inner, strict=True):
            wanted.setdefault(name, set()).add(reach)
    names = {step.name for step in steps} - set(kept)
    found = {name: _single(reaches) for name, reaches in wanted.items() if name not in names}
    return {name: reach for name, reach in found.items() if reach is not None}


def _single(reaches: Collection[Reach | None]) -> Reach | None:
    """One column for all that read a relation; None as soon as one wants all of it."""
    known = [reach for reach in reaches if reach is not None]
    if len(known) < len(reaches) or len({reach.column for reach in known}) != 1:
        return None
    return Reach(known[0].column, any(reach.nulls for reach in known))


def _reaches(step: BoundStep, column: str, apart: bool = False) -> tuple[Reach | None, ...]:
    return step.bound.reach(column, apart=apart) or _none(step)


def _none(step: BoundStep) -> tuple[Reach | None, ...]:
    return (None,) * len(step.inputs)


class _Search:
    """Ways with a given set of steps made whole."""

    def __init__(
        self, steps: Sequence[BoundStep], final: str, changed: Collection[str], whole: Sequence[str], late: bool
    ) -> None:
        self.steps, self.final, self.whole, self.late = steps, final, whole, late
        self.roots = {*changed, *whole}
        self.behind = self._behind()
        self.able = self._able()

    def best(self, plan: Plan) -> Way | None:
        """The way whose column cuts most needs down; None where there is none."""
        if self.final not in self.behind:
            return Way(tuple(self.whole), tuple(self.behind)) if set(self.behind) <= self.able else None
        found: list[tuple[int, int, Way]] = []
        for field in plan.relation(self.final).visible:
            way = self._keyed(field.name)
            if way is not None:
                found.append((len(cuts(self.steps, self.final, field.name, self.whole)), len(found), way))
        if self.final in self.able and (self.late or not found):
            return Way(tuple(self.whole), tuple(self.behind), rows=tuple(self.behind))
        return max(found, key=lambda one: (one[0], -one[1]))[2] if found else None

    def obstacle(self) -> str:
        """The first step that the change does not go through by rows."""
        return next(name for name in self.behind if name not in self.able)

    def _behind(self) -> list[str]:
        """Steps that read what has moved, directly or not, in order."""
        found: list[str] = []
        for step in self.steps:
            if step.name not in self.roots and any(name in self.roots or name in found for name in step.inputs):
                found.append(step.name)
        return found

    def _able(self) -> set[str]:
        """Steps that the change goes through by rows: they split, and join nothing that moved with itself."""
        origins: dict[str, set[str]] = {name: {name} for name in self.roots}
        for step in self.steps:
            moved = [n for n, name in enumerate(step.inputs) if name in self.roots or name in self.behind]
            if step.name not in self.behind or any(step.inputs[n] not in origins for n in moved):
                continue
            sets = [origins[step.inputs[n]] for n in moved]
            apart = not step.bound.joins or sum(map(len, sets)) == len(set().union(*sets))
            if apart and all(step.bound.splits(n) for n in moved):
                origins[step.name] = set().union(*sets)
        return set(origins) - self.roots

    def _keyed(self, column: str) -> Way | None:
        wanted: dict[str, set[str]] = {self.final: {column}}
        entries: list[Entry] = []
        by_key: list[str] = []
        for step in reversed(self.steps):
            if step.name not in wanted:
                continue
            if len(wanted[step.name]) > 1:
                return None
            own = next(iter(wanted[step.name]))
            by_key.append(step.name)
            for n, (name, reach) in enumerate(zip(step.inputs, _reaches(step, own), strict=True)):
                moved = name in self.behind
                if moved and reach is not None and not reach.nulls and not (self.late and name in self.able):
                    wanted.setdefault(name, set()).add(reach.column)
                elif (moved or name in self.roots) and not self._enters(step, n, name, reach, own, entries):
                    return None
        return self._way(column, by_key[::-1], entries)

    def _enters(self, step: BoundStep, n: int, name: str, reach: Reach | None, own: str, entries: list[Entry]) -> bool:
        if name in self.behind and name not in self.able:
            return False
        if reach is not None and not reach.nulls:
            entries.append(Entry(step.name, n, name, reach.column, own))
            return True
        entries.append(Entry(step.name, n, name, None, own))
        return type(step.bound).touched is not Bound.touched

    def _way(self, column: str, by_key: Sequence[str], entries: Sequence[Entry]) -> Way | None:
        by_rows = [name for name in self.behind if name not in by_key]
        rows = self._upstream({*by_rows, *(entry.relation for entry in entries)})
        if not {*by_rows, *rows} <= self.able:
            return None
        return Way(tuple(self.whole), tuple(by_rows), tuple(by_key), tuple(rows), column, tuple(entries))

    def _upstream(self, names: Collection[str]) -> list[str]:
        """Moved steps among these and what they read."""
        wanted = set(names)
        for step in reversed(self.steps):
            if step.name in wanted and step.name in self.behind:
                wanted |= set(step.inputs)
        return [name for name in self.behind if name in wanted]
