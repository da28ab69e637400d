"""A letter as a Word file, from the template of an office or ours. Values are data: escaped, never evaluated."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError

from mingjian.desk.letters.blank import blank
from mingjian.desk.letters.fields import LetterFields
from mingjian.desk.letters.paragraphs import head_size, words
from mingjian.desk.letters.sandbox import TemplateProblem, TemplateRefused, environment
from mingjian.desk.letters.saved import bytes_of
from mingjian.models.enumerations import DocumentKind
from mingjian.models.problems import Lang

__all__ = ["to_docx"]


class _Lines(tuple[str, ...]):
    """Lines a template goes through; named as a whole they stand one under another."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(self)


def to_docx(fields: LetterFields, mark: str = "", *, template: bytes | None = None, lang: Lang = "zh") -> bytes:
    """The bytes of the Word file. `mark` stands above the heading, as 草稿 on a draft.

    `template` is an office's own (see ``check_template``); without one it is ours. ``TemplateRefused`` where it uses
    what no template may. `lang="en"` lays out fields drafted in English, with the note that the Chinese text governs.
    """
    given = template if template is not None else blank(DocumentKind.of(fields.kind), lang, head_size(fields.office))
    document: Any = DocxTemplate(io.BytesIO(given))
    values = {name: _Lines(one) if isinstance(one, tuple) else one for name, one in _values(fields, mark, lang).items()}
    try:
        document.render(values, environment(), autoescape=True)
    except TemplateRefused:
        raise
    except TemplateError as error:
        problem = TemplateProblem("", f"模板无法生成：{error}", f"the template cannot be rendered: {error}")
        raise TemplateRefused([problem]) from error
    properties = document.docx.core_properties
    properties.author, properties.title = fields.office[:255], fields.heading[:255]
    return bytes_of(document)


def _values(fields: LetterFields, mark: str, lang: Lang) -> dict[str, Any]:
    """The texts by the names tags use. An ask of several lines is so many lines."""
    values = asdict(words(fields, mark, lang))
    values["asks"] = tuple(line for ask in values["asks"] for line in ask.splitlines() if line.strip())
    return values
