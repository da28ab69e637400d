"""Pages of the second factor, without JavaScript: giving a code after the password; setting up, renewing, ending."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingjian.desk.addresses import address_of
from mingjian.desk.entry import half_in, inside, let_in, stay
from mingjian.desk.errors import BadRequest, DeskError, NotFound, TooMany
from mingjian.desk.language import language_of
from mingjian.desk.offices.factor import (
    codes_left,
    drop,
    enrol,
    factor_of,
    has_factor,
    must_have,
    new_codes,
    pass_factor,
)
from mingjian.desk.offices.factor_gate import GIVEN
from mingjian.desk.offices.login import check_address, failed, is_open, is_password, user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.totp import link, new_secret, readable
from mingjian.desk.secret import opened, ring_of, sealed
from mingjian.desk.traces.services import trace

__all__ = ["factor", "second"]

_WRONG = DeskError(
    "验证码不正确、已使用过，或用户已被锁定。请输入手机当前显示的验证码；连续失败会锁定",
    "the code is wrong or was used, or the user is locked. Type the code that is shown now; failures lock",
)
_DRAFT = "factor draft"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def second(request: HttpRequest) -> HttpResponse:
    """The code after the password."""
    user, problem = half_in(request), None
    if user is None:
        return HttpResponseRedirect(f"/login?{urlencode({'next': inside(request)})}")
    status = 200
    if request.method == "POST":
        try:
            check_address(address_of(request))
            if _given(request, user):
                return HttpResponseRedirect(inside(request))
            problem, status = _WRONG, 401
        except TooMany as error:
            problem, status = error, 429
    context = {"problem": _of(request, problem), "next": inside(request)}
    return render(request, "second.html", context, status=status)


def _given(request: HttpRequest, user: User) -> bool:
    """Whether the code opens the desk; a wrong one counts to the lock-out like a wrong password."""
    address = address_of(request)
    how = pass_factor(user, request.POST.get("code", "")[:40]) if is_open(user, address) else None
    if how is not None and let_in(request, user, how):
        return True
    failed(user.username, address)
    trace(user.username, "login.failed", user.username, address=address, factor="code")
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def factor(request: HttpRequest) -> HttpResponse:
    """One's own second factor: set it up, make new recovery codes, end it. Every change takes the password."""
    user = user_of(request)
    if settings.DESK.second_factor == "off":
        raise_off = NotFound("本工作台未启用动态验证码", "this desk asks for no second factor")
        return render(request, "error.html", {"text": _of(request, raise_off)}, status=404)
    problem: DeskError | None = None
    codes: list[str] = []
    if request.method == "POST":
        try:
            _same_person(request, user)
            action = request.POST.get("action")
            if action == "drop":
                drop(user)
                request.session.pop(GIVEN, None)
                stay(request, user)
                return HttpResponseRedirect("/factor")
            if action == "codes" and has_factor(user):
                codes = new_codes(user)
            else:
                codes = enrol(user, _draft(request, user), request.POST.get("code", "")[:40])
                request.session.pop(_DRAFT, None)
                request.session[GIVEN] = "code"
                stay(request, user)
        except DeskError as error:
            problem = error
    context: dict[str, Any] = {
        "problem": _of(request, problem), "codes": codes, "factor": factor_of(user), "left": codes_left(user),
        "must": must_have(user), "given": request.session.get(GIVEN),
    }  # fmt: skip
    if context["factor"] is None:
        secret = _draft(request, user)
        context |= {"secret": readable(secret), "qr": _qr(link(secret, f"Mingjian {user.office.code}", user.username))}
    status = 200 if problem is None else problem.status
    return render(request, "factor.html", context, status=status)


def _same_person(request: HttpRequest, user: User) -> None:
    """That it is he who is logged in: his present password. A wrong one counts to the lock-out."""
    address = address_of(request)
    check_address(address)
    if not is_password(user, request.POST.get("password", "")[:200], address):
        failed(user.username, address)
        raise BadRequest("口令不正确", "the password is wrong", "password")
    if not is_open(user, address):
        raise BadRequest("口令不正确", "the password is wrong", "password")


def _draft(request: HttpRequest, user: User) -> bytes:
    """The secret the page shows: the same until it is confirmed, and encrypted where the session is kept."""
    ring = ring_of(settings.DESK.folder)
    kept = request.session.get(_DRAFT)
    secret = None if kept is None else opened(ring, _DRAFT, user.username, kept)
    if secret is None:
        secret = new_secret()
        request.session[_DRAFT] = sealed(ring, _DRAFT, user.username, secret)
    return secret


def _qr(text: str) -> SafeString:
    """The QR code as an image in the page itself."""
    svg: str = segno.make(text, error="m").svg_inline(scale=5, border=3, dark="#1b2430", light="#ffffff")
    return mark_safe("data:image/svg+xml;base64," + base64.b64encode(_named(svg)).decode())  # noqa: S308 - our own


def _named(svg: str) -> bytes:
    """A picture on its own needs its name space."""
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()


def _of(request: HttpRequest, told: DeskError | None) -> str:
    return "" if told is None else told.zh if language_of(request) == "zh" else told.en
