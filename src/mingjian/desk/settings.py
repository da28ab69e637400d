"""Django's settings, made from the desk's own (`config`). `MINGJIAN_DESK` names the desk's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

from mingjian.desk.config import DeskConfig, load_config
from mingjian.desk.secret import secret_key

DESK = load_config()
_HERE = Path(__file__).parent
BUILT = _HERE / "static"


def database(config: DeskConfig) -> dict[str, Any]:
    """The database of a desk as Django wants it."""
    if not config.database:
        # IMMEDIATE: a transaction that will write waits for its turn at once, so none fails half-way as "locked"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": config.folder / "desk.sqlite3",
            "TEST": {"NAME": config.folder / "test.sqlite3"},  # a file: one in memory locks whole tables
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    url = urlsplit(config.database)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c jit=off"},  # compiling takes longer than any question of a screen
    }


SECRET_KEY = secret_key(DESK.folder)
DEBUG = False
ALLOWED_HOSTS = DESK.hosts
ROOT_URLCONF = "mingjian.desk.urls"
WSGI_APPLICATION = "mingjian.desk.wsgi.application"
DATABASES = {"default": database(DESK)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "ninja",
    "csp",
    "mingjian.desk.offices",
    "mingjian.desk.traces",
    "mingjian.desk.limits",
    "mingjian.desk.tokens",
    "mingjian.desk.held",
    "mingjian.desk.clues",
    "mingjian.desk.stationery",
    "mingjian.desk.cases",
    "mingjian.desk.reports",
    "mingjian.desk.exchange",
    "mingjian.desk.operate",
    "mingjian.desk.approvals",
    "mingjian.desk.jobs",
    "mingjian.desk.data",
    "mingjian.desk.supply",
    "mingjian.desk.campaigns",
    "mingjian.desk.schedules",
    "mingjian.desk.measure",
    "mingjian.desk.workshop",
    "mingjian.desk.shelving",
    "mingjian.desk.contests",
    "mingjian.desk.training",
    "mingjian.desk.sentencing",
    "mingjian.desk.evidence",
    "mingjian.desk.following",
    "mingjian.desk.filling",
    "mingjian.desk.answers",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mingjian.desk.addresses.NoZeroSign",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mingjian.desk.offices.sessions.Idle",
    "mingjian.desk.offices.password.MustChange",
    "mingjian.desk.offices.factor_gate.MustEnrol",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "mingjian.desk.language.texts",
            ]
        },
    }
]

AUTH_USER_MODEL = "offices.User"
AUTHENTICATION_BACKENDS = ["mingjian.desk.offices.login.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "mingjian.desk.offices.password.Strong", "OPTIONS": {"length": DESK.password_length}},
]
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_NAME = "mingjian"
SESSION_COOKIE_AGE = DESK.session_minutes * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = DESK.secure
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mingjian.desk.pages.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DESK.secure else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, UNSAFE_INLINE],  # the component library writes its styles into the page
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
WHITENOISE_ROOT = BUILT if BUILT.is_dir() else None
WHITENOISE_INDEX_FILE = False
WHITENOISE_MAX_AGE = 300
STATIC_URL = "/static/"

LANGUAGE_CODE = "zh-hans" if DESK.language == "zh" else "en"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
