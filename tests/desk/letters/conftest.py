"""What the tests of letters share: a template made of given paragraphs, and files read back as text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from pypdf import PdfReader


@pytest.fixture
def docx_text() -> Callable[[bytes], str]:
    """The text of a Word file, a line a paragraph."""
    return lambda data: "\n".join(one.text for one in Document(io.BytesIO(data)).paragraphs)


@pytest.fixture
def pdf_text() -> Callable[[bytes], str]:
    """The text of a PDF without white space, which a reader of PDFs can only guess."""

    def read(data: bytes) -> str:
        return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)

    return read


@pytest.fixture
def template() -> Callable[..., bytes]:
    """A Word file of these paragraphs."""

    def made(*lines: str) -> bytes:
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return made
