"""A certificate as a PDF: one page or more, with the digests of what was handed in. Knows no database."""

from __future__ import annotations

import json

import typst

from mingjian.desk.letters.pdf import typst_fonts
from mingjian.models.problems import Lang
from mingjian.training import Certificate

__all__ = ["diploma"]

_PAGE = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, author: given.author)
#set page(paper: "a4", margin: (x: 24mm, top: 30mm, bottom: 24mm),
  footer: context text(size: 7.5pt)[#given.number #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: given.fonts.body, size: 11pt, lang: given.lang)
#set par(leading: 0.8em, justify: true)
#align(center, text(font: given.fonts.title, size: 26pt, weight: "bold", given.title))
#v(14mm)
#text(size: 14pt, given.says)
#v(6mm)
#table(columns: (auto, 1fr, auto), stroke: 0.4pt + rgb("#9aa7ba"), inset: 5pt,
  table.header(..given.heads.map(one => table.cell(fill: rgb("#e8eef6"),
    text(font: given.fonts.head, size: 9pt, one)))),
  ..given.rows.map(row => (text(size: 9.5pt, row.at(0)), text(size: 7.5pt, row.at(1)),
    text(size: 9pt, row.at(2)))).flatten())
#v(4mm)
#text(size: 8.5pt, given.note)
#v(10mm)
#align(right, text(size: 12pt)[#given.office \\ #given.day])
"""


def diploma(made: Certificate, lang: Lang) -> bytes:
    """The bytes of the PDF. Values are never markup."""
    families = typst_fonts()
    zh = lang == "zh"
    given = {
        "title": ("大数据法律监督建模练习证书" if zh else "Certificate of training in supervision models"),
        "author": made.office or made.name, "lang": lang, "number": made.number,
        "fonts": {role: families[role] for role in ("body", "title", "head")},
        "says": _says(made, zh),
        "heads": ["练习", "练习与提交内容的 SHA-256", "通过日期"] if zh else
                 ["Exercise", "SHA-256 of the exercise and of what was handed in", "Passed"],
        "rows": [
            [made.title(one).of(lang), f"{_split(one.exercise_digest)} \n{_split(one.handed_digest)}",
             one.day.isoformat()]
            for one in made.passed
        ],
        "note": _NOTE[0 if zh else 1], "office": made.office, "day": made.day.isoformat(),
    }  # fmt: skip
    data = typst.compile(_PAGE.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)})
    assert isinstance(data, bytes)
    return data


_NOTE = (
    "练习在虚构省份上进行，由产品按真值、运行结果和示例检查。证书只写明通过了哪些练习，不评分、不排名；持有提交文件的人可以按摘要核对。",
    "The exercises are done on a synthetic province and checked by the product against its truth, runs and examples. "
    "The certificate says which were passed; it holds no score and no rank. Who has the files can hold them to the "
    "digests.",
)


def _says(made: Certificate, zh: bool) -> str:
    passed, of = len(made.passed), made.of
    if zh:
        return f"{made.name}通过了练兵场的{'全部 ' if made.whole else ''}{passed} 个练习（共 {of} 个）。"
    return f"{made.name} passed {'all ' if made.whole else ''}{passed} of the {of} exercises of the training ground."


def _split(digest: str) -> str:
    """With room to break in the middle."""
    return f"{digest[:32]} {digest[32:]}"
