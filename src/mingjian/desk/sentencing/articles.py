"""The articles a step of a calculation rests on, with the way to their text of the right day."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from typing import Any

from mingjian.assist.sentencing import Calculation
from mingjian.assist.sentencing.tree import Node
from mingjian.desk.basis import BasisInfo, held
from mingjian.desk.law import statutes
from mingjian.law import english_title
from mingjian.law.articles import article_code, parse_short
from mingjian.law.store import DamagedStore, StatuteStore
from mingjian.models.explain import article_text

__all__ = ["Articles"]

_OF_STEP = {"limits": "刑法63", "combined": "刑法69", "outside": "刑法63", "surveillance": "刑法38"}
"""Steps that use no parameter, and the article they follow."""


class Articles:
    """Looks up the articles of one calculation, each once."""

    def __init__(self, made: Calculation) -> None:
        self.made = made
        self.found: dict[tuple[str, date], BasisInfo | None] = {}
        with ExitStack() as stack:
            try:
                self.store: StatuteStore | None = stack.enter_context(statutes())
            except DamagedStore:  # told on the pages of law; steps are shown without the way there
                self.store = None
            for node in made.tree.walk():
                self.of(node)

    def of(self, node: Node) -> list[BasisInfo]:
        """The articles of a step; none where it follows from no article."""
        on = self._day(node)
        return [one for one in (self._one(cited, on) for cited in self._cited(node)) if one is not None]

    def _day(self, node: Node) -> date:
        """A statutory tier is shown as its text stood; everything else on the day of conviction."""
        given: dict[str, Any] = node.parameter or {}
        return date.fromisoformat(str(given["from"])) if "from" in given else self.made.facts.convicted

    def _cited(self, node: Node) -> Iterable[str]:
        id = str((node.parameter or {}).get("id", ""))
        if id.startswith("刑法"):
            return [id]
        if node.id == "former" and self.made.facts.former is not None:
            return ["刑法70" if self.made.facts.former.crime == "missed" else "刑法71"]
        if node.id in _OF_STEP:
            return [_OF_STEP[node.id]]
        return [str(one) for one in self.made.used.get(f"describe:{id}", {}).get("statute", [])]

    def _one(self, cited: str, on: date) -> BasisInfo | None:
        if (cited, on) not in self.found:
            self.found[cited, on] = self._look(cited, on)
        return self.found[cited, on]

    def _look(self, cited: str, on: date) -> BasisInfo | None:
        try:
            article = parse_short(cited)
        except ValueError:
            return None
        key = article.number, article.inserted
        zh = f"{article.law}{article_text(article.provision, 'zh')}"
        en = f"{english_title(article.law)}{article_text(article.provision, 'en')}"
        return BasisInfo(
            zh=zh, en=en, verified=True, law=held(self.store, article.law, key), article=article_code(*key), on=on
        )  # fmt: skip
