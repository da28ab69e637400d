"""Texts in both languages as the API gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, Self

from ninja import Schema
from pydantic import BaseModel, model_validator

__all__ = ["Asked", "Bilingual", "Coded", "Counted", "Shown", "Text", "coded", "storable", "text", "texts_in"]


class Shown(BaseModel):
    """The base of what an answer says. Ninja's own reads every value through a getter for rows of the database, which
    ours are not: half of the calls that a list took."""


class Text(Shown):
    """A text in both languages."""

    zh: str
    en: str


class Coded(Text):
    """A value of a closed list: its code, and what people call it."""

    code: str


class Counted(Coded):
    """A value of a closed list and how many rows have it."""

    count: int


class Asked(Schema):
    """The base of what a request may say: no text that a database cannot hold (a zero sign, half a surrogate pair)."""

    @model_validator(mode="after")
    def _storable(self) -> Self:
        if not all(map(storable, texts_in(self.__dict__))):
            raise ValueError("含有不能保存的字符 / it holds signs that cannot be kept")
        return self


def storable(text: str) -> bool:
    """Whether every database can hold a text."""
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def texts_in(value: Any) -> Iterator[str]:
    """All texts within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from texts_in(key)
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


class Bilingual(Protocol):
    """Whatever has a name in both languages."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def text(one: Bilingual) -> Text:
    """The name of something, in both languages."""
    return Text(zh=one.zh, en=one.en)


def coded(code: str, one: Bilingual) -> Coded:
    """A code with its name."""
    return Coded(code=code, zh=one.zh, en=one.en)
