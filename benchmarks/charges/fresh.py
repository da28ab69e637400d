"""Advice on charges on texts no earlier measuring looked at: `cjrc`, two tasks of `lexeval`, and press reports.

*cjrc*: fact sections of criminal judgments with the name of the case, which is one of its charges, and those that it
names itself. *lexeval 3_1*: accusations whose charge is struck out (mostly plain theft and injury; in some the verb
too), the right one of the options named; civil ones are left out. *lexeval 3_2*: the same with the article of the
Criminal Law asked for; right is a charge of that article, items whose article is no charge's are left out. *news* of
`spc1000`: the charge that the report names; its sentences that name one are taken out first. None shares a fifth of
its runs of 24 signs with LawBench, `judge`, `lawsdata995` or `lecardv2`, but six items of 3_2, which are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.charges.advice import named
from benchmarks.charges.halves import in_half, interval, key, lines
from mingjian.assist.charges.candidates import candidates, telling
from mingjian.assist.charges.choosing import Choice, choose
from mingjian.assist.charges.figures import curve, risk_at, set_f1
from mingjian.assist.charges.learning import Learned
from mingjian.law import charges
from mingjian.law.citing import find

__all__ = ["Asked", "fresh", "measure"]

_OPTION = re.compile(r"\n\s*([A-E])[:：]\s*(.*)")
_NAMED = re.compile(r"(?:以|犯|涉嫌|构成|触犯)(?:了)?([一-鿿、]{2,24}?)罪")
_BEFORE = re.compile(r"(?:因|曾|前)[^。]{0,20}犯$|被告人[^。，]{0,10}以前犯$")
_NO_ZERO = re.compile(r"百(?=[一二三四五六七八九]条)")
"""Articles as the set writes them: 第三百三条 is 303, which the citation engine rightly reads otherwise."""
_CLAUSE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_COVERAGES = (0.4, 0.6, 0.8, 1.0)
_RUN, _STEP, _SHARED = 24, 3, 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """A telling and the charges of today, each of which is a right first answer. `one`: of several right ones only one
    is meant, so that no F1 can be reckoned."""

    source: str
    text: str
    charges: tuple[str, ...]
    one: bool = False

    def right(self, choice: Choice) -> bool:
        """Whether the first charge told is one of them."""
        return bool(choice.chosen) and choice.chosen[0].makeup.charge.now in self.charges


def measure(folder: Path, half: str, model: Learned | None, show: bool) -> None:
    """Print for each set F1, the first right, the curve, and what is told without a doubt."""
    items = list(fresh(folder, half))
    for source in dict.fromkeys(one.source for one in items):
        each = [one for one in items if one.source == source]
        _print(f"{source}, elements only", each, None, show)
        if model:
            _print(f"{source}, with weights", each, model, False)


def fresh(folder: Path, half: str) -> Iterator[Asked]:
    """The items of a half, each text once."""
    seen: set[str] = set()
    spent = _runs(folder)
    for one in (*_cases(folder), *_causes(folder), *_articles(folder), *_reports(folder)):
        if one.charges and in_half(one.text, half) and key(one.text) not in seen and not _known(one.text, spent):
            seen.add(key(one.text))
            yield one


def _cases(folder: Path) -> Iterator[Asked]:
    held = json.loads((folder / "cjrc/dev_ground_truth.json").read_text(encoding="utf-8"))
    for case in held["data"]:
        if case["domain"] == "criminal":
            part = case["paragraphs"][0]
            names = [part["casename"].removesuffix("罪"), *_said(part["context"])]
            yield Asked("cjrc", part["context"], named(names), one=True)


def _said(text: str) -> Iterator[str]:
    """The charges a fact section names (as headings mostly), but not those of earlier sentences."""
    for name in charges():
        bare = name.removesuffix("罪")
        for found in re.finditer(rf"{re.escape(bare)}(?:罪|(?:犯罪)?(?:的)?事实|部分)", text):
            if not _BEFORE.search(text[max(0, found.start() - 30) : found.start()]):
                yield bare
                break


def _causes(folder: Path) -> Iterator[Asked]:
    for text, answers in _chosen(folder / "lexeval/3_1.jsonl"):
        names = [one.removesuffix("罪") for one in answers if one.endswith("罪")]
        yield Asked("lexeval 3_1", text.split("被告人涉及的案由是")[0], named(names))


def _articles(folder: Path) -> Iterator[Asked]:
    for text, answers in _chosen(folder / "lexeval/3_2.jsonl"):
        said = [_NO_ZERO.sub("百零", one) for one in answers]
        bases = {str(one.article.number) for words in said for one in find(words) if one.law == "刑法"}
        names = {
            one.now
            for one in charges().values()
            if one.end is None and bases & {article.split("之")[0] for article in one.articles}
        }
        yield Asked("lexeval 3_2", text.split("\n", 1)[-1], tuple(sorted(names)), one=True)


def _reports(folder: Path) -> Iterator[Asked]:
    for path in sorted((folder / "spc1000/corpus_crime").glob("*.txt")):
        text = path.read_text(encoding="utf-8").partition("content:")[2]
        names = named(sorted(set(_NAMED.findall(text))))
        kept = "".join(clause for clause in _CLAUSE.findall(text) if "罪" not in clause)
        yield Asked("news", kept, names)


def _chosen(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The question without its options, and the words of the right ones."""
    for row in lines(path):
        said = {letter: words.strip() for letter, words in _OPTION.findall(row["input"])}
        yield _OPTION.split(row["input"], maxsplit=1)[0], [said[one] for one in row["answer"] if one in said]


