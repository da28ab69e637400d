"""Works and judges as assignment knows them, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["JudgeSeat", "Notice", "Pair", "Proposal", "Shortage", "WorkSeat", "listed"]


@dataclass(frozen=True, slots=True)
class WorkSeat:
    """A work to be judged. `topics`: business line, supervision point, kinds of data; `ready`: its blind package is
    finished; `anchor`: every judge scores it first; `panel`: of which fixed panel, if there are any."""

    id: str
    topics: frozenset[str] = frozenset()
    ready: bool = True
    anchor: bool = False
    panel: str = ""


@dataclass(frozen=True, slots=True)
class JudgeSeat:
    """A judge of the type's pool. `confirmed`: it is sure who that is; `most`: works besides anchors at most."""

    id: str
    topics: frozenset[str] = frozenset()
    confirmed: bool = True
    most: int | None = None
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A judge's work; `place` in the order in which the judge is to read, from 1. `new`: it was not there before."""

    work: str
    judge: str
    place: int
    new: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be known of a proposal: a word for programs, words for people, the works or judges it is about."""

    kind: str
    zh: str
    en: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortage:
    """A work that has fewer judges than wanted. `free`: judges who have no conflict with it."""

    work: str
    wanted: int
    has: int
    free: int
    least: int

    @property
    def below(self) -> bool:
        """Whether it has not even as many as a result needs."""
        return self.has < self.least

    @property
    def zh(self) -> str:
        """Which work lacks how many."""
        why = "无冲突的评委不足" if self.free < self.wanted else "无冲突的评委工作量已满"
        few = f"，低于最少 {self.least} 名" if self.below else ""
        return (
            f"作品{self.work}缺 {self.wanted - self.has} 名评委（需 {self.wanted} 名，有 {self.has} 名{few}）："
            f"{why}，无冲突的共 {self.free} 名"
        )

    @property
    def en(self) -> str:
        """Which work lacks how many."""
        why = "too few are free of conflict" if self.free < self.wanted else "those free of conflict are full"
        few = f", under the least of {self.least}" if self.below else ""
        return (
            f"work {self.work} lacks {self.wanted - self.has} judges ({self.wanted} wanted, {self.has} found{few}): "
            f"{why}, {self.free} are free of conflict"
        )


@dataclass(frozen=True)
class Proposal:
    """Who judges what. Nothing is applied by it. `loads`: works of each judge besides anchors."""

    pairs: tuple[Pair, ...]
    loads: dict[str, int]
    connected: bool
    shortages: tuple[Shortage, ...] = ()
    notices: tuple[Notice, ...] = field(default=())

    @property
    def whole(self) -> bool:
        """Whether every work has as many judges as wanted."""
        return not self.shortages


def listed(names: Iterable[str], most: int = 10) -> str:
    """Names for a sentence; of many the first few and how many there are."""
    all_ = list(names)
    return "、".join(all_[:most]) + (f" 等 {len(all_)} 个" if len(all_) > most else "")
