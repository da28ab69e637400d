"""The past of a defendant as the heading tells it: earlier punishments and the coercive measures of this case.

The entry is read as a row of events, each with the day that belongs to it: the nearest day before it that no other
event has used; an event without a day of its own shares the day of the event before it only in the same clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingjian.documents import dates
from mingjian.documents.daylists import STRICT_GAP, several
from mingjian.documents.events import CRIME, EVENT, kind_of, main_kind
from mingjian.documents.past import Measure, Past, of_this_case
from mingjian.documents.terms import TERM, parse_term

_MORE_TERMS = re.compile(rf"(?:[、和及](?:有期徒刑|拘役)?{TERM})+")
_A_TERM = re.compile(rf"(?P<kind>有期徒刑|拘役)?(?P<term>{TERM})")
_SWITCH = re.compile(r"(?:依法)?(?:变更|改为|转为|转|期[间满]|未|不)")
_BORN = re.compile(r"[，]?(?:出)?生(?!效)")
_NO_DAY: list[dates.Day | None] = [None]
_MEASURES = ("detained", "arrest", "bail", "residence", "held", "freed")
_OLD_SENTENCE = re.compile("撤销|与?前罪|与?原判|余刑|尚未执行")
_PUNISHED = ("penalty", "exempt", "onlyfine", "unsaid", "execute")
_FLED = re.compile(
    r"[（，]?(?:[并后因]|但)?(?:其)?(?:仍)?(?:[上网]{0,2}追逃|网上[^，。；]{0,4}追逃|[在潜]逃|未到案|未归案)"
)
_NOT_CARRIED_OUT = re.compile(r"(?:不能|不予|未能?|无法|没有|尚未|暂缓)(?:予以|依法|实际)?$")
_LEFT_UNDONE = re.compile(
    r"（(?:因[^（）]{1,12})?(?:尚)?(?:未|没有)执行"
    r"|，?[但因后][^，。；]{0,12}(?<!尚)(?:未|没有)(?:能|予|被)?(?:实际)?执行"
)
_JOINED = re.compile(r"(?:[、和及并与]|以及|被|依法|执行|批准|经[^，。；]{2,20}批准){0,3}")


@dataclass(slots=True)
class _Token:
    match: re.Match[str]
    days: list[dates.Day]  # the days between the event before and this one
    shared: dates.Day | None  # the day of the event before, when this one stands close behind it
    near: bool  # whether it stands directly behind (被抓获羁押)


def read(text: str, spans: list[tuple[int, int]]) -> tuple[list[Past], list[Measure]]:
    """Earlier punishments and measures told in ``spans`` of the clean ``text``, each list in printed order."""
    pasts: list[Past] = []
    measures: list[Measure] = []
    for start, end in spans:
        _Reader(text, start, end, pasts, measures).run()
    of_this_case(text, pasts, measures)
    last_arrest = max((i for i, m in enumerate(measures) if m.kind == "arrested"), default=-1)
    kept = [m for i, m in enumerate(measures) if m.kind != "approved" or i > last_arrest]
    for measure in kept:
        if measure.kind == "approved":  # never said to be carried out: the decision stands for it
            measure.kind = "arrested"
    return pasts, kept


class _Reader:
    """Walks the events of one span."""

    def __init__(self, text: str, start: int, end: int, pasts: list[Past], measures: list[Measure]) -> None:
        self.text, self.start, self.end = text, start, end
        self.pasts, self.measures = pasts, measures
        # The day of birth belongs to no event (…1962年12月29日出生…曾因犯盗窃罪被判处管制一年).
        self.days = [d for d in dates.scan(text, start, end) if not self._of_birth(d)]
        self.events = list(EVENT.finditer(text, start, end))
        self.listed = start  # up to where a list of penalties has been read
        self.respective: dict[int, dates.Day] = {}  # events of 分别于A日、B日被刑事拘留、逮捕, each with its own day

    def _of_birth(self, day: dates.Day) -> bool:
        before = self.text[max(self.start, day.start - 3) : day.start]
        return bool(_BORN.match(self.text, day.end)) or before.endswith(("生于", "出生"))

    def run(self) -> None:
        """Read every event in order."""
        next_day = 0
        last_end = self.start
        last_day: dates.Day | None = None
        last_kind = ""
        in_case = tried = False
        sentence = self.text.find("。", self.start, self.end)
        for index, event in enumerate(self.events):
            while sentence != -1 and sentence < event.start():
                in_case = tried = False
                sentence = self.text.find("。", sentence + 1, self.end)
            kind = kind_of(event)
            if kind == "case":
                in_case = True
                tried = tried or event[0] == "因本案"
                continue
            days: list[dates.Day] = []
            while next_day < len(self.days) and self.days[next_day].start < event.start():
                days.append(self.days[next_day])
                next_day += 1
            gap = self.text[last_end : event.start()]
            close = not days and last_day is not None and len(gap) <= 30 and not re.search("[。；]", gap)
            if kind in _MEASURES and index not in self.respective:
                self._respective(index, days)
            if index in self.respective:
                days = [self.respective[index]]
            token = _Token(event, days, last_day if close else None, len(gap) <= 3)
            if kind in _PUNISHED[:4] and tried and self.measures:
                continue  # 因本案…被逮捕，…被判处…: the sentence that is tried again
            if kind in _PUNISHED[:4]:
                in_case = False
                self._penalty(token, kind, last_end, last_kind)
            elif kind == "admin":
                self._admin(token, in_case, last_end, last_kind, index)
            elif kind == "execute":
                next_day -= len(days)
                if last_kind in _PUNISHED and not days and not re.search("[。；]", gap):
                    last_end, last_kind = event.end(), kind
                continue
            elif kind == "carried":
                self._carried(token)
            elif kind in _MEASURES and not self._measure(token, kind, index, in_case, tried):
                next_day -= len(days)
                continue
            last_end, last_kind = event.end(), kind
            last_day = days[-1] if days else (last_day if close else None)

    def _respective(self, index: int, days: list[dates.Day]) -> None:
        """Give as many joined measures as days are listed each its own day."""
        listed = several(self.text, days, self.events[index].start(), STRICT_GAP)
        chain = self.events[index : index + len(listed)]
        if len(listed) < 2 or len(chain) < len(listed) or any(kind_of(e) not in _MEASURES for e in chain):
            return
        if all(_JOINED.fullmatch(self.text, a.end(), b.start()) for a, b in pairwise(chain)):
            self.respective.update(zip(range(index, index + len(listed)), listed, strict=True))

    def _charge(self, start: int, end: int) -> str | None:
        found = list(CRIME.finditer(self.text, start, end))
        if not found:
            return None
        return "、".join(dict.fromkeys(m["charge"] + re.sub("和", "、", m["more"]) for m in found))

    def _penalty(self, token: _Token, kind: str, last_end: int, last_kind: str) -> None:
        event = token.match
        if event.start() < self.listed:
            return
        gap_start = last_end
        gap = self.text[gap_start : event.start()]
        if (
            kind == "penalty"
            and re.search(r"撤销|原判|余刑|剩余|尚未执行|收监|减为|改判", gap)
            and not CRIME.search(gap)
            and self.pasts
        ):
            return
        charge = self._charge(gap_start, event.start())
        if charge is None and last_kind in ("admin", "silent", *_MEASURES):
            charge = self._charge(
                max(self.start, max(self.text.rfind(c, self.start, event.start()) for c in "。；")), event.start()
            )
        value: str | None = {"exempt": "exempted", "onlyfine": "fine_only"}.get(kind) or main_kind(event["kind"])
        if event["delay"] and value == "death":
            value = "suspended_death"
        term = parse_term(event["term"]) if event["term"] else None
        months = term.months if term else None
        same = not token.days and not re.search("[。；]", gap) and last_kind in _PUNISHED
        if same and self.pasts:
            past = self.pasts[-1]
            old = _OLD_SENTENCE.search(gap)  # a charge retold with the old sentence is not one of this decision
            charge = self._charge(gap_start, gap_start + old.start()) if old else charge
            if charge and past.charge and charge not in past.charge:
                past.charge += "、" + charge
            if last_kind == "execute" or value == past.kind:
                past.kind, past.months = value, months
            past.end = event.end()
            return
        if kind == "onlyfine" and self._penalty_follows(event):
            return
        if charge is None and self.pasts and not re.search("因", gap) and "。" not in gap:
            charge = self.pasts[-1].charge
        found: Sequence[dates.Day | None] = several(self.text, token.days, event.start())
        terms = self._terms(event, value, len(found))
        for n, day in enumerate(found or _NO_DAY):
            start = day.start if day else event.start()
            self.pasts.append(
                Past(
                    day.value if day else None,
                    charge,
                    *(terms[n] if terms else (value, months)),
                    start,
                    event.end(),
                    1.0 if day else 0.7,
                )
            )

    def _terms(self, event: re.Match[str], kind: str | None, days: int) -> list[tuple[str | None, int]]:
        """Kinds and terms of 分别于A日、B日被判处拘役六个月、有期徒刑八个月: one a day; empty without such a list."""
        if days < 2 or not event["term"]:
            return []
        found = [(kind, parse_term(event["term"]))]
        listed = _MORE_TERMS.match(self.text, event.end(), self.end)
        for more in _A_TERM.finditer(listed[0]) if listed else ():
            kind = main_kind(more["kind"]) or kind  # told once for those behind it
            found.append((kind, parse_term(more["term"])))
        terms = [(kind, term.months) for kind, term in found if term]
        if not len(terms) == days == len(found):
            return []
        self.listed = listed.end() if listed else self.listed
        return terms

    def _penalty_follows(self, event: re.Match[str]) -> bool:
        return bool(re.compile(r"[^。；]{0,6}(?:有期徒刑|拘役|管制)").match(self.text, event.end(), self.end))

    def _admin(self, token: _Token, in_case: bool, last_end: int, last_kind: str, index: int) -> None:
        event = token.match
        gap = self.text[last_end : event.start()]
        # What stands inside the chain of this case is read as its measure, even where another reason (吸毒) is given.
        if in_case and not re.search(r"罚款|警告|处罚", event[0]) and self._case_goes_on(index):
            day = self._day(token)
            self.measures.append(Measure("administrative", day.value if day else None, event.start(), event.end(), 0.8))
            return
        if not token.days and not re.search("[。；]", gap) and last_kind in ("admin", "penalty"):
            return
        found: Sequence[dates.Day | None] = several(self.text, token.days, event.start())
        for day in found or _NO_DAY:
            start = day.start if day else event.start()
            self.pasts.append(
                Past(day.value if day else None, None, "administrative", None, start, event.end(), 1.0 if day else 0.7)
            )

    def _case_goes_on(self, index: int) -> bool:
        for event in self.events[index + 1 :]:
            if event["detained"] or event["arrest"] or event["bail"] or event["residence"]:
                return True
        return False

    def _measure(self, token: _Token, kind: str, index: int, in_case: bool, tried: bool) -> bool:
        event = token.match
        if kind == "freed":
            if (
                event[0] == "释放"
                and self.measures
                and (in_case or not self.pasts or self.measures[-1].start > self.pasts[-1].end)
            ):
                day = token.days[-1] if token.days else None
                self.measures.append(Measure("released", day.value if day else None, event.start(), event.end(), 0.9))
            return True
        if _NOT_CARRIED_OUT.search(self.text[max(self.start, event.start() - 6) : event.start()]) or _LEFT_UNDONE.match(
            self.text, event.end(), self.end
        ):
            if kind == "arrest" and self.measures and self.measures[-1].kind == "approved":
                self.measures.pop()
            return False
        if _SWITCH.match(self.text, event.end(), self.end) or re.search(
            r"(?:解除|撤销|取消|由|在|将)$", self.text[max(self.start, event.start() - 2) : event.start()]
        ):
            return False
        if not tried and self._penalty_ahead(index):
            return True
        decided = (
            kind in ("detained", "arrest") and "决定" in self.text[max(self.start, event.start() - 4) : event.end()]
        )
        if (decided or event["approve"] or event["only"]) and _FLED.match(self.text, event.end(), self.end):
            return True
        if kind == "bail" and self.text[event.start() - 1] == "现" and any(m.kind == "bail" for m in self.measures):
            return True
        if kind == "held" and not (token.days or (token.shared and token.near)):
            return True
        name = {"arrest": "arrested", "held": "seized"}.get(kind, kind)
        for earlier in several(self.text, token.days, event.start(), STRICT_GAP)[:-1]:
            self.measures.append(Measure(name, earlier.value, earlier.start, event.end(), 0.9))
        day = self._day(token)
        if kind == "arrest" and (event["approve"] or event["only"]) and not event["exec"]:
            name = "approved"
        self.measures.append(
            Measure(
                name,
                day.value if day else None,
                day.start if day and token.days else event.start(),
                event.end(),
                1.0 if token.days else 0.7,
            )
        )
        return True

    def _day(self, token: _Token) -> dates.Day | None:
        """The day of a measure: the last one told before it, of a span its first."""
        found = several(self.text, token.days, token.match.start())
        return found[-1] if found else token.shared

    def _carried(self, token: _Token) -> None:
        """批准逮捕，次日由公安局执行: the arrest is of the day it was carried out."""
        if self.measures and self.measures[-1].kind == "approved":
            day = self._day(token)
            event = token.match
            self.measures.append(Measure("arrested", day.value if day else None, event.start(), event.end(), 0.9))

    def _penalty_ahead(self, index: int) -> bool:
        """Whether a sentence follows in the same clause chain: then the measure belonged to that earlier case."""
        for event in self.events[index + 1 :]:
            if re.search("[。；]", self.text[self.events[index].end() : event.start()]) or event["case"]:
                return False
            if event["penalty"] or event["exempt"] or event["unsaid"]:
                return True
        return False
