"""The operative part: counts and penalties per defendant, the executed sentence, dates, old sentences, orders.

The text is read as a row of events in printed order. Names set whom the events belong to; a crime opens a count; a
penalty goes to the open count, or after 决定执行 to the executed sentence; what stands between 撤销/与前罪 and
决定执行 is an old sentence and is not counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from mingjian.documents import dates
from mingjian.documents.charges import CHARGE
from mingjian.documents.custody import credited
from mingjian.documents.money import AMOUNT
from mingjian.documents.names import name_groups
from mingjian.documents.numbers import NUM
from mingjian.documents.penalty import Charge, Penalty, Place, put
from mingjian.documents.quoted import inside, quoted_items
from mingjian.documents.terms import TERM


@dataclass(slots=True)
class Verdict:
    """What the operative part says about one defendant."""

    counts: list[Charge] = field(default_factory=list)
    executed: Penalty | None = None
    combined: bool = False
    revoked: Place | None = None
    sentence: tuple[dates.Day, dates.Day] | None = None
    credit: tuple[int, int, int] | None = None
    acquitted: Place | None = None
    first_at: int = -1


_PAREN = re.compile(r"（[^（）]{0,400}）?")
_EVENT = re.compile(
    rf"(?P<close>）)|(?P<open>（)"
    rf"|(?P<revoke>撤销(?:(?!；[一二三四五六七八九十0-9]{{1,2}}[、.]|；(?:上诉人|原审|被告人))[^。]){{0,160}}?(?:缓刑|假释)(?:{TERM})?)"
    rf"|(?P<cancel>撤销[^，。；]{{0,80}}?(?:判决|裁定|部分))"
    rf"|(?P<uphold>维持[^，。；]{{0,80}}?(?:判决|部分|裁定|项))"
    rf"|(?P<old>(?:与|和|同|连同|将)[^。；（）]{{0,12}}?(?:前罪|前犯|原犯|原判|原罪|余刑|剩余|尚未执行|未执行|没有执行|未执行完毕|前判|漏罪|本院[（〔]|法院[（〔])|与(?:其)?[^。；（）]{{0,40}}?(?:被判处|所判处?|判处的|判决)|原(?:审)?犯[^，。；]{{1,30}}?罪(?:被|所)?判|原判[^，。；（）对认]{{1,20}}罪(?=[，]?(?:判处|的)?(?:有期徒刑|拘役|管制|刑))|前罪(?:所判|尚未|剩余|余刑|没有执行|未执行)|原判(?:尚未|刑罚|剩余|余刑|未执行)|尚未执行|未执行完毕|没有执行|残刑|余刑|剩余刑期|原审?判决(?:的)?(?:主刑|刑罚)|总和刑期|刑期总和)"
    rf"|(?P<combine>决定(?:对[^，。；]{{1,20}})?(?:仍|合并|予以|共)*执行|(?:合并|实际|总共|共|应|仍)执行(?!之日|以前|前)|并罚[，]?(?:决定)?执行(?!之日)|并罚)"
    rf"|犯(?:有(?!价证券)|了)?(?P<crime>{CHARGE})|以(?P<ascrime>{CHARGE})(?=[，]?(?:分别|依法)?(?:判处|对|免|处|定罪))"
    rf"|(?P<acquit>无罪|不负刑事责任)"
    rf"|(?P<exempt>免[予于除](?:其)?刑事处[罚分]|免[予于]处罚|免除处罚|免除刑罚|免刑)"
    rf"|(?P<main>有期徒刑|拘役|管制(?![刀器物药枪类])|无期徒刑|死刑)(?P<delay>[，]?(?:缓期|缓)(?:{NUM}{{1,2}}年)?(?:执行)?)?(?:[，]?(?:为|各|刑期|均为|共|徒刑)?(?P<term>{TERM}))?"
    rf"|缓[刑期](?:考验期|考验期限)?(?:限?为|[:：]|期限)?(?P<probation>{TERM})"
    rf"|(?P<finemark>(?:单处|判处|并处|处)?罚金)(?:[：，]?(?:各|均|共计|共|合计|计|为|人民币|RMB|￥|¥|币|金额|（(?:[^（）]{{1,6}}|以?下[^（）]{{1,14}})）)){{0,3}}(?P<fine>{AMOUNT})(?P<yuan>元|圆|整|块)?"
    rf"|没收(?:其|被告人)?(?:[^，。；（）]{{0,5}}?)(?:个人)?(?P<whole>全部|部分|所有|一切)?(?:个人)?财产(?:[：，]?(?:人民币|计|价值|折合|共计|合计)){{0,2}}(?P<estate>{AMOUNT}(?=元|圆|整))?"
    rf"|剥夺(?:其)?政治权利(?P<life>终身|终生)?(?:为)?(?P<deprive>{TERM})?"
    rf"|(?P<order>追缴|退赔|退缴|责令|发还|返还|上缴国库)"
)
_ITEM = re.compile(r"(?:[。；）]|[一二三四五六七八九十][、.])(?:上诉人|原审被告人|被告人|被告单位|（原审被告人）)+$")
_REVOKED = re.compile(r"撤销.{0,300}?(?:缓刑|假释)")
_TO = re.compile(r"[，]?(?:起)?(?:开始)?(?:执行|计算|，)?[，]?(?:起)?[，]?(?:[起始]?至|到|止于|-|(?<=起))[，]?")


# Where a penalty is told of the judgment below, not changed.
_KEEPS = re.compile(r"维持|驳回|撤销")


def read(
    text: str,
    start: int,
    end: int,
    known: list[str],
    otherwise: tuple[str, Place] | None = None,
    revoking: bool = True,
    below: dict[str, Verdict] | None = None,
) -> dict[str, Verdict]:
    """Verdicts by name (``""`` when the part names nobody), in printed order.

    ``otherwise`` is the charge, with its place, of a part that states penalties but no charge. ``revoking`` is false
    where 撤销…缓刑 speaks of the judgment appealed against, not of an earlier sentence. ``below`` is the verdict of the
    lower court: a new penalty without a charge (变更量刑部分为：判处…) is for the one charge it found.
    """
    reader = _Reader(text, start, end, known)
    reader.below = below or {}
    reader.pending = otherwise
    reader.revoking = revoking
    return reader.run()


class _Reader:
    def __init__(self, text: str, start: int, end: int, known: list[str]) -> None:
        self.text, self.start, self.end = text, start, end
        self.verdicts: dict[str, Verdict] = {}
        self.subject: list[str] = []
        self.open: dict[str, Charge | None] = {}
        self.mode: dict[str, str] = {}  # "", "executed" or "old"
        self.revoking = True
        self.pending: tuple[str, Place] | None = None  # a charge named before the person, or outside the part
        self.below: dict[str, Verdict] = {}
        self.known = sorted(set(known), key=len, reverse=True)

    def run(self) -> dict[str, Verdict]:
        """Walk names, events and spans of days in order."""
        marks: list[tuple[int, int, str, object]] = []
        quoted = quoted_items(self.text, self.start, self.end)
        for at, stop, group in name_groups(self.text, self.start, self.end, self.known):
            if not inside(at, quoted):
                marks.append((at, stop, "name", group))
        for event in _EVENT.finditer(self.text, self.start, self.end):
            if not inside(event.start(), quoted):
                marks.append((event.start(), event.end(), "event", event))
        for first, last in _terms_of_days(self.text, self.start, self.end):
            marks.append((first.start, last.end, "days", (first, last)))
        marks.sort(key=lambda m: (m[0], m[2]))
        depth = 0
        outside: list[str] = []
        for at, stop, what, thing in marks:
            if what == "name":
                if depth and self._begins_an_item(at, stop):
                    depth = 0  # the bracket before was never closed
                self._name(thing, depth)  # type: ignore[arg-type]
            elif what == "days":
                self._days(thing)  # type: ignore[arg-type]
            else:
                assert isinstance(thing, re.Match)
                event = thing
                if event["open"]:
                    outside = self.subject if depth == 0 else outside
                    depth += 1
                elif event["close"]:
                    depth = max(0, depth - 1)
                    if depth == 0 and outside:
                        self.subject = outside
                else:
                    self._event(event, depth)
        if self.revoking:
            self._revoked_in(quoted)
        return self.verdicts

    def _begins_an_item(self, at: int, stop: int) -> bool:
        return self.text.startswith("犯", stop) and bool(_ITEM.search(self.text[max(self.start, at - 24) : at]))

    def _revoked_in(self, quoted: list[Place]) -> None:
        """A 撤销…缓刑 item of its own: it is about whom it names, else about those whose sentences are combined."""
        for start, end in quoted:
            match = _REVOKED.search(self.text, start, end)
            if match is None:
                continue
            named = [n for n in self.verdicts if n and self.text.find(n, start, end) >= 0]
            for name in named or [n for n, v in self.verdicts.items() if v.combined] or list(self.verdicts)[:1]:
                self.verdicts[name].revoked = match.span()

    def _name(self, group: list[str], depth: int) -> None:
        self.subject = group
        for name in group:
            self.verdicts.setdefault(name, Verdict())
            if depth == 0:
                self.mode[name] = ""

    def _people(self) -> list[str]:
        if not self.subject:
            self.subject = [""]
            self.verdicts.setdefault("", Verdict())
        return self.subject

    def _days(self, pair: tuple[dates.Day, dates.Day]) -> None:
        people = [n for n in self._people() if self._in_custody(n)]
        if not people:  # a bracket behind all items speaks of whoever has a term to serve
            waiting = [n for n in self.verdicts if self._in_custody(n) and self.verdicts[n].sentence is None]
            people = waiting[-1:] or self.subject
        for name in people:
            if self.verdicts[name].sentence is None:
                self.verdicts[name].sentence = pair
                self.verdicts[name].credit = self._credit(pair)

    def _credit(self, pair: tuple[dates.Day, dates.Day]) -> tuple[int, int, int] | None:
        """Credit told in the bracket that holds the days."""
        start = max(self.text.rfind("（", self.start, pair[0].start), self.start)
        end = self.text.find("）", pair[1].end, self.end)
        return credited(self.text, start, end if end >= 0 else min(self.end, pair[1].end + 80))

    def _in_custody(self, name: str) -> bool:
        verdict = self.verdicts[name]
        parts = [*verdict.counts, *([verdict.executed] if verdict.executed else [])]
        return any(p.months is not None and p.kind != "surveillance" for p in parts) or not verdict.counts

    def _event(self, event: re.Match[str], depth: int) -> None:
        place = event.span()
        if event["revoke"]:
            for name in self._people():
                self.verdicts[name].revoked = place if self.revoking else None
                self.mode[name] = "old"
        elif event["cancel"] or event["uphold"]:
            for name in self._people():
                self.mode[name] = "old"
        elif event["old"]:
            for name in self._people():
                if self.verdicts[name].counts:
                    self.mode[name] = "old"
                    self.verdicts[name].combined = True
        elif event["combine"]:
            for name in self._people():
                verdict = self.verdicts[name]
                if event["combine"] != "并罚" and verdict.counts and depth == 0:
                    self.mode[name] = "executed"
                    if verdict.executed is None:
                        verdict.executed = Penalty()
                if verdict.counts and depth == 0:
                    verdict.combined = True
        elif event["crime"] or event["ascrime"]:
            if depth == 0:
                self._crime(event)
        elif event["order"]:
            return
        else:
            self._penalty(event, depth)

    def _crime(self, event: re.Match[str]) -> None:
        group = "crime" if event["crime"] else "ascrime"
        self.pending = (event[group], event.span(group))
        if event["ascrime"] and not self._named_before(event.start()):
            for name in self.subject:
                self.open[name] = None
            return
        for name in self._people():
            if self.mode.get(name) == "old" and self.verdicts[name].counts:
                continue
            self.mode[name] = ""
            count = Charge(charge=event[group])
            count.at["charge"] = event.span(group)
            verdict = self.verdicts[name]
            verdict.counts.append(count)
            self.open[name] = count
            if verdict.first_at < 0:
                verdict.first_at = event.start()

    def _named_before(self, at: int) -> bool:
        """Whether the clause that holds ``at`` has named somebody already (对A以盗窃罪判处 against 以盗窃罪判处A)."""
        clause = max(self.text.rfind(c, self.start, at) for c in "。；，：、")
        return any(name in self.text[max(clause, self.start) : at] for name in self.subject if name)

    def _without_charge(self, name: str, event: re.Match[str]) -> Charge | None:
        found = self.pending or self._found_below(name, event.start())
        if found is None or not (event["main"] or event["exempt"] or event["fine"]):
            return None
        count = Charge(charge=found[0])
        count.at["charge"] = found[1]
        self.verdicts[name].counts.append(count)
        if self.verdicts[name].first_at < 0:
            self.verdicts[name].first_at = event.start()
        self.open[name] = count
        return count

    def _found_below(self, name: str, at: int) -> tuple[str, Place] | None:
        counts = self.below[name].counts if name in self.below else []
        item = max(self.text.rfind(c, self.start, at) for c in "。；")
        if len(counts) != 1 or _KEEPS.search(self.text, max(item, self.start), at):
            return None
        return counts[0].charge, counts[0].at["charge"]

    def _penalty(self, event: re.Match[str], depth: int) -> None:
        for name in self._people():
            mode = self.mode.get(name, "")
            if mode == "old":
                continue
            verdict = self.verdicts[name]
            if event["acquit"]:
                verdict.acquitted = event.span()
                verdict.first_at = event.start() if verdict.first_at < 0 else verdict.first_at
                continue
            target: Penalty | None = verdict.executed if mode == "executed" else self.open.get(name)
            if target is None and depth == 0 and mode != "executed":
                target = self._without_charge(name, event)
            if target is not None:
                put(target, event, depth)


def _terms_of_days(text: str, start: int, end: int) -> list[tuple[dates.Day, dates.Day]]:
    """Pairs of days of 自 … 起至 … 止."""
    days = dates.scan(text, start, end)
    return [(a, b) for a, b in pairwise(days) if _TO.fullmatch(text, a.end, b.start) and len(a.value) == 10]
