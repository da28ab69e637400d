"""How far a value was compared: with an official text, with reprints, with other texts only, with none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from mingjian.assist.sentencing.definition import Compared, Value
from mingjian.assist.sentencing.tree import Said

__all__ = ["STANDINGS", "Standing", "standing_of"]

Standing = Literal["checked", "reprints", "reprint", "others", "unverified"]
STANDINGS: dict[Standing, Said] = {
    "checked": Said("已核对", "compared"),
    "reprints": Said("与多份转载一致", "agrees with reprints"),
    "reprint": Said("与一份转载一致", "agrees with one reprint"),
    "others": Said("仅旧文本或细则", "former or provincial text only"),
    "unverified": Said("未核对", "not compared"),
}
"""In words. Only the first is a comparison with an official text; all others need review."""


def standing_of(value: Value, texts: Sequence[Compared]) -> Standing:
    """The standing of a value and the texts it was compared with."""
    if value.checked is not None:
        return "checked"
    reprints = {one.place for one in texts if one.kind == "reprint"}
    if reprints:
        return "reprints" if len(reprints) > 1 else "reprint"
    return "others" if texts else "unverified"
