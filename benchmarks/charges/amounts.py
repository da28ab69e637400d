"""The sum of an act's amounts: on seeded facts, LawBench 3-7, sums that courts state, and totals struck out.

*Stated*: the first opinion of court or prosecution that names one amount as what was taken before it says what that
constitutes; read is what stands before it. *Struck*: a fact whose closing sentence gives the total of several acts; the
sentence is taken out and the total asked for. An amount told as *and more* is right within a tenth above it. LawBench
3-7 is spent: every item was looked at while the reader was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from benchmarks.charges.fresh import fresh
from benchmarks.charges.halves import in_half, interval, key, lines
from benchmarks.charges.rulings import rulings
from benchmarks.charges.seeded import seeded
from mingjian.assist.charges import add_up
from mingjian.documents.money import AMOUNT, parse_money

__all__ = ["Asked", "measure", "stated", "struck"]

_MONEY = rf"(?P<of>{AMOUNT})(?P<more>[多余])?(?P<unit>万元|元)(?P<also>[多余])?"
_UP_TO = re.compile(r"构成|触犯|应当以[^，。]{1,20}罪追究|[。；]")
_NAMED = re.compile(r"(?:价值|金额|数额|共计|总计|合计|财物|钱款|款项|现金|人民币|货款|资金|公款)[^，,；。元]{0,14}$")
_NOT_TAKEN = re.compile(r"违法所得|获利|罚|赔|退|损失|缴")
_LEAD = 400
_CLOSING = re.compile(
    rf"(?:综上|以上|上述|先后|[两二三四五六七八九十\d]{{1,3}}[次起宗])[^。；]{{0,60}}?(?:共计|合计|总计|总价值|累计|总额|共)[^。；元]{{0,20}}?{_MONEY}[^。；]{{0,20}}[。；]"
)
_HEADLINE = re.compile(
    r"(?:骗|盗|窃|贪|受贿|挪用|侵占|敲诈|偷|抢|索贿|敛财|收受)[^，。 元]{0,12}?(?P<of>[0-9.一二三四五六七八九十百千]+)"
    r"[余多]?(?P<unit>万|亿)?[余多]?元?(?![人名次起家])"
)
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
_LEAST_HEADLINE, _SAME = 500, 20
"""Yuan; signs by which two paragraphs are the same."""
_HELD = re.compile(r"认为[，：:]?(?=被告|[一-鿿]{2,4}以非法占有)")
_LEAST_BEFORE, _AND_MORE = 2, Decimal("1.1")


@dataclass(frozen=True, slots=True)
class Asked:
    """A telling and the sum of its act; `more`: told as *and more*."""

    text: str
    yuan: Decimal
    more: bool = False

    def right(self, told: Decimal | None) -> bool:
        """Whether a sum is the one that was asked for."""
        if told is None or not self.more:
            return told == self.yuan
        return self.yuan <= told < self.yuan * _AND_MORE


def measure(folder: Path | None, half: str, seed: int, show: Callable[[Asked, Decimal | None], None] | None) -> None:
    """Print the figures of a half; without real data only those of the seeded facts."""
    sets = {f"seeded facts, seed {seed}": [Asked(one.text, one.yuan) for one in seeded(seed)]}
    if folder is not None:
        spent = _lawbench(folder)
        sets |= {
            "LawBench 3-7 (spent)": [one for one in spent if in_half(one.text, half)],
            "sums stated by court or prosecution": list(stated(folder, half)),
            "totals struck out": list(struck(folder, half)),
            "lexeval 3_1, 3_2: sums stated by the prosecution": list(_stated(_accusations(folder, half))),
            "cjrc, lexeval: totals struck out": list(_struck(_found(folder, half))),
            "press reports: the sum of the headline": list(headlines(folder, half)),
        }
    for name, asked in sets.items():
        told = [add_up(one.text).yuan for one in asked]
        right = [one.right(sum_) for one, sum_ in zip(asked, told, strict=True)]
        print(f"{name}: {len(asked)} items, exact {interval([float(one) for one in right])}")
        for one, sum_, fine in zip(asked, told, right, strict=True):
            if show and not fine:
                show(one, sum_)


def stated(folder: Path, half: str) -> Iterator[Asked]:
    """Judgments whose opinion states the sum."""
    yield from _stated(ruling.opinions() for ruling in rulings(folder, half))


def _stated(texts: Iterable[Iterable[tuple[str, str]]]) -> Iterator[Asked]:
    for opinions in texts:
        for before, opinion in opinions:
            lead = opinion[:_LEAD]
            stop = _UP_TO.search(lead)
            found = list(re.finditer(_MONEY, lead[: stop.start()])) if stop else []
            if len(found) == 1 and _taken(lead[: found[0].start()]) and re.search(_MONEY, before):
                yield Asked(before, _yuan(found[0]), _and_more(found[0]))
                break


def struck(folder: Path, half: str) -> Iterator[Asked]:
    """Facts without their closing total. Each text once, over all sets that hold facts."""
    yield from _struck(_facts(folder, half))


def _struck(facts: Iterable[str]) -> Iterator[Asked]:
    seen: set[str] = set()
    for text in facts:
        found = list(_CLOSING.finditer(text))
        if not found or key(text) in seen:
            continue
        seen.add(key(text))
        last = found[-1]
        before = text[: last.start()]
        if len(re.findall(_MONEY, before)) >= _LEAST_BEFORE and not re.search(_MONEY, text[last.end() :]):
            yield Asked(before + text[last.end() :], _yuan(last), _and_more(last))


def _facts(folder: Path, half: str) -> Iterator[str]:
    """Facts alone: LawBench 3-1 and 3-3, lecardv2, and judgments before their first opinion."""
    for name in ("3-1_dev250", "3-3_dev100"):
        for row in lines(folder / f"lawbench/{name}.jsonl"):
            if in_half(fact := row["question"].removeprefix("事实:").rpartition("罪名:")[0] or row["question"], half):
                yield fact
    for name in ("test_query", "controversial_query", "procedural_query"):
        for row in lines(folder / f"lecardv2/{name}.json"):
            if in_half(row["fact"], half):
                yield row["fact"]
    for ruling in rulings(folder, half):
        if ruling.source != "lecardv2":
            yield next((before for before, _ in ruling.opinions()), ruling.text)


def _accusations(folder: Path, half: str) -> Iterator[list[tuple[str, str]]]:
    """The opinions in accusations of lexeval, each text once; not looked at before 2026-12."""
    texts = {key(one.text): one.text for one in fresh(folder, half) if one.source.startswith("lexeval")}
    for text in texts.values():
        yield [(text[: found.start()], text[found.end() :]) for found in _HELD.finditer(text)]


def _found(folder: Path, half: str) -> Iterator[str]:
    yield from (one.text for one in fresh(folder, half) if one.source != "news")


def headlines(folder: Path, half: str) -> Iterator[Asked]:
    """Press reports whose headline names one sum as taken; the sum is asked of the report without it. Paragraphs that
    the set prints twice are left out once."""
    for path in sorted((folder / "spc1000/corpus_crime").glob("*.txt")):
        held = path.read_text(encoding="utf-8")
        title, body = held.partition("title:")[2].split("\n", 1)
        lines_ = [line.strip() for line in body.removeprefix("content:").split("\n") if line.strip() != title.strip()]
        once = [
            line
            for at, line in enumerate(lines_)
            if line and not any(other[:_SAME] == line[:_SAME] for other in lines_[at + 1 :])
        ]
        text, found = "\n".join(once), list(_HEADLINE.finditer(title))
        if len(found) != 1 or "近" in title or not in_half(text, half):
            continue
        yuan = (parse_money(found[0]["of"]) or Decimal(0)) * _UNITS[found[0]["unit"] or ""]
        if yuan >= _LEAST_HEADLINE:
            yield Asked(text, yuan, more=True)


def _lawbench(folder: Path) -> Iterator[Asked]:
    for row in lines(folder / "lawbench/3-7_dev100.jsonl"):
        said = re.search(r"([0-9.]+)元", row["answer"])
        if said:
            yield Asked(row["question"].removeprefix("文书:"), Decimal(said[1]))


def _taken(before: str) -> bool:
    return bool(_NAMED.search(before)) and not _NOT_TAKEN.search(re.split("[，；]", before)[-1])


def _and_more(found: re.Match[str]) -> bool:
    return bool(found["more"] or found["also"]) or found["of"].endswith(("余", "多"))


def _yuan(found: re.Match[str]) -> Decimal:
    value = parse_money(found["of"]) or Decimal(0)
    return value * 10_000 if found["unit"] == "万元" else value
