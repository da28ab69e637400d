"""The base of a crime: its statutory tier, the starting point within it, and what is added."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.assist.sentencing.bands import span_of, tier_of
from mingjian.assist.sentencing.book import Answer
from mingjian.assist.sentencing.errors import SentencingError
from mingjian.assist.sentencing.facts import Increment
from mingjian.assist.sentencing.sheet import Sheet
from mingjian.assist.sentencing.spans import Span
from mingjian.assist.sentencing.tree import Node, Said
from mingjian.law.tiers import Tier

__all__ = ["Base", "base_of"]


@dataclass(frozen=True)
class Base:
    """The base (基准刑) and the tier it lies in, among the tiers of the charge; the article that sets them."""

    span: Span
    tier: Tier
    tiers: tuple[Tier, ...]
    article: str


def base_of(sheet: Sheet, situation: str) -> Base:
    """Starting point (量刑起点) and increments: 法发〔2021〕21号 二（一）.

    SentencingError where the law of the day has no such tier.
    """
    told = sheet.book.look(f"describe:crimes.{sheet.known}.situations.{situation}")
    law = sheet.book.look(f"tiers:{sheet.charge}@{sheet.law_day}")
    tiers = tuple(Tier(**one) for one in law["tiers"])
    band = next((one for one in told["bands"] if _covers(one, str(sheet.law_day))), None)
    tier = tier_of(tiers, *band["months"]) if band is not None else None
    if tier is None:
        raise SentencingError(
            f"{sheet.law_day} 的法律中，“{sheet.charge}”没有与“{told['title']['zh']}”对应的法定刑档次",
            f"the law of {sheet.law_day} has no tier for '{situation}' of {sheet.charge}",
        )
    if not law["verified"]:
        sheet.reviews.append(Said("法定刑文本未核对", "the statutory text was not compared"))
    statutory = Span.of(*(span_of(tier) or (0, 0)))
    node = Node("statute", f"法定刑：{told['title']['zh']}", f"Statutory tier: {told['title']['en']}", statutory)
    node.parameter = {"id": f"刑法{law['article']}", "from": law["from"], "checked": law["verified"]}
    sheet.root.add(node)
    start = _start(sheet, situation, statutory, current=band == told["bands"][0])
    added = [_increment(sheet, one) for one in sheet.crime.increments]
    total = sum(added, start)
    how = " + ".join(one.text() for one in (start, *added)) + f" = {total.text()}" if added else ""
    sheet.root.add(Node("base", "基准刑", "Base", total, how=how))
    return Base(total, tier, tiers, str(law["article"]))


def _start(sheet: Sheet, situation: str, statutory: Span, *, current: bool) -> Span:
    id = f"crimes.{sheet.known}.situations.{situation}"
    node = sheet.node(id, "量刑起点", "Starting point")
    span = Span.of(*sheet.value(id)["start"])
    if not statutory.holds(span):
        span = statutory
        node.notes.append(
            Said("参数按另一法定刑制定，此处取整个法定刑幅度", "written for another tier: the whole tier is taken")
        )
    elif not current:
        node.notes.append(
            Said("参数按现行法定刑制定，用于旧法须核对", "written for the tier of today: check it for the former law")
        )
    chosen = sheet.crime.start
    if chosen is not None and statutory.holds(Span.of(chosen)):
        span = Span.of(chosen)
        node.chosen = sheet.choice(sheet.crime.start_by, str(chosen))
    return sheet.open_or(
        node, span, f"在 {span.text()} 个月内选定量刑起点", f"choose a starting point in {span.text()} months"
    )


def _increment(sheet: Sheet, one: Increment) -> Span:
    zh, en = f"增加刑罚量：{one.what}", f"Increment: {one.what}"
    if one.step is not None and one.over is not None:
        id = f"crimes.{sheet.known}.steps.{one.step}"
        node, value = sheet.node(id, zh, en), sheet.value(id)
        times = one.over // int(value["per"])
        span = Span.of(value["months"][0] * times, value["months"][1] * times)
        node.how = f"{one.over} ÷ {value['per']} → {times}"
    else:
        ends = one.months if isinstance(one.months, list) else [one.months or 0] * 2
        node, span = sheet.root.add(Node("increment", zh, en)), Span.of(*ends)
        node.chosen = sheet.choice(one.by, span.text())
    return sheet.open_or(node, span, f"选定增加的刑罚量（{one.what}）", f"choose the increment ({one.what})")


def _covers(band: Answer, day: str) -> bool:
    return str(band["from"]) <= day and ("to" not in band or day <= str(band["to"]))
