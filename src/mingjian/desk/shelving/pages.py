"""An entry whole: its road, versions, figures, needs, take-ups, ratings."""

from __future__ import annotations

from django.utils.timezone import localdate

from mingjian.desk.held.models import Use
from mingjian.desk.held.services import RUNS
from mingjian.desk.known import known
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import Person, office_code, person
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelving.entries import find_entry
from mingjian.desk.shelving.exchange import may_pack
from mingjian.desk.shelving.figures import counted_for, runs_of
from mingjian.desk.shelving.models import Asked, Entry, EntryStep, TakeUp, Taking
from mingjian.desk.shelving.nearby import point_info, point_under
from mingjian.desk.shelving.schemas import (
    PilotInfo,
    RatingInfo,
    ShelfFigures,
    ShelfMove,
    ShelfPage,
    ShelfStep,
    ShelfVersion,
    TakeUpInfo,
)
from mingjian.desk.shelving.services import rows_of
from mingjian.desk.shelving.taking import may_rate, needs_of, take_up_can
from mingjian.desk.shelving.who import can
from mingjian.desk.words import Coded, Text, coded
from mingjian.models import Model, ModelErrors, explain, parse_model
from mingjian.models.parameters import Parameter
from mingjian.runs.request import parameter_text
from mingjian.shelf import MOVES, State
from mingjian.shelf.states import ANSWERS, LOW_REASONS

__all__ = ["entry_page"]

_STEPS = {
    "send": ("送共享", "sent to the shelf"), "renew": ("更新内容", "renewed"), "send_back": ("退回", "sent back"),
    "ask": ("征求试点院意见", "offices asked to pilot it"), "agree": ("同意试点", "agreed to pilot"),
    "decline": ("不参加试点", "declined to pilot"), "improved": ("已有新版上架", "a newer version was published"),
    "receive": ("由模型包收进", "taken from a bundle"), "won": ("竞赛获奖", "won a contest"),
} | {one.code: (one.zh, one.en) for one in MOVES}  # fmt: skip


def entry_page(user: User, number: int) -> ShelfPage:
    """An entry the user sees."""
    entry = find_entry(user, number)
    (row,) = rows_of(user, [entry])
    model, records, here = _model(entry), runs_of([entry]).get(entry.pk, []), known()
    mine = TakeUp.objects.select_related("office", "asked_by", "decided_by").filter(entry=entry, office=user.office)
    own = mine.first()
    seen = TakeUp.objects.visible_to(user).select_related("office", "asked_by", "decided_by").filter(entry=entry)
    steps = entry.steps.select_related("by", "office")
    runs = entry.held is not None and entry.held.standing in RUNS and user.may(Right.RUN)
    return ShelfPage(
        **row.model_dump(), fingerprint=entry.fingerprint, forked=entry.forked, origin=_origin(entry),
        explained=_explained(model), difference=entry.difference, answers=_answers(entry.review),
        purpose=entry.purpose, figures=ShelfFigures(**entry.figures) if entry.figures else None,
        counted=counted_for(entry, records), needs=needs_of(model), parameters=_parameters(model),
        moves=_moves(user, entry), steps=[_step(one) for one in steps],
        pilots=[
            PilotInfo(office=office_code(one.office), state=coded(one.state, Asked.of(one.state)), by=person(one.by),
                      why=one.why)
            for one in entry.pilots.select_related("office", "by")
        ],
        take_up=_take_up(own) if own is not None else None, take_up_can=take_up_can(user, entry, own),
        take_ups=[_take_up(one) for one in seen],
        ratings_of=[
            RatingInfo(office=office_code(one.office), stars=one.stars, why=one.why, at=one.at,
                       reason=Coded(code=one.reason, zh=LOW_REASONS[one.reason][0], en=LOW_REASONS[one.reason][1])
                       if one.reason else None)
            for one in entry.ratings.select_related("office")
        ],
        may_rate=may_rate(user, entry),
        may_run=runs and Use.objects.filter(held=entry.held, office=user.office).exists(),
        may_pack=may_pack(user, entry), signed_by=str(entry.signed.get("key", "")),
        versions=_versions(user, entry), draft=_draft(user, entry),
        under=point_info(point_under(entry, here), here),
        offices_below=[office_code(one) for one in Office.objects.filter(path__startswith=user.office.path)]
        if "ask" in row.can else [],
    )  # fmt: skip


