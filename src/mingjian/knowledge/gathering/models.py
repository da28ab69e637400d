"""Supervision models → documents: what they look for, on which articles they stand, for which line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mingjian.knowledge.document import Document
from mingjian.knowledge.sight import OPEN, Rights
from mingjian.law.articles import article_code
from mingjian.models import load_model
from mingjian.models.statutes import resting_on

__all__ = ["from_models"]


def from_models(folders: Iterable[Path], rights: Rights = OPEN) -> Iterator[Document]:
    """Models of folders; `ModelErrors` for one that cannot be read."""
    for folder in folders:
        model = load_model(folder)
        definition, articles = model.definition, [article for _, article in resting_on(model)]
        laws = tuple(dict.fromkeys(one.law for one in articles))
        cited = tuple(dict.fromkeys(one.law + article_code(one.number, one.inserted) for one in articles))
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
