"""The smallest page Django gives, served as the desk is: what a request costs before the desk does anything."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

__all__ = ["application"]


def page(request: HttpRequest) -> HttpResponse:
    """Two letters."""
    del request
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("", page)]
if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="none", MIDDLEWARE=[])
application = get_wsgi_application()

if __name__ == "__main__":
    from granian import Granian
    from granian.constants import Interfaces

    Granian("benchmarks.desk.bare:application", port=int(sys.argv[1]), interface=Interfaces.WSGI).serve()
