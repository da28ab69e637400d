"""Which language a page is in: the user's, else the cookie's, else the desk's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

__all__ = ["COOKIE", "language_of", "texts"]

COOKIE = "lang"


def language_of(request: HttpRequest) -> str:
    """`zh` or `en`."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.language:
        return str(user.language)
    asked = request.GET.get("lang") or request.COOKIES.get(COOKIE)
    return asked if asked in ("zh", "en") else settings.DESK.language


def texts(request: HttpRequest) -> dict[str, Any]:
    """For templates: `lang`, and `zh` to choose by."""
    lang = language_of(request)
    return {"lang": lang, "zh": lang == "zh", "desk": settings.DESK}
