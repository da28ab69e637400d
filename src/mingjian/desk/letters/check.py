"""Whether an office's own template can be used: a plain Word file, known tags, filled in once with a made-up case."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment

from mingjian.desk.letters.fields import BasisLine, LetterFields
from mingjian.desk.letters.kinds import kind_of
from mingjian.desk.letters.package import package_problems
from mingjian.desk.letters.render import to_docx
from mingjian.desk.letters.sandbox import TemplateProblem, TemplateRefused, parse
from mingjian.desk.letters.where import located
from mingjian.models.enumerations import DocumentKind

__all__ = ["Checked", "check_template", "made_up"]

_ESSENTIAL = ("number", "to", "facts", "asks", "signed_on")
_RAW = re.compile(r"\{\{\s*(?:p|r|tr|tc)\s+\w|\{%-?\s*(?:colspan|cellbg|vm|hm)\b")


@dataclass(frozen=True)
class Checked:
    """What is wrong with a template, so that it is refused; and what is only to be told."""

    problems: tuple[TemplateProblem, ...] = ()
    warnings: tuple[TemplateProblem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether letters may be made from it."""
        return not self.problems


def check_template(data: bytes, kind: DocumentKind) -> Checked:
    """All that is wrong with an uploaded template, at once."""
    problems = package_problems(data)
    if problems:
        return Checked(tuple(problems))
    try:
        template: Any = DocxTemplate(io.BytesIO(data))
        raw = dict(_parts(template))
        sources = {part: template.patch_xml(source) for part, source in raw.items()}
    except Exception:  # whatever python-docx says of a broken package, it is the file's fault
        return Checked((TemplateProblem("", "Word 文档已损坏", "the Word document is damaged"),))
    reader = Environment(autoescape=True)
    for part, source in sources.items():
        if _RAW.search(re.sub(r"<[^>]+>", "", raw[part])):
            problems.append(
                TemplateProblem(part, "不能插入原始内容的标签", "tags that insert raw content are not allowed")
            )
        problems += parse(reader._parse, source, part)[1]
    if problems:
        return Checked(tuple(dict.fromkeys(located(data, problems))))
    try:
        Document(io.BytesIO(to_docx(made_up(kind), template=data)))
    except TemplateRefused as refused:
        return Checked(tuple(refused.problems))
    except Exception:
        return Checked((TemplateProblem("", "以虚构案件试填失败", "filling it in with a made-up case failed"),))
    return Checked(warnings=tuple(_unused(" ".join(sources.values()))))


def made_up(kind: DocumentKind) -> LetterFields:
    """A case that never was, to try a template with."""
    fixed = kind_of(kind)
    return LetterFields(
        kind=kind.value, heading=fixed.heading, office="某省某市人民检察院", number="某检〔2025〕1号", to="某市某局",
        about="某类问题", opening=fixed.opening, facts="经调查核实，查明：\n1. 甲有某情形。\n2. 乙有某情形。",
        evidence=("某局“登记”数据及原始材料", "某院“文书”数据及原始材料"), analysis="上述情形值得注意。",
        basis=(BasisLine(text="《某法》第1条", verified=True), BasisLine(text="《某条例》第2条")),
        closing=fixed.closing,
        asks=("核查上述情形。", "完善工作机制。"), reply="请书面回复本院。", contact="张某某 0000-0000000",
        signed_on=date(2025, 1, 2),
    )  # fmt: skip


def _parts(template: Any) -> Iterator[tuple[str, str]]:
    """The parts docxtpl renders, as they are in the file."""
    template.init_docx()
    yield "word/document.xml", template.get_xml()
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield str(part.partname).lstrip("/"), part.blob.decode("utf-8")
    for part in template.docx.part.package.parts:
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            yield str(part.partname).lstrip("/"), part.blob.decode("utf-8")
    properties = template.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title", "keywords", "category"):
        yield f"docProps/core.xml {name}", getattr(properties, name) or ""


def _unused(text: str) -> Iterator[TemplateProblem]:
    for name in _ESSENTIAL:
        if not re.search(rf"\{{[{{%][^}}]*\b{name}\b", text):
            yield TemplateProblem("", f"模板没有用到“{name}”", f"the template does not use '{name}'")
