"""Statutes for the pages: read from the store beside the lake, which the command line fills.

The law is public, so that everybody who sees models sees all of it. Without a day it is today's law that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import groupby

from mingjian.desk.errors import BadRequest, NotFound
from mingjian.desk.law import law_folder
from mingjian.desk.now import today
from mingjian.desk.offices.models import User
from mingjian.desk.statutes import schemas
from mingjian.desk.statutes.citing import cited_by
from mingjian.desk.statutes.words import FILL, STATE, STATUS, why
from mingjian.desk.words import Text, coded, text
from mingjian.knowledge.number import matching_laws, number_of
from mingjian.law import Article, short_title
from mingjian.law.articles import article_code, parse_code
from mingjian.law.history import paragraphs
from mingjian.law.store import ArticleKey, ArticleText, EmptyStore, Law, StatuteStore, Version
from mingjian.law.store.difference import Change, timeline

__all__ = ["article", "law", "laws"]

_MEANT = 5
"""Laws that a part of a title may mean, at most."""


def laws(asked: schemas.LawQuery) -> schemas.LawList:
    """Laws whose title holds the words, those that begin with them first, and the articles that the words name."""
    try:
        store = StatuteStore.open(law_folder())
    except EmptyStore:
        return schemas.LawList(filled=False, hint=text(FILL), jumps=[], items=[], total=0, page=1, size=asked.size)
    with closing(store):
        found = _matching(store.laws(), asked.q)
        start = (asked.page - 1) * asked.size
        rows = [_row(store, title) for title in found[start : start + asked.size]]
        return schemas.LawList(
            filled=True, hint=text(FILL), jumps=list(_jumps(store, asked.q)), items=rows, total=len(found),
            page=asked.page, size=asked.size,
        )  # fmt: skip


def law(asked: schemas.DayQuery) -> schemas.LawPage:
    """A law as it stood on a day."""
    on = asked.on or today()
    with closing(_store()) as store:
        found = _law(store, asked.law)
        try:
            version = store.version(found.short, on)
        except LookupError:
            version = None
        return schemas.LawPage(
            law=found.short, title=found.title, on=on, passed=found.passed, repealed=found.repealed,
            repealed_by=found.repealed_by, version=version.number if version else None,
            why=None if version else text(why("before_known")),
            versions=[_version(one) for one in store.versions(found.short)],
            parts=list(_parts(store.lines(version))) if version else [],
        )  # fmt: skip


def article(user: User, asked: schemas.ArticleQuery) -> schemas.ArticlePage:
    """An article on a day and through time."""
    on = asked.on or today()
    with closing(_store()) as store:
        found = _law(store, asked.law)
        try:
            key = parse_code(asked.article)
        except ValueError:
            said = asked.article
            raise BadRequest(f"不是条号：{said}", f"not the number of an article: {said}", "article") from None
        view = store.article(found.short, key, on)
        times = store.through_time(found.short, key)
        if not times:
            raise NotFound
        return schemas.ArticlePage(
            law=found.short, title=found.title, article=article_code(*key), label=_label(key), on=on,
            state=coded(view.state, STATE[view.state]), why=text(why(view.why)) if view.why else None,
            path=_path(view.path), paragraphs=view.paragraphs if view.text is not None else None,
            start=view.start, end=view.end, notes=[Text(zh=zh, en=en) for zh, en in view.notes],
            times=[_time(one) for one in timeline(times)], cited_by=cited_by(user, found.short, key),
        )  # fmt: skip


def _store() -> StatuteStore:
    try:
        return StatuteStore.open(law_folder())
    except EmptyStore:
        raise NotFound(FILL.zh, FILL.en) from None


def _law(store: StatuteStore, title: str) -> Law:
    found = store.find(title)
    if found is None:
        raise NotFound
    return found


def _matching(titles: list[str], words: str) -> list[str]:
    """Titles that hold every word; the title itself, then those it begins, then the rest in the order of the store."""
    wanted = short_title(words) if words.strip() else ""
    if not wanted:
        return titles
    parts = [short_title(one) for one in words.split()] or [wanted]
    found = [one for one in titles if all(part in one for part in parts)]
    return sorted(found, key=lambda one: (one != wanted, not one.startswith(wanted)))


def _jumps(store: StatuteStore, words: str) -> Iterator[schemas.Jump]:
    """The articles a person writes in a search: 刑法264, 刑法第二百六十四条."""
    asked = number_of(words)
    if asked is None or not asked.law:
        return
    meant = store.find(asked.law)
    for title in [meant.short] if meant else matching_laws(asked.law, store.laws())[:_MEANT]:
        key = parse_code(asked.code)
        if store.through_time(title, key):
            yield schemas.Jump(law=title, title=store.law(title).title, article=article_code(*key), label=_label(key))


def _row(store: StatuteStore, title: str) -> schemas.LawRow:
    found, versions = store.law(title), store.versions(title)
    last = versions[-1]
    return schemas.LawRow(
        law=found.short, title=found.title, versions=len(versions),
        status=coded(last.status, STATUS[last.status]), start=last.start, sure=last.sure,
        repealed=found.repealed, repealed_by=found.repealed_by,
    )  # fmt: skip


def _version(one: Version) -> schemas.VersionShown:
    return schemas.VersionShown(
        number=one.number, start=one.start, end=one.end, status=coded(one.status, STATUS[one.status]), sure=one.sure,
        amended_by=list(one.amended_by), gaps=list(one.gaps),
        sources=[
            schemas.StatuteFile(file=made.file, sha256=made.sha256, origin=made.origin, licence=made.licence)
            for made in one.sources
        ],
    )  # fmt: skip


def _parts(lines: list[ArticleText]) -> Iterator[schemas.LawPart]:
    for path, articles in groupby(lines, key=lambda one: one.path):
        shown = [
            schemas.ArticleLine(
                article=article_code(*one.key), label=_label(one.key),
                paragraphs=paragraphs(one.text) if one.text else None,
            )
            for one in articles
        ]  # fmt: skip
        yield schemas.LawPart(path=_path(path), articles=shown)


def _time(one: Change) -> schemas.ArticleTime:
    now = one.now
    return schemas.ArticleTime(
        start=now.start, end=now.end, status=coded(now.status, STATUS[now.status]), paragraphs=paragraphs(now.text),
        parts=[schemas.TextPart(kind=part.kind, text=part.text) for part in one.parts],
    )  # fmt: skip


def _label(key: ArticleKey) -> str:
    return Article("", *key).zh


def _path(path: str) -> list[str]:
    return [part for part in path.split(" / ") if part]
