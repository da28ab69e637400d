"""The text of a document, and what it must not have: passwords, macros, scripts, objects, pages without text."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from mingjian.contest.completeness.finding import Finding
from mingjian.contest.completeness.sniffing import decoded
from mingjian.documents.readers.pdfs import NotReadable, pdf_text
from mingjian.documents.readers.words import NotWord, docx_text

__all__ = ["document_text"]

_PDF_ACTS = re.compile(rb"/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile|RichMedia)\b")
_PDF_PLAIN = re.compile(rb"/OpenAction\s*\[")
"""Where the document is to be opened: harmless."""


def document_text(name: str, data: bytes, kind: str) -> tuple[str | None, list[Finding]]:
    """Text of a docx, pdf or text file, None where it cannot be had, and what is wrong with it."""
    if kind == "docx":
        return _docx(name, data)
    if kind == "pdf":
        return _pdf(name, data)
    if kind == "ole":
        zh, en = (
            "旧版或加密的 Office 文件，请另存为不加密的 docx",
            "an old or encrypted Office file: save it as docx, without a password",
        )
        return None, [Finding("encrypted", "error", zh, en, name)]
    text = decoded(data)
    return text, [] if text is not None else [
        Finding("unreadable", "error", "无法读取的文字", "no text that can be read", name)
    ]


def _docx(name: str, data: bytes) -> tuple[str | None, list[Finding]]:
    found = list(_parts(name, data))
    try:
        text, pictures = docx_text(data)
    except (NotWord, RecursionError, MemoryError):
        return None, [*found, Finding("unreadable", "error", "docx 文件损坏，打不开", "a damaged docx", name)]
    if pictures and not text.strip():
        found.append(Finding("scanned", "error", "只有图片，没有文字", "pictures alone and no text", name))
    return text, found


def _parts(name: str, data: bytes) -> Iterator[Finding]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one.lower() for one in archive.namelist()]
    except Exception:  # whatever a broken directory raises
        return
    if any(one.endswith("vbaproject.bin") for one in inside):
        yield Finding("macros", "error", "含有宏，请去掉后重交", "it has macros: hand it in without", name)
    if any("/embeddings/" in one or "/activex/" in one for one in inside):
        yield Finding("embedded", "error", "嵌有其他文件或控件", "other files or controls are embedded in it", name)


def _pdf(name: str, data: bytes) -> tuple[str | None, list[Finding]]:
    found = []
    if _PDF_ACTS.search(_PDF_PLAIN.sub(b"", data)):
        found.append(
            Finding(
                "scripts", "error", "PDF 含有脚本、附件或自动动作", "the PDF has scripts, attachments or actions", name
            )
        )
    try:
        with _quiet():
            text, pages, bare = pdf_text(data)
    except NotReadable as error:
        if str(error) == "password":
            return None, [*found, Finding("encrypted", "error", "PDF 有密码", "the PDF has a password", name)]
        return None, [*found, Finding("unreadable", "error", "PDF 损坏，打不开", "a damaged PDF", name)]
    except Exception:  # what a broken file makes the reader raise is not ours to list
        return None, [*found, Finding("unreadable", "error", "PDF 损坏，打不开", "a damaged PDF", name)]
    if bare and bare == pages:
        found.append(Finding("scanned", "error", "扫描件，没有文字", "a scan without text", name))
    elif bare:
        found.append(
            Finding(
                "scanned_pages",
                "notice",
                f"{pages} 页中有 {bare} 页没有文字",
                f"{bare} of {pages} pages have no text",
                name,
            )
        )
    return text, found


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what the reader of PDF files writes of each thing it mends."""
    log = logging.getLogger("pypdf")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before
