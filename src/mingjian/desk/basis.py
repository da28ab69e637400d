"""The legal basis of a model as pages show it, each article with the way to its text of the right day."""

from __future__ import annotations

from datetime import date

from mingjian.desk.law import statutes
from mingjian.desk.words import Text
from mingjian.law import english_title
from mingjian.law.articles import article_code
from mingjian.law.store import DamagedStore, StatuteStore
from mingjian.models import Model
from mingjian.models.explain import article_text
from mingjian.models.statutes import resting_on

__all__ = ["BasisInfo", "basis_of", "held"]


class BasisInfo(Text):
    """An article the model rests on; `verified`: somebody compared it with the published text. `law`, `article` and
    `on` lead to its text; `law` is empty where no statute imported has the article."""

    verified: bool
    law: str = ""
    article: str = ""
    on: date | None = None


def basis_of(model: Model, on: date) -> list[BasisInfo]:
    """The basis of a model for something of a day: an article is shown on that day, or on the nearest on which the
    model rests on it."""
    try:
        with statutes() as store:
            return _basis(model, on, store)
    except DamagedStore:  # told on the pages of law; what rests on it is shown without the way there
        return _basis(model, on, None)


def _basis(model: Model, on: date, store: StatuteStore | None) -> list[BasisInfo]:
    listed = []
    for one, article in resting_on(model):
        said = str(one.article)
        zh, en = f"{one.law}{article_text(said, 'zh')}", f"{english_title(one.law)}{article_text(said, 'en')}"
        if one.says is not None:
            zh, en = f"{zh}：{one.says.zh}", f"{en}: {one.says.en}"
        day = max(min(on, one.to or on), one.from_ or on)
        there = held(store, article.law, (article.number, article.inserted))
        code = article_code(article.number, article.inserted)
        listed.append(BasisInfo(zh=zh, en=en, verified=one.verified, law=there, article=code, on=day))
    return listed


def held(store: StatuteStore | None, law: str, key: tuple[int, int]) -> str:
    """The title a law is held under, where a text of it has the article."""
    found = store.find(law) if store is not None else None
    return found.short if store is not None and found is not None and store.through_time(found.short, key) else ""
