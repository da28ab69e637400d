"""What the security administrator does with people: list, add, change, lock, reset, deactivate.

He works on his own office and those below it. Nobody changes what he himself may do, and an active security
administrator always remains. A change names the version it was made over; what somebody else changed meanwhile is told.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from mingjian.desk.errors import BadRequest, Conflict, DeskError, NotFound
from mingjian.desk.now import now
from mingjian.desk.offices.factor import has_factor, without_factor
from mingjian.desk.offices.identities import LDAP, OIDC, set_identity, subject_of
from mingjian.desk.offices.login import locked_names, unlock
from mingjian.desk.offices.models import Factor, Identity, Office, User, UserLine, UserRole
from mingjian.desk.offices.people import office_code
from mingjian.desk.offices.roles import Right, Role
from mingjian.desk.offices.schemas import (
    Identities,
    NewUser,
    UserAct,
    UserChange,
    UserDone,
    UserList,
    UserQuery,
    UserRow,
    UserState,
)
from mingjian.desk.offices.services import add_user, check_password, check_roles
from mingjian.desk.traces.services import last_trace, trace
from mingjian.desk.words import Coded, Counted, coded
from mingjian.models.enumerations import Line

__all__ = ["act_on_user", "add", "change", "identify", "list_users", "managed_office", "own_offices"]

_SIGNS = "".join(sign for sign in string.ascii_letters + string.digits if sign not in "0O1lIo")
_NEVER = timedelta(0)


def own_offices(user: User) -> QuerySet[Office]:
    """The offices whose people a user manages. `NotFound` for who manages none."""
    if not user.may(Right.MANAGE_USERS):
        raise NotFound
    return Office.objects.filter(path__startswith=user.office.path)


def managed_office(user: User, code: str) -> Office:
    """One of them. `BadRequest` for any other, in the same words whether it exists or not."""
    found = own_offices(user).filter(code=code).first()
    if found is None:
        raise BadRequest(
            f"本院及下级院中没有“{code}”", f"there is no office '{code}' among yours and those below", "office"
        )
    return found


def list_users(user: User, query: UserQuery) -> UserList:
    """A page of the people of the user's offices."""
    people = _managed(user)
    for word in (query.q or "").split():
        people = people.filter(
            Q(username__icontains=word) | Q(name__icontains=word) | Q(office__zh__icontains=word)
            | Q(office__en__icontains=word) | Q(phone__icontains=word)
        )  # fmt: skip
    if query.office:
        people = people.filter(office__code=query.office)
    if query.state is not None:
        people = people.filter(_in_state(query.state))
    counts = dict(
        UserRole.objects.filter(user__in=people.values("pk")).values_list("role").annotate(n=Count("pk")).order_by()
    )
    if query.role is not None:
        people = people.filter(roles__role=query.role.value)
    start = (query.page - 1) * query.size
    shown = people.order_by("office__path", "username").select_related("office").prefetch_related("roles", "lines")
    return UserList(
        items=_rows(shown[start : start + query.size], user), total=people.count(),
        roles=[Counted(code=one.value, zh=one.zh, en=one.en, count=counts.get(one.value, 0)) for one in Role],
        states=[coded(one.value, one) for one in UserState], lines=[coded(one.value, one) for one in Line],
    )  # fmt: skip


def add(user: User, given: NewUser) -> UserDone:
    """Add somebody with a first password, which is told this once and must be changed."""
    managed_office(user, given.office)
    password = first_password(given.username, given.name)
    made = add_user(
        given.username, password, given.office, given.name.strip(), given.roles, given.lines, phone=given.phone,
        by=user.username,
    )  # fmt: skip
    return UserDone(user=_row(made, user), password=password)


