"""Making a campaign: which models and offices it may have, and checking what was given."""

from __future__ import annotations

from django.db import transaction

from mingjian.desk.campaigns.models import Campaign, CampaignStep, Chosen, Part
from mingjian.desk.campaigns.schemas import CampaignChoices, ModelChoice, NewCampaign, ParameterChoice
from mingjian.desk.cases.numbering import next_number
from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.known import known
from mingjian.desk.now import now, today
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right
from mingjian.desk.traces.services import trace
from mingjian.desk.words import coded, text
from mingjian.models import Model, ParameterError, resolve_parameters
from mingjian.runs.request import parameter_text

__all__ = ["choices", "make_campaign", "may_make"]


def may_make(user: User) -> bool:
    """Those who share out work: chiefs, heads of department and digital offices, where there are offices below."""
    return user.may(Right.ASSIGN) and user.office.children.exists()


def choices(user: User) -> CampaignChoices:
    """What a campaign of the user's office may be made of."""
    if not user.may(Right.ASSIGN):
        raise NotFound
    return CampaignChoices(
        models=[
            ModelChoice(
                id=one.id, version=one.version, title=text(one.title),
                line=coded(one.definition.line.value, one.definition.line),
                parameters=[
                    ParameterChoice(name=name, value=parameter_text(of.value), why=text(of.why))
                    for name, of in one.parameters.items()
                ],
            )
            for one in known().values() if one.definition.line in user.line_set
        ],
        offices=[office_code(one) for one in _below(user).values()],
    )  # fmt: skip


def make_campaign(user: User, given: NewCampaign) -> Campaign:
    """Keep a campaign as a draft of the user's office."""
    if not user.may(Right.ASSIGN):
        raise NotFound
    if given.last < given.first:
        raise BadRequest("截止日期早于开始日期", "the last day is before the first", "last")
    if given.last < today():
        raise BadRequest("截止日期已过", "the last day has passed", "last")
    models = _models(user, given)
    offices = _below(user)
    for one in given.parts:
        if one.office not in offices:
            raise BadRequest(f"{one.office}不是本院的下级院", f"{one.office} is no office below yours", "parts")
    if len({one.office for one in given.parts}) < len(given.parts):
        raise BadRequest("同一检察院列了两次", "an office is named twice", "parts")
    with transaction.atomic():
        made = Campaign.objects.create(
            number=_number(user.office), name=given.name.strip(), purpose=given.purpose.strip(),
            basis=given.basis.strip(), line=models[0].definition.line.value, office=user.office, first=given.first,
            last=given.last, by=user, made=now(),
        )  # fmt: skip
        Chosen.objects.bulk_create(
            Chosen(campaign=made, model=model.id, model_version=model.version, fingerprint=model.fingerprint,
                   title_zh=model.title.zh, title_en=model.title.en, parameters=chosen.parameters)
            for model, chosen in zip(models, given.models, strict=True)
        )  # fmt: skip
        Part.objects.bulk_create(
            Part(campaign=made, office=offices[one.office], task=one.task.strip()) for one in given.parts
        )
        CampaignStep.objects.create(campaign=made, at=now(), by=user, action="make")
        trace(user.username, "campaign.make", made.number, name=made.name, models=[one.id for one in models],
              offices=[one.office for one in given.parts])  # fmt: skip
    return made


def _models(user: User, given: NewCampaign) -> list[Model]:
    found, here = [], known()
    for one in given.models:
        model = here.get(one.model)
        if model is None or model.definition.line not in user.line_set:
            raise BadRequest(f"没有模型{one.model}", f"there is no model {one.model}", "models")
        try:
            resolve_parameters(model.parameters, one.parameters)
        except ParameterError as error:
            raise BadRequest(error.zh, error.en, "models") from error
        found.append(model)
    if len({one.id for one in found}) < len(found):
        raise BadRequest("同一模型列了两次", "a model is named twice", "models")
    if len({one.definition.line for one in found}) > 1:
        raise BadRequest(
            "一个专项的模型须属同一条线，以便按条线控制查看范围",
            "the models of a campaign are of one line, since sight is a matter of lines", "models",
        )  # fmt: skip
    return found


def _below(user: User) -> dict[str, Office]:
    below = Office.objects.filter(path__startswith=user.office.path).exclude(pk=user.office_id).order_by("path")
    return {one.code: one for one in below}


def _number(office: Office) -> str:
    """As 皖检专〔2025〕3号: our own form, as that of cases."""
    year = today().year
    return f"{office.short or office.zh}检专〔{year}〕{next_number('campaign', office, year)}号"
