"""Selective charges (选择性罪名): `贩卖毒品罪` is `走私、贩卖、运输、制造毒品罪` with what was done alone.

A court names only the acts and objects it found. The full name is needed to look up articles and penalties.
"""

from __future__ import annotations

from functools import cache

from mingjian.law.charges import Charge, charges


@cache
def full_charge(name: str) -> Charge | None:
    """The listed charge a printed name stands for, or None: the name itself, else the charge it selects from.

    A selection keeps the order of the listed name and ends where one of its alternatives ends. The shortest listed
    name that fits is meant, one valid today before one that is not.
    """
    listed = charges()
    wanted = name if name.endswith("罪") else name + "罪"
    if wanted in listed:
        return listed[wanted]
    bare = _joined(wanted)
    found = [one for one in listed.values() if "、" in one.name and _selects(bare, one.name)]
    return min(found, key=lambda one: (one.end is not None, len(one.name)), default=None)


def _joined(name: str) -> str:
    return name.removesuffix("罪").replace("、", "").replace("，", "").replace("(", "（").replace(")", "）")


def _selects(bare: str, listed: str) -> bool:
    full = _joined(listed)
    if len(bare) < 2 or len(bare) >= len(full):
        return False
    ends = [part[-2:] for part in listed.removesuffix("罪").split("、")]
    if bare[-2:] not in ends:
        return False
    rest = iter(full)
    return all(character in rest for character in bare)
