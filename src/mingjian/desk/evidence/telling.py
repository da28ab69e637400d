"""Articles, problems and places as the API tells them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mingjian.assist.evidence import Case, Place, quote
from mingjian.assist.evidence.laws import Cited, Law
from mingjian.assist.evidence.records import LISTS
from mingjian.desk.evidence.check_schemas import CheckPlace
from mingjian.desk.evidence.pack_schemas import CitedArticle, EvidenceProblem
from mingjian.models.problems import Problem

__all__ = ["told_articles", "told_place", "told_problems"]


def told_articles(articles: Iterable[Cited]) -> list[CitedArticle]:
    """Articles, each with the days it is in force and whether it was compared with its text."""
    return [
        CitedArticle(
            ref=one.article.text, law=one.law.title, article=one.article.zh, start=one.law.start, end=one.law.end,
            verified=one.law.verified, why=_why(one.law),
        )
        for one in articles
    ]  # fmt: skip


def told_problems(problems: Iterable[Problem]) -> list[EvidenceProblem]:
    """Mistakes with their places; of a file's path only its name and sheet are told."""
    return [
        EvidenceProblem(**{**one.as_dict(), "file": Path(one.file).name, "nearest": list(one.nearest)})
        for one in problems
    ]


def told_place(case: Case, place: Place) -> CheckPlace:
    """A place with the words there, where the document's text is in the file."""
    found = quote(case, place)
    return CheckPlace(
        record=place.record, list=_list_of(case, place.record), document=place.document, title=place.title,
        page=place.page, quote=found.text if found else "", start=found.start if found else 0,
        end=found.end if found else 0,
    )  # fmt: skip


def _list_of(case: Case, record: str) -> str:
    kind = type(case.records[record]) if record in case.records else None
    return next((name for name, one in LISTS.items() if one is kind), "")


def _why(law: Law) -> str:
    return "" if law.verified else law.why
