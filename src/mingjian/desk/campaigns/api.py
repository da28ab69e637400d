"""`/api/campaigns`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from mingjian.desk.campaigns.making import choices, make_campaign
from mingjian.desk.campaigns.schemas import (
    CampaignAct,
    CampaignAnswer,
    CampaignChoices,
    CampaignList,
    CampaignPage,
    CampaignQuery,
    CampaignStart,
    NewCampaign,
)
from mingjian.desk.campaigns.services import campaign_file, campaign_page, list_campaigns
from mingjian.desk.campaigns.steps import act_on_campaign, answer, start
from mingjian.desk.exports.services import Taking
from mingjian.desk.exports.services import answer as handed
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["campaigns"])


@router.get("/campaigns", response=CampaignList)
def list_(request: HttpRequest, query: Query[CampaignQuery]) -> CampaignList:
    """Campaigns the user sees, newest first."""
    return list_campaigns(user_of(request), query)


@router.post("/campaigns", response=CampaignPage)
def make(request: HttpRequest, given: NewCampaign) -> CampaignPage:
    """Make a campaign of the user's office; it is a draft until it is published."""
    user = user_of(request)
    return campaign_page(user, make_campaign(user, given).pk)


@router.get("/campaigns/choices", response=CampaignChoices)
def choices_(request: HttpRequest) -> CampaignChoices:
    """What a new campaign may be made of."""
    return choices(user_of(request))


@router.get("/campaigns/{number}", response=CampaignPage)
def one(request: HttpRequest, number: int) -> CampaignPage:
    """A campaign with its models, the parts of the offices and how far they are."""
    return campaign_page(user_of(request), number)


@router.post("/campaigns/{number}/act", response={200: CampaignPage, 204: None})
def act(request: HttpRequest, number: int, given: CampaignAct) -> CampaignPage | Status[None]:
    """Publish, remind, extend, close; a draft that is discarded is gone."""
    user = user_of(request)
    act_on_campaign(user, number, given)
    return Status(204, None) if given.action == "discard" else campaign_page(user, number)


@router.post("/campaigns/{number}/answer", response=CampaignPage)
def answer_(request: HttpRequest, number: int, given: CampaignAnswer) -> CampaignPage:
    """What the user's office answers: seen, taken up, or not and why."""
    user = user_of(request)
    answer(user, number, given)
    return campaign_page(user, number)


@router.post("/campaigns/{number}/run", response=CampaignPage)
def run(request: HttpRequest, number: int, given: CampaignStart) -> CampaignPage:
    """Run a model in the campaign."""
    user = user_of(request)
    start(user, number, given)
    return campaign_page(user, number)


@router.post("/campaigns/{number}/file")
def file(request: HttpRequest, number: int, given: Taking) -> HttpResponse:
    """The progress by office as a file that carries who took it."""
    return handed(campaign_file(user_of(request), number, given), given.form)
