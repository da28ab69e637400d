"""`/healthz` for whoever watches the server, `/metrics` for Prometheus; neither needs a session."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mingjian.desk.offices.models import User
from mingjian.desk.offices.roles import Right
from mingjian.desk.operate.figures import figures, metrics_text
from mingjian.desk.operate.health import is_well

__all__ = ["healthz", "metrics"]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when database, lake and disk are there, else 503; which one is told to the system administrator only."""
    del request
    well = is_well()
    return HttpResponse("ok\n" if well else "unavailable\n", status=200 if well else 503, content_type="text/plain")


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for the token of the settings, or for the system administrator."""
    if not (_by_token(request) or _by_session(request)):
        answer = HttpResponse("unauthorized\n", status=401, content_type="text/plain")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return HttpResponse(metrics_text(is_well(), figures()), content_type="text/plain; version=0.0.4; charset=utf-8")


def _by_token(request: HttpRequest) -> bool:
    wanted = settings.DESK.metrics_token
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    same = secrets.compare_digest(given.strip().encode("utf-8", "replace"), wanted.encode())
    return bool(wanted) and scheme.lower() == "bearer" and same


def _by_session(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may(Right.OPERATE)
