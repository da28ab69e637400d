"""Where the parts of an indictment stand: heading, parties, procedure, facts, evidence, opinion, tail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.documents.sections import Sections, Span
from mingjian.documents.text import Clean

_TITLE = re.compile(r"(?<!不)起诉书")
_NUMBER = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{1,16}?检[\u4e00-\u9fff]{0,14}?)[（〔]?(?P<y>[0-9〇零一二三四五六七八九Oo]{4})[）〕]?(?P<b>第?[0-9A-Za-z-]{1,8}号)"
)
_FIRST = re.compile(r"被告(?:人|单位)(?!权利)")
_PROCEDURE = re.compile(
    r"(?:本案|(?:被告(?:人|单位)[^。；]{2,60}一案)|上列被告人[^。；]{0,40}一案|上述被告人[^。；]{0,40}一案)[，]?(?:由|经|系由)"
    r"|[^。；]{2,30}(?:公安局|分局|监察委员会|海警局|国家安全局|海关缉私[^。；，]{0,6}|侦查机关)[^。；]{0,12}?(?:侦查|调查)终结"
)
_FACTS = re.compile(r"(?:经|现)?(?:本院)?(?:依法)?(?:审查|审理)?查明[，：；]?|指控(?:的)?犯罪事实如下[：]?")
_EVIDENCE = re.compile(
    r"(?:认定|证明|证实)(?:上述|以上|前述)(?:犯罪)?事实的(?:主要)?证据(?:如下|有|包括)?|(?:上述|以上)(?:犯罪)?事实[，]?(?:有|由|均有)"
    r"|指控(?:上述|以上)(?:犯罪)?事实的证据|(?:上述|以上)(?:犯罪)?事实清楚"
)
_OPINION = re.compile(r"(?:本院|我院)认为[，：]?")
_END = re.compile(r"此致")
_CLOSE = re.compile(r"提起公诉[，。]?(?:请(?:你院)?依法(?:判处|判决|惩处|审判))?")
_TAIL_END = re.compile(r"附(?:件)?[：:]?(?:1|一|被告人|本案|案卷|卷宗)|附[：件项注]")


@dataclass(frozen=True, slots=True)
class Parts:
    """Clean spans of the parts; one that is missing is empty."""

    number: re.Match[str] | None
    title: Span
    parties: Span
    procedure: Span
    facts: Span
    opinion: Span
    addressed: Span
    tail: Span

    def as_sections(self) -> Sections:
        """In the shape the readers of headings take."""
        none = (0, 0)
        return Sections(self.title, (0, self.parties[0]), self.parties, self.procedure, self.opinion, self.opinion,
                        none, self.tail, "", False, none)  # fmt: skip


def split(clean: Clean) -> Parts:
    """Find the parts of one indictment; never fails, whatever the text."""
    text = clean.text
    title = _TITLE.search(text, 0, 400)
    number = _NUMBER.search(text, title.end() if title else 0, 600) or _NUMBER.search(text, 0, 300)
    head = max(number.end() if number else 0, title.end() if title else 0)
    first = _FIRST.search(text, head)
    begin = first.start() if first else head
    procedure = _procedure(text, begin)
    facts = _FACTS.search(text, procedure)
    facts_from = facts.end() if facts else procedure
    opinions = list(_OPINION.finditer(text, facts_from))
    opinion = next((m for m in opinions if re.search("触犯|追究|构成", text[m.end() : m.end() + 1500])), None)
    opinion_from = opinion.end() if opinion else len(text)
    evidence = _EVIDENCE.search(text, facts_from, opinion_from)
    addressed = _END.search(text, opinion_from)
    close = None if addressed else _CLOSE.search(text, opinion_from)
    end = addressed.start() if addressed else (close.end() if close else len(text))
    tail = addressed.end() if addressed else end
    cut = _TAIL_END.search(text, tail)
    return Parts(
        number=number,
        title=title.span() if title else (0, 0),
        parties=(begin, procedure),
        procedure=(procedure, facts.start() if facts else procedure),
        facts=(facts_from, evidence.start() if evidence else opinion_from),
        opinion=(opinion_from, end),
        addressed=(tail, min(tail + 60, len(text))),
        tail=(tail, cut.start() if cut else len(text)),
    )


def _procedure(text: str, start: int) -> int:
    """Start of the sentence that tells how the case came to this office: the end of the parties."""
    match = _PROCEDURE.search(text, start)
    if match is None:
        stop = _FACTS.search(text, start) or _OPINION.search(text, start)
        return stop.start() if stop else len(text)
    return max((text.rfind(c, start, match.start()) for c in "。；"), default=start - 1) + 1 or match.start()
