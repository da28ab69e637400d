"""Schedules as people see and steer them. Everything begins with what the user sees."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from mingjian.desk.data.source_schemas import TableQuery
from mingjian.desk.data.sources import described, find_source
from mingjian.desk.data.words import in_charge, office_of
from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.known import known, runnable_by
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code
from mingjian.desk.schedules.folders import folders_of, look, place_of
from mingjian.desk.schedules.lease import last_beat
from mingjian.desk.schedules.models import Kind, Schedule, Turn, TurnState, right_of
from mingjian.desk.schedules.rhythm import Rhythm, next_after, said
from mingjian.desk.schedules.running import chosen, present
from mingjian.desk.schedules.schemas import (
    Alive,
    NewSchedule,
    RunnableModel,
    ScheduleAct,
    ScheduleChange,
    ScheduleChoices,
    ScheduleInfo,
    ScheduleList,
    SourceChoice,
    TurnInfo,
    TurnList,
    TurnQuery,
    What,
)
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text, coded, text
from mingjian.standards import codes

__all__ = ["act", "change", "choices", "list_schedules", "list_turns", "make"]


def list_schedules(user: User) -> ScheduleList:
    """All that goes on, newest first. `NotFound` for who has to do with none of it."""
    can = _kinds(user)
    if not can:
        raise NotFound
    return ScheduleList(items=[_info(user, one) for one in _counted(user).order_by("-id")], scheduler=alive(), can=can)


def alive() -> Alive:
    """Whether a scheduler is at work."""
    beat = last_beat()
    if beat is None:
        return Alive(ok=False, at=None, error="")
    return Alive(ok=beat.until > now(), at=beat.beat, error=beat.error)


def choices(user: User) -> ScheduleChoices:
    """What a schedule of the user may be made of."""
    if not _kinds(user):
        raise NotFound
    models = [
        RunnableModel(
            id=one.id, title=text(one.title), line=coded(one.definition.line.value, one.definition.line),
            sensitivity=str(one.sensitivity),
        )
        for one in runnable_by(user).values() if user.may(right_of(Kind.MODELS.value))
    ]  # fmt: skip
    return ScheduleChoices(
        folders=[SourceChoice(name=one.name, owner=office_of(one.owner)) for one in folders_of(user)],
        sources=[
            SourceChoice(name=one.name, owner=office_of(one.owner))
            for one in settings.DESK.sources if in_charge(user, one.owner)
        ],
        models=models,
    )  # fmt: skip


def make(user: User, given: NewSchedule) -> ScheduleInfo:
    """A schedule of the user's office, in his name. Data are looked for at once; models are run from the next new data
    on."""
    _check(user, given)
    made = Schedule(office=user.office, by=user, made=now(), kind=given.kind)
    _fill(made, given)
    with transaction.atomic():
        made.save()
        trace(user.username, "schedule.make", f"schedule {made.pk}", **_facts(made))
    return _one(user, made.pk)


def change(user: User, number: int, given: ScheduleChange) -> ScheduleInfo:
    """Change what it does; whoever does so answers for it from then on."""
    schedule = _find(user, number)
    if schedule.office_id != user.office_id:
        raise NotFound
    if schedule.kind != given.kind:
        raise BadRequest("任务类型不能改，请另建", "its kind cannot be changed: make another", "kind")
    _check(user, given)
    _fill(schedule, given)
    schedule.by = user
    fields = {name: getattr(schedule, name) for name in ("name", "what", "rhythm", "next", "known", "by")}
    _update(user, schedule, given.version, "change", problem_zh="", problem_en="", **fields)
    return _one(user, number)


def act(user: User, number: int, given: ScheduleAct) -> None:
    """Pause, resume, do it now, end it."""
    schedule = _find(user, number)
    if given.action == "now" and schedule.paused:
        raise Conflict("任务已暂停，请先恢复", "it is paused: resume it first")
    changes: dict[str, dict[str, object]] = {
        "pause": {"paused": True}, "resume": {"paused": False}, "now": {"next": now()}, "end": {"ended": now()},
    }  # fmt: skip
    with transaction.atomic():
        _update(user, schedule, given.version, given.action, **changes[given.action])
        if given.action == "end":
            over = {
                "state": TurnState.DONE.value,
                "said_zh": "任务已终止，不再跟进",
                "said_en": "its schedule was ended",
            }
            Turn.objects.filter(schedule=schedule, ended=None).update(ended=now(), **over)


def list_turns(user: User, query: TurnQuery) -> TurnList:
    """A page of what happened, newest first."""
    if not _kinds(user):
        raise NotFound
    found = Turn.objects.visible_to(user)
    if query.schedule is not None:
        found = found.filter(schedule=query.schedule)
    if query.waiting:
        found = found.filter(state__in=[TurnState.HELD.value, TurnState.WAITS.value])
    start = (query.page - 1) * query.size
    shown = found.select_related("schedule").order_by("-id")[start : start + query.size]
    return TurnList(items=[_turn(one) for one in shown], total=found.count())


def _kinds(user: User) -> list[str]:
    return [kind.value for kind in Kind if user.may(right_of(kind.value))]


def _find(user: User, number: int) -> Schedule:
    found = Schedule.objects.visible_to(user).filter(ended=None, pk=number).select_related("by", "office").first()
    if found is None:
        raise NotFound
    return found


def _check(user: User, given: NewSchedule) -> None:
    """Raise `BadRequest` for what cannot be."""
    what = given.what
    if given.kind not in _kinds(user):
        raise NotFound
    if given.rhythm is None and (given.kind != Kind.MODELS.value or not what.on_data):
        raise BadRequest("请选择何时执行", "choose when it is to happen", "rhythm")
    if given.kind == Kind.FOLDER.value:
        look(place_of(user, what.folder))
    elif given.kind == Kind.DATABASE.value:
        if not what.table:
            raise BadRequest("请选择一张表", "choose a table", "table")
        described(find_source(user, what.source), TableQuery(space=what.space, table=what.table))
    else:
        _check_models(user, what)
    unknown = [one.region for one in what.covers if one.region not in codes("regions")]
    if unknown:
        listed = "、".join(unknown)
        raise BadRequest(f"没有行政区划{listed}", f"there is no region {', '.join(unknown)}", "covers")


def _check_models(user: User, what: What) -> None:
    if not what.purpose.strip():
        raise BadRequest(
            "请写明用途：专项名称或案件编号", "say what the runs are for: a campaign or a case number", "purpose"
        )
    mine = runnable_by(user)
    other = [one for one in what.models if one not in mine]
    if other:
        raise BadRequest(
            f"没有模型{'、'.join(other)}，或不在您的条线内",
            f"no such models in your lines: {', '.join(other)}",
            "models",
        )


def _fill(schedule: Schedule, given: NewSchedule) -> None:
    schedule.name = given.name.strip()
    schedule.what = given.what.model_dump(mode="json", exclude_defaults=True) | {"on_data": given.what.on_data}
    schedule.rhythm = None if given.rhythm is None else given.rhythm.model_dump(mode="json")
    schedule.next = None if given.rhythm is None else next_after(given.rhythm, now())
    if schedule.kind != Kind.MODELS.value:
        schedule.next = now()
        return
    there = present(chosen(schedule))
    schedule.known = {name: schedule.known.get(name, mark) for name, mark in there.items()}


def _update(user: User, schedule: Schedule, version: int, action: str, **changes: object) -> None:
    with transaction.atomic():
        rows = Schedule.objects.filter(pk=schedule.pk, version=version, ended=None)
        if not rows.update(version=F("version") + 1, **changes):
            raise Conflict("他人刚改过此任务，请刷新", "somebody just changed it: load the page again")
        trace(user.username, f"schedule.{action}", f"schedule {schedule.pk}", **_facts(schedule))


def _facts(schedule: Schedule) -> dict[str, object]:
    return {"name": schedule.name, "kind": schedule.kind, "what": schedule.what, "rhythm": schedule.rhythm}


def _one(user: User, number: int) -> ScheduleInfo:
    return _info(user, _counted(user).get(pk=number))


def _counted(user: User) -> QuerySet[Schedule]:
    """Those the user sees, with how many of the turns he sees stand how."""
    shown = Turn.objects.visible_to(user)
    return (
        Schedule.objects.visible_to(user).filter(ended=None).select_related("by", "office").annotate(
            held=_standing(shown, TurnState.HELD), approvals=_standing(shown, TurnState.WAITS),
            underway=_standing(shown, TurnState.OPEN),
        )
    )  # fmt: skip


def _standing(turns: QuerySet[Turn], state: TurnState) -> Count:
    return Count("turns", filter=Q(turns__in=turns.filter(state=state.value)))


def _info(user: User, one: Schedule) -> ScheduleInfo:
    kind, what = Kind.of(one.kind), What.model_validate(one.what)
    rhythm = None if one.rhythm is None else Rhythm.model_validate(one.rhythm)
    own = one.office_id == user.office_id
    can = [*(["change"] if own else []), *(["resume"] if one.paused else ["now", "pause"]), "end"]
    return ScheduleInfo(
        id=one.pk, name=one.name, kind=coded(kind.value, kind), office=office_code(one.office),
        by=Person(username=one.by.username, name=one.by.name), what=what, rhythm=rhythm, when=_when(kind, what, rhythm),
        about=_about(kind, what), next=one.next, last=one.last, paused=one.paused,
        problem=Text(zh=one.problem_zh, en=one.problem_en) if one.problem_zh else None, held=_count(one, "held"),
        approvals=_count(one, "approvals"), underway=_count(one, "underway"), made=one.made, version=one.version,
        can=can,
    )  # fmt: skip


def _count(one: Schedule, name: str) -> int:
    found: int = getattr(one, name)  # annotated by `_counted`
    return found


def _when(kind: Kind, what: What, rhythm: Rhythm | None) -> Text:
    parts = [] if rhythm is None else [said(rhythm)]
    if kind is Kind.MODELS and what.on_data:
        parts.append(Text(zh="有新数据时", en="when there are new data"))
    return Text(zh="；".join(one.zh for one in parts), en="; ".join(one.en for one in parts))


def _about(kind: Kind, what: What) -> Text:
    if kind is Kind.FOLDER:
        return Text(zh=what.folder, en=what.folder)
    if kind is Kind.DATABASE:
        table = f"{what.space}.{what.table}" if what.space else what.table
        return Text(zh=f"{what.source} · {table}", en=f"{what.source} · {table}")
    if not what.models:
        return Text(zh="条线内全部模型", en="all models of the lines")
    return _titles(what.models)


def _titles(names: Iterable[str]) -> Text:
    here = known()
    found = [(one.title.zh, one.title.en) for one in (here.get(name) for name in names) if one is not None]
    return Text(zh="、".join(zh for zh, _ in found), en=", ".join(en for _, en in found))


def _turn(one: Turn) -> TurnInfo:
    state, model = TurnState.of(one.state), one.schedule.kind == Kind.MODELS.value
    title = _titles([one.name]) if model else None
    name = title if title is not None and title.zh else None
    return TurnInfo(
        id=one.pk, schedule=one.schedule_id, schedule_name=one.schedule.name, at=one.at,
        name=name or Text(zh=one.name, en=one.name), state=coded(state.value, state),
        said=Text(zh=one.said_zh, en=one.said_en), place=_place(one, state), ended=one.ended,
    )  # fmt: skip


def _place(one: Turn, state: TurnState) -> str:
    """Where a turn goes on."""
    if one.upload_id is not None:
        return f"/data/uploads/{one.upload_id}"
    if state is TurnState.WAITS:
        return f"/models/{one.name}"
    return "/jobs" if one.job_id is not None else ""
