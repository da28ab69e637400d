"""What two cases can have in common, as a document tells it: charge, articles, circumstances, amounts, terms of a loan.

Every fact is a name with values as text, so that it is kept with a document, filtered by and compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mingjian.documents import Reading
from mingjian.documents.civil import CivilDocument
from mingjian.documents.found import Found
from mingjian.documents.indictment import Indictment
from mingjian.documents.model import Judgment
from mingjian.knowledge.charging import charges_told

__all__ = ["FACTS", "Fact", "facts_of"]


@dataclass(frozen=True)
class Fact:
    """A fact: what it is called, whether it is a number, what it counts for when two cases agree in it.

    Weights are round numbers chosen on the tuning halves (docs/search.md).
    """

    zh: str
    en: str
    weight: float
    number: bool = False


FACTS: dict[str, Fact] = {
    "charge": Fact("罪名", "charge", 1.0),
    "cause": Fact("案由", "cause of action", 1.0),
    "article": Fact("适用法条", "articles", 0.4),
    "circumstance": Fact("情节", "circumstances", 0.2),
    "amount": Fact("数额", "amount", 0.4, True),
    "principal": Fact("借款本金", "principal", 0.4, True),
    "rate": Fact("年利率", "interest a year", 0.4, True),
    "security": Fact("担保", "security", 0.6),
    "terms": Fact("借贷约定", "terms of the loan", 0.6),
    "conduct": Fact("履行与应诉", "performance and appearance", 0.6),
    "parties": Fact("当事人", "kinds of parties", 0.6),
}
_SECURITY = (
    ("保证", r"(?<!未)提供[^。]{0,8}(?:保证|担保)|保证人|担保人|连带(?:清偿|保证)?责任"),
    ("抵押", "抵押"),
    ("质押", "质押"),
)
_TERMS = (
    ("约定利息", r"(?:月|年)?(?:利率|息)[^。，]{0,6}(?:为|按|计)|约定[^。，]{0,8}利息"),
    ("无利息约定", "(?:未|没有)约定利息|无息"),
    ("约定期限", r"(?:借款|还款)期限|约定[^。]{0,20}(?:前|内|日)(?:归还|还清|偿还)"),
    ("未约定期限", "未约定(?:还款|借款)?(?:期限|时间|日期)"),
    ("违约金", "违约金"),
    ("律师费", "律师(?:代理)?费"),
    ("夫妻债务", "夫妻(?:共同)?(?:债务|关系)|婚姻关系存续"),
)
_CONDUCT = (
    ("已还部分", r"(?:已|曾)(?:经)?(?:归还|偿还|还款|支付利息|支付了)|还款?[^。，]{0,8}元后"),
    ("从未还款", "(?:至今)?(?:分文)?未(?:还|归还|偿还|付)"),
    ("未到庭", "未到庭|缺席审理|缺席判决"),
    ("否认借款", "不(?:是|存在)借款|否认|没有借过|赌债|投资款|货款"),
    ("转让债权", "债权转让|受让"),
)


def facts_of(reading: Reading, text: str) -> dict[str, tuple[str, ...]]:
    """Facts of a document that was read; empty ones are left out."""
    facts = reading.facts
    found: dict[str, Iterable[str]] = {}
    if isinstance(facts, Judgment):
        people = facts.defendants
        found["charge"] = [count.charge.value for person in people for count in person.charges] or _asserted(facts)
        found["circumstance"] = [each.value for person in people for each in person.circumstances]
        found["amount"] = _numbers(*(person.amount or person.asserted.amount for person in people))
    if isinstance(facts, Indictment):
        found["charge"] = [each.value for person in facts.defendants for each in person.asserted.charges]
        found["circumstance"] = [each.value for person in facts.defendants for each in person.asserted.circumstances]
        found["amount"] = _numbers(*(person.asserted.amount for person in facts.defendants))
    if isinstance(facts, CivilDocument):
        found |= _civil(facts, text)
    if isinstance(facts, Judgment | Indictment) and not found["charge"]:  # the verdict is not in the text
        found["charge"] = charges_told(text)
    if facts is not None:
        found["article"] = [each.value for each in facts.articles]
    told = {name: tuple(dict.fromkeys(one for one in values if one)) for name, values in found.items()}
    return {name: values for name, values in told.items() if values}


def _asserted(judgment: Judgment) -> list[str]:
    return [each.value for person in judgment.defendants for each in person.asserted.charges]


def _civil(facts: CivilDocument, text: str) -> dict[str, Iterable[str]]:
    found: dict[str, Iterable[str]] = {"cause": [facts.cause.value] if facts.cause else []}
    if facts.loan is None:
        return found
    loan = facts.loan
    found["principal"] = _numbers(loan.principal)
    found["rate"] = _numbers(loan.rate_found or loan.rate_claimed)
    found["security"] = _said(text, _SECURITY) or ["无担保"]
    terms = _said(text, _TERMS)
    found["terms"] = [*terms, *(["书面借据"] if loan.iou and loan.iou.value else [])]
    found["terms"] = [*found["terms"], *([f"交付：{loan.delivery.value}"] if loan.delivery else [])]
    found["conduct"] = _said(text, _CONDUCT)
    found["parties"] = [f"{one.role.value}：{'单位' if one.organisation else '个人'}" for one in facts.parties]
    return found


def _said(text: str, words: Iterable[tuple[str, str]]) -> list[str]:
    return [name for name, pattern in words if re.search(pattern, text)]


def _numbers(*values: Found[Decimal] | None) -> list[str]:
    return [str(one.value) for one in values if one is not None]
