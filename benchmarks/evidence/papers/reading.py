"""How well papers are read (F1 of fields by kind of paper), and which findings come of files read from papers alone."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from benchmarks.evidence.changing import Change
from benchmarks.evidence.clashes import CLASHES
from benchmarks.evidence.dossiers import DOSSIERS
from benchmarks.evidence.expected import EXPECTED
from benchmarks.evidence.making import Data, whole_file
from benchmarks.evidence.near import NEAR
from benchmarks.evidence.papers.hand import Sheet
from benchmarks.evidence.papers.wording import EXAM, TUNING, Wording
from benchmarks.evidence.papers.writing import papers_of
from benchmarks.evidence.scoring import MAY, interval
from benchmarks.targets import Target
from mingjian.assist.evidence import Case, check
from mingjian.assist.evidence.told import read_case
from mingjian.assist.evidence.values import in_base

__all__ = ["fields", "findings"]

_OFF_PAPER = frozenset(
    {
        "elsewhere", "in_custody_then", "elsewhere_by_its_name", "wrong_total", "other_amount", "another_hour",
        "another_road", "lost_on_the_way", "before_what_it_rests_on", "only_confessed", "lost_weight",
    }
)  # fmt: skip
"""Faults that stand on no paper of this bench: tracks, lists of hand-over, tables of sums, papers of no kind; or
between a thing and its list (lost_weight), which is one paper here."""
_ALSO = {"two_tellings": {"time_outside"}, "changed_his_mind": {"place_differs"}}
"""On paper these are told of the act, not of a thing: one of the two tellings does not meet the act either."""
_FILES, _NEAR_FILES = 4, 2


def wording_of(seed: int) -> Wording:
    """Seeds of 45xxx and above are exams and have their own wording."""
    return EXAM if seed >= 45_000 else TUNING


def fields(seed: int) -> list[Target]:
    """F1 of the values of every kind of paper."""
    right, told, stated = Counter[str](), Counter[str](), Counter[str]()
    missed: Counter[str] = Counter()
    start, papers = time.process_time(), 0
    for name in DOSSIERS:
        data = whole_file(name, seed)
        sheets = papers_of(data, wording_of(seed), random.Random(f"papers/{seed}/{name}"))
        case = _read(data, sheets)
        papers += len(sheets)
        for number, sheet in enumerate(sheets, 1):
            if sheet.into and sheet.says:
                _count(case, f"d{number}", sheet, right, told, stated, missed)
    for kind in sorted(stated):
        print(f"{kind:16} F1 {_f1(right[kind], told[kind], stated[kind]):.3f} of {stated[kind]} values")
    print("missed or wrong:", ", ".join(f"{key} {count}" for key, count in missed.most_common(24)))
    print(f"{papers} papers, {(time.process_time() - start) / papers:.4f} CPU s a paper, made and read")
    whole = _f1(sum(right.values()), sum(told.values()), sum(stated.values()))
    return [Target("values of papers (F1 of all)", whole, 0.90, True)]


def findings(seed: int) -> list[Target]:
    """Contradictions of files that were read from papers."""
    right = wrong = 0
    seeded, hit = Counter[str](), Counter[str]()
    false: Counter[str] = Counter()
    for name, data, records, change in _changed(seed):
        sheets = papers_of(data, wording_of(seed), random.Random(f"ends/{seed}/{name}/{change}"))
        case = _read(data, sheets)
        meant = {f"d{number}" for number, sheet in enumerate(sheets, 1) if sheet.records & records}
        expected = EXPECTED.get(change, frozenset())
        found = [one for one in check(case).findings if one.kind == "contradiction"]
        hits = [
            one
            for one in found
            if one.rule in expected and meant & {place.document or place.record for place in one.places}
        ]
        if records and meant:
            seeded[change] += 1
            hit[change] += bool(hits)
        for one in found:
            fits = one in hits or one.rule in MAY.get(change, ()) or one.rule in _ALSO.get(change, ())
            right, wrong = right + fits, wrong + (not fits)
            if not fits:
                false[f"{change}:{one.rule}"] += 1
    on_paper = [kind for kind in seeded if kind not in _OFF_PAPER]
    total, got = sum(seeded[k] for k in on_paper), sum(hit[k] for k in on_paper)
    low, high = interval(got, total, seed)
    print("not told:", ", ".join(f"{k} {seeded[k] - hit[k]}/{seeded[k]}" for k in on_paper if hit[k] < seeded[k]))
    print("false:", ", ".join(f"{key} {count}" for key, count in false.most_common(20)))
    every, all_hit = sum(seeded.values()), sum(hit.values())
    print(
        f"{total} contradictions of {len(on_paper)} kinds on papers: recall {got / total:.4f} [{low:.4f}, {high:.4f}]"
    )
    print(f"with the kinds that stand on no paper of this bench: {all_hit / every:.4f} of {every}")
    return [
        Target("contradictions told from papers (recall, kinds on papers)", got / total, 0.80, True),
        Target("of what was told from papers, right (precision)", right / max(right + wrong, 1), 0.90, True),
    ]


def _read(data: Data, sheets: list[Sheet]) -> Case:
    return read_case("bench", [(f"{n}.txt", one.text) for n, one in enumerate(sheets, 1)], data["charges"]).case


def _changed(seed: int) -> Iterator[tuple[str, Data, set[str], str]]:
    for number, change in enumerate((*CLASHES, *NEAR)):
        names = list(DOSSIERS)
        random.Random(f"names/{seed}/{number}").shuffle(names)
        done = 0
        for name in names:
            made = _one(change, name, seed, number)
            if made is not None and done < (_FILES if change in CLASHES else _NEAR_FILES):
                done += 1
                yield name, made[0], made[1], change.__name__


def _one(change: Change, name: str, seed: int, number: int) -> tuple[Data, set[str]] | None:
    data = whole_file(name, seed * 1000 + number)
    records = change(data, random.Random(f"{seed}/{number}/{name}"))
    return None if records is None else (data, records)


def _count(
    case: Case,
    document: str,
    sheet: Sheet,
    right: Counter[str],
    told: Counter[str],
    stated: Counter[str],
    missed: Counter[str],
) -> None:
    rows = [one for one in getattr(case.file, sheet.into) if document in (one.document, one.id)]
    row: dict[str, Any] = rows[0].model_dump(by_alias=True) if rows else {}
    for key, value in sheet.says.items():
        read = None if row.get(key) == [] else row.get(key)
        if value is None and read is None:
            continue
        same = value is not None and read is not None and _plain(case, key, value) == _plain(case, key, read)
        stated[sheet.kind] += value is not None
        told[sheet.kind] += read is not None
        right[sheet.kind] += same
        if not same:
            missed[f"{sheet.kind}.{key}"] += 1


def _plain(case: Case, key: str, value: Any) -> Any:
    if key in ("person", "items", "of"):
        ids = value if isinstance(value, list) else [value]
        return [case.name(one) if one in case.records else one for one in ids]
    if key in ("quantity", "value", "amount"):
        return in_base(_decimal(value), None)[0]
    if hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d %H:%M" if hasattr(value, "hour") else "%Y-%m-%d")
    return value.strip().lower() if isinstance(value, str) else value


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value)).normalize()


def _f1(right: int, told: int, stated: int) -> float:
    return 2 * right / max(told + stated, 1)
