"""What rests on an article, as far as the reader may see it: models, what ships beside them, documents of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlencode

from mingjian.assist.citations import KINDS, Graph, Use, beside_models, of_models
from mingjian.desk.held.services import may_read
from mingjian.desk.known import known
from mingjian.desk.offices.models import User
from mingjian.desk.searching.services import seen_by
from mingjian.desk.statutes.schemas import CitedBy, Citing
from mingjian.desk.words import Coded, Counted, Text
from mingjian.knowledge import ALL, Document, citing
from mingjian.knowledge import KINDS as DOCUMENTS
from mingjian.law.articles import article_code
from mingjian.law.store import ArticleKey

__all__ = ["cited_by"]


def cited_by(user: User, law: str, key: ArticleKey) -> CitedBy:
    """Everything that rests on an article, counted by kind."""
    code = article_code(*key)
    models = [one for one in known().values() if may_read(user.offices_below, one)]
    uses = [*Graph(of_models(models)).of(law, code), *_beside_models().of(law, code)]
    found = citing(seen_by(user), law + code, ALL)  # cut down to the reader's sight already
    things = Counter(kind for kind, _ in {(one.kind, one.id) for one in uses})
    kinds = [
        Counted(code=kind, zh=title.zh, en=title.en, count=things[kind])
        for kind, title in KINDS.items()
        if things[kind]
    ]
    kinds += [
        Counted(code=kind, zh=DOCUMENTS[kind][0], en=DOCUMENTS[kind][1], count=count)
        for kind, count in found.counts.items()
    ]
    return CitedBy(kinds=kinds, items=[*map(_use, uses), *_documents(found.newest, law + code)])


@cache
def _beside_models() -> Graph:
    return Graph(beside_models())


def _use(one: Use) -> Citing:
    kind = KINDS[one.kind]
    return Citing(
        kind=Coded(code=one.kind, zh=kind.zh, en=kind.en), id=one.id, title=Text(zh=one.title.zh, en=one.title.en),
        cites=one.article.text, start=one.start, end=one.end, place=f"/models/{one.id}" if one.kind == "model" else "",
    )  # fmt: skip


def _documents(found: tuple[Document, ...], code: str) -> Iterator[Citing]:
    for one in found:
        zh, en = DOCUMENTS[one.kind]
        cites = next((given for given in one.marks.get("article", ()) if given.partition("-")[0] == code), code)
        yield Citing(
            kind=Coded(code=one.kind, zh=zh, en=en), id=one.id, title=Text(zh=one.title, en=one.title), cites=cites,
            start=one.day, end=one.day, place=f"/search/document?{urlencode({'id': one.id, 'q': code})}",
        )  # fmt: skip
