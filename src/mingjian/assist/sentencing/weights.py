"""Which situations the drugs of a case are in, by kind and weight (刑法347, 348)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.tree import Node

__all__ = ["look_at_weights", "situations_by_weight"]


def situations_by_weight(sheet: Sheet, situations: Sequence[str]) -> list[str]:
    """The situations of that quantity. Several kinds are added as shares of their own weights (折算)."""
    quantity = _quantity(sheet)
    return [name for name in situations if _told(sheet, name) == quantity]


def look_at_weights(sheet: Sheet, situation: str) -> None:
    """The step that says what the drugs of the case come to; a contradiction is asked about."""
    if not sheet.crime.drugs or not any(_told(sheet, name) for name in sheet.described["situations"]):
        return
    first = next(iter(sheet.crime.drugs))
    rule = sheet.book.look(f"drug:{first}@{sheet.facts.convicted}")
    node = sheet.root.add(Node("drugs", "毒品数量", "Quantity of drugs"))
    node.parameter = {"id": f"{rule['title']} {rule['item']}", "from": rule["from"], "checked": True}
    node.how = "；".join(_line(sheet, kind, grams) for kind, grams in sheet.crime.drugs.items())
    if len(sheet.crime.drugs) > 1:
        zh, en = "几种毒品按各自数量标准折算相加，核对", "several kinds were added as shares of their weights: check"
        sheet.ask(zh, en)
    fits = situations_by_weight(sheet, sheet.described["situations"])
    if not fits:
        sheet.ask(
            "毒品数量不足定罪数量，核对是否另有情节", "the quantity is below that of the crime: what else makes it"
        )
    elif situation not in fits:
        sheet.ask("毒品数量与所选档次不符，核对是否另有定档情节", "the quantity does not fit: what else sets the tier")


# -- within ----------------------------------------------------------------------------------------------


def _quantity(sheet: Sheet) -> str:
    """`large`, `larger` or `below`; a weight of exactly the threshold has reached it (以上 includes it, 刑法99)."""
    larger, large = (sum((_share(sheet, kind, grams, key) for kind, grams in sheet.crime.drugs.items()), Fraction(0))
                     for key in ("larger", "large"))  # fmt: skip
    return "large" if large >= 1 else "larger" if larger >= 1 else "below"


def _share(sheet: Sheet, kind: str, grams: float, key: str) -> Fraction:
    return Fraction(str(grams)) / int(sheet.book.look(f"drug:{kind}@{sheet.facts.convicted}")[key])


def _line(sheet: Sheet, kind: str, grams: float) -> str:
    rule = sheet.book.look(f"drug:{kind}@{sheet.facts.convicted}")
    return f"{kind} {grams:g} g（{rule['larger']} / {rule['large']} g）"


def _told(sheet: Sheet, situation: str) -> str | None:
    said = sheet.book.look(f"describe:crimes.{sheet.known}.situations.{situation}").get("quantity")
    return None if said is None else str(said)
