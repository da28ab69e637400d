"""States of a clue on the desk and the steps between them (design of the field: `docs/plans/desk.md` §4).

A step names the states it may begin in, the one it ends in, the right it takes, whether only the clue's owner may take
it, and what has to be said with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mingjian.desk.offices.roles import Right
from mingjian.models.enumerations import Labelled

__all__ = ["CLOSED", "OPEN", "TRANSITIONS", "Need", "State", "Transition"]

Need = Literal["why", "reason", "to_user", "to_office", "to_body", "deadline", "document_no", "to_case"]


class State(Labelled):
    """Where a clue stands."""

    NEW = "new", "待研判", "to triage"
    TRIAGED = "triaged", "待分派", "to assign"
    ASSIGNED = "assigned", "已分派", "assigned"
    CLAIMED = "claimed", "已认领", "claimed"
    VERIFYING = "verifying", "调查核实中", "being verified"
    DOUBTFUL = "doubtful", "存疑待查", "doubtful"
    FILED = "filed", "已成案", "filed as a case"
    NOT_ESTABLISHED = "not_established", "不成立", "not established"
    TRANSFERRED = "transferred", "已移送", "transferred"


CLOSED = (State.FILED, State.NOT_ESTABLISHED, State.TRANSFERRED)
"""States in which nobody has to do anything any more."""
OPEN = tuple(one for one in State if one not in CLOSED)


@dataclass(frozen=True)
class Transition:
    """A step somebody may take. `owner`: only he who holds the clue; `target` None: the state stays."""

    code: str
    zh: str
    en: str
    sources: tuple[State, ...]
    target: State
    right: Right
    needs: tuple[Need, ...] = ()
    optional: tuple[Need, ...] = field(default=())
    owner: bool = False


_N, _T, _A, _C, _V, _D = State.NEW, State.TRIAGED, State.ASSIGNED, State.CLAIMED, State.VERIFYING, State.DOUBTFUL

TRANSITIONS: dict[str, Transition] = {
    one.code: one
    for one in (
        Transition("triage", "研判通过", "pass triage", (_N,), _T, Right.TRIAGE, (), ("why",)),
        Transition(
            "assign", "分派", "assign", (_N, _T, _A, _C, _V, _D), _A, Right.ASSIGN, ("to_user",), ("why", "deadline")
        ),
        Transition("claim", "认领", "claim", (_N, _T, _A), _C, Right.HANDLE, (), ("deadline",)),
        Transition("verify", "开始调查核实", "begin to verify", (_C, _D), _V, Right.HANDLE, (), ("why",), owner=True),
        Transition(
            "file", "成案", "file as a case", (_V,), State.FILED, Right.DECIDE, ("why",), ("to_case",), owner=True
        ),
        Transition(
            "reject", "不成立", "not established", (_C, _V, _D), State.NOT_ESTABLISHED, Right.DECIDE,
            ("reason", "why"), (), owner=True,
        ),
        Transition("doubt", "存疑待查", "leave in doubt", (_V,), _D, Right.HANDLE, ("why", "deadline"), (), owner=True),
        Transition(
            "transfer", "移送", "transfer", (_C, _V, _D), State.TRANSFERRED, Right.DECIDE,
            ("to_body", "why"), ("document_no",), owner=True,
        ),
        Transition("hand_over", "转交其他检察院", "hand over", (_N, _T, _A, _C, _V, _D), _N, Right.ASSIGN,
                   ("to_office", "why")),
        Transition("return", "退回", "give back", (_A, _C, _V, _D), _T, Right.HANDLE, ("why",), (), owner=True),
        Transition("reopen", "重新启动", "reopen", (State.NOT_ESTABLISHED, State.TRANSFERRED), _T, Right.TRIAGE,
                   ("why",)),
    )
}  # fmt: skip


class Body(Labelled):
    """To whom a clue is transferred outside the desk."""

    DEPARTMENT = "department", "本院其他部门", "another department"
    POLICE = "police", "公安机关", "the police"
    SUPERVISION = "supervision", "监察委员会", "the supervision commission"
    COURT = "court", "人民法院", "the court"
    AGENCY = "agency", "行政机关", "an administrative agency"
    OFFICE = "office", "外网检察院", "an office on another network"
