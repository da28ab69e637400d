"""The whole of a sentencing proposal: main penalty with its range, fine, probation."""

from __future__ import annotations

import re
from decimal import Decimal

from mingjian.documents import proposal
from mingjian.documents.found import Found
from mingjian.documents.model import FullProposal
from mingjian.documents.money import AMOUNT, parse_money
from mingjian.documents.numbers import NUM
from mingjian.documents.terms import TERM, parse_term
from mingjian.documents.text import Clean

_END = re.compile(r"[。]|；(?=[^。；]{0,30}(?:被告|判处|处))|\Z")
_FINE = re.compile(
    rf"罚金(?:数额)?(?:[：，]?(?:人民币|为|在|共计|共|RMB|￥|¥)){{0,2}}(?P<low>{AMOUNT})(?:元)?(?:(?:以上)?(?:至|到|-|、|以上，?)(?:人民币)?(?P<high>{AMOUNT})元(?:以下)?|元?)(?P<below>以下|以内)?"
    rf"|(?:并处|单处|处)(?:人民币)?(?P<before>{AMOUNT})元(?:的)?罚金"
)
_UNIT = re.compile(r"[万千百]")
_ON_PROBATION = re.compile(
    rf"(?P<no>(?:不(?:适用|宜|得|予)|不建议)[^，。；]{{0,6}}缓刑)|(?:适用|宣告|判处|可以?|可)?缓刑(?:考验期)?(?:限)?(?:为|在)?(?:(?P<low>{TERM}|{NUM}{{1,3}}(?=[至到-]))?(?:以上)?(?:[至到-]|以上，?)?(?P<high>{TERM})?(?:以下)?)"
)


def full(clean: Clean, found: proposal.Proposed, others: list[proposal.Proposed]) -> Found[FullProposal]:
    """``found`` with the fine and probation told behind it, before another defendant's."""
    text = clean.text
    stop = _END.search(text, found.end)
    end = min([stop.start() if stop else len(text), *(o.start for o in others if o.start > found.end)])
    fine = _fine(text, found.start if found.kind == "fine_only" else found.end, end)
    probation, low, high = _probation(text, found.end, end)
    value = FullProposal(
        kind=found.kind, months_low=found.low, months_high=found.high,
        fine_low=fine[0] if fine else None, fine_high=fine[1] if fine else None,
        probation=probation, probation_low=low, probation_high=high,
    )  # fmt: skip
    return clean.found(value, found.start, found.end, found.sure)


def _fine(text: str, start: int, end: int) -> tuple[Decimal | None, Decimal] | None:
    match = _FINE.search(text, start, end)
    if match is None:
        return None
    if match["before"]:
        value = parse_money(match["before"])
        return None if value is None else (value, value)
    low = parse_money(match["low"])
    if match["high"] is None:
        value = low if text[match.end() - 1] in "元下内" or match["low"][-1] in "万千" else None
        return None if value is None else (None if match["below"] else value, value)
    high = parse_money(match["high"])
    unit = _UNIT.search(match["high"])
    if low is not None and high is not None and low < 100 and unit and not _UNIT.search(match["low"]):
        low = parse_money(match["low"] + unit[0])  # 一至二万元
    return None if high is None else (low, high)


def _probation(text: str, start: int, end: int) -> tuple[bool | None, int | None, int | None]:
    told = list(_ON_PROBATION.finditer(text, start, end))
    if not told:
        return None, None, None
    match = next((m for m in told if m["high"] or m["low"]), told[0])
    if match["no"]:
        return False, None, None
    high = parse_term(match["high"]) if match["high"] else None
    low = parse_term(match["low"]) if match["low"] else None
    if low is None and match["low"] and match["high"]:
        low = parse_term(match["low"] + ("年" if match["high"].endswith("年") else "个月"))
    last = high or low
    first = low or high
    return True, first.months if first else None, last.months if last else None
