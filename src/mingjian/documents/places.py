"""Regions named in a judgment: of its court or procuratorate, and of a home."""

from __future__ import annotations

import re
from functools import lru_cache

from mingjian.standards import codes

_COURT = re.compile(r"(?:高级|中级|基层|铁路运输|第[一二三四五]?)*(?:人民)?(?:法院|检察院).*$")


@lru_cache(maxsize=4096)
def names_a_region(name: str) -> bool:
    """Whether the whole name in front of 人民法院 is a region's (a title left in front of it makes it none)."""
    return _region(_COURT.sub("", name)) is not None


@lru_cache(maxsize=4096)
def region_of_court(name: str) -> str | None:
    """Region code of the name of a court or procuratorate (``上海市长宁区人民法院`` → 310105).

    A court whose county was abolished, or that serves no county, is placed by the city its name begins with.
    """
    place = _COURT.sub("", name)
    return _region(place) or region_of_place(place)


@lru_cache(maxsize=4096)
def region_of_place(place: str) -> str | None:
    """Region code of the longest leading part of an address that names one region."""
    ends = [match.end() for match in re.finditer("[省市区县旗州盟]", place)]
    return next((code for end in reversed(ends) if (code := _region(place[:end]))), None)


def _region(name: str) -> str | None:
    found = codes("regions").find(name) if name else []
    return found[0] if len(found) == 1 else None
