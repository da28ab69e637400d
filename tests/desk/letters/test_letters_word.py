"""A letter as a Word file: what it says, how the page is laid out, and that values stay data."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjian.desk.letters import BasisLine, LetterFields, TemplateRefused, blank, to_docx, to_pdf
from mingjian.desk.letters.blank import LINE
from mingjian.desk.letters.check import made_up
from mingjian.desk.letters.paragraphs import paragraphs
from mingjian.models.enumerations import DocumentKind
from mingjian.models.problems import Lang

GOLDEN = Path(__file__).parent / "golden"
KINDS = list(DocumentKind)


def _paragraph(data: bytes, text: str) -> Any:
    return next(one for one in Document(io.BytesIO(data)).paragraphs if one.text == text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_letter_of_a_made_up_case_reads_as_kept(kind: DocumentKind, docx_text: Callable[[bytes], str]) -> None:
    """The golden files; MINGJIAN_GOLDEN=write writes them anew, to be read before they are committed."""
    text = docx_text(to_docx(made_up(kind), "草稿")) + "\n"
    path = GOLDEN / f"{kind.value}.txt"
    if os.environ.get("MINGJIAN_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_word_and_pdf_say_the_same_in_the_same_order(
    kind: DocumentKind, lang: Lang, docx_text: Callable[[bytes], str]
) -> None:
    for mark in ("", "草稿"):
        said = [one.text for one in paragraphs(made_up(kind), mark, lang)]
        assert docx_text(to_docx(made_up(kind), mark, lang=lang)).splitlines() == said


def test_a_letter_that_says_little_leaves_nothing_empty(docx_text: Callable[[bytes], str]) -> None:
    fields = LetterFields(kind="suggestion", heading="检察建议书", office="某院", analysis="某问题。")
    assert docx_text(to_docx(fields)).splitlines() == ["某院", "检察建议书", "一、问题与分析", "某问题。", "某院"]


def test_the_page_is_that_of_official_papers() -> None:
    data = to_docx(made_up(DocumentKind.SUGGESTION))
    section = Document(io.BytesIO(data)).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    for got, asked in zip((section.page_width, section.page_height, *margins), (210, 297, 37, 35, 28, 26), strict=True):
        assert abs(got - Mm(asked)) < Mm(0.1)
    footer = section.footer.paragraphs[0]
    assert footer.text == "—  —"
    assert [one.text for one in footer._p.iter(qn("w:instrText"))] == ["PAGE"]


@pytest.mark.parametrize(
    ("text", "font", "size"),
    [
        ("检察建议书", "方正小标宋简体", 22),
        ("一、事实", "黑体", 16),
        ("2. 完善工作机制。", "仿宋_GB2312", 16),
        ("某检〔2025〕1号", "仿宋_GB2312", 16),
    ],
)
def test_fonts_and_lines(text: str, font: str, size: float) -> None:
    paragraph = _paragraph(to_docx(made_up(DocumentKind.SUGGESTION)), text)
    run = next(one for one in paragraph.runs if one.text)
    assert run._element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert run.font.size == Pt(size)
    if size == 16:
        assert abs(paragraph.paragraph_format.line_spacing - Pt(LINE)) <= Pt(0.05)


def test_the_head_of_the_paper_is_red_with_a_line_under_it() -> None:
    paragraph = _paragraph(to_docx(made_up(DocumentKind.CORRECTION)), "某省某市人民检察院")
    assert str(next(one for one in paragraph.runs if one.text).font.color.rgb) == "E60012"
    assert [one.get(qn("w:color")) for one in paragraph._p.iter(qn("w:bottom"))] == ["E60012"]


def test_an_uncompared_article_is_marked_until_the_letter_is_signed(docx_text: Callable[[bytes], str]) -> None:
    fields = made_up(DocumentKind.SUGGESTION)
    assert "《某条例》第2条（条文未核对）" in docx_text(to_docx(fields, "草稿"))
    assert "未核对" not in docx_text(to_docx(fields))


HOSTILE = [
    "{{ 7*7 }} {% for x in office %}x{% endfor %} {# 不见 #}",
    "{{ self.__init__.__globals__ }}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>插入",
    "<script>&amp; & < > \" '",
    '#import "x" $ * _ ` \\ [a] @b <c>',
    "a\x00b\x07c\x1bd\x0be\x0cf\ud800g\ufffeh\u202ei",
    "{%p if mark %}",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_stays_text(
    value: str, docx_text: Callable[[bytes], str], pdf_text: Callable[[bytes], str]
) -> None:
    fields = LetterFields(
        kind="suggestion", heading=value, office=value, number=value, to=value, about=value, facts=f"甲\n{value}\n乙",
        evidence=(value,), analysis=value, basis=(BasisLine(text=value),), asks=(value, value), contact=value,
    )  # fmt: skip
    kept = re.sub("[\x00\x07\x1b\x0b\x0c\ud800\ufffe\u202e]", "", value)
    for given in (None, blank(DocumentKind.TRANSFER)):
        text = docx_text(to_docx(fields, value, template=given))
        assert f"甲\n{kept}\n乙" in text
        assert text.count(kept) == 13
        assert "49" not in text
    assert "".join(kept.split())[:8] in pdf_text(to_pdf(fields, value, watermark=value))


def test_lines_named_as_a_whole_stand_under_one_another(
    template: Callable[..., bytes], docx_text: Callable[[bytes], str]
) -> None:
    own = template(
        "函 {{ number }}", "{{ facts }}", "{%p for one in asks %}", "第{{ loop.index }}项 {{ one }}", "{%p endfor %}"
    )
    assert docx_text(to_docx(made_up(DocumentKind.TRANSFER), template=own)).splitlines() == [
        "函 某检〔2025〕1号", "经调查核实，查明：", "1. 甲有某情形。", "2. 乙有某情形。",
        "第1项 1. 核查上述情形。", "第2项 2. 完善工作机制。",
    ]  # fmt: skip


def test_a_refused_template_renders_nothing(template: Callable[..., bytes]) -> None:
    with pytest.raises(TemplateRefused, match="officer"):
        to_docx(made_up(DocumentKind.OPINION), template=template("{{ officer }}"))