def change(user: User, number: int, given: UserChange) -> UserDone:
    """Change what somebody is: his name, telephone, office, roles and lines."""
    office, roles, lines = managed_office(user, given.office), check_roles(given.roles), frozenset(given.lines)

    def apply(one: User) -> None:
        rights = (one.office_id, one.role_set, one.line_set) != (office.pk, roles, lines)
        if rights and one.pk == user.pk:
            raise BadRequest(
                "不能更改自己的检察院、角色和条线，须由其他安全管理员更改",
                "nobody changes his own office, roles or lines: another security administrator does",
                "roles",
            )
        one.name, one.phone, one.office = given.name.strip(), given.phone.strip(), office
        if rights:
            one.sessions_ended += 1
            one.roles.all().delete()
            one.lines.all().delete()
            UserRole.objects.bulk_create(UserRole(user=one, role=role.value) for role in sorted(roles))
            UserLine.objects.bulk_create(UserLine(user=one, line=line.value) for line in sorted(lines))

    return UserDone(user=_row(_changed(user, number, given.version, "user.change", apply), user))


def act_on_user(user: User, number: int, given: UserAct) -> UserDone:
    """Lock, unlock, deactivate or activate somebody, or give him a new first password."""
    made: list[str] = []

    def apply(one: User) -> None:
        if one.pk == user.pk:
            raise BadRequest(
                "不能对自己执行，须由其他安全管理员办理",
                "nobody does this to himself: another security administrator does",
                "action",
            )
        if given.action == "reset":
            made.append(first_password(one.username, one.name))
            one.set_password(made[0])
            one.must_change, one.password_set, one.failures, one.locked_until = True, now(), 0, None
            unlock(one.username)
        elif given.action == "reset_factor":
            if not without_factor(one):
                raise BadRequest("该用户未启用动态验证码", "the user has no second factor", "action")
        elif given.action == "unlock":
            one.locked, one.failures, one.locked_until = False, 0, None
            unlock(one.username)
        elif given.action == "lock":
            one.locked = True
        else:
            one.is_active = given.action == "activate"
        if given.action != "unlock":
            one.sessions_ended += 1

    done = _changed(user, number, given.version, f"user.{given.action}", apply, given.why)
    return UserDone(user=_row(done, user), password=made[0] if made else None)


def identify(user: User, number: int, given: Identities) -> UserDone:
    """Say who somebody is at the log-in provider and in the directory. His sessions end."""

    def apply(one: User) -> None:
        if one.pk == user.pk:
            raise BadRequest(
                "不能更改自己的外部身份，须由其他安全管理员更改",
                "nobody changes who he is elsewhere: another security administrator does",
                "oidc",
            )
        for provider, subject in ((OIDC, given.oidc), (LDAP, given.ldap)):
            set_identity(one, provider, (subject or "").strip())
        one.sessions_ended += 1

    return UserDone(user=_row(_changed(user, number, given.version, "user.identities", apply), user))


def first_password(username: str, name: str) -> str:
    """A password nobody chose, of signs that are not mistaken for each other when read out."""
    length = max(settings.DESK.password_length, 12)
    while True:
        made = "".join(secrets.choice(_SIGNS) for _ in range(length))
        try:
            check_password(made, User(username=username, name=name))
        except DeskError:  # without a capital, a small letter or a digit: rare, so drawn again
            continue
        return made


def _managed(user: User) -> QuerySet[User]:
    return User.objects.filter(office__in=own_offices(user).values("pk"))


def _changed(
    user: User, number: int, version: int, action: str, apply: Callable[[User], None], why: str = ""
) -> User:  # fmt: skip
    """Change one row in a transaction that holds the rows of all security administrators, traced with before and after.

    They are held so that two who deactivate each other at the same instant are done one after the other: the second
    is no administrator any more.
    """
    with transaction.atomic():
        list(User.objects.select_for_update().filter(roles__role=Role.SECURITY_ADMIN.value).order_by("pk"))
        _still_may(user)
        if not User.objects.select_for_update().filter(pk=number, pk__in=_managed(user).values("pk")).exists():
            raise NotFound
        one = _fresh(number)
        if one.version != version:
            raise _quicker(one)
        before = _facts(one)
        apply(one)
        one.version += 1
        one.save()
        one = _fresh(number)
        if not _administrators().exists():
            raise BadRequest(
                "这是最后一名可用的安全管理员，须先另设一名",
                "this is the last active security administrator: make another one first",
                "roles",
            )
        after = _facts(one)
        different = [name for name in before if before[name] != after[name]]
        more = {"why": why} if why else {}
        trace(user.username, action, one.username, before={name: before[name] for name in different},
              after={name: after[name] for name in different}, **more)  # fmt: skip
    return one


