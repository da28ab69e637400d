"""The name of an offence as a judgment prints it, and where to find it when the operative part names none."""

from __future__ import annotations

import re

# Names hold 、 and sometimes brackets; 侵犯著作权罪, 掩饰、隐瞒犯罪所得罪 and 包庇毒品犯罪分子罪 hold 犯 and 罪 inside.
CHARGE = (
    r"(?!罪|涉嫌|有(?!价证券))(?:[^，。；：（）犯]|侵犯|犯罪(?=所得|分子|集团|活动|方法|的违法|收益|嫌疑人(?:脱逃|逃避))|（[^）]{1,8}）){2,40}?罪"
    r"(?!所得|收益|嫌|行|犯|名|分子|集团|活动|方法|的(?!有期|拘役)|证)"
)
CRIME = re.compile(rf"犯(?:有(?!价证券)|了)?(?P<charge>{CHARGE})")

_GUILTY_OF = re.compile(rf"构成(?P<charge>{CHARGE})")
Place = tuple[int, int]


def in_reasons(text: str, opinion: Place, orders: Place) -> tuple[str, Place] | None:
    """The one charge the reasons find, with its place, where ``orders`` punish without naming a charge."""
    if CRIME.search(text, *orders):
        return None
    found = {m["charge"]: m.span("charge") for m in _GUILTY_OF.finditer(text, *opinion)}
    return next(iter(found.items())) if len(found) == 1 else None


def below(text: str, start: int, orders: Place) -> tuple[str, Place] | None:
    """The charge the lower court found, for a retold penalty that names none."""
    matches = list(_GUILTY_OF.finditer(text, start, orders[0]))
    within = None if matches else _GUILTY_OF.search(text, *orders)
    matches = matches or ([within] if within else list(CRIME.finditer(text, start, orders[0])))
    return (matches[-1]["charge"], matches[-1].span("charge")) if matches else None
