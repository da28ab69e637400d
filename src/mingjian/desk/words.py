"""Texts in both languages as the API gives them."""

from __future__ import annotations

from typing import Protocol

from ninja import Schema

__all__ = ["Coded", "Counted", "Text", "coded", "text"]


class Text(Schema):
    """A text in both languages."""

    zh: str
    en: str


class Coded(Text):
    """A value of a closed list: its code, and what people call it."""

    code: str


class Counted(Coded):
    """A value of a closed list and how many rows have it."""

    count: int


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
