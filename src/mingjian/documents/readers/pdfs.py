"""PDF files with a text layer: the characters in the order they were drawn; scans hold none and are told apart."""

from __future__ import annotations

import io
import re

_PAGES = 3000  # above it is an archive, not a document
_FEW = 20  # characters a page: a stamp or a page number, not a page of text


_PAGE_NUMBER = re.compile(r"[-—－·第]?\s*[0-9]{1,4}\s*页?\s*(?:[/,，共]{1,2}\s*[0-9]{1,4}\s*页?)?\s*[-—－·]?")


class NotReadable(ValueError):
    """The bytes are no PDF that can be opened: damaged, or under a password."""


def pdf_text(data: bytes) -> tuple[str, int, int]:
    """Text with a line break a paragraph, how many pages there are, and how many of them hold next to no text."""
    from pypdf import PdfReader  # here: it takes a seventh of a second to begin, and few commands read one
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable("password")
        if len(reader.pages) > _PAGES:
            raise NotReadable(f"{len(reader.pages)} pages")
        pages = [_without_number(page.extract_text() or "") for page in reader.pages]
    except NotReadable:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError) as error:
        raise NotReadable(error.__class__.__name__) from error  # what a damaged file makes pypdf raise
    bare = sum(len("".join(text.split())) < _FEW for text in pages)
    return _unwrapped("\n".join(pages)), len(pages), bare


def _without_number(page: str) -> str:
    """A page without the number at its top or foot, which would run into the figures of the sentence around it."""
    lines = page.strip().splitlines()
    for at in (-1, 0):
        if lines and _PAGE_NUMBER.fullmatch(lines[at].strip()):
            del lines[at]
    return "\n".join(lines)


def _unwrapped(text: str) -> str:
    """Lines joined where only the width of the page broke them: those nearly as long as the longest usual one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    lengths = sorted(map(len, lines))
    full = 0.85 * lengths[len(lengths) * 9 // 10] if lengths else 0
    pieces: list[str] = []
    for line in lines:
        pieces.append(line)
        if len(line) < full or line.endswith(("。", "：", "；")):
            pieces.append("\n")
    return "".join(pieces)
