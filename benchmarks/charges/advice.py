"""Advice on charges on real texts. The exam halves of LawBench 3-1, 3-3 and `judge` are spent.

Names that a data set prints otherwise than the law (``ALIASES``) are the law's, and names of earlier years are today's,
on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.charges.halves import in_half, interval, key, lines
from mingjian.assist.charges import Example, Learned, train
from mingjian.assist.charges.candidates import candidates, telling
from mingjian.assist.charges.choosing import choose
from mingjian.assist.charges.figures import curve, risk_at, set_f1
from mingjian.law import charge

__all__ = ["ALIASES", "Item", "given", "material", "measure", "named"]

ALIASES = {
    "制造、贩卖、传播淫秽物品": "制作、复制、出版、贩卖、传播淫秽物品牟利",
    "组织、强迫、引诱、容留、介绍卖淫": "组织卖淫",
    "隐匿、故意销毁会计凭证、会计帐簿、财务会计报告": "隐匿、故意销毁会计凭证、会计账簿、财务会计报告",
    "销售伪劣产品": "生产、销售伪劣产品",
    "销售有毒有害食品": "生产、销售有毒、有害食品",
    "使用假币": "持有、使用假币",
    "购买假币": "出售、购买、运输假币",
    "非法持有枪支": "非法持有、私藏枪支、弹药",
    "伪造公司印章": "伪造公司、企业、事业单位、人民团体印章",
    "贩卖毒品": "走私、贩卖、运输、制造毒品",
    "运输毒品": "走私、贩卖、运输、制造毒品",
    "制造毒品": "走私、贩卖、运输、制造毒品",
    "贩卖、运输毒品": "走私、贩卖、运输、制造毒品",
    "贩卖、制造毒品": "走私、贩卖、运输、制造毒品",
    "容留卖淫": "引诱、容留、介绍卖淫",
    "介绍卖淫": "引诱、容留、介绍卖淫",
    "掩饰、隐瞒犯罪所得": "掩饰、隐瞒犯罪所得、犯罪所得收益",
}
_FOUND = re.compile(r"犯([一-鿿、（）]{2,30}?)罪[，,]判处")


@dataclass(frozen=True, slots=True)
class Item:
    """A fact with its charges of today, and its articles where the set gives them."""

    text: str
    charges: tuple[str, ...]
    articles: frozenset[str] = frozenset()


def measure(folder: Path, half: str) -> None:
    """Print the figures of a half."""
    sets = _sets(folder)
    texts = [Example(one.text, one.charges) for one in material(folder)]
    model = train(texts) if half == "exam" else None
    for name, items in sets.items():
        chosen = [one for one in items if in_half(one.text, half) and one.charges]
        _charges(f"{name}, elements only", chosen, None)
        if model:
            _charges(f"{name}, with weights of {len(texts)} tuning texts", chosen, model)


def material(folder: Path) -> list[Item]:
    """The items of the tuning halves, each once."""
    tune = {key(one.text): one for items in _sets(folder).values() for one in items if in_half(one.text, "tune")}
    return [one for one in tune.values() if one.charges]


def _sets(folder: Path) -> dict[str, list[Item]]:
    return {
        "LawBench 3-3": list(_facts(folder)),
        "LawBench 3-1": list(given(folder)),
        "judgments": list(_judged(folder)),
    }


def _charges(name: str, items: Sequence[Item], model: Learned | None) -> None:
    scores = model.scores([one.text for one in items]) if model else [None] * len(items)
    values, answers = [], []
    for one, score in zip(items, scores, strict=True):
        choice = choose(candidates(telling(one.text)), score)
        told = [_today(candidate.name) or candidate.name for candidate in choice.chosen]
        values.append(set_f1(told, one.charges))
        answers.append((choice.sure, bool(told) and told[0] in one.charges))
    points = curve(answers)
    first = sum(right for _, right in answers) / len(answers)
    print(f"{name}: {len(items)} texts, F1 {interval(values)}, first right {first:.3f}, ", end="")
    print("risk at coverage " + ", ".join(f"{c:.0%} {risk_at(points, c):.3f}" for c in (0.4, 0.6, 0.8, 1.0)))


def _facts(folder: Path) -> Iterator[Item]:
    for row in lines(folder / "lawbench/3-3_dev100.jsonl"):
        yield Item(row["question"].removeprefix("事实:").strip(), named(row["answer"].removeprefix("罪名:").split(";")))


def given(folder: Path) -> Iterator[Item]:
    """LawBench 3-1: facts with the charges given and the articles asked for."""
    for row in lines(folder / "lawbench/3-1_dev250.jsonl"):
        fact, _, names = row["question"].removeprefix("事实:").rpartition("罪名:")
        numbers = frozenset(re.findall(r"\d+", row["answer"]))
        yield Item(fact.strip(), named(names.rstrip("。").split(";")), numbers)


def _judged(folder: Path) -> Iterator[Item]:
    """Judgments with the facts apart, where the operative part names every charge as the law does."""
    for row in lines(folder / "judge/judge_dev.jsonl"):
        said = {re.sub(r"^.*犯", "", name) for name in _FOUND.findall(row["fd"])}
        if said and all(_today(name) for name in said):
            yield Item(row["text"], named(sorted(said)))


def named(said: Sequence[str]) -> tuple[str, ...]:
    """Charges of today for names as a set prints them; unknown names are left out."""
    return tuple(sorted({name for one in said if (name := _today(one))}))


def _today(name: str) -> str | None:
    found = charge(ALIASES.get(name, name))
    return found.now if found else None
