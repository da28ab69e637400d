"""How often an amount told as the price of one piece is taken: `大米30袋，每袋60元`, `每月500元，共12个月`."""

from __future__ import annotations

import re

from mingjian.documents.numbers import parse_int

__all__ = ["Piece", "how_many", "piece_of"]

Piece = str
"""What one of is meant: 袋, 月, 次."""

_NUMBER = r"[0-9]{1,5}|[一二三四五六七八九十百两]{1,4}"
_THING = re.compile(
    r"每(?P<of>[^，。；每元0-9]{1,2}?)(?:的)?(?:单价|价值|价格|售价|约|均|为|价|计价|面值){0,3}(?:人民币)?$"
)
_TIME = re.compile(r"每(?P<of>年|月|次|天|日|周|人|户)[^，。；元0-9]{0,18}(?:人民币)?$")
_CARD = re.compile(r"面值(?:均)?(?:为)?(?:人民币)?$")
_BACK, _ON = 90, 40
_SPELLS = {
    "月": "个月",
    "周": "(?:个)?(?:周|星期)",
    "日": "(?:日|天)(?![^，。]{0,3}[时晚])",
    "天": "天",
    "年": "年(?![0-9一二三四五六七八九十])",
}


def piece_of(clause: str) -> Piece | None:
    """The piece that an amount behind this clause is the price of."""
    if _CARD.search(clause):
        return "张"
    found = _TIME.search(clause) or _THING.search(clause)
    return found["of"] if found else None


def how_many(text: str, piece: Piece, span: tuple[int, int], end: int) -> int | None:
    """How many pieces are told: behind the amount in its sentence for times, else the nearest before it; None when no
    number of them is told."""
    pattern = re.compile(rf"(?<![0-9第每])(?P<many>{_NUMBER})(?:余|多)?{_SPELLS.get(piece, re.escape(piece))}")
    behind = pattern.search(text, span[1], min(end, span[1] + _ON))
    before = list(pattern.finditer(text, max(0, span[0] - _BACK), span[0]))
    found = (
        (behind or (before[-1] if before else None))
        if piece in _SPELLS or piece in "次人户张"
        else (before[-1] if before else behind)
    )
    return parse_int(found["many"]) if found else None
