"""The template we ship of each kind, for an office to take and change: official layout (GB/T 9704-2012), tags in it.

A4, 22 lines of 28 signs; fonts are only named, none is shipped.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mingjian.desk.letters.kinds import kind_of
from mingjian.desk.letters.paragraphs import HEADS, Style
from mingjian.desk.letters.saved import bytes_of
from mingjian.models.enumerations import DocumentKind
from mingjian.models.problems import Lang

__all__ = ["LINE", "blank"]

TITLE, BODY, HEAD, FOOT = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
LINE = 28.95
"""Points from line to line: 22 lines a page."""
_STYLES: dict[Style, tuple[str, float, Any, bool]] = {
    "mark": (HEAD, 16, WD_ALIGN_PARAGRAPH.LEFT, False),
    "note": (BODY, 12, WD_ALIGN_PARAGRAPH.LEFT, False),
    "office": (TITLE, 36, WD_ALIGN_PARAGRAPH.CENTER, False),
    "heading": (TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER, False),
    "number": (BODY, 16, WD_ALIGN_PARAGRAPH.RIGHT, False),
    "to": (BODY, 16, WD_ALIGN_PARAGRAPH.LEFT, False),
    "head": (HEAD, 16, WD_ALIGN_PARAGRAPH.LEFT, True),
    "body": (BODY, 16, WD_ALIGN_PARAGRAPH.JUSTIFY, True),
    "sign": (BODY, 16, WD_ALIGN_PARAGRAPH.RIGHT, False),
}
"""Font, points (三号 is 16, 二号 22), alignment, whether the first line is indented by two signs."""


@lru_cache(maxsize=64)
def blank(kind: DocumentKind, lang: Lang = "zh", head: float = 36) -> bytes:
    """The bytes of our template of a kind; ``lang="en"``: for reading along. ``head``: points of the red head."""
    document = Document()
    _page(document.sections[0])
    _normal(document.styles["Normal"])
    for style, text in _lines(kind_of(kind).hail, lang):
        _add(document, style, text, head=head, first_sign=(style, text) == ("sign", "{{ office }}"))
    _properties(document, kind, lang)
    return bytes_of(document)


def _lines(hail: str, lang: Lang) -> list[tuple[Style, str]]:
    """The paragraphs of the template; one that holds only a `{%p … %}` tag leaves no trace."""
    colon, contact, regards = ("：", "联系人：", "此致") if lang == "zh" else (":", "Contact: ", "To")
    lines = [*_when("mark", "mark", "{{ mark }}"), *_when("note", "note", "{{ note }}")]
    lines += [("office", "{{ office }}"), ("heading", "{{ heading }}"), *_when("number", "number", "{{ number }}")]
    if hail == "top":
        lines += _when("to", "to", f"{{{{ to }}}}{colon}")
    lines += _each("opening")
    for name in HEADS:
        lines += _when(f"{name}_head", "head", f"{{{{ {name}_head }}}}") + _each(name)
    lines += _each("closing") + _each("asks") + _each("reply")
    lines += _when("contact", "body", f"{contact}{{{{ contact }}}}")
    if hail == "end":
        lines += [("body", "{%p if to %}"), ("body", regards), ("to", "{{ to }}"), ("body", "{%p endif %}")]
    return [*lines, ("sign", "{{ office }}"), *_when("signed_on", "sign", "{{ signed_on }}")]


def _when(name: str, style: Style, text: str) -> list[tuple[Style, str]]:
    return [("body", f"{{%p if {name} %}}"), (style, text), ("body", "{%p endif %}")]


def _each(name: str) -> list[tuple[Style, str]]:
    return [("body", f"{{%p for line in {name} %}}"), ("body", "{{ line }}"), ("body", "{%p endfor %}")]


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(paragraph.add_run("— "), FOOT, 14)
    run = paragraph.add_run()
    _font(run, FOOT, 14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._element.append(part)
    _font(paragraph.add_run(" —"), FOOT, 14)


def _normal(style: Any) -> None:
    """What text an office adds looks like."""
    style.font.name, style.font.size = LATIN, Pt(16)
    shape = style.element.get_or_add_rPr()
    shape.get_or_add_rFonts().set(qn("w:eastAsia"), BODY)
    for old in shape.findall(qn("w:lang")):
        shape.remove(old)
    language = OxmlElement("w:lang")  # without it, some readers set Chinese points as Taiwan does
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    shape.append(language)


def _add(document: Any, style: Style, text: str, *, head: float, first_sign: bool) -> None:
    font, size, align, indent = _STYLES[style]
    size = head if style == "office" else size
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(LINE if size <= 16 else size * 1.4)
    if indent:
        shape.first_line_indent = Pt(2 * size)
    if style == "sign":
        shape.right_indent = Pt(2 * size)
        shape.keep_with_next = first_sign
        shape.space_before = Pt(LINE if first_sign else 0)
    if style == "head":
        shape.keep_with_next = True
    if style == "number":
        shape.space_after = Pt(LINE)
    run = paragraph.add_run(text)
    _font(run, font, size)
    if style == "office":
        run.font.color.rgb = RGBColor(0xE6, 0x00, 0x12)
        _red_line(paragraph)


def _font(run: Any, font: str, size: float) -> None:
    run.font.size, run.font.name = Pt(size), LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def _red_line(paragraph: Any) -> None:
    """The line under the head of the paper."""
    paragraph.paragraph_format.space_after = Pt(LINE)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "16"), ("space", "6"), ("color", "E60012")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    shape = paragraph._p.get_or_add_pPr()
    shape.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def _properties(document: Any, kind: DocumentKind, lang: Lang) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = kind.label(lang), "", ""
