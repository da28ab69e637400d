"""Word files (docx): paragraphs and table cells in the order of the document."""

from __future__ import annotations

import io
import zipfile

from docx import Document as open_docx
from docx.oxml.ns import qn

_LIMIT = 200_000_000  # bytes unpacked: above it is a bomb, not a judgment


class NotWord(ValueError):
    """The bytes are no docx that can be opened."""


def docx_text(data: bytes) -> tuple[str, bool]:
    """Text with a line break after each paragraph, and whether the file holds pictures."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LIMIT:
                raise NotWord("unpacked size")
            pictures = any(name.startswith("word/media/") for name in archive.namelist())
        body = open_docx(io.BytesIO(data)).element.body
    except NotWord:
        raise
    except Exception as error:  # python-docx raises whatever its parts raise on a damaged package
        raise NotWord(str(error)) from error
    lines = []
    for paragraph in body.iter(qn("w:p")):
        pieces = []
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
            pieces.append(node.text or "" if node.tag == qn("w:t") else " ")
        lines.append("".join(pieces))
    return "\n".join(lines), pictures