def _still_may(user: User) -> None:
    """The administrator as he is now, not as he was when his request began."""
    if not _administrators().filter(pk=user.pk).exists():
        raise NotFound


def _administrators() -> QuerySet[User]:
    return User.objects.filter(roles__role=Role.SECURITY_ADMIN.value, is_active=True, locked=False)


def _fresh(number: int) -> User:
    return User.objects.select_related("office").prefetch_related("roles", "lines").get(pk=number)


def _facts(one: User) -> dict[str, object]:
    """What is traced of somebody; never anything of his password but when it was set."""
    return {
        "name": one.name, "office": one.office.code, "roles": sorted(one.role_set), "lines": sorted(one.line_set),
        "phone": one.phone, "active": one.is_active, "locked": one.locked,
        "locked_until": one.locked_until.isoformat() if one.locked_until else None,
        "password_set": one.password_set.isoformat(), "must_change": one.must_change, "factor": has_factor(one),
        "oidc": subject_of(one, OIDC), "ldap": subject_of(one, LDAP),
    }  # fmt: skip


def _quicker(one: User) -> Conflict:
    """Who was quicker, and when."""
    last = last_trace("user.", one.username)
    if last is None:
        return Conflict("该用户刚被更改，请刷新后再办", "the user was just changed: load the page again")
    when = f"{localtime(last.at):%Y-%m-%d %H:%M}"
    return Conflict(
        f"{last.actor}已于{when}更改该用户，请刷新后再办", f"{last.actor} changed this user at {when}: load it again"
    )


def _in_state(state: UserState) -> Q:
    out = Q(locked_until__gt=now()) | Q(username__in=locked_names())
    return {
        UserState.INACTIVE: Q(is_active=False),
        UserState.LOCKED: Q(is_active=True, locked=True),
        UserState.LOCKED_OUT: Q(is_active=True, locked=False) & out,
        UserState.ACTIVE: Q(is_active=True, locked=False)
        & ~Q(username__in=locked_names())
        & (Q(locked_until=None) | Q(locked_until__lte=now())),
    }[state]


def _state(one: User, locked: Collection[str]) -> UserState:
    if not one.is_active:
        return UserState.INACTIVE
    if one.locked:
        return UserState.LOCKED
    out = one.username in locked or (one.locked_until is not None and one.locked_until - now() > _NEVER)
    return UserState.LOCKED_OUT if out else UserState.ACTIVE


def _rows(shown: Iterable[User], reader: User) -> list[UserRow]:
    people, locked = list(shown), locked_names()
    having = set(Factor.objects.filter(user__in=people).values_list("user_id", flat=True))
    known: dict[int, dict[str, str]] = {}
    for one in Identity.objects.filter(user__in=people):
        known.setdefault(one.user_id, {})[one.provider] = one.subject
    return [_row_of(one, reader, locked, one.pk in having, known.get(one.pk, {})) for one in people]


def _row(one: User, reader: User) -> UserRow:
    return _rows([one], reader)[0]


def _row_of(
    one: User, reader: User, locked: Collection[str], factor: bool, known: Mapping[str, str]
) -> UserRow:  # fmt: skip
    state = _state(one, locked)
    return UserRow(
        id=one.pk, username=one.username, name=one.name, office=office_code(one.office),
        roles=[_coded(role) for role in Role if role in one.role_set],
        lines=[_coded(line) for line in Line if line in one.line_set], phone=one.phone,
        state=_coded(state), must_change=one.must_change, factor=factor, last_login=one.last_login,
        own=one.pk == reader.pk, version=one.version,
        oidc=known.get(OIDC), ldap=known.get(LDAP),
    )  # fmt: skip


def _coded(one: Role | Line | UserState) -> Coded:
    return coded(one.value, one)
