"""What the security administrator asks and is told: people and offices."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from mingjian.desk.offices.models import Level
from mingjian.desk.offices.roles import Role
from mingjian.desk.words import Asked, Coded, Counted, Shown
from mingjian.models.enumerations import Labelled, Line

__all__ = ["Identities", "NewOffice", "NewUser", "OfficeChange", "OfficeRow", "OfficeTree", "UserAct", "UserChange",
           "UserDone", "UserList", "UserQuery", "UserRow", "UserState"]  # fmt: skip

Name = Annotated[str, Field(min_length=1, max_length=40, pattern=r"\S")]
Username = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^[\w.@-]+$")]
Phone = Annotated[str, Field(max_length=40)]


class UserState(Labelled):
    """Whether somebody can log in, and if not, why."""

    ACTIVE = "active", "正常", "active"
    LOCKED_OUT = "locked_out", "连续失败被锁定", "locked out by failures"
    LOCKED = "locked", "已锁定", "locked"
    INACTIVE = "inactive", "已停用", "deactivated"


class UserQuery(Asked):
    """Filters of the list of people."""

    q: str | None = Field(None, max_length=100)
    role: Role | None = None
    office: str | None = Field(None, max_length=12)
    state: UserState | None = None
    page: int = Field(1, ge=1, le=1_000_000)
    size: int = Field(20, ge=1, le=200)


class UserRow(Shown):
    """Somebody with a log-in, as the security administrator sees him."""

    id: int
    username: str
    name: str
    office: Coded
    roles: list[Coded]
    lines: list[Coded]
    phone: str
    state: Coded
    must_change: bool
    factor: bool
    last_login: datetime | None
    own: bool
    oidc: str | None = Field(None, description="who he is at the log-in provider")
    ldap: str | None = Field(None, description="who he is in the directory")
    version: int


class UserList(Shown):
    """A page of people; how many have each role; the business lines there are."""

    items: list[UserRow]
    total: int
    roles: list[Counted]
    states: list[Coded]
    lines: list[Coded]


class NewUser(Asked):
    """Somebody to add."""

    username: Username
    name: Name
    office: str = Field(max_length=12)
    roles: list[Role] = Field(max_length=20)
    lines: list[Line] = Field(default=[], max_length=20)
    phone: Phone = ""


class UserChange(Asked):
    """What somebody is to be; `version` is the one that was seen."""

    name: Name
    office: str = Field(max_length=12)
    roles: list[Role] = Field(max_length=20)
    lines: list[Line] = Field(default=[], max_length=20)
    phone: Phone = ""
    version: int


class UserAct(Asked):
    """A step for somebody's log-in."""

    action: Literal["lock", "unlock", "reset", "reset_factor", "deactivate", "activate"]
    version: int
    why: str = Field("", max_length=200)


class Identities(Asked):
    """Who somebody is elsewhere; nothing: nobody there."""

    oidc: str | None = Field(None, max_length=255)
    ldap: str | None = Field(None, max_length=255)
    version: int


class UserDone(Shown):
    """Somebody after a change; `password` is the first one, told this once."""

    user: UserRow
    password: str | None = None


class OfficeRow(Coded):
    """An office of the tree; `people` are those who can log in."""

    level: Coded
    parent: str | None
    region: Coded
    short: str
    contact: str
    people: int
    version: int


class OfficeTree(Shown):
    """The reader's office and those below it, from the top down, and the levels there are."""

    items: list[OfficeRow]
    levels: list[Coded]


class NewOffice(Asked):
    """An office to add below another."""

    code: str = Field(pattern=r"^[0-9A-Z]{2,12}$")
    zh: str = Field(min_length=1, max_length=80, pattern=r"\S")
    en: str = Field("", max_length=120)
    level: Level
    parent: str = Field(max_length=12)
    region: str = Field("", max_length=6)
    short: str = Field("", max_length=8)
    contact: str = Field("", max_length=80)


class OfficeChange(Asked):
    """What an office is to be called and whom others may ask."""

    zh: str = Field(min_length=1, max_length=80, pattern=r"\S")
    en: str = Field("", max_length=120)
    short: str = Field("", max_length=8)
    contact: str = Field("", max_length=80)
    version: int
