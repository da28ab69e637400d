"""The names a template may use, explained."""

from __future__ import annotations

from mingjian.desk.letters.check import made_up
from mingjian.desk.letters.paragraphs import Words, words
from mingjian.desk.letters.sandbox import LINES, NAMES
from mingjian.desk.stationery.schemas import TemplateField
from mingjian.models.enumerations import DocumentKind

__all__ = ["explained"]

_WORDS: dict[str, tuple[str, str]] = {
    "mark": ("签发前的标记，如“草稿”；签发后为空", "the mark before it is signed, as 'draft'; empty afterwards"),
    "office": ("制发检察院全称", "full name of the office"),
    "heading": ("文书名称", "name of the letter"),
    "number": ("文号，签发时编定", "number, given when it is signed"),
    "to": ("发往单位", "to whom it goes"),
    "about": ("事由", "what it is about"),
    "opening": ("开头语", "opening words"),
    "facts": ("查明的事实，每行一段", "the facts, a paragraph a line"),
    "evidence": ("证据清单，已编号", "list of evidence, numbered"),
    "analysis": ("问题与分析", "problem and analysis"),
    "basis": (
        "法律依据，每条一行；未核对的在签发前有标注",
        "legal basis, an article a line; marked until compared",
    ),
    "closing": ("引出建议的话，含援引条文", "words before what is asked, with the articles cited"),
    "asks": ("建议或要求的内容，每项一行", "what is asked, an item a line"),
    "reply": ("回复要求", "about the reply"),
    "contact": ("联系人与电话", "whom to ask"),
    "signed_on": ("签发日期", "day of signature"),
    "note": ("英文对照稿的说明；中文为空", "note of the English for reading along; empty in Chinese"),
    "facts_head": ("“事实”标题，含序号；没有内容时为空", "head of the facts with its number; empty without content"),
    "evidence_head": ("“证据”标题", "head of the evidence"),
    "analysis_head": ("“问题与分析”标题", "head of the analysis"),
    "basis_head": ("“法律依据”标题", "head of the legal basis"),
}
assert set(_WORDS) == NAMES, "every name a template may use is explained"


def explained() -> list[TemplateField]:
    """Every name with what it is and what it holds in the made-up case."""
    said = words(made_up(DocumentKind.SUGGESTION), "草稿")
    return [
        TemplateField(name=name, zh=zh, en=en, lines=name in LINES, example=_example(said, name))
        for name, (zh, en) in _WORDS.items()
    ]


def _example(said: Words, name: str) -> str:
    value = getattr(said, name)
    return value if isinstance(value, str) else " / ".join(value)
