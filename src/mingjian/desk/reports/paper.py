"""A class report as Word and as PDF. Charts are drawn by Typst on this machine: lines in the PDF, pictures in Word."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import typst
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjian.desk.letters.pdf import typst_fonts
from mingjian.desk.letters.saved import bytes_of
from mingjian.desk.reports.models import Report
from mingjian.desk.reports.schemas import Figures, ReportForm
from mingjian.desk.reports.suggestion import sentences

__all__ = ["paper"]

NO_MAP = "按地区以柱条表示；本机没有行政区划边界数据，因此不绘制地图。"
_MOST = 20
Chart = tuple[str, list[tuple[str, float, str]]]
"""Title; label, length and words of each bar."""
Grid = tuple[str, list[str], list[list[str]]]
"""Title, heads, rows."""


def paper(report: Report, made: Figures, form: ReportForm, mark: str) -> bytes:
    """The file. `mark` stands across every page of the PDF and at the head of the Word file: who took it, and when."""
    return _pdf(report, made, mark) if form == "pdf" else _word(report, made, mark)


def charts(made: Figures) -> list[Chart]:
    """What is drawn: districts, months, reasons, the way from clues to outcomes."""
    way = [("发现线索", made.clues), ("核实成立", made.confirmed), ("立案", made.cases), ("发出文书", made.letters),
           ("收到回复", made.replied), ("采纳", made.accepted), ("整改", made.rectified)]  # fmt: skip
    drawn: list[Chart] = [
        ("从线索到成效", [(name, float(n), str(n)) for name, n in way]),
        ("各地区线索数", [(one.zh, float(one.clues), str(one.clues)) for one in made.regions[:_MOST]]),
        ("各月发现线索数", [(one.month, float(one.clues), str(one.clues)) for one in made.months[-24:]]),
        ("不成立原因", [(one.zh, float(one.count), str(one.count)) for one in made.reasons]),
    ]
    return [one for one in drawn if one[1]]


def grids(made: Figures) -> list[Grid]:
    """The tables behind the charts, whole."""
    listed: list[Grid] = [
        ("各地区情况", ["地区", "线索", "金额（元）", "成立", "立案", "追回（元）"],
         [[one.zh, str(one.clues), _money(one.amount), str(one.confirmed), str(one.cases), _money(one.recovered)]
          for one in made.regions]),
        ("文书与回复", ["发往单位", "文书", "回复", "采纳"],
         [[one.name or "（未填）", str(one.letters), str(one.replied), str(one.accepted)] for one in made.agencies]),
        ("核查清单中答“否”的问题", ["问题", "线索"], [[one.zh, str(one.count)] for one in made.checks]),
        ("回复摘录", ["文号", "是否采纳", "回复"],
         [[one.number, "是" if one.accepted else "否", one.text] for one in made.replies]),
    ]  # fmt: skip
    return [one for one in listed if one[2]]


# -- within ----------------------------------------------------------------------------------------------


def _money(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def _title(report: Report) -> str:
    return f"“{report.title_zh}”类案报告"


def _under(report: Report) -> str:
    return f"{report.office.zh}　{report.at:%Y年%m月%d日}"


def _pdf(report: Report, made: Figures, mark: str) -> bytes:
    given = {
        "title": _title(report), "under": _under(report), "mark": mark, "fonts": typst_fonts(), "note": NO_MAP,
        "sentences": sentences(report, made), "charts": _given(charts(made)),
        "grids": [{"title": title, "heads": heads, "rows": rows} for title, heads, rows in grids(made)],
    }  # fmt: skip
    return _compiled(_BARS + _REPORT, given)


def _word(report: Report, made: Figures, mark: str) -> bytes:
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(12), "Times New Roman"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    document.core_properties.title, document.core_properties.author = _title(report)[:255], report.office.zh
    section.header.paragraphs[0].text = mark
    document.add_heading(_title(report), 0)
    document.add_paragraph(_under(report))
    for line in sentences(report, made):
        document.add_paragraph(line)
    for title, bars in charts(made):
        document.add_heading(title, 2)
        picture = document.add_picture(io.BytesIO(_png((title, bars))), width=Mm(150))
        picture._inline.docPr.set("descr", "；".join(f"{name} {words}" for name, _, words in bars))
    document.add_paragraph(NO_MAP)
    for title, heads, rows in grids(made):
        document.add_heading(title, 2)
        _grid(document, heads, rows)
    return bytes_of(document)


def _grid(document: Any, heads: list[str], rows: list[list[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, heads, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].font.bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _png(chart: Chart) -> bytes:
    return _compiled(_BARS + _PICTURE, {"fonts": typst_fonts(), "charts": _given([chart])}, png=True)


def _given(drawn: Sequence[Chart]) -> list[dict[str, Any]]:
    return [
        {"title": title, "bars": [{"name": name, "share": length / _longest(bars), "words": words}
                                  for name, length, words in bars]}
        for title, bars in drawn
    ]  # fmt: skip


def _longest(bars: list[tuple[str, float, str]]) -> float:
    return max((length for _, length, _ in bars), default=0) or 1.0


def _compiled(source: str, given: dict[str, Any], *, png: bool = False) -> bytes:
    inputs = {"given": json.dumps(given, ensure_ascii=False)}
    more: dict[str, Any] = {"format": "png", "ppi": 150} if png else {}
    made = typst.compile(source.encode(), sys_inputs=inputs, **more)
    assert isinstance(made, bytes)
    return made


_BARS = """
#let given = json(bytes(sys.inputs.given))
#let bars(chart) = grid(columns: (38mm, 90mm, 18mm), row-gutter: 5pt, column-gutter: 6pt, align: horizon,
  ..chart.bars.map(one => (
    align(right, text(size: 10pt, one.name)),
    rect(width: calc.max(0.4, one.share * 90) * 1mm, height: 10pt, fill: rgb("#2b4f80")),
    text(size: 10pt, one.words))).flatten())
"""
_PICTURE = """
#set page(width: auto, height: auto, margin: 4pt)
#set text(font: given.fonts.body)
#bars(given.charts.first())
"""
_REPORT = """
#set document(title: given.title)
#set page(paper: "a4", margin: 25mm, numbering: "1",
  foreground: place(center + horizon, rotate(-35deg, reflow: false, text(size: 22pt, fill: rgb("#00000018"),
    given.mark))))
#set text(font: given.fonts.body, size: 12pt, lang: "zh")
#let head(body) = block(above: 18pt, below: 8pt, sticky: true, text(font: given.fonts.head, weight: "bold", body))
#align(center, text(font: given.fonts.title, size: 20pt, weight: "bold", given.title))
#align(center, given.under)
#for one in given.sentences { par(first-line-indent: (amount: 2em, all: true), one) }
#for one in given.charts { head(one.title); bars(one) }
#given.note
#for one in given.grids {
  head(one.title)
  table(columns: one.heads.len(), inset: 5pt, stroke: 0.5pt, table.header(..one.heads.map(it => strong(it))),
    ..one.rows.flatten())
}
"""
