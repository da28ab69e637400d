"""Texts, queries and programs with names replaced, in comments as elsewhere."""

from __future__ import annotations

from mingjian.contest.blinding.sheet import FileSheet, applied
from mingjian.contest.completeness.sniffing import decoded

__all__ = ["blind_text", "line_of"]


def blind_text(data: bytes, page: FileSheet) -> bytes | None:
    """A text file in UTF-8 with names replaced; None for what is no text."""
    text = decoded(data)
    if text is None:
        page.leave("unreadable", "不是能读取的文字", "no text that can be read")
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return applied(text, page.hits(text, lambda at: line_of(text, at))).encode()


def line_of(text: str, at: int) -> str:
    """The line of a sign, for people."""
    return str(text.count("\n", 0, at) + 1)
