"""The second factor of a user: who must have one, setting it up, checking a code, recovery codes, taking it away.

`second_factor = "optional"` leaves it to everybody but the three administrators: each of them can open what the
other roles see (a new password for anybody, the settings, the log), so a stolen password of theirs is worth most.
In a demo nobody must: its passwords stand on its login page.

Source: GB/T 22239-2019 8.1.4.1 d (two kinds of identification, one of them cryptographic).
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import F

from mingjian.desk.errors import BadRequest
from mingjian.desk.now import now
from mingjian.desk.offices.models import Factor, RecoveryCode, User
from mingjian.desk.offices.roles import ADMINISTRATORS
from mingjian.desk.offices.totp import which_step
from mingjian.desk.secret import opened, ring_of, sealed
from mingjian.desk.traces.services import trace
from mingjian.trust.keyring import Keyring

__all__ = ["CODES", "codes_left", "drop", "enrol", "factor_of", "has_factor", "is_asked", "must_have", "new_codes",
           "pass_factor", "without_factor"]  # fmt: skip

CODES = 10
_PURPOSE = "second factor"
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is mistaken for another


def must_have(user: User) -> bool:
    """Whether the user must have one."""
    rule = settings.DESK.second_factor
    if settings.DESK.demo or rule == "off":
        return False
    return rule == "required" or bool(user.role_set & ADMINISTRATORS)


def has_factor(user: User) -> bool:
    """Whether the user has one."""
    return Factor.objects.filter(user=user).exists()


def is_asked(user: User) -> bool:
    """Whether a code is asked for after the password."""
    return settings.DESK.second_factor != "off" and has_factor(user)


def factor_of(user: User) -> Factor | None:
    """The user's factor."""
    return Factor.objects.filter(user=user).first()


def enrol(user: User, secret: bytes, code: str) -> list[str]:
    """Begin to ask the user for codes of this secret; answers his recovery codes, told this once.

    `BadRequest` for a wrong code, or where there is one already: it is taken away first. Ends all sessions of the user.
    """
    step = which_step(secret, code.strip().replace(" ", ""), now())
    if step is None:
        raise BadRequest(
            "验证码不正确：请确认手机时间准确，输入当前显示的六位数字",
            "the code is wrong: see that the telephone's clock is right, and type the six digits it shows now",
            "code",
        )
    with transaction.atomic():
        hidden = sealed(_ring(), _PURPOSE, user.username, secret)
        _, made = Factor.objects.get_or_create(
            user=user, defaults={"secret": hidden, "since": now(), "last_step": step}
        )
        if not made:
            raise BadRequest("已启用动态验证码", "there is a second factor already", "code")
        _end_sessions(user)
        codes = _fresh_codes(user)
        trace(user.username, "user.factor", user.username)
    return codes


def pass_factor(user: User, given: str) -> str | None:
    """How a code opens the desk: `code`, `recovery`, or None for a wrong or a used one. It opens once."""
    typed = "".join(given.split()).replace("-", "").upper()
    factor = factor_of(user)
    if factor is None:
        return None
    if typed.isdigit():
        secret = opened(_ring(), _PURPOSE, user.username, factor.secret)
        step = None if secret is None else which_step(secret, typed, now())
        # the same code, or an older one, is refused: of two that come at once one finds the row changed
        fresh = step is not None and Factor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
        return "code" if fresh else None
    hashed = _hashed(user, typed)
    used = RecoveryCode.objects.filter(user=user, hashed=hashed, used=None).update(used=now())
    if not used:
        return None
    trace(user.username, "user.recovery", user.username, left=codes_left(user))
    return "recovery"


def codes_left(user: User) -> int:
    """Recovery codes that were not used."""
    return RecoveryCode.objects.filter(user=user, used=None).count()


def new_codes(user: User) -> list[str]:
    """Ten new recovery codes in place of the old ones."""
    with transaction.atomic():
        codes = _fresh_codes(user)
        trace(user.username, "user.recovery.new", user.username)
    return codes


def drop(user: User) -> None:
    """Take the user's own factor away. `BadRequest` for who must have one."""
    if must_have(user):
        raise BadRequest(
            "按设置您必须使用动态验证码，不能停用；更换手机请安全管理员重置",
            "you must have a second factor: for another telephone ask the security administrator for a reset",
        )
    with transaction.atomic():
        without_factor(user)
        _end_sessions(user)
        trace(user.username, "user.factor.off", user.username)


def without_factor(user: User) -> bool:
    """Delete a user's factor and codes; whether there was one."""
    RecoveryCode.objects.filter(user=user).delete()
    return bool(Factor.objects.filter(user=user).delete()[0])


def _fresh_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(_SIGNS) for _ in range(12)) for _ in range(CODES)]
    codes = [f"R{code}" for code in codes]  # a letter in front: never taken for a code of digits
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hashed=_hashed(user, code)) for code in codes)
    return ["-".join((code[:5], code[5:9], code[9:])) for code in codes]


def _hashed(user: User, code: str) -> str:
    """A keyed hash: sixty random bits need no slow one, and without the desk's key it tells nothing."""
    return _ring().hash("recovery codes", f"{user.pk} {code}")


def _end_sessions(user: User) -> None:
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1, version=F("version") + 1)
    user.refresh_from_db(fields=["sessions_ended", "version"])


def _ring() -> Keyring:
    return ring_of(settings.DESK.folder)
