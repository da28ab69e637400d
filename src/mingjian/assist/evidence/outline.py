"""The outline of supplementary investigation 补充侦查提纲 as Word: a draft with its citations, for a person to finish.

Its items say what 刑诉规则257 asks for: the matter, why, in which direction, what evidence and what it is to prove.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjian.assist.evidence.coverage import Cell
from mingjian.assist.evidence.finding import Finding, For
from mingjian.assist.evidence.laws import Cited
from mingjian.assist.evidence.report import Report
from mingjian.models.problems import Lang

__all__ = ["Item", "outline", "outline_items"]

_SECTIONS: dict[str, tuple[str, str]] = {
    "gap": ("一、需要补充收集的材料", "I. Materials to be collected"),
    "finding": ("二、需要补正、说明或者查明的问题", "II. What is to be mended, explained or settled"),
    "for": ("三、有利于犯罪嫌疑人的情况，应当一并核查", "III. What may speak for the suspect, to be looked into alike"),
}
_LABELS: dict[str, tuple[str, str]] = {
    "why": ("理由", "Why"),
    "direction": ("侦查方向和需补充的证据", "Direction and evidence wanted"),
    "proves": ("证明作用", "What it is to prove"),
    "basis": ("依据", "Basis"),
}
_FONTS = ("方正小标宋简体", "仿宋_GB2312", "黑体")


@dataclass(frozen=True)
class Item:
    """One item of the outline, in one language."""

    section: str
    matter: str
    why: str
    direction: str
    proves: str
    basis: str


def outline_items(report: Report, lang: Lang = "zh") -> list[Item]:
    """What is to be done: missing materials, findings nobody set aside, what speaks for the suspect and is open."""
    zh = lang == "zh"
    aside = {gap.key for gap in report.gaps if report.aside(gap.key) is not None}
    items = [_gap(cell, lang) for cell in report.cells if cell.state == "missing" and cell.key not in aside]
    items += [_finding(one, lang) for one in report.findings if one.override is None]
    items += [_for(one, lang) for one in report.speaking_for if one.state != "found"]
    hear = "核对原件，听取意见" if zh else "Compare the originals, hear him"
    items += [
        Item("for", one.title.of(lang), one.says.of(lang), hear, one.title.of(lang), _basis(one.sources, lang))
        for one in report.speaking_for
        if one.state == "found"
    ]
    return items


def outline(report: Report, lang: Lang = "zh") -> bytes:
    """The bytes of the Word file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(28),
        Mm(26),
        Mm(37),
        Mm(35),
    )
    zh = lang == "zh"
    _add(
        document, "补充侦查提纲（草稿）" if zh else "Outline of supplementary investigation (draft)", 0, 22, centre=True
    )
    _add(document, report.case.file.title, 1, 16, centre=True)
    _add(document, report.notice.of(lang), 1, 12)
    number = 0
    items = outline_items(report, lang)
    for name, heads in _SECTIONS.items():
        mine = [one for one in items if one.section == name]
        _add(document, heads[0] if zh else heads[1], 2, 16)
        if not mine:
            _add(document, "（无）" if zh else "(none)", 1, 16)
        for item in mine:
            number += 1
            _add(document, f"{number}. {item.matter}", 1, 16, bold=True)
            for key, labels in _LABELS.items():
                said = getattr(item, key)
                if said:
                    _add(document, f"{labels[0]}：{said}" if zh else f"{labels[1]}: {said}", 1, 16)
    for line in _foot(report, lang):
        _add(document, line, 1, 12)
    told = document.core_properties
    told.title, told.author = report.case.file.title, ""
    told.created = told.modified = datetime(2000, 1, 1)  # noqa: DTZ001 - the same report gives the same bytes
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


# -- within ----------------------------------------------------------------------------------------------


def _gap(cell: Cell, lang: Lang) -> Item:
    zh = lang == "zh"
    who = f"（{cell.about_name}）" if cell.about_name and zh else f" ({cell.about_name})" if cell.about_name else ""
    level = cell.need.level
    why = f"卷中没有，属于{level.zh}材料" if zh else f"not in the file; it {level.en}"
    return Item(
        "gap",
        cell.title.of(lang) + who,
        why,
        cell.title.of(lang),
        cell.point.title.of(lang),
        _basis(cell.sources, lang),
    )


def _finding(one: Finding, lang: Lang) -> Item:
    zh = lang == "zh"
    where = ("；" if zh else "; ").join(place.text(lang) for place in one.places)
    severity = one.severity.zh if zh else one.severity.en
    return Item(
        "finding",
        one.says.of(lang),
        f"{severity}。{where}" if zh else f"{severity}. {where}",
        one.mend.of(lang),
        "",
        _basis(one.sources, lang),
    )


def _for(one: For, lang: Lang) -> Item:
    where = "；".join(place.text(lang) for place in one.places)
    raised = {"zh": "已提出，未核查", "en": "raised, not looked into"}[lang] if one.state == "open" else ""
    return Item(
        "for",
        one.title.of(lang),
        raised + (f" {where}" if where else ""),
        one.says.of(lang),
        "",
        _basis(one.sources, lang),
    )


def _basis(sources: tuple[Cited, ...], lang: Lang) -> str:
    return "、".join(one.text(lang) for one in sources)


def _foot(report: Report, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    packs = "、".join(one.named for one in report.packs)
    yield f"证据指引包：{packs}" if zh else f"Packs: {packs}"
    if report.lacking:
        names = "、".join(report.lacking)
        yield f"没有证据指引包的罪名：{names}" if zh else f"Charges without a pack: {names}"
    if report.stale:
        names = "、".join(one.article.text for one in report.stale)
        yield (
            f"依据需复核（检查日不在所引文本的施行期间）：{names}"
            if zh
            else f"To be checked, not in force on that day: {names}"
        )


def _add(document: object, text: str, font: int, size: float, *, centre: bool = False, bold: bool = False) -> None:
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]  # a document, which its module names no class for
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run("".join(c for c in text if c in "\n\t" or ord(c) >= 32))
    run.bold, run.font.size, run.font.name = bold, Pt(size), "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), _FONTS[font])
