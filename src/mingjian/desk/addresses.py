"""Addresses of requests: where one came from, and that none holds a zero sign, which a database would choke on."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

__all__ = ["NoZeroSign", "address_of"]


def address_of(request: HttpRequest | None) -> str:
    """Where a request came from: the peer, or behind `proxies` what the outermost of ours saw.

    What a client itself writes into X-Forwarded-For stands before that and is not believed.
    """
    if request is None:
        return ""
    peer, ours = str(request.META.get("REMOTE_ADDR", "")), settings.DESK.proxies
    passed = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    return passed[-ours][:45] if 0 < ours <= len(passed) else peer


class NoZeroSign:
    """Answers 400 before anything reads the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            body = {
                "zh": "地址中含有不能使用的字符",
                "en": "the address holds signs that cannot be used",
                "field": None,
            }
            return JsonResponse(body, status=400)
        return self.get_response(request)
