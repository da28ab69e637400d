"""Charges whose elements a telling shows: what is covered, by which words, what speaks against, what covers what.

Every charge of which all elements are told is a candidate; one that lacks one element is *near*. Where two charges
read the same sentence and one covers the other's conduct (合同诈骗 that of 诈骗), the other keeps its own sentences.
The score is a share of weights, a measure of words found and never a probability of guilt.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from mingjian.assist.charges.elements import Makeup, Role, makeups
from mingjian.assist.charges.folding import Folded, Span, fold
from mingjian.assist.charges.naming import name_on
from mingjian.assist.charges.told import told

__all__ = ["Candidate", "Telling", "candidates", "telling"]

_END = re.compile(r"[。；;\n]")
_PAST = re.compile(r"曾因|前科|因犯[^。]{0,30}被[^。]{0,20}判|刑满释放|被判处|累犯|撤销缓刑|户籍证明")
_PARTICULARS = re.compile(
    r"[，,（(](?:男|女)(?:性)?(?=[，,）)])|(?:[一-鿿]{1,5}族)(?=[，,。人）])|户籍(?:所在)?地[^，。；]{0,30}"
    r"|(?:文盲|小学|初中|高中|中专|大专|大学|本科|研究生)(?:文化|毕业|肄业|学历)[^，。；]{0,4}|(?:城镇|农村|农业|非农业)(?:户口|居民|户籍)"
    r"|[，,](?:无业|务农|农民|工人|个体)(?=[，,。])"
)
_PROCEDURE = re.compile(
    r"[^，。；]{0,24}(?:人民)?检察院(?:起诉书)?(?:起诉)?指控|"
    r"[^，。；\n]{0,30}(?:投案|归案|到案|自首|传唤|刑事拘留|如实供述|被(?:公安|民警|警方)[^，。；]{0,12}抓获|公安[^，。；]{0,12}抓获|立案侦查)[^，。；\n]{0,20}"
)
_ANOTHER_ACT = re.compile(
    r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[、.．）)]|(?:[0-9]{2,4}|同)年|[^，。；]{0,3}[0-9]{1,2}月[0-9]{1,2}日|次日|同日)"
)
_REACH = 160
_CONDUCT, _ELEMENT, _ADDED, _MOST_ADDED, _AGAINST = 3.0, 2.0, 1.0, 3, 2.0


@dataclass(frozen=True, slots=True)
class Telling:
    """The folded text and its sentences that tell an act: no evidence, no opinions, no earlier convictions."""

    folded: Folded
    sentences: tuple[Span, ...]

    @property
    def acts(self) -> str:
        """The act alone. What does not tell of it, a person's particulars included, is blank, so that places stay."""
        text, signs = self.folded.text, [" "] * len(self.folded.text)
        for start, end in self.sentences:
            signs[start:end] = text[start:end]
        acts = "".join(signs)
        for pattern in (_PARTICULARS, _PROCEDURE):
            acts = pattern.sub(lambda found: " " * len(found[0]), acts)
        return acts

    def sentence_at(self, place: int) -> int:
        """The number of the sentence a place is in."""
        return max(0, bisect.bisect_right([start for start, _ in self.sentences], place) - 1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A charge with the spans that speak for and against it, in the text as it was given.

    `covered`: spans by element. `missing`: elements not told. `sentences`: numbers of the sentences it reads alone;
    empty when another charge covers them all (`under` names it). `score` between 0 and 1. `wordings`: in how many
    different ways its conduct is told.
    """

    makeup: Makeup
    score: float
    covered: Mapping[Role, tuple[Span, ...]]
    adds: tuple[Span, ...]
    against: tuple[Span, ...]
    missing: tuple[Role, ...]
    sentences: frozenset[int]
    under: str = ""
    wordings: int = 1

    @property
    def name(self) -> str:
        """The charge, with 罪."""
        return self.makeup.name


def telling(text: str) -> Telling:
    """The sentences of a text that tell an act."""
    folded = fold(text)
    sentences = []
    for start, end in told(folded.text):
        at = start
        for stop in [*(found.end() for found in _END.finditer(folded.text, start, end)), end]:
            if stop > at and not _PAST.search(folded.text, at, stop):
                sentences.append((at, stop))
            at = stop
    return Telling(folded, tuple(sentences))


def candidates(telling: Telling, on: date | None = None) -> list[Candidate]:
    """Candidates, best first; those another one covers come after those that stand, near ones last. What was no charge
    on the day of the act (`on`) is none."""
    acts = telling.acts
    known = [makeup for makeup in makeups().values() if name_on(makeup.charge, on)]
    found = [one for makeup in known if (one := _candidate(makeup, acts, telling))]
    left = _compete(found, _acts_of(telling))
    return sorted(left, key=lambda one: (bool(one.missing), bool(one.under), -one.score, one.name))


def _candidate(makeup: Makeup, acts: str, telling: Telling) -> Candidate | None:
    """The charge as far as it is told, or None without its conduct or when two elements are missing."""
    conducts = [found.span() for found in makeup.elements[Role.CONDUCT].finditer(acts)]
    if not conducts:
        return None
    others = {role: _all(pattern, acts) for role, pattern in makeup.elements.items() if role is not Role.CONDUCT}
    near = {role: spans if role is Role.SUBJECT else _within(spans, conducts) for role, spans in others.items()}
    missing = tuple(role for role, spans in near.items() if not spans)
    if len(missing) > 1:
        return None
    bound = [spans for role, spans in near.items() if role is not Role.SUBJECT and spans]
    alone = [one for one in conducts if all(_within([one], spans) for spans in bound)] or conducts
    adds = _within(_all(makeup.adds, acts), alone) if makeup.adds else []
    against = _within(_all(makeup.against, acts), alone) if makeup.against else []
    score = _score(makeup, len(missing), len({acts[a:b] for a, b in adds}), bool(against))
    back = telling.folded.back
    covered = {Role.CONDUCT: tuple(map(back, alone))} | {role: tuple(map(back, s)) for role, s in near.items() if s}
    numbers = frozenset(telling.sentence_at(start) for start, _ in alone)
    ways = len({acts[a:b] for a, b in alone})
    more, less = tuple(map(back, adds)), tuple(map(back, against))
    return Candidate(makeup, score, covered, more, less, missing, numbers, wordings=ways)


def _score(makeup: Makeup, missing: int, added: int, against: bool) -> float:
    """The share of its weights that is told; a counter-indication takes away one element's. Where nothing is written
    that would add to a charge, half of that weight counts."""
    needed = _CONDUCT + _ELEMENT * (len(makeup.elements) - 1)
    more = _ADDED * min(added, _MOST_ADDED) if makeup.adds else _ADDED * _MOST_ADDED / 2
    return max(0.0, needed + more - _ELEMENT * missing - _AGAINST * against) / (needed + _ADDED * _MOST_ADDED)


def _acts_of(telling: Telling) -> list[int]:
    """The number of the act each sentence tells: one that begins with a number or a day begins another."""
    begins = [_ANOTHER_ACT.match(telling.folded.text, start, end) is not None for start, end in telling.sentences]
    return list(accumulate(begins))


def _compete(found: Sequence[Candidate], acts: Sequence[int]) -> Iterable[Candidate]:
    """Sentences that a charge reads under another one's cover are taken from it."""
    whole = [one for one in found if not one.missing]
    for one in found:
        above = [other for other in whole if one.name in other.makeup.over and other.score >= one.score / 2]
        taken = frozenset().union(*(_with_neighbours(other.sentences, acts) for other in above))
        left = one.sentences - taken
        yield replace(one, sentences=left, under="" if left or not above else max(above, key=_by_score).name)


def _with_neighbours(numbers: frozenset[int], acts: Sequence[int]) -> frozenset[int]:
    """Sentences and those beside them that tell the same act."""
    return frozenset(
        near
        for number in numbers
        for near in (number - 1, number, number + 1)
        if 0 <= near < len(acts) and acts[near] == acts[number]
    )


def _by_score(one: Candidate) -> float:
    return one.score


def _all(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text) if found.end() > found.start()]


def _within(spans: Sequence[Span], around: Sequence[Span]) -> list[Span]:
    """Those of `spans` that lie within reach of one of `around`."""
    return [(a, b) for a, b in spans if any(b >= start - _REACH and a <= end + _REACH for start, end in around)]
