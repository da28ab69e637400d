"""Certificates of awards as one PDF, a page each. Number and digest can be held to the desk's own record."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typst

from mingjian.contest.certificate import Author, Certificate
from mingjian.desk.letters.fields import plain
from mingjian.desk.letters.pdf import typst_fonts
from mingjian.models.problems import Lang

__all__ = ["certificates_pdf"]

_PAGE = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, date: none)
#set page(paper: "a4", flipped: true, margin: 26mm,
  background: place(center + horizon, rect(width: 277mm, height: 190mm, stroke: 2.5pt + rgb("#b8862d"),
    inset: 2mm, rect(width: 100%, height: 100%, stroke: 0.6pt + rgb("#b8862d")))))
#set text(font: given.fonts.body, size: 17pt, lang: given.lang)
#set par(leading: 1em, justify: false)
#for (place_, one) in given.pages.enumerate() {
  if place_ > 0 { pagebreak() }
  align(center, text(font: given.fonts.title, size: 34pt, weight: "bold", fill: rgb("#a8201a"), given.title))
  v(8mm)
  par(first-line-indent: 0em, text(size: 19pt, one.authors))
  par(first-line-indent: (amount: 2em, all: true), one.says)
  v(2mm)
  align(center, text(font: given.fonts.title, size: 26pt, weight: "bold", one.award))
  v(1fr)
  align(right)[#one.organiser \\ #one.day]
  v(6mm)
  text(size: 8pt)[#one.number #h(1fr) #one.digest \\ #given.check]
}
"""


def certificates_pdf(some: Sequence[Certificate], lang: Lang) -> bytes:
    """The bytes of the PDF, the same for the same certificates. Values are never markup."""
    zh = lang == "zh"
    given = {
        "title": "获奖证书" if zh else "Certificate of award", "lang": lang, "fonts": typst_fonts(),
        "check": _CHECK[0 if zh else 1], "pages": [_page(one, zh) for one in some],
    }  # fmt: skip
    data = typst.compile(_PAGE.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)})
    assert isinstance(data, bytes)
    return data


_CHECK = (
    "编号和摘要可在工作台该竞赛“结果”页核对；摘要不符的证书不是本次结果的证书。",
    "Number and digest can be checked on the desk at the contest's results; a certificate with another digest is not "
    "of this result.",
)


def _page(one: Certificate, zh: bool) -> dict[str, str]:
    authors = ("、" if zh else ", ").join(_author(author, zh) for author in one.authors)
    says = (
        f"所报作品《{one.title}》在{one.contest_title.zh}（{one.kind_title.zh}）中，经评审获得" if zh else
        f"for the work “{one.title}” in {one.contest_title.en} ({one.kind_title.en}), by the jury's decision:"
    )  # fmt: skip
    return {
        "authors": plain(f"{authors}：" if zh else authors), "says": plain(says),
        "award": plain(one.award.zh if zh else one.award.en),
        "organiser": plain(one.organiser.zh if zh else one.organiser.en),
        "day": f"{one.day.year} 年 {one.day.month} 月 {one.day.day} 日" if zh else one.day.isoformat(),
        "number": f"{'证书编号：' if zh else 'No. '}{one.number}", "digest": f"SHA-256 {one.digest}",
    }  # fmt: skip


def _author(one: Author, zh: bool) -> str:
    if one.office is None:
        return one.name
    return f"{one.name}（{one.office.zh}）" if zh else f"{one.name} ({one.office.en})"
