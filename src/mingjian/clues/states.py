"""Where clues stand: the fold of what happened to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mingjian.clues.events import Event, EventFile, Why

__all__ = ["REJECTIONS", "ClueState", "Fold", "Verdict"]

#: Why a clue was rejected; precision per model version is computed from these.
REJECTIONS: dict[str, tuple[str, str]] = {
    "data_wrong": ("数据有误", "the data is wrong"),
    "other_person": ("并非同一主体", "not the same subject"),
    "lawful": ("情形合法", "it was lawful"),
    "known": ("已处理或已掌握", "known or handled already"),
    "too_old": ("超过时效", "out of time"),
    "model_wrong": ("模型规则不当", "the model is wrong"),
    "other": ("其他", "other"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A human decision that came back from the desk: `confirmed` or a code of `REJECTIONS`."""

    code: str
    by: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClueState:
    """Where a clue stands. `first_seen` and `last_seen` are as-of days of runs; `why` says why it vanished."""

    clue_id: str
    model: str
    state: str  # new, again, vanished
    first_run: str
    last_run: str
    first_seen: date
    last_seen: date
    episode: int = 1
    verdict: Verdict | None = None
    why: tuple[Why, ...] = ()
    touched: tuple[Why, ...] = ()
    gone_run: str = ""

    @property
    def closed(self) -> bool:
        """Whether somebody decided about the present episode."""
        return self.verdict is not None


@dataclass
class Fold:
    """The states while events are read."""

    model: str
    states: dict[str, ClueState] = field(default_factory=dict)
    runs: list[str] = field(default_factory=list)
    corrections: set[str] = field(default_factory=set)

    def take(self, file: EventFile) -> None:
        if file.kind == "run":
            self.runs.append(file.reference)
        elif file.kind == "correction":
            self.corrections.add(file.reference)
        for event in file.events:
            self._one(event)

    def _one(self, event: Event) -> None:
        before, day = self.states.get(event.clue), date.fromisoformat(event.day)
        if before is None:
            if event.event == "new":
                self.states[event.clue] = ClueState(event.clue, self.model, "new", event.run, event.run, day, day)
            return
        seen: dict[str, Any] = {"state": "again", "last_run": event.run, "last_seen": day, "why": (), "gone_run": ""}
        changes: dict[str, dict[str, Any]] = {
            "again": seen,
            "returned": seen,
            "episode": {**seen, "episode": event.episode, "verdict": None},
            "vanished": {"state": "vanished", "why": event.why, "gone_run": event.run},
            "touched": {"touched": before.touched + event.why},
            "closed": {
                "verdict": Verdict(event.detail.partition("\n")[0], event.by, day, event.detail.partition("\n")[2])
            },
            "reopened": {"verdict": None},
        }
        self.states[event.clue] = replace(before, **changes.get(event.event, {}))
