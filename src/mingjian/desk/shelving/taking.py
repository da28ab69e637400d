"""Taking a published model up: the data officer names the office's datasets, its chief agrees; ratings, favourites."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from mingjian.desk.errors import BadRequest, Conflict, NotFound
from mingjian.desk.held.models import Way
from mingjian.desk.held.services import allow, end_use
from mingjian.desk.lake import the_lake
from mingjian.desk.now import now
from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.shelving.entries import find_entry
from mingjian.desk.shelving.figures import offices_that_ran, runs_of
from mingjian.desk.shelving.models import Entry, Favourite, Rating, TakeUp, Taking
from mingjian.desk.shelving.nearby import named_lists
from mingjian.desk.shelving.schemas import NewFavourite, NewRating, NewTakeUp, ShelfNeed
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Text
from mingjian.models import Model, ParameterError, parse_model, resolve_parameters
from mingjian.runs import examine_needs
from mingjian.shelf import State
from mingjian.shelf.states import LOW_REASONS

__all__ = ["may_rate", "needs_of", "rate", "set_favourite", "take_up", "take_up_can"]


def take_up_can(user: User, entry: Entry, one: TakeUp | None) -> list[str]:
    """What the user may do for his office now. A model that is withdrawn or retired is taken up no more."""
    state = None if one is None else one.state
    open_ = entry.state == State.PUBLISHED and entry.office_id != user.office_id
    line = entry.line in {line.value for line in user.line_set}
    found: list[str] = []
    if open_ and line and user.may(Right.LOAD_DATA) and state not in (Taking.TAKEN, Taking.ASKED):
        found.append("ask")
    if open_ and one is not None and state == Taking.ASKED and user.may(Right.APPROVE) and one.asked_by_id != user.pk:
        found += ["agree", "decline"]
    if state == Taking.TAKEN and (user.may(Right.LOAD_DATA) or user.may(Right.APPROVE)):
        found.append("end")
    return found


def take_up(user: User, number: int, given: NewTakeUp) -> None:
    """A step of the user's office."""
    entry = find_entry(user, number)
    one = TakeUp.objects.filter(entry=entry, office=user.office).first()
    if given.version != (0 if one is None else one.version):
        raise Conflict("本院他人刚办理过，请刷新", "somebody of your office was quicker: load it again")
    if given.action not in take_up_can(user, entry, one):
        raise BadRequest(
            "您现在不能这样办理：采用由本院数据管理员提出、检察长（分管领导）批准，模型须已上架",
            "you cannot do this now: a data officer of the office asks, its chief agrees, the model is published",
            "action",
        )
    with transaction.atomic():
        if given.action == "ask":
            _ask(user, entry, one, given)
        else:
            _decide(user, entry, one, given)
        trace(
            user.username, f"shelf.take_up.{given.action}", str(entry.pk), model=entry.model,
            version=entry.model_version, office=user.office.code, mapping=given.mapping, why=given.why.strip(),
        )  # fmt: skip


def needs_of(model: Model | None) -> list[ShelfNeed]:
    """The lists a model needs: at hand here or missing, and the datasets that would do."""
    if model is None:
        return []
    lake, found = the_lake(), examine_needs(the_lake(), [model])[model.id]
    held: dict[str, list[str]] = {}
    for name in lake.datasets():
        manifest = lake.latest(name)
        if manifest is not None:
            held.setdefault(manifest.standard.partition(".")[0], []).append(name)
    return [
        ShelfNeed(
            need=alias, standard=named_lists([one.standard])[0], optional=one.optional, there=one.there,
            why=Text(zh=one.refusals[0].zh, en=one.refusals[0].en) if one.refusals else None,
            datasets=held.get(one.standard, []),
        )
        for alias, one in found.items()
    ]  # fmt: skip


def may_rate(user: User, entry: Entry) -> bool:
    """Whether the user may rate for his office: it ran the version, and it is not its own."""
    if entry.office_id == user.office_id or not (user.may(Right.RUN) or user.may(Right.APPROVE)):
        return False
    if entry.published is None:
        return False
    return user.office_id in offices_that_ran(runs_of([entry]).get(entry.pk, []))


