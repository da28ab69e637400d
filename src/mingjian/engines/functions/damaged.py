"""Whether a damaged identity number could be a given sound one: what tells "perhaps the same person" from "not he".

A list whose key is masked, mistyped or spoilt by a spreadsheet still shows some characters. They never make a match,
but they can rule one out. The rule errs towards "could be": a false absence is worse than an undetermined row.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from mingjian.engines.functions.registry import Function, register
from mingjian.engines.kinds import Kind

__all__ = ["could_be", "visible"]

_FROM = "０１２３４５６７８９ＸｘＥｅ＊？?＃#×●○•"
_TO = "0123456789XXEE*********"
_LOWER, _UPPER = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOISE = "[ \\t\\r\\n\\x{00A0}\\x{3000}'\"`‘’“”=-]"
_NOISE_PY = re.compile("[ \t\r\n\u00a0\u3000'\"`‘’“”=-]+")
_MASK = str.maketrans(_FROM + _LOWER, _TO + _UPPER)
_SCIENCE = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{1,2}\Z")


def visible(raw: str) -> str:
    """SQL of what a raw text shows, to be taken once a text: ASCII, capitals, masks as ``*``.

    Empty where it shows too little to rule anyone out; a number spoilt by a spreadsheet is its beginning and ``%``.
    """
    noise = _NOISE.replace("'", "''")
    plain = f"translate(regexp_replace({raw}, '{noise}+', '', 'g'), '{_FROM}{_LOWER}', '{_TO}{_UPPER}')"
    seen = _let(plain, "CAST(replace(left(x, -1), 'X', '*') || right(x, 1) AS VARCHAR)")
    return _let(
        seen,
        "CASE WHEN x IS NULL THEN NULL WHEN length(regexp_replace(x, '[^0-9]', '', 'g')) < 6 THEN ''"
        " WHEN regexp_full_match(x, '[0-9]([.][0-9]+)?E[+]?[0-9]{1,2}')"
        " THEN left(replace(string_split(x, 'E')[1], '.', ''), -1) || '%'"
        " WHEN contains(x, '*') OR regexp_full_match(x, '[0-9X]+') THEN x ELSE '' END",
    )


def _let(value: str, body: str) -> str:
    """SQL of ``body`` with ``x`` for a value that is to be computed once."""
    return f"list_transform([{value}], lambda x: {body})[1]"


def could_be(number: str, shown: str) -> str:
    """SQL that a sound number could be the one of which :func:`visible` gave ``shown``: cheap, for many pairs."""
    old = f"CAST(left({number}, 6) || substring({number}, 9, 9) AS VARCHAR)"
    errors = f"length({shown}) - length(replace({shown}, '*', '')) + 1"
    return (
        f"CASE WHEN {number} IS NULL OR {shown} IS NULL THEN NULL WHEN {shown} = '' THEN true"
        f" WHEN suffix({shown}, '%') THEN starts_with({number}, left({shown}, -1))"
        f" WHEN contains({shown}, '*') THEN CASE"
        f" WHEN strlen({number}) = 18 AND strlen({shown}) = 18 THEN hamming({number}, {shown}) <= {errors}"
        f" WHEN strlen({number}) = 18 AND strlen({shown}) = 15 THEN hamming({old}, {shown}) <= {errors}"
        f" ELSE starts_with({number}, string_split({shown}, '*')[1])"
        f" AND suffix({number}, string_split({shown}, '*')[-1]) END"
        f" WHEN length({shown}) <= 14 THEN contains({number}, {shown}) OR contains({old}, {shown})"
        f" WHEN length({shown}) = 18 AND suffix({shown}, '000') AND left({number}, 15) = left({shown}, 15) THEN true"
        f" ELSE levenshtein({number}, {shown}) <= 2 OR levenshtein({old}, {shown}) <= 2 END"
    )


def _sql(number: str, raw: str) -> str:
    return could_be(number, visible(raw))


def _visible(raw: str) -> str:
    text = _NOISE_PY.sub("", raw).translate(_MASK)
    seen = text[:-1].replace("X", "*") + text[-1:]
    if sum(c in "0123456789" for c in seen) < 6:
        return ""
    if _SCIENCE.match(seen):
        return seen.split("E")[0].replace(".", "")[:-1] + "%"
    return seen if "*" in seen or re.fullmatch(r"[0-9X]+", seen) else ""


def _old(number: str) -> str:
    """The fifteen characters the number had before 1999: no century, no check digit."""
    return number[:6] + number[8:17]


def _masked(number: str, seen: str) -> bool:
    """At most one visible character differs; of another length the ends are those of the number."""
    size = len(seen.encode())
    if len(number.encode()) == 18 and size in (18, 15):
        whole = number if size == 18 else _old(number)
        return sum(a not in ("*", b) for a, b in zip(seen, whole, strict=True)) <= 1
    head, tail = seen.split("*", 1)[0], seen.rsplit("*", 1)[1]
    return number.startswith(head) and number.endswith(tail)


def _could_be(number: str, raw: str) -> bool:
    seen = _visible(raw)
    if seen == "":
        return True
    if seen.endswith("%"):
        return number.startswith(seen[:-1])
    if "*" in seen:
        return _masked(number, seen)
    if len(seen) == 18 and seen.endswith("000") and number[:15] == seen[:15]:
        return True
    if len(seen) <= 14:
        return seen in number or seen in _old(number)
    return Levenshtein.distance(number, seen) <= 2 or Levenshtein.distance(_old(number), seen) <= 2


register(
    Function(
        "id_could_be",
        (frozenset({Kind.IDENTIFIER}), frozenset({Kind.TEXT, Kind.IDENTIFIER})),
        Kind.BOOLEAN,
        _sql,
        _could_be,
        "残缺、打码或录错的身份证号原文是否可能是某个有效号码（宁可信其可能）",
        "whether a masked, spoilt or mistyped raw id could be a given sound one; errs towards yes",
        "id_could_be(id_number, '3301**********0011')",
    )
)
