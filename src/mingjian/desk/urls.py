"""Addresses of the desk: the API, pages without JavaScript, and the application for everything else."""

from __future__ import annotations

from django.urls import path, re_path

from mingjian.desk import factor_pages, oidc_pages, pages
from mingjian.desk.api import api
from mingjian.desk.operate.pages import healthz, metrics

urlpatterns = [
    path("api/", api.urls),
    path("healthz", healthz),
    path("metrics", metrics),
    path("login", pages.log_in),
    path("oidc/login", oidc_pages.begin),
    path("oidc/callback", oidc_pages.callback),
    path("second", factor_pages.second),
    path("factor", factor_pages.factor),
    path("password", pages.change_password),
    path("setup", pages.no_setup),
    re_path(r"^published/[^/.]+$", pages.open_application),
    re_path(r"^(?!api/|assets/)[^.]*$", pages.application),
]
handler404 = "mingjian.desk.pages.missing"
handler500 = "mingjian.desk.pages.broken"
