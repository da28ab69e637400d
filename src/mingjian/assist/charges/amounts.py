"""Amounts of money in the telling of an act, each with what it is: taken, the worth of a thing, paid back, sold for …

Only the words beside an amount and the sentence before are looked at, so a part can be wrong; every amount is told with
its place and its part, so that whoever reads can see what was taken for what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from mingjian.assist.charges.lending import in_scheme, lending_part
from mingjian.assist.charges.parts import Part, Sentence, clause_before
from mingjian.assist.charges.pieces import how_many, piece_of
from mingjian.assist.charges.told import told
from mingjian.assist.charges.written import Foreign, foreign, plain, written

__all__ = ["Amount", "Part", "amounts", "foreign_money"]


@dataclass(frozen=True, slots=True)
class Amount:
    """Yuan at `span` of the text. `total`: told as a sum (共计). `over`: told as *and more* (余, 多). `sentence`: the
    number of the sentence it stands in. `times`: how many of it, where it is the price of one piece; `piece`: of what,
    also where no number is told."""

    yuan: Decimal
    span: tuple[int, int]
    part: Part
    total: bool = False
    over: bool = False
    sentence: int = 0
    times: int = 1
    piece: str = ""

    @property
    def whole(self) -> Decimal:
        """Yuan times pieces."""
        return self.yuan * self.times


_SENTENCE, _AFTER = re.compile(r"[。；;！!\n]"), re.compile(r"[，。；;！!\n：:（）()]")
_DECEIT = re.compile(r"骗|编造|捏造|谎称|虚构|冒充|假冒|隐瞒真相")
_REPORTED = re.compile(r"报案|报警|陈述|供述|供称|证实")
_LISTED = re.compile(r"[、，和及与]{1,2}(?:人民币)?")
_SHARED = re.compile(r"(?:各|每人|人均|均)分?得?(?:赃款|到)?(?:人民币)?$")
_LEAD_ENDS = re.compile(r"\n\s*(?=\S)")
_AN_ACT = re.compile(
    r"(?:^|[：:。；（(\s])[0-9一二三四五六七八九十]{1,3}[、.．）)]|[0-9]{1,2}月|[0-9]{1,2}日|[凌早晚上下]{1,2}[晨午上]"
)
_GOT = (Part.TAKEN, Part.WORTH)
_TENTH = Decimal("1.1")
_LOOK_BACK, _LOOK_ON = 40, 14


def amounts(text: str) -> list[Amount]:
    """The amounts in the telling of an act, in order. Those in lists of evidence and opinions are left out."""
    text = plain(text)
    found: list[Amount] = []
    deceit, scheme = bool(_DECEIT.search(text)), in_scheme(text)
    took = failed = False
    for number, (start, end) in enumerate(_sentences(text)):
        sentence = Sentence(text, start, end, took, failed, deceit)
        here = _of_sentence(sentence, number, scheme)
        found += [_once(one, found) for one in here] if _REPORTED.search(text, start, end) else here
        took, failed = sentence.took, sentence.failed
    return _lead_once(text, found)


def _lead_once(text: str, found: list[Amount]) -> list[Amount]:
    """Amounts of a first paragraph that only sums up (no day, no number before it) are told again in what follows:
    one that is told again is counted there, another is a sum told first."""
    lead = _LEAD_ENDS.search(text)
    if lead is None or _AN_ACT.search(text, 0, lead.start()):
        return found
    later = [one for one in found if one.span[0] >= lead.end() and one.part in _GOT]
    return [
        _of_lead(one, later) if one.span[1] <= lead.start() and one.part in _GOT and later else one for one in found
    ]


def _of_lead(one: Amount, later: list[Amount]) -> Amount:
    most = one.whole * _TENTH if one.over else one.whole
    same = any(one.whole <= other.whole <= most for other in later)
    return replace(one, part=Part.AGAIN) if same else replace(one, total=True)


def _once(one: Amount, before: list[Amount]) -> Amount:
    """An amount of a report of the act; one that was told before is the same."""
    told = any(other.yuan == one.yuan and other.part is one.part for other in before)
    return replace(one, part=Part.AGAIN) if told else one


def foreign_money(text: str) -> list[Foreign]:
    """Foreign money in the telling of an act."""
    return [one for start, end in told(text) for one in foreign(plain(text), start, end)]


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in told(text):
        at = start
        for stop in _SENTENCE.finditer(text, start, end):
            yield at, stop.start()
            at = stop.end()
        yield at, end


def _of_sentence(sentence: Sentence, number: int, scheme: bool) -> list[Amount]:
    """The amounts of a sentence; one of a list is what the first of the list is, and no sum."""
    kept: list[Amount] = []
    taken: set[Decimal] = set()
    text, past = sentence.text, sentence.past
    for one in written(text, sentence.start, sentence.end):
        start, end = one.span
        before = text[max(sentence.start, start - _LOOK_BACK) : start]
        after = _AFTER.split(text[end : min(sentence.end, end + _LOOK_ON)])[0]
        listed = bool(kept) and _LISTED.fullmatch(text, kept[-1].span[1], start) is not None
        if past:
            part = Part.PAST
        elif listed:
            kept[-1] = replace(kept[-1], total=False)
            part = kept[-1].part
        else:
            part = sentence.part(before, after, text[end : sentence.end])
            part = lending_part(before, after, part) if scheme else part
        if part is Part.TAKEN and one.yuan in taken and not listed:
            part = Part.AGAIN  # 骗取其租房款11050元，并让其将租房款11050元打入…
        if part is Part.TAKEN:
            taken.add(one.yuan)
        found = Amount(one.yuan, one.span, part, sentence.total(before) and not listed, one.over, number)
        kept.append(_priced(found, sentence, clause_before(before), one.per))
    return kept


def _priced(found: Amount, sentence: Sentence, clause: str, per: str) -> Amount:
    """The amount with its number of pieces, where it is the price of one; a share that each of several got."""
    if found.part is Part.SHARE and _SHARED.search(clause):
        many = how_many(sentence.text, "人", found.span, sentence.end)
        return replace(found, piece="人", times=many or 1)
    piece = per or piece_of(clause)
    if not piece or found.part is Part.AGAIN:
        return found
    many = how_many(sentence.text, piece, found.span, sentence.end)
    return replace(found, piece=piece, times=many or 1)
