"""Pages that are no part of the application in the browser: log-in, change of password, errors; and its first page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.desk.addresses import address_of
from mingjian.desk.entry import inside, let_in, stay, wait_for_code
from mingjian.desk.errors import DeskError, TooMany, Unavailable
from mingjian.desk.language import COOKIE, language_of
from mingjian.desk.offices.factor import is_asked
from mingjian.desk.offices.identities import LDAP, subject_of
from mingjian.desk.offices.login import check_address, user_of
from mingjian.desk.offices.models import User
from mingjian.desk.offices.password import OUTSIDE
from mingjian.desk.offices.services import set_password
from mingjian.desk.seed import DEMO_PASSWORD, demo_users
from mingjian.desk.settings import BUILT
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable

__all__ = ["application", "broken", "change_password", "csrf_failed", "log_in", "missing", "no_setup",
           "open_application"]  # fmt: skip


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def application(request: HttpRequest) -> HttpResponseBase:
    """The first page of the application, whatever its address."""
    return _first(request)


@require_safe
@never_cache
def open_application(request: HttpRequest) -> HttpResponseBase:
    """The same without a log-in, for the few addresses that are everybody's; what the API says is its own affair."""
    return _first(request)


def _first(request: HttpRequest) -> HttpResponseBase:
    index = BUILT / "index.html"
    if not index.exists():
        return _error(
            request, 503, "界面尚未构建：请在源码目录运行 make frontend", "the screens are not built: run make frontend"
        )
    return FileResponse(index.open("rb"), content_type="text/html; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(inside(request))
    problem: tuple[str, str] | None = None
    status = 200
    if request.method == "POST":
        username, address = _name(request), address_of(request)
        try:
            check_address(address)
            request.session.pop(OUTSIDE, None)
            user = authenticate(request, username=username, password=request.POST.get("password", "")[:200])
            if isinstance(user, User):
                if settings.DESK.ldap_url and subject_of(user, LDAP):
                    request.session[OUTSIDE] = LDAP
                if is_asked(user):
                    wait_for_code(request, user)
                    return _kept(HttpResponseRedirect(f"/second?{urlencode({'next': inside(request)})}"), request)
                if let_in(request, user, ""):
                    return _kept(HttpResponseRedirect(inside(request)), request)
            trace(username or "?", "login.failed", username or "?", address=address)
            problem, status = _problem(), 401
        except (TooMany, Unavailable) as error:
            problem, status = (error.zh, error.en), error.status
    context: dict[str, Any] = {
        "problem": _of(request, problem), "next": inside(request), "username": _name(request),
        "people": demo_users() if settings.DESK.demo else (), "password": DEMO_PASSWORD,
        "provider": (settings.DESK.oidc_label or "OpenID Connect") if settings.DESK.oidc_issuer else "",
    }  # fmt: skip
    return _kept(render(request, "login.html", context, status=status), request)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password of one's own."""
    user, problem = user_of(request), None
    if request.method == "POST":
        old, new, again = (request.POST.get(name, "")[:200] for name in ("old", "new", "again"))
        if not user.check_password(old):
            problem = ("原口令不正确", "the old password is wrong")
        elif new != again:
            problem = ("两次输入的新口令不一致", "the two new passwords differ")
        elif new == old:
            problem = ("新口令不能与原口令相同", "the new password is the old one")
        else:
            try:
                set_password(user, new)
                stay(request, user)
                return HttpResponseRedirect("/")
            except DeskError as error:
                problem = (error.zh, error.en)
    context = {"problem": _of(request, problem), "must": user.must_change, "length": settings.DESK.password_length}
    return render(request, "password.html", context, status=200 if problem is None else 400)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or whose session has ended."""
    del reason
    return _error(request, 403, "页面已过期，请返回重新打开后再试", "the page has expired: open it again and retry")


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page."""
    del exception
    return _error(request, 404, "没有这个页面", "there is no such page")


def no_setup(request: HttpRequest) -> HttpResponse:
    """The set-up wizard of a desk that is set up: there is none."""
    return missing(request)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong that is not the user's fault."""
    zh = "程序出错，未保存的操作没有生效；请重试，或告知系统管理员"
    en = "an error of the program: what was not saved had no effect; try again, or tell the administrator"
    return _error(request, 500, zh, en)


def _error(request: HttpRequest, status: int, zh: str, en: str) -> HttpResponse:
    return render(request, "error.html", {"text": zh if language_of(request) == "zh" else en}, status=status)


def _problem() -> tuple[str, str]:
    """Why the log-in failed: the same words for every reason, since a lock-out would tell that the name exists."""
    times, minutes = settings.DESK.lockout_failures, settings.DESK.lockout_minutes
    return (
        f"用户名或口令不正确，或用户已被锁定。连续失败{times}次锁定{minutes}分钟；仍无法登录请找安全管理员",
        f"the name or the password is wrong, or the user is locked: {times} failures lock for {minutes} minutes; "
        "ask the security administrator if it goes on",
    )


def _of(request: HttpRequest, both: tuple[str, str] | None) -> str:
    return "" if both is None else both[0 if language_of(request) == "zh" else 1]


def _name(request: HttpRequest) -> str:
    """The name as it was typed, without what no name has."""
    typed = request.POST.get("username", "").strip()[:40]
    return typed if storable(typed) else ""


def _kept(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Remember a language that was asked for."""
    asked = request.GET.get("lang")
    if asked in ("zh", "en"):
        response.set_cookie(COOKIE, asked, max_age=31_536_000, samesite="Lax", secure=settings.DESK.secure)
    return response
