"""Circumstances on the base: the first tier multiplied, then the second added and subtracted."""

from __future__ import annotations

from fractions import Fraction

from mingjian.assist.sentencing.adjusting import adjusted
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.ratios import allowed, counted
from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.spans import Span, exact, percent, shown
from mingjian.assist.sentencing.tree import Node, Said

__all__ = ["weighed"]


def weighed(sheet: Sheet, base: Span) -> Span:
    """法发〔2021〕21号 二（二）2: what goes first adjusts the base, the others what is left of it."""
    return _second(sheet, _first(sheet, base))


def _first(sheet: Sheet, base: Span) -> Span:
    names = [name for name, entry in sheet.entries.items() if entry["tier"] == 1]
    if not names:
        return base
    node = sheet.node("general.tier_one", "先适用的情节（连乘）", "First tier, multiplied")
    product, how = base, base.text()
    for name in names:
        factor = Span.of(1) + _signed(sheet, name, node)
        product = product.times(factor)
        how += f" × {factor.text(4)}"
    node.value, node.how = product, f"{how} = {product.text()}"
    return product


def _second(sheet: Sheet, base: Span) -> Span:
    away = counted(sheet.entries)
    names = [name for name, entry in sheet.entries.items() if entry["tier"] == 2]
    if not names:
        return base
    node = sheet.root.add(Node("tier_two", "其他情节（同向相加、逆向相减）", "Second tier, added and subtracted"))
    total, least, parts = Span.of(0), None, []
    for name in names:
        beside = away[name]
        if beside is not None:
            _absorbed(sheet, name, beside, node)
            continue
        share = _signed(sheet, name, node)
        months = sheet.value(sheet.id_of(name)).get("least_months")
        if months is None:
            total = total + share
        else:
            least = (share, Fraction(months))
        parts.append(_told(share))
    node.value = adjusted(base, total, least)
    node.how = f"{base.text()} × (1 {' '.join(parts)}) = {node.value.text()}"
    if least is not None and base.low * least[0].low < least[1]:
        months = shown(least[1])
        node.notes.append(
            Said(f"累犯增加的刑罚量按不少于 {months} 个月计", f"a recidivist gets at least {months} months more")
        )
    return node.value


def _signed(sheet: Sheet, name: str, under: Node) -> Span:
    """The share of a circumstance, negative where it is lenient: the one chosen, else its whole range."""
    share = _share(sheet, name, under)
    return -share if sheet.entries[name]["direction"] == "lenient" else share


def _share(sheet: Sheet, name: str, under: Node) -> Span:
    applied, entry = sheet.present[name], sheet.entries[name]
    title = entry["title"]
    node = sheet.node(sheet.id_of(name), title["zh"], title["en"], under)
    node.unit = "share"
    span = allowed(sheet.value(sheet.id_of(name)), sheet.present, lighter=sheet.crime.minor_offence)
    if applied.ratio is not None:
        node.value = Span.of(exact(applied.ratio))
        if span is not None and not span.holds(node.value):
            limits = f"{percent(span.low)}–{percent(span.high)}"
            raise SentencingError(
                f"“{title['zh']}”的比例 {applied.ratio} 不在幅度 {limits} 内",
                f"the ratio {applied.ratio} of '{name}' is outside {limits}",
            )
        node.chosen = sheet.choice(applied.by, applied.ratio, applied.why)
        return node.value
    if span is None and entry["direction"] == "severe":
        raise SentencingError(
            f"指导意见没有列“{title['zh']}”的比例，须选定 ratio", f"there is no ratio for '{name}': choose one"
        )
    span = span or Span.of(0, 1)
    ends = f"{percent(span.low)}–{percent(span.high)}"
    zh, en = f"选定“{title['zh']}”的比例（{ends}）", f"choose the ratio of '{title['en']}' ({ends})"
    return sheet.open_or(node, span, zh, en)


def _absorbed(sheet: Sheet, name: str, by: str, under: Node) -> None:
    one, other = sheet.entries[name]["title"], sheet.entries[by]["title"]
    node = under.add(Node(f"absorbed.{name}", one["zh"], one["en"], Span.of(0), "share"))
    node.notes.append(Said(f"与“{other['zh']}”不作重复评价，不另计", f"not counted again beside '{other['en']}'"))


def _told(share: Span) -> str:
    """`− 20%`, `+ (10%–40%)`."""
    low, high = sorted((abs(share.low), abs(share.high)))
    sign = "−" if share.low < 0 else "+"
    return f"{sign} {percent(low)}" if share.single else f"{sign} ({percent(low)}–{percent(high)})"
