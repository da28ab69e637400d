"""`/api/users` and `/api/offices`: people and the tree of offices, for the security administrator."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Query, Router

from mingjian.desk.offices import staff, tree
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.schemas import (
    Identities,
    NewOffice,
    NewUser,
    OfficeChange,
    OfficeTree,
    UserAct,
    UserChange,
    UserDone,
    UserList,
    UserQuery,
)

__all__ = ["router"]

router = Router(tags=["offices"])


@router.get("/users", response=UserList)
def users(request: HttpRequest, query: Query[UserQuery]) -> UserList:
    """The people of the reader's office and those below."""
    return staff.list_users(user_of(request), query)


@router.post("/users", response=UserDone)
def add(request: HttpRequest, given: NewUser) -> UserDone:
    """Add somebody; the answer tells the first password, once."""
    return staff.add(user_of(request), given)


@router.put("/users/{number}", response=UserDone)
def change(request: HttpRequest, number: int, given: UserChange) -> UserDone:
    """Change what somebody is; his sessions end when his office, roles or lines change."""
    return staff.change(user_of(request), number, given)


@router.post("/users/{number}/act", response=UserDone)
def act(request: HttpRequest, number: int, given: UserAct) -> UserDone:
    """Lock, unlock, deactivate, activate, or give a new first password, which the answer tells once."""
    return staff.act_on_user(user_of(request), number, given)


@router.put("/users/{number}/identities", response=UserDone)
def identify(request: HttpRequest, number: int, given: Identities) -> UserDone:
    """Say who somebody is at the log-in provider and in the directory."""
    return staff.identify(user_of(request), number, given)


@router.get("/offices", response=OfficeTree)
def offices(request: HttpRequest) -> OfficeTree:
    """The reader's office and those below."""
    return tree.tree(user_of(request))


@router.post("/offices", response=OfficeTree)
def add_office(request: HttpRequest, given: NewOffice) -> OfficeTree:
    """Add an office below one of them."""
    return tree.add_below(user_of(request), given)


@router.put("/offices/{code}", response=OfficeTree)
def change_office(request: HttpRequest, code: str, given: OfficeChange) -> OfficeTree:
    """Change an office's names, its word in document numbers, its contact."""
    return tree.change_office(user_of(request), code, given)
