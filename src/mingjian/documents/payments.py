"""Whether words about paying, giving up and giving back tell what the defendant (or somebody for him) has done."""

from __future__ import annotations

import re

_BY_THE_POLICE = re.compile(r"(?:公安|民警|侦查)[^，。；]{0,12}$")
_NOT_DONE = re.compile(r"(?:未能|无力|没有能力)[^。；]{0,30}$|(?:要求|请求|判令)(?:被告人?)?[^，。；、]{0,14}$")
# What the police recovered, they gave back.
_TAKEN = re.compile(r"(?:追回|追缴|起获|查获|缴获|收缴|扣押)[^，。；]{0,6}$")
_GIVEN = re.compile("交出|返还|归还|偿还")
_BY_THE_VICTIM = re.compile(r"(?:迫|要挟|恐惧|害怕|拒不|拒绝)[^，。；]{0,16}$")
_BY_OTHERS = re.compile(r"同案|同伙|保险(?:公司)?[^，。]{0,4}$|其他[^，。]{0,6}$")
_DEMANDED = re.compile(
    r"责令|应(?![^，。；]{0,6}处罚)[当予]?[^，]{0,6}$|索要|索取|骗取|讨要|继续|要求|请求|附带|判令|诉讼|愿意(?!接受)|未(?!遂|得逞)|不足|无力|经济困难|民事"
)
_UNKEPT = re.compile(r"(?:协议)?[，]?但?(?:至今|尚)?(?:未|没有)(?:实际|予以)?(?:履行|支付|兑现)")
_A_CLAIM = re.compile(r"[^，。；]{0,4}(?:请求(?!对|[从减免]|法|给|本|适用)|责任|诉讼|义务|协议未)")
# 赃款已返还给被害人: who gave it back is not said here; the facts may say that it was the police or another culprit.
_BACK = re.compile(r"返还|归还|退还|退回|交还|清退|退清|退缴")
_OF_ITSELF = re.compile(
    r"(?:[赃款物]|违法所得|物品|[车机])(?:及[^，。；]{1,6})?(?:部分|全部|现|亦|也|均|业|已经?|被|予以|依法)*$"
)
_RECOVERED = re.compile(
    r"(?:公安|民警|侦查|派出所)(?:(?!被告人?(?:的)?(?:家属|亲属|近亲属)|退[赃赔])[^。]){0,60}?(?:返还|发还|退还|归还)(?!清单|物品|凭证|文件)"
    r"|同案(?:犯|人)[^。，；]{0,10}?(?:清退|退[赃赔缴还出]|上缴)"
    r"|(?:追回|追缴|起获|查获|缴获|收缴|扣押)(?!清单|物品清单|决定书)(?:(?!退[赃赔])[^。]){0,30}?(?:返还|发还|退还|归还)(?!清单|物品|凭证|文件)"
)


def recovered(text: str, start: int, end: int) -> bool:
    """Whether the facts in ``[start, end)`` tell that the police, or culprits of another case, gave back the gains."""
    return _RECOVERED.search(text, start, end) is not None


def paid(text: str, match: re.Match[str], start: int, by_others: bool) -> bool:
    """Whether ``match``, in a sentence from ``start``, is a payment that was made on the defendant's side."""
    at = match.start()
    far, middle, near = (text[max(start, at - n) : at] for n in (40, 14, 12))
    if re.search("追缴|没收|收缴", match[0]) or _UNKEPT.match(text, match.end()):
        return False
    if match[0].startswith("将") and _BY_THE_POLICE.search(far):
        return False
    if _NOT_DONE.search(far) or _TAKEN.search(far):
        return False
    if by_others and _BACK.match(match[0]) and _OF_ITSELF.search(near):
        return False
    if _GIVEN.match(match[0]) and _BY_THE_VICTIM.search(text, max(start, at - 24), at):
        return False
    if _BY_OTHERS.search(middle) or "利息" in match[0]:
        return False
    return not _DEMANDED.search(near[-8:]) and not _A_CLAIM.match(text[match.end() : match.end() + 8])
