"""Articles of imported laws → documents, one a version, with the days each version is in force as far as is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingjian.knowledge.document import Document
from mingjian.law import StatuteStore
from mingjian.law.articles import Article
from mingjian.law.store import ArticleText

__all__ = ["from_statutes"]

_INTERPRETATION = re.compile(r"解释|批复|答复|纪要|规则|^关于.*(?:规定|意见|通知|决定)")
_REGULATION = re.compile(r"(?:条例|规定|办法|细则)(?:[（(].*[）)])?$")
_LAW = re.compile(r"(?:法|法典|修正案.*)(?:[（(].*[）)])?$")


def from_statutes(store: StatuteStore) -> Iterator[Document]:
    """Every article with every text it had."""
    law, files = "", {}
    for one in store.articles():
        if one.law.short != law:
            law = one.law.short
            files = {version.number: version.sources for version in store.versions(law)}
        if one.text:
            told = files.get(one.version, ())
            yield _document(one, told[0].file if told else one.law.title)


def _document(one: ArticleText, source: str) -> Document:
    law = one.law.short
    return Document(
        f"article:{one.code}@{one.start or ''}",
        "article",
        f"{law} {Article(law, *one.key).zh}",
        one.text,
        source,
        heading=one.path,
        day=one.start,
        from_=one.start,
        to=one.end,
        marks={"law": (law,), "article": (one.code,), "authority": (_authority(law),), "part": (f"{law} {one.path}",)},
        groups=(one.code.replace(" ", ""),),
    )


def _authority(law: str) -> str:
    """Rank by the form of the title: what cannot be told so is a rule."""
    if "宪法" in law and "解释" not in law:
        return "constitution"
    for pattern, name in ((_INTERPRETATION, "interpretation"), (_REGULATION, "regulation"), (_LAW, "law")):
        if pattern.search(law):
            return name
    return "rule"