def rate(user: User, number: int, given: NewRating) -> None:
    """One a version and office; a later one stands for it."""
    entry = find_entry(user, number)
    if not may_rate(user, entry):
        raise BadRequest(
            "只有运行过此版本的其他院可以评价", "only another office that ran this version rates it", "stars"
        )
    if given.stars < 3 and given.reason not in LOW_REASONS:
        raise BadRequest("三星以下须选择理由", "below three it takes a reason", "reason")
    if given.stars < 3 and given.reason == "other" and not given.why.strip():
        raise BadRequest("请写明理由", "say which reason", "why")
    told = {"stars": given.stars, "reason": given.reason if given.stars < 3 else "", "why": given.why.strip()}
    with transaction.atomic():
        Rating.objects.update_or_create(entry=entry, office=user.office, defaults={**told, "by": user, "at": now()})
        trace(user.username, "shelf.rate", str(entry.pk), model=entry.model, version=entry.model_version, **told)


def set_favourite(user: User, number: int, given: NewFavourite) -> None:
    """Keep it at hand, or no more."""
    entry = find_entry(user, number)
    if given.on:
        Favourite.objects.get_or_create(user=user, entry=entry)
    else:
        Favourite.objects.filter(user=user, entry=entry).delete()


# -- within ------------------------------------------------------------------------------------------------


def _ask(user: User, entry: Entry, one: TakeUp | None, given: NewTakeUp) -> None:
    model = parse_model(entry.files["model.yaml"], "model.yaml")
    _mapped(entry, model, given)
    try:
        resolve_parameters(model.parameters, given.parameters)
    except ParameterError as error:
        raise BadRequest(error.zh, error.en, "parameters") from error
    values = {"state": Taking.ASKED.value, "mapping": given.mapping, "parameters": given.parameters, "asked_by": user,
              "asked": now(), "decided_by": None, "decided": None, "why": given.why.strip()}  # fmt: skip
    if one is None:
        try:
            with transaction.atomic():
                TakeUp.objects.create(entry=entry, office=user.office, **values)
        except IntegrityError:
            raise Conflict("本院他人刚办理过，请刷新", "somebody of your office was quicker: load it again") from None
        return
    _change(one, **values)


def _mapped(entry: Entry, model: Model, given: NewTakeUp) -> None:
    needs = {one.need: one for one in needs_of(model)}
    strange = [name for name in given.mapping if name not in needs]
    if strange:
        raise BadRequest(f"模型没有数据“{strange[0]}”", f"the model needs no '{strange[0]}'", "mapping")
    for name, one in needs.items():
        chosen = given.mapping.get(name)
        if chosen is None and not one.optional and not one.there:
            raise BadRequest(
                f"本系统没有“{one.standard.zh}”，暂不能采用", f"there is no '{one.standard.en}' here yet", "mapping"
            )
        if chosen is not None and chosen not in one.datasets:
            raise BadRequest(
                f"数据集“{chosen}”不是“{one.standard.zh}”", f"the dataset '{chosen}' is no '{one.standard.en}'",
                "mapping",
            )  # fmt: skip
        if chosen is None and len(one.datasets) > 1:
            raise BadRequest(
                f"请为“{one.standard.zh}”选择数据集", f"choose a dataset for '{one.standard.en}'", "mapping"
            )


def _decide(user: User, entry: Entry, one: TakeUp | None, given: NewTakeUp) -> None:
    if one is None or entry.held is None:
        raise NotFound
    if given.action != "agree" and not given.why.strip():
        raise BadRequest("请写明理由", "say why", "why")
    state = {"agree": Taking.TAKEN, "decline": Taking.DECLINED, "end": Taking.ENDED}[given.action]
    _change(one, state=state.value, decided_by=user, decided=now(), why=given.why.strip())
    if given.action == "agree":
        allow(entry.held, [user.office], Way.TAKEN, one.mapping)
    elif given.action == "end":
        end_use(entry.held, user.office)


def _change(one: TakeUp, **values: object) -> None:
    same = TakeUp.objects.filter(pk=one.pk, version=one.version, state=one.state)
    if not same.update(version=F("version") + 1, **values):
        raise Conflict("本院他人刚办理过，请刷新", "somebody of your office was quicker: load it again")
