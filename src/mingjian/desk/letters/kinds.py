"""What is fixed of each kind of letter (`kinds.yaml`): heading, formulas, the law it is made under, the reply."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from mingjian.law.deadlines import period_end
from mingjian.law.numerals import to_chinese
from mingjian.models.enumerations import DocumentKind
from mingjian.models.explain import article_text

__all__ = ["Basis", "English", "Kind", "Reply", "in_words", "kind_of", "number_text"]


class _Fixed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(_Fixed):
    """An article the letter is made under; `verified`: compared with the text of the version of that day."""

    law: str
    article: str | int
    version: date | None = None
    verified: bool = False


class Reply(_Fixed):
    """The period for a written reply and where it is written."""

    months: int
    law: str
    article: str | int = ""
    verified: bool = False


class English(_Fixed):
    """The same words for reading along; the letter itself is Chinese."""

    heading: str
    opening: str
    asks: str
    ask: str


class Kind(_Fixed):
    """One kind of letter. ``hail``: whom it is for stands on top, or at the end after 此致."""

    heading: str
    word: str
    opening: str
    asks: str
    ask: str
    hail: Literal["top", "end"] = "top"
    en: English
    basis: tuple[Basis, ...] = ()
    reply: Reply | None = None

    @property
    def closing(self) -> str:
        """The words before what is asked, with the articles they rest on."""
        cited = "、".join(f"《{one.law}》{in_words(str(one.article))}" for one in self.basis)
        return self.asks.replace("{under}", f"根据{cited}的规定，" if cited else "")

    def reply_due(self, served: date) -> date | None:
        """The last day for the reply to a letter served on a day; None where no period is written down."""
        return period_end(served, months=self.reply.months) if self.reply is not None else None


def in_words(article: str) -> str:
    """An article with the numerals of laws, as letters cite it: 第二十五条第四款."""
    return re.sub(r"\d+", lambda found: to_chinese(int(found[0])), article_text(article, "zh"))


@cache
def _kinds() -> dict[str, Kind]:
    text = files("mingjian.desk.letters").joinpath("kinds.yaml").read_text(encoding="utf-8")
    given: dict[str, Any] = YAML(typ="safe").load(text)
    return {name: Kind.model_validate(one) for name, one in given.items()}


def kind_of(kind: DocumentKind) -> Kind:
    """What is fixed of a kind."""
    return _kinds()[kind.value]


def number_text(short: str, kind: DocumentKind, year: int, number: int, word: str | None = None) -> str:
    """As 皖合检建〔2025〕12号. `word` is an office's own for the kind; without it, ours."""
    return f"{short}{kind_of(kind).word if word is None else word}〔{year}〕{number}号"
