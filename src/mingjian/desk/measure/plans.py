"""Plans of checking: chosen by the library (`measure.capacity`) from the clues a user sees that nobody has begun with.

The chances come from the verdicts in the sight of whoever makes the plan, of its line if it has one; the plan is seen
at his office and above it, so that nobody reads figures out of it that he does not see.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from mingjian.clues import REJECTIONS
from mingjian.desk.clues.listing import rows_of
from mingjian.desk.clues.models import LEVELS, Clue
from mingjian.desk.clues.states import State
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.feedback.precision import standing
from mingjian.desk.measure.counting import undecided
from mingjian.desk.measure.models import CheckPlan, PlanPick
from mingjian.desk.measure.plan_schemas import (
    CheckPlanInfo,
    CheckPlanList,
    CheckPlanQuery,
    CheckPlanRow,
    EstimateInfo,
    NewPlan,
    PickRow,
)
from mingjian.desk.now import now
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.sight import part_of
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, Text, coded
from mingjian.measure import WEIGHT, Candidate, Chances, Plan, choose, estimate, kind_of
from mingjian.models.enumerations import Line

__all__ = ["list_plans", "make_plan", "plan_info"]

_UNBEGUN = (State.NEW.value, State.TRIAGED.value, State.ASSIGNED.value)
_LEVEL = {number: name for name, number in LEVELS.items()}
_CONFIRMED = Coded(code="confirmed", zh="成立", en="confirmed")


def list_plans(user: User, query: CheckPlanQuery) -> CheckPlanList:
    """Plans the user sees, newest first. `NotFound` for who sees no clue."""
    _may(user)
    found = CheckPlan.objects.visible_to(user).select_related("part", "by")
    start = (query.page - 1) * query.size
    counted = found.annotate(picked=Count("picks"), drawn=Count("picks", filter=Q(picks__random=True))).order_by("-id")
    every = Office.objects.filter(path__startswith=user.office.path).order_by("path")
    return CheckPlanList(
        items=[_row(one) for one in counted[start : start + query.size]], total=found.count(),
        offices=[office_code(one) for one in every],
        lines=[coded(line.value, line) for line in Line if line in user.line_set],
        ready=unbegun(user).count(), weight=WEIGHT,
    )  # fmt: skip


def make_plan(user: User, given: NewPlan) -> int:
    """Choose, draw and keep; answers the plan's number. `BadRequest` where nothing waits."""
    _may(user)
    office = Office.objects.filter(path__startswith=user.office.path, code=given.office or user.office.code).first()
    if office is None:
        raise BadRequest("没有这个检察院", f"there is no office '{given.office}'", "office")
    clues = unbegun(user).filter(office__in=part_of(user, office.code))
    clues = clues.filter(line=given.line) if given.line else clues
    clues = clues.filter(model=given.model) if given.model else clues
    rows = clues.values_list("pk", "model", "model_version", "level", "rank", "episode")
    listed = {pk: (Candidate(pk, (model, version, _LEVEL[level]), -rank), episode)
              for pk, model, version, level, rank, episode in rows.order_by()}  # fmt: skip
    if not listed:
        raise BadRequest("没有待核查的线索", "no clue waits to be checked", "office")
    made = choose((one for one, _ in listed.values()), _chances(user, given.line), given.capacity,
                  secrets.randbelow(10**9), given.share)  # fmt: skip
    return _keep(user, office, given, made, {pk: episode for pk, (_, episode) in listed.items()})


def unbegun(user: User) -> QuerySet[Clue]:
    """Clues the user sees that still stand, have no verdict and that nobody has begun with."""
    return undecided(Clue.objects.visible_to(user).filter(state__in=_UNBEGUN, found="present")).order_by()


def _may(user: User) -> None:
    if not user.may(Right.SEE_CLUES):
        raise NotFound