# -- within ------------------------------------------------------------------------------------------------


def _model(entry: Entry) -> Model | None:
    try:
        return parse_model(entry.files["model.yaml"], "model.yaml")
    except ModelErrors:
        return None


def _explained(model: Model | None) -> Text:
    return Text(zh="", en="") if model is None else Text(zh=explain(model, "zh"), en=explain(model, "en"))


def _parameters(model: Model | None) -> dict[str, str]:
    given: dict[str, Parameter] = {} if model is None else dict(model.parameters)
    return {name: parameter_text(one.value) for name, one in given.items()}


def _answers(review: dict[str, dict[str, object]]) -> list[Coded]:
    listed = []
    for code, (zh, en) in ANSWERS.items():
        if code in review:
            why, passed = str(review[code]["why"]), bool(review[code]["passed"])
            mark = ("通过", "yes") if passed else ("不通过", "no")
            listed.append(Coded(code=code, zh=f"{zh.partition('：')[0]}（{mark[0]}）：{why}",
                                en=f"{en.partition(':')[0]} ({mark[1]}): {why}"))  # fmt: skip
    return listed


def _moves(user: User, entry: Entry) -> list[ShelfMove]:
    mine = can(user, entry)
    return [
        ShelfMove(
            action=Coded(code=one.code, zh=one.zh, en=one.en), source=coded(one.sources[0].value, one.sources[0]),
            target=coded(one.target.value, one.target), who=coded(one.who.value, one.who),
            needs=[coded(need.value, need) for need in one.needs], may=one.code in mine,
        )
        for one in MOVES
    ]  # fmt: skip


def _step(one: EntryStep) -> ShelfStep:
    zh, en = _STEPS.get(one.action, (one.action, one.action))
    offices = {each.code: each for each in Office.objects.filter(code__in=one.data.get("offices", []))}
    source, target = State.of(one.source), State.of(one.target)
    return ShelfStep(
        at=one.at, by=Person(username=one.by.username, name=one.by.name), office=office_code(one.office),
        action=Coded(code=one.action, zh=zh, en=en), source=coded(source.value, source),
        target=coded(target.value, target), why=one.why, answers=_answers(one.data.get("answers", {})),
        offices=[office_code(each) for each in offices.values()],
    )  # fmt: skip


def _take_up(one: TakeUp) -> TakeUpInfo:
    return TakeUpInfo(
        office=office_code(one.office), state=coded(one.state, Taking.of(one.state)), mapping=one.mapping,
        parameters=one.parameters, asked_by=Person(username=one.asked_by.username, name=one.asked_by.name),
        asked=one.asked, decided_by=person(one.decided_by), decided=one.decided, why=one.why, version=one.version,
    )  # fmt: skip


def _origin(entry: Entry) -> Text | None:
    if not entry.origin:
        return None
    name, day = entry.origin.get("name", ""), localdate(entry.made)
    return Text(zh=f"{name}的模型包，{day}收进", en=f"a bundle of {name}, taken in on {day}")


def _versions(user: User, entry: Entry) -> list[ShelfVersion]:
    others = Entry.objects.visible_to(user).filter(model=entry.model).order_by("-made", "-id").defer("files")
    now_ = known().get(entry.model)
    return [
        ShelfVersion(
            id=one.pk, version=one.model_version, state=coded(one.state, State.of(one.state)),
            current=now_ is not None and bool(one.fingerprint) and now_.fingerprint == one.fingerprint,
        )
        for one in others
    ]  # fmt: skip


def _draft(user: User, entry: Entry) -> int | None:
    """The draft it was made of, for who sees that."""
    from mingjian.desk.workshop.models import Draft

    seen = Draft.objects.visible_to(user).filter(pk=entry.draft_id).exists() if entry.draft_id else False
    return entry.draft_id if seen else None
