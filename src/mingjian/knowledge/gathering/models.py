"""Supervision models → documents: what they look for, on which articles they stand, for which line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mingjian.knowledge.document import Document
from mingjian.knowledge.sight import OPEN, Rights
from mingjian.law.articles import article_code as code_of
from mingjian.law.articles import parse_code, short_title
from mingjian.models import load_model

__all__ = ["from_models"]


def from_models(folders: Iterable[Path], rights: Rights = OPEN) -> Iterator[Document]:
    """Models of folders; `ModelErrors` for one that cannot be read."""
    for folder in folders:
        definition = load_model(folder).definition
        laws = tuple(dict.fromkeys(short_title(one.law) for one in definition.basis))
        cited = tuple(dict.fromkeys(f"{short_title(one.law)}{_code(str(one.article))}" for one in definition.basis))
        traps = "\n".join(one.zh for one in definition.traps)
        yield Document(
            f"model:{definition.model}@{definition.version}",
            "model",
            definition.title.zh,
            f"{definition.title.en}\n{definition.problem.zh}\n{definition.problem.en}\n{traps}",
            f"{definition.model} {definition.version}",
            heading=definition.point.zh,
            rights=rights,
            marks={"law": laws, "article": cited, "line": (definition.line.value,)},
            groups=(f"model:{definition.model}",),
        )


def _code(article: str) -> str:
    try:
        return code_of(*parse_code(article))
    except ValueError:
        return article
