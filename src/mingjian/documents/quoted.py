"""Items of an operative part that quote an earlier judgment (一、维持…即…；二、撤销…): not this court's penalties."""

from __future__ import annotations

import re

Place = tuple[int, int]
_OLD_ITEM = re.compile(
    r"(?:(?<=[。；：”）])|(?<!.))(?:(?P<n>[一二三四五六七八九十]{1,2}|[1-9]{1,2})[、.])?(?:维持|撤销)"
)
# An item without a number that goes on to combine sentences speaks of this court's from there.
_COMBINES = r"|(?=[，]?(?:总和刑期|决定执行|数罪并罚|实行[^，。；]{0,6}并罚|[与和][^，。；]{0,40}并罚))"
_NUMERALS = "一二三四五六七八九十"


def quoted_items(text: str, start: int, end: int) -> list[Place]:
    """Items 维持… and 撤销…: what they quote of an earlier judgment is not this court's sentence."""
    items: list[Place] = []
    at = start
    while match := _OLD_ITEM.search(text, at, end):
        stop = _item_end(text, match.end(), end, match["n"])
        items.append((match.start(), stop))
        at = stop
    return items


def _item_end(text: str, at: int, end: int, number: str | None) -> int:
    following = _next_number(number) if number else None
    if following:
        ends = [m.end() for m in re.compile(rf"[。；”）](?={following}[、.])").finditer(text, at, end)]
        firm = [e for e in ends if text[e - 1] in "。”"]
        if ends:
            return (firm or ends)[0] if re.search("即|[：“]", text[at : ends[0]]) else ends[0]
    plain = text.find("“", at, at + 200) < 0
    match = re.compile((r"”[。；]?|。|；" if plain else r"”[。；]?|。") + _COMBINES).search(text, at, end)
    return match.end() if match else end


def _next_number(number: str) -> str | None:
    if number.isdigit():
        return str(int(number) + 1)
    if len(number) == 1:
        i = _NUMERALS.index(number)
        return _NUMERALS[i + 1] if i < 9 else "十一"
    return None


def inside(at: int, spans: list[Place]) -> bool:
    return any(a <= at < b for a, b in spans)
