"""PDF files: the text layer is read, scans and damaged files are told apart and never read as empty."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typst
from civil_texts import LENDING
from pypdf import PdfReader, PdfWriter

from mingjian.documents import DocumentError, parse_civil, read_documents

_FONTS = {name for name in typst.Fonts().families() if "CJK" in name or "Droid Sans Fallback" in name}
chinese = pytest.mark.skipif(not _FONTS, reason="no font with Chinese characters on this machine")


def printed(text: str) -> bytes:
    """A PDF of ``text`` as a court's system prints it, page numbers at the foot."""
    lines = [line.strip().replace("#", r"\#") for line in text.splitlines() if line.strip()]
    fonts = ", ".join(f'"{name}"' for name in sorted(_FONTS))
    page = "#set page(footer: context align(center)[第 #counter(page).display() 页], height: 12cm)\n"
    source = page + f"#set text(font: ({fonts},))\n" + "\n\n".join(f'#("{line}")' for line in lines)
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def blank(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@chinese
def test_the_text_layer_is_read_like_any_text(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(printed(LENDING))
    (document,) = read_documents(tmp_path / "a.pdf")
    ours, theirs = parse_civil(document.text), parse_civil(LENDING)
    assert len(PdfReader(tmp_path / "a.pdf").pages) > 1
    assert "第 2 页" not in document.text
    for name in ("court", "case_number", "cause", "filed_on", "judged_on", "awarded", "fee", "outcome"):
        assert getattr(ours, name).value == getattr(theirs, name).value
    assert [p.name.value for p in ours.parties] == [p.name.value for p in theirs.parties]
    assert ours.loan is not None
    assert theirs.loan is not None
    assert ours.loan.principal == theirs.loan.principal or ours.loan.principal is not None


@chinese
def test_a_pdf_half_of_pictures_is_not_read_in_part(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(printed("判决书" * 30))))
    for _ in range(3):
        writer.add_blank_page(595, 842)
    writer.write(tmp_path / "half.pdf")
    with pytest.raises(DocumentError, match="没有文字层"):
        list(read_documents(tmp_path / "half.pdf"))


@pytest.mark.parametrize("name", ["scan.pdf", "scan.txt"])
def test_a_scan_is_told_as_having_no_text_layer(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(blank(2))
    with pytest.raises(DocumentError, match="no text layer"):
        list(read_documents(tmp_path / name))


@pytest.mark.parametrize("cut", [9, 60, 200, 400])
def test_a_damaged_file_is_refused(tmp_path: Path, cut: int) -> None:
    (tmp_path / "a.pdf").write_bytes(blank(1)[:cut])
    with pytest.raises(DocumentError) as raised:
        list(read_documents(tmp_path / "a.pdf"))
    assert "PDF" in raised.value.en


def test_a_file_under_a_password_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(blank(1)))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(DocumentError, match="密码"):
        list(read_documents(tmp_path / "a.pdf"))
