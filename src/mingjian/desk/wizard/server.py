"""Serving the wizard, in a process of its own that ends when it is done: the desk is then served in its place."""

from __future__ import annotations

import json
import secrets
import socket
import sys
import threading
import time
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from mingjian.desk.parent import end_with_server
from mingjian.desk.wizard.state import STATE

__all__ = ["DONE", "GUESSED", "main"]

DONE, GUESSED = 0, 7
_LAST_ANSWER = 1.0
"""Seconds for the last page to arrive."""
_TEMPLATES = Path(__file__).parents[1] / "templates"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses hold no secret, but the terminal is for the code."""


def configure(language: str) -> None:
    """Django without a database: settings that no desk has been made for yet."""
    import django
    from django.conf import settings

    built = Path(__file__).parents[1] / "static"
    settings.configure(
        SECRET_KEY=secrets.token_hex(32), DEBUG=False, ALLOWED_HOSTS=["*"],  # nobody without the code gets anywhere
        ROOT_URLCONF="mingjian.desk.wizard.pages", WIZARD_LANGUAGE=language, USE_TZ=True, DATABASES={},
        AUTH_USER_MODEL="offices.User",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "mingjian.desk.offices", "csp"],
        MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "whitenoise.middleware.WhiteNoiseMiddleware",
                    "csp.middleware.CSPMiddleware", "mingjian.desk.addresses.NoZeroSign",
                    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                    "django.middleware.clickjacking.XFrameOptionsMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [_TEMPLATES],
                    "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                                                       "mingjian.desk.wizard.pages.texts"]}}],
        CSRF_FAILURE_VIEW="mingjian.desk.wizard.pages.refused", CSRF_COOKIE_SAMESITE="Strict",
        CONTENT_SECURITY_POLICY={"DIRECTIVES": {"default-src": ["'none'"], "style-src": ["'self'"],
                                                "img-src": ["'self'"], "form-action": ["'self'"],
                                                "base-uri": ["'none'"], "frame-ancestors": ["'none'"]}},
        X_FRAME_OPTIONS="DENY", SECURE_CONTENT_TYPE_NOSNIFF=True, SECURE_REFERRER_POLICY="same-origin",
        WHITENOISE_ROOT=built if built.is_dir() else None, WHITENOISE_INDEX_FILE=False,
        DATA_UPLOAD_MAX_MEMORY_SIZE=4 * 1024 * 1024, FILE_UPLOAD_MAX_MEMORY_SIZE=4 * 1024 * 1024,
    )  # fmt: skip
    django.setup()


def main() -> int:
    """Serve until the set-up is finished (0) or the code was guessed at too often (7)."""
    given = json.loads(sys.stdin.readline())
    STATE.folder, STATE.code = Path(given["folder"]), given["code"]
    STATE.whole, STATE.has_offices = given["whole"], given["has_offices"]
    configure(given["language"])
    end_with_server()
    from django.core.wsgi import get_wsgi_application

    kind = _Server6 if ":" in given["host"] else _Server
    server = make_server(given["host"], given["port"], get_wsgi_application(), kind, _Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write("up\n")
    sys.stdout.flush()
    STATE.over.wait()
    time.sleep(_LAST_ANSWER)
    server.shutdown()
    server.server_close()
    return DONE if STATE.finished else GUESSED


if __name__ == "__main__":
    sys.exit(main())
