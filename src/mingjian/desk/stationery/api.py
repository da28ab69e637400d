"""`/api/letter-templates` and `/api/template-versions`."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from mingjian.desk.clues.papers import clean_name
from mingjian.desk.errors import TooLarge
from mingjian.desk.letters.package import MAX_BYTES
from mingjian.desk.offices.login import user_of
from mingjian.desk.stationery import services
from mingjian.desk.stationery.schemas import Language, TemplateAct, TemplatePage, TemplateQuery, Uploaded
from mingjian.desk.words import storable

__all__ = ["router"]

router = Router(tags=["templates"])
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"
}  # fmt: skip


@router.get("/letter-templates", response=TemplatePage)
def list_(request: HttpRequest, query: Query[TemplateQuery]) -> TemplatePage:
    """Every kind of letter with the template the reader's office uses."""
    return services.page(user_of(request), query.lang)


@router.post("/letter-templates/{kind}", response=Uploaded)
def upload(
    request: HttpRequest, kind: str, file: File[UploadedFile], note: Form[str] = "", lang: Language = "zh"
) -> Uploaded:
    """Upload a template of the reader's office; all that is wrong with it is told at once, and then it is not kept."""
    if (file.size or 0) > MAX_BYTES:
        raise TooLarge("文件超过 5 MB", "the file is larger than 5 MB", "file")
    said = note[:1000] if storable(note) else ""
    return services.upload(user_of(request), kind, lang, clean_name(file.name or ""), file.read(), said)


@router.get("/letter-templates/{kind}/start")
def start(request: HttpRequest, kind: str, lang: Language = "zh") -> HttpResponse:
    """The built-in template of a kind, to be changed in Word."""
    return _download(services.start(user_of(request), kind, lang), f"{kind}-{lang}.docx", "docx")


@router.get("/letter-templates/{kind}/preview")
def preview(
    request: HttpRequest, kind: str, form: Literal["docx", "pdf"] = "pdf", lang: Language = "zh",
    version: int | None = None,
) -> HttpResponse:  # fmt: skip
    """A letter of a made-up case, from what letters are made of now or from one version."""
    made = services.preview(user_of(request), kind, lang, form, version)
    return _download(made, f"preview-{kind}.{form}", form)


@router.get("/template-versions/{number}/file")
def file(request: HttpRequest, number: int) -> HttpResponse:
    """The file of a version, as it was uploaded."""
    one = services.file_of(user_of(request), number)
    return _download(bytes(one.data), one.name, "docx")


@router.post("/template-versions/{number}/act", response=TemplatePage)
def act(request: HttpRequest, number: int, given: TemplateAct) -> TemplatePage:
    """Approve, refuse, use again or withdraw a version."""
    return services.act(user_of(request), number, given)


def _download(data: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_TYPES[form])
    response.headers["Content-Disposition"] = f"attachment; filename=\"file.{form}\"; filename*=UTF-8''{quote(name)}"
    return response
