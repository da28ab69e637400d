"""A letter as a PDF, laid out like the Word file. Needs no network; a missing font is replaced, and told."""

from __future__ import annotations

import json
from dataclasses import dataclass

import typst

from mingjian.desk.letters.fields import LetterFields, plain
from mingjian.desk.letters.paragraphs import head_size, paragraphs, width
from mingjian.models.problems import Lang

__all__ = ["Pdf", "make_pdf", "to_pdf", "typst_fonts"]

_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun", "FandolSong", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Droid Sans Fallback")
_FONTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "body": (
        "仿宋 FangSong",
        ("FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R", "FandolFang", *_SONG, *_SANS),
    ),
    "title": ("小标宋 XiaoBiaoSong", ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", *_SONG, *_SANS)),
    "head": ("黑体 SimHei", ("SimHei", "STHeiti", "FandolHei", *_SANS, *_SONG)),
}
"""What the standard asks for, and the families tried in order; the first ones are the asked-for font itself."""
_OWN = {"body": 5, "title": 3, "head": 3}
_PAGE = """
#let given = json(bytes(sys.inputs.given))
#set document(title: given.title, author: given.author)
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), footer-descent: 7mm,
  footer: context align(center, text(size: 14pt)[— #counter(page).display() —]),
  foreground: if given.watermark != "" {
    let mark = text(font: given.fonts.head, size: given.mark * 1pt, fill: rgb("#00000018"), given.watermark)
    place(center + horizon, rotate(-35deg, reflow: false, box(width: 220mm, align(center, mark))))
  })
#set text(font: given.fonts.body, size: 16pt, lang: given.lang, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: 12.95pt, spacing: 12.95pt, justify: true)
#let title(body) = text(font: given.fonts.title, weight: "bold", body)
#let head(body) = text(font: given.fonts.head, weight: "bold", body)
#let indented(body) = par(first-line-indent: (amount: 2em, all: true), body)
#let signed = false
#let heading = if given.lang == "en" { 18pt } else { 22pt }
#for one in given.paragraphs {
  let says = one.text
  if one.style == "mark" { head(says); parbreak() }
  else if one.style == "note" { text(size: 12pt, style: "italic", says); parbreak() }
  else if one.style == "office" {
    set text(size: given.office * 1pt, fill: rgb("#e60012"))
    align(center, title(says))
    line(length: 100%, stroke: 2pt + rgb("#e60012"))
    v(12pt)
  }
  else if one.style == "heading" { set par(justify: false); align(center, text(size: heading, title(says))) }
  else if one.style == "number" { align(right, says); v(12.95pt) }
  else if one.style == "sign" {
    if not signed { v(16pt + 12.95pt, weak: false) }
    signed = true
    block(sticky: true, width: 100%, pad(right: 2em, align(right, says)))
  }
  else if one.style == "to" { par(says) }
  else if one.style == "head" { block(sticky: true, indented(head(says))) }
  else { indented(says) }
}
"""


@dataclass(frozen=True)
class Pdf:
    """The file, and what to tell whoever prints it: fonts the standard asks for that this machine has not."""

    data: bytes
    warnings: tuple[str, ...] = ()


def make_pdf(fields: LetterFields, mark: str = "", *, watermark: str = "", lang: Lang = "zh") -> Pdf:
    """The PDF with its warnings. `mark` stands on top, `watermark` across every page. Values are never markup."""
    present = {name.lower() for name in typst.Fonts().families()}
    families = {role: [one for one in tried if one.lower() in present] for role, (_, tried) in _FONTS.items()}
    latin = ["Libertinus Serif"] if lang == "en" else []  # comes with typst
    given = {
        "paragraphs": [{"style": one.style, "text": one.text} for one in paragraphs(fields, mark, lang)],
        "fonts": {role: [*latin, *found] or ["Libertinus Serif"] for role, found in families.items()},
        "office": head_size(fields.office),
        "watermark": plain(watermark), "mark": min(30.0, 600 / max(1.0, width(watermark))),
        "lang": lang, "title": fields.heading, "author": fields.office,
    }  # fmt: skip
    data, told = typst.compile_with_warnings(
        _PAGE.encode(), sys_inputs={"given": json.dumps(given, ensure_ascii=False)}
    )
    assert isinstance(data, bytes)
    return Pdf(data, (*_missing(present, families, lang), *(str(one) for one in told)))


def to_pdf(fields: LetterFields, mark: str = "", *, watermark: str = "", lang: Lang = "zh") -> bytes:
    """The bytes of the PDF alone."""
    return make_pdf(fields, mark, watermark=watermark, lang=lang).data


def typst_fonts() -> dict[str, list[str]]:
    """For each role the families this machine has, in the order they are tried."""
    present = {name.lower() for name in typst.Fonts().families()}
    found = {role: [one for one in tried if one.lower() in present] for role, (_, tried) in _FONTS.items()}
    return {role: names or ["Libertinus Serif"] for role, names in found.items()}


def _missing(present: set[str], families: dict[str, list[str]], lang: Lang) -> tuple[str, ...]:
    told = []
    for role, (asked, tried) in _FONTS.items():
        if any(one.lower() in present for one in tried[: _OWN[role]]):
            continue
        instead = families[role][0] if families[role] else ""
        if lang == "zh":
            told.append(
                f"本机没有 {asked} 字体，"
                + (f"以 {instead} 代替" if instead else "也没有可代替的中文字体，文字可能缺失")
            )
        else:
            told.append(f"no font {asked} here; " + (f"{instead} stands in" if instead else "no Chinese font at all"))
    return tuple(told)
