"""``python -m benchmarks.sentencing``: circumstances taken from judgments, and intervals of terms, on real data.

Needs ``MINGJIAN_DATA``. Each set is split by the SHA-256 of a document's text: first byte under 128 for tuning, the
other half is the exam, counted only with ``--exam``. Circumstances are held to the labels of ``tests/documents``.
Terms of those judgments, and of the facts of ``lawbench`` 3-4: the Winkler score at α = 0.2 in months (the width, and
ten for every month missed; lower is better) of P10–P90 among the tuning half: of all, of the same charge, of the same
charge and telling circumstances, and the last within what the law allows for the charge.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from mingjian.assist.sentencing import Span
from mingjian.assist.sentencing.bands import DETENTION_MOST
from mingjian.assist.sentencing.similar import LEAST, Judged, judged_in, quantile
from mingjian.assist.sentencing.taking import drafts_of
from mingjian.law import penalty

__all__ = ["main", "winkler"]

LABELS = Path(__file__).parent.parent / "tests" / "documents" / "labels"
SPLITS = ("dev", "locked", "locked-2", "locked-3", "locked-4", "locked-5")
_KINDS = {"minor_12_16": ["minor"], "minor_16_18": ["minor"], "merit": ["merit"], "merit_major": ["merit"],
          "elderly_intent": ["elderly"], "restitution": ["returned"], "compensated": ["returned"],
          "forgiven": ["forgiven"], "compensated_forgiven": ["returned", "forgiven"]}  # fmt: skip
"""Circumstances of the parameters as the labels name them; the others bear one name in both."""
_TODAY = dt.date(2024, 1, 1)
"""The day of the law by which terms are bounded; the items tell none."""
_UNTOLD = {"principal"}
_CHARGE, _TERM = re.compile(r"罪名:(.+?)。法条"), re.compile(r"刑期:(\d+)个月")
Hits = tuple[int, int, int]
"""Right, said, wanted."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentencing", description=__doc__)
    parser.add_argument("--exam", action="store_true", help="the exam half instead of the tuning half")
    parser.add_argument("--times", type=int, default=1000, help="bootstrap samples")
    options = parser.parse_args(arguments)
    if not os.environ.get("MINGJIAN_DATA"):
        print("MINGJIAN_DATA is not set: the shared data set is absent")
        return 1
    data = Path(os.environ["MINGJIAN_DATA"])
    texts = list(_documents(data))
    _print_circumstances(texts, exam=options.exam, times=options.times)
    halves: dict[bool, list[Judged]] = {False: [], True: []}
    for one in texts:
        halves[one.exam] += judged_in(one.text, one.given)
    _print_terms("judgments", halves[False], halves[options.exam], exam=options.exam)
    facts = _facts(data)
    _print_terms("lawbench 3-4", facts[False], facts[options.exam], exam=options.exam)
    return 0


@dataclass(frozen=True)
class _Text:
    key: str
    text: str
    given: dict[str, str]

    @property
    def exam(self) -> bool:
        return hashlib.sha256(self.text.encode()).digest()[0] >= 128


