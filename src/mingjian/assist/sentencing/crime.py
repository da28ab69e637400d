"""The calculation for one crime, in the order of 法发〔2021〕21号, part two: base, circumstances, the law's limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mingjian.assist.sentencing.amounts import ends_of, situations_by_amount, threshold_id
from mingjian.assist.sentencing.bands import DETENTION_MOST
from mingjian.assist.sentencing.book import Book
from mingjian.assist.sentencing.facts import CrimeFacts, Facts
from mingjian.assist.sentencing.fines import fined
from mingjian.assist.sentencing.limiting import floor_of, limited, widened
from mingjian.assist.sentencing.outside import outside, surveillance_possible
from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.spans import Span
from mingjian.assist.sentencing.starting import Base, base_of
from mingjian.assist.sentencing.tree import Node, Said
from mingjian.assist.sentencing.weighing import weighed
from mingjian.assist.sentencing.weights import look_at_weights, situations_by_weight
from mingjian.law.tiers import Tier

__all__ = ["Calculated", "calculate_crime"]


@dataclass(frozen=True)
class Calculated:
    """What came of one crime in one situation. `limited`, `band`: exact months within the law and within the wider
    band; `lowest`: the least the law allows; `recidivist`, `exempting`: what matters for probation and exemption;
    `surveillance`: whether it is possible instead of a term; `fined`: the fine was told in figures."""

    charge: str
    node: Node
    limited: Span
    band: Span
    tier: Tier
    article: str
    lowest: int
    rounding: str
    recidivist: bool
    exempting: bool
    surveillance: bool
    fined: bool
    asks: tuple[Said, ...]
    notes: tuple[Said, ...]
    reviews: tuple[Said, ...]

    @property
    def months(self) -> tuple[int, int]:
        """Whole months."""
        return self.limited.rounded(self.rounding)

    @property
    def band_months(self) -> tuple[int, int]:
        """Whole months of the wider band, inward so that it is not passed."""
        return self.band.inward(self.rounding)


def calculate_crime(facts: Facts, number: int, book: Book, law_day: dt.date) -> list[Calculated]:
    """One result for the situation stated; one for each possible where none is stated and the crime has several."""
    crime = facts.crimes[number]
    known = str(book.look(f"charge:{crime.charge}")["crime"])
    if crime.situation is not None:
        return [_one(facts, crime, known, crime.situation, book, law_day)]
    situations = [str(one) for one in book.look(f"describe:crimes.{known}")["situations"]]
    if crime.amount is not None:
        found = situations_by_amount(Sheet(facts, crime, known, book, law_day), situations, crime.amount)
        situations = found or situations
    if crime.drugs:
        situations = situations_by_weight(Sheet(facts, crime, known, book, law_day), situations) or situations
    return [_one(facts, crime, known, one, book, law_day) for one in situations]


def _one(facts: Facts, crime: CrimeFacts, known: str, situation: str, book: Book, law_day: dt.date) -> Calculated:
    sheet = Sheet(facts, crime, known, book, law_day)
    _look_at_amount(sheet, situation)
    look_at_weights(sheet, situation)
    base = base_of(sheet, situation)
    found = limited(sheet, base, weighed(sheet, base.span))
    band = widened(sheet, base, found)
    node = sheet.node("general.rounding", "取整为月", "Whole months")
    rounding = str(sheet.value("general.rounding")["value"])
    node.value = Span.of(*found.rounded(rounding))
    node.how = f"{found.text()} → {node.value.text()}"
    _remark(sheet, base, found)
    outside(sheet, base)
    in_figures = fined(sheet, situation)
    return Calculated(
        sheet.charge, sheet.root, found, band, base.tier, base.article, floor_of(sheet, base), rounding,
        "recidivist" in sheet.present, sheet.allows("exempt"),
        surveillance_possible(sheet, base), in_figures,
        tuple(sheet.asks), tuple(sheet.notes), tuple(sheet.reviews),
    )  # fmt: skip


def _look_at_amount(sheet: Sheet, situation: str) -> None:
    """The threshold of the situation beside the amount stated; a contradiction is asked about."""
    amount = sheet.crime.amount
    ends = ends_of(sheet, situation) if amount is not None else None
    if amount is None or ends is None:
        return
    node = sheet.node(threshold_id(sheet, situation), "数额起点", "Amount threshold")
    node.value, node.unit, node.how = Span.of(*ends), "yuan", str(amount)
    if situation not in situations_by_amount(sheet, sheet.described["situations"], amount):
        zh, en = (
            f"数额 {amount} 元与所选档次不符，核对是否另有定档情节",
            f"{amount} yuan does not fit: what else sets the tier",
        )
        sheet.ask(zh, en)
    elif amount < ends[1]:
        sheet.ask(f"数额 {amount} 元是否达到本省的标准", f"whether {amount} yuan reaches the province's threshold")


def _remark(sheet: Sheet, base: Base, found: Span) -> None:
    """What is said beside the numbers."""
    for name, one in sheet.crime.circumstances.items():
        if not one.confirmed:
            told = sheet.entry(name)["title"]
            where = f"（{one.source.text}）" if one.source else ""
            sheet.ask(
                f"确认有无“{told['zh']}”{where}，未确认前不计", f"confirm '{told['en']}'{where}: not counted until then"
            )
    for entry in sheet.entries.values():
        if exception := entry.get("exception"):
            title = entry["title"]
            zh, en = f"核对“{title['zh']}”的例外：{exception['zh']}", f"exception of '{title['en']}': {exception['en']}"
            sheet.notes.append(Said(zh, en))
        for other in entry["overlaps"]:
            if other in sheet.entries:
                a, b = entry["title"], sheet.entries[other]["title"]
                zh, en = (
                    f"核对“{a['zh']}”与“{b['zh']}”是否同一事实",
                    f"check whether '{a['en']}' and '{b['en']}' are one fact",
                )
                sheet.notes.append(Said(zh, en))
    if "minor_12_16" in sheet.entries and int(sheet.described["answerable_from"]) > 14:
        zh, en = (
            "不满十六周岁的人对本罪不负刑事责任（刑法第十七条），须核对",
            "nobody under 16 answers for this crime (art. 17)",
        )
        sheet.reviews.append(Said(f"{sheet.charge}：{zh}", f"{sheet.charge}: {en}"))
    if "recidivist" in sheet.entries and (base.tier.min_months is None or found.high < DETENTION_MOST):
        zh, en = (
            "累犯以应当判处有期徒刑以上刑罚为前提（刑法第六十五条）",
            "a recidivist deserves at least a fixed term (art. 65)",
        )
        sheet.reviews.append(Said(f"{sheet.charge}：{zh}", f"{sheet.charge}: {en}"))
    if fine := sheet.described.get("fine"):
        sheet.notes.append(Said(f"{sheet.charge}罚金：{fine['zh']}", f"{sheet.charge}, fine: {fine['en']}"))
    if strict := sheet.described.get("strict"):
        zh, en = f"{strict['zh']}：从宽幅度应从严掌握", f"{strict['en']}: lenience is to be applied strictly"
        sheet.notes.append(Said(zh, en))
