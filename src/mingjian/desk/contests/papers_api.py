"""`/api/contests/{slug}/…`: score sheets, the summary of a type and certificates as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mingjian.desk.contests import awards, printing
from mingjian.desk.contests.api import as_file
from mingjian.desk.contests.papers_schemas import AwardCertificate, PaperKind
from mingjian.desk.offices.login import user_of
from mingjian.models.problems import Lang

__all__ = ["router"]

router = Router(tags=["contests"])
_MIME = {"pdf": "application/pdf",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip


@router.get("/contests/{slug}/sheets/{work}")
def sheet(request: HttpRequest, slug: str, work: str, kind: PaperKind = "pdf", lang: Lang = "zh") -> HttpResponse:
    """The score sheet of a work: a judge's own, or the whole one once the result is frozen."""
    return as_file(*printing.work_sheet(user_of(request), slug, work, kind, lang), _MIME[kind])


@router.get("/contests/{slug}/works/{work}/sheet")
def own_sheet(request: HttpRequest, slug: str, work: str, kind: PaperKind = "pdf", lang: Lang = "zh") -> HttpResponse:
    """The score sheet of one's own work, after publication."""
    return as_file(*printing.own_sheet(user_of(request), slug, work, kind, lang), _MIME[kind])


@router.get("/contests/{slug}/results/sheets/{of}")
def summary(request: HttpRequest, slug: str, of: str, kind: PaperKind = "pdf", lang: Lang = "zh") -> HttpResponse:
    """Ranks and awards of a type, to be signed by hand."""
    return as_file(*printing.type_sheet(user_of(request), slug, of, kind, lang), _MIME[kind])


@router.get("/contests/{slug}/certificates")
def certificates(request: HttpRequest, slug: str, lang: Lang = "zh") -> HttpResponse:
    """The certificates of all works that won, in one file."""
    return as_file(*awards.all_certificates(user_of(request), slug, lang), _MIME["pdf"])


@router.get("/contests/{slug}/works/{work}/certificate")
def own_certificate(request: HttpRequest, slug: str, work: str, lang: Lang = "zh") -> HttpResponse:
    """The certificate of one's own work."""
    return as_file(*awards.own_certificate(user_of(request), slug, work, lang), _MIME["pdf"])


@router.get("/contests/{slug}/certificates/{work}", response=AwardCertificate)
def check(request: HttpRequest, slug: str, work: str, digest: str = "") -> AwardCertificate:
    """Whether a certificate holds: number and digest as this desk has them."""
    return awards.checked_certificate(user_of(request), slug, work, digest)