def _documents(data: Path) -> Iterator[_Text]:
    for line in (data / "judge/judge_dev.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        yield _Text(f"judge-{record['text_id']}", record["fd"], {})
    for line in (data / "lawsdata995/criminal_minus_sections.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        given = {"case_number": record["case_no"], "judged_on": record["date"]}
        yield _Text(f"lawsdata995-{record['id']}", record["text"], given)


# -- circumstances -----------------------------------------------------------------------------------------


def _print_circumstances(texts: Sequence[_Text], *, exam: bool, times: int) -> None:
    by_key = {one.key: one for one in texts if one.exam == exam}
    rows: dict[str, list[Hits]] = {}
    for split in SPLITS:
        for file in sorted((LABELS / split).glob("*.json")):
            if file.stem in by_key:
                label = json.loads(file.read_text(encoding="utf-8"))
                rows.setdefault(split, []).append(_hits(by_key[file.stem], label))
    print(f"circumstances taken, {'exam' if exam else 'tuning'} half")
    print(f"{'labels':10} {'documents':>9} {'stated':>7} {'precision':>9} {'recall':>7} {'F1':>6}  95 %")
    everything = [one for some in rows.values() for one in some]
    for name, some in (*rows.items(), ("all", everything)):
        right, said, wanted = (sum(part) for part in zip(*some, strict=True))
        low, high = _bootstrap(some, _f1, times)
        print(f"{name:10} {len(some):9} {wanted:7} {right / max(said, 1):9.3f} {right / max(wanted, 1):7.3f} "
              f"{_f1(some):6.3f}  {low:.3f}–{high:.3f}")  # fmt: skip


def _hits(one: _Text, label: dict[str, Any]) -> Hits:
    """Right, said and wanted circumstances of all defendants of a document."""
    said = {
        (draft.defendant - 1, kind)
        for draft in drafts_of(one.text, one.key, one.given)
        for name in draft.circumstances
        for kind in _KINDS.get(name, [name])
    }
    wanted = {
        (number, kind)
        for number, person in enumerate(label["defendants"])
        if not person["unit"]
        for kind in person["circumstances"]
        if kind not in _UNTOLD
    }
    return len(said & wanted), len(said), len(wanted)


def _f1(some: Sequence[Hits]) -> float:
    right, said, wanted = (sum(part) for part in zip(*some, strict=True))
    return float(2 * right / max(said + wanted, 1))


# -- terms -------------------------------------------------------------------------------------------------


def winkler(low: Fraction, high: Fraction, truth: Fraction, alpha: Fraction = Fraction(1, 5)) -> Fraction:
    """The interval's width, and for a miss 2/α times the distance."""
    missed = max(low - truth, truth - high, Fraction(0))
    return high - low + 2 / alpha * missed


def _facts(data: Path) -> dict[bool, list[Judged]]:
    """Charge and term of each item, by half; an item tells no circumstances in a form that is read here."""
    halves: dict[bool, list[Judged]] = {False: [], True: []}
    for line in (data / "lawbench/3-4_dev250.jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        charge, term = _CHARGE.search(item["question"]), _TERM.search(item["answer"])
        if charge and term:
            one = _Text("", item["question"], {})
            halves[one.exam].append(Judged(charge[1] + "罪", Fraction(int(term[1])), frozenset()))
    return halves


def _print_terms(name: str, known: Sequence[Judged], asked: Sequence[Judged], *, exam: bool) -> None:
    half = "exam" if exam else "tuning"
    print(f"{name}: {len(asked)} terms of the {half} half, from {len(known)} of the tuning half")
    print(f"{'interval':34} {'inside':>7} {'width':>7} {'Winkler':>8}")
    narrow = _same_charge_and_more
    ways = (
        ("P10–P90 of all", _everyone, False), ("of the charge", _same_charge, False),
        ("and circumstances", narrow, False), ("and within the law", narrow, True),
    )  # fmt: skip
    for name, choose, legal in ways:
        scores = [_score(one, choose(one, known), leave_out=not exam, legal=legal) for one in asked]
        inside, width, score = (sum(part) / len(scores) for part in zip(*scores, strict=True))
        print(f"{name:34} {float(inside):7.3f} {float(width):7.1f} {float(score):8.1f}")


def _score(
    one: Judged, among: Sequence[Judged], *, leave_out: bool, legal: bool
) -> tuple[Fraction, Fraction, Fraction]:
    terms = sorted(other.months for other in among if not (leave_out and other is one))
    low, high = quantile(terms, Fraction(1, 10)), quantile(terms, Fraction(9, 10))
    row = penalty(one.charge, _TODAY) if legal else None
    if row is not None:
        least, most = Fraction(1 if row.allows_detention else row.min_months or 1), row.max_months or DETENTION_MOST
        within = Span(low, high).within(least, Fraction(most))
        low, high = within.low, within.high
    return Fraction(low <= one.months <= high), high - low, winkler(low, high, one.months)


def _everyone(one: Judged, known: Sequence[Judged]) -> Sequence[Judged]:
    del one
    return known


def _same_charge(one: Judged, known: Sequence[Judged]) -> Sequence[Judged]:
    same = [other for other in known if other.charge == one.charge]
    return same if len(same) > LEAST else known


def _same_charge_and_more(one: Judged, known: Sequence[Judged]) -> Sequence[Judged]:
    telling = {"recidivist", "surrender", "accessory", "attempt", "minor_16_18", "minor_12_16"}
    same = _same_charge(one, known)
    near = [other for other in same if other.circumstances & telling == one.circumstances & telling]
    return near if len(near) > LEAST else same


def _bootstrap(some: Sequence[Hits], of: Callable[[Sequence[Hits]], float], times: int) -> tuple[float, float]:
    """The middle 95 % over samples of whole documents; a fixed seed."""
    draw = random.Random(44001)
    found = sorted(of([draw.choice(some) for _ in some]) for _ in range(times))
    return found[times // 40], found[-times // 40 - 1]


if __name__ == "__main__":
    sys.exit(main())
