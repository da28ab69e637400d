"""A draft as HTML, Word or PDF. The same draft gives the same bytes; what people typed is never markup."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from mingjian.assist.sentencing.paper import Paper, Part

__all__ = ["FORMS", "as_html", "as_pdf", "as_word"]

_BODY = ("FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R", "Noto Serif CJK SC", "Source Han Serif SC",
         "SimSun", "AR PL UMing CN", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "Droid Sans Fallback")  # fmt: skip
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_STYLE = """body{font-family:serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.6}
table{border-collapse:collapse;width:100%}td,th{border:1px solid #5b6676;padding:.3rem .5rem;text-align:left}
th{background:#e8eef6}footer{margin-top:2rem;border-top:1px solid #5b6676;font-size:.85rem}"""
_PAGE = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, date: none)
#set page(paper: "a4", margin: (x: 18mm, top: 20mm, bottom: 22mm),
  footer: context text(size: 7.5pt)[#given.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: given.fonts, size: 10.5pt, lang: given.lang)
#align(center, text(size: 18pt, weight: "bold", given.title))
#v(4mm)
#for one in given.above { par(one) }
#for part in given.parts {
  v(3mm)
  text(weight: "bold", part.title)
  for line in part.lines { par(text(size: 9.5pt, line)) }
  if part.heads.len() > 0 {
    table(columns: part.widths.map(wide => wide * 1fr), stroke: 0.5pt + rgb("#5b6676"), inset: 4pt,
      table.header(..part.heads.map(head => table.cell(fill: rgb("#e8eef6"), text(size: 9pt, head)))),
      ..part.rows.flatten().map(cell => text(size: 8.5pt, cell)))
  }
}
"""


def as_html(paper: Paper) -> bytes:
    """One page that needs nothing else: no script, no picture, no address."""
    e = html.escape
    body = [f"<h1>{e(paper.title)}</h1>", *(f"<p>{e(line)}</p>" for line in paper.above)]
    for part in paper.parts:
        body += [f"<h2>{e(part.title)}</h2>", *_html_part(part)]
    lang = "zh-CN" if paper.lang == "zh" else "en"
    head = f'<meta charset="utf-8"><title>{e(paper.title)}</title><style>{_STYLE}</style>'
    text = f'<!doctype html><html lang="{lang}"><head>{head}</head><body>{"".join(body)}'
    return f"{text}<footer>{e(paper.foot)}</footer></body></html>".encode()


def _html_part(part: Part) -> list[str]:
    e = html.escape
    if part.lines:
        return ["<ul>", *(f"<li>{e(line)}</li>" for line in part.lines), "</ul>"]
    heads = "".join(f'<th scope="col">{e(head)}</th>' for head in part.heads)
    rows = "".join("<tr>" + "".join(f"<td>{e(cell)}</td>" for cell in row) + "</tr>" for row in part.rows)
    return [f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"]


def as_pdf(paper: Paper) -> bytes:
    """A PDF; needs no network."""
    import typst

    given = {**asdict(paper), "fonts": _BODY}
    data = typst.compile(_PAGE.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)})
    assert isinstance(data, bytes)
    return data


def as_word(paper: Paper) -> bytes:
    """A Word file for a person to finish."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    _run(section.footer.paragraphs[0], paper.foot, 7.5)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, paper.title, 18, bold=True)
    for line in paper.above:
        _run(document.add_paragraph(), line)
    for part in paper.parts:
        _run(document.add_paragraph(), part.title, bold=True)
        for line in part.lines:
            _run(document.add_paragraph(), line, 9.5)
        if part.heads:
            _table(document, part, Mm(170))
    document.core_properties.title, document.core_properties.author = paper.title, ""
    return _bytes(document)


def _table(document: Any, part: Part, wide: int) -> None:
    table = document.add_table(rows=0, cols=len(part.heads), style="Table Grid")
    table.autofit = False
    for row in (part.heads, *part.rows):
        for cell, text, share in zip(table.add_row().cells, row, part.widths, strict=True):
            cell.width = int(wide * share / sum(part.widths))
            _run(cell.paragraphs[0], text, 9)


def _run(paragraph: Any, text: str, size: float = 10.5, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")


def _bytes(document: Any) -> bytes:
    """What is saved, without the time at which it was."""
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, _NO_TIME), given.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()


FORMS: dict[str, Callable[[Paper], bytes]] = {"html": as_html, "docx": as_word, "pdf": as_pdf}
"""Kinds of file a draft can become, by ending."""
