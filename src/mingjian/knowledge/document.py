"""What is searched: an article, a judgment, a case, a model or an answer as one document, whatever it was made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.knowledge.grams import signs
from mingjian.knowledge.sight import OPEN, Rights

__all__ = ["FIELDS", "KINDS", "BadDocument", "Document"]

KINDS = {
    "article": ("法条", "article"),
    "judgment": ("裁判文书", "judgment"),
    "case": ("案例", "case"),
    "model": ("监督模型", "model"),
    "answer": ("答复", "answer"),
}
FIELDS = ("title", "heading", "text")
"""What is searched of a document: its name, where it stands (part, chapter, cause of action), its text."""


class BadDocument(ValueError):
    """A document that cannot be indexed; says which, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Document:
    """One document. `source` says where it came from and is never empty.

    `from_` and `to` are the days it is in force (closed; None: not known, and still), `day` when it was made.
    `marks` are what filters ask for: `law`, `article` (`刑法264`), `charge`, `level`, `court`, `cause`, `authority`,
    `case` (case numbers), each with its values. Documents that share one of `groups` are one answer: the versions of an
    article, the instances of a case.
    """

    id: str
    kind: str
    title: str
    text: str
    source: str
    heading: str = ""
    rights: Rights = OPEN
    day: date | None = None
    from_: date | None = None
    to: date | None = None
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            known = "、".join(KINDS)
            raise BadDocument(f"{self.id}：没有种类“{self.kind}”（有 {known}）", f"{self.id}: no kind '{self.kind}'")
        if not self.id or not self.source:
            raise BadDocument(f"{self.title}：缺少编号或来源", f"{self.title}: has no id or no source")

    def data(self) -> dict[str, Any]:
        """As JSON, in one order."""
        days = {"day": self.day, "from": self.from_, "to": self.to}
        return {
            **{name: getattr(self, name) for name in ("id", "kind", "title", "text", "source", "heading")},
            "rights": [self.rights.office, self.rights.secrecy, self.rights.line],
            **{name: one.isoformat() if one else None for name, one in days.items()},
            "groups": list(self.groups),
            "marks": {name: list(self.marks[name]) for name in sorted(self.marks)},
        }

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Document:
        """A document from `data()`."""
        texts = {name: data[name] for name in ("id", "kind", "title", "text", "source", "heading")}
        day, from_, to = (date.fromisoformat(data[name]) if data[name] else None for name in ("day", "from", "to"))
        marks = {name: tuple(values) for name, values in data["marks"].items()}
        rights, groups = Rights(*data["rights"]), tuple(data["groups"])
        return cls(**texts, rights=rights, day=day, from_=from_, to=to, marks=marks, groups=groups)

    def line(self) -> bytes:
        """The document as one line."""
        return json.dumps(self.data(), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass") + b"\n"

    @property
    def digest(self) -> str:
        """What changes with anything of the document."""
        return hashlib.sha256(self.line()).hexdigest()[:16]

    @property
    def words(self) -> str:
        """The same for documents that say the same; articles of two laws are two, though their words agree."""
        told = signs(f"{self.title if self.kind == 'article' else ''}\n{self.text}")
        return hashlib.sha256(told[told > 0].tobytes()).hexdigest()[:16]
