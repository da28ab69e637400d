"""Files with known faults held to what is told of them: recall, precision, false alarms, with intervals."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.evidence.clashes import CLASHES
from benchmarks.evidence.dossiers import DOSSIERS
from benchmarks.evidence.expected import EXPECTED
from benchmarks.evidence.forms import FORMS, spoiled
from benchmarks.evidence.holes import holed_files
from benchmarks.evidence.making import Data, whole_file
from benchmarks.evidence.near import NEAR
from benchmarks.targets import Target
from mingjian.assist.evidence import Finding, Report, check, parse_case

__all__ = ["MAY", "completeness", "contradictions", "forms", "interval"]

_NEAR_FILES = 10
"""Files of as many charges that each near miss is put into."""
MAY = {"only_confessed": {"single_source"}, "extraction_hash": {"medium_sealed"}}
"""What else a fault makes true: a file of confessions alone has single sources; what bears no seal is not sealed."""


def _looked(data: Data) -> Report:
    return check(parse_case(json.dumps(data, ensure_ascii=False)))


def completeness(seed: int) -> list[Target]:
    """Line 22 of the requirements: materials taken away, and files of which none was."""
    told = missed = true = false = files = 0
    start = time.process_time()
    for one in holed_files(seed):
        files += 1
        gaps = _looked(one.data).gaps
        for kinds, person in one.taken:
            hit = any(_about(gap.any_of) & kinds and person in (None, gap.about) for gap in gaps)
            told, missed = told + hit, missed + (not hit)
            if not hit:
                print(f"not told: {one.name}: {sorted(kinds)} {person or ''}")
        for gap in gaps:
            right = any(_about(gap.any_of) & kinds for kinds, _ in one.taken)
            true, false = true + right, false + (not right)
            if not right:
                print(f"false: {one.name}: {gap.need} {gap.about_name}")
    seconds = (time.process_time() - start) / files
    print(f"{files} files, {told + missed} holes, {true + false} gaps told; {seconds:.3f} CPU s a file")
    return [
        Target("missing materials told (recall)", told / (told + missed), 0.98, True),
        Target("gaps told where nothing is missing (share of all told)", false / max(true + false, 1), 0.05, False),
    ]


def _about(any_of: tuple[str, ...]) -> set[str]:
    return {code for one in any_of for code in one.split("+")}


def forms(seed: int) -> list[Target]:
    """Line 23: one record spoiled in each file; anything else told of form in that file is a false alarm."""
    told = missed = false = 0
    for which, (rule, *_) in enumerate(FORMS):
        for name in _shuffled(seed, which):
            data = whole_file(name, seed * 100 + which)
            record = spoiled(data, which)
            if record is None:
                continue
            found = [one for one in _looked(data).findings if one.kind in ("form", "procedure", "term", "chain")]
            hit = any(one.rule == rule and one.places[0].record == record for one in found)
            strange = [one.rule for one in found if one.rule != rule and one.rule not in MAY.get(rule, ())]
            told, missed, false = told + hit, missed + (not hit), false + len(strange)
            if not hit or strange:
                print(f"forms: {rule} in {name}: {[one.rule for one in found]}")
    print(f"{told + missed} faults of form, procedure and term of {len(FORMS)} kinds")
    return [
        Target("faults of form, procedure and term told (recall)", told / (told + missed), 0.95, True),
        Target("of what was told, right (precision)", told / max(told + false, 1), 0.90, True),
    ]


def contradictions(seed: int) -> list[Target]:
    """Lines 24 and 25: clashes, and near misses of which nothing may be told."""
    right = wrong = 0
    seeded: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for name, data, records, change in _changed(seed):
        found = [one for one in _looked(data).findings if one.kind == "contradiction" or one.rule in _ALL]
        expected = EXPECTED.get(change, frozenset())
        if records:
            seeded[change] += 1
            hits = [one for one in found if one.rule in expected and _points(one, records)]
            told[change] += bool(hits)
            if not hits:
                print(f"not told: {change} in {name}")
        for one in found:
            fits = (one.rule in expected and _points(one, records)) or one.rule in MAY.get(change, ())
            right, wrong = right + fits, wrong + (not fits)
            if not fits:
                print(f"false: {change} in {name}: {one.rule}: {one.says.zh}")
    total, hit = sum(seeded.values()), sum(told.values())
    low, high = interval(hit, total, seed)
    print(f"{total} contradictions of {len(seeded)} kinds; recall {hit / total:.4f} [{low:.4f}, {high:.4f}]")
    confessed = told["only_confessed"] / max(seeded["only_confessed"], 1)
    return [
        Target("contradictions seeded", total, 200, True),
        Target("contradictions told with their records (recall)", hit / total, 0.90, True),
        Target("of what was told, right (precision, near misses included)", right / max(right + wrong, 1), 0.90, True),
        Target("cases with a confession only that are told", confessed, 1.0, True),
    ]


_ALL = {rule for rules in EXPECTED.values() for rule in rules} | {"single_source"}


def _points(one: Finding, records: set[str]) -> bool:
    return bool({place.record for place in one.places} & records)


def _changed(seed: int) -> Iterator[tuple[str, Data, set[str], str]]:
    """Whole files, files with one clash, and near misses."""
    for name in DOSSIERS:
        yield name, whole_file(name, seed), set(), "nothing"
    for number, change in enumerate(CLASHES):
        for name in _shuffled(seed, number):
            data = whole_file(name, seed * 1000 + number)
            records = change(data, random.Random(f"{seed}/{number}/{name}"))
            if records is not None:
                yield name, data, records, change.__name__
    for number, change in enumerate(NEAR):
        for name in _shuffled(seed, number)[:_NEAR_FILES]:
            data = whole_file(name, seed * 1000 + 500 + number)
            if change(data, random.Random(f"near/{seed}/{number}/{name}")) is not None:
                yield name, data, set(), change.__name__


def _shuffled(seed: int, number: int) -> list[str]:
    """The charges in an order of their own for each kind of fault."""
    names = list(DOSSIERS)
    random.Random(f"names/{seed}/{number}").shuffle(names)
    return names


def interval(hits: int, total: int, seed: int) -> tuple[float, float]:
    """The middle 95 % of a thousand draws with replacement."""
    chance = random.Random(seed)
    draws = sorted(sum(chance.random() < hits / total for _ in range(total)) / total for _ in range(1000))
    return draws[25], draws[975]
