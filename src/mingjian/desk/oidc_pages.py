"""The way to a log-in provider and back. What comes back says who somebody is; the desk knows what he may do."""

from __future__ import annotations

import hmac
import logging
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingjian.desk.addresses import address_of
from mingjian.desk.config import SettingsError
from mingjian.desk.entry import inside, let_in, wait_for_code
from mingjian.desk.errors import DeskError, NotFound, TooMany, Unavailable
from mingjian.desk.language import language_of
from mingjian.desk.now import now
from mingjian.desk.offices.factor import is_asked
from mingjian.desk.offices.identities import OIDC, user_of_subject
from mingjian.desk.offices.login import check_address, failed_from, is_open
from mingjian.desk.offices.password import OUTSIDE
from mingjian.desk.oidc import Provider, Refused, Started, provider
from mingjian.desk.traces.services import trace
from mingjian.desk.words import storable

__all__ = ["begin", "callback"]

_BEGUN = "oidc"
_LASTS = timedelta(minutes=10)
log = logging.getLogger("mingjian.desk")


@require_safe
@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    try:
        check_address(address_of(request))
        where, started = _provider().begin(_back(request))
    except DeskError as error:
        return _told(request, error)
    kept = [started.state, started.nonce, started.verifier, inside(request), now().isoformat()]
    request.session[_BEGUN] = kept
    return HttpResponseRedirect(where)


@require_safe
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """The browser is back: whatever is not exactly as it must be opens nothing, and is counted and traced."""
    address, begun = address_of(request), request.session.pop(_BEGUN, None)  # once, whatever comes of it
    try:
        check_address(address)
        asked = _provider()
        state, nonce, verifier, inside_, at = begun or ("", "", "", "/", now().isoformat())
        given = request.GET.get("state", "")
        if not state or not hmac.compare_digest(given.encode("utf-8", "replace"), state.encode()):
            raise Refused("state")
        if now() - datetime.fromisoformat(at) > _LASTS:
            raise Refused("too late")
        code = request.GET.get("code", "")
        if "error" in request.GET or not code or len(code) > 4000:
            raise Refused(f"error {request.GET.get('error', '')[:60]!r}")
        subject = asked.subject(code, Started(state, nonce, verifier), _back(request))
        user = user_of_subject(OIDC, subject) if storable(subject) else None
        if user is None:
            return _nobody(request, subject, address)
        if not is_open(user, address):
            trace(user.username, "login.failed", user.username, address=address, through=OIDC, reason="locked")
            raise Refused("locked")
    except Refused as error:
        log.warning("a log-in through the provider was refused: %s", error.reason)
        failed_from(address)
        trace("?", "login.failed", "?", address=address, through=OIDC, reason=error.reason)
        return _told(request, error)
    except SettingsError as error:
        return _told(request, _unset(error))
    except (Unavailable, TooMany, NotFound) as error:
        return _told(request, error)
    request.session[OUTSIDE] = OIDC
    if not settings.DESK.oidc_second_factor and is_asked(user):
        wait_for_code(request, user)
        return HttpResponseRedirect(f"/second?{urlencode({'next': inside_})}")
    if not let_in(request, user, "provider" if settings.DESK.oidc_second_factor else ""):
        return _told(request, Refused("locked"))
    return HttpResponseRedirect(inside_)


def _provider() -> Provider:
    try:
        found = provider(settings.DESK)
    except SettingsError as error:
        raise _unset(error) from error
    if found is None:
        raise NotFound("没有这个页面", "there is no such page")
    return found


def _unset(error: SettingsError) -> Unavailable:
    """What a fault of the settings is to somebody who wants to log in; the log says it too."""
    log.error("%s", error)
    return Unavailable(error.zh, error.en)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri("/oidc/callback")


def _nobody(request: HttpRequest, subject: str, address: str) -> HttpResponse:
    """Somebody whom the provider knows and the desk does not: he is told what to tell the security administrator."""
    failed_from(address)
    known = subject if storable(subject) else "?"
    trace("?", "login.failed", "?", address=address, through=OIDC, subject=known)
    told = DeskError(
        f"您在统一身份认证的身份没有对应的工作台用户。请告知安全管理员您的身份标识：{known}",
        f"who you are at the provider is no user of this desk. Tell the security administrator: {known}",
    )
    told.status = 403
    return _told(request, told)


def _told(request: HttpRequest, error: DeskError) -> HttpResponse:
    text = error.zh if language_of(request) == "zh" else error.en
    return render(request, "error.html", {"text": text}, status=error.status)
