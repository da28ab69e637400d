"""A letter as a PDF: the page, the text, the watermark, and what is told of fonts."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
import typst
from pypdf import PdfReader

from mingjian.desk.letters import LetterFields, make_pdf, pdf, to_pdf
from mingjian.desk.letters.check import made_up
from mingjian.desk.letters.paragraphs import paragraphs
from mingjian.models.enumerations import DocumentKind
from mingjian.models.problems import Lang

CHINESE = any("CJK SC" in one or "Song" in one for one in typst.Fonts().families())
needs_font = pytest.mark.skipif(not CHINESE, reason="no Chinese font on this machine")


@needs_font
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_paragraph_is_in_the_pdf(kind: DocumentKind, lang: Lang, pdf_text: Callable[[bytes], str]) -> None:
    text = pdf_text(to_pdf(made_up(kind), "草稿", lang=lang))
    for one in paragraphs(made_up(kind), "草稿", lang):
        assert "".join(one.text.split())[:20] in text


@needs_font
def test_the_page_its_number_and_its_watermark(pdf_text: Callable[[bytes], str]) -> None:
    data = to_pdf(made_up(DocumentKind.SUGGESTION), watermark="某院某人")
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert (round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4)) == (
            210,
            297,
        )
        text = "".join(page.extract_text().split())
        assert f"—{number}—" in text
        assert "某院某人" in text
    assert "某院某人" not in pdf_text(to_pdf(made_up(DocumentKind.SUGGESTION)))


def test_twenty_two_lines_a_page() -> None:
    fields = LetterFields(kind="suggestion", heading="检察建议书", office="某院", facts="\n".join(["甲"] * 60))
    pages = PdfReader(io.BytesIO(to_pdf(fields))).pages
    assert pages[1].extract_text().count("甲") == 22


def test_a_missing_font_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    none = {role: (asked, ("No Such Font",)) for role, (asked, _) in pdf._FONTS.items()}
    monkeypatch.setattr(pdf, "_FONTS", none)
    made = make_pdf(made_up(DocumentKind.OPINION))
    assert made.data.startswith(b"%PDF")
    assert [one for one in made.warnings if "文字可能缺失" in one] == list(made.warnings)[:3]
    english = make_pdf(made_up(DocumentKind.OPINION), lang="en").warnings
    assert english[0].endswith("no Chinese font at all")
