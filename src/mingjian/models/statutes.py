"""The articles a model rests on, as citations for `law.citing.check`."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.articles import Article, parse_code, short_title
from mingjian.law.citing import Cited
from mingjian.models.model import Model

__all__ = ["cited_by"]


def cited_by(model: Model) -> Iterator[Cited]:
    """Every article of the basis, read on the first day the model names and, where that is not its last, today."""
    where = f"{model.folder}/model.yaml" if model.folder is not None else model.id
    for basis in model.definition.basis:
        code, *parts = str(basis.article).split("-")
        number, inserted = parse_code(code)
        paragraph, item = ([int(part) for part in parts] + [0, 0])[:2]
        article = Article(short_title(basis.law), number, inserted, paragraph, item)
        yield Cited(article, basis.from_, where)
        if basis.to is None:
            yield Cited(article, None, where)
