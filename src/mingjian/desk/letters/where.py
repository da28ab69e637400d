"""In which paragraph of an uploaded template a problem stands, so that somebody with Word open can find it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn
from jinja2 import Environment, TemplateSyntaxError

from mingjian.desk.letters.sandbox import TemplateProblem

__all__ = ["located"]

_TAG = re.compile(r"\{[{%].*?[%}]\}")
_PREFIX = re.compile(r"^\{([{%])-?\s*(?:p|r|tr|tc)\s+")
_ENDS = {"if": "{% endif %}", "for": "{% endfor %}"}
_SHOWN = 60


def located(data: bytes, problems: list[TemplateProblem]) -> Iterator[TemplateProblem]:
    """The problems with the paragraphs they stand in; those of other parts, and what cannot be found, as they are."""
    lines = _paragraphs(data)
    for one in problems:
        if one.part != "word/document.xml":
            yield one
            continue
        places = _naming(lines, one.token) if one.token else _unreadable(lines)
        if not places:
            yield one
        for number in places:
            yield replace(one, paragraph=number, says=_short(lines[number - 1]))


def _paragraphs(data: bytes) -> list[str]:
    """The text of every paragraph of the body, those of tables too, in their order."""
    body = Document(io.BytesIO(data)).element.body
    return ["".join(part.text or "" for part in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]


def _naming(lines: list[str], token: str) -> list[int]:
    word = re.compile(rf"(?<!\w){re.escape(token)}(?!\w)")
    return [number for number, line in enumerate(lines, 1) if any(word.search(tag) for tag in _TAG.findall(line))]


def _unreadable(lines: list[str]) -> list[int]:
    """Paragraphs with a tag that cannot be read by itself; else those whose `if` or `for` nothing ends."""
    bad = [number for number, line in enumerate(lines, 1) if not _reads(line)]
    if bad:
        return bad
    waiting: list[tuple[str, int]] = []
    for number, line in enumerate(lines, 1):
        for tag in _TAG.findall(line):
            said = _PREFIX.sub(lambda found: "{" + found.group(1) + " ", tag)
            word = (re.findall(r"\w+", said) or [""])[0]
            if word in _ENDS and said.startswith("{%"):
                waiting.append((word, number))
            elif word.startswith("end"):
                if not waiting or f"end{waiting[-1][0]}" != word:
                    return [number]
                waiting.pop()
    return [number for _, number in waiting]


def _reads(line: str) -> bool:
    tags = _TAG.findall(line)
    if line.count("{{") + line.count("{%") != len(tags):
        return False
    return all(_tag_reads(_PREFIX.sub(lambda found: "{" + found.group(1) + " ", one)) for one in tags)


def _tag_reads(tag: str) -> bool:
    word = (re.findall(r"\w+", tag) or [""])[0]
    if tag.startswith("{%") and (word.startswith("end") or word in ("else", "elif")):
        return True
    whole = tag + _ENDS.get(word, "") if tag.startswith("{%") else tag
    try:
        Environment(autoescape=True).parse(whole)
    except (TemplateSyntaxError, RecursionError):
        return False
    return True


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
