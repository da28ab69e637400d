"""Whether *cannot tell* is said where it should be: errors among the surest, on texts no weight was set on.

Items: facts of `lecardv2` with the charges of which the accused stand accused (the judgments mostly stop before the
court's own), and judgments of `lawsdata995` with those of their operative part. The tuning half sets how sure an answer
is (`charges/surety.py`); the exam half is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.charges.advice import Item, named
from benchmarks.charges.articles import applied
from benchmarks.charges.halves import in_half, interval, key, lines
from mingjian.assist.charges import Example, Learned, train
from mingjian.assist.charges.candidates import candidates, telling
from mingjian.assist.charges.choosing import choose
from mingjian.assist.charges.figures import curve, risk_at, set_f1
from mingjian.law.selective import full_charge

__all__ = ["accused", "items_of", "measure"]

_ACCUSED = re.compile(r"指控(?:原审)?(?:上诉人|被告人|被告单位)[^。]{0,400}?犯[^。]{0,60}?罪[^。]{0,200}")
_NAME = re.compile(r"犯([一-鿿、（）]{2,30}?)罪")
_LECARD = ("test_query", "controversial_query", "procedural_query")
_COVERAGES = (0.4, 0.6, 0.8, 1.0)


def measure(folder: Path, half: str, others: Sequence[Item]) -> None:
    """Print F1 and the curve of a half, with elements alone, with weights of the tuning halves of the older sets
    (`others`), and of these and the new ones."""
    sets = items_of(folder, half)
    more = [one for items in items_of(folder, "tune").values() for one in items]
    models = {
        f"with weights of {len(texts)} tuning texts": train([Example(one.text, one.charges) for one in texts])
        for texts in ([*others], [*others, *more])
        if half == "exam"
    }
    for name, items in {**sets, "both": [one for each in sets.values() for one in each]}.items():
        _print(f"{name}, elements only", items, None)
        for told, model in models.items():
            _print(f"{name}, {told}", items, model)


def items_of(folder: Path, half: str) -> dict[str, list[Item]]:
    """The items of a half by set."""
    courts = [Item(one.text, one.charges) for one in applied(folder, half) if one.source == "lawsdata995"]
    return {"lecardv2": list(accused(folder, half)), "lawsdata995": courts}


def accused(folder: Path, half: str) -> Iterator[Item]:
    """Facts of lecardv2 with the charges of the accusation; without those whose names are not the law's."""
    seen: set[str] = set()
    for name in _LECARD:
        for row in lines(folder / f"lecardv2/{name}.json"):
            if not in_half(row["fact"], half) or key(row["fact"]) in seen:
                continue
            seen.add(key(row["fact"]))
            found = _ACCUSED.search(row["query"])
            said = {one.rpartition("犯")[2] for one in _NAME.findall(found.group())} if found else set()
            charges = {charge for one in said if (charge := _charge(one))}
            if said and len(charges) == len(said):
                yield Item(row["fact"], tuple(sorted(charges)))


def _charge(name: str) -> str | None:
    known = named([name])
    selected = None if known else full_charge(name)
    return known[0] if known else selected.now if selected else None


def _print(name: str, items: Sequence[Item], model: Learned | None) -> None:
    scores = model.scores([one.text for one in items]) if model else [None] * len(items)
    values, answers, told = [], [], []
    for one, score in zip(items, scores, strict=True):
        choice = choose(candidates(telling(one.text)), score)
        names = [candidate.makeup.charge.now for candidate in choice.chosen]
        right = bool(names) and names[0] in one.charges
        values.append(set_f1(names, one.charges))
        answers.append((choice.sure, right))
        if not choice.doubts:
            told.append(right)
    points = curve(answers)
    risks = ", ".join(f"{coverage:.0%} {risk_at(points, coverage):.3f}" for coverage in _COVERAGES)
    wrong = interval([float(not one) for one in told])
    print(f"{name}: {len(items)} texts, F1 {interval(values)}, risk at coverage {risks}; ", end="")
    print(f"told without doubt {len(told) / max(len(items), 1):.0%}, of these wrong {wrong}")
