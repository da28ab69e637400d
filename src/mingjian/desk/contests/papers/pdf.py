"""A paper as PDF. The same paper gives the same bytes: no instant is written into it."""

from __future__ import annotations

import json
from dataclasses import asdict

import typst

from mingjian.desk.contests.papers.paper import Paper
from mingjian.desk.letters.pdf import typst_fonts

__all__ = ["paper_pdf"]

_PAGE = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, date: none)
#set page(paper: "a4", flipped: given.wide, margin: (x: 18mm, top: 20mm, bottom: 18mm),
  footer: context text(size: 7.5pt)[#given.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: given.fonts.body, size: 10.5pt, lang: given.lang)
#set par(leading: 0.7em)
#align(center, text(font: given.fonts.title, size: 18pt, weight: "bold", given.title))
#v(4mm)
#for one in given.above { par(one) }
#for one in given.grids {
  if one.title != "" { v(2mm); text(font: given.fonts.head, weight: "bold", one.title) }
  table(columns: one.widths.map(wide => wide * 1fr), stroke: 0.5pt + rgb("#5b6676"), inset: 5pt,
    table.header(..one.heads.map(head => table.cell(fill: rgb("#e8eef6"),
      text(font: given.fonts.head, size: 9.5pt, head)))),
    ..one.rows.flatten().map(cell => text(size: 9.5pt, cell)))
}
#v(2mm)
#for one in given.notes { par(text(size: 9pt, one)) }
#for one in given.signs {
  block(breakable: false, above: 9mm, grid(columns: (auto, 1fr, auto, 40mm), column-gutter: 2mm, one,
    line(start: (0mm, 4mm), length: 100%, stroke: 0.5pt), given.day, line(start: (0mm, 4mm), length: 100%,
    stroke: 0.5pt)))
}
"""


def paper_pdf(paper: Paper) -> bytes:
    """The bytes of the PDF. Values are never markup."""
    given = {
        **asdict(paper.cleaned()), "fonts": typst_fonts(), "day": "日期：" if paper.lang == "zh" else "Date:"
    }  # fmt: skip
    data = typst.compile(_PAGE.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)})
    assert isinstance(data, bytes)
    return data
