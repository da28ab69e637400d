"""A letter as a row of paragraphs, each with its style: what the PDF shows and a Word template is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mingjian.desk.letters.fields import LetterFields, plain
from mingjian.desk.letters.kinds import kind_of
from mingjian.models.enumerations import DocumentKind
from mingjian.models.problems import Lang

__all__ = ["HEADS", "Paragraph", "Style", "Words", "hail_at_end", "head_size", "paragraphs", "width", "words"]

Style = Literal["mark", "office", "heading", "number", "to", "head", "body", "sign", "note"]
HEADS: dict[str, tuple[str, str]] = {
    "facts": ("事实", "Facts"),
    "evidence": ("证据", "Evidence"),
    "analysis": ("问题与分析", "Problem and analysis"),
    "basis": ("法律依据", "Legal basis"),
}
"""The parts of a letter that have a head, in order."""
_DIGITS = "一二三四"
_NOTE = "English for reading along. The Chinese text governs."
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    style: Style
    text: str


@dataclass(frozen=True)
class Words:
    """Every text of a letter as it is printed: numbered, marked, in lines. Empty where the letter says nothing."""

    mark: str
    office: str
    heading: str
    number: str
    to: str
    about: str
    opening: tuple[str, ...]
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    analysis: tuple[str, ...]
    basis: tuple[str, ...]
    closing: tuple[str, ...]
    asks: tuple[str, ...]
    reply: tuple[str, ...]
    contact: str
    signed_on: str
    note: str
    facts_head: str
    evidence_head: str
    analysis_head: str
    basis_head: str


def words(fields: LetterFields, mark: str = "", lang: Lang = "zh") -> Words:
    """The texts of a letter. An article nobody compared says so as long as there is a `mark`: until it is signed."""
    parts = {
        "facts": _lines(fields.facts),
        "evidence": tuple(f"{number}. {one}" for number, one in enumerate(fields.evidence, 1)),
        "analysis": _lines(fields.analysis),
        "basis": tuple(_cited(one.text, one.verified or not mark, lang) for one in fields.basis),
    }
    said = [name for name in HEADS if parts[name]]
    heads = {
        name: f"{_DIGITS[place]}、{HEADS[name][0]}" if lang == "zh" else f"{place + 1}. {HEADS[name][1]}"
        for place, name in enumerate(said)
    }
    several = len(fields.asks) > 1
    return Words(
        mark=plain(mark), office=fields.office, heading=fields.heading, number=fields.number, to=fields.to,
        about=fields.about,
        opening=_lines(fields.opening), closing=_lines(fields.closing),
        asks=tuple(f"{number}. {one}" if several else one for number, one in enumerate(fields.asks, 1)),
        reply=_lines(fields.reply), contact=fields.contact, signed_on=_day(fields, lang),
        note=_NOTE if lang == "en" else "",
        facts=parts["facts"], evidence=parts["evidence"], analysis=parts["analysis"], basis=parts["basis"],
        facts_head=heads.get("facts", ""), evidence_head=heads.get("evidence", ""),
        analysis_head=heads.get("analysis", ""), basis_head=heads.get("basis", ""),
    )  # fmt: skip


def head_size(office: str) -> float:
    """Points of the red head, so that the name of an office stays in one line. A Latin letter is about half a sign."""
    return round(min(36.0, 420 / max(1.0, width(office))), 1)


def width(text: str) -> float:
    """How many signs wide a line is."""
    return sum(1.0 if sign > "\u2e80" else 0.55 for sign in text)


def hail_at_end(fields: LetterFields) -> bool:
    """Whether whom it is for stands at the foot, after 此致."""
    return kind_of(DocumentKind.of(fields.kind)).hail == "end"


def paragraphs(fields: LetterFields, mark: str = "", lang: Lang = "zh") -> list[Paragraph]:
    """The letter from top to bottom; parts without words are left out."""
    return [one for one in _all(words(fields, mark, lang), hail_at_end(fields), lang) if one.text]


def _all(said: Words, hail_at_end: bool, lang: Lang) -> Iterator[Paragraph]:
    yield Paragraph("mark", said.mark)
    yield Paragraph("note", said.note)
    yield Paragraph("office", said.office)
    yield Paragraph("heading", said.heading)
    yield Paragraph("number", said.number)
    if not hail_at_end:
        yield Paragraph("to", said.to and f"{said.to}{'：' if lang == 'zh' else ':'}")
    yield from _body(said.opening)
    for name in HEADS:
        yield Paragraph("head", getattr(said, f"{name}_head"))
        yield from _body(getattr(said, name))
    yield from _body(said.closing)
    yield from _body(line for ask in said.asks for line in _lines(ask))
    yield from _body(said.reply)
    contact = "联系人：" if lang == "zh" else "Contact: "
    yield Paragraph("body", said.contact and f"{contact}{said.contact}")
    if hail_at_end and said.to:
        yield Paragraph("body", "此致" if lang == "zh" else "To")
        yield Paragraph("to", said.to)
    yield Paragraph("sign", said.office)
    yield Paragraph("sign", said.signed_on)


def _body(lines: Iterator[str] | tuple[str, ...]) -> Iterator[Paragraph]:
    for line in lines:
        yield Paragraph("body", line)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _cited(text: str, verified: bool, lang: Lang) -> str:
    """An article nobody compared with the published text says so."""
    return text if verified else f"{text}{'（条文未核对）' if lang == 'zh' else ' (text not yet compared)'}"


def _day(fields: LetterFields, lang: Lang) -> str:
    day = fields.signed_on
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
