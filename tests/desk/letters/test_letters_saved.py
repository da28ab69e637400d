"""Word files: what they say decides their bytes, not when they were made."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from docx import Document

from mingjian.desk.letters import saved


def test_the_same_letter_has_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(year: int) -> bytes:
        document: Any = Document()
        document.add_paragraph("检察建议")
        monkeypatch.setattr(zipfile.time, "time", lambda: datetime(year, 5, 6).timestamp())  # type: ignore[attr-defined]
        return saved.bytes_of(document)

    assert made(2025) == made(2031)


def test_nothing_is_lost() -> None:
    document: Any = Document()
    document.add_paragraph("检察建议")
    plain = io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(io.BytesIO(saved.bytes_of(document))) as kept:
        assert kept.namelist() == given.namelist()
        assert all(kept.read(name) == given.read(name) for name in given.namelist())
        assert len(kept.read("word/document.xml")) > kept.getinfo("word/document.xml").compress_size
