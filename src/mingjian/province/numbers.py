"""Identifiers with valid check digits, whole columns at once (GB 11643, GB 32100)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mingjian.province.chance import Rng
from mingjian.province.clock import Ints, first_day, month_of

Bytes = npt.NDArray[np.uint8]

_ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], np.int32)
_ID_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_ROOM = 490
"""Sequence numbers for one sex, region and day."""

_USCC_ALPHABET = np.frombuffer(b"0123456789ABCDEFGHJKLMNPQRTUWXY", np.uint8)
_USCC_WEIGHTS = np.array([1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28], np.int32)
_ORG_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2], np.int32)


def digits(values: npt.NDArray[np.integer], width: int) -> Bytes:
    """Decimal digits as ASCII codes, one row a value."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    return ((values.astype(np.int64)[:, None] // powers) % 10 + 48).astype(np.uint8)


def id_check(body: Bytes) -> Bytes:
    """Check characters for 17-digit bodies (ASCII codes, one row an id)."""
    return np.asarray(_ID_CHECKS[((body[:, :17].astype(np.int32) - 48) @ _ID_WEIGHTS) % 11])


def resident_ids(region: Ints, birth: Ints, male: Ints, rng: Rng) -> Bytes:
    """Distinct valid ids: region code, birth day, a sequence number odd for men, check character.

    A sequence never ends in 00, so that no id looks like one a spreadsheet has damaged. Raises ValueError when
    more than 490 people of one sex share a region and a birth day.
    """
    n = len(region)
    group = (region.astype(np.int64) * 100_000 + birth.astype(np.int64) + 50_000) * 2 + male
    order = np.lexsort((rng.random(n), group))
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    rank = np.arange(n) - np.repeat(starts, np.diff(np.r_[starts, n]))
    if n and int(rank.max()) >= _ROOM:
        raise ValueError("more than 490 people of one sex born on one day in one region: take fewer people")
    # a different first number in each group, then consecutive: distinct without drawing again
    serial = np.empty(n, np.int64)
    drawn = (rank + (ordered * 7919) % _ROOM) % _ROOM
    serial[order] = drawn + drawn // 49 + 1
    months = month_of(birth)
    dates = (months // 12) * 10_000 + (months % 12 + 1) * 100 + (birth - first_day(months) + 1)
    body = np.concatenate([digits(region, 6), digits(dates, 8), digits(serial * 2 + male, 3)], axis=1)
    return np.concatenate([body, id_check(body)[:, None]], axis=1)


def uscc(region: Ints, serial: npt.NDArray[np.int64], individual: npt.NDArray[np.bool_]) -> Bytes:
    """Unified social credit codes: department 9, class 1 (company) or 2 (individual business), region, body, check."""
    n = len(region)
    base = digits(serial, 8)
    org_sum = (base.astype(np.int32) - 48) @ _ORG_WEIGHTS
    org = 11 - org_sum % 11
    org_check = np.where(org == 10, ord("X"), np.where(org == 11, ord("0"), org + 48)).astype(np.uint8)
    head = np.full((n, 2), ord("9"), np.uint8)
    head[:, 1] = np.where(individual, ord("2"), ord("1"))
    body = np.concatenate([head, digits(region, 6), base, org_check[:, None]], axis=1)
    value = np.zeros(256, np.int32)
    value[_USCC_ALPHABET] = np.arange(31)
    check = (31 - (value[body] @ _USCC_WEIGHTS) % 31) % 31
    return np.concatenate([body, _USCC_ALPHABET[check][:, None]], axis=1)


def strings(matrix: Bytes) -> list[str]:
    """Rows of ASCII codes as texts."""
    if not len(matrix):
        return []
    width = matrix.shape[1]
    return [row.decode("ascii") for row in np.ascontiguousarray(matrix).view(f"S{width}").ravel().tolist()]
