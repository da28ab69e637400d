"""Bank cards (Luhn, ISO/IEC 7812) and the other accounts pensions and benefits are paid to."""

from __future__ import annotations

import re

from mingjian.standards.identifiers.sql import all_of
from mingjian.standards.identifiers.tidy import MASKS, counted_up, digits_only, one_digit_only, scientific, tidy
from mingjian.standards.results import MISSING, Checked, unusable, usable
from mingjian.standards.text import is_nothing

_CARD = re.compile(r"[1-9][0-9]{12,18}")
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")
_ACCOUNT = re.compile(r"[0-9]{8,30}")


def check_card(raw: str | None) -> Checked:
    """A card of 13–19 digits with a right check digit."""
    return _check(raw, card_only=True)


def check_account(raw: str | None) -> Checked:
    """A card, or a passbook or company account (8–30 digits, no check digit known).

    A number that begins with 62 and has the 16 or 19 digits of a UnionPay card must be right as a card.
    """
    return _check(raw, card_only=False)


def _check(raw: str | None, card_only: bool) -> Checked:
    if raw is None or is_nothing(raw):
        return MISSING
    text, repairs = tidy(raw)
    if scientific(text):
        return unusable("excel_damaged")
    bare = text.replace("-", "")
    if bare != text:
        repairs.append("punctuation")
    if MASKS.search(bare) or "X" in bare:
        return unusable("masked")
    if not digits_only(bare):
        return unusable("characters")
    if one_digit_only(bare) or counted_up(bare):
        return unusable("placeholder")
    if len(bare) > 15 and bare.endswith("000"):
        return unusable("excel_damaged")
    if _CARD.fullmatch(bare) and luhn(bare):
        return usable(bare, repairs)
    union_pay = len(bare) in (16, 19) and bare.startswith("62")
    if card_only or union_pay:
        return unusable("checksum" if _CARD.fullmatch(bare) else "length")
    return usable(bare, repairs) if _ACCOUNT.fullmatch(bare) else unusable("length")


def luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812-1, annex B, over ASCII digits; every delivery has many accounts to look at."""
    backwards = digits.encode("ascii")[::-1]
    return (sum(backwards[0::2]) + sum(backwards[1::2].translate(_DOUBLED)) - ord("0") * len(digits)) % 10 == 0


def fast_sql(column: str) -> str:
    """TRUE for UnionPay cards of 16 and 19 digits with a right check digit (the others take the slow path).

    A doubled digit a counts 2a + [a ≥ 5] modulo 10, and [a ≥ 5] at place m is q // (5·10^m) - 2 (q // 10^(m+1)).
    Every text of a column is computed, also what is no card: 18 digits keep the sum inside 64 bits, and the
    nineteenth of a card that passes is a 6, counted once.
    """
    number = f"TRY_CAST(right({column}, 18) AS BIGINT)"
    digits = [f"6 * (length({column}) = 19)::INTEGER", *(f"{1 + p % 2} * ({number} // {10**p})" for p in range(18))]
    carries = [f"{number} // {5 * 10**m} - 2 * ({number} // {10 ** (m + 1)})" for m in range(1, 18, 2)]
    return all_of(
        f"regexp_full_match({column}, '62[0-9]{{14}}([0-9]{{3}})?')",
        f"NOT ends_with({column}, '000')",
        f"({' + '.join([*digits, *carries])}) % 10 = 0",
    )
