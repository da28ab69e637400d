"""Articles with the charges given: LawBench 3-1 (special part), and judgments whose court lists what it applied.

From `judge` and `lawsdata995`: facts are what stands before the court's opinion, charges those of the operative part,
articles those of the Criminal Law that the citation engine reads between 依照 and 判决如下. Measured are the special
part (art. 102 on), the general part, and both. The static table is the charges' own articles. What a court chooses or
recites (`CHOSEN`: kinds of penalties, sentencing as such, probation) is told by no fact: with it and without it.
LawBench 3-1 is measured with all items, and without those whose answer names an article that no charge given has and
that goes with none of them (`COMPANIONS`): an injury given as 故意伤害 that is to be art. 346 cannot be learned from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.charges.advice import given, named
from benchmarks.charges.halves import in_half, interval
from benchmarks.charges.rulings import rulings
from mingjian.assist.charges import articles
from mingjian.assist.charges.figures import set_f1
from mingjian.law import charge
from mingjian.law.citing import find

__all__ = ["Applied", "applied", "measure"]

_RESULT = re.compile(r"判决如下|裁定如下")
_BY = re.compile(r"依照|依据|根据|按照")
_FOUND = re.compile(
    r"犯(?P<names>[一-鿿、（）]{2,30}?)罪[，,、]?(?:（[^）]{0,10}）)?(?:判处|免予刑事处罚|免予刑事处分|单处)"
)
_SPECIAL = 102
CHOSEN = frozenset({37, *range(41, 52), *range(54, 64), 72, 73, 74, 75, 76})
COMPANIONS = frozenset({150, 200, 211, 220, 231, 269, 346, 356, 382, 383, 385, 386, 388})


@dataclass(frozen=True, slots=True)
class Applied:
    """Facts, charges of today, and the numbers of the articles the court applied (133之1 is 133)."""

    source: str
    text: str
    charges: tuple[str, ...]
    articles: frozenset[int]


def measure(folder: Path, half: str, show: bool) -> None:
    """Print the figures of a half; with `show` which articles are missed and told for nothing."""
    spent = [
        Applied("lawbench", one.text, one.charges, frozenset(int(number) for number in one.articles))
        for one in given(folder)
        if in_half(one.text, half)
    ]
    _table("LawBench 3-1 (spent), special part", spent, _special, show)
    _table(
        "LawBench 3-1 (spent), answers the charges can have", [one for one in spent if _possible(one)], _special, show
    )
    courts = list(applied(folder, half))
    for source in ("judge", "lawsdata995"):
        _table(f"{source}, special part", [one for one in courts if one.source == source], _special, show)
    _table("judgments, general part", courts, lambda number: number < _SPECIAL, show)
    _table("judgments, general part without what a court chooses", courts, _shown, False)
    _table("judgments, all without what a court chooses", courts, lambda number: number not in CHOSEN, False)


def _special(number: int) -> bool:
    return number >= _SPECIAL


def _shown(number: int) -> bool:
    return number < _SPECIAL and number not in CHOSEN


def _possible(one: Applied) -> bool:
    """Whether every article asked for is one of the charges given or goes with one of them."""
    own = {_number(number) for name in one.charges if (known := charge(name)) for number in known.articles}
    return one.articles <= own | (COMPANIONS if not one.articles <= COMPANIONS else frozenset())


def applied(folder: Path, half: str) -> Iterator[Applied]:
    """Judgments that name charges and list the articles applied."""
    for ruling in rulings(folder, half):
        parted = ruling.parted()
        if parted is None or ruling.source == "lecardv2":
            continue
        facts, opinion = parted
        result = _RESULT.search(opinion)
        names = [found["names"] for found in _FOUND.finditer(opinion, result.end() if result else 0)]
        charges = named([name.rpartition("犯")[2] for name in names])
        begins = list(_BY.finditer(opinion, 0, result.start())) if result else []
        if not charges or not begins or len(charges) != len(set(names)):
            continue
        cited = [one.article for one in find(opinion[: result.start() if result else 0]) if one.law == "刑法"]
        numbers = frozenset(one.number for one in cited if one.number)
        if numbers:
            yield Applied(ruling.source, facts, charges, numbers)


def _table(name: str, items: Sequence[Applied], kept: Callable[[int], bool], show: bool) -> None:
    """F1 over the articles that are `kept`, beside that of the static table."""

    def part(numbers: Iterable[int]) -> set[str]:
        return {str(one) for one in numbers if kept(one)}

    values, plain = [], []
    missed, idle, right = Counter[str](), Counter[str](), Counter[str]()
    for one in items:
        truth = part(one.articles)
        if not truth:
            continue
        told = part(_number(found.number) for found in articles(one.charges, one.text))
        table = {_number(number) for name in one.charges if (known := charge(name)) for number in known.articles}
        values.append(set_f1(told, truth))
        plain.append(set_f1(part(table), truth))
        missed.update(truth - told)
        idle.update(told - truth)
        right.update(told & truth)
    print(f"{name}: {len(values)} texts, F1 {interval(values)}; static table {interval(plain)}")
    if show:
        for number in sorted({*missed, *idle, *right}, key=lambda each: -(missed[each] + idle[each])):
            if missed[number] + idle[number]:
                print(f"  {number}: right {right[number]}, missed {missed[number]}, told for nothing {idle[number]}")


def _number(article: str) -> int:
    return int(article.split("之")[0])
