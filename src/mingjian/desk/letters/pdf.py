"""A letter as a PDF, laid out like the Word file. Needs no network; missing fonts fall back to what is there."""

from __future__ import annotations

import json

import typst

from mingjian.desk.letters.fields import LetterFields
from mingjian.desk.letters.paragraphs import paragraphs

__all__ = ["to_pdf"]

_FONTS = '("FangSong", "STFangsong", "FandolFang", "Noto Serif CJK SC", "Noto Serif SC", "Noto Sans CJK SC")'
_PAGE = f"""
#let given = json(bytes(sys.inputs.given))
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context align(center)[— #counter(page).display() —])
#set text(font: {_FONTS}, size: 16pt, lang: "zh", region: "cn")
#set par(leading: 12.5pt, spacing: 12.5pt, justify: true)
#for one in given.paragraphs {{
  let text-of = one.text
  if one.style == "mark" {{ align(right, text(weight: "bold", text-of)) }}
  else if one.style == "office" {{ align(center, text(size: 26pt, weight: "bold", fill: rgb("#c00000"), text-of)) }}
  else if one.style == "heading" {{ align(center, text(size: 22pt, weight: "bold", text-of)) }}
  else if one.style == "number" or one.style == "sign" {{ align(right, text-of) }}
  else if one.style == "to" {{ par(text-of) }}
  else if one.style == "head" {{ par(first-line-indent: (amount: 2em, all: true), text(weight: "bold", text-of)) }}
  else {{ par(first-line-indent: (amount: 2em, all: true), text-of) }}
}}
"""


def to_pdf(fields: LetterFields, mark: str = "") -> bytes:
    """The bytes of the PDF. `mark` stands above the heading, as 草稿 on a draft. Values are data, never markup."""
    given = [{"style": one.style, "text": one.text} for one in paragraphs(fields, mark)]
    made = typst.compile(_PAGE.encode(), sys_inputs={"given": json.dumps({"paragraphs": given}, ensure_ascii=False)})
    assert isinstance(made, bytes)
    return made
