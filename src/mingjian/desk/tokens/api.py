"""`/api/tokens`: one's own tokens, those the security administrator allows; and the description of the API."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from mingjian.desk.addresses import address_of
from mingjian.desk.offices.login import user_of
from mingjian.desk.tokens.schemas import NewToken, TokenAct, TokenList, TokenMade, TokenRow
from mingjian.desk.tokens.services import act_on_token, ask_for_token, list_tokens

__all__ = ["router"]

router = Router(tags=["tokens"])


@router.get("/tokens", response=TokenList)
def list_(request: HttpRequest) -> TokenList:
    """One's own tokens; for the security administrator also those of his people."""
    return list_tokens(user_of(request))


@router.post("/tokens", response=TokenMade)
def ask(request: HttpRequest, given: NewToken) -> TokenMade:
    """Ask for a token; the answer tells its secret, once. It opens nothing until it is allowed."""
    return ask_for_token(user_of(request), given, address_of(request))


@router.post("/tokens/{number}/act", response=TokenRow)
def act(request: HttpRequest, number: int, given: TokenAct) -> TokenRow:
    """Allow a token, or end it."""
    return act_on_token(user_of(request), number, given)
