"""The law's limits on a result, and the wider band in which the whole case may be weighed."""

from __future__ import annotations

from fractions import Fraction

from mingjian.assist.sentencing.bands import lower_of, span_of
from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.spans import Span, exact, percent
from mingjian.assist.sentencing.starting import Base
from mingjian.assist.sentencing.tree import Node, Said

__all__ = ["floor_of", "limited", "widened"]


def floor_of(sheet: Sheet, base: Base) -> int:
    """The least number of months the law allows: the tier's, or with a mitigating circumstance that of the next lower
    tier (刑法63第一款); where there is no lower tier, the least detention (刑法42)."""
    low = (span_of(base.tier) or (1, 180))[0]
    if not sheet.allows("reduce"):
        return low
    lower = lower_of(base.tiers, base.tier)
    return (span_of(lower) or (low, low))[0] if lower is not None else min(low, sheet.limit("detention_min"))


def ceiling_of(sheet: Sheet, base: Base) -> int:
    """The greatest number of months: the tier's, or its minimum where the statute demands to go below it."""
    low, high = span_of(base.tier) or (1, 180)
    must = any(entry["must_reduce"] for entry in sheet.entries.values())
    return low if must and low > floor_of(sheet, base) else high


def limited(sheet: Sheet, base: Base, value: Span) -> Span:
    """A result within the law: 法发〔2021〕21号 二（三）, 刑法62, 63."""
    low, high = span_of(base.tier) or (1, 180)
    floor = floor_of(sheet, base)
    found = value.within(Fraction(floor), Fraction(high))
    node = sheet.root.add(Node("limits", "法定刑的限制", "Limits of the law"))
    if ceiling_of(sheet, base) < found.high:
        found = found.within(Fraction(floor), Fraction(ceiling_of(sheet, base)))
        node.notes.append(Said("应当减轻处罚：在法定最低刑以下", "must be mitigated: below the statutory minimum"))
    if value.low < low:
        node.notes.append(_BELOW if floor < low else _HELD)
    if value.high > high:
        node.notes.append(Said("高于法定最高刑，以法定最高刑为限", "above the maximum: the maximum holds"))
    node.value, node.how = found, f"{value.text()} → {found.text()}"
    return found


def widened(sheet: Sheet, base: Base, value: Span) -> Span:
    """The share by which the panel may move the result of the whole case, still within the law: 二（三）."""
    node = sheet.node("general.band", "综合全案可调整的幅度", "Wider band for the whole case")
    share = exact(sheet.value("general.band")["value"])
    low, high = Fraction(floor_of(sheet, base)), Fraction(ceiling_of(sheet, base))
    node.value = value.times(Span.of(1 - share, 1 + share)).within(low, high)
    node.how = f"{value.text()} × (1 ± {percent(share)})"
    return node.value


_BELOW = Said(
    "有法定减轻处罚情节，可以在下一个量刑幅度内判处（刑法第六十三条第一款）",
    "a statutory mitigating circumstance: the next lower tier is open (Criminal Law art. 63-1)",
)
_HELD = Said(
    "没有法定减轻处罚情节，以法定最低刑为限；更低须经最高人民法院核准（刑法第六十三条第二款）",
    "no statutory mitigating circumstance: the minimum holds; lower needs the Supreme Court (art. 63-2)",
)
