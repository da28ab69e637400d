"""Searching the office's index, which the command line fills, with what the reader may see.

What belongs to an office is seen by it and those above, what belongs to a line by those who work in it; documents of a
secrecy level are left to the command line, since the desk knows no clearance for state secrets. Judgments and cases
name people: they are for those who see clues, and not for who builds models on keyed hashes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from mingjian.desk.errors import NotFound
from mingjian.desk.lake import the_lake
from mingjian.desk.offices.models import Office, User
from mingjian.desk.offices.roles import Right
from mingjian.desk.searching import schemas
from mingjian.desk.words import Coded, Counted, Text
from mingjian.knowledge import KINDS, Hit, Index, Query, Results, Sight, Snapshot, search
from mingjian.knowledge.grams import grams, signs
from mingjian.knowledge.number import number_of
from mingjian.knowledge.query import DEEPEST
from mingjian.knowledge.showing import spans
from mingjian.knowledge.suggesting import suggest as suggested

__all__ = ["counted", "document", "find", "seen_by", "sight_of", "suggest", "the_index"]

_HINT = Text(
    zh="还没有建立索引。请数据管理员在“更新检索”页更新，或在服务器上执行："
    "mingjian search add statutes，再加入文书和模型",
    en="nothing was indexed yet. Ask whoever keeps the data to do so here (Update the search), or to run on the "
    "server: mingjian search add statutes, and to add judgments and models then",
)
_STANDING = {
    "in force": Coded(code="in_force", zh="现行", en="in force"),
    "historical": Coded(code="historical", zh="历史", en="historical"),
    "not yet": Coded(code="not_yet", zh="尚未施行", en="not yet in force"),
    "unknown": Coded(code="unknown", zh="未知", en="unknown"),
}
_SUGGESTED = {
    "law": Coded(code="law", zh="法律", en="law"),
    "charge": Coded(code="charge", zh="罪名", en="charge"),
}
_NAMING = ("judgment", "case")
_PARTS = {
    "title": ("名称", "title"),
    "heading": ("所在章节", "heading"),
    "text": ("正文", "text"),
    "number": ("条号", "number"),
    "order": ("排序", "order"),
}


def sight_of(user: User) -> Sight:
    """What a user may know of: his office and those below, his lines, no secrets."""
    codes = Office.objects.filter(pk__in=user.offices_below).values_list("code", flat=True)
    return Sight.of(codes, 0, (one.value for one in user.line_set))


def find(user: User, asked: schemas.SearchQuery) -> schemas.SearchResults:
    """A page of answers to a question; without one only what there is of each kind."""
    seen, sight = seen_by(user), sight_of(user)
    if not asked.q.strip():
        counts = {kind: sum(len(one) - len(one.dead) for one in seen.segments if one.kind == kind) for kind in KINDS}
        return _page(asked, bool(seen.count()), counted(counts), None)
    kinds = (asked.kind,) if asked.kind else ()
    start = (asked.page - 1) * asked.size
    query = Query(
        asked.q, on=asked.on, by_authority=asked.authority, province=user.office.code[:2], first=start,
        limit=asked.size, kinds=kinds,
    )  # fmt: skip
    found = search(seen, query, sight)
    return _page(asked, bool(seen.count()), counted({**found.kinds, **_others(seen, asked, sight)}), found)


def suggest(user: User, asked: schemas.SuggestQuery) -> schemas.SuggestedList:
    """What the words typed may become, of what the reader may know of."""
    return schemas.SuggestedList(
        items=[
            schemas.SuggestedWords(text=one.text, kind=_SUGGESTED.get(one.kind) or _kind(one.kind))
            for one in suggested(seen_by(user), asked.q)
        ]
    )


def _others(seen: Snapshot, asked: schemas.SearchQuery, sight: Sight) -> Mapping[str, int]:
    """How many answers there are of the kinds that were not asked for; nothing is weighed twice. A number alone is
    asked of all kinds: whether it names an article is told by articles."""
    if not asked.kind:
        return {}
    number = number_of(asked.q)
    others = () if number is not None and number.alone else tuple(kind for kind in KINDS if kind != asked.kind)
    return search(seen, Query(asked.q, on=asked.on, limit=1, kinds=others), sight).kinds


def document(user: User, asked: schemas.DocumentQuery) -> schemas.DocumentPage:
    """A whole document, if the reader may know of it."""
    found = seen_by(user).get(asked.id)
    if found is None:
        raise NotFound
    wanted = grams(signs(asked.q))[0]
    return schemas.DocumentPage(
        id=found.id, kind=_kind(found.kind), title=found.title, heading=found.heading, source=found.source,
        day=found.day, text=_excerpt(found.text, spans(found.text, wanted) if len(wanted) else []),
    )  # fmt: skip


def seen_by(user: User) -> Snapshot:
    """What of the index there is for a user."""
    seen = the_index().snapshot().seen(sight_of(user))
    if user.may(Right.SEE_CLUES):
        return seen
    return Snapshot(tuple(one for one in seen.segments if one.kind not in _NAMING))


def the_index() -> Index:
    """The office's index."""
    return _index_of(str(the_lake().path / "search"))


@cache
def _index_of(folder: str) -> Index:
    """Its segments stay open for the next question."""
    return Index(folder)


def _page(
    asked: schemas.SearchQuery, filled: bool, kinds: list[Counted], found: Results | None
) -> schemas.SearchResults:
    return schemas.SearchResults(
        filled=filled, hint=_HINT, kinds=kinds, items=[_found(one) for one in found.hits] if found else [],
        some=found.some if found else 0, whole=found.whole if found else 0,
        total=min(found.some, DEEPEST) if found else 0, page=asked.page, size=asked.size,
    )  # fmt: skip


def counted(counts: dict[str, int]) -> list[Counted]:
    """Kinds with how many there are of each."""
    return [
        Counted(code=kind, zh=KINDS[kind][0], en=KINDS[kind][1], count=count)
        for kind in KINDS
        if (count := counts.get(kind, 0))
    ]


def _found(one: Hit) -> schemas.Found:
    told = one.document
    law, article = (next(iter(told.marks.get(name, ())), "") for name in ("law", "article"))
    is_article = told.kind == "article"
    return schemas.Found(
        id=told.id, kind=_kind(told.kind), title=_excerpt(told.title, one.title_spans),
        heading=told.heading, excerpt=_excerpt(one.shown.text, one.shown.spans),
        source=told.source, day=told.day,
        standing=_STANDING[one.standing] if is_article else None, law=law if is_article else "",
        article=article.removeprefix(law) if is_article else "", model=_model(told.kind, told.id),
        phrases=list(one.phrases), why=[_why(name, value) for name, value in one.parts.items()], also=len(one.also),
    )  # fmt: skip


def _excerpt(text: str, met: Sequence[tuple[int, int]]) -> schemas.Excerpt:
    return schemas.Excerpt(text=text, met=[schemas.Met(start=start, end=end) for start, end in met])


def _model(kind: str, id_: str) -> str:
    """The id of a model, of `model:ID@VERSION`."""
    return id_.partition(":")[2].partition("@")[0] if kind == "model" else ""


def _why(name: str, value: float) -> schemas.Why:
    zh, en = _PARTS.get(name, (name, name))
    return schemas.Why(part=Coded(code=name, zh=zh, en=en), score=round(value, 2))


def _kind(kind: str) -> Coded:
    return Coded(code=kind, zh=KINDS[kind][0], en=KINDS[kind][1])