def _chances(user: User, line: str | None) -> Chances:
    counted: dict[tuple[str, str, str], Counter[str]] = {}
    clues = Clue.objects.visible_to(user)
    rows = standing(clues.filter(line=line) if line else clues).values_list(
        "clue__model", "model_version", "clue__level", "code"
    )
    for model, version, level, code, n in rows.annotate(n=Count("pk")):
        counted.setdefault((model, version, _LEVEL[level]), Counter())[kind_of(code)] += n
    return Chances({group: (kinds["confirmed"], kinds["rejected"]) for group, kinds in counted.items()})


@transaction.atomic
def _keep(user: User, part: Office, given: NewPlan, made: Plan, episodes: Mapping[str, int]) -> int:
    kept = CheckPlan.objects.create(
        office=user.office, part=part, line=given.line or "", model=given.model or "", capacity=given.capacity,
        share=given.share, seed=made.seed, waiting=made.waiting, rest=made.rest, expected=made.expected, by=user,
        at=now(),
    )  # fmt: skip
    PlanPick.objects.bulk_create(
        PlanPick(
            plan=kept, place=place, clue_id=one.clue, episode=episodes[one.clue], random=one.how == "random",
            chance=one.chance, inclusion=one.inclusion, why_zh=one.zh, why_en=one.en,
        )
        for place, one in enumerate(made.picks, 1)
    )  # fmt: skip
    trace(user.username, "measure.plan", str(kept.pk), capacity=given.capacity, seed=made.seed, waiting=made.waiting,
          picked=len(made.picks), office=part.code)  # fmt: skip
    return kept.pk


def plan_info(user: User, number: int) -> CheckPlanInfo:
    """A plan with its clues and how it came out. `NotFound` for one the user does not see."""
    plan = CheckPlan.objects.visible_to(user).select_related("part", "by").filter(pk=number).first()
    if plan is None:
        raise NotFound
    picks = list(plan.picks.all())
    seen = Clue.objects.visible_to(user).filter(pk__in=[one.clue_id for one in picks])
    rows = {one.id: one for one in rows_of(user, seen.select_related("office", "owner"))}
    codes = {(clue, episode): code for clue, episode, code in standing(seen).values_list("clue", "episode", "code")}
    told = {one.pk: codes.get((one.clue_id, one.episode)) for one in picks}
    drawn = [told[one.pk] for one in picks if one.random]
    kinds = Counter(kind_of(code) for code in told.values())
    shown = [_pick(one, rows[one.clue_id], told[one.pk]) for one in picks if one.clue_id in rows]
    return CheckPlanInfo(
        **_row(plan, picks).model_dump(), picks=shown, unseen=len(picks) - len(shown),
        decided=len(picks) - kinds["open"], confirmed=kinds["confirmed"],
        estimate=EstimateInfo.model_validate(vars(estimate(plan.rest, drawn))),
    )  # fmt: skip


def _pick(one: PlanPick, row: object, code: str | None) -> PickRow:
    verdict = None
    if code is not None:
        zh, en = REJECTIONS.get(code, (code, code))
        verdict = _CONFIRMED if code == "confirmed" else Coded(code=code, zh=zh, en=en)
    return PickRow.model_validate(
        {"place": one.place, "clue": row, "random": one.random, "chance": one.chance, "inclusion": one.inclusion,
         "why": Text(zh=one.why_zh, en=one.why_en), "verdict": verdict}
    )  # fmt: skip


def _row(one: CheckPlan, picks: Sequence[PlanPick] | None = None) -> CheckPlanRow:
    picked = len(picks) if picks is not None else one.picked  # type: ignore[attr-defined]  # annotated by list_plans
    drawn = sum(pick.random for pick in picks) if picks is not None else one.drawn  # type: ignore[attr-defined]  # annotated by list_plans
    line = coded(one.line, Line.of(one.line)) if one.line else None
    names = ("model", "capacity", "share", "seed", "waiting", "rest", "expected", "at")
    told = {"office": office_code(one.part), "line": line, "picked": picked, "drawn": drawn, "by": person(one.by)}
    return CheckPlanRow.model_validate({"id": one.pk, **{name: getattr(one, name) for name in names}, **told})
