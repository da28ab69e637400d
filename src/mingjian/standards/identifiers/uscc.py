"""Unified social credit codes (GB 32100-2015) and the numbers they replaced in 2015.

Canonical: 18 characters; `reg:` before a former 15-digit registration number (GS 15-2006), `org:` before a former
organisation code (GB 11714-1997), which also is characters 9–17 of the credit code.
"""

from __future__ import annotations

import re

from mingjian.standards.identifiers.sql import all_of
from mingjian.standards.identifiers.tidy import MASKS, counted_up, digits_only, one_digit_only, scientific, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CODE = re.compile(f"[{ALPHABET}]{{18}}")
_ORGANISATION = re.compile(r"[0-9A-Z]{8}-?[0-9X]")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check(raw: str | None) -> Checked:
    """The company code in `raw`, its state, and what was repaired or is wrong."""
    if raw is None or is_nothing(raw):
        return MISSING
    if re.match(r"(?:reg|org):", raw) and check(raw[4:]).value == raw:
        return usable(raw)
    text, repairs = tidy(raw)
    if scientific(text):
        return unusable("excel_damaged")
    if one_digit_only(text) or counted_up(text):
        return unusable("placeholder")
    if MASKS.search(text) or "XXXX" in text:
        return unusable("masked")
    if len(text) == 18:
        return _present(text, repairs)
    if len(text) == 15 and digits_only(text) and registration_valid(text):
        return usable(f"reg:{text}", repairs)
    if len(text) in (9, 10) and _ORGANISATION.fullmatch(text):
        return _organisation(text, repairs)
    if len(text) == 15 and digits_only(text[:6]) and organisation_valid(text[6:]):
        return usable(f"org:{text[6:]}", [*repairs, "tax_number"])
    return unusable("checksum" if len(text) == 15 and digits_only(text) else "length")


def _present(text: str, repairs: list[str]) -> Checked:
    if not _CODE.fullmatch(text):
        return unusable("characters")
    if text.endswith("000") and digits_only(text):
        return unusable("excel_damaged")
    return usable(text, repairs) if check_character(text[:17]) == text[17] else unusable("checksum")


def _organisation(text: str, repairs: list[str]) -> Checked:
    bare = text.replace("-", "")
    if bare != text:
        repairs = [*repairs, "punctuation"]
    return usable(f"org:{bare}", repairs) if organisation_valid(bare) else unusable("checksum")


def check_character(body: str) -> str:
    """Check character of the first 17 characters of a credit code."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check(body: str) -> str:
    """Check character of the first 8 characters of an organisation code (letters count 10–35)."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def organisation_valid(code: str) -> bool:
    """True for nine characters whose last one is the check character."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    return not one_digit_only(code) and organisation_check(code[:8]) == code[8]


def registration_valid(number: str) -> bool:
    """True for a 15-digit registration number whose last digit is right by ISO 7064 MOD 11,10."""
    product = 10
    for digit in number[:14]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(number[14])


def fast_sql(column: str) -> str:
    """TRUE exactly for canonical, usable 18-character credit codes."""
    total = " + ".join(
        f"(strpos('{ALPHABET}', substr({column}, {i}, 1)) - 1) * {weight}" for i, weight in enumerate(WEIGHTS, start=1)
    )
    return all_of(
        f"regexp_full_match({column}, '[{ALPHABET}]{{18}}')",
        f"NOT regexp_full_match({column}, '[0-9]{{15}}000')",
        f"NOT contains({column}, 'XXXX')",
        f"{column} <> repeat(left({column}, 1), 18)",
        f"substr('{ALPHABET}', (31 - ({total}) % 31) % 31 + 1, 1) = substr({column}, 18, 1)",
    )


_SEEN = re.compile(rf"(?:[{ALPHABET}]|{MASKS.pattern}){{18}}")


def legible(raw: str | None) -> str | None:
    """Eighteen characters of which `_` cannot be read; null where there is nothing to go by.

    A former organisation code (also in a former tax number) is characters 9–17 (GB 32100-2015). A code that only fails
    its check character is given as it was typed. To compare records with, never to rule one out.
    """
    if raw is None or is_nothing(raw) or raw.startswith("reg:"):
        return None
    former = check(raw)
    if former.value is not None and former.value.startswith("org:"):
        return f"{'_' * 8}{former.value[4:]}_"
    text, _ = tidy(raw)
    if not _SEEN.fullmatch(text) or one_digit_only(text) or counted_up(text):
        return None
    if digits_only(text) and text.endswith("000"):
        return text[:15] + "___"
    pattern = "".join(sign if sign in ALPHABET else "_" for sign in text)
    return pattern if pattern.strip("_") else None
