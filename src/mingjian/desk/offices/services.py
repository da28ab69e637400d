"""Making offices and people, and what the desk tells a user of himself."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from mingjian.desk.errors import BadRequest
from mingjian.desk.offices.models import Level, Office, User
from mingjian.desk.offices.roles import ADMINISTRATORS, Role
from mingjian.desk.traces.services import trace
from mingjian.models.enumerations import Line
from mingjian.standards import codes

__all__ = ["add_office", "add_user", "check_password", "check_roles", "set_language", "set_password"]


def add_office(
    code: str, zh: str, en: str, level: Level, *, parent: str | None = None, region: str = "", short: str = "",
    contact: str = "", by: str = "cli",
) -> Office:  # fmt: skip
    """An office below `parent` (code), or the top one. `BadRequest` when the code is taken or the parent unknown."""
    above = Office.objects.filter(code=parent).first() if parent else None
    if parent and above is None:
        raise BadRequest(f"没有上级院“{parent}”", f"there is no office '{parent}'", "parent")
    if above is None and Office.objects.exists():
        raise BadRequest("已有最上级院，请给出上级院", "there is a top office already: name the one above", "parent")
    place = region or code
    if place not in codes("regions"):
        raise BadRequest(f"没有行政区划代码“{place}”", f"there is no region '{place}'", "region")
    try:
        with transaction.atomic():
            made = Office.objects.create(
                code=code, zh=zh, en=en, level=level.value, region=place, short=short, parent=above, contact=contact
            )
            trace(by, "office.add", code, name=zh, parent=parent or "")
    except IntegrityError:
        raise BadRequest(f"代码“{code}”已被使用", f"the code '{code}' is taken", "code") from None
    return made


def add_user(
    username: str, password: str, office: str, name: str, roles: Iterable[Role], lines: Iterable[Line] = (), *,
    phone: str = "", must_change: bool = True, by: str = "cli", hashed: str = "",
) -> User:  # fmt: skip
    """Somebody who can log in. Raises `BadRequest` for a taken name, an unknown office or a weak password.

    The three administrators are kept apart: nobody has two of their roles, or one of them and another role.
    """
    home = Office.objects.filter(code=office).first()
    if home is None:
        raise BadRequest(f"没有检察院“{office}”", f"there is no office '{office}'", "office")
    given = check_roles(roles)
    check_password(password, User(username=username, name=name))
    try:
        with transaction.atomic():
            made = User.objects.create_user(
                username,
                password,
                home,
                name,
                sorted(given),
                frozenset(lines),
                hashed,
                phone=phone,
                must_change=must_change,
            )
            trace(
                by, "user.add", username, name=name, office=office, roles=sorted(given), lines=sorted(frozenset(lines)),
                phone=phone,
            )  # fmt: skip
    except IntegrityError:
        raise BadRequest(f"用户名“{username}”已被使用", f"the name '{username}' is taken", "username") from None
    return made


def check_roles(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles as a set. `BadRequest` for none, and for an administrator's role beside any other."""
    given = frozenset(roles)
    if not given or (given & ADMINISTRATORS and len(given) > 1):
        raise BadRequest(
            "须有角色；系统、安全、审计管理员相互分离，不得兼任",
            "a user needs a role; the system, security and audit administrators have no other",
            "roles",
        )
    return given


def set_password(user: User, password: str) -> None:
    """A new password of a user's own. `BadRequest` when it is weak."""
    check_password(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.must_change, user.password_set = False, timezone.now()
        user.save(update_fields=["password", "must_change", "password_set"])
        trace(user.username, "user.password", user.username)


def check_password(password: str, user: User) -> None:
    """Raise `BadRequest` with all that is wrong with a password."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        own = [one for one in error.messages if " / " in one]
        weak = "口令过于常见或与用户信息相似 / the password is too common, or too much like your name"
        zh, _, en = (own[0] if own else weak).partition(" / ")
        raise BadRequest(zh, en, "password") from None


def set_language(user: User, language: str) -> None:
    """The language the user works in."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
