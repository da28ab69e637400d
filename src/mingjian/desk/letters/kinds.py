"""What is fixed of each kind of letter (`kinds.yaml`): heading, formulas, the law it is made under, the reply."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from mingjian.law.deadlines import period_end
from mingjian.models.enumerations import DocumentKind

__all__ = ["Basis", "Kind", "Reply", "kind_of", "number_text"]


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
    verified: bool = False


class Kind(_Fixed):
    """One kind of letter."""

    heading: str
    word: str
    opening: str
    asks: str
    ask: str
    basis: tuple[Basis, ...] = ()
    reply: Reply | None = None

    def reply_due(self, served: date) -> date | None:
        """The last day for the reply to a letter served on a day; None where no period is written down."""
        return period_end(served, months=self.reply.months) if self.reply is not None else None


@cache
def _kinds() -> dict[str, Kind]:
    text = files("mingjian.desk.letters").joinpath("kinds.yaml").read_text(encoding="utf-8")
    given: dict[str, Any] = YAML(typ="safe").load(text)
    return {name: Kind.model_validate(one) for name, one in given.items()}


def kind_of(kind: DocumentKind) -> Kind:
    """What is fixed of a kind."""
    return _kinds()[kind.value]


def number_text(short: str, kind: DocumentKind, year: int, number: int) -> str:
    """As 合检建〔2025〕12号: word of the office, word of the kind, year, running number."""
    return f"{short}{kind_of(kind).word}〔{year}〕{number}号"
