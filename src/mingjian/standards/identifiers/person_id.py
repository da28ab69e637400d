"""Resident identity numbers (GB 11643-1999), and the other documents a person may be registered with.

Canonical: 18 characters for residents, for residence-permit holders from Hong Kong, Macau and Taiwan, and for the
permanent-residence cards since 2023, which share the form; before every other document a prefix that tells its kind
(`passport:E12345678`).
The region in front is that of first registration and may be long abolished, so any is accepted.
"""

from __future__ import annotations

import re
from datetime import date
from operator import mul

from mingjian.standards.identifiers.sql import all_of
from mingjian.standards.identifiers.tidy import MASKS, counted_up, digits_only, one_digit_only, scientific, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
_ZEROS = ord("0") * sum(WEIGHTS)
DIGITS = "0123456789"
_LONG = re.compile(r"[1-9][0-9]{16}[0-9X]")
_SHORT = re.compile(r"[1-9][0-9]{14}")
_OTHERS = (
    ("hkmo", re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?")),  # 港澳居民来往内地通行证
    ("taiwan", re.compile(r"0[0-9]{7}|[0-9]{10}\([A-Z]\)")),  # 台湾居民来往大陆通行证; other 8 digits may be a date
    ("residence", re.compile(r"[A-Z]{3}[0-9]{12}")),  # 外国人永久居留证 before 2023
    ("passport", re.compile(r"[A-Z][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|[A-Z]{1,2}[0-9]{6,8}")),
)
_LONGEST_OTHER = 15
_PLAIN = re.compile(r"[0-9]+X?")
_PREFIXED = re.compile(r"(?:hkmo|taiwan|residence|passport):")


def check(raw: str | None) -> Checked:
    """The identity number in `raw`, its state, and what was repaired or is wrong.

    An 18-digit number ending in 000 is never used: spreadsheets keep 15 digits, and one damaged number in eleven
    passes the check digit by chance, about as many as true numbers end so.
    """
    if raw is None or is_nothing(raw):
        return MISSING
    if _PREFIXED.match(raw) and check(raw.partition(":")[2]).value == raw:
        return usable(raw)
    if _LONG.fullmatch(raw):
        return unusable("placeholder") if _placeholder(raw) else _present(raw, [])
    text, repairs = tidy(raw)
    text = text if text.isascii() else text.replace("（", "(").replace("）", ")")
    if scientific(text):
        return unusable("excel_damaged")
    if _placeholder(text):
        return unusable("placeholder")
    if MASKS.search(text) or "X" in text[1:-1]:
        return unusable("masked")
    for kind, form in _OTHERS if len(text) <= _LONGEST_OTHER else ():
        if form.fullmatch(text):
            return usable(f"{kind}:{text}", repairs)
    if not _PLAIN.fullmatch(text):
        return unusable("characters")
    if len(text) == 15 and text[-1] != "X":
        return _former(text, repairs)
    return _present(text, repairs) if len(text) == 18 else unusable("length")


def _placeholder(text: str) -> bool:
    return one_digit_only(text) or counted_up(text) or one_digit_only(text[:-1])


def _present(text: str, repairs: list[str]) -> Checked:
    if not _LONG.fullmatch(text):
        return unusable("form")
    if text.endswith("000"):
        return unusable("excel_damaged")
    if _birth(text[6:14]) is None:
        return unusable("birth_date")
    return usable(text, repairs) if check_digit(text[:17]) == text[17] else unusable("checksum")


def _former(text: str, repairs: list[str]) -> Checked:
    if not _SHORT.fullmatch(text) or _birth("19" + text[6:12]) is None:
        return unusable("birth_date")
    return usable(extend(text), [*repairs, "digits15"])


def extend(number: str) -> str:
    """15 digits to 18: the century inserted, the check digit added (GB 11643-1999)."""
    body = number[:6] + "19" + number[6:]
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """Check character of 17 digits, ISO 7064 MOD 11-2."""
    return CHECKS[(sum(map(mul, body.encode("ascii"), WEIGHTS)) - _ZEROS) % 11]


def _birth(text: str) -> date | None:
    try:
        born = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return born if 1900 <= born.year <= 2099 else None


def birth_date(number: str) -> date | None:
    """Birth date in a canonical 18-character number; null for the other documents."""
    return _birth(number[6:14]) if _LONG.fullmatch(number) else None


def sex(number: str) -> str | None:
    """`male` or `female` by the 17th digit; null for the other documents."""
    if not _LONG.fullmatch(number):
        return None
    return "male" if int(number[16]) % 2 else "female"


_COMMON = (
    "(?:19|20)[0-9]{2}(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP = "(?:19|20)(?:0[48]|[2468][048]|[13579][26])0229|20000229"


def fast_sql(column: str) -> str:
    """TRUE exactly for canonical, usable 18-character numbers.

    The weights are powers of two modulo 11, so the sum over the digits d of a number q is that of its quotients by
    powers of ten: d = q // 10^j - 10 (q // 10^(j+1)).
    """
    form = f"[1-9][0-9]{{5}}(?:{_COMMON}|{_LEAP})[0-9]{{3}}[0-9X]"
    body = f"TRY_CAST(left({column}, 17) AS BIGINT)"
    quotients = " + ".join(f"{2**j} * ({body} // {10**j})" for j in range(1, 17))
    total = f"(({body} - 4 * ({quotients})) * 2 % 11 + 11) % 11"
    return all_of(
        f"regexp_full_match({column}, '{form}')",
        f"NOT ends_with({column}, '000')",
        f"substr('{CHECKS}', ({total})::INTEGER + 1, 1) = right({column}, 1)",
    )


_VISIBLE_18 = re.compile(r"[0-9*×X●○■□#?？＊✱]{18}")


def visible_pattern(raw: str | None) -> str | None:
    """What can still be read of an unusable number, as a SQL LIKE pattern over canonical ones; null when nothing can.

    `340102********1234` → `340102________1234`; a number whose last three digits a spreadsheet lost keeps its first 15.
    A weak match is ruled out when the other side's number does not fit the pattern.
    """
    if raw is None:
        return None
    text, _ = tidy(raw)
    if len(text) == 18 and digits_only(text) and text.endswith("000"):
        return text[:15] + "___"
    if found := re.fullmatch(r"([0-9])\.([0-9]{4,})E\+?17", text):
        return (found[1] + found[2][:-1]).ljust(18, "_")  # the last digit shown is rounded
    if _VISIBLE_18.fullmatch(text) and not (digits_only(text) or re.fullmatch(r"[0-9]{17}X", text)):
        pattern = "".join(c if c in DIGITS or (c == "X" and i == 17) else "_" for i, c in enumerate(text))
        return pattern if any(c in DIGITS for c in pattern) else None
    return None


def legible(raw: str | None) -> str | None:
    """Eighteen characters of which `_` cannot be read; null where there is nothing to go by.

    More than `visible_pattern`: a number that only fails its check digit is given as it was typed, though any one of
    its characters may be the wrong one. To compare records with, never to rule one out.
    """
    if (seen := visible_pattern(raw)) is not None or raw is None:
        return seen
    text, _ = tidy(raw)
    return text if re.fullmatch(r"[0-9]{17}[0-9X]", text) and not _placeholder(text) else None
