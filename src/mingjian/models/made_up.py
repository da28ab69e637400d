"""Made-up identifiers for examples: right by their check digit, of nobody."""

from __future__ import annotations

import datetime as dt

__all__ = ["NO_REGION", "made_up_person_id", "made_up_uscc"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NO_REGION = "349901"
"""A code that is no region of GB/T 2260, so that no number of a living person can be met by chance."""


def made_up_person_id(born: dt.date, order: int, *, male: bool = True) -> str:
    """An identity number of GB 11643 form for the n-th person of the examples."""
    serial = (order % 499) * 2 + (1 if male else 2)
    body = f"{NO_REGION}{born:%Y%m%d}{serial % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def made_up_uscc(order: int) -> str:
    """A credit code of GB 32100 form for the n-th company of the examples."""
    body8 = f"{90_000_000 + order:08d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(body8, weights, strict=True)) % 11
    organisation = body8 + ("0" if rest == 11 else "X" if rest == 10 else str(rest))
    body = "91" + NO_REGION + organisation
    total = sum(_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _ALPHABET[(31 - total % 31) % 31]
