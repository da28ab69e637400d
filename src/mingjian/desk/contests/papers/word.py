"""A paper as a Word file, for an office that fills it in or keeps it in its own files."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjian.desk.contests.papers.paper import Grid, Paper
from mingjian.desk.letters.saved import bytes_of

__all__ = ["paper_word"]

_TITLE, _BODY, _HEAD, _LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "Times New Roman"


def paper_word(paper: Paper) -> bytes:
    """The bytes of the file; the same paper gives the same bytes."""
    own, document = paper.cleaned(), Document()
    section = document.sections[0]
    wide, high = (297, 210) if own.wide else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if own.wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.bottom_margin = Mm(18)
    section.top_margin = Mm(20)
    _text(section.footer.paragraphs[0], own.foot, 7.5)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _text(title, own.title, 18, _TITLE, bold=True)
    for line in own.above:
        _text(document.add_paragraph(), line)
    for grid in own.grids:
        if grid.title:
            _text(document.add_paragraph(), grid.title, 10.5, _HEAD, bold=True)
        _grid(document, grid, Mm(wide - 36))
    for line in own.notes:
        _text(document.add_paragraph(), line, 9)
    day = "日期：" if own.lang == "zh" else "Date: "
    for line in own.signs:
        _text(document.add_paragraph(), f"{line}  ____________________   {day}______________")
    document.core_properties.title, document.core_properties.author = own.title, ""
    return bytes_of(document)


def _grid(document: Any, grid: Grid, wide: int) -> None:
    table = document.add_table(rows=0, cols=len(grid.heads), style="Table Grid")
    table.autofit = False
    for row, font in ((grid.heads, _HEAD), *((cells, _BODY) for cells in grid.rows)):
        for cell, text, share in zip(table.add_row().cells, row, grid.widths, strict=True):
            cell.width = int(wide * share / sum(grid.widths))
            _text(cell.paragraphs[0], text, 9.5, font)


def _text(paragraph: Any, text: str, size: float = 10.5, font: str = _BODY, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, _LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
