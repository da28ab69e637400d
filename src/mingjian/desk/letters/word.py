"""A letter as a Word file, laid out as official papers are (GB/T 9704-2012); fonts are only named."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mingjian.desk.letters.fields import LetterFields
from mingjian.desk.letters.paragraphs import paragraphs

__all__ = ["to_docx"]

TITLE, BODY, HEAD = "方正小标宋简体", "仿宋_GB2312", "黑体"


def to_docx(fields: LetterFields, mark: str = "") -> bytes:
    """The bytes of the Word file. `mark` stands above the heading, as 草稿 on a draft."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _page_numbers(section)
    for one in paragraphs(fields, mark):
        _add(document, one.style, one.text)
    document.core_properties.author, document.core_properties.title = fields.office, fields.heading
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


_STYLES: dict[str, tuple[str, float, Any, bool]] = {
    "mark": (HEAD, 16, WD_ALIGN_PARAGRAPH.RIGHT, False),
    "office": (TITLE, 26, WD_ALIGN_PARAGRAPH.CENTER, False),
    "heading": (TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER, False),
    "number": (BODY, 16, WD_ALIGN_PARAGRAPH.RIGHT, False),
    "to": (BODY, 16, WD_ALIGN_PARAGRAPH.LEFT, False),
    "head": (HEAD, 16, WD_ALIGN_PARAGRAPH.LEFT, True),
    "body": (BODY, 16, WD_ALIGN_PARAGRAPH.JUSTIFY, True),
    "sign": (BODY, 16, WD_ALIGN_PARAGRAPH.RIGHT, False),
}
"""Font, points (三号 is 16, 二号 22), alignment, whether the first line is indented by two signs."""


def _add(document: Any, style: str, text: str) -> None:
    font, size, align, indent = _STYLES[style]
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(28.95 if size < 20 else 36)
    if indent:
        shape.first_line_indent = Pt(2 * size)
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if style == "office":
        run.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)


def _page_numbers(section: Any) -> None:
    """— 1 — in the middle of the foot."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)
    paragraph.add_run(" —")
