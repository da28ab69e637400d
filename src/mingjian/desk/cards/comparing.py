"""What a file that came back would change, case by case; what is left out and why. Nothing is written here.

Only facts of the other system come in: its numbers, the day it took the case in, and, once a letter was served, money
and people. Whatever is a human step here (signing, serving, a reply, putting right, a look back) is compared and told.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from django.db.models import Exists, OuterRef

from mingjian.desk.cards.form import RETURNED
from mingjian.desk.cards.reading import Given, Told
from mingjian.desk.cards.values import Value
from mingjian.desk.cases.models import Case, Letter, Outcome
from mingjian.desk.cases.states import CaseState
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right

__all__ = ["NAMES", "Plan", "Planned", "compare", "shown"]

_UNIQUE = ("unified_number", "department_number")
_NEAR = 2000  # numbers looked through for the nearest one
NAMES = {
    "unified_number": ("统一受案号", "unified number"), "department_number": ("部门受案号", "department number"),
    "accepted_on": ("受理日期", "accepted on"), "outcome.recovered": ("追回金额", "money recovered"),
    "outcome.held_to_account": ("追责人数", "people held to account"), "outcome.rectified": ("已整改", "put right"),
    "outcome.accepted": ("采纳情况", "accepted"), "outcome.looked_back_on": ("回头看日期", "looked back on"),
}  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """A case and what would change: the field, what it is, what it becomes."""

    case: Case
    outcome: Outcome | None
    changes: dict[str, tuple[Value | None, Value]]


@dataclass(frozen=True)
class Plan:
    """All that a file would do. `same`: cases about which it says nothing new."""

    planned: list[Planned]
    told: list[Told]
    rows: int
    same: int

    @property
    def seen(self) -> str:
        """A digest of what would change, and from what: the same only while nobody changed one of the cases."""
        said = [
            [
                one.case.pk,
                one.case.version,
                [[name, shown(old), shown(new)] for name, (old, new) in one.changes.items()],
            ]
            for one in self.planned
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def compare(user: User, given: list[Given], told: list[Told]) -> Plan:
    """Hold the rows against the cases the user sees."""
    told = list(told)
    cases = _cases(user, [one.number for one in given])
    outcomes = {one.case_id: one for one in Outcome.objects.filter(case__in=[one.pk for one in cases.values()])}
    times = Counter(one.number for one in given)
    taken = _taken(user, given)
    near = _numbers(user) if any(one.number not in cases for one in given) else []
    planned, same = [], 0
    for one in given:
        case = cases.get(one.number)
        if times[one.number] > 1:
            told.append(_told(one, "number", "同一案件编号在文件中出现多次，均未读取",
                              "this number stands in the file more than once: none of them is taken"))  # fmt: skip
        elif case is None:
            nearest = get_close_matches(one.number, near, 1, 0.6)
            told.append(_told(one, "number", "没有此案号，或您无权查看", "there is no such case, or you may not see it",
                              nearest[0] if nearest else ""))  # fmt: skip
        else:
            changes = _changes(user, one, case, outcomes.get(case.pk), taken, told)
            planned += [Planned(case, outcomes.get(case.pk), changes)] if changes else []
            same += 0 if changes or any(line.row == one.row for line in told) else 1
    return Plan(planned, told, len(given), same)


def shown(value: Value | None) -> str:
    """A value as it is compared and read."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


# -- within ----------------------------------------------------------------------------------------------


def _cases(user: User, numbers: list[str]) -> dict[str, Case]:
    served = Letter.objects.filter(case=OuterRef("pk"), served_on__isnull=False)
    found: dict[str, Case] = {}
    for start in range(0, len(numbers), 500):
        part = Case.objects.visible_to(user).filter(number__in=numbers[start : start + 500])
        found |= {one.number: one for one in part.select_related("office", "owner").annotate(served=Exists(served))}
    return found


def _numbers(user: User) -> list[str]:
    return list(Case.objects.visible_to(user).order_by("-pk").values_list("number", flat=True)[:_NEAR])


def _taken(user: User, given: list[Given]) -> dict[tuple[str, str], set[str]]:
    """Which cases have a number there already, or would get it from this file."""
    taken: dict[tuple[str, str], set[str]] = {}
    for name in _UNIQUE:
        said = [(str(one.values[name]), one.number) for one in given if name in one.values]
        values = [value for value, _ in said]
        for start in range(0, len(values), 500):
            same = Case.objects.visible_to(user).filter(**{f"{name}__in": values[start : start + 500]})
            said += list(same.values_list(name, "number"))
        for value, number in said:
            taken.setdefault((name, value), set()).add(number)
    return taken


def _changes(
    user: User, one: Given, case: Case, outcome: Outcome | None, taken: dict[tuple[str, str], set[str]],
    told: list[Told],
) -> dict[str, tuple[Value | None, Value]]:  # fmt: skip
    changes: dict[str, tuple[Value | None, Value]] = {}
    for name, new in one.values.items():
        old = _old(case, outcome, name)
        if old == new or (old is None and new in (False, 0) and name != "outcome.recovered"):
            continue
        others = sorted(taken.get((name, str(new)), set()) - {case.number})
        if others:
            told.append(
                _told(one, name, f"该号码也用于 {others[0]}，未读取", f"{others[0]} has it too: it is not taken")
            )
        elif (why := _closed_to(user, case, name)) is not None:
            told.append(_told(one, name, *why))
        else:
            changes[name] = (old, new)
    return changes


def _old(case: Case, outcome: Outcome | None, name: str) -> Value | None:
    if name == "outcome.accepted":
        replies = [accepted for accepted in case.letters.values_list("accepted", flat=True) if accepted is not None]
        return all(replies) if replies else None
    holder: object = outcome if name.startswith("outcome.") else case
    value: str | date | Decimal | int | bool | None = getattr(holder, name.removeprefix("outcome."), None)
    return None if value == "" else value


def _closed_to(user: User, case: Case, name: str) -> tuple[str, str] | None:
    """Why this fact of this case is not taken in, if so."""
    holds, outcome = case.owner_id == user.pk, name.startswith("outcome.")
    if not RETURNED[name]:
        return (
            "与本系统不一致；此项须由承办人按步骤登记，未读取",
            "differs: it is recorded by hand, and not taken in",
        )
    if outcome and not (holds or user.may(Right.SIGN_LETTER)):
        return "成效只由承办人或领导登记", "an outcome is recorded by who holds the case, or a chief"
    if not outcome and not (holds or user.may(Right.ASSIGN)):
        return "由他人承办，您不能登记其受案号", "somebody else holds the case: its numbers are his to take in"
    if outcome and case.state == CaseState.CLOSED:
        return "案件已办结，成效不再更改", "the case is closed: its outcome is not changed"
    if outcome and not getattr(case, "served", False):
        return "还没有送达文书，成效与办理进度不符", "no letter was served yet: an outcome does not fit"
    return None


def _told(one: Given, name: str, zh: str, en: str, nearest: str = "") -> Told:
    return Told(one.row, one.columns.get(name, name), one.number, zh, en, nearest)
