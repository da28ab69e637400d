"""Whether a damaged identity number could be a given sound one: what tells "perhaps the same person" from "not he".

A list whose key is masked, mistyped or spoilt by a spreadsheet still shows some characters. They never make a match,
but they can rule one out. The rule errs towards "could be": a false absence is worse than an undetermined row.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from mingjian.engines.functions.registry import Function, register
from mingjian.engines.kinds import Kind

__all__: list[str] = []

_FROM = "０１２３４５６７８９ＸｘＥｅ＊？?＃#×●○•"
_TO = "0123456789XXEE*********"
_LOWER, _UPPER = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NOISE = "[ \\t\\r\\n\\x{00A0}\\x{3000}'\"`‘’“”=-]"
_NOISE_PY = re.compile("[ \t\r\n\u00a0\u3000'\"`‘’“”=-]+")
_MASK = str.maketrans(_FROM + _LOWER, _TO + _UPPER)
_SCIENCE = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]{1,2}\Z")


def _seen(raw: str) -> str:
    """The raw text as it is compared: ASCII, capitals, masks as ``*``; an X is a digit only at the end."""
    text = _NOISE_PY.sub("", raw).translate(_MASK)
    return text[:-1].replace("X", "*") + text[-1:]


def _old(number: str) -> str:
    """The fifteen characters the number had before 1999: no century, no check digit."""
    return number[:6] + number[8:17]


def _masked(number: str, seen: str) -> bool:
    if len(seen) in (18, 15):
        whole = number if len(seen) == 18 else _old(number)
        return sum(a not in ("*", b) for a, b in zip(seen, whole, strict=False)) <= 1
    head, tail = seen.split("*", 1)[0], seen.rsplit("*", 1)[1]
    return number.startswith(head) and number.endswith(tail)


def _could_be(number: str, raw: str) -> bool:
    seen = _seen(raw)
    if sum(c in "0123456789" for c in seen) < 6:
        return True
    if _SCIENCE.match(seen):
        digits = seen.split("E")[0].replace(".", "")
        return number.startswith(digits[:-1])
    if "*" in seen:
        return _masked(number, seen)
    if re.fullmatch(r"[0-9X]+", seen) is None:
        return True
    if len(seen) == 18 and seen.endswith("000") and number[:15] == seen[:15]:
        return True
    if len(seen) <= 14:
        return seen in number or seen in _old(number)
    return Levenshtein.distance(number, seen) <= 2 or Levenshtein.distance(_old(number), seen) <= 2


def _sql(number: str, raw: str) -> str:
    noise = _NOISE.replace("'", "''")
    plain = f"translate(regexp_replace({raw}, '{noise}+', '', 'g'), '{_FROM}{_LOWER}', '{_TO}{_UPPER}')"
    seen = f"CAST(replace(left({plain}, -1), 'X', '*') || right({plain}, 1) AS VARCHAR)"
    old = f"CAST(left({number}, 6) || substring({number}, 9, 9) AS VARCHAR)"
    digits = f"replace(string_split({seen}, 'E')[1], '.', '')"

    def differing(whole: str, length: int) -> str:
        """A masked text of that length against the number: at most one visible character differs."""
        return (
            f"length({seen}) = {length} AND len(list_filter(range(1, {length + 1}),"
            f" lambda i: {seen}[i] <> '*' AND {seen}[i] <> {whole}[i])) <= 1"
        )

    ends = (
        f"length({seen}) NOT IN (15, 18) AND starts_with({number}, string_split({seen}, '*')[1])"
        f" AND suffix({number}, string_split({seen}, '*')[-1])"
    )
    return (
        f"CASE WHEN {number} IS NULL OR {raw} IS NULL THEN NULL"
        f" WHEN length(regexp_replace({seen}, '[^0-9]', '', 'g')) < 6 THEN true"
        f" WHEN regexp_full_match({seen}, '[0-9]([.][0-9]+)?E[+]?[0-9]{{1,2}}')"
        f" THEN starts_with({number}, left({digits}, length({digits}) - 1))"
        f" WHEN contains({seen}, '*') THEN ({differing(number, 18)}) OR ({differing(old, 15)}) OR ({ends})"
        f" WHEN NOT regexp_full_match({seen}, '[0-9X]+') THEN true"
        f" WHEN length({seen}) = 18 AND suffix({seen}, '000') AND left({number}, 15) = left({seen}, 15) THEN true"
        f" WHEN length({seen}) <= 14 THEN contains({number}, {seen}) OR contains({old}, {seen})"
        f" ELSE levenshtein({number}, {seen}) <= 2 OR levenshtein({old}, {seen}) <= 2 END"
    )


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
