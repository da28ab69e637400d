"""What the facts tell about the deed: its first and last day, and the alcohol in the blood.

These are inferences from prose, less sure than what the heading and the operative part state.
"""

from __future__ import annotations

import re
from decimal import Decimal

from mingjian.documents import dates
from mingjian.documents.found import Found
from mingjian.documents.text import Clean

_FACTS = re.compile(
    r"(?:(?:审理|依法|本院|二审|经)?查明|原(?:审)?(?:法院|判决|判)?(?:判决)?认定|一审(?:判决)?认定|(?:公诉机关|检察院|检察机关)(?:起诉书)?指控(?=[，：；]|[0-9一二三四1-9（]))[，：]?"
)
_CLAUSE_END = re.compile(r"[。；]|\Z")
_AFTER = re.compile(
    r"抓获|投案|归案|到案|案发后|传唤|查获|报警|自首|上述事实|以上事实|认定(?:上述|以上)|证据|抢救|鉴定|经检验|另查明|又查明|退赔|达成"
)
_NOT_DEED = re.compile(r"出生|^生|判处|刑满|释放|曾因|注册|成立|登记|任命|担任|任职|签订|年度")
_ALCOHOL = re.compile(
    r"(?:含量|浓度|乙醇|酒精)[^。；，]{0,12}?(?P<n>[0-9]{1,3}(?:\.[0-9]{1,3})?)(?:mg|毫克|㎎|MG|Mg)/?(?:每)?(?P<per>100(?:ml|毫升|ML|Ml|mL)|ml|毫升|mL)"
)


def deed_days(clean: Clean, start: int, end: int, before: str | None) -> tuple[Found[str], Found[str]] | None:
    """First and last full day of the deed told in the facts of ``[start, end)``; null when none is told.

    ``before`` is the first day of a coercive measure: what is told of later days is procedure.
    """
    begin = _FACTS.search(clean.text, start, end)
    return None if begin is None else told_days(clean, begin.end(), end, before)


def told_days(clean: Clean, start: int, end: int, before: str | None = None) -> tuple[Found[str], Found[str]] | None:
    """First and last full day of the deed in ``[start, end)``, which holds nothing but facts."""
    text = clean.text
    found = []
    for day in dates.scan(text, start, min(end, start + 8000)):
        clause_end = _CLAUSE_END.search(text, day.end, end)
        clause = text[day.end : clause_end.end() if clause_end else end]
        if len(day.value) < 10 or (before and day.value > before):
            continue
        if not _NOT_DEED.search(clause[:30]) and not _AFTER.search(clause[:24]):
            found.append(day)
    if not found:
        return None
    first, last = min(found), max(found)
    return clean.found(first.value, first.start, first.end, 0.5), clean.found(last.value, last.start, last.end, 0.5)


def blood_alcohol(clean: Clean, start: int, end: int) -> Found[Decimal] | None:
    """Alcohol in mg per 100 ml of blood, the first measured value told."""
    text = clean.text
    for match in _ALCOHOL.finditer(text, start, end):
        if re.search("大于|超过|等于|标准", match[0]) or text.startswith("以上", match.end()):
            continue
        value = Decimal(match["n"]) * (1 if match["per"].startswith("100") else 100)
        if 20 <= value <= 600:
            return clean.found(value, *match.span("n"), 0.8)
    return None
