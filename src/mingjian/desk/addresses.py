"""Refuses an address that no row can have: a zero sign in path or query, which a database would choke on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

__all__ = ["NoZeroSign"]


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
