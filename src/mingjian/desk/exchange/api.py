"""`/api/exchange`: signed files between desks on separate networks, and the partners whose keys are trusted."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.exchange import incoming, outgoing, partners, services
from mingjian.desk.exchange.models import File as ExchangeFile
from mingjian.desk.exchange.schemas import (
    ExchangePage,
    ExchangeQuery,
    NewPartner,
    PartnerAct,
    Partners,
    Received,
    Send,
    SendOutcomes,
)
from mingjian.desk.offices.login import user_of

__all__ = ["router"]

router = Router(tags=["exchange"])


@router.get("/exchange", response=ExchangePage)
def list_(request: HttpRequest, query: Query[ExchangeQuery]) -> ExchangePage:
    """Exchange files of the offices the user sees, newest first."""
    return services.page(user_of(request), query)


@router.post("/exchange/send")
def send(request: HttpRequest, given: Send) -> HttpResponse:
    """Hand clues over to a partner: answers the signed file, which is not kept here."""
    return _download(*outgoing.send_clues(user_of(request), given))


@router.post("/exchange/outcomes")
def outcomes(request: HttpRequest, given: SendOutcomes) -> HttpResponse:
    """Tell a partner what became of the clues it sent: answers the signed file."""
    return _download(*outgoing.send_outcomes(user_of(request), given))


@router.post("/exchange/receive", response=Received)
def receive(request: HttpRequest, file: File[UploadedFile]) -> Received:
    """Take a partner's file in; all that is wrong with it is told at once, and then nothing of it is kept."""
    return incoming.receive(user_of(request), file.read())


@router.get("/exchange/partners", response=Partners)
def list_partners(request: HttpRequest) -> Partners:
    """Known partners and this desk's own public key."""
    return partners.list_partners(user_of(request))


@router.post("/exchange/partners", response=Partners)
def add_partner(request: HttpRequest, given: NewPartner) -> Partners:
    """Register a partner's key."""
    user = user_of(request)
    partners.add_partner(user, given)
    return partners.list_partners(user)


@router.post("/exchange/partners/{code}/act", response=Partners)
def act(request: HttpRequest, code: str, given: PartnerAct) -> Partners:
    """Trust a partner's key, or no more."""
    user = user_of(request)
    partners.act_on_partner(user, code, given.action == "activate")
    return partners.list_partners(user)


def _download(file: ExchangeFile, data: bytes) -> HttpResponse:
    name = f"{file.office.code}-{file.partner.code}-{file.sequence:06d}-{file.kind}.mjx"
    response = HttpResponse(data, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
