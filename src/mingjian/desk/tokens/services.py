"""Tokens: asked for by the user in whose name they act, allowed by the security administrator, ended by either.

Who makes one? Were it the security administrator, he would hold a key to what its user sees, and he is to see no clue;
were it the user alone, anybody could open a way in that no second factor guards. So the user makes it within his own
rights and keeps the secret, and it opens nothing until the security administrator, who never sees it, has allowed it.

Rights that are a person's own judgement (deciding, reviewing, signing, approving, unmasking) and managing users are
in no token.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from mingjian.desk.errors import BadRequest, Conflict, Forbidden, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.login import failed, is_open
from mingjian.desk.offices.models import User
from mingjian.desk.offices.people import Person, office_code, person
from mingjian.desk.offices.roles import RIGHTS, Right
from mingjian.desk.offices.staff import own_offices
from mingjian.desk.secret import ring_of
from mingjian.desk.tokens.models import Token, TokenState
from mingjian.desk.tokens.schemas import NewToken, TokenAct, TokenList, TokenMade, TokenRow
from mingjian.desk.traces.services import trace
from mingjian.desk.words import Coded, coded

__all__ = ["MACHINE", "act_on_token", "ask_for_token", "hashed", "list_tokens"]

MACHINE = frozenset(
    {Right.SEE_CLUES, Right.TRIAGE, Right.ASSIGN, Right.HANDLE, Right.EXPORT, Right.SEE_MODELS, Right.RUN,
     Right.LOAD_DATA, Right.READ_AUDIT, Right.OPERATE}
)  # fmt: skip
"""Rights a token may have."""
MOST = 20
"""Tokens of a user that are not over, at most."""


def list_tokens(user: User) -> TokenList:
    """The tokens the user may know of."""
    rows = _known(user).select_related("user__office", "allowed_by")
    return TokenList(items=[_row(one, user) for one in rows], rights=[_right(one) for one in _may_have(user)])


def ask_for_token(user: User, given: NewToken, address: str) -> TokenMade:
    """Make a token, which opens nothing until it is allowed. Needs the present password, as every way in does."""
    if user.scope is not None:
        raise Forbidden("令牌不能申请令牌，请登录办理", "no token asks for tokens: log in to do so")
    if not is_open(user, address) or not user.check_password(given.password):
        failed(user.username, address)
        raise BadRequest("口令不正确", "the password is wrong", "password")
    wanted = frozenset(given.rights)
    if not wanted <= frozenset(_may_have(user)):
        raise BadRequest(
            "只能申请本人拥有、且可由程序行使的权限",
            "a token has only rights that its user has and that a program may use",
            "rights",
        )
    if _known(user).filter(user=user, revoked=None, expires__gt=now()).count() >= MOST:
        raise BadRequest(f"最多{MOST}个未到期的令牌", f"{MOST} tokens that are not over are the most", "name")
    secret = f"mj_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        made = Token.objects.create(
            user=user, name=given.name.strip(), hashed=hashed(secret), beginning=secret[:8], rights=sorted(wanted),
            reads=given.reads, why=given.why.strip(), asked=now(), expires=now() + timedelta(days=given.days),
        )  # fmt: skip
        trace(user.username, "token.ask", f"token {made.pk}", **_facts(made))
    return TokenMade(token=_row(made, user), secret=secret)


def act_on_token(user: User, number: int, given: TokenAct) -> TokenRow:
    """Allow a token of somebody else, or end one. `NotFound` for those the user may not know of."""
    with transaction.atomic():
        found = _known(user).select_related("user__office", "allowed_by").filter(pk=number).first()
        if found is None or (given.action == "allow" and not _allows(user, found)):
            raise NotFound("没有此令牌，或您不能办理", "there is no such token, or it is not yours to act on")
        at, rows = now(), Token.objects.filter(pk=number, revoked=None)
        if given.action == "allow":
            done = rows.filter(allowed=None, expires__gt=at).update(allowed=at, allowed_by=user)
        else:
            done = rows.update(revoked=at)
        if not done:
            raise Conflict("令牌的状态已改变，请刷新后再办", "the token was changed meanwhile: load the page again")
        trace(user.username, f"token.{given.action}", f"token {number}", **{**_facts(found), "because": given.why})
        return _row(Token.objects.select_related("user__office", "allowed_by").get(pk=number), user)


def hashed(secret: str) -> str:
    """What is kept of a token: a keyed hash, which its 256 random bits need no slow one for."""
    return ring_of(settings.DESK.folder).hash("tokens", secret)


def _known(user: User) -> QuerySet[Token]:
    own = Q(user=user)
    if user.may(Right.MANAGE_USERS):
        own |= Q(user__office__in=own_offices(user).values("pk"))
    return Token.objects.filter(own)


def _allows(user: User, token: Token) -> bool:
    return user.may(Right.MANAGE_USERS) and token.user_id != user.pk


def _may_have(user: User) -> list[Right]:
    return sorted(user.rights & MACHINE)


def _state(one: Token, at: datetime) -> TokenState:
    if one.revoked is not None:
        return TokenState.REVOKED
    if one.expires <= at:
        return TokenState.EXPIRED
    return TokenState.ASKED if one.allowed is None else TokenState.ACTIVE


def _facts(one: Token) -> dict[str, object]:
    return {"user": one.user.username, "name": one.name, "rights": one.rights, "reads": one.reads, "why": one.why,
            "expires": one.expires.isoformat(timespec="seconds")}  # fmt: skip


def _row(one: Token, reader: User) -> TokenRow:
    state = _state(one, now())
    can: list[Literal["allow", "revoke"]] = []
    if state is TokenState.ASKED and _allows(reader, one):
        can.append("allow")
    if state in (TokenState.ASKED, TokenState.ACTIVE):
        can.append("revoke")
    return TokenRow(
        id=one.pk, name=one.name, beginning=one.beginning, user=Person(username=one.user.username, name=one.user.name),
        office=office_code(one.user.office), why=one.why, rights=[_right(Right(right)) for right in one.rights],
        reads=one.reads, state=coded(state.value, state), asked=one.asked, expires=one.expires,
        allowed_by=person(one.allowed_by), used=one.used, used_from=one.used_from,
        can=can,
    )  # fmt: skip


def _right(one: Right) -> Coded:
    zh, en = RIGHTS[one]
    return Coded(code=one.value, zh=zh, en=en)
