"""Whose word weighs more, for ordering what fits about as well. A convention of reading, no rule of law by itself.

Statutes by rank (constitution, laws, administrative regulations, rules; judicial interpretations next to the laws they
interpret), cases as courts look to them: guiding, typical, of the own province, others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["AUTHORITIES", "rank"]

AUTHORITIES = {
    "constitution": ("宪法", "constitution"),
    "law": ("法律", "law"),
    "interpretation": ("司法解释", "judicial interpretation"),
    "regulation": ("行政法规", "administrative regulation"),
    "rule": ("规章", "rule"),
    "guiding": ("指导性案例", "guiding case"),
    "typical": ("典型案例", "typical case"),
}
_RANKS = {"constitution": 0, "law": 1, "interpretation": 2, "regulation": 3, "rule": 4, "guiding": 0, "typical": 1}
_PROVINCE, _OTHER = 2, 5


def rank(marks: Mapping[str, Sequence[str]], province: str) -> int:
    """Smaller is weightier."""
    told = [_RANKS[one] for one in marks.get("authority", ()) if one in _RANKS]
    if told:
        return min(told)
    return _PROVINCE if province and province in marks.get("province", ()) else _OTHER
