"""A table to print: a PDF on which every page says whose copy it is. Values are never markup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

import typst

from mingjian.desk.exports.rows import COLUMNS, Cell, Column, Mark
from mingjian.desk.letters.pdf import typst_fonts

__all__ = ["to_pdf"]

_PAGE = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.number, author: given.author, keywords: (given.number, given.mark))
#set page(paper: "a4", flipped: true, margin: (x: 10mm, top: 16mm, bottom: 14mm),
  header: text(size: 7pt, fill: rgb("#b3261e"), given.mark),
  footer: context text(size: 7pt)[#given.number #h(1fr) #counter(page).display("1 / 1", both: true)],
  foreground: place(center + horizon, rotate(-25deg, reflow: false,
    text(font: given.fonts.head, size: 26pt, fill: rgb("#00000014"), given.across))))
#set text(font: given.fonts.body, size: 7.5pt, lang: given.lang)
#set par(leading: 0.45em)
#table(columns: given.shares.map(one => one * 1fr), stroke: 0.4pt + rgb("#9aa7ba"), inset: 3pt,
  table.header(..given.heads.map(one => table.cell(fill: rgb("#e8eef6"), text(font: given.fonts.head, one)))),
  ..given.cells.flatten())
"""


def to_pdf(rows: Sequence[Sequence[Cell]], mark: Mark, lang: str, columns: Sequence[Column] = COLUMNS) -> bytes:
    """The bytes of the PDF."""
    families = typst_fonts()
    given = {
        "number": mark.number, "author": f"{mark.name} {mark.username} {mark.office}", "mark": str(mark),
        "across": f"{mark.name} {mark.username}  {mark.number}", "lang": "en" if lang == "en" else "zh",
        "fonts": {role: families[role] for role in ("body", "head")},
        "heads": [one.en if lang == "en" else one.zh for one in columns],
        "shares": [one.share for one in columns],
        "cells": [[_text(value) for value in row] for row in rows],
    }  # fmt: skip
    data = typst.compile(_PAGE.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)})
    assert isinstance(data, bytes)
    return data


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)
