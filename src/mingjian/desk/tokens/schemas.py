"""What the API says of tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from mingjian.desk.offices.people import Person
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Asked, Coded, Shown

__all__ = ["NewToken", "TokenAct", "TokenList", "TokenMade", "TokenRow"]


class NewToken(Asked):
    """A token to ask for. `password` is the asker's present one."""

    name: str = Field(min_length=1, max_length=60, pattern=r"\S")
    why: str = Field(min_length=1, max_length=200, pattern=r"\S")
    rights: list[Right] = Field(min_length=1, max_length=30)
    reads: bool = True
    days: int = Field(90, ge=1, le=366)
    password: str = Field(max_length=200)


class TokenAct(Asked):
    """Allow a token, or end it."""

    action: Literal["allow", "revoke"]
    why: str = Field("", max_length=200)


class TokenRow(Shown):
    """A token: whose, what for, how far it reaches. `can` is what the reader may do with it."""

    id: int
    name: str
    beginning: str
    user: Person
    office: Coded
    why: str
    rights: list[Coded]
    reads: bool
    state: Coded
    asked: datetime
    expires: datetime
    allowed_by: Person | None
    used: datetime | None
    used_from: str
    can: list[Literal["allow", "revoke"]]


class TokenList(Shown):
    """The reader's tokens, and of the security administrator those of his people; rights a token may be asked for."""

    items: list[TokenRow]
    rights: list[Coded]


class TokenMade(Shown):
    """A token that was asked for; `secret` is told this once."""

    token: TokenRow
    secret: str
