"""Words of an expression, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.collision.problems import Problem, StepErrors

__all__ = ["KEYWORDS", "LONGEST", "Token", "tokenize"]

LONGEST = 20_000
KEYWORDS = frozenset(
    [
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "between",
        "matches",
        "case",
        "when",
        "then",
        "else",
        "end",
        "true",
        "false",
        "as_of",
    ]
)

_PATTERN = re.compile(
    r"""
    (?P<space>[ \t\r\n\u3000]+)
  | (?P<date>\d{4}-\d{2}-\d{2}(?![\w-]))
  | (?P<month>\d{4}-(?:0[1-9]|1[0-2])(?![\w-]))
  | (?P<number>\d[\d_]*(?:\.\d+)?)
  | (?P<text>'(?:[^']|'')*'|"(?:[^"]|"")*")
  | (?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)
  | (?P<symbol><=|>=|<>|!=|==|≤|≥|≠|[-+*/()\[\],=<>])
    """,
    re.VERBOSE,
)
_SAME = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}
_WIDE = {"（": "(", "）": ")", "，": ",", "＝": "=", "＞": ">", "＜": "<", "‘": "'", "’": "'", "“": '"', "”": '"',
         "【": "[", "】": "]", "＋": "+", "－": "-"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is date, month, number, text, name, keyword, symbol or end."""

    kind: str
    text: str
    at: int

    @property
    def length(self) -> int:
        """Characters it takes in the source text (texts without their quotes' doubling are near enough)."""
        return max(1, len(self.text))


def tokenize(text: str) -> list[Token]:
    """All words of an expression, then an ``end`` token. Raises :class:`StepErrors` at a wrong character."""
    if len(text) > LONGEST:
        raise StepErrors([Problem(f"表达式超过{LONGEST}个字符", f"the expression is longer than {LONGEST} characters")])
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        found = _PATTERN.match(text, at)
        if found is None or "\0" in found.group():
            raise StepErrors([_wrong(text, at)])
        kind = found.lastgroup or ""
        if kind != "space":
            tokens.append(_token(kind, found.group(), at))
        at = found.end()
    tokens.append(Token("end", "", len(text)))
    return tokens


def _token(kind: str, word: str, at: int) -> Token:
    if kind == "text":
        quote = word[0]
        return Token("text", word[1:-1].replace(quote * 2, quote), at)
    if kind == "name" and word.lower() in KEYWORDS:
        return Token("keyword", word.lower(), at)
    if kind == "number":
        return Token("number", word.replace("_", ""), at)
    return Token(kind, _SAME.get(word, word), at)


def _wrong(text: str, at: int) -> Problem:
    character = text[at]
    if character in "'\"":
        return Problem("文本没有收尾的引号", "a text without its closing quote", offset=at, length=len(text) - at)
    if character in _WIDE:
        return Problem(
            f"全角符号“{character}”应写成半角", f"full-width {character!r} must be half-width", offset=at,
            expected_zh=_WIDE[character], expected_en=_WIDE[character],
        )  # fmt: skip
    return Problem(f"不认识的字符“{character}”", f"unknown character {character!r}", offset=at)