def _runs(folder: Path) -> set[str]:
    """Every run of signs of LawBench 3-1, which shares items with lexeval 3_2."""
    return {run for row in lines(folder / "lawbench/3-1_dev250.jsonl") for run in _cut(row["question"], 1)}


def _known(text: str, spent: set[str]) -> bool:
    cut = _cut(text, _STEP)
    return sum(run in spent for run in cut) > _SHARED * max(len(cut), 1)


def _cut(text: str, step: int) -> list[str]:
    signs = re.sub(r"[^一-鿿0-9]", "", text)
    return [signs[at : at + _RUN] for at in range(0, max(len(signs) - _RUN, 0), step)]


def _print(name: str, items: Sequence[Asked], model: Learned | None, show: bool) -> None:
    scores = model.scores([one.text for one in items]) if model else [None] * len(items)
    choices = [choose(candidates(telling(one.text)), score) for one, score in zip(items, scores, strict=True)]
    right = [one.right(choice) for one, choice in zip(items, choices, strict=True)]
    points = curve([(choice.sure, fine) for choice, fine in zip(choices, right, strict=True)])
    risks = ", ".join(f"{coverage:.0%} {risk_at(points, coverage):.3f}" for coverage in _COVERAGES)
    told = [not fine for choice, fine in zip(choices, right, strict=True) if not choice.doubts]
    print(f"{name}: {len(items)} texts, ", end="")
    if not items[0].one:
        values = [
            set_f1([held.makeup.charge.now for held in choice.chosen], one.charges)
            for one, choice in zip(items, choices, strict=True)
        ]
        print(f"F1 {interval(values)}, ", end="")
    print(f"first right {interval([float(fine) for fine in right])}, risk at coverage {risks}; ", end="")
    share, wrong = len(told) / len(items), interval([float(one) for one in told])
    print(f"told without doubt {share:.0%}, of these wrong {wrong}")
    for one, choice, fine in zip(items, choices, right, strict=True) if show else ():
        if not fine or choice.doubts:
            names = "、".join(f"{held.name} {held.score:.2f}" for held in choice.chosen)
            why = "；".join(doubt.zh for doubt in choice.doubts)
            head = f"--- {'right' if fine else 'WRONG'} {one.charges[:6]}, told {names} ({choice.sure:.2f}) {why}"
            print(f"{head}\n{one.text}\n")
