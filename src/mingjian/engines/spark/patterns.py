"""Regular expressions: RE2, which models are written in, said in Java's, which Spark has.

Both mean the same by most of what patterns are made of; where they do not, the pattern is rewritten, and what is not
known to be the same is refused. ``$`` is the end of the text and not of its last line, ``.`` stands for anything but
a newline, classes hold no classes.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.engines.spark.errors import Untranslatable

__all__ = ["java_pattern", "java_replacement"]

_SAME = frozenset("dDwWAzntrfaBb") - {"b", "B", "a"}
_SHORT = {"s": "[\\t\\n\\f\\r ]", "S": "[^\\t\\n\\f\\r ]", "a": "\\x{07}", "v": "\\x{0B}"}
_IN_CLASS = {"s": "\\t\\n\\f\\r ", "a": "\\x{07}", "v": "\\x{0B}"}
_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "digit": "0-9",
    "lower": "a-z",
    "upper": "A-Z",
    "space": "\\t\\n\\x{0B}\\f\\r ",
}


def java_pattern(pattern: str, whole: bool = False) -> str:
    """The pattern for Java; ``whole``: of the whole text."""
    body = "".join(_pieces(pattern))
    return f"(?d)\\A(?:{body})\\z" if whole else f"(?d){body}"


def java_replacement(text: str) -> str:
    """What a match is replaced by: ``\\1`` of RE2 is ``$1``, and a dollar is a dollar."""
    if "\\" in text:
        raise Untranslatable(f"a replacement with groups ({text})")
    return text.replace("$", "\\$")


def _pieces(pattern: str) -> Iterator[str]:
    at, size = 0, len(pattern)
    while at < size:
        char = pattern[at]
        if char == "\\":
            piece, at = _escape(pattern, at, _SHORT)
            yield piece
        elif char == "[":
            piece, at = _class(pattern, at)
            yield piece
        elif char == "(" and pattern[at + 1 : at + 2] == "?":
            piece, at = _group(pattern, at)
            yield piece
        elif char == "#" or char == "}" or (char == "{" and not _repeats(pattern, at)):
            yield f"\\{char}" if char != "}" or not _closes(pattern, at) else char
            at += 1
        else:
            yield "\\z" if char == "$" else char
            at += 1
            if char in "*+?}" and pattern[at : at + 1] == "+":
                raise Untranslatable(f"a repeated repetition in the pattern {pattern}")


def _repeats(pattern: str, at: int) -> bool:
    """Whether a brace begins a number of repetitions; RE2 takes any other for itself."""
    inside = pattern[at + 1 :].partition("}")
    parts = inside[0].split(",")
    return bool(inside[1]) and len(parts) <= 2 and parts[0].isdigit() and all(p.isdigit() or not p for p in parts)


def _closes(pattern: str, at: int) -> bool:
    start = pattern.rfind("{", 0, at)
    return start >= 0 and "}" not in pattern[start:at] and _repeats(pattern, start)


def _group(pattern: str, at: int) -> tuple[str, int]:
    """``(?:``, ``(?i)``, ``(?P<name>``: the kinds of group that mean the same."""
    for known in ("(?:", "(?i:", "(?i)", "(?s)", "(?s:"):
        if pattern.startswith(known, at):
            return known, at + len(known)
    raise Untranslatable(f"the group {pattern[at : at + 4]} in the pattern {pattern}")


def _escape(pattern: str, at: int, short: dict[str, str]) -> tuple[str, int]:
    if at + 1 >= len(pattern):
        raise Untranslatable(f"the pattern {pattern}")
    char = pattern[at + 1]
    if char in short:
        return short[char], at + 2
    if char in _SAME or not char.isalnum():
        return pattern[at : at + 2], at + 2
    if char == "x":
        end = pattern.index("}", at) + 1 if pattern[at + 2 : at + 3] == "{" else at + 4
        return pattern[at:end], end
    if pattern.startswith("\\p{Han}", at):
        return "\\p{IsHan}", at + 7
    if pattern.startswith("\\P{Han}", at):
        return "\\P{IsHan}", at + 7
    raise Untranslatable(f"\\{char} in the pattern {pattern}")


def _class(pattern: str, at: int) -> tuple[str, int]:
    """``[…]``: Java would read ``[`` and ``&&`` inside it as operations on sets."""
    made, start = "[", at
    at += 1
    if pattern[at : at + 1] == "^":
        made, at = "[^", at + 1
    first = True
    while at < len(pattern) and (pattern[at] != "]" or first):
        char = pattern[at]
        if pattern.startswith("[:", at):
            name, closing, _ = pattern[at + 2 :].partition(":]")
            if not closing or name not in _POSIX:
                raise Untranslatable(f"[:{name}:] in the pattern {pattern}")
            made, at = made + _POSIX[name], at + len(name) + 4
        elif char == "\\":
            piece, at = _escape(pattern, at, _IN_CLASS)
            made += piece
        else:
            made, at = made + (f"\\{char}" if char in "[]&~#" else char), at + 1
        first = False
    if at >= len(pattern):
        raise Untranslatable(f"the class {pattern[start:]}")
    return made + "]", at + 1
