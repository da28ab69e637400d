"""The wizard's pages, without JavaScript: the code from the terminal, the form, the end."""

from __future__ import annotations

import hmac
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mingjian.desk.language import COOKIE
from mingjian.desk.offices.models import Level
from mingjian.desk.wizard.form import check, read
from mingjian.desk.wizard.given import ADMINISTRATORS, Answer, Given, Wrong
from mingjian.desk.wizard.state import STATE

__all__ = ["setup", "texts", "urlpatterns"]

_COOKIE = "setup"
_TYPED = ("hosts", "lake", "database", "top.code", "top.zh", "top.en", "top.level", "top.short", "top.contact")


def texts(request: HttpRequest) -> dict[str, Any]:
    """For templates: the language."""
    lang = _language(request)
    return {"lang": lang, "zh": lang == "zh"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def setup(request: HttpRequest) -> HttpResponse:
    """The code first, then the form."""
    if STATE.finished:
        return render(request, "wizard_done.html")
    if not _knows(request):
        return _kept(request, _code(request))
    if request.method != "POST" or "code" in request.POST:
        return _kept(request, _form(request, None, []))
    with STATE.turn:  # of two at once the second finds it finished
        if STATE.over.is_set():
            return render(request, "wizard_done.html")
        given, wrong = read(request, STATE.whole, STATE.has_offices)
        wrong += check(given, STATE.whole)
        if not wrong:
            wrong = _made(given)
        if wrong or given.only:
            good = not wrong and given.only == "database"
            return _kept(request, _form(request, given, wrong, good))
        STATE.finish()
    return _kept(request, render(request, "wizard_done.html"))


@never_cache
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Every other address leads to the wizard, as long as there is nothing else."""
    del request
    return HttpResponseRedirect("/setup")


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page."""
    del reason
    zh, en = "页面已过期，请返回重新打开后再试", "the page has expired: open it again and retry"
    text = zh if _language(request) == "zh" else en
    return render(request, "error.html", {"text": text}, status=403)


def _made(given: Given) -> list[Wrong]:
    """Made in a process of its own, since Django works with one desk a process."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "mingjian.desk.wizard.make", str(STATE.folder)], input=given.model_dump_json(),
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
    )  # fmt: skip
    try:
        return Answer.model_validate_json(done.stdout).wrong
    except ValueError:
        sys.stderr.write(done.stderr)
        return [Wrong(field="", zh="设置失败，没有作任何更改；详情见终端",
                      en="the set-up failed and changed nothing; the terminal says more")]  # fmt: skip


def _code(request: HttpRequest) -> HttpResponse:
    wrong, status = False, 200
    if request.method == "POST":
        if STATE.try_code(request.POST.get("code", "")[:60]):
            response = HttpResponseRedirect("/setup")
            response.set_cookie(_COOKIE, STATE.pass_, httponly=True, samesite="Strict", max_age=7200)
            return response
        wrong, status = True, 403
    return render(request, "wizard_code.html", {"wrong": wrong, "left": STATE.left}, status=status)


def _knows(request: HttpRequest) -> bool:
    return hmac.compare_digest(request.COOKIES.get(_COOKIE, "").encode("utf-8", "replace"), STATE.pass_.encode())


def _form(request: HttpRequest, given: Given | None, wrong: list[Wrong], good: bool = False) -> HttpResponse:
    zh = _language(request) == "zh"
    told: dict[str, list[str]] = {}
    for one in wrong:
        told.setdefault(one.field, []).append(one.zh if zh else one.en)
    typed = {name.replace(".", "_"): request.POST.get(name, "")[:1000] for name in _TYPED}
    if given is None:
        host = urlsplit(f"//{request.get_host()}").hostname or ""
        typed |= {"hosts": host, "lake": str(STATE.folder.parent / "lake"), "top_level": Level.PROVINCE.value}
    people = [
        {
            "field": field, "title": one[1] if zh else one[2], "does": one[3] if zh else one[4],
            "username": request.POST.get(f"{field}.username", "")[:40],
            "name": request.POST.get(f"{field}.name", "")[:40],
            "problems": {part: told.pop(f"{field}.{part}", []) for part in ("username", "name", "password", "again")},
        }
        for field, one in ADMINISTRATORS.items()
    ]  # fmt: skip
    context = {
        "told": told, "typed": typed, "people": people, "whole": STATE.whole, "has_offices": STATE.has_offices,
        "levels": [(one.value, one.zh if zh else one.en) for one in Level], "good": good,
        "file": request.POST.get("offices") == "file", "count": len(wrong),
        "english": (given.language if given is not None else _language(request)) == "en",
    }  # fmt: skip
    return render(request, "wizard_form.html", context, status=400 if wrong else 200)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang") or request.COOKIES.get(COOKIE)
    return asked if asked in ("zh", "en") else str(getattr(settings, "WIZARD_LANGUAGE", "zh"))


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    asked = request.GET.get("lang")
    if asked in ("zh", "en"):
        response.set_cookie(COOKIE, asked, max_age=31_536_000, samesite="Lax")
    return response


urlpatterns = [path("setup", setup), re_path(r"^.*$", elsewhere)]
