"""A letter as a row of paragraphs, each with its style: what Word and PDF have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mingjian.desk.letters.fields import LetterFields

__all__ = ["Paragraph", "paragraphs"]

Style = Literal["mark", "office", "heading", "number", "to", "head", "body", "sign"]
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    style: Style
    text: str


def paragraphs(fields: LetterFields, mark: str = "") -> list[Paragraph]:
    """The letter from top to bottom; parts without words are left out."""
    return [one for one in _all(fields, mark) if one.text]


def _all(fields: LetterFields, mark: str) -> Iterator[Paragraph]:
    yield Paragraph("mark", mark)
    yield Paragraph("office", fields.office)
    yield Paragraph("heading", fields.heading)
    yield Paragraph("number", fields.number)
    yield Paragraph("to", f"{fields.to}：" if fields.to else "")
    yield from _body(fields.opening)
    parts = [
        ("事实", fields.facts.splitlines()),
        ("证据", [f"{n}. {one}" for n, one in enumerate(fields.evidence, 1)]),
        ("问题与分析", fields.analysis.splitlines()),
        ("法律依据", [_cited(one.text, one.verified, bool(mark)) for one in fields.basis]),
    ]
    said = [(head, lines) for head, lines in parts if any(lines)]
    for number, (head, lines) in enumerate(said):
        yield Paragraph("head", f"{_DIGITS[number]}、{head}")
        for line in lines:
            yield from _body(line)
    yield from _body(fields.closing)
    for number, ask in enumerate(fields.asks, 1):
        yield from _body(f"{number}. {ask}" if len(fields.asks) > 1 else ask)
    yield from _body(fields.reply)
    yield from _body(f"联系人：{fields.contact}" if fields.contact else "")
    yield Paragraph("sign", fields.office)
    day = fields.signed_on
    yield Paragraph("sign", f"{day.year}年{day.month}月{day.day}日" if day is not None else "")


def _body(text: str) -> Iterator[Paragraph]:
    for line in text.splitlines():
        if line.strip():
            yield Paragraph("body", line.strip())


def _cited(text: str, verified: bool, draft: bool) -> str:
    """An article nobody compared with the published text says so for as long as the letter is a draft."""
    return text if verified or not draft else f"{text}（条文未核对）"
