"""`/api/reader`: the text of an uploaded paper."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpRequest
from ninja import File, Router
from ninja.files import UploadedFile

from mingjian.desk.clues.papers import clean_name
from mingjian.desk.errors import BadRequest, NotFound, TooLarge
from mingjian.desk.offices.login import user_of
from mingjian.desk.offices.roles import Right
from mingjian.desk.words import Shown
from mingjian.documents import DocumentError, read_documents

__all__ = ["router"]

router = Router(tags=["reader"])
_MOST_BYTES, _MOST_SIGNS = 10 * 1024 * 1024, 300_000


class PaperText(Shown):
    """What a paper says, as one text."""

    name: str
    text: str


@router.post("/reader/text", response=PaperText)
def text(request: HttpRequest, file: File[UploadedFile]) -> PaperText:
    """The text of a paper (txt, docx, html, a PDF with a text layer). Scans are refused; nothing is kept."""
    if not user_of(request).may(Right.SEE_CLUES):
        raise NotFound
    if (file.size or 0) > _MOST_BYTES:
        raise TooLarge("文件超过 10 MB", "the file is larger than 10 MB", "file")
    name = clean_name(file.name or "")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"paper{Path(name).suffix.lower()}"
        place.write_bytes(file.read())
        try:
            said = "\n\n".join(one.text for one in read_documents(place)).replace("\x00", "")
        except DocumentError as error:
            raise BadRequest(f"{name}：{error.zh}", f"{name}: {error.en}", "file") from None
    if not said.strip():
        raise BadRequest(f"{name}：没有文字", f"{name}: it holds no text", "file")
    if len(said) > _MOST_SIGNS:
        zh, en = f"{name}：超过 {_MOST_SIGNS} 字", f"{name}: more than {_MOST_SIGNS} signs"
        raise BadRequest(zh, en, "file")
    return PaperText(name=name, text=said)
