"""What letters say: from a case and its model to the fields of a letter, and from those to Word and PDF."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from mingjian.desk.cases.models import Case
from mingjian.desk.offices.models import Office, User
from mingjian.models import Model
from mingjian.models.enumerations import DocumentKind


def first_fields(case: Case, model: Model, kind: DocumentKind, user: User) -> dict[str, Any]:
    return {}


def changed_fields(before: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return given


def number_text(office: Office, kind: DocumentKind, year: int, number: int) -> str:
    return f"{office.short}{kind.value}〔{year}〕{number}号"


def reply_days(kind: DocumentKind, served: date) -> date | None:
    return None


def to_docx(fields: dict[str, Any], *, draft: bool, lang: Literal["zh", "en"]) -> bytes:
    return b""


def to_pdf(fields: dict[str, Any], *, draft: bool, lang: Literal["zh", "en"]) -> bytes:
    return b""
