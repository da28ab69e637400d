"""The articles a model rests on, as citations for `law.citing.check`."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.articles import Article, parse_code, short_title
from mingjian.law.citing import Cited
from mingjian.law.store.statutes import today
from mingjian.models.definition import Basis
from mingjian.models.model import Model

__all__ = ["cited_by", "resting_on"]


def resting_on(model: Model) -> Iterator[tuple[Basis, Article]]:
    """The basis of a model with its articles: `25-4` is paragraph 4 of article 25."""
    for basis in model.definition.basis:
        code, *parts = str(basis.article).split("-")
        number, inserted = parse_code(code)
        paragraph, item = ([int(part) for part in parts] + [0, 0])[:2]
        yield basis, Article(short_title(basis.law), number, inserted, paragraph, item)


def cited_by(model: Model) -> Iterator[Cited]:
    """Every article of the basis, read on the first day the model names and, where that is not its last, today."""
    where = f"{model.folder}/model.yaml" if model.folder is not None else model.id
    for basis, article in resting_on(model):
        yield Cited(article, basis.from_, where)
        if basis.to is None:
            yield Cited(article, today(), where)
