"""Mean likeness of copies and of unrelated works stays within a hundredth of what is kept here.

For models, the queries written of them, texts (what the models' pages say) and programs. A change that moves a mean is
not wrong by that, but has to be looked at with the whole bench (`python -m benchmarks.originality.models`, `.texts`,
`.queries`, `.programs`) and written into `docs/benchmarks.md`; then the figures here follow.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from itertools import combinations
from math import sqrt
from statistics import fmean

import pytest
from sqlglot import parse_one

from benchmarks.originality.attacks import ATTACKS
from benchmarks.originality.disguises import DISGUISES
from benchmarks.originality.halves import held_out, seed_of
from benchmarks.originality.models import originals
from benchmarks.originality.programs import disguised
from benchmarks.originality.queries import DISGUISES as REWRITTEN
from benchmarks.originality.writing import query_of
from mingjian.library import shipped
from mingjian.originality.plan import Feature, Weights, features, likeness, plan_of_model
from mingjian.originality.prose import common, prose
from mingjian.originality.python import features_of_python
from mingjian.originality.sql import plan_of_sql

KEPT = {"unrelated": 0.0175, "reorder": 0.9905, "values": 0.993, "junk": 0.9755, "split": 0.9987}


KEPT_QUERIES = {
    "unrelated": 0.0145, "rename": 0.4628, "turn": 0.9915, "not exists": 0.9552, "inline": 1.0, "junk": 0.963,
}  # fmt: skip
KEPT_TEXTS = {
    "unrelated": 0.0437, "names, digits": 0.965, "swap 20 %": 0.9629, "delete 20 %": 0.9604, "15 % copied": 0.1721,
}  # fmt: skip
KEPT_PROGRAMS = {"unrelated": 0.4524, "names": 1.0, "order": 1.0, "turned": 1.0, "junk": 0.3701}
_BITS = {"names": 1, "order": 2, "turned": 4, "junk": 8}


def names() -> list[str]:
    """Twelve models that are not held out."""
    return sorted(name for name in originals() if not held_out(name))[:12]


def of_features(
    plain: Mapping[str, frozenset[Feature]], copies: Mapping[str, Callable[[str], frozenset[Feature]]]
) -> dict[str, float]:
    """The mean likeness of unrelated pairs, and of each with its copies by kind."""
    weights = Weights(plain.values())
    weighed = {name: weights.weigh(one) for name, one in plain.items()}
    found = {"unrelated": fmean(likeness(weighed[a], weighed[b]).value for a, b in combinations(plain, 2))}
    for kind, copied in copies.items():
        found[kind] = fmean(likeness(weighed[name], weights.weigh(copied(name))).value for name in plain)
    return found


def of_models() -> dict[str, float]:
    data = originals()

    def copied(kind: str, name: str) -> frozenset[Feature]:
        return features(plan_of_model(DISGUISES[kind](data[name], random.Random(seed_of(name, kind)))))

    plain = {name: features(plan_of_model(data[name])) for name in names()}
    return of_features(plain, {kind: lambda name, kind=kind: copied(kind, name) for kind in list(KEPT)[1:]})


def of_queries() -> dict[str, float]:
    data = originals()
    text = {name: query_of(data[name]) for name in names()}

    def copied(kind: str, name: str) -> frozenset[Feature]:
        query = REWRITTEN[kind](parse_one(text[name], read="duckdb"), random.Random(seed_of(name, kind)))
        return features(plan_of_sql(query.sql("duckdb"), "duckdb")[0])

    plain = {name: features(plan_of_sql(one, "duckdb")[0]) for name, one in text.items()}
    return of_features(plain, {kind: lambda name, kind=kind: copied(kind, name) for kind in list(KEPT_QUERIES)[1:]})


def of_programs() -> dict[str, float]:
    """Programs that write a model's rules as rows and conditions, so that no release of Python moves them."""
    text = {name: _program(seed_of(name)) for name in names()}

    def copied(kind: str, name: str) -> frozenset[Feature]:
        return features_of_python(disguised(text[name], _BITS[kind])) or frozenset()

    plain = {name: features_of_python(one) or frozenset() for name, one in text.items()}
    return of_features(plain, {kind: lambda name, kind=kind: copied(kind, name) for kind in _BITS})


def _program(seed: int) -> str:
    chance, out = random.Random(seed), ["import csv", "import datetime"]
    for number in range(8):
        column, other = chance.sample(("month", "died", "amount", "person", "card", "paid", "office"), 2)
        made = chance.choice(
            (
                f"[row['{column}'] for row in rows if row['{other}'] > limit]",
                f"{{row['{column}']: len(row['{other}']) for row in rows}}",
                f"sorted(set(row['{column}'] for row in rows), key=str)[:limit]",
                f"max((row['{column}'] for row in rows), default=limit)",
            )
        )
        out += [f"def step{number}(rows, limit={number}):", f"    found = {made}"]
        if chance.random() < 0.5:
            out += ["    for one in found:", "        if one == limit:", f"            print(one, '{other}')"]
        out.append("    return found")
    return "\n".join(out)


def of_texts() -> dict[str, float]:
    """Of texts the share in common passages: the geometric mean of both."""
    text = {name: (shipped(name) / "README.md").read_text("utf-8") for name in names()}
    plain = [prose(one) for one in text.values()]
    pairs = {(one.first, one.second): sqrt(one.of_first * one.of_second) for one in common(plain)}
    found = {"unrelated": fmean(pairs.get(place, 0.0) for place in combinations(range(len(plain)), 2))}
    hosts = list(text.values())
    for kind in list(KEPT_TEXTS)[1:]:
        values = []
        for place, name in enumerate(text):
            copy = ATTACKS[kind](text[name], hosts[place - 5], random.Random(seed_of(name, kind)))
            last = [one for one in common([*plain, prose(copy)]) if (one.first, one.second) == (place, len(plain))]
            values += [sqrt(one.of_first * one.of_second) for one in last] or [0.0]
        found[kind] = fmean(values)
    return found


@pytest.mark.parametrize(
    ("measured", "kept"),
    [(of_models, KEPT), (of_queries, KEPT_QUERIES), (of_texts, KEPT_TEXTS), (of_programs, KEPT_PROGRAMS)],
)
def test_means_of_copies_and_of_unrelated_works_stay_where_they_were(
    measured: Callable[[], dict[str, float]], kept: dict[str, float]
) -> None:
    found = measured()
    assert found.keys() == kept.keys()
    assert {kind: round(value, 4) for kind, value in found.items() if abs(value - kept[kind]) > 0.01} == {}
