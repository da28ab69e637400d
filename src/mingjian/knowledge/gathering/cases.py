"""Guiding and typical cases 指导性案例、典型案例 as an office has them: JSON lines, each with source and licence.

    {"id": "…", "title": "…", "text": "…", "authority": "guiding", "source": "…", "licence": "…"}

`number`, `issuer`, `day`, `charges` and `province` may be told. None ship; without source and licence none comes in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mingjian.knowledge.document import Document
from mingjian.knowledge.gathering.lines import Line, read_lines
from mingjian.knowledge.sight import OPEN, Rights
from mingjian.law.citing import parse_articles

__all__ = ["from_cases"]

_TEXTS = {"id": True, "title": True, "text": True, "authority": True, "source": True, "licence": True,
          "number": False, "issuer": False, "province": False}  # fmt: skip


def from_cases(file: Path, rights: Rights = OPEN) -> Iterator[Document]:
    """Documents of a file; `RecordError` with every mistake, and then none. Articles they cite lead to them."""
    kinds = {"authority": ("guiding", "typical")}
    for line in read_lines(file, _TEXTS, days=("day",), lists=("charges",), choices=kinds):
        yield _document(line, rights)


def _document(line: Line, rights: Rights) -> Document:
    articles = parse_articles(line["text"])
    marks = {
        "authority": (line["authority"],), "licence": (line["licence"],),
        "charge": tuple(line.get("charges", ())),
        "province": (line["province"],) if line.get("province") else (),
        "law": tuple(dict.fromkeys(one.law for one in articles)),
        "article": tuple(dict.fromkeys(_code(one.text) for one in articles)),
    }  # fmt: skip
    heading = " ".join(line[name] for name in ("issuer", "number") if line.get(name))
    return Document(
        f"case:{line['id']}", "case", line["title"], line["text"], line["source"], heading=heading, rights=rights,
        day=date.fromisoformat(line["day"]) if line.get("day") else None,
        marks={name: values for name, values in marks.items() if values},
    )  # fmt: skip


def _code(text: str) -> str:
    """`刑法264` of `刑法264-1`."""
    return text.split("-")[0]
