"""Lending schemes (套路贷): sham debts by which a victim pays far more than he was lent.

The opinions of 2019 on such cases (法发〔2019〕11号, item 6) count what was taken under whatever name and leave out the
principal that was really paid out. Their text was not at hand here, so a sum that rests on them says that it has to be
checked. What is told as the face of a note, the money that reached the victim, and what he paid are told apart by the
words beside them.
"""

from __future__ import annotations

import re

from mingjian.assist.charges.parts import Part, clause_before

__all__ = ["in_scheme", "lending_part"]

_SCHEME = re.compile(
    r"套路贷|砍头息|虚高(?:的)?(?:借|债|欠)|虚增(?:的)?(?:借|债|欠)|阴阳(?:合同|借条)|制造[^。；]{0,10}(?:银行流水|资金流水|走账|给付[^。；]{0,4}痕迹)"
    r"|银行流水[^。]{0,40}(?:取出|取现|返还|归还)"
)
_FACE = re.compile(r"借条|欠条|借据|借款合同|借款协议|借款金额|签订|出具|写下|虚高|虚增|债务|名义")
_REACHED = re.compile(
    r"到手|实际[^，。；]{0,4}?(?:得到|取得|收到|获得|拿到|借得|借款|出借|给付|支付|放款|转账)|实得|净得|仅拿到|只拿到|本金"
)
_PAID = re.compile(
    r"还款|偿还|归还|还了|支付(?:利息|本息|费用|违约金)|利息|违约金|手续费|还债|给付|被迫|收取|索要|勒索|骗取|诈骗"
)


def in_scheme(text: str) -> bool:
    """Whether the text tells of sham debts."""
    return _SCHEME.search(text) is not None


def lending_part(before: str, after: str, part: Part) -> Part:
    """What an amount is in such a scheme, given what it would be elsewhere."""
    clause = clause_before(before)
    if _REACHED.search(clause):
        return Part.LENT
    if _FACE.search(f"{clause}#{after}"):
        return Part.PROMISED
    return Part.TAKEN if part in (Part.BACK, Part.TAKEN, Part.OTHER) and _PAID.search(clause) else part
