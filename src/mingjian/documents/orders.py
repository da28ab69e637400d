"""Orders beside the penalties: 追缴 and 责令退赔 per defendant, 没收 of things per document, the fate of an appeal."""

from __future__ import annotations

import re
from decimal import Decimal

from mingjian.documents.money import AMOUNT, parse_money
from mingjian.documents.names import name_groups

_SENTENCE = re.compile(r"[^。；]{1,3000}[。；]?")
_RECOVER = re.compile(
    r"追缴(?!的|在案|到案)|责令[^。；]{0,80}?退[赔出缴还赃]|(?<!已)退赔(?!的|款)|责令退|责令[^。；]{0,60}?(?:返还|赔偿)"
)
_FORFEIT = re.compile(r"没收(?!(?:其|被告人)?[^，。；]{0,6}财产)")
_GAIN = re.compile(
    rf"(?:违法所得|犯罪所得(?!罪|、|收益)|赃款|非法所得|非法获利)(?:(?!罚金|返还|发还)[^，。；]){{0,14}}?(?:人民币)?(?P<sum>{AMOUNT})元"
    r"(?![^。；]{0,20}(?:返还|发还|退还|上缴))"  # an order that disposes of the gain
)


def recover(text: str, start: int, end: int, names: list[str]) -> dict[int, tuple[int, int]]:
    """Defendants from whom the operative part recovers, with the place; all of them when the order names nobody."""
    found: dict[int, tuple[int, int]] = {}
    for sentence in _SENTENCE.finditer(text, start, end):
        match = _RECOVER.search(text, sentence.start(), sentence.end())
        if match is None or (match[0].endswith("赔偿") and re.search("附带民事|原告", sentence[0])):
            continue
        groups = name_groups(text, sentence.start(), sentence.end(), names)
        who = {names.index(n) for _a, _b, group in groups for n in group} or set(range(len(names)))
        for index in who:
            found.setdefault(index, match.span())
    return found


def illegal_gain(text: str, start: int, end: int, names: list[str]) -> dict[int, tuple[Decimal, int, int]]:
    """Illegal gain in yuan where the operative part gives it, by defendant; a sum of several is not split."""
    found: dict[int, tuple[Decimal, int, int]] = {}
    for match in _GAIN.finditer(text, start, end):
        amount = parse_money(match["sum"])
        clause = max(text.rfind(c, start, match.start()) for c in "。；")
        groups = name_groups(text, max(clause, start), match.start(), names)
        who = [names.index(n) for n in groups[-1][2]] if groups else list(range(len(names)))
        if amount is not None and len(who) == 1:
            found.setdefault(who[0], (amount, *match.span("sum")))
    return found


def forfeit(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first order that forfeits things."""
    match = _FORFEIT.search(text, start, end)
    return match.span() if match else None


_APPROVED = re.compile(r"(?<!不)(?<!不予)核准")
_NOT_APPROVED = re.compile(r"不(?:予)?核准")


def reviewed(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """What the review of a death sentence ordered: approved, sent back or changed, mixed where defendants differ."""
    approved, refused = _APPROVED.search(text, start, end), _NOT_APPROVED.search(text, start, end)
    if refused and approved:
        return "mixed", *refused.span()
    if refused:
        return ("sent_back" if text.find("发回", start, end) >= 0 else "changed"), *refused.span()
    return ("approved", *approved.span()) if approved else None


_OUTCOMES = (
    (
        "prosecution_withdrawn",
        re.compile(r"(?:准许|准予|同意)[^。；]{0,60}撤回(?:对[^。；]{0,60}的?)?(?:起诉|指控|自诉)"),
    ),
    ("withdrawn", re.compile(r"(?:准许|准予|同意|按)[^。；]{0,60}(?:撤回|撤诉)")),
    ("sent_back", re.compile(r"发回[^。；]{0,40}(?:重新审判|重审|重新审理|审判)")),
    ("dismissed", re.compile(r"终止审理|不予受理|驳回[^。；]{0,30}(?:起诉|自诉|申诉|申请)")),
    (
        "upheld",
        re.compile(
            r"(?:驳回|不予支持)[^。；]{0,80}?(?:上诉|抗诉)[^。；]{0,40}?维持原[判审裁]|维持原[判审裁](?!决第)|维持[^。；]{0,60}(?:判决|裁定)(?=[。；]|$)"
        ),
    ),
)


def outcome(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Outcomes the operative part states about an appeal or the prosecution, in the order of ``_OUTCOMES``."""
    found = []
    for name, pattern in _OUTCOMES:
        match = pattern.search(text, start, end)
        if match:
            found.append((name, *match.span()))
    return found
