"""`/api/contests/{slug}/results` and what follows: signing, judging again, publication, appeals, winners."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.errors import AuthenticationError

from mingjian.desk.contests import appeals, handing, rejudging, results, signing
from mingjian.desk.contests.api import as_file
from mingjian.desk.contests.logbook import chain_of
from mingjian.desk.contests.own_results import own_result
from mingjian.desk.contests.result_schemas import (
    AppealInfo,
    AppealJudges,
    AppealList,
    AppealVote,
    ContestChain,
    ContestResult,
    HandoverInfo,
    HeardAppeals,
    NewAppeal,
    NewRejudging,
    OwnResult,
    RejudgingAct,
    RejudgingList,
    ResultForms,
    SignedDigest,
    WinnerList,
)
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["contests"])


@router.get("/contests/{slug}/results", response=ContestResult)
def page(request: HttpRequest, slug: str) -> ContestResult:
    """The result: by number from when it is frozen, with names from when it is published."""
    return results.result_page(user_of(request), slug)


@router.get("/contests/{slug}/results/forms", response=ResultForms)
def forms(request: HttpRequest, slug: str) -> ResultForms:
    """All forms of the result, each with who entered it."""
    return results.result_forms(user_of(request), slug)


@router.get("/contests/{slug}/results/export")
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything, as CSV and JSON, to be counted again."""
    return as_file(*results.export_of(user_of(request), slug), "application/zip")


@router.post("/contests/{slug}/results/again", response=ContestResult)
def again(request: HttpRequest, slug: str) -> ContestResult:
    """Compute the frozen result once more."""
    user = user_of(request)
    signing.again(user, slug)
    return results.result_page(user, slug)


@router.post("/contests/{slug}/sign", response=ContestResult)
def sign(request: HttpRequest, slug: str, given: SignedDigest) -> ContestResult:
    """Sign the digest that was seen."""
    user = user_of(request)
    signing.sign_result(user, slug, given)
    return results.result_page(user, slug)


@router.get("/contests/{slug}/published", response=ContestResult)
def published(request: HttpRequest, slug: str) -> ContestResult:
    """The published result, for everybody on the desk."""
    return results.published(user_of(request), slug)


@router.get("/contests/public/{slug}", response=ContestResult, auth=None)
def public(request: HttpRequest, slug: str) -> ContestResult:
    """The published result without a log-in, where the contest's file says so."""
    del request
    found = results.public_result(slug)
    if found is None:
        raise AuthenticationError
    return found


@router.get("/contests/{slug}/rejudging", response=RejudgingList)
def sets(request: HttpRequest, slug: str) -> RejudgingList:
    """Sets of judging again, with what each would change."""
    return rejudging.sets_of(user_of(request), slug)


@router.post("/contests/{slug}/rejudging", response=RejudgingList)
def make_set(request: HttpRequest, slug: str, given: NewRejudging) -> RejudgingList:
    """A set; what it would change is computed by a job."""
    user = user_of(request)
    rejudging.make_set(user, slug, given)
    return rejudging.sets_of(user, slug)


@router.post("/contests/{slug}/rejudging/{number}", response=RejudgingList)
def act_on_set(request: HttpRequest, slug: str, number: int, given: RejudgingAct) -> RejudgingList:
    """Apply a set, or drop it."""
    user = user_of(request)
    rejudging.act_on_set(user, slug, number, given)
    return rejudging.sets_of(user, slug)


@router.get("/contests/{slug}/works/{work}/result", response=OwnResult)
def own(request: HttpRequest, slug: str, work: str) -> OwnResult:
    """The result of one's own work."""
    return own_result(user_of(request), slug, work)


@router.post("/contests/{slug}/works/{work}/appeal", response=AppealInfo)
def appeal(request: HttpRequest, slug: str, work: str, given: NewAppeal) -> AppealInfo:
    """Appeal for one's own work."""
    return appeals.appeal(user_of(request), slug, work, given)


@router.get("/contests/{slug}/appeals", response=AppealList)
def list_appeals(request: HttpRequest, slug: str) -> AppealList:
    """All appeals."""
    return appeals.appeals_of(user_of(request), slug)


@router.post("/contests/{slug}/appeals/{number}/judges", response=AppealInfo)
def name_judges(request: HttpRequest, slug: str, number: int, given: AppealJudges) -> AppealInfo:
    """Three judges for an appeal."""
    return appeals.name_judges(user_of(request), slug, number, given)


@router.get("/contests/{slug}/hearings", response=HeardAppeals)
def hearings(request: HttpRequest, slug: str) -> HeardAppeals:
    """Appeals an appeal judge hears."""
    return appeals.heard(user_of(request), slug)


@router.post("/contests/{slug}/hearings/{number}", response=HeardAppeals)
def vote(request: HttpRequest, slug: str, number: int, given: AppealVote) -> HeardAppeals:
    """An appeal judge's word."""
    return appeals.vote(user_of(request), slug, number, given)


@router.get("/contests/{slug}/handovers", response=WinnerList)
def list_handovers(request: HttpRequest, slug: str) -> WinnerList:
    """Winners given to the shelf."""
    return handing.handovers(user_of(request), slug)


@router.post("/contests/{slug}/handovers/{work}", response=HandoverInfo)
def hand_over(request: HttpRequest, slug: str, work: str) -> HandoverInfo:
    """Give a winner to the shelf."""
    return handing.hand_over(user_of(request), slug, work)


@router.get("/contests/{slug}/chain", response=ContestChain)
def chain(request: HttpRequest, slug: str, page: int = 1) -> ContestChain:
    """The contest's chain, and whether it holds."""
    return chain_of(user_of(request), slug, page)
