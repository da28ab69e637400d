"""Articles of imported laws → documents, one a version, with the days each version is in force as far as is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from mingjian.knowledge.document import Document
from mingjian.law import StatuteStore
from mingjian.law.articles import Article, article_code

__all__ = ["from_statutes"]

_INTERPRETATION = re.compile(r"解释|批复|答复|纪要|规则|^关于.*(?:规定|意见|通知|决定)")
_REGULATION = re.compile(r"(?:条例|规定|办法|细则)(?:[（(].*[）)])?$")
_LAW = re.compile(r"(?:法|法典|修正案.*)(?:[（(].*[）)])?$")


def from_statutes(store: StatuteStore) -> Iterator[Document]:
    """Every article of every version."""
    for law in store.laws():
        versions = store.versions(law)
        days = [one.day for one in versions]
        for at, version in enumerate(versions):
            later = next((day for day in days[at + 1 :] if day is not None), None)
            to = later - timedelta(days=1) if later is not None and version.day is not None else None
            for (number, inserted), text in version.articles.items():
                code, since = article_code(number, inserted), version.day.isoformat() if version.day else ""
                yield Document(
                    f"article:{law}{code}@{since}",
                    "article",
                    f"{law} {Article(law, number, inserted).zh}",
                    text,
                    version.source,
                    day=version.day,
                    from_=version.day,
                    to=to,
                    marks={"law": (law,), "article": (law + code,), "authority": (_authority(law),)},
                    groups=(f"{law}{code}".replace(" ", ""),),
                )


def _authority(law: str) -> str:
    """Rank by the form of the title: what cannot be told so is a rule."""
    if "宪法" in law and "解释" not in law:
        return "constitution"
    for pattern, name in ((_INTERPRETATION, "interpretation"), (_REGULATION, "regulation"), (_LAW, "law")):
        if pattern.search(law):
            return name
    return "rule"
